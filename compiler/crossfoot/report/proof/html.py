"""Proofs on paper: one page that needs nothing else, to print and to file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.amounts import Side
from crossfoot.model.rules import Post
from crossfoot.money import grouped
from crossfoot.posting.draft import Line
from crossfoot.report.columns import safe
from crossfoot.report.entry import total
from crossfoot.report.proof import says
from crossfoot.report.proof.flow import BOX, REACH, WIDTH, flow
from crossfoot.report.proof.grounds import quoted
from crossfoot.report.proof.sheet import Head, Sheet
from crossfoot.targets.environment import environment

_NO_CHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")


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
        environment("proof", _escaped)
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


def _escaped(value: object) -> str:
    """Return a value as it may stand in a text or a quoted attribute, of HTML and XML alike."""
    return escape(_NO_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", safe(str(value))))
