"""XF201: a rule names an account that the chart does not have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossfoot.checks.support.account_advice import Advice
from crossfoot.checks.support.accounts import Fault, faults, subject_of
from crossfoot.checks.support.wording import listed
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.rules import Placeholder, Template, Use
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof


def unknown_account(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield one finding for each quoted account and way in which it fits nothing."""
    advice = Advice(ruleset.project.chart)
    for found in faults(ruleset, _is_missing, lambda use: use.fault):
        yield _finding(advice, found)


def _is_missing(use: Use) -> bool:
    return use.account is None and use.fault is not None and _is_whole(use.template)


def _is_whole(template: Template) -> bool:
    """Whether all of its placeholders could be read; what is left of a bad one is no account."""
    read = sum(isinstance(part, Placeholder) for part in template.parts)
    return read == template.at.text.count("{")


def _finding(advice: Advice, found: Fault) -> Diagnostic:
    written = list(found.written)
    owner = advice.owner_of_number(written[0]) if len(written) == 1 else None
    return Diagnostic(
        UNKNOWN_ACCOUNT,
        _message(found.uses[0].fault or "", written) + found.where,
        found.template.at,
        (Related(owner.at, f"{owner.number} is this account"),) if owner else (),
        advice.on(written),
    )


def _message(fault: str, written: list[str]) -> str:
    """Return the fault, so that it agrees with several accounts."""
    verb, _, rest = fault.partition(" ")
    if verb == "is":
        return f"{subject_of(written)} {rest}"
    return f"account{'s' * (len(written) > 1)} {listed(written)} {fault}"
