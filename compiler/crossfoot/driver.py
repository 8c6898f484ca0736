"""The pipeline on one screen: from a project folder to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from crossfoot.checks import checked, run_checks, weighed
from crossfoot.codes.unknown_account import UNKNOWN_ACCOUNT
from crossfoot.diagnostic import Diagnostic, errors, in_order
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model, Ruleset
from crossfoot.model.stores import Project
from crossfoot.posting.batch import Batch, Rejected
from crossfoot.posting.data_checks import BatchChecks, accepts
from crossfoot.posting.data_checks.batch_missing import Numbers
from crossfoot.posting.data_checks.order_twice import Orders
from crossfoot.posting.data_checks.purchase_orders import BillChecks
from crossfoot.posting.draft import Draft, DraftEntry, NoRules
from crossfoot.posting.readers import read_batches
from crossfoot.posting.selection import Selection
from crossfoot.project.load import PROJECT_FILE, load, read
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof
from crossfoot.report.outcome import Outcome
from crossfoot.resolve import resolve, resolve_model
from crossfoot.rulefiles import RuleFiles, model_files, rule_files
from crossfoot.source import Source
from crossfoot.syntax.layout import laid_out
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File

if TYPE_CHECKING:
    from crossfoot.cases.trial import Tried
    from crossfoot.comparison.replay import Replay
    from crossfoot.comparison.result import Comparison
    from crossfoot.exchange.keeping import Hand
    from crossfoot.targets.options import Options
    from crossfoot.targets.outcome import RunResult

Watch: TypeAlias = Callable[[Iterable[Batch | Rejected]], Iterator[Batch | Rejected]]
"""Lets batches through one by one, and may count them."""

_UNPROVABLE = ("XF0", "XF1", "XF301", "XF406")
"""Where one of these is found it is not known what is in force, so nothing is proved."""


def check(root: Path) -> Outcome:
    """Return all findings and proofs of the project in folder `root`, its batches included.

    Raises OSError where a file that must be there cannot be read.
    """
    return _checked(root, with_batches=True)


def check_rules(root: Path) -> Outcome:
    """Return the findings on the rules alone, as `check` does but without the batches."""
    return _checked(root, with_batches=False)


def _checked(root: Path, *, with_batches: bool) -> Outcome:
    project, found = load(root)
    if project is None:
        return Outcome(None, None, (), in_order(found))
    files, faults = rule_files(project)
    ruleset, misnamed = resolve(project, files)
    found = (*found, *faults, *misnamed)
    if errors(found):
        ruleset = replace(ruleset, incomplete=True)
    proofs = prove(ruleset) if _is_provable(found) else ()
    found = (*found, *run_checks(ruleset, proofs))
    if with_batches and _is_provable(found):
        found = (*found, *_batch_findings(ruleset, proofs))
    told, silenced = weighed(ruleset, found)
    proofs = proofs if _is_provable(told) else ()
    return Outcome(project, ruleset, proofs, told, silenced)


def _is_provable(found: Iterable[Diagnostic]) -> bool:
    return not any(each.code.number.startswith(_UNPROVABLE) for each in found)


def _batch_findings(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the closed batches as such; XF6 is told when they are posted."""
    checks, numbers, orders = BatchChecks(ruleset, proofs), Numbers(), Orders()
    bills, draft = BillChecks(ruleset.project), Draft(ruleset)
    for each in read_batches(ruleset):
        if isinstance(each, Rejected):
            yield from each.findings
            numbers.take(each.store or "", each.number or "", None)
            continue
        numbers.take(each.store.name, each.number, each if each.is_closed else None)
        if each.is_closed:
            with suppress(NoRules):
                of_bills = [found for bill in draft.bills(each) for found in bills.findings(bill)]
                yield from (found for found in of_bills if not found.code.number.startswith("XF6"))
            yield from orders.take(each)
            for finding in checks.found(each):
                if finding.code.number.startswith("XF5") and not accepts(each, finding):
                    yield finding
    yield from numbers.gaps()


class Compared(NamedTuple):
    """Two versions of a project; `comparison` is None where one cannot be understood."""

    before: Outcome
    after: Outcome
    comparison: Comparison | None


def compare(before: Path, after: Path) -> Compared:
    """Compare what the projects in two folders post; batches and the record are not looked at."""
    from crossfoot.comparison.compare import compare as compared

    old, new = check_rules(before), check_rules(after)
    if old.ruleset is None or new.ruleset is None or not (_is_clear(old) and _is_clear(new)):
        return Compared(old, new, None)
    return Compared(old, new, compared(old.ruleset, new.ruleset))


def replay(compared: Compared, batches: Path, watch: Watch = iter) -> Replay:
    """Book the batches of a file or folder by both versions, which could be compared.

    Raises OSError where a batch file cannot be read.
    """
    from crossfoot.comparison.replay import Version
    from crossfoot.comparison.replay import replay as replayed

    versions = []
    for outcome in compared[:2]:
        assert outcome.ruleset is not None, "INVARIANT: what was compared has rules"
        ruleset = _reading(outcome.ruleset, batches)
        versions.append(Version(ruleset, outcome.proofs, read_batches(ruleset)))
    before, after = versions
    return replayed(before, after._replace(batches=watch(after.batches)))


def _is_clear(outcome: Outcome) -> bool:
    """Whether it is known what is posted to which account, right or wrong."""
    told = errors(outcome.diagnostics)
    return _is_provable(told) and not any(each.code is UNKNOWN_ACCOUNT for each in told)


