"""Finds the figure that a batch file means by a measure and a member."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.model.figures import Figures
from crossfoot.model.names import key
from crossfoot.model.ruleset import Model
from crossfoot.model.stores import Store
from crossfoot.project.fault import Fault
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean


class NoFigure(LookupError):
    """Nothing is measured by that name. `of_member`: the fault lies with the member."""

    def __init__(self, message: str, help: str | None, *, of_member: bool) -> None:
        super().__init__(message)
        self.message = message
        self.help = help
        self.of_member = of_member

    def fault(self, measure: Span, member: Span) -> Fault:
        """Return the fault at whichever of the two names is wrong."""
        return Fault(self.message, member if self.of_member else measure, self.help)


def figure(model: Model, store: Store, figures: Figures, measure: str, member: str | None) -> int:
    """Return the index of a figure. Raises NoFigure, with words for an accountant (XF503)."""
    amount = model.amounts.get(key(measure))
    if amount is None:
        names = [each.name for each in model.measures]
        raise NoFigure(
            f"nothing is measured that is called `{measure}`",
            did_you_mean(measure, names) or "a new figure needs a `measure` line in the rules",
            of_member=False,
        )
    if amount.measure is None:
        parts = ", ".join(dict.fromkeys(part.measure.name for part in amount.formula))
        raise NoFigure(
            f"`{amount.name}` is worked out from other figures and is not reported",
            f"report {parts}",
            of_member=False,
        )
    dimension = amount.dimension
    if (dimension is None) != (member is None):
        raise NoFigure(
            *_not_alike(amount.name, dimension.name if dimension else None), of_member=False
        )
    index = figures.index(amount.measure, member)
    if index is None:
        names = list(_members(store, dimension.name if dimension else ""))
        kind = dimension.name if dimension else "member"
        raise NoFigure(
            f"`{store.name}` has no {kind} called `{member}`",
            did_you_mean(member or "", names)
            or f"add `{member}` under `{kind}:` of that store in the project file, "
            "and a rule that posts it",
            of_member=True,
        )
    return index


def _not_alike(name: str, dimension: str | None) -> tuple[str, str]:
    if dimension is None:
        return f"`{name}` is a single amount", f"write `{name}: 12.50`"
    return (
        f"`{name}` is reported by {dimension}",
        f"give an amount for each {dimension}, as in `{name}: {{... : 12.50}}`",
    )


def _members(store: Store, dimension: str) -> Iterator[str]:
    for member in store.members.get(key(dimension), ()):
        yield member.name
