"""From files and a project to a `Ruleset`: each step of it, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossfoot.codes import Severity
from crossfoot.codes.bad_project_file import BAD_PROJECT_FILE
from crossfoot.codes.unknown_name import UNKNOWN_NAME
from crossfoot.diagnostic import Diagnostic, Fix
from crossfoot.fixing import instead
from crossfoot.model.names import key
from crossfoot.model.rules import Bills, Clears, Differences
from crossfoot.model.ruleset import Model, Ruleset
from crossfoot.model.stores import Member, Project
from crossfoot.project.editing.scalars import written
from crossfoot.resolve import statements
from crossfoot.resolve.accounts import Accounts
from crossfoot.resolve.declarations import Stated, declare
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.lexicon import Lexicon
from crossfoot.resolve.regimes import Said, figures_of, regimes
from crossfoot.resolve.respelling import Wording
from crossfoot.resolve.rules import Rules, rules
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean
from crossfoot.syntax.tree import DimensionDecl, File, MeasureDecl
from crossfoot.syntax.tree import Use as UseStatement


def resolve(
    project: Project, files: Sequence[tuple[File, bool]]
) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    """Return the rules of a project with all names resolved, and every XF1 fault found.

    `files` are the models and the company's rule files, each with whether it is a model.
    A ruleset is always made: what failed is left out of it and it is marked incomplete.
    """
    findings = Findings()
    members = _members(project)
    texts = (project.source, project.chart.at.source, *(file.source for file, _ in files))
    lexicon, model = _model(files, members, findings, Wording(texts))
    stated = _stated(files)
    _check_dimensions(project, lexicon, findings)
    found = rules(stated, lexicon, [store.name for store in project.stores], findings)
    accounts = Accounts(project.chart, findings)
    figures = figures_of(project.stores, (*model.measures, *model.roundings))
    in_force = regimes(
        project.stores,
        figures,
        sorted((*found.posts, *found.skips), key=lambda rule: rule.order),
        Said(found.nevers, found.clears, found.differences),
        project.starts,
        accounts,
    )
    _look_up_the_rest(project, found, accounts)
    _check_defaults(project, found, accounts)
    faulty = any(each.severity is Severity.ERROR for each in findings.all)
    ruleset = Ruleset(
        project,
        model,
        *found,
        tuple(accounts.uses.values()),
        in_force,
        figures,
        faulty or any(file.broken for file, _ in files),
    )
    return ruleset, tuple(findings.all)


def resolve_model(files: Sequence[tuple[File, bool]]) -> tuple[Model, tuple[Diagnostic, ...]]:
    """Return a model by itself, without any company's rules or members."""
    findings = Findings()
    _, model = _model(files, {}, findings, Wording(file.source for file, _ in files))
    return model, tuple(findings.all)


def _stated(files: Sequence[tuple[File, bool]]) -> tuple[Stated, ...]:
    return tuple(
        Stated(statement, from_model) for file, from_model in files for statement in file.statements
    )


def _members(project: Project) -> dict[str, dict[str, Member]]:
    """Return the members that any store has, by dimension and name, as first listed."""
    found: dict[str, dict[str, Member]] = {}
    for store in project.stores:
        for dimension, members in store.members.items():
            known = found.setdefault(dimension, {})
            for member in members:
                known.setdefault(key(member.name), member)
    return found


def _model(
    files: Sequence[tuple[File, bool]],
    members: Mapping[str, Mapping[str, Member]],
    findings: Findings,
    wording: Wording,
) -> tuple[Lexicon, Model]:
    stated = _stated(files)
    modelless = _is_modelless(files, stated)
    if modelless:
        _report_modelless(files, findings)
    lexicon = Lexicon(members, findings, _excused(files), modelless, wording)
    declared = declare(stated, lexicon, findings)
    model = Model(
        tuple(lexicon.dimensions.values()),
        *declared,
        lexicon.amounts,
        tuple(statements.identities(stated, lexicon, findings)),
        tuple(statements.exclusions(stated, lexicon, findings)),
        tuple(statements.requirements(stated, lexicon, findings)),
        tuple(statements.taken(stated, lexicon, findings)),
        tuple(statements.corrections(stated, lexicon, findings)),
    )
    return lexicon, model


