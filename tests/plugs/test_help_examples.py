"""What `--help` shows can be typed: each example is read by its command, and run in a shop."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crossfoot.cli.parser import COMMANDS, parser
from ground import REPOSITORY, Crossfoot

sys.path.insert(0, str(REPOSITORY / "tests" / "quickbooks" / "stand_in"))

from stand_in import QuickBooks, description

WIDTH = 80
DESCRIBED = 40
"""Further right than this an example's line goes on with what it is for, not with its words."""


class Example(NamedTuple):
    """A command line of a help, without what it is for and where its output goes."""

    command: str
    line: str

    @property
    def words(self) -> list[str]:
        """The arguments, and no pipe or file behind them."""
        return shlex.split(re.split(r" [|>] ", self.line)[0])[1:]


def epilog(command: str) -> str:
    (commands,) = (action for action in parser()._actions if isinstance(action.choices, dict))
    assert isinstance(commands.choices, dict)
    text = commands.choices[command].epilog
    assert isinstance(text, str)
    return text


def examples() -> Iterator[Example]:
    for command in COMMANDS:
        for line in epilog(command).splitlines():
            if line.startswith("  crossfoot "):
                yield Example(command, re.split(r" {2,}", line.strip())[0])


EXAMPLES = list(examples())
ids = [each.line for each in EXAMPLES]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_keeps_within_a_terminal(
    command: str, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    ran = crossfoot(*filter(None, [command]), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert [line for line in ran.out.splitlines() if len(line) > WIDTH] == []
    assert "\nexamples:\n  crossfoot " in ran.out
    assert "\nexit status: 0" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_there_are_examples_of_the_commonest_uses(command: str) -> None:
    shown = [each for each in EXAMPLES if each.command == command]
    assert len(shown) >= (2 if command == "completion" else 3)
    assert len(set(shown)) == len(shown)
    for line in epilog(command).splitlines():
        indent = len(line) - len(line.lstrip())
        assert "crossfoot" not in line[: indent + 9] or indent == 2 or not indent, line


@pytest.mark.parametrize("example", EXAMPLES, ids=ids)
def test_an_example_can_be_read(example: Example) -> None:
    options = parser().parse_args(example.words)
    assert example.words[0] == example.command
    assert callable(options.run)


PROGRAMMERS_WORDS = re.compile(
    r"\b(argument|boolean|regex|null|string|stdout|stdin|stderr|parse[rd]?|flag|boilerplate)s?\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_to_accountants(command: str, crossfoot: Crossfoot) -> None:
    told = crossfoot(command, "--help").out.replace("positional arguments:", "")
    assert PROGRAMMERS_WORDS.findall(told) == []


def git(folder: Path, *arguments: str) -> None:
    who = {
        f"GIT_{each}_{what}": "Ann"
        for each in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=folder, env=os.environ | who, check=True)


@pytest.fixture
def shop(tmp_path: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop in git, with a batch 1043 that was posted and confirmed, and what else is named."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    shop = tmp_path / "my-shop"
    assert crossfoot("init", "my-shop", "--store", "East").status == 0
    batch = shop / "batches" / "example.yaml"
    text = batch.read_text(encoding="utf-8").replace("batch: 1\n", "batch: 1043\n")
    batch.write_text(text.replace("2026-01-02", "2026-03-02"), encoding="utf-8")
    write_cases(shop)
    confirmed(shop, crossfoot)
    copies(shop, crossfoot)
    in_git(tmp_path)
    return shop


def write_cases(shop: Path) -> None:
    lines = '  entry leaves out: ["1000 · Checking"]\n'
    case = f"- case: gift cards are owed\n  batch: 1043\n{lines}"
    (shop / "shop.cases.yaml").write_text(case, encoding="utf-8")


def in_git(folder: Path) -> None:
    """Commit twice, under the names that examples have for revisions."""
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", ".")
    for tag in ("v1.0", "v1.1"):
        git(folder, "commit", "--quiet", "--allow-empty", "-m", tag)
        git(folder, "tag", tag)


def confirmed(shop: Path, crossfoot: Crossfoot) -> None:
    """Post the batch, and have QuickBooks take it; keep the answers where examples look."""
    books = shop.parent / "company.json"
    chart = description((shop / "chart.yaml").read_text(encoding="utf-8"))
    quickbooks = QuickBooks.make(books, {**chart, "company": "My Shop"})
    assert crossfoot("post", "my-shop", "--out", "sent").status == 0
    (request,) = Path("sent").glob("*.xml")
    Path("answer.xml").write_bytes(quickbooks.process(request.read_bytes()))
    assert crossfoot("receive", "answer.xml", "--project", "my-shop").status == 0


def copies(shop: Path, crossfoot: Crossfoot) -> None:
    """Lay out the other projects and files that examples name."""
    for name in ("old-shop", "new-shop", "shops/east", "shops/west"):
        shutil.copytree(shop, shop.parent / name)
    shutil.copy(shop / "batches" / "example.yaml", shop.parent / "example.yaml")
    assert crossfoot("check", "my-shop", "--write-baseline", "base.json").status == 0
    for name in ("answer.xml", "example.yaml", "base.json"):
        shutil.copy(shop.parent / name, shop / name)


NOT_RUN = {
    "import": "it needs lists of QuickBooks', which tests/quickbooks tries",
    "crossfoot receive empty.xml --run 3": "it needs an answer that came empty",
    "crossfoot post my-shop --resend 3": "it needs a third run",
    "crossfoot request my-shop --continue answer.xml": "it needs a list that was cut off",
    "crossfoot request my-shop --duplicates --run 3": "it needs a third run",
    "crossfoot check --watch": "it does not end by itself",
    "crossfoot init": "there is a project already",
    "crossfoot init my-shop": "there is a project already",
    'crossfoot init my-shop --store "Main Street" --tender Cash,Check --tax GST,PST': "the same",
    "crossfoot explain Visa": "this shop has none",
}
DONE = {0, 1, 3, 4}
"""A finding, or a difference, is no fault of an example; that nothing could be done is one."""


RUN = [each for each in EXAMPLES if not {each.line, each.command} & {*NOT_RUN}]


def test_what_is_not_run_is_there() -> None:
    assert {*NOT_RUN} <= {each.line for each in EXAMPLES} | {*COMMANDS}


@pytest.mark.parametrize("example", RUN, ids=[each.line for each in RUN])
def test_an_example_can_be_run(
    example: Example, shop: Path, crossfoot: Crossfoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = any(name in example.line for name in ("my-shop", "shops/", "old-shop"))
    monkeypatch.chdir(shop.parent if beside else shop)
    words = [each for word in example.words for each in filled(word)]
    ran = crossfoot(*words)
    assert ran.status in DONE, ran.err
    assert "internal fault" not in ran.err


def filled(word: str) -> list[str]:
    """Return the paths that a shell puts in place of a pattern; any other word as it is."""
    return sorted(map(str, Path().glob(word))) if "*" in word else [word]
