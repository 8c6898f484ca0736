"""A described shop as the texts of a project: its project file, its chart and its rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from described import (
    Batch,
    Clears,
    Definition,
    Differences,
    Identity,
    Measure,
    Never,
    Rule,
    Scope,
    Shop,
    Term,
    filled,
)

_SIGNS = {0: "", 1: ", never negative", -1: ", never positive"}


def texts(shop: Shop) -> dict[str, str]:
    """Return the files of a project by name."""
    return {
        "crossfoot.yaml": _project(shop),
        "chart.yaml": _chart(accounts(shop)),
        "rules.gl": rules(shop),
    }


def accounts(shop: Shop) -> list[str]:
    """Return every account that a shop can post to."""
    named = shop.named
    found: set[str] = set()
    said = [each.account for each in shop.clears] + [each.account for each in shop.differences]
    for store in shop.stores:
        found.update(filled(account, store) for account in said)
        for rule in shop.rules:
            by = named[rule.name].by
            members = (None, *store.members[by]) if by else (None,)
            for account in filter(None, (rule.debit, rule.credit)):
                found.update(filled(account, store, by, member) for member in members)
    return sorted(account for account in found if "{" not in account)


def _project(shop: Shop) -> str:
    lines = ["company: Reference", "rules: [rules.gl]", "chart: chart.yaml", "stores:"]
    for store in shop.stores:
        lines += [f"  - name: {store.name}", f"    prefix: {store.name[0]}"]
        lines += [f"    {by}: [{', '.join(members)}]" for by, members in store.members.items()]
    return "\n".join([*lines, "batches: batches/"]) + "\n"


def _chart(names: Iterable[str]) -> str:
    lines = [f'  - {{name: "{name}", type: OtherCurrentAsset}}' for name in names]
    return "\n".join(["accounts:", *(lines or ['  - {name: "None", type: Bank}'])]) + "\n"


def rules(shop: Shop) -> str:
    """Return the rules, the model statements first."""
    lines = [f"dimension {by}" for by in shop.dimensions]
    lines += [_measure(each) for each in shop.measures]
    lines += [line for each in shop.definitions for line in _definition(each)]
    lines += [_identity(each) for each in shop.identities]
    lines += [_never(each) for each in shop.nevers]
    lines += [_rule(each) for each in shop.rules]
    lines += [_clears(each) for each in shop.clears]
    lines += [_differences(each) for each in shop.differences]
    return "\n".join(lines) + "\n"


def _measure(measure: Measure) -> str:
    by = f" by {measure.by}" if measure.by else ""
    return f"measure {_named(measure.name, None)}{by}{_SIGNS[measure.sign]}"


def _definition(definition: Definition) -> Iterator[str]:
    at = len(definition.terms) - definition.later
    yield f"{definition.name} = {_sum(definition.terms[:at])}"
    for term in definition.terms[at:]:
        yield f"{definition.name} also {_sum([term])}"


def _identity(identity: Identity) -> str:
    return f"always {_sum(identity.left)} = {_sum(identity.right)}"


def _sum(terms: Sequence[Term]) -> str:
    if not terms:
        return "0"
    text = " ".join(f"{'-' if term.factor < 0 else '+'} {_product(term)}" for term in terms)
    return text.removeprefix("+ ")


def _product(term: Term) -> str:
    size, name = abs(term.factor), _named(term.name, term.member)
    if term.summed:
        name = f"sum of {name}"
    if size == 1:
        return name
    if size.denominator == 1:
        return (f"{size} * {name}", f"{name} * {size}")[term.style % 2]
    forms = [f"{size.numerator}/{size.denominator} of {name}"]
    if size.numerator == 1:
        forms.append(f"{name} / {size.denominator}")
    if (size * 10**6).denominator == 1:
        forms += [f"{_decimal(100 * size)}% of {name}", f"{_decimal(size)} * {name}"]
    return forms[term.style % len(forms)]


def _decimal(value: Fraction) -> str:
    text = f"{int(value * 10**6):07d}"
    return f"{text[:-6]}.{text[-6:]}".rstrip("0").rstrip(".")


def _named(name: str, member: str | None) -> str:
    written = f"[{name}]" if "+" in name else name
    return written if member is None else f"{written}: {member}"


def _never(never: Never) -> str:
    return f'never {_named(never.name, never.member)}{_scope(never.scope)} because "none"'


def _rule(rule: Rule) -> str:
    name = _named(rule.name, rule.member)
    if rule.debit is None and rule.credit is None:
        return f'skip {name}{_scope(rule.scope)} because "by hand"'
    sides = [("debit", rule.debit), ("credit", rule.credit)]
    return f"post {name}" + "".join(f' {a} "{b}"' for a, b in sides if b) + _scope(rule.scope)


def _clears(clears: Clears) -> str:
    return f'"{clears.account}" clears{_scope(clears.scope)}'


def _differences(differences: Differences) -> str:
    limit = _money(differences.limit)
    return f'differences up to {limit} to "{differences.account}"{_scope(differences.scope)}'


def _scope(scope: Scope) -> str:
    stores = ", ".join(f'"{name}"' for name in scope.stores)
    text = f" for {stores}" if stores else ""
    text += f" from {scope.first}" if scope.first else ""
    return text + (f" until {scope.last}" if scope.last else "")


def _money(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def batch_text(store: str, number: str, day: date, batch: Batch) -> str:
    """Return a batch as a file of the project."""
    lines = [f"store: {store}", f'batch: "{number}"', "status: closed"]
    lines += [f'opened: "{day}T08:00"', f'closed: "{day}T20:00"', "measures:"]
    families: dict[str, dict[str, int]] = {}
    for (name, member), cents in batch.items():
        if member is None:
            lines.append(f'  "{name}": {_money(cents)}')
        else:
            families.setdefault(name, {})[member] = cents
    lines += [f'  "{name}": {{{_members(each)}}}' for name, each in families.items()]
    return "\n".join(lines if len(lines) > 6 else [*lines[:5], "measures: {}"]) + "\n"


def _members(values: Mapping[str, int]) -> str:
    return ", ".join(f"{member}: {_money(cents)}" for member, cents in values.items())
