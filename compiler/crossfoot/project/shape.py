"""Says what is wrong with the shape of a YAML or JSON file, by its JSON Schema.

The decoders read what is right without help; only where one of them meets something unfit is
the schema asked, and then it tells every misfit of the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from crossfoot import resources
from crossfoot.project.decode import first_line
from crossfoot.project.fault import Fault
from crossfoot.project.nodes import Entry, Items, Node, Scalar, Table
from crossfoot.project.respelling import key_meant, word_meant
from crossfoot.suggest import did_you_mean, nearest

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
_DATED = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,7})?)?)?\Z", re.ASCII)
FEW = 4
"""How many values are listed to who wrote another."""

_KINDS = {"array": "a list", "object": "keys with values"}


def misfits(node: Node, schema: str, what: str) -> tuple[Fault, ...]:
    """Return every fault of a document against the schema file `schema`, by place.

    `what` names the file to the reader, as in "the project file".
    """
    found = [
        fault
        for error in _validator(schema).iter_errors(_plain(node))
        for fault in _faults(_innermost(error), node, what)
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


@cache
def _validator(schema: str) -> Any:
    """Return a validator to which a scalar is of every type that its text can be read as."""
    from jsonschema import Draft202012Validator, FormatChecker, validators

    def is_text(_: object, value: object) -> bool:
        return isinstance(value, str)

    def is_number(_: object, value: object) -> bool:
        return isinstance(value, str) and _NUMBER.match(value) is not None

    def is_boolean(_: object, value: object) -> bool:
        return isinstance(value, str) and value.casefold() in ("true", "false")

    types = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"string": is_text, "number": is_number, "integer": is_number, "boolean": is_boolean}
    )
    formats = FormatChecker(())
    formats.checks("date", ValueError)(_exists)
    formats.checks("day-and-time", ValueError)(_exists)
    rules = json.loads(resources.grammar(schema).read_text(encoding="utf-8"))
    extend: Any = validators.extend
    return extend(Draft202012Validator, type_checker=types)(rules, format_checker=formats)


def _exists(value: object) -> bool:
    """Whether what is written as a day, perhaps with a time, is one. Raises ValueError if not."""
    if isinstance(value, str) and _DATED.match(value):
        datetime.fromisoformat(value[:19])
    return True


def _innermost(error: Any) -> Any:
    """Return what went wrong inside the one of several readings that came furthest.

    Of readings that came equally far, one that found the right kind of value came further.
    """
    inner = max(error.context or (), key=_furthest, default=error)
    if inner is error or _furthest(inner) <= (len(error.absolute_path), False):
        return error
    return _innermost(inner)


def _furthest(error: Any) -> tuple[int, bool]:
    return len(error.absolute_path), error.validator != "type"


def _faults(error: Any, document: Node, what: str) -> Iterator[Fault]:
    node, name = _find(document, list(error.absolute_path), what)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, node, what)
        case "required":
            yield from _missing_keys(error, node, name)
        case "enum" if isinstance(node, Table) and isinstance(error.instance, str):
            at = next(entry.at for entry in node.entries if entry.name == error.instance)
            yield Fault(f"`{error.instance}` is not {_wanted(error.schema)}", at)
        case "enum" if _is_written(node):
            yield _not_among(error, node)
        case "minItems":
            yield Fault(f"{name} is empty", first_line(node.at))
        case "format":
            kind = error.validator_value.replace("date", "day").replace("-", " ")
            yield Fault(f"`{_text(node)}` is not a {kind} that exists", node.at)
        case _ if _is_written(node) and not _wants_more(error.schema):
            yield Fault(f"`{_text(node)}` is not {_wanted(error.schema)}", node.at)
        case _:
            yield Fault(f"{name} should be {_wanted(error.schema)}", first_line(node.at))


def _missing_keys(error: Any, node: Node, name: str) -> Iterator[Fault]:
    """Yield the keys that a table lacks, but for those that it has misspelt: see `_unknown_keys`.

    Where other keys are allowed, nothing else would tell of the misspelling.
    """
    assert isinstance(node, Table), "INVARIANT: only a table has keys"
    misspelt = {
        nearest(entry.name, error.schema["properties"]): entry for entry in _extra(error, node)
    }
    for each in error.validator_value:
        if each in error.instance:
            continue
        message = f"{error.schema.get('title', name)} lacks `{each}:`"
        if each not in misspelt:
            yield Fault(message, first_line(node.at))
        elif error.schema.get("additionalProperties") is not False:
            fix = key_meant(misspelt[each], error.schema["properties"], node)
            yield Fault(message, misspelt[each].at, f"did you mean `{each}`?", fix=fix)


def _extra(error: Any, node: Node) -> Iterator[Entry]:
    assert isinstance(node, Table), "INVARIANT: only a table has keys"
    yield from (entry for entry in node.entries if entry.name not in error.schema["properties"])


def _not_among(error: Any, node: Node) -> Fault:
    text, known = _text(node), [each for each in error.validator_value if each is not None]
    fix = word_meant(node, known) if isinstance(node, Scalar) else None
    few = "write " + " or ".join(f"`{each}`" for each in known) if len(known) <= FEW else None
    return Fault(
        f"`{text}` is not {_wanted(error.schema)}",
        node.at,
        did_you_mean(text, known) or few,
        fix=fix,
    )


def _unknown_keys(error: Any, node: Node, what: str) -> Iterator[Fault]:
    known = list(error.schema["properties"])
    for entry in _extra(error, node):
        yield Fault(
            f"`{entry.name}` is not a key of {error.schema.get('title', what)}",
            entry.at,
            did_you_mean(entry.name, known)
            or "the keys are " + ", ".join(f"`{each}`" for each in known),
            fix=key_meant(entry, known, node) if isinstance(node, Table) else None,
        )


def _find(node: Node, path: Sequence[str | int], what: str) -> tuple[Node, str]:
    """Return the node at a path, and what to call it."""
    name = what
    for step in path:
        if isinstance(node, Table):
            node = next(entry.value for entry in node.entries if entry.name == step)
            name = f"`{step}`"
        elif isinstance(node, Items):
            node = node.items[int(step)]
            name = f"an item of {name}"
    return node, name


def _wanted(schema: dict[str, Any]) -> str:
    if "description" in schema:
        return str(schema["description"])
    kinds = schema.get("type", "string")
    return _KINDS.get(kinds if isinstance(kinds, str) else kinds[0], "one value")


def _wants_more(schema: dict[str, Any]) -> bool:
    """Whether a list or keys with values are wanted, so that no single value can be right."""
    kinds = schema.get("type", ())
    return not {"string", "number", "boolean"} & set([kinds] if isinstance(kinds, str) else kinds)


def _is_written(node: Node) -> bool:
    return isinstance(node, Scalar) and bool(node.text)


def _text(node: Node) -> str:
    return (node.text or "") if isinstance(node, Scalar) else first_line(node.at).text
