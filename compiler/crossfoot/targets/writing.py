"""Writes what a run posted: request files, then the log, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from crossfoot.plan import Plan
from crossfoot.targets.digests import message_set_id, rule_digests
from crossfoot.targets.files import Share, shares
from crossfoot.targets.format import Format
from crossfoot.targets.log import log
from crossfoot.targets.manifest import About, Written, manifest
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import Fate, RunResult
from crossfoot.targets.spool import Spool
from crossfoot.targets.staging import LOG, MANIFEST, Staging


def write(
    result: RunResult, plan: Plan, options: Options, formats: Sequence[Format], spool: Spool
) -> RunResult:
    """Write all files of a run to its folder, or none; return the result with their names.

    Raises Taken where the folder holds another run, and OSError.
    """
    project, out = plan.ruleset.project, options.out
    assert out is not None, "INVARIANT: a dry run writes nothing"
    posted = result.of(Fate.POSTED)
    about = About(project.company, options.target, project.qbxml, rule_digests(plan.ruleset))
    with Staging(out) as staging:
        written = [
            _write_share(share, staging, spool)
            for share in shares(posted, formats, options.requests_per_file)
        ]
        names = tuple(each.share.name for each in written)
        result = replace(result, out=out, files=names)
        _write_text(LOG, (f"{line}\n" for line in log(project.company, result)), staging)
        _write_text(MANIFEST, manifest(about, written, posted), staging)
        return replace(result, is_unchanged=not staging.publish())


def _write_share(share: Share, staging: Staging, spool: Spool) -> Written:
    message_set = message_set_id(row.request_id for row in share.rows)
    before, after = share.format.around(message_set)
    digest = sha256()
    with staging.file(share.name) as file:
        for part in _parts(share, before, after, spool):
            file.write(part)
            digest.update(part)
    return Written(share, message_set, digest.hexdigest())


def _parts(share: Share, before: str, after: str, spool: Spool) -> Iterable[bytes]:
    yield before.encode()
    for row in share.rows:
        yield spool.read(row.slots[share.place])
    yield after.encode()


def _write_text(name: str, parts: Iterable[str], staging: Staging) -> None:
    with staging.file(name) as file:
        for part in parts:
            file.write(part.encode())
