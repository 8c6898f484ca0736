"""The number that each command leaves behind, for a script: as the contract says, and no traceback.

0 no error; 1 an error; 2 the tool could not do its work; 130 interrupted; 141 nobody reads on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crossfoot.cli.exits import Unable
from crossfoot.cli.parser import COMMANDS, parser
from ground import REPOSITORY, Crossfoot

COMMAND = [sys.executable, "-m", "crossfoot"]
OF_PROJECTS = tuple(name for name in COMMANDS if name not in ("init", "completion", "man"))

NEEDED: dict[str, tuple[str, ...]] = {
    "import": ("answer.xml",),
    "receive": ("answer.xml",),
    "reverse": ("--batch", "1043", "--date", "2026-04-01", "--because", "posted twice"),
    "diff": ("shop",),
    "explain": ("Sales: Total",),
}
"""What a command does not go without, beside the project."""


def named(command: str, folder: str | Path) -> list[str]:
    """Return a command line that is about the project in a folder."""
    names = ("import", "receive", "diff", "explain")
    project = ["--project", str(folder)] if command in names else [str(folder)]
    return [command, *NEEDED.get(command, ()), *project]


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The corner store, and the folder that it lies in as the one where we are."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(REPOSITORY / "examples" / "corner-store", tmp_path / "shop")


def spoiled(shop: Path) -> None:
    rules = shop / "rules.gl"
    text = rules.read_text(encoding="utf-8")
    rules.write_text(text.replace("4900 · Delivery Income", "4900 · Delivery"), encoding="utf-8")


def one_line(told: str) -> bool:
    return told.startswith("crossfoot: ") and told.count("\n") == 1


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_an_option_that_is_not_there_is_2(command: str, crossfoot: Crossfoot) -> None:
    ran = crossfoot(*filter(None, [command]), *NEEDED.get(command, ()), "--no-such-thing")
    assert (ran.status, ran.out) == (2, "")
    assert one_line(ran.err)
    assert "has no option `--no-such-thing`; " in ran.err


@pytest.mark.parametrize("command", OF_PROJECTS)
def test_a_project_that_is_not_there_is_2(
    command: str, crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = crossfoot(*named(command, "nowhere"))
    assert ran.status == 2
    assert ran.err.startswith("crossfoot: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    [
        "import nowhere.xml --project shop",
        "fmt shop/nowhere.gl",
        "check shop/nowhere.gl",
        "request shop --continue nowhere.xml",
        "post shop --dry-run --batches nowhere.yaml",
        "prove shop --output nowhere/proof.txt",
        "check shop --format json=nowhere/found.json",
    ],
)
def test_a_file_that_is_not_there_is_2(line: str, shop: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot(*line.split())
    assert ran.status == 2
    assert ran.err.startswith("crossfoot: ")
    assert "nowhere" in ran.err


SOUND = (
    "init new",
    "check shop",
    "check shop --strict",
    "explain XF302",
    "explain Cash --project shop",
    "prove shop",
    "post shop --dry-run",
    "post shop --out out",
    "request shop",
    "status shop",
    "journal shop",
    "diff shop shop",
    "fmt shop --check",
    "fmt shop",
    "test shop",
    "completion",
    "completion zsh",
    "man",
    "--help",
    "--version",
)


@pytest.mark.parametrize("line", SOUND)
def test_all_is_well_is_0(line: str, shop: Path, crossfoot: Crossfoot) -> None:
    ran = crossfoot(*line.split())
    assert (ran.status, ran.err) == (0, "")


@pytest.mark.parametrize(
    "line",
    [
        "check shop",
        "check shop --format json",
        "check shop --format github",
        "prove shop",
        "post shop --out out",
        "post shop --dry-run",
        "diff shop shop",
        "test shop",
    ],
)
def test_an_error_is_1(line: str, shop: Path, crossfoot: Crossfoot) -> None:
    spoiled(shop)
    ran = crossfoot(*line.split())
    assert ran.status == 1
    assert "XF201" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_warning_is_1_where_it_is_asked_for(shop: Path, crossfoot: Crossfoot) -> None:
    rules = shop / "rules.gl"
    text = rules.read_text(encoding="utf-8").replace("4900 · Delivery Income", "6400")
    rules.write_text(text, encoding="utf-8")
    assert crossfoot("check", shop).status == 0
    assert crossfoot("check", shop, "--strict").status == 1


def test_what_would_be_laid_out_is_1(shop: Path, crossfoot: Crossfoot) -> None:
    rules = shop / "rules.gl"
    rules.write_text(rules.read_text(encoding="utf-8").replace("  debit", " debit"), "utf-8")
    assert crossfoot("fmt", shop, "--check").status == 1
    assert crossfoot("fmt", shop).status == 0
    assert crossfoot("fmt", shop, "--check").status == 0


def ended(command: list[str], folder: Path, out: int = subprocess.DEVNULL) -> tuple[int, str]:
    """Return the status of a process of its own, and what it said on standard error."""
    done = subprocess.run(
        command, cwd=folder, stdout=out, stderr=subprocess.PIPE, encoding="utf-8", check=False
    )
    return done.returncode, done.stderr


INTERRUPTED = """\
import os, signal, sys

