"""A stand-in for QuickBooks Desktop: takes qbXML, keeps a company file, answers in qbXML.

    stand_in.py --company company.json --make-from chart.yaml    make a new company file
    stand_in.py --company company.json request.xml > answer.xml  process requests
    stand_in.py --company company.json --ledger                  show what is in the books

It goes by what is known of QuickBooks and by nothing else: rules are graded A (Intuit's own schema,
sample or page), B (real output), C (another integrator says so, or it is our guess).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import company_file
import qb_answers
from company_file import Company, Posting, Stored
from qb_booking import book
from qb_faults import Crashed as Crashed
from qb_faults import Faults as Faults
from qb_parse import ParseFault as ParseFault
from qb_parse import parsed
from qb_queries import reply
from qb_shapes import Element
from qb_values import Refused

_SOUND = Faults()


class QuickBooks:
    """QuickBooks with one company file open. Equal requests to equal files get equal answers."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def make(cls, path: Path, description: dict[str, Any]) -> QuickBooks:
        """Write a new company file of a plain description, and open it."""
        company_file.write(path, company_file.described(description))
        return cls(path)

    def process(self, request: bytes, faults: Faults = _SOUND) -> bytes:
        """Process a request and return the answer, b"" where a fault loses it.

        The company file is written once, with all that was booked and the stored answer, or not at
        all. Raises ParseFault where QuickBooks would return nothing but an HRESULT, and Crashed.
        """
        company = company_file.read(self.path)
        asked = parsed(request, company.qbxml)
        if faults.crash == "before":
            raise Crashed
        answer = _Sending(company, asked, hashlib.sha256(request).hexdigest(), faults).answer()
        company_file.write(self.path, company)
        if faults.crash is not None:
            raise Crashed
        return faults.sent(answer)

    def balances(self) -> dict[str, int]:
        """Return debits less credits of each account, in cents."""
        return company_file.balances(company_file.read(self.path))

    def postings(self) -> list[Posting]:
        """Return all transactions, in the order in which they were added."""
        return company_file.postings(company_file.read(self.path))

    def change(self, **preferences: Any) -> None:
        """Change the company by hand, its `closed_until` say."""
        company = company_file.read(self.path)
        for name, value in preferences.items():
            if name not in vars(company):
                raise AttributeError(name)
            setattr(company, name, value)
        company_file.write(self.path, company)


class _Sending:
    """One message set on its way."""

    def __init__(self, company: Company, asked: Element, digest: str, faults: Faults) -> None:
        self.company, self.asked, self.digest, self.faults = company, asked, digest, faults
        self.new = asked.attributes.get("newMessageSetID") or None
        self.old = asked.attributes.get("oldMessageSetID") or None

    def answer(self) -> bytes:
        """Return the stored answer where the ID is known, a new one otherwise.

        A: 600 where an old ID is unknown and no new one is given, 9001 where a known ID comes with
        other bytes, 9002 where nothing is stored, 9004 where an ID has more than 24 characters,
        9005 where the answer cannot be stored. An old ID that is no new one clears what is stored.
        """
        sets = self.company.message_sets
        if any(len(each or "") > 24 for each in (self.new, self.old)):
            return self._told(9004)
        if self.new is None and self.old is not None and self.old not in sets:
            return self._told(600)
        if self.new is not None and self.new == self.old:
            return self._stored(sets.get(self.new), is_asked_for=True)
        sets.pop(self.old or "", None)
        if self.new in sets:
            return self._stored(sets[self.new])
        return self._processed()

    def _told(self, code: int | None, answers: Sequence[str] = ()) -> bytes:
        return qb_answers.envelope(self.faults.ordered(answers), self.new, code)

    def _stored(self, stored: Stored | None, is_asked_for: bool = False) -> bytes:
        if stored and stored.digest != self.digest and not is_asked_for:
            return self._told(9001)
        if stored is None or stored.answers is None:
            return self._told(9002)
        return self._told(0, stored.answers)

    def _processed(self) -> bytes:
        answers = list(self._answers())
        if self.new is None:
            return self._told(None, answers)
        kept = None if self.faults.cannot_store else answers
        self.company.message_sets[self.new] = Stored(self.digest, kept)
        return self._told(9005 if self.faults.cannot_store else 0, answers)

    def _answers(self) -> Iterator[str]:
        stops_on_error, is_stopped = self.asked.attributes["onError"] == "stopOnError", False
        for count, request in enumerate(self.asked.children):
            is_stopped |= count == self.faults.crash
            status, answer = self._tried(request, self.faults.refusal(count, is_stopped))
            is_stopped |= stops_on_error and status >= 1000
            yield answer

    def _tried(self, request: Element, refusal: int | None) -> tuple[int, str]:
        try:
            if refusal is None:
                return 0, self._done(request)
            refused = Refused(refusal)
        except Refused as raised:
            refused = raised
        return refused.code, _answer(request, refused.code, refused.message)

    def _done(self, request: Element) -> str:
        if len(request.attributes.get("requestID", "")) > 50:  # A
            raise Refused(1060)
        has_data = self.asked.attributes.get("responseData") != "includeNone"
        if request.tag.endswith("QueryRq"):
            code, message, found, more = reply(self.company, request)
            return _answer(request, code, message, found if has_data else (), **more)
        inside = self._booked(request)
        return _answer(request, 0, "Status OK", inside if has_data else ())

    def _booked(self, request: Element) -> list[str]:
        done = book(self.company, request, self.faults.locked)
        if not request.tag.startswith("Txn"):
            return [qb_answers.transaction(self.company, done)]
        verb = request.tag.removesuffix("Rq")
        created, modified = map(qb_answers.moment, (done.created, self.company.now))
        times = {"TimeDeleted": modified}
        if verb == "TxnVoid":
            times = {"TimeCreated": created, "TimeModified": modified}
        said = {f"{verb}Type": done.kind, "TxnID": done.txn_id, **times, "RefNumber": done.ref}
        return [qb_answers.element(tag, value) for tag, value in said.items()]


