"""QuickBooks' status codes and HRESULTs as data: what each means in bookkeeping, what to do."""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """A code in an accountant's words.

    `may_retry`: the same request may go through another time, with nothing changed. `is_refusal`
    is for what stands in place of a whole answer: nothing of the request file was done, for sure.
    """

    meaning: str
    remedy: str
    may_retry: bool = False
    is_refusal: bool = False


LOOK_FIRST = (
    "ask with `crossfoot request --duplicates` what QuickBooks has, before you send it again"
)
IMPORT_AGAIN = "import QuickBooks' lists again (`crossfoot request`, then `crossfoot import`)"
_UNCHANGED = "send the request file as it was written; `crossfoot post --resend` writes it again"
_ADMINISTRATOR = (
    "have QuickBooks' administrator allow it: Edit › Preferences › Integrated Applications for "
    "the program, Company › Users for the user"
)
_REOPEN = (
    "have the closing date moved back in QuickBooks for as long as this takes, or leave the "
    "entry and book its reverse in an open period: `crossfoot reverse`"
)
_FIX_AND_POST = "put right what QuickBooks names, in the batch or in the rules, and post again"

CODES: dict[int, Explanation] = {
    0: Explanation("QuickBooks did it", "nothing is left to be done"),
    1: Explanation(
        "QuickBooks has nothing that fits what was asked for",
        "if it should be there, see whether it was renamed, deleted or has another number",
    ),
    500: Explanation("something that was asked for by name is not in QuickBooks", IMPORT_AGAIN),
    501: Explanation(
        "QuickBooks has something that the version of qbXML asked in has no form for",
        "set `quickbooks: {qbxml: …}` in the project to a later version that QuickBooks takes",
    ),
    510: Explanation(
        "QuickBooks did it, and could not give back what it booked",
        "ask with `crossfoot request --duplicates` for its number in QuickBooks",
    ),
    530: Explanation(
        "QuickBooks left out a field that its edition does not have",
        "look at the entry in QuickBooks: a class or a memo may be missing",
    ),
    531: Explanation(
        "QuickBooks left out a value that its edition does not have",
        "look at the entry in QuickBooks for what is missing",
    ),
    550: Explanation("QuickBooks saved it without its notes", "add the note in QuickBooks"),
    560: Explanation(
        "QuickBooks did it by a field that later editions will not have",
        "nothing is left to be done in the books",
    ),
    570: Explanation(
        "QuickBooks saved it without the link to another one, which is closed already",
        "look in QuickBooks whether a payment has to be applied by hand",
    ),
    1000: Explanation("QuickBooks failed inside, and says no more", LOOK_FIRST, may_retry=True),
    1010: Explanation(
        "QuickBooks could not be reached", "see that QuickBooks is open, then post again", True
    ),
    1030: Explanation(
        "this edition of QuickBooks does not know this kind of request",
        f"{IMPORT_AGAIN}, so that it is written in a version that QuickBooks takes",
    ),
    1060: Explanation("the number of the request is not as it was written", _UNCHANGED),
    3000: Explanation(
        "QuickBooks does not take the number by which the entry, or a record, was named",
        LOOK_FIRST,
    ),
    3010: Explanation("something that is yes or no was neither", _UNCHANGED),
    3020: Explanation("the date is none that QuickBooks takes", _FIX_AND_POST),
    3030: Explanation("a range of dates ends before it begins", "ask for a range that is one"),
    3031: Explanation("a range of names or numbers ends before it begins", _UNCHANGED),
    3035: Explanation("a span of time is none that QuickBooks takes", _UNCHANGED),
    3040: Explanation("an amount is none that QuickBooks takes", _FIX_AND_POST),
    3070: Explanation("a text is longer than its place in QuickBooks", "shorten it and post again"),
    3100: Explanation(
        "the name is taken in QuickBooks: by a customer, vendor, employee or other name, too",
        "give it another name",
    ),
    3120: Explanation(
        "the entry or record that the request is about is not in QuickBooks any more: someone "
        "deleted it, or this is another company file",
        "see that the right company file is open, then ask with `crossfoot request --duplicates`",
    ),
    3140: Explanation(
        "QuickBooks does not have what the entry names, or has it as inactive", IMPORT_AGAIN
    ),
    3150: Explanation("something that QuickBooks needs is missing", _FIX_AND_POST),
    3160: Explanation(
        "QuickBooks does not let it be deleted: something else depends on it",
        "see in QuickBooks what is linked to it; an entry can be reversed: `crossfoot reverse`",
    ),
    3161: Explanation("its day is in a closed period, where nothing may be deleted", _REOPEN),
    3170: Explanation(
        "QuickBooks does not let it be changed: its period is closed, or something depends on it",
        _REOPEN,
    ),
    3171: Explanation("its day is in a closed period, where nothing may be changed", _REOPEN),
    3175: Explanation(
        "someone has it open in QuickBooks, so that it is locked",
        "have them close it, then post again",
        may_retry=True,
    ),
    3176: Explanation(
        "someone has it, or what it belongs to, open in QuickBooks, so that it is locked",
        "have them close it, then post again",
        may_retry=True,
    ),
    3180: Explanation("QuickBooks could not save it, for the reason it gives", _FIX_AND_POST),
    3200: Explanation(
        "someone has changed it in QuickBooks since it was posted",
        "look at what was changed, then ask with `crossfoot request --duplicates` for how it "
        "stands now",
    ),
    3210: Explanation("a value is one that QuickBooks cannot book", _FIX_AND_POST),
    3220: Explanation("the program may not do this in QuickBooks", _ADMINISTRATOR),
    3231: Explanation(
        "QuickBooks did not look at it, because a request in front of it failed",
        "put right what failed in front of it; this one is sound",
        may_retry=True,
    ),
    3250: Explanation(
        "this needs a feature that is switched off in QuickBooks, or that its edition lacks",
        "switch it on in QuickBooks' preferences, or do without it in the rules",
    ),
    3260: Explanation("the user that QuickBooks is open as may not do this", _ADMINISTRATOR),
    3261: Explanation("the program may not see personal data in QuickBooks", _ADMINISTRATOR),
    3263: Explanation("the program may read in QuickBooks, and not write", _ADMINISTRATOR),
    3270: Explanation(
        "QuickBooks misses the account that this posts to",
        "name an account in the rules, or set one in QuickBooks' preferences",
    ),
    3290: Explanation("the lines of a change do not stand in QuickBooks' order", LOOK_FIRST),
}
"""Intuit's own table and what QuickBooks was seen to answer; other codes go by their range."""