def _is_modelless(files: Sequence[tuple[File, bool]], stated: Sequence[Stated]) -> bool:
    """Whether the model is missing, or could not be found, on which all names depend."""
    kinds = {type(each) for each, _ in stated}
    if UseStatement in kinds:
        return not any(is_model for _, is_model in files)
    measures = [each for each, _ in stated if isinstance(each, MeasureDecl)]
    return DimensionDecl not in kinds and (not measures or any(each.by for each in measures))


def _report_modelless(files: Sequence[tuple[File, bool]], findings: Findings) -> None:
    """Say once that nothing is declared, instead of once a name; a failed ``use`` was told."""
    statements_of_all = [each for file, _ in files for each in file.statements]
    if any(isinstance(each, UseStatement) for each in statements_of_all):
        return
    if any(file.broken for file, _ in files) and not statements_of_all:
        return
    for at in [each.at for each in statements_of_all] or [file.source.whole() for file, _ in files]:
        findings.add(
            UNKNOWN_NAME,
            "these rules do not say which point of sale reports the batches",
            at,
            help="write `use rms` in the first line",
        )
        break


def _excused(files: Sequence[tuple[File, bool]]) -> str:
    """Return the text of declarations that could not be read: missing names may stand there."""
    return "\n".join(
        key(span.text)
        for file, _ in files
        for span in file.broken
        if "=" in span.text or key(span.text).startswith(("measure", "dimension", "use"))
    )


def _check_dimensions(project: Project, lexicon: Lexicon, findings: Findings) -> None:
    known = [dimension.name for dimension in lexicon.dimensions.values()]
    for name, at in project.dimensions.items():
        if known and key(name) not in lexicon.dimensions:
            findings.add(
                BAD_PROJECT_FILE,
                f"`{name}` is not something that figures are broken down by",
                at,
                help=did_you_mean(name, known)
                or "the model has " + ", ".join(f"`{each}`" for each in known),
                fix=_other_dimension(project, name, at, lexicon.meant(name, known)),
            )
    for name, at in project.attributes.items():
        if key(name) in lexicon.dimensions:
            message = f"`{name}` has members, so a list belongs here"
            findings.add(BAD_PROJECT_FILE, message, at, help=f"write `{name}: [...]`")


def _other_dimension(project: Project, name: str, at: Span, meant: str | None) -> Fix | None:
    """Return the fix that writes another key for members; none where a store has both."""
    has_both = any({key(name), key(meant or "")} <= set(store.members) for store in project.stores)
    return None if meant is None or has_both else instead(at, written(meant, at.text))


def _look_up_the_rest(project: Project, found: Rules, accounts: Accounts) -> None:
    """Look up what no regime did: of bills, and of rules that never win or are never in force."""
    for rule in found.posts:
        for side, template in (("debit", rule.debit), ("credit", rule.credit)):
            if template is not None and template.fixed is not None and project.stores:
                accounts.of_post(rule, side, project.stores[0], None)
    named: list[Bills | Clears | Differences] = [*found.bills, *found.clears, *found.differences]
    for each in named:
        for store in project.stores:
            if each.scope.at_store(store.name):
                accounts.of_statement(each, store)


def _check_defaults(project: Project, found: Rules, accounts: Accounts) -> None:
    """Report what a default class or memo asks of a store that has no such key."""
    for default in found.defaults:
        templates = [each for each in (default.klass, default.memo) if each is not None]
        for store in project.stores:
            if default.scope.at_store(store.name):
                for template in templates:
                    accounts.check_text(template, store, None)
