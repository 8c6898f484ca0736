"""Certificates are checked by a program that knows nothing of ours, and no forged one passes."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from crossfoot import driver
from crossfoot.proof.prove import prove
from crossfoot.report.certificate import render, sealed
from ground import REPOSITORY
from posting_shop import RULES, ruleset, store

VERIFIER = REPOSITORY / "tools" / "verify_certificate.py"
EXAMPLES = sorted(path.name for path in (REPOSITORY / "examples").iterdir() if path.is_dir())

SHARES = """\
Royalty = 20% of Sales: Total
Rest = 80% of Sales: Total
Odd = 6% of Stock Used
Even = 94% of Stock Used
Half of the Rest = 50% of Rest
post Royalty credit "4010"
post Rest credit "4020"
post Odd debit "5000"
post Even debit "5000"
post Stock Used credit "1200"
post Half of the Rest debit "4020" credit "4010"
differences up to 0.01 to "8000 · Over"
"""
SHARED = (
    "\n".join(
        line for line in RULES.split("\n") if "Dept Sales" not in line and "Stock" not in line
    )
    + SHARES
)

CLEARED = """\
post Tender Received debit "1010"
post Closing debit "1000" credit "1010"
post Opening debit "1010" credit "1000"
post Cash Dropped debit "1000" credit "1010"
post Tender Over/Short credit "8000"
post Dept Sales credit "4000"
never Vouchers Sold because "none"
"1010" clears
"""

NOTHING = """\
Royalty = 60% of Vouchers Sold
Held = 77.5% of Royalty
post Held debit "1000"
never Vouchers Sold because "none"
"""

SIGNS = """\
measure Sold, Given
measure Lost, Stolen, Found, never negative
always Lost + Stolen = 0
always Found = 0
always Sold = Given
"""

CASES: dict[str, tuple[str, str | None]] = {
    "by identity": (RULES, None),
    "a chain of shares": (SHARED, None),
    "an account that clears": (CLEARED, None),
    "an account that does not": (CLEARED.replace('credit "1010"', 'credit "1200"', 1), None),
    "refuted": (
        RULES.replace("post Tender Over/Short", "skip Tender Over/Short").replace(
            'credit "8000 · Over"', 'because "pennies"'
        ),
        None,
    ),
    "refuted by a cent": (SHARED.replace("differences up to 0.01", "differences up to 0.00"), None),
    "nothing but transfers": ('post Stock Used debit "5000" credit "1200"\n', None),
    "shares of shares of nothing": (NOTHING, None),
    "figures that signs make nothing": (
        'post Sold debit "1000"\npost Given credit "4000"\npost Lost debit "5000"\n',
        SIGNS,
    ),
}


def certificate(name: str) -> dict[str, Any]:
    rules, model = CASES[name]
    resolved = ruleset(rules) if model is None else ruleset(rules, model=model)
    made: dict[str, Any] = json.loads(render(resolved, prove(resolved)))
    return made


def written(made: dict[str, Any]) -> str:
    """Return a certificate as it is written, its seal as it says."""
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def refused(made: dict[str, Any], folder: Path) -> bool:
    path = folder / "certificate.json"
    path.write_text(written(made), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFIER), str(path)],
        capture_output=True,
        check=False,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == bool(done.stderr), done
    return done.stderr.startswith("refused: ")


def told(made: dict[str, Any], folder: Path, *folders: Path) -> subprocess.CompletedProcess[str]:
    """Return what the checker says of a certificate, and of the files that it is of."""
    path = folder / "certificate.json"
    path.write_text(written(made), encoding="utf-8")
    command = [sys.executable, "-I", str(VERIFIER), str(path), *map(str, folders)]
    return subprocess.run(command, capture_output=True, check=False, text=True)


def checker() -> Any:
    """Return a function that runs the checker in this process, which is what takes the time."""
    code = compile(VERIFIER.read_text(encoding="utf-8"), str(VERIFIER), "exec")

    def is_refused(text: str, folder: Path) -> bool:
        path = folder / "certificate.json"
        path.write_text(text, encoding="utf-8")
        before, sys.argv = sys.argv, ["verify_certificate.py", str(path)]
        said = ""
        try:
            exec(code, {"__name__": "__main__"})
        except SystemExit as end:
            said = str(end)
        finally:
            sys.argv = before
        return said.startswith("refused: ")

    return is_refused


IS_REFUSED = checker()


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every text, number and nothing, and of every key that is a name."""
    if isinstance(value, dict):
        for key in value:
            yield from leaves(value[key], (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from leaves(each, (*path, at))
    else:
        yield path


def corrupted(made: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """Return a certificate with one leaf changed: a number by one, a word to another."""
    changed = copy.deepcopy(made)
    inside = changed
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = another(inside[path[-1]])
    return changed


def another(value: Any) -> Any:
    swapped = {"debit": "credit", "credit": "debit", "by-identity": "by-construction"}
    if isinstance(value, int):
        return -value or 1
    if value is None:
        return "somebody"
    try:
        return str(Fraction(value) + (Fraction(1) if "." in value else Fraction(1, 7)))
    except ValueError:
        return swapped.get(value, f"{value}s")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_certified(name: str, tmp_path: Path) -> None:
    outcome = driver.check_rules(REPOSITORY / "examples" / name)
    assert outcome.ruleset is not None
    made = json.loads(render(outcome.ruleset, outcome.proofs))
    assert not refused(made, tmp_path)
    stores = [store for p in made["proofs"] for place in p["places"] for store in place["stores"]]
    assert len(stores) == sum(len(proof.regime.stores) for proof in outcome.proofs)


@pytest.mark.parametrize("name", CASES)
def test_what_was_proved_or_refuted_is_certified(name: str, tmp_path: Path) -> None:
    assert not refused(certificate(name), tmp_path)


@pytest.mark.parametrize("name", CASES)
def test_only_what_is_proved_leaves_with_0(name: str, tmp_path: Path) -> None:
    made = certificate(name)
    verdicts = [
        said["verdict"]
        for proof in made["proofs"]
        for said in (proof["entry"], *proof["clears"].values())
    ]
    done = told(made, tmp_path)
    assert done.returncode == int("refuted" in verdicts)
    assert done.stderr.startswith("refuted: ") == ("refuted" in verdicts)


def test_what_somebody_must_judge_is_printed(tmp_path: Path) -> None:
    rules = CLEARED + 'differences up to 0.05 to "8000 · Over"\n'
    resolved = ruleset(rules)
    made = json.loads(render(resolved, prove(resolved)))
    lines = told(made, tmp_path).stdout.splitlines()
    assert lines[:4] == [
        "company: Shop",
        "Main: by-identity",
        "  Funds clears: by-construction",
        "  at most 0.05 off",
    ]
    assert lines[4].startswith("  given always Taken = Due (")
    assert lines[5] == "  given never Vouchers Sold (rules.gl:7)"
    digests = [f"source {path}: {digest}, not compared" for path, digest in made["sources"].items()]
    assert lines[6:] == digests


@pytest.fixture
def filed(tmp_path: Path) -> tuple[dict[str, Any], Path]:
    """A certificate of an example, and a copy of the example."""
    folder = Path(shutil.copytree(REPOSITORY / "examples" / "corner-store", tmp_path / "shop"))
    outcome = driver.check_rules(folder)
    assert outcome.ruleset is not None
    return json.loads(render(outcome.ruleset, outcome.proofs)), folder


def test_the_files_are_compared_with_those_that_it_is_of(
    filed: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    made, folder = filed
    text = (folder / "rules.gl").read_bytes().replace(b"\n", b"\r\n")
    (folder / "rules.gl").write_bytes(b"\xef\xbb\xbf" + text)
    done = told(made, tmp_path, folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.rpartition(", ")[2] for line in done.stdout.splitlines()[-4:]] == [
        "as it was",
        "as it was",
        "not compared",
        "as it was",
    ]
    package = tmp_path / "package" / "crossfoot" / "rules"
    package.mkdir(parents=True)
    (package / "rms.gl").write_bytes((REPOSITORY / "rules" / "rms.gl").read_bytes())
    assert "not compared" not in told(made, tmp_path, folder, tmp_path / "package").stdout


@pytest.mark.parametrize("name", ["rules.gl", "chart.yaml", "crossfoot.yaml"])
def test_another_file_and_none_are_refused(
    name: str, filed: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    made, folder = filed
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# and so on\n")
    done = told(made, tmp_path, folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"refused: '{name}' differs\n"
    (folder / name).unlink()
    assert told(made, tmp_path, folder).stderr == f"refused: '{name}' is not there\n"


def test_no_text_of_the_users_moves_the_cursor(tmp_path: Path) -> None:
    made = {**certificate("by identity"), "company": "\x1b[2JShop\u202e\nMain: by-identity"}
    del made["seal"]
    done = told(json.loads(sealed(made)), tmp_path)
    assert done.stdout.startswith("company: ?[2JShop??Main: by-identity\nMain: ")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]])
def test_the_usage_is_one_line(arguments: list[str]) -> None:
    command = [sys.executable, str(VERIFIER), *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("usage: verify_certificate.py CERTIFICATE [FOLDER ...]")


@pytest.mark.parametrize("name", CASES)
def test_a_change_to_any_field_breaks_the_seal(name: str, tmp_path: Path) -> None:
    made = certificate(name)
    for path in leaves(made):
        assert IS_REFUSED(written(corrupted(made, path)), tmp_path), path
    for key in made:
        assert IS_REFUSED(written({at: made[at] for at in made if at != key}), tmp_path)


WORDS = {"rule", "amount", "member", "account", "stores", "days"}
"""What a certificate says for people; sealed anew it can say anything."""


def is_free(path: tuple[Any, ...], made: dict[str, Any]) -> bool:
    """Whether a field may be anything as far as the arithmetic goes: nothing rests on it."""
    if path[0] != "proofs":
        return True
    proof = made["proofs"][path[1]]
    said = [proof["entry"], *proof["clears"].values()]
    groups = [group for each in said for group in each["rounded"]]
    taken = [times for group in groups for times in group["times"].values()]
    if path[2] == "claims":
        used = any(path[3] in times for times in (*(each["times"] for each in said), *taken))
        return not (used or _in_batch(path[-1], said))
    if path[2] == "roundings":
        used = any(path[3] in group["shares"] for group in groups)
        return not (used or _in_batch(path[-1], said))
    if path[2] == "legs":
        leg = proof["legs"][path[3]]
        is_proved = proof["entry"]["verdict"] != "refuted"
        if path[4] == "account":
            return not any(_rests_on(leg, *each) for each in proof["clears"].items())
        if path[4] == "row":
            return not (is_proved or _in_batch(path[-1], said))
        is_silent = not is_proved and not any(_in_batch(figure, said) for figure in leg["row"])
        return path[4] in WORDS or is_silent
    if path[2] == "zeros":
        # So many times over it is as good a reason; a figure that it is no reason for is none.
        return path[4] == 1
    if path[-1] == "takes differences":
        return proof["clears"][path[3]]["verdict"] == "refuted"
    return path[2] in ("places", "signs", "limit")


def _rests_on(leg: dict[str, Any], account: str, clears: dict[str, Any]) -> bool:
    is_proved = clears["verdict"] != "refuted"
    batch = clears["batch"]
    shows = sum(Fraction(n) * Fraction(batch.get(at, 0)) for at, n in leg["row"].items())
    return leg["account"] == account and (is_proved or shows != 0)


def _in_batch(figure: str, said: list[dict[str, Any]]) -> bool:
    return any(figure in each["batch"] for each in said)


@pytest.mark.parametrize("name", CASES)
def test_a_forged_number_is_refused_even_under_a_new_seal(name: str, tmp_path: Path) -> None:
    made = certificate(name)
    paths = [path for path in leaves(made) if not is_free(path, made)]
    assert len(paths) > 5
    for path in paths:
        forged = corrupted(made, path)
        del forged["seal"]
        assert IS_REFUSED(sealed(forged), tmp_path), path


def test_the_checker_is_short_and_imports_nothing_but_the_standard_library() -> None:
    text = VERIFIER.read_text(encoding="utf-8")
    assert text.count("\n") <= 100
    imported = {
        line.split()[1].split(".")[0] for line in text.split("\n") if "import " in line[:12]
    }
    imported |= {line.split()[1] for line in text.split("\n") if line.startswith("from ")}
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"seal": null}', b"1e999"]
)
def test_what_is_no_certificate_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.json"
    path.write_bytes(content)
    done = subprocess.run(
        [sys.executable, str(VERIFIER), str(path)], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("refused: ")


TILLS = """\
post Tender Received debit "{store.till}"
post Closing debit "1000" credit "{store.till}"
post Opening debit "{store.till}" credit "1000"
post Cash Dropped debit "1000" credit "{store.till}"
post Tender Over/Short credit "8000"
post Dept Sales credit "4000"
never Vouchers Sold because "none"
"{store.till}" clears
"""


def test_each_store_is_certified_with_its_own_accounts(tmp_path: Path) -> None:
    stores = (store("Main", "M", till="1010"), store("East", "E", till="1200"))
    resolved = ruleset(TILLS, *stores)
    made = json.loads(render(resolved, prove(resolved)))
    (proof,) = made["proofs"]
    assert [(place["stores"], place["accounts"]) for place in proof["places"]] == [
        (["Main"], {}),
        (["East"], {"Funds": "Stock"}),
    ]
    assert [*proof["clears"]] == ["Funds"]
    assert not refused(made, tmp_path)
    assert "  Funds clears: by-construction\n  Stock clears" in told(made, tmp_path).stdout
    proof["places"][1]["accounts"]["Funds"] = "Checking"
    del made["seal"]
    assert IS_REFUSED(sealed(made), tmp_path)


def test_a_name_that_is_given_twice_is_a_change(tmp_path: Path) -> None:
    resolved = ruleset(RULES)
    text = render(resolved, prove(resolved))
    assert not IS_REFUSED(text, tmp_path)
    twice = text.replace('"company": "Shop"', '"company": "Other",\n "company": "Shop"')
    assert twice != text
    assert IS_REFUSED(twice, tmp_path)


@pytest.mark.parametrize("change", [{"proofs": []}, {"version": 1}])
def test_nothing_and_another_version_are_refused(change: dict[str, Any], tmp_path: Path) -> None:
    made = {**certificate("by identity"), **change}
    del made["seal"]
    assert IS_REFUSED(sealed(made), tmp_path)


def test_a_number_out_of_all_bounds_is_refused_at_once(tmp_path: Path) -> None:
    made = certificate("a chain of shares")
    made["proofs"][0]["limit"]["entry"] = "1e100000000"
    del made["seal"]
    assert IS_REFUSED(sealed(made), tmp_path)


def test_fine_shares_are_bounded_as_the_prover_bounds_them(tmp_path: Path) -> None:
    text = RULES.replace('post Dept Sales credit "4000 · Sales:{Department}"\n', "")
    text += "Fee = 33.333333% of Sales: Total\nRest = 66.666667% of Sales: Total\n"
    text += 'post Fee credit "4010"\npost Rest credit "4020"\ndifferences up to 0.01 to "8000"\n'
    resolved = ruleset(text)
    made = json.loads(render(resolved, prove(resolved)))
    assert made["proofs"][0]["entry"]["verdict"] == "up-to-rounding"
    assert not refused(made, tmp_path)