def interrupt(event, arguments):
    if event == "open" and str(arguments[0]).endswith((".yaml", ".gl", "answer.xml")):
        os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(interrupt)
from crossfoot.cli import main
sys.exit(main())
"""
"""As if somebody typed Ctrl-C just when the first file is opened."""


@pytest.mark.skipif(os.name == "nt", reason="on Windows no process can interrupt itself so")
@pytest.mark.parametrize("command", OF_PROJECTS)
def test_an_interrupt_is_130(command: str, shop: Path, crossfoot: Crossfoot) -> None:
    assert crossfoot("post", "shop", "--out", "sent").status == 0
    (shop.parent / "answer.xml").touch()
    line = [sys.executable, "-c", INTERRUPTED, *named(command, "shop")]
    status, told = ended(line, shop.parent)
    assert status == 130
    assert told == "" or one_line(told)


UNMOVED = ("--help", "--version", "fmt shop --check", "post shop --out out")
"""What prints nothing, what argparse prints, and a run: that is written, whoever looks on."""


@pytest.mark.parametrize("line", [each for each in SOUND if each not in ("init new", "fmt shop")])
def test_a_reader_who_leaves_is_141(line: str, shop: Path) -> None:
    """Nobody reads, from the start."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        found = ended([*COMMAND, *line.split()], shop.parent, theirs)
    finally:
        os.close(theirs)
    assert found == (0 if line in UNMOVED else 141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk at hand")
@pytest.mark.parametrize("line", ["check shop", "explain", "man", "prove shop"])
def test_a_full_disk_is_2(line: str, shop: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        found = ended([*COMMAND, *line.split()], shop.parent, full.fileno())
    assert found == (2, "crossfoot: no space left on device\n")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("check --stric", "`crossfoot check` has no option `--stric`; did you mean `--strict`?"),
        (
            "post --dryrun=3",
            "`crossfoot post` has no option `--dryrun=3`; did you mean `--dry-run`?",
        ),
        ("post a b", "`crossfoot post` does not know what to do with `b`; leave it out"),
        ("post --out", "--out: what belongs behind it is missing; `crossfoot post --help` shows"),
        ("post --target iif", "--target: `iif` is none of qbxml, journal; `crossfoot post --help`"),
        ("post --from May", "--from: `May` is no day; type it as 2026-03-31"),
        ("check --strict=yes", "--strict: nothing belongs behind it, so leave out `yes`; "),
        ("diff", "missing: A; `crossfoot diff --help` shows what can be typed"),
        ("request --duplicates --continue x", "--continue: it does not go with --duplicates; "),
    ],
)
def test_what_is_mistyped_is_told_in_one_line(line: str, told: str, crossfoot: Crossfoot) -> None:
    ran = crossfoot(*line.split())
    assert (ran.status, ran.out) == (2, "")
    assert one_line(ran.err)
    assert ran.err.startswith(f"crossfoot: {told}")


def test_nothing_that_argparse_says_is_left() -> None:
    """Of another Python, too: what is said is ours, whatever it says."""
    with pytest.raises(Unable) as raised:
        parser().parse_args(["post", "--target", "it's"])
    assert "invalid choice" not in str(raised.value)
    assert "`it" in str(raised.value)
