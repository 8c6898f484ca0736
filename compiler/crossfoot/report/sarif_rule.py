"""What a code means, as SARIF's rules have it: one line, all of it, and with its examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import dedent

from crossfoot.codes import Code
from crossfoot.report.explain.codes import explain_code
from crossfoot.report.json import Object

_SENTENCE = re.compile(r".+?[.?!](?= |$)")


def rule(code: Code) -> Object:
    """Return the reportingDescriptor of a code (SARIF 2.1.0, 3.49).

    Its `name` is the one that ``crossfoot explain`` takes. A code without documentation (``-OO``)
    is described by its name alone.
    """
    meaning = " ".join(_prose(code))
    brief = _SENTENCE.match(meaning)
    return {
        "id": code.number,
        "name": code.name,
        "shortDescription": {"text": brief.group() if brief else code.name.replace("-", " ")},
        "fullDescription": {"text": meaning or code.name.replace("-", " ")},
        "help": {"text": explain_code(code), "markdown": "\n\n".join(_markdown(code)) + "\n"},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _prose(code: Code) -> Iterator[str]:
    """Yield the paragraphs before the examples, each in one line."""
    for block in _blocks(code):
        if block.endswith("::"):
            return
        yield " ".join(block.split())


def _markdown(code: Code) -> Iterator[str]:
    yield f"# {code.number} {code.name}"
    for block in _blocks(code):
        if block.startswith("    "):
            yield f"```\n{dedent(block)}\n```"
        elif block.endswith("::"):
            yield f"**{block[:-2]}:**"
        else:
            yield " ".join(block.split())


def _blocks(code: Code) -> Iterator[str]:
    """Yield the blocks of the documentation below its title; lines of an example stay together."""
    _, _, body = (code.doc or "").strip().partition("\n\n")
    example: list[str] = []
    for block in filter(None, body.split("\n\n")):
        if block.startswith("    "):
            example.append(block)
            continue
        if example:
            yield "\n\n".join(example)
            example = []
        yield block
    if example:
        yield "\n\n".join(example)
