"""The model of RMS as tables: what can be posted, what is reported, what always holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from crossfoot import resources
from crossfoot.checks.support.sums import definition
from crossfoot.model.amounts import Amount, Side, Sign
from crossfoot.model.chart import ACCOUNT_TYPES
from crossfoot.model.ruleset import Model
from crossfoot.resolve import resolve_model
from crossfoot.rulefiles import model_files
from crossfoot.syntax.tree import Always, Definition, Excludes, File, Requires
from made.markdown import cell, code, fenced, table

NAME = "rms"


@cache
def rms() -> tuple[File, Model]:
    """Return the model, as it is written and as it is understood."""
    files, _ = model_files(NAME, resources.model(NAME).parent)
    model, _ = resolve_model(files)
    ((file, _),) = files
    return file, model


def model() -> str:
    """Return all tables of the model."""
    return "\n\n".join(
        [
            "## What can be posted",
            table(_ITEM_HEADS, (_item(amount) for amount in items())),
            "## What the register reports",
            table(_MEASURE_HEADS, _measures()),
            "## What must not be posted together",
            table(["items", "why"], _excludes()),
            "## What must not be forgotten",
            table(["an item", "needs one of", "why"], _requires()),
            "## What always holds",
            *_identities(),
        ]
    )


_ITEM_HEADS = ["item", "by", "formula", "debit takes", "credit takes", "not beside", "needs"]
_MEASURE_HEADS = ["figure", "by", "sign", "what it is"]


def items() -> tuple[Amount, ...]:
    """Return what can be posted: what the model says the accounts of, in its order."""
    _, model = rms()
    return tuple(dict.fromkeys(taken.amount for taken in model.taken))


def _item(amount: Amount) -> list[str]:
    _, model = rms()
    others = [
        each.second if each.first is amount else each.first
        for each in model.exclusions
        if amount in (each.first, each.second)
    ]
    needs = [each.choices for each in model.requirements if each.amount is amount]
    return [
        f"**{code(amount.name)}**<br>{cell(amount.doc)}",
        _by(amount),
        code(_formula(amount)),
        _types(amount, Side.DEBIT),
        _types(amount, Side.CREDIT),
        ", ".join(code(other.name) for other in others),
        "; ".join(" or ".join(code(choice.name) for choice in choices) for choices in needs),
    ]


def _by(amount: Amount) -> str:
    return amount.dimension.name if amount.dimension else ""


def _formula(amount: Amount) -> str:
    return "" if amount.measure is not None else definition(amount.formula)


def _types(amount: Amount, side: Side) -> str:
    _, model = rms()
    return ", ".join(
        " or ".join(ACCOUNT_TYPES.get(each, each) for each in taken.types)
        for taken in model.taken
        if taken.amount is amount and taken.side is side
    )


def _measures() -> Iterator[list[str]]:
    _, model = rms()
    for amount in model.amounts.values():
        if amount.measure is not None:
            sign = amount.measure.sign
            shown = "" if sign is Sign.FREE else sign.value
            yield [f"**{code(amount.name)}**", _by(amount), shown, cell(amount.doc)]


def _excludes() -> Iterator[list[str]]:
    file, _ = rms()
    for each in file.statements:
        if isinstance(each, Excludes):
            others = ", ".join(code(other.text) for other in each.others)
            yield [f"{code(each.name.text)} beside {others}", cell(each.doc)]


def _requires() -> Iterator[list[str]]:
    file, _ = rms()
    told = ""
    for each in file.statements:
        if isinstance(each, Requires):
            told = each.doc or told
            choices = " or ".join(code(choice.text) for choice in each.choices)
            yield [code(each.name.text), choices, cell(told)]


def _identities() -> Iterator[str]:
    """Yield each identity, and above it the amounts that it speaks of, as they are written."""
    file, _ = rms()
    for each in file.statements:
        if isinstance(each, Always):
            names = {each.left.at.text, each.right.at.text}
            said = [one for one in file.statements if _defines(one, names)]
            for one in [*said, each]:
                yield cell(one.doc)
                yield fenced(one.at.text, "gl")


def _defines(statement: object, names: set[str]) -> bool:
    return isinstance(statement, Definition) and statement.name.text in names
