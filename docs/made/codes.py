"""A page a code: what `crossfoot explain` says, and what is found in its bad example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crossfoot.codes import Code, Severity
from crossfoot.codes.all import ALL
from made.findings import found
from made.markdown import fenced, table

GROUPS: Mapping[str, str] = {
    "XF0": "The form of a file",
    "XF1": "Names",
    "XF2": "Accounts",
    "XF3": "Rules beside each other",
    "XF4": "What is proved",
    "XF5": "One batch",
    "XF6": "Posting, and QuickBooks' answers",
}


def path(code: Code) -> str:
    """Return where the page of a code lies, below `docs/`."""
    return f"codes/{code.number}.md"


def code_pages() -> dict[str, str]:
    """Return the pages of all codes by their path."""
    return {path(code): code_page(code) for code in ALL}


def code_page(code: Code) -> str:
    """Return the page of one code, the text of `crossfoot explain` and the finding itself."""
    return "\n\n".join([f"# {code.number} {code.name}", *_parts(code)]) + "\n"


def _parts(code: Code) -> Iterator[str]:
    yield f"*{_weight(code)}*"
    _, _, body = (code.doc or "").strip().partition("\n\n")
    shown = ""
    for block in body.split("\n\n"):
        if block in ("Bad::", "Good::"):
            shown = block[:-2]
            yield f"## {shown}"
        elif block.startswith("    "):
            yield fenced(_flush(block), "gl" if _is_rules(block) else "text")
            if shown == "Bad":
                yield "Crossfoot says:"
                yield fenced(found(code))
        else:
            yield block
    yield "---"
    yield f"On the command line: `crossfoot explain {code.number}`. [All findings](index.md)."


def _weight(code: Code) -> str:
    """Return what a finding of this code stops."""
    if code.severity is not Severity.ERROR:
        return f"A {code.severity.value}: it does not stop posting."
    if code.number.startswith(("XF5", "XF6")):
        return "An error: what it is about is not posted."
    return "An error: nothing is posted while it stands."


def _flush(block: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in block.split("\n"))


def _is_rules(block: str) -> bool:
    firsts = {"post", "measure", "allow", "skip", "bills", "never"}
    return block.split()[0] in firsts or " = " in block


def codes_by_group() -> str:
    """Return the index of all codes: a table for each group."""
    return "\n\n".join(
        f"## {title}\n\n{_table([code for code in ALL if code.number.startswith(group)])}"
        for group, title in GROUPS.items()
    )


def _table(codes: list[Code]) -> str:
    rows = (
        [f"[{code.number}]({code.number}.md)", code.name, code.severity.value, _first(code)]
        for code in codes
    )
    return table(["code", "name", "weight", "what it is"], rows)


def _first(code: Code) -> str:
    """Return the first sentence of what a code is about."""
    _, _, body = (code.doc or "").strip().partition("\n\n")
    sentence, _, _ = " ".join(body.split("\n\n")[0].split()).partition(". ")
    return f"{sentence.rstrip('.').replace('|', chr(92) + '|')}."
