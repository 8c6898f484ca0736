"""The tables of the record, in SQL that others can read, and the way from each version on.

A day is written as ``2026-03-01``, a time as Python's `datetime.isoformat` does, an amount in
cents. Each statement of a version stands by itself; a version that was released is never changed,
a new one is one more entry of `MIGRATIONS`.
"""

from __future__ import annotations

APPLICATION = 0x43465245
"""`PRAGMA application_id`: tells a record from other SQLite files."""

LIVE = "('prepared', 'sent', 'posted')"
"""The states in which something is in the books, or may come there."""

_V1 = (
    # Which record this is; `crossfoot.mark` beside it names it, too.
    """CREATE TABLE record (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL
) STRICT""",
    # One call of `post` or `reverse` that wrote files. `alike` is equal for equal files.
    """CREATE TABLE run (
    number INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    out TEXT NOT NULL,
    rules TEXT NOT NULL,
    alike TEXT NOT NULL
) STRICT""",
    "CREATE INDEX run_alike ON run (alike)",
    # The files of a run, which are there before it; `content` is compressed by zlib, `size` is
    # that of all bytes.
    """CREATE TABLE file (
    run INTEGER NOT NULL REFERENCES run (number) DEFERRABLE INITIALLY DEFERRED,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    message_set_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (run, name)
) STRICT""",
    "CREATE INDEX file_message_set ON file (message_set_id)",
    # One request. The columns that end in `_key` are what store, batch and reference are compared
    # by. `undoes` is the request it voids, deletes or reverses, `after` the one of the same run
    # that has to undo what is posted for the same batch before.
    """CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE,
    run INTEGER NOT NULL REFERENCES run (number),
    file TEXT NOT NULL,
    store TEXT NOT NULL,
    batch TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('entry', 'bill', 'reversal', 'void', 'delete')),
    reference TEXT NOT NULL,
    store_key TEXT NOT NULL,
    batch_key TEXT NOT NULL,
    reference_key TEXT NOT NULL,
    day TEXT NOT NULL,
    ref TEXT NOT NULL,
    total INTEGER NOT NULL,
    batch_digest TEXT NOT NULL,
    undoes INTEGER REFERENCES request (id),
    after INTEGER REFERENCES request (id),
    why TEXT,
    state TEXT NOT NULL CHECK (
        state IN ('prepared', 'sent', 'posted', 'refused', 'voided', 'withdrawn')),
    txn_id TEXT,
    edit_sequence TEXT,
    said TEXT,
    changed_at TEXT NOT NULL,
    FOREIGN KEY (run, file) REFERENCES file (run, name),
    CHECK ((undoes IS NOT NULL) = (kind IN ('reversal', 'void', 'delete')))
) STRICT""",
    # INVARIANT: nothing is live twice, and nothing is undone twice.
    f"""CREATE UNIQUE INDEX request_live
    ON request (store_key, batch_key, kind, reference_key, ifnull(after, 0))
    WHERE state IN {LIVE}""",
    f"CREATE UNIQUE INDEX request_undone ON request (undoes) WHERE state IN {LIVE}",
    """CREATE INDEX request_key
    ON request (store_key, batch_key, kind, reference_key, batch)""",
    "CREATE INDEX request_run ON request (run)",
    "CREATE INDEX request_ref ON request (ref)",
    """CREATE INDEX request_day
    ON request (day, store_key, length(batch_key), batch_key, id)""",
    "CREATE INDEX request_txn ON request (txn_id) WHERE txn_id IS NOT NULL",
    # What the lines of a run's entries book, and the lines of each request: JSON, compressed by
    # zlib. How to read it stands in posting/booked.py.
    """CREATE TABLE bookings (
    run INTEGER PRIMARY KEY REFERENCES run (number),
    content BLOB NOT NULL
) STRICT""",
    """CREATE TABLE lines (
    request INTEGER PRIMARY KEY REFERENCES request (id),
    content BLOB NOT NULL
) STRICT""",
    # The amounts that entries of a run booked; `member` is empty for one that is of no member.
    """CREATE TABLE booked (
    amount TEXT NOT NULL,
    member TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES run (number),
    PRIMARY KEY (amount, member, run)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX booked_run ON booked (run)",
    # Everything that ever happened. `state` is null where nothing changed; `seal` is the digest of
    # what a run or a request asks for; `chain` that of the row and of the `chain` before it.
    """CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    run INTEGER REFERENCES run (number),
    request INTEGER REFERENCES request (id),
    state TEXT,
    txn_id TEXT,
    edit_sequence TEXT,
    said TEXT NOT NULL,
    seal TEXT,
    chain TEXT NOT NULL
) STRICT""",
    "CREATE INDEX history_request ON history (request, id)",
    "CREATE INDEX history_run ON history (run, id)",
    "CREATE INDEX history_generation ON history (generation, id)",
)


def _kept(table: str, event: str) -> str:
    name = f"{table}_{event.split()[0].lower()}"
    return f"""CREATE TRIGGER {name} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, 'the record is only ever added to'); END"""


# INVARIANT: nothing is taken out; of a request only its state and what came with it changes.
_ASKED = (
    "id, request_id, run, file, store, batch, kind, reference, store_key, batch_key, "
    "reference_key, day, ref, total, batch_digest, undoes, after, why"
)
_FIXED = ("run", "file", "bookings", "lines", "booked", "history")
_V1_TRIGGERS = (
    *(_kept(each, "DELETE") for each in (*_FIXED, "request")),
    *(_kept(each, "UPDATE") for each in _FIXED),
    _kept("request", f"UPDATE OF {_ASKED}"),
    """CREATE TRIGGER request_posted BEFORE UPDATE OF state ON request
WHEN OLD.state = 'posted' AND NEW.state <> 'voided' OR OLD.state = 'voided'
BEGIN SELECT RAISE(ABORT, 'what is posted stays posted until it is undone'); END""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = ((*_V1, *_V1_TRIGGERS),)
"""What brings a record from version n to n + 1, at place n; `PRAGMA user_version` tells it."""


def without_strict(statement: str) -> str:
    """Return a statement as SQLite before 3.37 takes it, which knows no STRICT tables."""
    return statement.replace(") STRICT, WITHOUT ROWID", ") WITHOUT ROWID").replace(") STRICT", ")")
