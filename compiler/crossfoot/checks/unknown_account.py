"""XF201: a rule names an account that the chart does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.account_advice import Advice, owner_of_number
from crossfoot.checks.support.accounts import Fault, faults, subject_of
from crossfoot.checks.support.certainty import account_meant, requoted
from crossfoot.checks.support.expected import Expectations, types_of
from crossfoot.checks.support.wording import listed
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic, Fix, Related
from crossfoot.model.amounts import Side
from crossfoot.model.chart import Account
from crossfoot.model.rules import Placeholder, Post, Template, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def unknown_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account and way in which it fits nothing."""
    advice = Advice(ruleset.project.chart)
    taken = Expectations(ruleset.model.taken)
    for found in faults(ruleset, _is_missing, lambda use: use.fault):
        yield _finding(ruleset, advice, found, _fix(ruleset, found, taken))


def _is_missing(use: Use) -> bool:
    return use.account is None and use.fault is not None and _is_whole(use.template)


def _is_whole(template: Template) -> bool:
    """Whether all of its placeholders could be read; what is left of a bad one is no account."""
    read = sum(isinstance(part, Placeholder) for part in template.parts)
    return read == template.at.text.count("{")


def _finding(ruleset: Ruleset, advice: Advice, found: Fault, fix: Fix | None) -> Diagnostic:
    written = list(found.written)
    owner = owner_of_number(ruleset.project.chart, written[0]) if len(written) == 1 else None
    return Diagnostic(
        UNKNOWN_ACCOUNT,
        _message(found.uses[0].fault or "", written) + found.where,
        found.template.at,
        (Related(owner.at, f"{owner.number} is this account"),) if owner else (),
        advice.on(written),
        fix=fix,
    )


def _fix(ruleset: Ruleset, found: Fault, taken: Expectations) -> Fix | None:
    """Return the fix that names the account that was certainly meant, where its type is taken."""
    fixed, use = found.template.fixed, found.uses[0]
    meant = account_meant(fixed, ruleset) if fixed else None
    if meant is None or not _is_taken(use, ruleset.project.chart.find(meant), taken):
        return None
    return requoted(found.template.at, meant)


def _is_taken(use: Use, account: Account, taken: Expectations) -> bool:
    if not isinstance(use.rule, Post):
        return True
    side = taken.of(use.rule.amount, use.rule.member).get(Side(use.side))
    return side is None or account.type in types_of(side)


def _message(fault: str, written: list[str]) -> str:
    """Return the fault, so that it agrees with several accounts."""
    verb, _, rest = fault.partition(" ")
    if verb == "is":
        return f"{subject_of(written)} {rest}"
    if len(written) > 1:
        return f"accounts {listed(written)} {fault.replace('does not', 'do not', 1)}"
    return f"account {listed(written)} {fault}"
