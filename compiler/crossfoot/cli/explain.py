"""``crossfoot explain``: what a code means, what a name is and where it is posted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
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
  crossfoot explain Sales: Total            an amount, in the project here
  crossfoot explain Visa                    a member: every rule that posts it
  crossfoot explain "4000 · Sales" --project my-shop
                                            an account: what posts to it
  crossfoot explain                         all codes"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "explain", "say what a code means, or what a name is in a project", _EXAMPLES
    )
    parser.add_argument("words", nargs="*", metavar="NAME", help="a code, an amount or an account")
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
    from crossfoot.report.explain import explain_code, find_code

    text = " ".join(options.words)
    code = find_code(text)
    if not text.strip():
        sys.stdout.write(_all_codes())
    elif code is not None:
        sys.stdout.write(explain_code(code) + _account_too(text, options.project))
    else:
        for line in _name(text, options.project).splitlines():
            sys.stdout.write(f"{safe(line)}\n")
    return FINE


def _all_codes() -> str:
    from crossfoot.codes.all import ALL

    return "".join(f"{code.number} {code.severity.value:7} {code.name}\n" for code in ALL)


def _account_too(text: str, project: Path) -> str:
    """Return what a code's bare number is in the project here besides: perhaps an account."""
    if not text.strip().isdigit() or not (project / PROJECT_FILE).exists():
        return ""
    from crossfoot.report.explain import explain_name

    explained = explain_name(*_resolved(project), text)
    return f"\n{explained}" if explained else ""


def _name(text: str, project: Path) -> str:
    """Return what a name is. Raises Unable where nothing is called so."""
    from crossfoot.cli.exits import Unable
    from crossfoot.report.explain import explain_name, nearest_name

    if _is_like_a_code(text):
        raise Unable(f"there is no code `{text}`; `crossfoot explain` lists them all")
    if not (project / PROJECT_FILE).exists():
        raise Unable(
            f"`{text}` is no code, and there is no {PROJECT_FILE} in `{project}` to look it up in; "
            "name the folder with --project"
        )
    ruleset, proofs = _resolved(project)
    explained = explain_name(ruleset, proofs, text)
    if explained is None:
        hint = nearest_name(ruleset, text)
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
