"""A project to start from: a few answers made into files that check without a finding."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossfoot import resources
from crossfoot.model.names import key
from crossfoot.money import dollars

LONGEST_NAME = 31
"""Characters of one part of an account's name in QuickBooks (AccountAdd, Name)."""

FILES = ("crossfoot.yaml", "chart.yaml", "rules.gl", "batches/example.yaml")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `crossfoot init` asks; every list but `taxes` holds at least one name."""

    company: str
    stores: tuple[str, ...]
    tenders: tuple[str, ...]
    taxes: tuple[str, ...]
    departments: tuple[str, ...]


class BadAnswer(ValueError):
    """An answer that no project can be made of; the message says why."""


@dataclass(frozen=True, slots=True)
class _Store:
    name: str
    prefix: str


def starter(answers: Answers) -> Mapping[str, str]:
    """Return the files of a new project by their path, ready to be written.

    Raises BadAnswer for a name that is empty, too odd for a file, or given twice.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    _refuse(answers)
    environment = Environment(
        loader=FileSystemLoader(resources.templates() / "project"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters["quoted"] = json_text
    told = _told(answers)
    return {path: environment.get_template(f"{path}.j2").render(told) for path in FILES}


def json_text(name: str) -> str:
    """Return a name as YAML reads it back: in double quotes."""
    return json.dumps(name, ensure_ascii=False)


def _refuse(answers: Answers) -> None:
    for what, names in (
        ("store", answers.stores),
        ("tender", answers.tenders),
        ("tax", answers.taxes),
        ("department", answers.departments),
        ("company", (answers.company,)),
    ):
        for name in names:
            if not name.strip() or not name.isprintable():
                raise BadAnswer(f"`{name}` cannot be the name of a {what}")
        if len({key(name) for name in names}) != len(names):
            raise BadAnswer(f"a {what} is given twice")
        if not names and what != "tax":
            raise BadAnswer(f"at least one {what} is needed")


def _told(answers: Answers) -> dict[str, object]:
    by_department = _can_be_accounts(answers.departments)
    by_tax = _can_be_accounts(answers.taxes)
    sales, taxes, received = _made_up(answers)
    opening = [200_00, *(0 for _ in answers.tenders[1:])]
    closing = [begin + got for begin, got in zip(opening, received, strict=True)]
    return {
        "company": answers.company,
        "stores": tuple(
            _Store(name, f"{_letters(place)}-") for place, name in enumerate(answers.stores)
        ),
        "tenders": answers.tenders,
        "taxes": answers.taxes,
        "departments": answers.departments,
        "sales": "Sales:{Department}" if by_department else "4000 · Sales",
        "tax": "Taxes Payable:{Tax}" if by_tax else "2200 · Taxes Payable",
        "sales_accounts": answers.departments if by_department else (),
        "tax_accounts": answers.taxes if by_tax else (),
        "opening": _paired(answers.tenders, opening),
        "closing": _paired(answers.tenders, closing),
        "sales_figures": _paired(answers.departments, sales),
        "cost_figures": _paired(answers.departments, [amount * 3 // 5 for amount in sales]),
        "tax_figures": _paired(answers.taxes, taxes),
    }


def _can_be_accounts(names: Sequence[str]) -> bool:
    """Whether each name can be a part of an account's name, so that it gets one of its own."""
    return all(len(name) <= LONGEST_NAME and not set(name) & set(':"{}') for name in names)


def _made_up(answers: Answers) -> tuple[list[int], list[int], list[int]]:
    """Return sales by department, taxes, and what each tender received, in cents.

    INVARIANT: what was received is what was sold and taxed, so the batch keeps the identity.
    """
    sales = [250_00 + 125_50 * place for place, _ in enumerate(answers.departments)]
    taxes = [sum(sales) * (5 + place) // 100 for place, _ in enumerate(answers.taxes)]
    due = sum(sales) + sum(taxes)
    others = [due // (len(answers.tenders) + 1) for _ in answers.tenders[1:]]
    return sales, taxes, [due - sum(others), *others]


def _paired(names: Sequence[str], amounts: Sequence[int]) -> list[tuple[str, str]]:
    return [(name, dollars(amount)) for name, amount in zip(names, amounts, strict=True)]


def _letters(place: int) -> str:
    """Return A, B, … Z, AA, AB, … : no prefix is another followed by digits."""
    letters = ""
    place += 1
    while place:
        place, digit = divmod(place - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
