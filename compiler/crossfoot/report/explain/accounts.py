"""What an account is: everything that posts to it, what a batch adds to it, whether it clears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crossfoot.checks.support.sums import enumerated, formula
from crossfoot.model.chart import Account
from crossfoot.model.rules import Bills, Clears, Post, Use
from crossfoot.proof.claims import claims_of
from crossfoot.report.explain.ends import Meant, meant
from crossfoot.report.explain.lines import UNPROVED, hung, item, place, section, some
from crossfoot.report.explain.project import Explained
from crossfoot.report.proof.says import heading, why
from crossfoot.report.proof.sheet import AccountRow, Clear, Named, Place, Sheet


def of_account(of: Explained, account: Account) -> Iterator[str]:
    """Yield all that is to be said of an account."""
    yield from hung(account.shown, "")
    state = "" if account.active else ", inactive"
    money = f", in {account.currency}" if account.currency else ""
    kind = f"an account of type {account.type_name}{state}{money}"
    yield from hung(f"{kind} ({place(account.at)})")
    yield from section("Posted to by", _used(of, account))
    yield from section("What a batch adds to it: debits less credits", _added(of, account))
    yield from section("Does it clear?", _cleared(of, account))


def _used(of: Explained, account: Account) -> Iterator[str]:
    """Yield every statement that names the account, posts first."""
    uses = [use for use in of.ruleset.uses if use.account is account]
    posts = [use.rule for use in uses if isinstance(use.rule, Post)]
    lines = dict.fromkeys(
        f"{place(post.at)}  {end.side} {item(post)}{_whose(end, post)}"
        for post in sorted(set(posts), key=lambda post: post.order)
        for end in meant(of, post)
        if end.account == account.shown
    )
    others = (use for use in uses if not isinstance(use.rule, Post))
    lines |= dict.fromkeys(f"{place(use.template.at)}  {_does(use)}" for use in others)
    yield from some(list(lines) or ["no rule"], "and {} more")


def _whose(end: Meant, post: Post) -> str:
    """Return which members of a whole family come to the account, where not all of them do."""
    if post.member is not None or not end.members:
        return ""
    return f": {enumerated([*end.members])}"


def _does(use: Use) -> str:
    if isinstance(use.rule, Bills):
        return "takes the bills of purchase orders"
    if isinstance(use.rule, Clears):
        return "is said to clear"
    return "takes what a batch is off by"


def _added(of: Explained, account: Account) -> Iterator[str]:
    if not of.proofs:
        yield UNPROVED
    found: dict[tuple[str, ...], list[Place]] = {}
    for sheet, row, places in _rows(of, account):
        said = (formula(row.vector, sheet.figures, sheet.never),)
        found.setdefault(said, []).extend(places)
    yield from _by_place(found)


def _cleared(of: Explained, account: Account) -> Iterator[str]:
    """Yield whether it does, where somebody says so or its figures come to 0 by themselves."""
    found: dict[tuple[str, ...], list[Place]] = {}
    for sheet in of.sheets:
        for clear in sheet.clears:
            for places in _places(clear.names, account, sheet):
                found.setdefault(tuple(_told(clear, sheet)), []).extend(places)
    said = [place for places in found.values() for place in places]
    for sheet, row, places in _rows(of, account):
        left = [place for place in places if place not in said]
        if left:
            found.setdefault((_by_itself(of, sheet, row),), []).extend(left)
    yield from _by_place(found)


def _by_place(found: Mapping[tuple[str, ...], Sequence[Place]]) -> Iterator[str]:
    """Yield what holds of an account, with where it does if that is not the same everywhere."""
    for lines, places in found.items():
        if len(found) == 1:
            yield from lines
        else:
            yield f"{'; '.join(heading(places))}:"
            yield from (f"  {line}" for line in lines)


def _rows(of: Explained, account: Account) -> Iterator[tuple[Sheet, AccountRow, tuple[Place, ...]]]:
    """Yield what the account gets, sheet by sheet, with the places where it is this account."""
    for sheet in of.sheets:
        for row in (row for line in sheet.accounts for row in line.rows):
            for places in _places(row.names, account, sheet):
                yield sheet, row, places


def _places(names: Sequence[Named], account: Account, sheet: Sheet) -> Iterator[tuple[Place, ...]]:
    for named in names:
        if named.account == account.shown:
            yield tuple(sheet.places[at] for at in named.places)


def _told(clear: Clear, sheet: Sheet) -> Iterator[str]:
    yield f"it is said to ({clear.where}), and {'does' if clear.is_so else 'does not'}"
    yield from (f"  {line}" for line in why(clear, sheet))


def _by_itself(of: Explained, sheet: Sheet, row: AccountRow) -> str:
    claims = claims_of(of.ruleset.model, of.regime(sheet))
    left, _ = claims.basis.reduce(claims.unpinned(row.vector))
    return f"nobody says so; {'it does not' if left else 'it does, in every batch'}"
