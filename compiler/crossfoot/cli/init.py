"""``crossfoot init``: a project to start from, made of a few answers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.cli.options import command, listed, takes_project

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.project.starter import Answers

_EXAMPLES = """\
  crossfoot init my-shop                    asks what it needs to know
  crossfoot init                            the same, in this folder
  crossfoot init my-shop --store "Main Street" --tender Cash,Check --tax GST,PST
                                            asks for the rest only

What is already there stays as it is: nothing is written over.

exit status: 0 the project is written; 2 it is not, and the reason is told"""


class Question(NamedTuple):
    """One thing to know: its option, how it is asked, and the answer where none is given."""

    option: str
    asked: str
    default: tuple[str, ...]


_COMPANY = "The company's name"
_QUESTIONS = (
    Question("store", "Its stores", ("Main Street",)),
    Question("tender", "How customers pay", ("Cash", "Check", "Visa")),
    Question("tax", "The taxes it collects (or none)", ("Sales Tax",)),
    Question("department", "Its departments", ("Grocery", "Household")),
)
_NONE = "none"


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "init", "start a project: its file, a chart, rules and a batch", _EXAMPLES
    )
    takes_project(parser, "the folder to write it to")
    parser.add_argument("--company", metavar="NAME", help="the company's name")
    for question in _QUESTIONS:
        parser.add_argument(
            f"--{question.option}",
            action="append",
            type=listed,
            metavar="NAMES",
            help=f"{question.asked.lower()}, with commas between; may be repeated",
        )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files of a new project; none that is there already is touched."""
    from crossfoot.cli.exits import FINE, Unable
    from crossfoot.project.starter import FILES, BadAnswer, starter

    root: Path = options.project
    _refuse_to_overwrite(root, FILES)
    try:
        files = starter(_answers(options))
    except BadAnswer as error:
        raise Unable(str(error)) from None
    _write(root, files)
    sys.stdout.write("".join(f"wrote {root / path}\n" for path in files))
    sys.stdout.write(f"now try `crossfoot check{'' if root == Path() else f' {root}'}`\n")
    return FINE


def _refuse_to_overwrite(root: Path, paths: tuple[str, ...]) -> None:
    from crossfoot.cli.exits import Unable

    for path in paths:
        if (root / path).exists():
            raise Unable(f"`{root / path}` is there already; nothing was written")


def _answers(options: argparse.Namespace) -> Answers:
    """Return the options, completed by answers on a terminal, and by the defaults."""
    from crossfoot.project.starter import Answers

    named = _named_after(options.project)
    company = options.company or _asked(_COMPANY, named) or named
    given = {}
    for question in _QUESTIONS:
        lists = getattr(options, question.option)
        if lists is None:
            names = _names(_asked(question.asked, ", ".join(question.default)))
            names = names or question.default
        else:
            names = tuple(name for each in lists for name in each)
        given[question.option] = () if question.option == "tax" and names == (_NONE,) else names
    return Answers(company, given["store"], given["tender"], given["tax"], given["department"])


def _named_after(root: Path) -> str:
    return root.absolute().name.replace("-", " ").replace("_", " ").title() or "My Shop"


def _asked(question: str, default: str) -> str:
    """Return what whoever sits at the terminal answers; nothing where nobody does."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    sys.stderr.write(f"{question} [{default}]: ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()


def _names(answer: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in answer.split(",") if name.strip())


def _write(root: Path, files: Mapping[str, str]) -> None:
    """Write every file, each new; a folder is made where there is none."""
    for path, text in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
