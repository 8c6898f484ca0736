"""Batch files, whatever their format, as a stream of batches."""

from crossfoot.posting.readers.read import read_batches

__all__ = ["read_batches"]
