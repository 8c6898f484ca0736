"""Fixes that take whole statements out of a rule file: deleted, or kept as a comment."""

from __future__ import annotations

from collections.abc import Iterable

from crossfoot.checks.support.retyped import full_name
from crossfoot.checks.support.wording import listed
from crossfoot.diagnostic import Edit, Fix
from crossfoot.model.rules import Post
from crossfoot.source import Span


def deleted(statement: Span, what: str) -> Fix:
    """Return the fix that deletes a statement with its lines; comments above it stay."""
    lines = _lines(statement)
    end = min(lines.end + 1, len(lines.source.text))
    return Fix(what, (Edit(Span(lines.source, lines.start, end), ""),))


def left_out(rules: Iterable[Post]) -> Fix:
    """Return the fix that takes rules out of force: not safe, since it changes what is posted."""
    posts = tuple(rules)
    names = listed(dict.fromkeys(full_name(rule.amount, rule.member) for rule in posts))
    return struck(
        [rule.whole for rule in posts],
        "left out: the same money is posted by another rule",
        f"leave out {names}, which changes what is posted",
        is_safe=False,
    )


def struck(statements: Iterable[Span], why: str, what: str, *, is_safe: bool) -> Fix:
    """Return the fix that makes comments of statements, each with the reason above it.

    A blank line keeps what follows from taking the comment for its own.
    """
    places = {(each.source.path, each.start): each for each in statements}
    edits = tuple(_struck(places[place], why) for place in sorted(places))
    return Fix(what, edits, is_safe)


def _struck(statement: Span, why: str) -> Edit:
    lines = _lines(statement)
    kept = "".join(f"# {line}".rstrip() + "\n" for line in lines.text.split("\n"))
    text = f"# {' '.join(why.split())}\n{kept}"
    return Edit(lines, text if _is_followed(lines) else text.removesuffix("\n"))


def _is_followed(lines: Span) -> bool:
    """Whether the next line holds something."""
    text = lines.source.text
    return bool(text[lines.end + 1 :].partition("\n")[0].strip())


def _lines(statement: Span) -> Span:
    """Return the whole lines of a statement, without the end of the last."""
    text = statement.source.text
    start = text.rfind("\n", 0, statement.start) + 1
    end = text.find("\n", statement.end)
    return Span(statement.source, start, len(text) if end < 0 else end)
