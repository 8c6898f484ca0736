"""XF403: a figure that reaches no account, though nothing skips it or says that it never occurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from crossfoot.checks.support.places import Places
from crossfoot.checks.support.retyped import (
    as_post,
    as_remainder,
    as_rule,
    full_name,
    in_percent,
    is_or_are,
    several,
)
from crossfoot.checks.support.wording import called, for_members, listed
from crossfoot.codes import Severity
from crossfoot.codes.not_posted import NOT_POSTED
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.amounts import Amount, Identity, Measure, Number, plain
from crossfoot.model.names import key, subject
from crossfoot.model.rules import Never, Post, Skip
from crossfoot.model.ruleset import Model, Ruleset
from crossfoot.proof.linear import magnitude, scaled
from crossfoot.proof.result import Proof
from crossfoot.proof.sides import Sides, Takes, sides_of, weight_of
from crossfoot.source import Span
from crossfoot.syntax.spelled import written

if TYPE_CHECKING:
    from crossfoot.proof.case import Case
    from crossfoot.proof.missing import IdleIdentity, MissingMember

_MOST_WRITTEN = 3

_MOST_APART = 5
"""Members with the same fault that are told apart; more of them are told once."""


def not_posted(ruleset: Ruleset, proofs: Sequence[Proof]) -> Iterator[Diagnostic]:
    """Yield errors for members left out and identities unused, and warnings for the rest.

    What is missing may stand in a line that could not be read, so with one of those nothing
    is said.
    """
    if ruleset.incomplete:
        return
    unreached = [proof for proof in proofs if proof.unreached]
    if not unreached:
        return
    from crossfoot.proof.case import case_of  # not needed where all is posted

    cases = [case_of(ruleset.model, proof) for proof in unreached]
    yield from _left_out(ruleset, cases)
    yield from _unused(ruleset, cases)
    yield from _apart(ruleset, cases)


def _left_out(ruleset: Ruleset, cases: Iterable[Case]) -> Iterator[Diagnostic]:
    from crossfoot.proof.missing import missing_members as members_left_out

    met: dict[tuple[str, str], tuple[MissingMember, Case, Places]] = {}
    for case in cases:
        for missing in members_left_out(case):
            place = (missing.dimension.name, key(missing.member))
            if place not in met:
                met[place] = missing, case, Places(ruleset)
            met[place][2].add(case.regime, None)
    alike: dict[tuple[object, ...], list[tuple[MissingMember, Case, Places]]] = {}
    for each in met.values():
        alike.setdefault(_fault(*each), []).append(each)
    for group in alike.values():
        if len(group) > _MOST_APART:
            yield _member_finding(group)
        else:
            yield from (_member_finding([each]) for each in group)


def _fault(missing: MissingMember, case: Case, places: Places) -> tuple[object, ...]:
    return missing.dimension, missing.rules, places.stores, places.days, case.regime.stores[0]


def _member_finding(group: Sequence[tuple[MissingMember, Case, Places]]) -> Diagnostic:
    missing, case, places = group[0]
    members = [each.member for each, _, _ in group]
    verb, it = ("is", "it") if len(members) == 1 else ("are", "them")
    holder = _holder(missing, case)
    if missing.rules:
        items = list(dict.fromkeys(rule.amount.name for rule in missing.rules))
        told = f"{listed(items)} {is_or_are(items)} posted for `{missing.like}`, not for {it}"
    elif holder is not None:
        told = f"`{holder.amount.name}` leaves {it} out"
    else:
        names = [case.figures.all[index].label for index in missing.figures]
        told = f"no rule posts {listed(names, 'or')}"
    return Diagnostic(
        NOT_POSTED,
        f"{missing.dimension.name} {listed(members)} {verb} not posted: {told}{places}",
        _member_span(missing, case),
        _marks(group, holder),
        help=_members_help(group),
        why=f"what is reported for {listed(members)} would be missing from the books",
        graded=Severity.ERROR,
        about=_about(
            case.model,
            (case.figures.all[at].measure for each, _, _ in group for at in each.figures),
        ),
        stores=places.stores,
        days=places.days,
    )


def _marks(
    group: Sequence[tuple[MissingMember, Case, Places]], holder: Post | None
) -> tuple[Related, ...]:
    missing = group[0][0]
    said = f"`{missing.like}` is posted here"
    rules = [Related(rule.at, said) for rule in missing.rules[:_MOST_WRITTEN]]
    if holder is not None:
        rules.append(Related(holder.at, "the others are posted here"))
    others = [Related(_member_span(each, case), "nor is this") for each, case, _ in group[1:]]
    return (*rules, *others)


def _holder(missing: MissingMember, case: Case) -> Post | None:
    """Return the rule that posts it of others, where they are not posted by name."""
    if missing.rules:
        return None
    measures = {case.figures.all[index].measure for index in missing.figures}
    for booking in case.bookings:
        if any(case.figures.all[index].measure in measures for index in booking.amount):
            return booking.rule
    return None


def _member_span(missing: MissingMember, case: Case) -> Span:
    store = case.regime.stores[0]
    members = store.members[key(missing.dimension.name)]
    return next(each.at for each in members if each.name == missing.member)


def _members_help(group: Sequence[tuple[MissingMember, Case, Places]]) -> str:
    missing, case, _ = group[0]
    if len(group) > 1 and missing.rules:
        rules = [as_rule(rule.amount, None, sides_of(rule)) for rule in missing.rules]
        return f"write {several(rules)} for all that have no rule of their own"
    is_alike = missing.rules and not missing.also
    every = f"; without a name a rule posts every {missing.dimension.name}" if is_alike else ""
    rules = [as_rule(rule.amount, missing.member, sides_of(rule)) for rule in missing.rules]
    rules = rules or [as_rule(*each) for each in _fitting(missing, case)]
    if not rules:
        return f"write a rule for `{missing.member}`, or a `skip` or `never` with the reason"
    return f"write {several([*rules, *_said_too(missing, case)])}{every}"


def _fitting(missing: MissingMember, case: Case) -> Iterator[tuple[Amount, str | None, Sides]]:
    """Yield the item and the sides that book of a member what a formula books of the others."""
    takes = Takes(case.model.taken)
    change = case.claims.unpinned(missing.added(case))
    for amount in dict.fromkeys(each.amount for each in case.model.taken):
        if amount.dimension is missing.dimension:
            for way in takes.ways(amount, missing.member):
                vector = case.vector(amount, missing.member)
                if change and scaled(vector, weight_of(way)) == change:
                    yield amount, missing.member, way
                    return


def _said_too(missing: MissingMember, case: Case) -> Iterator[str]:
    """Yield what is said of the member that is like it, as that would be said of this one."""
    for word, kind in (("never", Never), ("skip", Skip)):
        said = [each for each in missing.also if isinstance(each, kind)]
        names = dict.fromkeys(full_name(each.amount, missing.member) for each in said)
        if names:
            listed_names = ", ".join(written(name, "NAME") for name in names)
            yield f'{word} {listed_names} because "…"'


def _unused(ruleset: Ruleset, cases: Iterable[Case]) -> Iterator[Diagnostic]:
    from crossfoot.proof.missing import idle_identities
    from crossfoot.proof.missing import missing_members as members_left_out

    met: dict[Identity, tuple[IdleIdentity, Case, Places]] = {}
    for case in cases:
        told = {index for missing in members_left_out(case) for index in missing.figures}
        for idle in idle_identities(case):
            if not told.issuperset(idle.figures):
                if idle.identity not in met:
                    met[idle.identity] = idle, case, Places(ruleset)
                met[idle.identity][2].add(case.regime, None)
    for idle, case, places in met.values():
        yield _identity_finding(ruleset, idle, case, places)


def _identity_finding(
    ruleset: Ruleset, idle: IdleIdentity, case: Case, places: Places
) -> Diagnostic:
    measures = tuple(dict.fromkeys(case.figures.all[index].measure for index in idle.figures))
    names = listed(measure.name for measure in measures)
    return Diagnostic(
        NOT_POSTED,
        f"no rule posts {names}, of which `always {idle.identity.text}` speaks{places}",
        _rules_span(ruleset),
        (Related(idle.identity.at, "this holds in every batch"),),
        help='write a `post` for each, `never … because "…"` for what the shop does not have, '
        "or `skip` what is reported to check by",
        why="an entry without them balances, but what happened in the shop is not in it",
        graded=_grade(idle, case),
        about=_about(ruleset.model, measures),
        stores=places.stores,
        days=places.days,
    )


def _grade(idle: IdleIdentity, case: Case) -> Severity:
    """Return how much it weighs: a total to check by, beside figures that are posted, is less."""
    spoken_of = case.figures.vector(idle.identity.formula)
    is_posted = any(index in case.reached for index in spoken_of)
    return Severity.WARNING if is_posted else Severity.ERROR


def _rules_span(ruleset: Ruleset) -> Span:
    """Return where the project file names the rules: what is missing stands nowhere."""
    rules = ruleset.project.rules
    return rules[0].at if rules else ruleset.project.source.whole()


class _Apart(NamedTuple):
    """Figures of one measure that no identity needs; of which so much is posted by some rules."""

    measure: Measure
    part: Number
    rules: tuple[Post, ...]

    @property
    def fault(self) -> tuple[object, ...]:
        """What is the same at all stores where this is the fault."""
        return self.measure, self.part, tuple(rule.amount for rule in self.rules)


def _apart(ruleset: Ruleset, cases: Iterable[Case]) -> Iterator[Diagnostic]:
    from crossfoot.proof.missing import apart
    from crossfoot.proof.missing import missing_members as members_left_out

    met: dict[tuple[object, ...], tuple[_Apart, dict[str, None], bool, Places]] = {}
    for case in cases:
        told = {index for missing in members_left_out(case) for index in missing.figures}
        for index in apart(case):
            if index not in told:
                measure = case.figures.all[index].measure
                left_out = _Apart(measure, *_posted_of(index, case))
                if left_out.fault not in met:
                    is_all = _is_all(measure, case)
                    met[left_out.fault] = left_out, {}, is_all, Places(ruleset)
                member = case.figures.all[index].member
                if member is not None:
                    met[left_out.fault][1][member] = None
                met[left_out.fault][3].add(case.regime, None)
    for left_out, members, is_all, places in met.values():
        yield _warning(ruleset, left_out, () if is_all else tuple(members), places)


def _posted_of(index: int, case: Case) -> tuple[Number, tuple[Post, ...]]:
    """Return which part of a figure is posted, and the rules that post it."""
    holding = [each for each in case.bookings if index in each.amount]
    part = plain(Fraction(sum(magnitude(each.amount[index]) for each in holding)))
    return part, tuple(dict.fromkeys(each.rule for each in holding))


def _is_all(measure: Measure, case: Case) -> bool:
    unreached = {
        index for index in case.proof.unreached if case.figures.all[index].measure is measure
    }
    return all(f.index in unreached for f in case.figures.all if f.measure is measure)


def _warning(
    ruleset: Ruleset, left_out: _Apart, members: Sequence[str], places: Places
) -> Diagnostic:
    measure, part, rules = left_out
    name = called(measure.name, members[0] if len(members) == 1 else None)
    who = for_members(members) if len(members) > 1 else ""
    told = f"only {in_percent(part)} of {name} is posted" if part else f"{name} is posted nowhere"
    marks = (Related(each.at, f"`{each.amount.name}` is posted here") for each in rules)
    return Diagnostic(
        NOT_POSTED,
        f"{told}{who}{places}",
        _rules_span(ruleset),
        (Related(measure.at, "it is reported in every batch"), *marks),
        help=f"{_to_post(ruleset.model, left_out)}, "
        f'or give a reason not to: `skip {measure.name} because "…"`',
        why=f"the entry balances without {'the rest' if part else 'it'}, and "
        f"{'that part of ' if part else ''}what it measures is not in the books",
        graded=Severity.WARNING,
        about=_about(ruleset.model, (measure,)),
        stores=places.stores,
        days=places.days,
    )


def _to_post(model: Model, left_out: _Apart) -> str:
    """Say what to post of a measure: an item that is made of it, or what its shares leave."""
    measure, part, rules = left_out
    whole = next((each for each in model.amounts.values() if each.measure is measure), None)
    if not part or whole is None:
        items = [amount.name for amount in _made_of(model, measure)]
        return f"post {listed(items or [measure.name], 'or')}"
    shares = [each.amount for each in rules]
    if any(share.dimension is not whole.dimension or share.uses != (whole,) for share in shares):
        return "post what is left of it, too"
    name = f"Rest after {shares[-1].name}"
    rest = as_remainder(name, whole, shares)
    return f"add `{rest}` and `{as_post(name, sides_of(rules[-1]), rules[-1].scope)}`"


def _made_of(model: Model, measure: Measure) -> tuple[Amount, ...]:
    """Return the items that are made of one measure and nothing else."""
    items = dict.fromkeys(taken.amount for taken in model.taken)
    return tuple(a for a in items if {part.measure for part in a.formula} == {measure})


def _about(model: Model, measures: Iterable[Measure]) -> tuple[str, ...]:
    names = [
        name
        for measure in measures
        for name in (measure.name, *(amount.name for amount in _made_of(model, measure)))
    ]
    return tuple(dict.fromkeys(each for name in names for each in subject(name)))
