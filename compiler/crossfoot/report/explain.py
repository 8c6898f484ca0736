"""What a code means, and what a name is: the text of ``crossfoot explain``."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from crossfoot.codes import Code
from crossfoot.model.amounts import Amount, Part, Pick, Sign
from crossfoot.model.chart import ACCOUNT_TYPES, Account, NoSuchAccount
from crossfoot.model.names import key
from crossfoot.model.rules import Never, Post, Skip
from crossfoot.model.ruleset import Ruleset
from crossfoot.resolve.lexicon import splits
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean

COLUMNS = 80


def find_code(text: str) -> Code | None:
    """Return a code by its number or its name, in any case."""
    from crossfoot.codes.all import ALL

    wanted = text.strip().casefold()
    return next((each for each in ALL if wanted in (each.number.casefold(), each.name)), None)


def explain_code(code: Code) -> str:
    """Return what a code means, why it matters, and its examples: plain text in 80 columns."""
    title = f"{code.number} {code.name} ({code.severity.value})"
    if code.doc is None:
        return f"{title}\n"
    _, _, body = code.doc.strip().partition("\n\n")
    return "\n\n".join([title, *(_block(each) for each in body.split("\n\n"))]) + "\n"


def _block(block: str) -> str:
    if block.startswith("    "):
        return block
    text = f"{block[:-2]}:" if block.endswith("::") else " ".join(block.split())
    return textwrap.fill(text, COLUMNS, break_long_words=False, break_on_hyphens=False)


def explain_name(ruleset: Ruleset, name: str) -> str | None:
    """Return what an amount, a member of one, or an account is; None where nothing is called so."""
    amount, member = _amount(ruleset, name)
    if amount is not None:
        return _text(_of_amount(ruleset, amount, member))
    try:
        account = ruleset.project.chart.find(name)
    except NoSuchAccount:
        return None
    return _text(_of_account(ruleset, account))


def nearest_name(ruleset: Ruleset, name: str) -> str | None:
    """Return a help line for a name that nothing is called."""
    amounts = [amount.name for amount in ruleset.model.amounts.values()]
    accounts = [account.shown for account in ruleset.project.chart.accounts]
    return did_you_mean(name, [*amounts, *accounts])


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _amount(ruleset: Ruleset, name: str) -> tuple[Amount | None, str | None]:
    whole = ruleset.model.amounts.get(key(name))
    if whole is not None:
        return whole, None
    for family, member in splits(name):
        amount = ruleset.model.amounts.get(key(family))
        if amount is not None:
            for figures in ruleset.figures.values():
                for known in figures.members_of(amount):
                    if known is not None and key(known) == key(member):
                        return amount, known
    return None, None


def _of_amount(ruleset: Ruleset, amount: Amount, member: str | None) -> Iterator[str]:
    yield f"{amount.name}: {member}" if member else amount.name
    yield f"  {_kind(amount)} ({_place(amount.at)})"
    if amount.measure is None:
        yield from _wrapped(f"= {_formula(amount.formula)}")
    if amount.doc:
        yield ""
        yield from _wrapped(amount.doc)
    yield from _listed("Takes", _takes(ruleset, amount, member))
    yield from _listed("Excludes", _excludes(ruleset, amount))
    yield from _listed("Requires", _requires(ruleset, amount))
    yield from _listed("In the rules", _rules(ruleset, amount, member))


def _kind(amount: Amount) -> str:
    by = f", one figure for each {amount.dimension.name}" if amount.dimension else ""
    if amount.measure is None:
        return f"a formula{by}"
    sign = "" if amount.measure.sign is Sign.FREE else f", {amount.measure.sign.value}"
    return f"a figure that the point of sale reports{by}{sign}"


def _formula(parts: tuple[Part, ...]) -> str:
    """Return a formula as it comes down to what is reported."""
    text = ""
    for part in parts:
        sign = "-" if part.factor < 0 else "+"
        size = "" if abs(part.factor) == 1 else f"{abs(part.factor)} * "
        joint = f" {sign} " if text else "-" * (sign == "-")
        text += joint + size + _picked(part)
    return text or "0"


def _picked(part: Part) -> str:
    if part.pick is Pick.ALL:
        return f"sum of {part.measure.name}"
    return part.measure.name if isinstance(part.pick, Pick) else f"{part.measure.name}: {part.pick}"


def _takes(ruleset: Ruleset, amount: Amount, member: str | None) -> Iterator[str]:
    for taken in ruleset.model.taken:
        if taken.amount is amount and (member is None or taken.member in (None, member)):
            whose = f"{taken.member}: " if taken.member else ""
            types = " or ".join(ACCOUNT_TYPES.get(each, each) for each in taken.types)
            yield f"{whose}{taken.side.value} {types}"


def _excludes(ruleset: Ruleset, amount: Amount) -> Iterator[str]:
    for exclusion in ruleset.model.exclusions:
        if exclusion.first is amount:
            yield exclusion.second.name
        elif exclusion.second is amount:
            yield exclusion.first.name


def _requires(ruleset: Ruleset, amount: Amount) -> Iterator[str]:
    for requirement in ruleset.model.requirements:
        if requirement.amount is amount:
            yield " or ".join(choice.name for choice in requirement.choices)


def _rules(ruleset: Ruleset, amount: Amount, member: str | None) -> Iterator[str]:
    rules: list[Post | Skip | Never] = [*ruleset.posts, *ruleset.skips, *ruleset.nevers]
    found = False
    for rule in rules:
        if rule.amount is amount and (member is None or rule.member in (None, member)):
            found = True
            yield f"{_place(rule.at)}  {_written(rule.whole)}"
    if not found:
        yield "nothing posts or skips it by this name"


def _of_account(ruleset: Ruleset, account: Account) -> Iterator[str]:
    yield account.shown
    state = "" if account.active else ", inactive"
    money = f", in {account.currency}" if account.currency else ""
    yield f"  an account of type {account.type_name}{state}{money} ({_place(account.at)})"
    uses = [use for use in ruleset.uses if use.account is account]
    lines = dict.fromkeys(
        f"{_place(use.template.at)}  {use.side:6} {_name_of(use.rule)}" for use in uses
    )
    yield from _listed("Posted to by", lines or ["no rule"])


def _name_of(rule: object) -> str:
    if not isinstance(rule, Post):
        return "purchase orders"
    return rule.amount.name if rule.member is None else f"{rule.amount.name}: {rule.member}"


def _listed(title: str, lines: Iterable[str]) -> Iterator[str]:
    all_lines = list(lines)
    if all_lines:
        yield ""
        yield title
        for line in all_lines:
            yield f"  {line}"


def _wrapped(text: str) -> Iterator[str]:
    for line in textwrap.wrap(text, COLUMNS - 2, break_long_words=False, break_on_hyphens=False):
        yield f"  {line}"


def _written(span: Span) -> str:
    return " ".join(span.text.split())


def _place(span: Span) -> str:
    return f"{span.source.path}:{span.first.line}"
