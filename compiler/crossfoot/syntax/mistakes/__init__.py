"""What people write instead of a statement, one function a mistake, and what to tell them.

Each function looks at a broken statement and returns what is wrong, or None where it was
another mistake. The order of MISTAKES is from what hides everything else to what is only a
guess; the first that answers is believed, so that a statement gets one diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable

from crossfoot.source import Source
from crossfoot.syntax.broken import Broken
from crossfoot.syntax.fault import Fault, Missing, Stuck
from crossfoot.syntax.mistakes import clauses, formulas, kinds, marks, names, openings, rest, values
from crossfoot.syntax.split import Stretch

MISTAKES: tuple[Callable[[Broken], Fault | None], ...] = (
    marks.statement_in_continuation,
    marks.foreign_comment,
    marks.curly_quotes,
    marks.unopened_quote,
    marks.unclosed_quote,
    marks.single_quotes,
    marks.brackets,
    openings.condition,
    openings.table_row,
    openings.bullet,
    openings.unquoted_account,
    openings.number_first,
    openings.clause_first,
    openings.account_first,
    clauses.unquoted_value,
    openings.misspelt_first,
    kinds.limit_of_differences,
    kinds.equals_out_of_place,
    formulas.other_equals,
    formulas.second_equals,
    values.other_amount,
    values.other_day,
    values.misspelt_day_clause,
    kinds.allowed_code,
    clauses.value_missing,
    clauses.misspelt_clause,
    clauses.comma_missing,
    clauses.name_missing,
    clauses.text_without_word,
    clauses.joined_clauses,
    marks.end_mark,
    formulas.other_sign,
    formulas.account_in_formula,
    names.quoted_name,
    names.colon,
    kinds.comma_in_post,
    kinds.comma_in_formula,
    kinds.comma_in_requires,
    kinds.comma_in_takes,
    names.formula_for_name,
    formulas.percent,
    formulas.times_missing,
    formulas.function_call,
    formulas.doubled_sign,
    formulas.parentheses,
    formulas.equals_missing,
    names.bracket_inside,
    names.needs_brackets,
    names.gap,
    names.keyword_inside,
    kinds.limit,
    clauses.clause_out_of_place,
    openings.lone_name,
    rest.missing,
)


def explained(source: Source, stretch: Stretch, error: Fault | Stuck) -> Fault:
    """Return why a stretch of text is no statement, at the smallest place that is wrong."""
    if isinstance(error, Stuck):
        broken = Broken(source, stretch.start, stretch.end, error.offset, error.expected)
        return _first(broken) or rest.stray(broken)
    if isinstance(error, Missing):
        broken = Broken(source, stretch.start, stretch.end, stretch.end, frozenset())
        return _first(broken) or error
    return error


def _first(broken: Broken) -> Fault | None:
    return next((fault for mistake in MISTAKES if (fault := mistake(broken)) is not None), None)
