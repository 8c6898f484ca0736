"""The command line: options in, findings and files out, and an exit status."""

from crossfoot.cli.entry import main

__all__ = ["main"]