RANGES: tuple[tuple[range, Explanation], ...] = (
    (range(500), Explanation("QuickBooks did it, and has a word on it", "read QuickBooks' words")),
    (
        range(500, 1000),
        Explanation(
            "QuickBooks did it, but perhaps not all of it",
            "read QuickBooks' words, and look at the entry there",
        ),
    ),
    (range(1000, 2000), Explanation("QuickBooks failed as a whole", LOOK_FIRST)),
    (
        range(2000, 3000),
        Explanation("QuickBooks does not do what was asked for", "read QuickBooks' words"),
    ),
    (
        range(3000, 3100),
        Explanation("something in the request is not written as QuickBooks wants", _UNCHANGED),
    ),
    (
        range(3100, 9100),
        Explanation("QuickBooks did not do it, for the reason it gives", "read QuickBooks' words"),
    ),
    (
        range(9100, 9200),
        Explanation("a request counted on another one that QuickBooks did not do", _UNCHANGED),
    ),
)
"""What Intuit says of whole ranges of codes."""

UNKNOWN = Explanation(
    "QuickBooks gives a code that is not known here, so it is not known what it did", LOOK_FIRST
)

SETS: dict[int, Explanation] = {
    0: Explanation("QuickBooks kept its answer, and it can be asked for again", "nothing to do"),
    600: Explanation(
        "QuickBooks keeps no answer under the message-set ID that was asked about", LOOK_FIRST
    ),
    9001: Explanation(
        "QuickBooks has answered this message-set ID before, for a file with other bytes: it did "
        "nothing this time",
        "the file was changed after it was sent; `crossfoot post --resend` writes the first one",
    ),
    9002: Explanation(
        "QuickBooks keeps no answer under this message-set ID: none came there, or it is gone",
        LOOK_FIRST,
    ),
    9004: Explanation(
        "the message-set ID is longer than the 24 characters that QuickBooks takes: it did nothing",
        _UNCHANGED,
        is_refusal=True,
    ),
    9005: Explanation(
        "QuickBooks could not keep its answer: it cannot be asked for again, should it get lost",
        "keep this file, and send nothing again before `crossfoot request --duplicates` has shown "
        "what QuickBooks has",
    ),
}
"""Intuit's messageSetStatusCode (its own sample of error recovery)."""