def _answer(
    request: Element, code: int, message: str, inside: Sequence[str] = (), **more: object
) -> str:
    tag, request_id = f"{request.tag[:-2]}Rs", request.attributes.get("requestID")
    return qb_answers.answer(tag, request_id, code, message, inside, **more)


def description(text: str) -> dict[str, Any]:
    """Return a description of JSON, or of a chart with one record a line as in the examples."""
    if text.lstrip().startswith("{"):
        return dict(json.loads(text))
    described: dict[str, Any] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            _describe(described, line)
    return described


def _describe(described: dict[str, Any], line: str) -> None:
    named = re.fullmatch(r"(\w[\w ]*): *(\[.*\])? *(#.*)?", line)
    record = re.fullmatch(r" *- \{(.*)\} *(#.*)?", line)
    if named:
        names = re.findall(r'"[^"]+"|[^\s\[,\]"][^\[,\]]*', named[2] or "")
        described[named[1]] = [name.strip(' "') for name in names]
    elif record and described:
        pairs = re.findall(r'(\w[\w ]*): *(?:"([^"]*)"|([^",]+))', record[1])
        described[list(described)[-1]].append({key: a or b.strip() for key, a, b in pairs})
    else:
        raise ValueError(f"write a chart with one record a line, or as JSON: {line}")


def ledger(balances: dict[str, int]) -> Iterator[str]:
    """Yield the lines of a table of all accounts that are not at zero."""
    width = max(map(len, ("both sides", *balances)))
    yield f"{'account':{width}} {'debit':>14} {'credit':>14}"
    for name, cents in balances.items():
        if cents:
            debit, credit = (cents, 0) if cents > 0 else (0, -cents)
            yield f"{name:{width}} {_shown(debit)} {_shown(credit)}".rstrip()
    debits = sum(cents for cents in balances.values() if cents > 0)
    credits_ = debits - sum(balances.values())
    yield f"{'both sides':{width}} {_shown(debits)} {_shown(credits_)}"


def _shown(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02}".rjust(14) if cents else " " * 14


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="a stand-in for QuickBooks Desktop")
    parser.add_argument("requests", nargs="*", type=Path, metavar="request.xml")
    parser.add_argument("--company", type=Path, required=True, help="the company file, JSON")
    parser.add_argument("--make-from", type=Path, metavar="CHART", help="make it anew of a chart")
    parser.add_argument("--ledger", action="store_true", help="show the balances")
    parser.add_argument("--lose-answer", action="store_true")
    parser.add_argument("--refuse", type=_pair, default=(0, 3180), metavar="N:CODE")
    parser.add_argument("--locked", action="append", default=[], metavar="TXNID")
    parser.add_argument("--crash", type=lambda text: int(text) if text.isdecimal() else text)
    parser.add_argument("--reverse-answers", action="store_true")
    parser.add_argument("--repeat-answers", action="store_true")
    parser.add_argument("--cut-answer", action="store_true")
    parser.add_argument("--cannot-store", action="store_true")
    return parser


def _pair(text: str) -> tuple[int, int]:
    count, _, code = text.partition(":")
    return int(count), int(code)


def _faults(asked: argparse.Namespace) -> Faults:
    return Faults(
        asked.lose_answer,
        asked.refuse,
        frozenset(asked.locked),
        asked.crash,
        asked.reverse_answers,
        asked.repeat_answers,
        asked.cut_answer,
        asked.cannot_store,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns 0, 1 where a request came back with nothing but an HRESULT, 2 where a file is no good.
    """
    asked = _arguments().parse_args(arguments)
    try:
        _run(asked)
    except (ParseFault, Crashed) as fault:
        print(str(fault) or "QuickBooks has ended", file=sys.stderr)
        return 1
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def _run(asked: argparse.Namespace) -> None:
    books = QuickBooks(asked.company)
    if asked.make_from:
        books = QuickBooks.make(asked.company, description(asked.make_from.read_text("utf-8")))
    for path in asked.requests:
        sys.stdout.buffer.write(books.process(path.read_bytes(), _faults(asked)))
    for line in ledger(books.balances()) if asked.ledger else ():
        print(line)


if __name__ == "__main__":
    sys.exit(main())
