"""Writes what came of cases into their files, in the place of what was expected."""

from crossfoot.cases.accepting.accept import Accepted, accepted

__all__ = ["Accepted", "accepted"]
