"""Proofs on paper: one page that needs nothing else, to print and to file."""

from __future__ import annotations

from collections.abc import Sequence

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.amounts import Side
from crossfoot.model.rules import Post
from crossfoot.money import grouped
from crossfoot.posting.draft import Line
from crossfoot.report.entry import total
from crossfoot.report.markup import as_html
from crossfoot.report.proof import says
from crossfoot.report.proof.flow import BOX, REACH, WIDTH, flow
from crossfoot.report.proof.grounds import quoted
from crossfoot.report.proof.sheet import Head, Sheet
from crossfoot.targets.environment import environment


def render(
    company: str,
    sheets: Sequence[Sheet],
    errors: Sequence[Diagnostic] = (),
    head: Head | None = None,
) -> str:
    """Return the page; every text of the user's is escaped, so none can be markup or a script.

    `head` is None where nothing can be proved.
    """
    return (
        environment("proof", as_html)
        .get_template("page.html.j2")
        .render(
            company=company,
            sheets=sheets,
            errors=errors,
            head=head,
            quoted=quoted,
            says=says,
            flow=flow,
            grouped=grouped,
            total=total,
            debit=Side.DEBIT,
            credit=Side.CREDIT,
            booked=booked,
            width=WIDTH,
            box=BOX,
            reach=REACH,
        )
    )


def booked(line: Line) -> str:
    """Return the amount that a line books."""
    if not isinstance(line.rule, Post):
        return "difference"
    name = line.rule.amount.name
    return name if line.member is None else f"{name}: {line.member}"