def check_model(name: str, root: Path) -> Outcome:
    """Return all findings about a model by itself: for its author (`check --model`).

    Raises MissingFile where there is no model called `name`, shipped or in folder `root`.
    """
    from crossfoot.checks.model import check_model as check_of_model

    files, faults = model_files(name, root)
    model, misnamed = resolve_model(files)
    found = (*faults, *misnamed)
    return Outcome(None, None, (), in_order(found if errors(found) else check_of_model(model)))


def tried(root: Path, names: Sequence[str] = ()) -> Tried:
    """Try the cases of the project in folder `root`, or those called `names` alone.

    Raises OSError where a file that must be there cannot be read, and NoSuchCase.
    """
    from crossfoot.cases import trial
    from crossfoot.cases.files import cases_files

    outcome = check_rules(root)
    batches = outcome.project.batches if outcome.project is not None else None
    rules = trial.Rules(outcome.ruleset, outcome.proofs, outcome.diagnostics)
    return trial.tried(rules, tuple(cases_files(root, batches)), names)


class Posted(NamedTuple):
    """What came of a posting run; `result` is None where the rules may not be posted by."""

    outcome: Outcome
    result: RunResult | None


def post(root: Path, options: Options, hand: Hand, watch: Watch = iter) -> Posted:
    """Check the rules of the project in folder `root`, then post its batches by them.

    Nothing is written unless the rules are proved and free of errors. What is written for
    QuickBooks is kept in the record as the work of `hand`; batches are looked at through `watch`.
    Raises OSError where a file cannot be read or written, Taken where the folder is, and
    TakenMeanwhile where another run took a batch; nothing was written then.
    """
    from crossfoot.exchange.keeping import RecordKeeper, open_record
    from crossfoot.plan import Plan
    from crossfoot.targets import run

    outcome = check_rules(root)
    if outcome.ruleset is None:
        return Posted(outcome, None)
    ruleset = _reading(outcome.ruleset, options.batches)
    outcome = replace(outcome, ruleset=ruleset)
    rules = checked(ruleset, outcome.proofs, outcome.diagnostics)
    if rules is None:
        return Posted(outcome, None)
    _refuse_among_batches(root, ruleset, options)
    plan = Plan(rules, Draft(ruleset))
    batches = watch(read_batches(ruleset))
    if not options.is_recorded:
        return Posted(outcome, run.post(plan, batches, options))
    with open_record(root, writable=options.out is not None) as record:
        keeper = RecordKeeper(record, hand) if record and options.out is not None else None
        return Posted(outcome, run.post(plan, batches, options, record, keeper))


def _reading(ruleset: Ruleset, batches: Path | None) -> Ruleset:
    """Return rules for other batches than the project's. Raises OSError where there are none."""
    if batches is None:
        return ruleset
    batches.stat()
    return replace(ruleset, project=replace(ruleset.project, batches=str(batches.resolve())))


def _refuse_among_batches(root: Path, ruleset: Ruleset, options: Options) -> None:
    """Refuse to write where batches are read: the next run would take our files for batches."""
    batches = ruleset.project.batches
    if options.out is not None and batches is not None:
        folder = (root / batches).resolve()
        if options.out.resolve() == folder:
            raise OSError(f"`{options.out}` is the folder of the batches; choose another for --out")


def drafts(ruleset: Ruleset, selection: Selection) -> Iterator[DraftEntry]:
    """Yield the entries of the closed batches that are picked, balanced or not, to look at."""
    draft = Draft(ruleset)
    for each in read_batches(ruleset):
        if isinstance(each, Batch) and each.is_closed and selection.picks(each):
            with suppress(NoRules):
                yield draft.entry(each)


def unreadable(ruleset: Ruleset, selection: Selection) -> Iterator[Diagnostic]:
    """Yield what is wrong with the batches that are picked and cannot be drafted."""
    for each in read_batches(ruleset):
        if isinstance(each, Rejected) and selection.may_pick(each):
            yield from each.findings


class Formatted(NamedTuple):
    """A rule file in its one layout. `path` is the file; `is_changed` compares line ends too."""

    path: Path
    source: Source
    text: str
    findings: tuple[Diagnostic, ...]


def formatted(root: Path, paths: Sequence[Path] = ()) -> Iterator[Formatted]:
    """Yield rule files laid out: those of the project in folder `root`, or `paths`.

    Names get the spelling that the project declares; where `paths` lie in no project, the
    spelling of the models that they use. Raises OSError where a file cannot be read, BadText
    where one is no text.
    """
    project = load(root)[0] if not paths or (root / PROJECT_FILE).is_file() else None
    spelling = _spelling(project) if project else {}
    listed = [root / rules.path for rules in project.rules] if project else []
    for path in paths or listed:
        source = read(path, path.as_posix() if paths else path.relative_to(root).as_posix())
        file, faults = parse(source)
        spelled = spelling or _spelling_of(file, root)
        yield Formatted(path, source, laid_out(source, file, spelled), in_order(faults))


def _spelling(project: Project) -> dict[str, str]:
    files, _ = rule_files(project)
    ruleset, _ = resolve(project, files)
    members = {
        key(member.name): member.name
        for store in reversed(project.stores)
        for listed in store.members.values()
        for member in listed
    }
    return {**members, **_declared(ruleset.model)}


def _spelling_of(file: File, root: Path) -> dict[str, str]:
    reader = RuleFiles(root)
    reader.add(file, is_model=False)
    model, _ = resolve_model(reader.files)
    return _declared(model)


def _declared(model: Model) -> dict[str, str]:
    dimensions = {key(each.name): each.name for each in model.dimensions}
    return {**dimensions, **{name: amount.name for name, amount in model.amounts.items()}}
