"""Resolving: every name in the rules gets its meaning, every rule its place and time."""

from crossfoot.resolve.resolve import resolve, resolve_model

__all__ = ["resolve", "resolve_model"]
