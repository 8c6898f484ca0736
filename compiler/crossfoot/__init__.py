"""Crossfoot: posting rules for a shop's closed batches, proved before the first is posted."""

__version__ = "0.1.0"
