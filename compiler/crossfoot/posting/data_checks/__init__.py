"""The checks on batches (XF5, XF606): each a small function in a file of its own."""

from crossfoot.posting.data_checks.check import BatchChecks, accepts, check_batch

__all__ = ["BatchChecks", "accepts", "check_batch"]
