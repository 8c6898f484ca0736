"""Faults of batch files as diagnostics."""

from __future__ import annotations

from crossfoot.codes import Code
from crossfoot.codes.bad_batch_file import BAD_BATCH_FILE
from crossfoot.codes.unknown_store import UNKNOWN_STORE
from crossfoot.diagnostic import Diagnostic, Related
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Store
from crossfoot.project.fault import Fault
from crossfoot.source import Span
from crossfoot.suggest import did_you_mean


def told(fault: Fault, code: Code = BAD_BATCH_FILE) -> Diagnostic:
    """Return a fault as a diagnostic, XF506 unless said otherwise."""
    related = () if fault.earlier is None else (Related(fault.earlier, "the other one"),)
    return Diagnostic(code, fault.message, fault.at, related, help=fault.help)


def stores_of(ruleset: Ruleset) -> dict[str, Store]:
    """Return the stores by the key of their names."""
    return {key(store.name): store for store in ruleset.project.stores}


def unknown_store(written: str, at: Span, ruleset: Ruleset) -> Diagnostic:
    """Return XF108 for a store that the project does not have."""
    names = [store.name for store in ruleset.project.stores]
    return Diagnostic(
        UNKNOWN_STORE,
        f"there is no store called `{written}` in the project file",
        at,
        help=did_you_mean(written, names)
        or "the stores are " + ", ".join(f"`{name}`" for name in names),
    )
