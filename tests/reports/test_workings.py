"""How a line was worked out: the numbers that are shown come to what is booked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot import driver
from crossfoot.model.amounts import Side, Sign, plain
from crossfoot.model.rules import Differences
from crossfoot.model.ruleset import Ruleset
from crossfoot.money import cents, dollars
from crossfoot.posting.batch import Batch
from crossfoot.posting.booked import BookedLine, from_text, to_bookings
from crossfoot.posting.bookings import Bookings
from crossfoot.posting.draft import Draft, Line
from crossfoot.posting.worked import Form, Share, Term, told
from crossfoot.posting.working import form_of
from ground import REPOSITORY
from posting_shop import A_DAY, RULES, batch, ruleset, store

SALES = 'post Dept Sales credit "4000 · Sales:{Department}"\n'
SHARES = (
    RULES.replace(SALES, "")
    + """\
Royalty = 6% of Sales: Total
Rest = Sales: Total - Royalty
Third = 1/3 * Dept Sales
Twice = 2 * Royalty
Thirds = sum of Third
post Royalty credit "4010 · Food"
post Rest credit "4020 · Toys"
post Third debit "4020 · Toys" credit "4010 · Food"
post Twice debit "1200" credit "5000"
post Thirds debit "1200" credit "5000"
differences up to 0.05 to "8000 · Over"
"""
)


def said(rules: Ruleset, figures: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what each line books, and how it was worked out."""
    of = batch(rules, figures)
    lines = Draft(rules).entry(of).lines
    return [(_named(line), text) for line, text in zip(lines, workings(lines, of), strict=True)]


def kept(lines: Sequence[Line], of: Batch) -> tuple[BookedLine, ...]:
    """Return lines as they are read again once they were written down."""
    bookings = Bookings()
    text = bookings.text(lines, of)
    return from_text(text, to_bookings(bookings.kept().text))


def workings(lines: Sequence[Line], of: Batch) -> tuple[str, ...]:
    """Return how each line was worked out, by what is kept of it."""
    return tuple(line.working for line in kept(lines, of))


def _named(line: Line) -> str:
    amount = getattr(line.rule, "amount", None)
    name = "difference" if amount is None else amount.name
    return f"{line.side.value} {name}" + (f": {line.member}" if line.member else "")


def test_a_day_in_an_accountants_words() -> None:
    assert said(ruleset(), A_DAY) == [
        (
            "debit Tender Received: Cash",
            "Closing 150.00 - Opening 100.00 - Dropped -20.00 = 70.00",
        ),
        ("debit Tender Received: Visa", "Closing 30.25 - Opening 0.00 - Dropped 0.00 = 30.25"),
        ("debit Cash Dropped", "-sum of Dropped (-20.00) = 20.00"),
        ("credit Cash Dropped", "-sum of Dropped (-20.00) = 20.00"),
        ("credit Tender Over/Short: Cash", "Over 0.25 - Short 0.00 = 0.25"),
        ("credit Dept Sales: Food", "60.00 as reported"),
        ("credit Dept Sales: Toys", "40.00 as reported"),
        ("debit Stock Used", "sum of Dept Cost: 35.50 = 35.50"),
        ("credit Stock Used", "sum of Dept Cost: 35.50 = 35.50"),
    ]


def test_a_negative_amount_says_which_side_it_went_to() -> None:
    told = dict(said(ruleset(), {"Dept Sales: Food": "-5.00", "Short: Cash": "2.00"}))
    assert told["debit Dept Sales: Food"] == "-5.00 as reported, so debited"
    assert told["debit Tender Over/Short: Cash"] == "Over 0.00 - Short 2.00 = -2.00, so debited"


def test_a_share_shows_all_its_decimals_and_what_it_is_rounded_to() -> None:
    told = dict(said(ruleset(SHARES), {"Dept Sales: Food": "800.00", "Dept Sales: Toys": "12.40"}))
    royalty = "6% of sum of Dept Sales 812.40 = 48.744, rounded 48.74"
    assert told["credit Royalty"] == royalty
    assert told["credit Rest"] == (
        f"sum of Dept Sales (800.00 + 12.40) - Royalty 48.74 = 763.66; Royalty: {royalty}"
    )
    assert told["debit Twice"] == f"2 * Royalty 48.74 = 97.48; Royalty: {royalty}"
    third = "1/3 of Dept Sales 800.00 = 266.66666666…, rounded 266.67"
    assert told["debit Third: Food"] == third
    assert told["debit Thirds"] == (
        "sum of Third: 266.67 + 4.13 = 270.80; Third: Food: "
        f"{third}; Third: Toys: 1/3 of Dept Sales 12.40 = 4.13333333…, rounded 4.13"
    )


def test_a_share_of_whole_cents_is_not_said_to_be_rounded() -> None:
    told = dict(said(ruleset(SHARES), {"Dept Sales: Food": "100.00"}))
    assert told["credit Royalty"] == "6% of sum of Dept Sales 100.00 = 6.00"


