"""The pages of docs/: their commands run, their rules are checked, their files can be read."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
from pathlib import Path

import pytest
from blocks import Block, blocks
from replay import compare, replayed, typed

from crossfoot.cli.parser import COMMANDS, parser
from crossfoot.report.explain.statements import STATEMENTS
from ground import REPOSITORY, Crossfoot

sys.path.insert(0, str(REPOSITORY / "tests" / "checks"))

from case_harness import outcome_of

DOCS = REPOSITORY / "docs"
PAGES = {page.relative_to(DOCS).as_posix(): page for page in sorted(DOCS.rglob("*.md"))}
SHOWN = [(name, block) for name, page in PAGES.items() for block in blocks(page.read_text("utf-8"))]
PLAYED = sorted({name for name, block in SHOWN if block.verb == "run in"})
RULES = [(name, block) for name, block in SHOWN if block.kind == "gl"]
_SAID = re.compile(r"\b(in|finds|without) ([^;]+)")
RULES_SAY = ("lines of", "", "in", "finds", "without")
LAID_OUT = ("file", "new file", "add to", "change")
CONFIGURES = "config"  # see test_pipeline_page.py


def titled(shown: object) -> str | None:
    """Return how a test of a block is called: its page, or its first line."""
    return shown.text.split("\n", 1)[0][:60] if isinstance(shown, Block) else None


@pytest.mark.parametrize("name", PLAYED)
def test_its_commands_print_what_it_says(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Crossfoot
) -> None:
    compare(PAGES[name], tmp_path, monkeypatch, crossfoot)


def test_every_command_of_every_block_is_run() -> None:
    for name, block in SHOWN:
        if block.kind == "console":
            assert block.verb in ("run in", "not run"), f"{name}: {block.text}"
        if block.verb == "not run":
            assert "package index" in block.what, f"{name}: only what cannot run may be left out"


def test_no_command_hides_in_a_block_of_another_kind() -> None:
    for name, block in SHOWN:
        if block.kind in ("", "text", "sh", "bash"):
            assert "crossfoot " not in block.text, f"{name}: {block.text}"


def test_pages_have_no_indented_blocks_of_commands() -> None:
    for name, page in PAGES.items():
        assert "\n    crossfoot " not in page.read_text("utf-8"), name


@pytest.mark.parametrize(
    ("name", "command"),
    [(name, each) for name, page in PAGES.items() for each in typed(page.read_text("utf-8"))],
)
def test_a_command_in_a_sentence_can_be_typed(name: str, command: str) -> None:
    """It is read by the parser of the command line; what is run stands in a block."""
    _, *arguments = shlex.split(command)
    assert arguments[0] in COMMANDS, name
    assert arguments[1:] == [] or _refusal(arguments) == "", name


def _refusal(arguments: list[str]) -> str:
    """Return what the parser says against a command, or nothing where it takes it."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            parser().parse_args(arguments)
    except SystemExit:
        return said.getvalue()
    return ""


@pytest.mark.parametrize(
    ("name", "block"),
    [each for each in RULES if each[1].verb in RULES_SAY[1:]],
    ids=titled,
)
def test_rules_do_what_is_said_of_them(name: str, block: Block, tmp_path: Path) -> None:
    """Beside the rest of a company's rules they are silent, or raise just what the page says."""
    said = dict(_SAID.findall(f"{block.verb} {block.what}"))
    lines = [f"# without: {each}" for each in said.get("without", "").split(", ") if each]
    lines += [f"# project: {said['in']}"] if "in" in said else []
    text = "\n".join([block.text, *lines])
    found = {each.code.number for each in outcome_of(text, tmp_path).diagnostics}
    assert found == {*filter(None, said.get("finds", "").split(", "))}, name


def test_lines_of_a_file_are_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Crossfoot
) -> None:
    for number, (name, block) in enumerate(SHOWN):
        if block.verb == "lines of":
            before, folder = PAGES[name].read_text("utf-8")[: block.start], tmp_path / str(number)
            folder.mkdir()
            replayed(before, folder, monkeypatch, crossfoot)
            lines = (folder / block.what).read_text("utf-8").split("\n")
            assert {line for line in block.text.split("\n") if line} <= {*lines}, name


def test_every_block_of_rules_or_files_is_tried() -> None:
    for name, block in SHOWN:
        if block.kind in ("gl", "yaml", "csv", "diff"):
            tried = (*LAID_OUT, CONFIGURES) if block.kind != "gl" else (*LAID_OUT, *RULES_SAY)
            assert block.verb in tried, f"{name}: {block.text}"


def test_the_language_shows_every_statement() -> None:
    shown = "\n".join(block.text for name, block in SHOWN if name == "language.md")
    table = PAGES["language.md"].read_text("utf-8").partition("## Writing a model")[2]
    for statement in STATEMENTS:
        assert re.search(rf"\b{statement.words}\b", f"{shown} {table}"), statement.words
