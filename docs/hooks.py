"""What MkDocs calls while it builds: the made parts and pages are put in, nothing is committed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import made
from made.codes import GROUPS, path
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from crossfoot.codes.all import ALL

FINDINGS = "codes/index.md"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of the codes behind their index, by group."""
    for entry in config.nav or ():
        if isinstance(entry, dict) and [FINDINGS] in entry.values():
            ((_, pages),) = entry.items()
            pages += [{title: _of_group(group)} for group, title in GROUPS.items()]
    return config


def _of_group(group: str) -> list[dict[str, str]]:
    codes = (code for code in ALL if code.number.startswith(group))
    return [{f"{code.number} {code.name}": path(code)} for code in codes]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made as a whole."""
    for where, content in made.pages().items():
        files.append(File.generated(config, where, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, **_: Any) -> str:
    """Fill in the made parts of a page, and take out what is said to the tests alone."""
    return made.for_readers(made.filled(markdown))
