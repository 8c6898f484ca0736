"""Every step that was ever taken, as the record has it: when, by whom, and what was said."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from crossfoot.posting.batch_numbers import number_key
from crossfoot.record.asked import Asked
from crossfoot.record.kept import Recorded, Step
from crossfoot.report.columns import safe

_INDENT = "    "


def told(record: Asked, batch: str | None, columns: int) -> Iterator[str]:
    """Yield the steps of all requests, or of those for the batches of one number, oldest first.

    Of one batch, what is about a run as a whole is left out.
    """
    requests = {each.request.request_id: each for each in record.requests()}
    for step in record.history():
        recorded = requests.get(step.request_id or "")
        if batch is None or (recorded is not None and _is_of(recorded, batch)):
            yield from wrap(safe(_line(step, recorded)), columns, subsequent_indent=_INDENT)


def _is_of(recorded: Recorded, batch: str) -> bool:
    return number_key(recorded.request.key.batch) == number_key(batch)


def _line(step: Step, recorded: Recorded | None) -> str:
    at = step.at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    run = "" if step.run is None else f"run {step.run}, "
    what = ""
    if recorded is not None:
        request = recorded.request
        what = f"{request.key.kind.value} {request.ref} of {request.key.store}: "
    state = "" if step.state is None else step.state.value
    said = "" if step.said == state else step.said.removeprefix(f"{state}: ")
    return f"{at} {step.who}: {run}{what}{'; '.join(filter(None, (state, said)))}"