def test_what_is_booked_as_a_difference_says_what_the_batch_was_off_by() -> None:
    rules = ruleset(RULES + 'differences up to 0.05 to "8000 · Over"\n')
    told = dict(said(rules, {"Closing: Visa": "30.02", "Dept Sales: Food": "30.00"}))
    assert told["credit difference"] == "debits 30.02 less credits 30.00: off by 0.02"


def test_of_many_numbers_the_rest_is_one_number() -> None:
    names = [f"D{number}" for number in range(1, 21)]
    where = store()
    member = where.members["department"][0]
    many = {**where.members, "department": tuple(type(member)(n, {}, member.at) for n in names)}
    rules = ruleset(
        RULES.replace(SALES, 'post Sales: Total credit "4000 · Sales"\n'),
        type(where)("Main", "M", where.day_ends, many, {}, where.at),
    )
    told = dict(said(rules, {f"Dept Sales: {name}": "1.50" for name in names[:15]}))
    assert told["credit Sales: Total"] == (
        "sum of Dept Sales: 1.50 + 1.50 + 1.50 + 1.50 + 1.50 + 1.50 + 1.50 + … 8 more 12.00 = 22.50"
    )


# What is shown is worked out again, by a reader that knows the texts alone.

_NUMBER = r"-?[\d,]+\.\d\d"
_TERM = re.compile(
    rf"(?P<sign>[-+]? ?)(?P<times>\d+ \* |[\d.]+% of |\d+/\d+ of )?(?P<name>[^\d(]*?)"
    rf"(?P<numbers>\([^)]*\)|{_NUMBER})(?: |$)"
)


def worked_out(text: str) -> int:
    """Return what the formula of a text comes to, in cents."""
    main = re.sub(r", so (debited|credited)$", "", text).split("; ")[0]
    if main.endswith(" as reported"):
        return cents(main.removesuffix(" as reported").split()[-1].replace(",", ""))
    if main.startswith("debits "):
        debits, credits_, off = re.findall(_NUMBER, main)
        by = _cents(debits) - _cents(credits_)
        assert abs(by) == _cents(off)
        return by
    left, _, right = main.partition(" = ")
    shown = right.split(", rounded ")[-1]
    exact = _sum_of(re.sub(rf"^(sum of [^:]+): ({_NUMBER}.*)$", r"\1 (\2)", left))
    size = int(abs(exact) + Fraction(1, 2))
    assert (size if exact >= 0 else -size) == _cents(shown), text
    return _cents(shown)


def _sum_of(text: str) -> Fraction:
    total, at = Fraction(0), 0
    for term in _TERM.finditer(text):
        assert term.start() == at, text
        at = term.end()
        sign = -1 if term["sign"].startswith("-") else 1
        total += sign * _times(term["times"]) * _added(term["numbers"])
    assert at == len(text), text
    return total


def _times(text: str | None) -> Fraction:
    if text is None:
        return Fraction(1)
    if "%" in text:
        return Fraction(text.partition("%")[0]) / 100
    return Fraction(text.split()[0])


def _added(text: str) -> int:
    plain = re.sub(r"… [\d,]+ more ", "", text.strip("()"))
    return sum(
        (-1 if sign.strip() == "-" else 1) * _cents(number)
        for sign, number in re.findall(rf"(^| \+ | - )({_NUMBER})", plain)
    )


def _cents(text: str) -> int:
    return cents(text.replace(",", ""))


@cache
def shop_rules(name: str) -> Ruleset:
    if name == "shares":
        return ruleset(SHARES)
    found = driver.check_rules(REPOSITORY / "examples" / name).ruleset
    assert found is not None
    return found


@given(
    st.sampled_from(("corner-store", "opening-closing", "two-stores", "shares")),
    st.integers(0, 1),
    st.data(),
)
def test_the_numbers_shown_come_to_what_is_booked(name: str, at: int, data: st.DataObject) -> None:
    rules = shop_rules(name)
    where = rules.project.stores[at % len(rules.project.stores)]
    drawn: dict[str, str] = {}
    for figure in rules.figures[where.name].reported:
        size = data.draw(st.sampled_from((0, 0, 1, 250, 99_999, 123_456_789)) | st.integers(0, 999))
        signs = {Sign.NEVER_POSITIVE: (-1,), Sign.NEVER_NEGATIVE: (1,)}
        sign = data.draw(st.sampled_from(signs.get(figure.measure.sign, (1, 1, -1))))
        drawn[figure.label] = dollars(sign * size)
    of = batch(rules, drawn, at=where)
    lines = Draft(rules).entry(of).lines
    for line, text in zip(lines, workings(lines, of), strict=True):
        amount = worked_out(text)
        assert abs(amount) == line.cents, text
        turned = f", so {line.side.value}ed"
        assert text.endswith(turned) == (amount < 0 and not text.startswith("debits")), text


