"""The general journal on paper: one page that needs nothing else, to print and to file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.money import grouped
from crossfoot.report.journal.items import BillLine, Item, Picked, Totals, bill_line
from crossfoot.report.journal.wording import (
    amount_of,
    bills,
    common,
    entries,
    others,
    place_of,
    rule_of,
    subtitle,
    title,
)
from crossfoot.report.markup import as_html
from crossfoot.targets.environment import environment


def page(
    company: str, picked: Picked, items: Iterator[Item], due_days: Mapping[str, int]
) -> Iterator[str]:
    """Yield the page in pieces, an entry a piece; of the entries none is kept.

    Every text of the user's is escaped, so that none can be markup or a script.
    """
    templates = environment("general_journal", as_html)
    entry = templates.get_template("entry.html.j2")
    said = subtitle(picked)
    yield templates.get_template("head.html.j2").render(title=title(company, picked), subtitle=said)
    totals = Totals()
    billed: list[BillLine] = []
    for item in totals.counted(items):
        if item.is_bill:
            billed.append(bill_line(item, due_days))
            continue
        yield entry.render(
            item=item,
            request=item.request,
            place=place_of(item),
            memo=common(line.memo for line in item.request.lines),
            rule_of=rule_of,
            amount_of=amount_of,
            grouped=grouped,
        )
    yield templates.get_template("foot.html.j2").render(
        totals=totals,
        entries=entries(totals),
        others=others(totals),
        bills=bills(totals),
        billed=billed,
        rule_of=rule_of,
        place_of=place_of,
        grouped=grouped,
    )
