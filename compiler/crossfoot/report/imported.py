"""What an import did, list by list, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossfoot.diagnostic import Diagnostic
from crossfoot.exchange.lists.facts import FactChanged
from crossfoot.exchange.lists.importing import Imported, ListOutcome
from crossfoot.exchange.lists.merge import Merged
from crossfoot.exchange.lists.pointing import Pointing
from crossfoot.project.editing.scalars import Value
from crossfoot.report.columns import safe
from crossfoot.report.summary import counts, in_words

_MOST_NAMES = 10
_MARGIN = "  "


def render(imported: Imported, *, is_dry: bool) -> str:
    """Return what became of each list, and which files that changed or would change."""
    lines = list(_told(imported))
    files = ", ".join(imported.written)
    if is_dry:
        lines.append(f"would change {files}; nothing was written" if files else _UNCHANGED)
    else:
        lines.append(f"wrote {files}" if files else _UNCHANGED)
    return "".join(f"{safe(line)}\n" for line in lines)


_UNCHANGED = "nothing had to be changed"


def _told(imported: Imported) -> Iterator[str]:
    if imported.is_aborted:
        yield "the import was broken off; this was taken:"
    if imported.facts is not None:
        yield f"company: {'; '.join(map(_fact, imported.facts)) or 'unchanged'}"
    for outcome in imported.lists:
        yield from _list(outcome)


def _fact(fact: FactChanged) -> str:
    if fact.new is None:
        return f"no {fact.name} any more (was {_value(fact.old)})"
    was = "" if fact.old is None else f" (was {_value(fact.old)})"
    return f"{fact.name} {_value(fact.new)}{was}"


def _value(value: Value | None) -> str:
    if isinstance(value, tuple):
        return f"{value[0]} to {value[-1]}" if len(value) > 1 else "".join(value)
    return value or ""


def _list(outcome: ListOutcome) -> Iterator[str]:
    merged, came = outcome.merged, len(outcome.arrival.records)
    name = outcome.kind.name
    if merged is None:
        yield f"{name}: none of {came:,} taken"
        return
    said = ", ".join(_counts(merged)) or "unchanged"
    if merged.is_aborted:
        yield f"{name}: {merged.taken:,} of {came:,} taken ({said}), then broken off"
    else:
        yield f"{name}: {len(merged.lines):,} ({said})"
    yield from _named(f"{_MARGIN}renamed:", [f"`{old}` to `{new}`" for old, new in merged.renamed])
    yield from _named(f"{_MARGIN}gone:", [f"`{each}`" for each in merged.gone])
    if outcome.arrival.remaining:
        yield (
            f"{_MARGIN}{outcome.arrival.remaining:,} more are in QuickBooks: ask for them with "
            "`crossfoot request --continue` and the name of this answer"
        )


def _counts(merged: Merged) -> Iterator[str]:
    for count, what in (
        (merged.new, "new"),
        (len(merged.renamed), "renamed"),
        (merged.changed - len(merged.renamed), "changed"),
        (len(merged.gone), "gone"),
        (merged.updated, "updated"),
        (merged.kept_both, "kept both"),
        (merged.skipped, "skipped"),
        (merged.undecided, "to be decided"),
    ):
        if count:
            yield f"{count:,} {what}"


def _named(what: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        more = len(names) - _MOST_NAMES
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"{what} {', '.join(names[:_MOST_NAMES])}{rest}"


def since(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that were not there before, wherever their lines have moved to."""
    known = Counter(map(_sameness, before))
    found = []
    for each in after:
        if known[_sameness(each)]:
            known[_sameness(each)] -= 1
        else:
            found.append(each)
    return tuple(found)


def _sameness(found: Diagnostic) -> tuple[str, str, str, str]:
    return found.code.number, found.message, found.at.source.path, found.at.text


def rules_told(found: Sequence[Pointing]) -> Iterator[str]:
    """Yield a line for each place in the rules that points at what is no more as it was."""
    for each in found:
        place = each.at.first
        yield safe(f"{each.at.source.path}:{place.line}:{place.column}: {each.message}")


def new_findings(found: Sequence[Diagnostic]) -> str:
    """Return the last line: what `check` finds that it did not find before."""
    if not found:
        return "`crossfoot check` finds nothing new"
    return f"`crossfoot check` finds what it did not before: {in_words(counts(found))}"