@given(
    st.sampled_from(("corner-store", "opening-closing", "two-stores", "shares")),
    st.lists(st.integers(-99_999, 99_999), min_size=1, max_size=40),
    st.integers(1, 5),
)
def test_lines_are_read_again_as_they_were(name: str, amounts: list[int], count: int) -> None:
    rules, bookings = shop_rules(name), Bookings()
    entries = []
    for number in range(count):
        where = rules.project.stores[number % len(rules.project.stores)]
        drawn = {
            figure.label: dollars(
                sign_of(figure.measure.sign, amounts[(at + number) % len(amounts)])
            )
            for at, figure in enumerate(rules.figures[where.name].reported)
        }
        of = batch(rules, drawn, at=where)
        lines = Draft(rules).entry(of).lines
        entries.append((lines, of, bookings.text(lines, of)))
    known = to_bookings(bookings.kept().text)
    for lines, of, text in entries:
        assert from_text(text, known) == tuple(plainly(lines, of))


def sign_of(sign: Sign, cents: int) -> int:
    """Return an amount as a measure of that sign has it."""
    return {Sign.NEVER_POSITIVE: -abs(cents), Sign.NEVER_NEGATIVE: abs(cents)}.get(sign, cents)


def plainly(lines: Sequence[Line], of: Batch) -> Iterator[BookedLine]:
    """Yield lines as they are kept, their formulas made of the rules, and never written down."""
    figures = of.figures.completed(of.cents)
    booked = [line.cents if line.side is Side.DEBIT else -line.cents for line in lines]
    for at, line in enumerate(lines):
        rule = line.rule
        is_rest = isinstance(rule, Differences)
        form = (
            None if isinstance(rule, Differences) else form_of(of.figures, rule.amount, line.member)
        )
        yield BookedLine(
            line.account.name, line.side.value, line.cents, line.memo, line.klass,
            rule.at.source.path, rule.at.first.line, "" if is_rest else rule.amount.name,
            line.member, told(form, figures, booked, at),
        )  # fmt: skip


def test_a_text_for_each_line_is_kept_where_they_differ() -> None:
    rules = ruleset()
    of = batch(rules, A_DAY)
    lines = [
        line._replace(memo=None if at == 1 else f"line {at} “№”", klass="East")
        for at, line in enumerate(Draft(rules).entry(of).lines)
    ]
    again = kept(lines, of)
    assert [(line.memo, line.klass) for line in again] == [
        (line.memo, line.klass) for line in lines
    ]
    assert again[1].memo is None


_numbers = st.integers() | st.fractions().map(plain)
_terms = st.lists(
    st.builds(Term, _numbers, st.text(), st.lists(st.integers(0)).map(tuple), st.text())
).map(tuple)
_forms = st.recursive(
    st.builds(Form, _terms, st.just(()), st.booleans(), st.booleans()),
    lambda inner: st.builds(
        Form, _terms, st.lists(st.builds(Share, st.text(), inner), max_size=2).map(tuple)
    ),
    max_leaves=4,
)


@given(_forms)
def test_a_formula_is_read_again_as_it_was(form: Form) -> None:
    assert Form.kept(json.loads(json.dumps(form.to_keep()))) == form


def test_a_line_takes_little_time() -> None:
    rules = shop_rules("corner-store")
    where = rules.project.stores[0]
    figures = {figure.label: "12.50" for figure in rules.figures[where.name].reported}
    of = batch(rules, figures, at=where)
    lines = Draft(rules).entry(of).lines
    bookings = Bookings()
    text = bookings.text(lines, of)
    known = to_bookings(bookings.kept().text)
    times: list[tuple[float, float]] = []
    for _ in range(50):
        start = perf_counter()
        bookings.text(lines, of)
        between = perf_counter()
        from_text(text, known)
        times.append((between - start, perf_counter() - between))
    writing, reading = (
        sorted(each)[len(times) // 2] / len(lines) for each in zip(*times, strict=True)
    )
    assert writing < 10e-6
    assert reading < 60e-6


def test_a_working_that_is_not_what_is_booked_is_a_fault() -> None:
    rules = ruleset()
    of = batch(rules)
    (line, *_) = Draft(rules).entry(of).lines
    with pytest.raises(AssertionError, match=r"is booked as 1\.00"):
        Bookings().text([line._replace(cents=100)], of)
    assert line.side is Side.DEBIT


def test_lines_that_are_not_what_their_formulas_come_to_are_not_read() -> None:
    rules = ruleset()
    of = batch(rules, A_DAY)
    bookings = Bookings()
    text = json.loads(bookings.text(Draft(rules).entry(of).lines, of))
    known = to_bookings(bookings.kept().text)
    text["cents"][0] += 1
    with pytest.raises(ValueError, match=r"is booked as 70\.01"):
        from_text(json.dumps(text), known)
