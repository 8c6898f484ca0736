"""Helpers: read a text, and look at trees without their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossfoot.model.names import key
from crossfoot.source import Source, Span
from crossfoot.syntax import tree
from crossfoot.syntax.parse import parse


def read(text: str) -> tree.File:
    """Return the tree of a text that must be free of faults."""
    file, found = parse(Source("rules.gl", text))
    assert [f"{d.message} at `{d.at.text}`" for d in found] == []
    assert file.broken == ()
    return file


def statement(text: str) -> Any:
    """Return the only statement of a text."""
    (only,) = read(text).statements
    return only


def names(node: Any) -> Iterator[str]:
    """Yield the text of every name in a tree."""
    if isinstance(node, tree.Name):
        yield node.text
    elif isinstance(node, tuple) and not isinstance(node, Span):
        for part in node:
            yield from names(part)


def meaning(node: Any) -> Any:
    """Return a tree as plain tuples, without places and without the case of names."""
    if isinstance(node, tree.Name):
        return ("Name", key(node.text))
    if isinstance(node, Span):
        return None
    if isinstance(node, tuple):
        return (type(node).__name__, *(meaning(part) for part in node))
    return node


def formula(expr: tree.Expr) -> str:
    """Return a formula fully parenthesised, for a table of expressions."""
    return " ".join(_term(term) for term in expr.terms)


def _term(term: tree.Term) -> str:
    sign = "-" if term.factor < 0 else "+"
    return f"{sign} {abs(term.factor)}*{_operand(term.operand)}"


def _operand(operand: tree.Operand) -> str:
    match operand:
        case tree.Name(text):
            return f"<{text}>"
        case tree.SumOf(name):
            return f"sum<{name.text}>"
        case tree.Group(inner):
            return f"({formula(inner)})"
        case tree.Constant(value):
            return f"[{value}]"
        case tree.Product():
            return "product"