_SEND_AGAIN = "then send the request file again"
HRESULTS: dict[str, Explanation] = {
    "0x80040400": Explanation(
        "QuickBooks could not read the request file: nothing of it was booked",
        "see that the file was sent as it was written, and that this QuickBooks takes its version "
        f"of qbXML; {IMPORT_AGAIN}",
        is_refusal=True,
    ),
    "0x80040401": Explanation(
        "QuickBooks could not be reached", f"see that it is installed and open; {_SEND_AGAIN}", True
    ),
    "0x80040402": Explanation("QuickBooks failed unexpectedly", LOOK_FIRST, True),
    "0x80040403": Explanation(
        "the company file could not be opened",
        f"see that it is where the program looks for it; {_SEND_AGAIN}",
        True,
    ),
    "0x80040408": Explanation(
        "QuickBooks could not be started",
        f"open QuickBooks and the company file on that computer; {_SEND_AGAIN}",
        True,
    ),
    "0x8004040A": Explanation(
        "another company file is open in QuickBooks than the one that was asked for",
        f"open the right company file; {_SEND_AGAIN}",
        True,
    ),
    "0x80040410": Explanation(
        "the company file is open for one user where it was to be for several, or the reverse",
        f"switch the mode in QuickBooks' File menu; {_SEND_AGAIN}",
        True,
    ),
    "0x80040414": Explanation(
        "QuickBooks shows a window that waits for somebody",
        f"close that window in QuickBooks; {_SEND_AGAIN}",
        True,
    ),
    "0x80040416": Explanation(
        "QuickBooks is not open, and no company file was named",
        f"open the company file in QuickBooks; {_SEND_AGAIN}",
        True,
    ),
    "0x80040418": Explanation(
        "the program never had access to this company file before",
        f"let QuickBooks' administrator open the file and allow it once; {_SEND_AGAIN}",
        True,
    ),
    "0x8004041A": Explanation(
        "the program may not use this company file", f"{_ADMINISTRATOR}; {_SEND_AGAIN}", True
    ),
    "0x8004041B": Explanation(
        "QuickBooks was too busy to let the program in", f"wait a little, {_SEND_AGAIN}", True
    ),
    "0x80040420": Explanation(
        "QuickBooks' user did not let the program in", f"{_ADMINISTRATOR}; {_SEND_AGAIN}", True
    ),
    "0x80040422": Explanation(
        "this needs the company file in single-user mode, and others have it open",
        f"have them close it; {_SEND_AGAIN}",
        True,
    ),
    "0x80040424": Explanation(
        "QuickBooks had not finished starting", f"wait a little, {_SEND_AGAIN}", True
    ),
}
"""What stands in place of an answer; only those that several integrators report alike."""
