"""``crossfoot explain``: what a code or a statement means, what a name is, where it is posted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from crossfoot.cli.options import PROJECT_FILE, command, folder

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.model.ruleset import Ruleset
    from crossfoot.proof.result import Proof

_EXAMPLES = """\
  crossfoot explain XF302                   a code, by its number
  crossfoot explain excluded-together       or by its name
  crossfoot explain clears                  a statement, by its word
  crossfoot explain Sales: Total            an amount, in the project here
  crossfoot explain Visa                    a member: every rule that posts it
  crossfoot explain "4000 · Sales" --project my-shop
                                            an account: what posts to it
  crossfoot explain                         all codes

exit status: 0 it is explained; 2 nothing is called so, or the project cannot
be read"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands,
        "explain",
        "say what a code or a statement means, or what a name is in a project",
        _EXAMPLES,
    )
    parser.add_argument(
        "words", nargs="*", metavar="NAME", help="a code, a statement, an amount or an account"
    )
    parser.add_argument(
        "--project",
        type=folder,
        default=Path(),
        metavar="PROJECT",
        help=f"the folder with {PROJECT_FILE}, to look names up in (here, if left out)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation."""
    from crossfoot.cli.exits import FINE
    from crossfoot.report.columns import safe
    from crossfoot.report.explain import explain_code, explain_statement, find_code

    text = " ".join(options.words)
    code, statement = find_code(text), explain_statement(text)
    if not text.strip():
        sys.stdout.write(_all_codes())
    elif code is not None:
        is_number = text.strip().isdigit()
        sys.stdout.write(explain_code(code) + (_too(text, options.project) if is_number else ""))
    elif statement is not None:
        sys.stdout.write(statement + _too(text, options.project))
    else:
        for line in _name(text, options.project).splitlines():
            sys.stdout.write(f"{safe(line)}\n")
    return FINE


def _all_codes() -> str:
    from crossfoot.codes.all import ALL

    return "".join(f"{code.number} {code.severity.value:7} {code.name}\n" for code in ALL)


def _too(text: str, project: Path) -> str:
    """Return what a code's bare number or a statement's word is called in the project besides."""
    if not (project / PROJECT_FILE).exists():
        return ""
    from crossfoot.cli.exits import Unable
    from crossfoot.report.columns import safe
    from crossfoot.report.explain import explain_name

    with suppress(Unable):
        explained = explain_name(*_resolved(project), text) or ""
        return "".join(f"{safe(line)}\n" for line in ("", *explained.splitlines()) if explained)
    return ""


def _name(text: str, project: Path) -> str:
    """Return what a name is. Raises Unable where nothing is called so."""
    from crossfoot.cli.exits import Unable
    from crossfoot.report.explain import explain_name, nearest_name, nearest_statement

    if _is_like_a_code(text):
        raise Unable(f"there is no code `{text}`; `crossfoot explain` lists them all")
    if not (project / PROJECT_FILE).exists():
        raise Unable(
            f"`{text}` is no code and no statement, and there is no {PROJECT_FILE} in `{project}` "
            "to look it up in; name the folder with --project"
        )
    ruleset, proofs = _resolved(project)
    explained = explain_name(ruleset, proofs, text)
    if explained is None:
        hint = nearest_name(ruleset, text) or nearest_statement(text)
        raise Unable(f"nothing is called `{text}` here" + (f"; {hint}" if hint else ""))
    return explained


def _is_like_a_code(text: str) -> bool:
    return text[:2].upper() == "XF" and text[2:].isdigit()


def _resolved(project: Path) -> tuple[Ruleset, Sequence[Proof]]:
    """Return a project's rules and proofs. Raises Unable where it cannot be read."""
    from crossfoot import driver
    from crossfoot.cli.exits import Unable

    outcome = driver.check_rules(project)
    if outcome.ruleset is None:
        raise Unable(f"the project cannot be read; `crossfoot check {project}` says why")
    return outcome.ruleset, outcome.proofs
