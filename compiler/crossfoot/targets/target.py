"""What ``--target`` takes, and the formats that each of them writes side by side."""

from __future__ import annotations

from crossfoot.model.stores import Project
from crossfoot.targets.beancount import Beancount
from crossfoot.targets.format import Format
from crossfoot.targets.hledger import Hledger
from crossfoot.targets.qbxml import Qbxml

QBXML, JOURNAL = "qbxml", "journal"
TARGETS = (QBXML, JOURNAL)


def formats(target: str, project: Project) -> tuple[Format, ...]:
    """Return the formats of a target: ``journal`` is written for hledger and for beancount."""
    if target == QBXML:
        return (Qbxml(project.qbxml),)
    if target == JOURNAL:
        return (Hledger(project.chart.accounts), Beancount(project.chart.accounts))
    raise ValueError(f"there is no target called {target}")
