"""``--baseline`` and ``--write-baseline``: living with what is found now, told of what is new."""

from __future__ import annotations

import json
import random
import shutil
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator
from living_shops import (
    added,
    corner_store,
    edited,
    gap_between_batches,
    missing_figure,
    misspelt_account,
    odd_account_type,
    usual_account_type,
    with_check,
)

from crossfoot import driver, resources
from crossfoot.diagnostic import Silencer
from crossfoot.report import baseline
from crossfoot.report.baseline import Compared, Entry, compared
from crossfoot.source import Source
from ground import REPOSITORY, Crossfoot

SCHEMA = json.loads(resources.grammar("baseline.schema.json").read_text("utf-8"))


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop with three warnings, below the folder that we stand in."""
    monkeypatch.chdir(tmp_path)
    made = odd_account_type(corner_store(tmp_path))
    return missing_figure(missing_figure(made, 1043), 1044)


def written(path: str | Path) -> list[dict[str, str]]:
    document = json.loads(Path(path).read_text("utf-8"))
    assert not list(Draft202012Validator(SCHEMA).iter_errors(document))
    findings: list[dict[str, str]] = document["findings"]
    return findings


def codes(path: str | Path) -> list[str]:
    return [each["code"] for each in written(path)]


def test_a_baseline_is_written_and_nothing_of_it_is_told(crossfoot: Crossfoot, shop: Path) -> None:
    ran = crossfoot("check", "shop", "--write-baseline", "base.json")
    assert (ran.status, ran.err) == (0, "wrote 3 findings into `base.json`\n")
    assert codes("base.json") == ["XF508", "XF508", "XF203"]
    ran = crossfoot("check", "shop", "--baseline", "base.json", "--strict")
    assert (ran.status, ran.err) == (0, "`base.json` hides 3 findings\n")
    assert "XF" not in ran.out


def test_a_baseline_reads_well_where_it_is_reviewed(crossfoot: Crossfoot, shop: Path) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    lines = Path("base.json").read_text("utf-8").splitlines()
    assert len(lines) == 5 + 3
    assert lines[3:5] == sorted(lines[3:5])
    assert '"project": "shop", "path": "batches/1043.yaml", "code": "XF508"' in lines[3]
    assert "batch 1043 of `Main Street` does not report `Dept Cost`" in lines[3]


def test_what_is_new_is_told(crossfoot: Crossfoot, shop: Path) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    missing_figure(shop, 1045)
    ran = crossfoot("check", "shop", "--baseline", "base.json")
    assert (ran.status, ran.out.count("XF508 figure"), "1045" in ran.out) == (0, 1, True)
    assert crossfoot("check", "shop", "--baseline", "base.json", "--strict").status == 1


def test_what_is_mended_can_be_dropped_and_nothing_comes_in(
    crossfoot: Crossfoot, shop: Path
) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    usual_account_type(shop)
    missing_figure(shop, 1045)
    ran = crossfoot("check", "shop", "--baseline", "base.json")
    assert "mended since: 1 finding of `base.json`; add `--write-baseline base.json`" in ran.err
    before = Path("base.json").read_text("utf-8").splitlines()
    options = ("--baseline", "base.json", "--write-baseline", "base.json")
    ran = crossfoot("check", "shop", *options, "--strict")
    assert (ran.status, ran.out.count("XF508 figure")) == (1, 1), "the new one is still told"
    assert "mended since: 1 finding of `base.json`, left out of `base.json`" in ran.err
    assert codes("base.json") == ["XF508", "XF508"]
    kept = Path("base.json").read_text("utf-8").splitlines()
    assert {*kept} <= {*before, before[4].removesuffix(",")}
    assert "mended" not in crossfoot("check", "shop", *options).err


def test_errors_may_be_lived_with_in_check_alone(
    crossfoot: Crossfoot, shop: Path, tmp_path: Path
) -> None:
    misspelt_account(usual_account_type(shop))
    ran = crossfoot("check", "shop", "--write-baseline", "base.json")
    told = "wrote 3 findings into `base.json`, 1 error among them; posting heeds it all the same"
    assert (ran.status, ran.err) == (0, f"{told}\n")
    ran = crossfoot("check", "shop", "--baseline", "base.json", "--strict")
    assert (ran.status, "1 error among them" in ran.err) == (0, True)
    assert crossfoot("post", "shop", "--out", tmp_path / "out").status == 1


def test_what_is_not_proved_for_an_error_that_is_hidden(crossfoot: Crossfoot, shop: Path) -> None:
    added(shop, "rules.gl", "\npost post\n")
    ran = crossfoot("check", "shop", "--write-baseline", "base.json")
    assert (ran.status, "errors that are not shown here" in ran.out) == (0, True)


def test_what_a_baseline_hides_is_kept_for_reports(shop: Path, tmp_path: Path) -> None:
    outcome = driver.check(shop)
    entries = compared(outcome, "shop", (), "base.json").new
    found = compared(outcome, "shop", entries, "base.json").outcome
    assert [each.by for each in found.silenced] == [Silencer.BASELINE] * 3
    assert {each.because for each in found.silenced} == {"in `base.json`"}
    assert [each.diagnostic for each in found.silenced] == list(outcome.diagnostics)


# --- Several projects, and where we stand ---


def test_one_baseline_for_several_projects(crossfoot: Crossfoot, shop: Path) -> None:
    shutil.copytree("shop", "other")
    crossfoot("check", "shop", "other", "--write-baseline", "base.json")
    assert [each["project"] for each in written("base.json")] == ["other"] * 3 + ["shop"] * 3
    usual_account_type(shop)
    missing_figure(Path("other"), 1045)
    ran = crossfoot("check", "shop", "other", "--baseline", "base.json")
    assert (ran.out.count("XF508 figure"), "hides 5 findings" in ran.err) == (1, True)
    ran = crossfoot("check", "other", "--baseline", "base.json", "--write-baseline", "base.json")
    assert "mended" not in ran.err, "only what was checked can be known to be mended"
    assert len(written("base.json")) == 6


def test_a_project_below_another_is_not_taken_for_its_part(
    crossfoot: Crossfoot, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree("shop", "shop/branch")
    crossfoot("check", "shop", "shop/branch", "--write-baseline", "shop/base.json")
    assert {each["project"] for each in written("shop/base.json")} == {".", "branch"}
    ran = crossfoot("check", "shop", "--baseline", "shop/base.json")
    assert ran.err == "`shop/base.json` hides 3 findings\n"


def test_it_does_not_matter_where_we_stand(
    crossfoot: Crossfoot, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    from_here = Path("base.json").read_bytes()
    monkeypatch.chdir(shop)
    assert "hides 3" in crossfoot("check", "--baseline", "../base.json", "--strict").err
    crossfoot("check", "--write-baseline", "../base.json")
    assert Path("../base.json").read_bytes() == from_here
    crossfoot("check", shop, "--write-baseline", "../base.json")
    assert Path("../base.json").read_bytes() == from_here


# --- What was not looked for is not mended ---


@pytest.mark.parametrize(
    ("spoil", "kept"),
    [
        (lambda shop: added(shop, "rules.gl", "\npost post\n"), 3),
        (lambda shop: edited(shop, "crossfoot.yaml", "rules:", "ruls:"), 3),
        (lambda shop: added(shop, "rules.gl", '\npost Dept Sale credit "4000"\n'), 3),
        (lambda shop: edited(shop, "rules.gl", "post Tax Collected", "# post Tax"), 3),
    ],
)
def test_where_an_error_keeps_checks_from_their_work(
    spoil: object, kept: int, crossfoot: Crossfoot, shop: Path
) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    assert callable(spoil)
    spoil(shop)
    ran = crossfoot("check", "shop", "--baseline", "base.json", "--write-baseline", "base.json")
    assert (ran.status, len(written("base.json"))) == (1, kept)
    assert "mended" not in ran.err


def test_findings_that_are_not_chosen_are_left_alone(crossfoot: Crossfoot, shop: Path) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    usual_account_type(shop)
    options = ("--baseline", "base.json", "--write-baseline", "base.json")
    ran = crossfoot("check", "shop", *options, "--select", "XF5")
    assert (codes("base.json"), "mended" in ran.err) == (["XF508", "XF508", "XF203"], False)
    crossfoot("check", "shop", *options, "--ignore", "XF5")
    assert codes("base.json") == ["XF508", "XF508"]


def test_only_the_chosen_are_written(crossfoot: Crossfoot, shop: Path) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json", "--select", "XF2")
    assert codes("base.json") == ["XF203"]


# --- Equal findings ---


def test_equal_findings_are_counted(shop: Path) -> None:
    def entries(times: int) -> tuple[Entry, ...]:
        rules = shop / "rules.gl"
        kept = rules.read_text("utf-8").partition("# twice\n")[0]
        rules.write_text(kept + "# twice\n" + '\nallow XF306 because "why not"\n' * times, "utf-8")
        return compared(driver.check(shop), ".", (), "").new

    two = entries(2)
    alike = [each for each in two if each.code == "XF305"]
    assert len(alike) == 2
    entries(1)
    one = compared(driver.check(shop), ".", two, "")
    assert (len(one.new), [each.code for each in one.mended]) == (0, ["XF305"])
    entries(3)
    three = compared(driver.check(shop), ".", two, "")
    assert ([each.code for each in three.new], three.mended) == (["XF305"], ())


# --- Stable while the file is edited ---

PIECES = (REPOSITORY / "examples" / "corner-store" / "rules.gl").read_text("utf-8").split("\n\n")
ADDED = (
    'allow XF306 on Tax Collected because "never met"',
    'allow XF203 on Dept Sales because "never met"',
    'post Sales: Total credit "4000 · Sales"',
    'post Store Account: Paid On debit "1110 · House Accounts"',
    'post Dept Commission debit "6400" credit "6400"',
    "post Dept Sale Total",
)
CHANGED = (
    ('"4900 · Delivery Income"', '"6400"'),
    ('credit "1110 · House Accounts"', 'credit "1110 · House Acounts"'),
    ('post Tender Rounding Error debit  "6990', 'post Tender Rounding Error debit  "4000'),
    ("within 10.00", "within 0.10"),
)
EDITS = some.lists(
    some.tuples(some.sampled_from(["blank", "comment", "indent"]), some.integers(0, 60)), max_size=5
)


@cache
def shop_to_edit() -> Path:
    import tempfile

    return corner_store(Path(tempfile.mkdtemp(prefix="crossfoot-")))


def against(rules: str, entries: tuple[Entry, ...]) -> Compared:
    shop = shop_to_edit()
    (shop / "rules.gl").write_text(rules, "utf-8")
    return compared(driver.check(shop), ".", entries, "")


def spoiled(added: set[str], changed: set[tuple[str, str]]) -> list[str]:
    """Return the pieces of a file with faults in it."""
    pieces = [*PIECES]
    for old, new in changed:
        assert any(old in piece for piece in pieces), old
        pieces = [piece.replace(old, new) for piece in pieces]
    return [*pieces, *sorted(added)]


def edit(pieces: list[str], edits: list[tuple[str, int]]) -> str:
    """Return the pieces as a file, with blank lines, comments and spacing that mean nothing."""
    pieces = [*pieces]
    for kind, place in edits:
        at = place % len(pieces)
        if kind == "indent":
            pieces[at] = (
                pieces[at].replace(' credit "', '   credit    "').replace("  debit", " debit")
            )
        elif kind == "comment":
            pieces.insert(max(at, 1), "# A remark that nobody needs.")
        else:
            pieces.insert(max(at, 1), "\n")
    return "\n\n".join(pieces) + "\n"


@settings(max_examples=25)
@given(
    added=some.sets(some.sampled_from(ADDED)),
    changed=some.sets(some.sampled_from(CHANGED)),
    edits=EDITS,
    seed=some.integers(),
)
def test_nothing_is_new_when_lines_move(
    added: set[str], changed: set[tuple[str, str]], edits: list[tuple[str, int]], seed: int
) -> None:
    pieces = spoiled(added, changed)
    entries = against("\n\n".join(pieces) + "\n", ()).new
    assert bool(entries) is bool(added or changed)
    head, rest = pieces[:3], pieces[3:]
    random.Random(seed).shuffle(rest)
    found = against(edit([*head, *rest], edits), entries)
    assert (found.new, found.mended) == ((), ())
    assert {*found.met} == {*entries}


@settings(max_examples=15)
@given(
    changed=some.sets(some.sampled_from((CHANGED[0], CHANGED[3])), min_size=1),
    added=some.sets(some.sampled_from(ADDED[:2])),
    edits=EDITS,
)
def test_a_baseline_shrinks_as_findings_are_mended(
    changed: set[tuple[str, str]], added: set[str], edits: list[tuple[str, int]]
) -> None:
    entries = against("\n\n".join(spoiled(added, changed)) + "\n", ()).new
    left = {min(changed)}
    found = against(edit(spoiled(added, changed - left), edits), entries)
    assert (len(found.new), bool(found.mended)) == (0, True)
    assert {*found.met} | {*found.mended} == {*entries}
    assert {each.code for each in found.met}.isdisjoint({each.code for each in found.mended})


# --- The file ---


def parse(text: str) -> tuple[Entry, ...]:
    return baseline.parse(Source("base.json", text))


@given(
    some.lists(
        some.builds(
            Entry, *[some.text(some.characters(categories=["L", "N", "P"]), min_size=1)] * 7
        )
    )
)
def test_what_is_written_is_read_again(entries: list[Entry]) -> None:
    assert parse(baseline.render(entries)) == tuple(sorted({*entries}))


def test_an_empty_baseline() -> None:
    assert baseline.render(()) == '{\n  "version": 1,\n  "findings": []\n}\n'
    assert parse(baseline.render(())) == ()


GOOD = baseline.render(
    [Entry("shop", "rules.gl", "XF203", "warning", "6400", "it does not fit", "ab:1")]
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (GOOD, "", "1:1: this is not JSON: a value is missing here"),
        (GOOD, "[]", "1:1: a baseline should be"),
        (GOOD, '{"runs": []}', "1:1: a baseline lacks `findings:`"),
        (
            '"version": 1',
            '"version": 2',
            "2:14: this baseline is of version 2, and version 1 is read here",
        ),
        ('"code": "XF203"', '"code": ""', "4:53: `code` should be words"),
        ('"code": "XF203"', '"kode": "XF203"', "`kode` is not a key of a finding"),
        ('"code": "XF203", ', "", "4:5: a finding lacks `code:`"),
        (
            "    {",
            '<<<<<<< HEAD\n    {"a": 1},\n=======\n    {',
            "4:1: a merge conflict stands here; settle it first",
        ),
        ('"ab:1"', '"ab:1', "4:"),
    ],
)
def test_what_is_no_baseline(
    old: str, new: str, told: str, crossfoot: Crossfoot, shop: Path
) -> None:
    assert old in GOOD
    Path("base.json").write_text(GOOD.replace(old, new), "utf-8")
    ran = crossfoot("check", "shop", "--baseline", "base.json")
    assert (ran.status, ran.out) == (2, "")
    assert f"base.json:{told}" in ran.err or told in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b"\x00", "é".encode("latin-1")])
def test_a_file_that_is_no_text(content: bytes, crossfoot: Crossfoot, shop: Path) -> None:
    Path("base.json").write_bytes(content)
    ran = crossfoot("check", "shop", "--baseline", "base.json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)


def test_a_baseline_with_the_line_ends_of_windows(crossfoot: Crossfoot, shop: Path) -> None:
    crossfoot("check", "shop", "--write-baseline", "base.json")
    file = Path("base.json")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert crossfoot("check", "shop", "--baseline", "base.json", "--strict").status == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--baseline", "base.json"], "there is no baseline `base.json`; `--write-baseline base"),
        (["--write-baseline", "shop/rules.gl"], "`shop/rules.gl` is a file of the project"),
        (["--write-baseline", "nowhere/base.json"], "nowhere/base.json"),
        (["--write-baseline", "base.json", "--model", "rms"], "does not go with --model"),
    ],
)
def test_baselines_that_cannot_be(
    options: list[str], told: str, crossfoot: Crossfoot, shop: Path
) -> None:
    before = (shop / "rules.gl").read_bytes()
    ran = crossfoot("check", "shop", *options)
    assert (ran.status, told in ran.err) == (2, True), ran
    assert (shop / "rules.gl").read_bytes() == before


def test_ten_thousand_findings_are_read_in_no_time() -> None:
    entries = [
        Entry("shop", f"batches/{number}.yaml", "XF508", "warning", "x", "y", f"{number:020}:1")
        for number in range(10_000)
    ]
    assert len(parse(baseline.render(entries))) == 10_000


def test_a_gap_is_known_again(crossfoot: Crossfoot, shop: Path) -> None:
    gap_between_batches(with_check(shop, "severity: {XF509: error}"))
    crossfoot("check", "shop", "--write-baseline", "base.json")
    assert codes("base.json") == ["XF508", "XF509", "XF508", "XF203"]
    assert crossfoot("check", "shop", "--baseline", "base.json").status == 0
