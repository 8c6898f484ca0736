"""``crossfoot prove``: why the rules balance for every batch, or a batch for which they do not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.cli.options import chosen_stores, command, takes_project, takes_stores
from crossfoot.cli.papers import refuse_papers, write_whole

if TYPE_CHECKING:
    from crossfoot.cli.options import Commands
    from crossfoot.diagnostic import Diagnostic
    from crossfoot.model.stores import Store
    from crossfoot.proof.result import Proof
    from crossfoot.report.outcome import Outcome
    from crossfoot.report.proof.sheet import Head, Sheet

_EXAMPLES = """\
  crossfoot prove                           the project in this folder
  crossfoot prove my-shop --store East      one store
  crossfoot prove my-shop --format html --output proof.html
                                            a page to print and to file
  crossfoot prove my-shop --format json     for programs
  crossfoot prove my-shop --certificate proof.json
                                            to be checked without Crossfoot

A certificate ends with a seal that tells of a slip, not of a forger: who can
write the file can write a new seal. Keep it with the books, or compare it with
one made from the rules: the same files give the same bytes.

exit status: 0 all is proved; 1 something is refuted or cannot be proved, or
there is another error in the rules; 2 the tool could not do its work"""


def add(commands: Commands) -> None:
    """Add the command."""
    parser = command(
        commands, "prove", "show why the rules balance for every batch, or where not", _EXAMPLES
    )
    takes_project(parser)
    takes_stores(parser, "only these stores")
    parser.add_argument(
        "--format", choices=("text", "json", "html"), default="text", help="text, if left out"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write there, instead of to the screen"
    )
    papers = parser.add_argument_group("files to keep (written whole or not at all)")
    papers.add_argument(
        "--certificate",
        type=Path,
        metavar="FILE",
        help="all that is needed to check the proofs without Crossfoot",
    )
    papers.add_argument(
        "--save-counterexample",
        type=Path,
        metavar="FILE",
        help="batches that refute the rules, one for each fault, numbered example-1, example-2 "
        "and so on: for `crossfoot post --dry-run --batches FILE`",
    )
    parser.set_defaults(run=run)


class Shown(NamedTuple):
    """What is shown: the sheets of the stores that were asked for, and what stands against them."""

    company: str
    head: Head | None
    sheets: tuple[Sheet, ...]
    errors: tuple[Diagnostic, ...]

    @property
    def is_proved(self) -> bool:
        """Whether there is something to be proved and all of it is."""
        return bool(self.sheets) and all(sheet.is_proved for sheet in self.sheets)


def run(options: argparse.Namespace) -> int:
    """Prove the rules, show the proofs, and return the exit status."""
    from crossfoot import driver
    from crossfoot.cli.exits import ERROR, FINE

    papers = (options.output, options.certificate, options.save_counterexample)
    outcome = driver.check_rules(options.project)
    refuse_papers(papers, options.project, outcome.project)
    proofs = _at(outcome.proofs, frozenset(chosen_stores(options.store, outcome.project)))
    shown = _shown(outcome, proofs)
    _keep(options, outcome, proofs)
    if options.output is None:
        sys.stdout.write(_on_screen(shown, options.format))
    else:
        write_whole(options.output, _on_paper(shown, options.format).encode("utf-8"))
        sys.stdout.writelines(f"{line}\n" for line in _told(shown, proofs, options.output))
    return FINE if shown.is_proved and not shown.errors else ERROR


def _keep(options: argparse.Namespace, outcome: Outcome, proofs: Sequence[Proof]) -> None:
    """Write the files that were asked for; say on standard error what came of each."""
    from crossfoot.cli.output import complain

    ruleset = outcome.ruleset if proofs else None
    if options.certificate is not None and ruleset is not None:
        from crossfoot.report import certificate

        write_whole(options.certificate, certificate.render(ruleset, proofs).encode("utf-8"))
        complain(f"wrote the certificate {options.certificate}")
    elif options.certificate is not None:
        complain(f"nothing is proved, so {options.certificate} is not written")
    if options.save_counterexample is None:
        return
    from crossfoot.report.batch_file import counterexamples
    from crossfoot.report.summary import counted

    text = counterexamples(ruleset, proofs) if ruleset is not None else ""
    if text:
        write_whole(options.save_counterexample, text.encode("utf-8"))
        count = counted(text.count("\n- "), "counterexample")
        complain(f"wrote {count} to {options.save_counterexample}")
    else:
        refuted = any(proof.residual or any(c.residual for c in proof.cleared) for proof in proofs)
        why = "no batch was found that shows it" if refuted else "nothing is refuted"
        complain(f"{why}, so {options.save_counterexample} is not written")


def _at(proofs: Sequence[Proof], wanted: Collection[Store]) -> tuple[Proof, ...]:
    """Return the proofs as they are for some stores, or for all where none is named."""
    if not wanted:
        return tuple(proofs)
    return tuple(_cut(proof, wanted) for proof in proofs if {*wanted} & {*proof.regime.stores})


def _cut(proof: Proof, wanted: Collection[Store]) -> Proof:
    from dataclasses import replace

    stores = tuple(store for store in proof.regime.stores if store in wanted)
    return replace(proof, regime=replace(proof.regime, stores=stores))


def _shown(outcome: Outcome, proofs: Sequence[Proof]) -> Shown:
    from crossfoot.diagnostic import errors
    from crossfoot.report.proof.gather import head_of, sheets

    company = outcome.project.company if outcome.project is not None else ""
    found = sheets(outcome.ruleset, proofs) if outcome.ruleset is not None else ()
    head = head_of(outcome.ruleset) if outcome.ruleset is not None and proofs else None
    stores = {store.name for proof in proofs for store in proof.regime.stores}
    faults = (
        each
        for each in errors(outcome.diagnostics)
        if not (each.stores and stores) or stores & {*each.stores}
    )
    return Shown(company, head, found, tuple(faults))


def _on_screen(shown: Shown, form: str) -> str:
    if form != "text":
        return _on_paper(shown, form)
    from crossfoot.cli.output import columns, paint
    from crossfoot.report.proof import text

    return text.render(shown.sheets, shown.errors, columns(), paint(), shown.head)


def _on_paper(shown: Shown, form: str) -> str:
    """Return the report as a file holds it: as wide as any other, without colours."""
    if form == "html":
        from crossfoot.report.proof import html

        return html.render(shown.company, shown.sheets, shown.errors, shown.head)
    if form == "json":
        from crossfoot.report.proof import json

        return json.render(shown.sheets, shown.errors)
    from crossfoot.report.proof import text

    return text.render(shown.sheets, shown.errors, head=shown.head)


def _told(shown: Shown, proofs: Sequence[Proof], path: Path) -> Iterator[str]:
    """Yield in few lines what went to a file."""
    from crossfoot.cli.output import columns
    from crossfoot.report.columns import safe, wrapped
    from crossfoot.report.proof.text import headlines
    from crossfoot.report.summary import verdicts

    for line in verdicts(proofs):
        yield from wrapped(safe(line), columns())
    yield from headlines(shown.errors)
    yield safe(f"wrote {path}")
