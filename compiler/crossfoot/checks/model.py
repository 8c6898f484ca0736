"""What is wrong with a model by itself, for whoever writes one: ``check --model``."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.checks.identities_contradict import contradiction_finding
from crossfoot.checks.support.contained import contained
from crossfoot.codes import Severity
from crossfoot.codes.double_posting import DOUBLE_POSTING
from crossfoot.codes.excluded_together import EXCLUDED_TOGETHER
from crossfoot.codes.not_posted import NOT_POSTED
from crossfoot.diagnostic import Diagnostic, Related, in_order
from crossfoot.model.names import subject
from crossfoot.model.ruleset import Model, Regime
from crossfoot.proof.contradiction import contradictions_in
from crossfoot.proof.exclusions import derived, sample


def check_model(model: Model) -> tuple[Diagnostic, ...]:
    """Return what the formulas of a model say against its declarations.

    Exclusions that the formulas show and nothing declares are XF401, declared ones that they do
    not confirm XF302; a measure that no item is made of is XF403; identities that cannot hold
    together are XF406. Both ways, so that a company is neither let down nor held up.
    """
    return in_order(
        (*_undeclared(model), *_unconfirmed(model), *_unposted(model), *_contradictory(model))
    )


def _undeclared(model: Model) -> Iterator[Diagnostic]:
    declared = {frozenset((each.first, each.second)) for each in model.exclusions}
    for first, second in derived(model):
        if frozenset((first, second)) not in declared:
            yield Diagnostic(
                DOUBLE_POSTING,
                f"`{first.name}` and `{second.name}` post the same money, and nothing says so",
                second.at,
                (Related(first.at, f"`{first.name}` is defined here"),),
                help=f"add `{first.name} excludes {second.name}`",
                why=f"{contained(first, second)}, so whoever posts both books the money twice",
                about=(*subject(first.name), *subject(second.name)),
            )


def _unconfirmed(model: Model) -> Iterator[Diagnostic]:
    shown = {frozenset(pair) for pair in derived(model)}
    for each in model.exclusions:
        if frozenset((each.first, each.second)) not in shown:
            yield Diagnostic(
                EXCLUDED_TOGETHER,
                f"`{each.first.name}` and `{each.second.name}` can be posted together soundly",
                each.at,
                (
                    Related(each.first.at, f"`{each.first.name}` is defined here"),
                    Related(each.second.at, f"`{each.second.name}` is defined here"),
                ),
                help="take this line out, or correct a formula or what the items take",
                why="there is a way to post both that books no figure twice",
                about=(*subject(each.first.name), *subject(each.second.name)),
            )


def _unposted(model: Model) -> Iterator[Diagnostic]:
    items = dict.fromkeys(taken.amount for taken in model.taken)
    posted = {part.measure for item in items for part in item.formula}
    for measure in model.measures:
        if measure not in posted:
            yield Diagnostic(
                NOT_POSTED,
                f"no item is made of `{measure.name}`, so it can be posted nowhere",
                measure.at,
                help=f"say where it is posted, such as `{measure.name} takes credit Income`",
                graded=Severity.WARNING,
                about=subject(measure.name),
            )


def _contradictory(model: Model) -> Iterator[Diagnostic]:
    regime = Regime((), None, None, sample(model), (), (), ())
    for each in contradictions_in(model, regime):
        yield contradiction_finding(each)
