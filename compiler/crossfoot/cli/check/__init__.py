"""``crossfoot check``: everything that is wrong with projects, and what was proved."""

from crossfoot.cli.check.command import add

__all__ = ["add"]
