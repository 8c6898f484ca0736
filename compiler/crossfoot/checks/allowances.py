"""What `allow` silences, and XF305 for an `allow` that silences nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crossfoot.checks.support.striking import deleted
from crossfoot.codes import Code, Severity
from crossfoot.codes.conflicting_rules import CONFLICTING_RULES
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.codes.identities_contradict import IDENTITIES_CONTRADICT
from crossfoot.codes.unused_allowance import UNUSED_ALLOWANCE
from crossfoot.diagnostic import Diagnostic, Silenced, Silencer, Weighed
from crossfoot.model.chart import Chart, NoSuchAccount
from crossfoot.model.names import account_subject, key
from crossfoot.model.rules import Allowance, Scope
from crossfoot.model.ruleset import Ruleset
from crossfoot.suggest import did_you_mean

_ERRORS_ALLOWED = (EXCLUDED_TOGETHER, DOUBLE_POSTING)
"""Errors that may be meant; every other error stays one, whatever is allowed."""

_STOPS_PROOFS = (CONFLICTING_RULES.number, IDENTITIES_CONTRADICT.number)


def apply_allowances(ruleset: Ruleset, diagnostics: Iterable[Diagnostic]) -> Weighed:
    """Tell what nothing silences, and of each allowance that does nothing.

    `diagnostics` are all findings of a run on the project and its rules. A warning that only a
    batch can raise may come with the next batch, so an allowance for it is never called unused;
    and none is where a fault kept some check from its work. One of unused allowances (XF305) has
    to find another than itself.
    """
    findings = tuple(diagnostics)
    weighed, used = _weighed(ruleset, findings)
    if _is_partial(ruleset, findings):
        return weighed
    idle = [
        each for each in ruleset.allowances if each not in used and not _waits_for_batches(each)
    ]
    of_these = [each for each in idle if each.code == UNUSED_ALLOWANCE.number]
    late, used = _weighed(
        ruleset, _unused([each for each in idle if each not in of_these], ruleset)
    )
    needless = _unused([each for each in of_these if each not in used], ruleset)
    return Weighed((*weighed.told, *late.told, *needless), (*weighed.silenced, *late.silenced))


def _unused(allowances: Iterable[Allowance], ruleset: Ruleset) -> tuple[Diagnostic, ...]:
    return tuple(_needless(each, ruleset.project.chart) for each in allowances)


def without_allowed(ruleset: Ruleset, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that nothing silences, and nothing on the allowances themselves."""
    return _weighed(ruleset, diagnostics)[0].told


def _weighed(ruleset: Ruleset, findings: Iterable[Diagnostic]) -> tuple[Weighed, set[Allowance]]:
    """Return what is told and what not, and the allowances that have something to say to any."""
    by_code: dict[str, list[Allowance]] = {}
    for allowance in ruleset.allowances:
        by_code.setdefault(allowance.code, []).append(allowance)
    told: list[Diagnostic] = []
    silenced: list[Silenced] = []
    used: set[Allowance] = set()
    for finding in findings:
        fitting = [
            each
            for each in by_code.get(finding.code.number, ())
            if can_be_allowed(finding) and _speaks_of(each, finding, ruleset)
        ]
        used.update(fitting)
        if _covers(fitting, finding, ruleset):
            because = "; ".join(dict.fromkeys(each.because for each in fitting))
            silenced.append(Silenced(finding, Silencer.ALLOW, because))
        else:
            told.append(finding)
    return Weighed(tuple(told), tuple(silenced)), used


def can_be_allowed(finding: Diagnostic) -> bool:
    """Whether an `allow` may silence a finding."""
    return finding.severity is not Severity.ERROR or finding.code in _ERRORS_ALLOWED


def _speaks_of(allowance: Allowance, finding: Diagnostic, ruleset: Ruleset) -> bool:
    stores = set(allowance.scope.stores)
    if stores and finding.stores and stores.isdisjoint(finding.stores):
        return False
    first, last = finding.days
    if not _overlap(allowance.scope, first, last):
        return False
    return allowance.name is None or _subject(allowance, ruleset.project.chart) in finding.about


def _subject(allowance: Allowance, chart: Chart) -> str | None:
    if allowance.name is None or not allowance.is_account:
        return None if allowance.name is None else key(allowance.name)
    try:
        return account_subject(chart.find(allowance.name).name)
    except NoSuchAccount:
        return None


def _overlap(scope: Scope, first: date | None, last: date | None) -> bool:
    is_before = scope.last is not None and first is not None and scope.last < first
    is_after = scope.first is not None and last is not None and last < scope.first
    return not is_before and not is_after


def _covers(allowances: list[Allowance], finding: Diagnostic, ruleset: Ruleset) -> bool:
    """Whether allowances together cover all stores of a finding, each all of its days."""
    first = finding.days[0] or ruleset.project.starts
    whole = [each for each in allowances if _contains(each.scope, first, finding.days[1])]
    if any(not each.scope.stores for each in whole):
        return True
    stores = set(finding.stores or ruleset.figures)
    return bool(stores) and stores <= {store for each in whole for store in each.scope.stores}


def _contains(scope: Scope, first: date | None, last: date | None) -> bool:
    begins = scope.first is None or (first is not None and scope.first <= first)
    ends = scope.last is None or (last is not None and last <= scope.last)
    return begins and ends


def _is_partial(ruleset: Ruleset, findings: Iterable[Diagnostic]) -> bool:
    """Whether some check could not do its work, so that nothing can be called unused."""
    return ruleset.incomplete or any(
        finding.code.number in _STOPS_PROOFS or finding.code.number.startswith(("XF0", "XF1"))
        for finding in findings
    )


def _waits_for_batches(allowance: Allowance) -> bool:
    code = _code(allowance.code) if allowance.code.startswith("XF5") else None
    return code is not None and code.severity is not Severity.ERROR


def _needless(allowance: Allowance, chart: Chart) -> Diagnostic:
    message, help_ = _told(allowance, chart)
    name = allowance.name
    return Diagnostic(
        UNUSED_ALLOWANCE,
        message,
        allowance.at,
        help=help_,
        about=() if name is None else (_subject(allowance, chart) or key(name),),
        stores=allowance.scope.stores,
        days=(allowance.scope.first, allowance.scope.last),
        fix=deleted(allowance.at, f"delete `{_words(allowance)}`") if help_ == _DELETE else None,
    )


def _words(allowance: Allowance) -> str:
    return " ".join(allowance.at.text.partition("because")[0].split())


_DELETE = "delete the line"


def _told(allowance: Allowance, chart: Chart) -> tuple[str, str]:
    code = _code(allowance.code)
    if code is None:
        return (
            f"there is no code `{allowance.code}`, so this allows nothing",
            "write the code of the finding, such as XF203, or delete the line",
        )
    if code not in _ERRORS_ALLOWED and not code.may_be_graded:
        return (
            f"{code.number} {code.name} cannot be allowed",
            "put right what it finds; only warnings, XF302 and XF401 can be allowed",
        )
    if allowance.is_account and _subject(allowance, chart) is None:
        known = [account.shown for account in chart.accounts]
        message = f"account `{allowance.name}` is not in the chart, so this allows nothing"
        return message, did_you_mean(allowance.name or "", known) or _DELETE
    on = f" on `{allowance.name}`" if allowance.name else ""
    return f"there is no {code.number} {code.name}{on} to allow", _DELETE


def _code(number: str) -> Code | None:
    from crossfoot.codes.all import ALL

    return next((code for code in ALL if code.number == number), None)
