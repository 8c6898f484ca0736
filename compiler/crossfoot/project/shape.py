"""Says what is wrong with the shape of a YAML file, by its JSON Schema.

The decoders (`company.py`, `accounts.py`) read what is right without help; only where one of
them meets something unfit is the schema asked, and then it tells every fault of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from crossfoot import resources
from crossfoot.project.nodes import Items, Node, Scalar, Table
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
_NAMES = {"array": "a list", "object": "keys with values", "boolean": "true or false"}


class Fault(NamedTuple):
    """One thing wrong with a file."""

    message: str
    at: Span
    help: str | None = None
    earlier: Span | None = None


class Unfit(ValueError):
    """A node that is not of the shape a decoder expects."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def faults(node: Node, schema: str, what: str) -> tuple[Fault, ...]:
    """Return every fault of a document against the schema file `schema`, by place.

    `what` names the file to the reader, as in "the project file".
    """
    validator = _validator(schema)
    found = [
        fault
        for error in validator.iter_errors(_plain(node))
        for fault in _faults(error, node, what)
    ]
    return tuple(sorted(set(found), key=lambda fault: (fault.at.start, fault.message)))


def _plain(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Items():
            return [_plain(item) for item in node.items]
        case Table():
            return {entry.name: _plain(entry.value) for entry in node.entries}


def _validator(schema: str) -> Any:
    """Return a validator to which a scalar is of every type that its text can be read as."""
    from jsonschema import Draft202012Validator, validators

    def is_text(_: object, value: object) -> bool:
        return isinstance(value, str)

    def is_number(_: object, value: object) -> bool:
        return isinstance(value, str) and _NUMBER.match(value) is not None

    def is_boolean(_: object, value: object) -> bool:
        return value in ("true", "false")

    types = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"string": is_text, "number": is_number, "integer": is_number, "boolean": is_boolean}
    )
    rules = json.loads(resources.grammar(schema).read_text(encoding="utf-8"))
    extend: Any = validators.extend
    return extend(Draft202012Validator, type_checker=types)(rules)


def _faults(error: Any, document: Node, what: str) -> Iterator[Fault]:
    deeper = _deepest(error)
    if deeper is not error:
        yield from _faults(deeper, document, what)
        return
    node, key = _find(document, list(error.absolute_path))
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node, what)
        case "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            holder = f"`{key.name}`" if key else what
            for name in missing:
                yield Fault(f"{holder} lacks `{name}:`", _short(node.at))
        case "type" | "anyOf" | "oneOf":
            name = f"`{key.name}`" if key else what
            yield Fault(f"{name} should be {_wanted(error.schema)}", _short(node.at))
        case "enum":
            text = _text(node)
            help = did_you_mean(text, error.validator_value)
            fallback = "write " + ", ".join(f"`{each}`" for each in error.validator_value)
            wanted = error.schema.get("description", "known here")
            yield Fault(f"`{text}` is not {wanted}", node.at, help or fallback)
        case "minItems":
            yield Fault(f"`{key.name if key else what}` is empty", _short(node.at))
        case _:
            wanted = error.schema.get("description", "of the form that is needed here")
            yield Fault(f"`{_text(node)}` is not {wanted}", node.at)


def _deepest(error: Any) -> Any:
    """Return what went wrong inside the reading of a value that came furthest."""
    inner = max(error.context or (), key=lambda each: len(each.absolute_path), default=error)
    return inner if len(inner.absolute_path) > len(error.absolute_path) else error


def _unknown_keys(error: Any, node: Node, what: str) -> Iterator[Fault]:
    known = list(error.schema.get("properties", {}))
    assert isinstance(node, Table), "INVARIANT: only a table has keys"
    for entry in node.entries:
        if entry.name not in known:
            yield Fault(
                f"`{entry.name}` is not a key of {error.schema.get('title', what)}",
                entry.at,
                did_you_mean(entry.name, known)
                or "the keys are " + ", ".join(f"`{each}`" for each in known),
            )


def _find(node: Node, path: Sequence[str | int]) -> tuple[Node, Any]:
    """Return the node at a path, and the nearest entry above it."""
    key = None
    for step in path:
        if isinstance(node, Table):
            key = next(entry for entry in node.entries if entry.name == step)
            node = key.value
        elif isinstance(node, Items):
            node = node.items[int(step)]
    return node, key


def _wanted(schema: dict[str, Any]) -> str:
    if "description" in schema:
        return str(schema["description"])
    kinds = schema.get("type", "string")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return _NAMES.get(kind, "one value")


def _text(node: Node) -> str:
    return (node.text or "") if isinstance(node, Scalar) else node.at.text.splitlines()[0]


def _short(at: Span) -> Span:
    """Return the first line of a long span: nobody wants a whole table underlined."""
    end = at.source.text.find("\n", at.start)
    return at if end < 0 or end >= at.end else Span(at.source, at.start, end)
