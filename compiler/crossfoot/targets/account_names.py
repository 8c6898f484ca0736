"""Account names as plain-text accounting programs take them: safe, readable, never two alike."""

from __future__ import annotations

import re

from crossfoot.model.chart import Account

_ROOTS = {
    "AccountsPayable": "Liabilities",
    "AccountsReceivable": "Assets",
    "Bank": "Assets",
    "CostOfGoodsSold": "Expenses",
    "CreditCard": "Liabilities",
    "Equity": "Equity",
    "Expense": "Expenses",
    "FixedAsset": "Assets",
    "Income": "Income",
    "LongTermLiability": "Liabilities",
    "NonPosting": "Equity",
    "OtherAsset": "Assets",
    "OtherCurrentAsset": "Assets",
    "OtherCurrentLiability": "Liabilities",
    "OtherExpense": "Expenses",
    "OtherIncome": "Income",
}

_IN_BEANCOUNT = re.compile(
    r"(?P<ampersand> & (?=[A-Za-z0-9]))|(?P<space> (?=[A-Za-z0-9]))|[^A-Za-z0-9]"
)
_IN_HLEDGER = re.compile(r"[%;\x00-\x1f\x7f-\x9f]|[^\S ]|(?<= ) | $|^[ -/:-@\[-`{-~]")


def root(account: Account) -> str:
    """Return which of the five kinds of account it is, by beancount's names for them."""
    return _ROOTS[account.type]


def for_beancount(account: Account) -> str:
    """Return an account's name below one of beancount's five roots.

    A space becomes ``-``, `` & `` becomes ``--and-``, any other character that is no letter or
    digit ``--`` and its number in hexadecimal and ``-``; ``X---`` stands before a part that
    does not begin with a capital or a digit. INVARIANT: every step can be undone, so no two
    names become one.
    """
    parts = (_beancount_part(part) for part in account.name.split(":"))
    return ":".join((root(account), *parts))


def _beancount_part(part: str) -> str:
    made = _IN_BEANCOUNT.sub(_dashed, part)
    return made if re.match(r"[A-Z0-9]", made) else f"X---{made}"


def _dashed(match: re.Match[str]) -> str:
    if match.lastgroup == "ampersand":
        return "--and-"
    return "-" if match.lastgroup == "space" else f"--{ord(match.group()):x}-"


def for_hledger(account: Account) -> str:
    """Return an account's full name with what hledger would misread as ``%`` and its number.

    Two spaces end a name there, and signs at its start have a meaning. The number has two
    digits, or a ``u`` and six. INVARIANT: ``%`` itself is among them, so no two names become one.
    """
    return _IN_HLEDGER.sub(_numbered, account.name)


def _numbered(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"%{code:02X}" if code < 0x100 else f"%u{code:06X}"
