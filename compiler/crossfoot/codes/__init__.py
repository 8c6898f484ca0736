"""The codes of the diagnostics: one file each, named after its slug.

Each file's docstring is the documentation that ``crossfoot explain CODE``
prints: what it means, why it matters to the books, a bad and a good example.
"""

from crossfoot.codes.code import Code, Severity

__all__ = ["Code", "Severity"]
