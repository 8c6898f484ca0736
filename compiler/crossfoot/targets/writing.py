"""Writes what a run posted: request files, then the log, and the manifest last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from crossfoot.posting.booked import NOTHING_BOOKED, KeptBookings
from crossfoot.targets.digests import digest_of_rules, message_set_id
from crossfoot.targets.files import Share, shares
from crossfoot.targets.format import Around, Exchange, Format
from crossfoot.targets.keeper import Keeper, Kept, KeptFile
from crossfoot.targets.log import log
from crossfoot.targets.manifest import About, Written, manifest
from crossfoot.targets.options import Options
from crossfoot.targets.outcome import RunResult
from crossfoot.targets.spool import Spool
from crossfoot.targets.staging import LOG, MANIFEST, Staging


def write(
    result: RunResult,
    about: About,
    options: Options,
    formats: Sequence[Format],
    spool: Spool,
    keeper: Keeper | None,
    bookings: KeptBookings = NOTHING_BOOKED,
) -> RunResult:
    """Write all files of a run to its folder, or none; return the result with their names.

    `bookings` are what entries book, for the keeper. INVARIANT: the keeper knows of a request
    before its file can be seen. Raises Taken where the
    folder holds another run, OSError, and what the keeper raises.
    """
    out = options.out
    assert out is not None, "INVARIANT: a dry run writes nothing"
    with Staging(out) as staging:
        written = [
            _write_share(share, staging, spool)
            for share in shares(result.written, formats, options.requests_per_file)
        ]
        names = tuple(each.share.name for each in written)
        result = replace(result, out=out, files=names)
        _write_text(LOG, (f"{line}\n" for line in log(about.company, result)), staging)
        _write_text(MANIFEST, manifest(about, written, result.written), staging)
        if keeper is None:
            return replace(result, is_unchanged=not staging.publish())
        staging.require_free()
        run = keeper.keep(
            out,
            digest_of_rules(about.rules),
            _kept(written, spool),
            _kept_files(written, staging),
            bookings,
        )
        try:
            staging.publish()
        except BaseException:
            keeper.let_go(run, "its files could not be written")
            raise
        return replace(result, run=run)


def _kept(written: Sequence[Written], spool: Spool) -> Iterator[Kept]:
    for share, _, _ in written:
        for row in share.rows:
            for request in row.requests:
                yield Kept(row, request, share.name, spool.read(request.booked))


def _kept_files(written: Sequence[Written], staging: Staging) -> Iterator[KeptFile]:
    for share, message_set, digest in written:
        yield KeptFile(share.name, message_set, digest, staging.read(share.name))


def _write_share(share: Share, staging: Staging, spool: Spool) -> Written:
    message_set = message_set_id(each.request_id for row in share.rows for each in row.requests)
    before, after = _around(share, message_set)
    digest = sha256()
    with staging.file(share.name) as file:
        for part in _parts(share, before, after, spool):
            file.write(part)
            digest.update(part)
    return Written(share, message_set, digest.hexdigest())


def _around(share: Share, message_set: str) -> Around:
    if share.is_chain and isinstance(share.format, Exchange):
        return share.format.around_chain(message_set)
    return share.format.around(message_set)


def _parts(share: Share, before: str, after: str, spool: Spool) -> Iterable[bytes]:
    yield before.encode()
    for row in share.rows:
        yield spool.read(row.slots[share.place])
    yield after.encode()


def _write_text(name: str, parts: Iterable[str], staging: Staging) -> None:
    with staging.file(name) as file:
        for part in parts:
            file.write(part.encode())
