"""Following advice to the letter: what a finding says to type is typed, and nothing else is done.

Where the advice leaves a gap, `"…"`, an account is filled in that suits the item, or a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mistaken_shop import RULES, Mistake, place_in

from crossfoot.diagnostic import Diagnostic

CHECKING, FUNDS, TILL, SAFE = (
    "1000 · Checking",
    "1010 · Undeposited Funds",
    "1030 · Till",
    "1040 · Safe",
)
SALES, DELIVERY, TAXES = "4000 · Sales", "4900 · Delivery Income", "2210 · Taxes"
ROYALTIES, ODD_CENTS = "2340 · Franchise Fees Due", "6990 · Cash Rounding"
OVER_SHORT, PETTY = "6900 · Cash Over/Short", "6300 · Petty Expenses"
DEPOSITS, LAYAWAYS, HOUSE = "2300 · Customer Deposits", "2310 · Layaways", "1300 · Store Accounts"

ACCOUNTS = {
    "Tender Received": (FUNDS,),
    "Tender Opening Amounts": (TILL, SAFE),
    "Tender Closing Amounts": (TILL, SAFE),
    "Tender Dropped": (CHECKING, FUNDS),
    "Cash Dropped": (CHECKING, FUNDS),
    "Tender Paid Out": (PETTY, FUNDS),
    "Cash Paid Out": (PETTY, FUNDS),
    "Tender Over/Short": (OVER_SHORT,),
    "Tender Over": (OVER_SHORT,),
    "Tender Loss": (OVER_SHORT,),
    "Tender Short": (OVER_SHORT,),
    "Sales: Total": (SALES,),
    "Dept Sales": (SALES,),
    "Tax Collected: Total": (TAXES,),
    "Tax Collected": (TAXES,),
    "Customer Deposit: Made": (DEPOSITS,),
    "Customer Deposit: Redeemed": (DEPOSITS,),
    "Layaway: Paid": (LAYAWAYS,),
    "Layaway: Closed": (LAYAWAYS,),
    "Store Account: Paid On": (HOUSE,),
    "Store Account: Paid To": (HOUSE,),
    "Vouchers Sold": ("2320 · Gift Vouchers",),
    "Shipping Charge: Total": (DELIVERY,),
    "Card Tips": ("2330 · Tips Due",),
    "Royalty": (SALES, ROYALTIES),
    "Rest": (SALES, ROYALTIES),
    "Rest after Royalty": (SALES,),
    "Dept Cost": ("5000 · Cost of Goods Sold", "1200 · Inventory Asset"),
}
"""The accounts that the shops have for each item; of two, the first where it fits, as a debit."""

_TYPED = re.compile(r"`((?:post|never|skip|differences) [^`]*|[^`]+ = [^`]*)`")
_NAMED = re.compile(r"`([^`]*)`")
_ITEM = re.compile(r"post (.+?)(?= (?:for|debit|credit|class|memo|from|until)\b)")


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines to type in place of those that begin as `instead_of` says; at the end without any."""

    instead_of: tuple[str, ...]
    lines: tuple[str, ...]


def choices(finding: Diagnostic) -> list[Edit]:
    """Return what a finding says to type, each choice that it gives; none where it says nothing."""
    return [edit for part in _parts(finding.help or "") for edit in _edits(part, finding)]


def _parts(help: str) -> list[str]:
    return re.split(r"[;,] or,? |(?<=`) or (?=`)", help)


def _edits(part: str, finding: Diagnostic) -> Iterator[Edit]:
    here = (_here(finding),) if finding.at.source.path == RULES else ()
    is_open = "so on" in part or " … " in part
    typed = () if is_open else tuple(filled(text) for text in _TYPED.findall(part))
    if part.startswith("leave out"):
        yield Edit(tuple(f"post {name}" for name in _NAMED.findall(part)), ())
    elif part.startswith("leave it out"):
        yield Edit(here, ())
    elif not typed:
        return
    elif part.startswith("write one share as the remainder"):
        without = tuple(_NAMED.findall(part.partition(", and take ")[2]))
        yield Edit((*without, typed[0].partition(" = ")[0] + " ="), typed)
    elif part.startswith("give both sides"):
        yield Edit(tuple(f"post {_item(rule)}" for rule in typed), typed)
    elif _is_in_place(part, finding):
        same = tuple(_likewise(finding, typed[0]))
        yield Edit(
            here + tuple(each.instead_of[0] for each in same),
            typed + tuple(each.lines[0] for each in same),
        )
    else:
        yield Edit((), typed)


def _is_in_place(part: str, finding: Diagnostic) -> bool:
    if finding.code.number == "XF402" and part.startswith("write"):
        return True
    return part.startswith(("post it", "if it is always 0")) or " instead: " in part


def _here(finding: Diagnostic) -> str:
    return finding.at.source.line(finding.at.first.line)


def _item(rule: str) -> str:
    match = _ITEM.match(rule)
    assert match, rule
    return match.group(1)


def filled(rule: str) -> str:
    """Return a rule with its gaps filled: an account that the item takes, a reason."""
    rule = rule.replace('because "…"', 'because "we have none"')
    if rule.startswith("differences"):
        rule = rule.replace('"…"', f'"{ODD_CENTS}"')
    if '"…"' not in rule:
        return rule
    name = _item(rule).strip("[]")
    family = next(each for each in (name, name.rpartition(": ")[0]) if each in ACCOUNTS)
    for account in ACCOUNTS[family]:
        if account not in rule:
            rule = rule.replace('"…"', f'"{account}"', 1)
    assert '"…"' not in rule, rule
    return rule


def followed(rules: str, edits: Sequence[Edit]) -> str:
    """Return the rules as they are when all of it is typed."""
    lines = rules.splitlines()
    for edit in edits:
        at = len(lines)
        for begin in edit.instead_of:
            at = place_in(begin, lines)
            del lines[at]
        lines[at:at] = [line for line in edit.lines if line not in lines]
    return "".join(f"{line}\n" for line in lines)


def answered(mistake: Mistake) -> list[Edit]:
    """Return what a mistake says would be typed where the advice leaves it open."""
    added = tuple(line[2:] for line in mistake.answers if line.startswith("+ "))
    taken_out = tuple(line[2:] for line in mistake.answers if line.startswith("- "))
    return [Edit(taken_out, added)]


def _likewise(finding: Diagnostic, typed: str) -> Iterator[Edit]:
    """Yield the same change for the other lines that a finding points at."""
    now, then = ("debit", "credit") if " credit " in typed else ("credit", "debit")
    for related in finding.related:
        if related.message == "the same here":
            line = related.at.source.line(related.at.first.line)
            yield Edit((line,), (line.replace(f" {now} ", f" {then} "),))
