"""How the templates are read: strictly, and with every value passed through one function."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crossfoot import resources
from crossfoot.targets.format import Around

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def environment(folder: str, finalize: Callable[[object], str]) -> Environment:
    """Return the templates of one folder; `finalize` makes each value fit to be written.

    Jinja's own escaping costs ten times as much as everything else it does, and knows
    neither control characters nor our character set. An unknown variable is an error.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    # The templates hold no HTML, and `finalize` escapes every value for what they do hold.
    return Environment(
        loader=FileSystemLoader(resources.templates() / folder),
        autoescape=False,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def parted(template: Template, mark: str, **values: object) -> Around:
    """Render what stands around the entries: before and after the line that holds `mark`."""
    before, _, after = template.render(values).partition(f"{mark}\n")
    return Around(before, after)
