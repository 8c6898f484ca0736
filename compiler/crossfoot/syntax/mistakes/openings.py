"""Mistakes in what kind of statement it is: its first word, or a row of a table."""

from __future__ import annotations

import re

from crossfoot.diagnostic import Edit, Fix
from crossfoot.fixing import instead, perhaps
from crossfoot.source import Span
from crossfoot.spelling import LEAST_KEYWORD, certain
from crossfoot.suggest import nearest
from crossfoot.syntax import grammar
from crossfoot.syntax.broken import Broken, Piece, in_quotes, quoted, shown
from crossfoot.syntax.fault import Fault
from crossfoot.syntax.grammar import CLAUSES, STATEMENTS, VERBS

CONDITIONS = ("if", "when", "unless", "where", "while", "else", "then", "otherwise")
COMPARISONS = ("<", ">", "<=", ">=", "=>", "!=", "<>")

_IN_QUOTES = ("string", "open", "curly", "single")

_CLEARS = ("clears", "clear", "cleared")

_FAR = 20
"""Pieces from the start: where a misspelt verb is looked for."""

SYNONYMS = {
    "assert": "always", "assign": "post", "bill": "bills to", "book": "post", "charge": "post",
    "check": "always", "difference": "differences up to", "dim": "dimension", "ensure": "always",
    "ignore": "skip", "import": "use", "include": "use", "map": "post", "omit": "skip",
    "record": "post", "silence": "allow", "suppress": "allow", "using": "use",
}  # fmt: skip
"""First words that people try, and the ones that are meant."""


_DOUBTFUL = ("charge", "ignore", "omit")
"""Of them, those that may mean another: a side, or `never`."""


def condition(broken: Broken) -> Fault | None:
    """Return what is wrong with ``if`` and its like."""
    words = [p for p in broken.pieces[: broken.place + 1] if p.lower in CONDITIONS]
    if not words:
        return None
    compared = broken.stuck is not None and broken.stuck.text in COMPARISONS
    first = words[-1] is broken.pieces[0] and not _says_something(broken)
    if not (compared or first or words[-1] is broken.stuck):
        return None
    return Fault(
        f"there are no conditions, so `{words[-1].text}` has no meaning here",
        broken.at(words[-1]),
        'name stores by `for "..."`, days by `from` and `until`, one member by `Family: Member`',
    )


def _says_something(broken: Broken) -> bool:
    """Whether what can be read has a verb or an equals sign: then the first word is a name's."""
    verbs = ("=", *grammar.words(*VERBS))
    return any(piece.lower in verbs for piece in broken.pieces[: broken.place])


def table_row(broken: Broken) -> Fault | None:
    """Return what is wrong with a row pasted from a spreadsheet, or from the register's screen."""
    row = broken.first_line.split("#")[0]
    by_comma = broken.stuck is not None and broken.stuck.text == ","
    cells = [cell.strip() for cell in re.split("," if by_comma else r"\t|  +", row)]
    filled = [cell for cell in cells[1:] if cell]
    if broken.lead or _says_something(broken) or not filled or "=" in row:
        return None
    if re.search(r'"|\b(?:debit|credit)\b', row, re.IGNORECASE):
        return None
    at = broken.between(broken.start, broken.start + len(row))
    rule = _as_post(row, cells)
    # Which of two columns holds the debit is known of the register's own table alone.
    fix = None if "` or `" in rule else instead(at, rule)._replace(is_safe=False)
    return Fault("this is a row of a table, not a rule", at, f"write `{rule}`", fix)


def _as_post(row: str, cells: list[str]) -> str:
    """Return a row as a rule. The register's table has the debit account before the credit."""
    name, *accounts = cells
    if len(accounts) > 1 and "  " not in row:
        sides = zip(("debit", "credit"), accounts, strict=False)
        clauses = [f"{side} {quoted(account)}" for side, account in sides if account]
        if clauses:
            return " ".join((f"post {shown(name)}", *clauses))
    return f"post {shown(name)} debit {quoted(accounts[-1])}` or `... credit {quoted(accounts[-1])}"


def bullet(broken: Broken) -> Fault | None:
    """Return what is wrong with a line of a list: ``- post ...``, ``1. post ...``."""
    end = 2 if broken.pieces[0].kind == "number" else 1
    mark, word = broken.pieces[:end], broken.piece(end)
    firsts = [words.split()[0] for words in grammar.words(*STATEMENTS)]
    if broken.place > 0 or word is None or word.lower not in firsts:
        return None
    if mark[-1].kind != "mark":
        return None
    at = broken.at(*mark)
    gone = Edit(Span(broken.source, at.start, word.start), "")
    help_ = f"leave `{at.text}` out"
    return Fault("a statement has no bullet before it", at, help_, Fix(help_, (gone,)))


def number_first(broken: Broken) -> Fault | None:
    """Return what is wrong with a line that begins with a number."""
    piece = broken.pieces[0]
    if broken.place > 0 or piece.kind not in ("number", "date", "money", "thousands"):
        return None
    return Fault(
        f"a statement does not begin with a number like `{piece.text}`",
        broken.at(piece),
        'an account stands in quotes: `post ... credit "4000 · Sales"`',
    )


def account_first(broken: Broken) -> Fault | None:
    """Return what is wrong with an account before what is posted to it."""
    account, word = broken.before, broken.stuck
    if broken.lead == "POST" and broken.place == 1:
        account, word = word, broken.piece(2)
        numbered = account is not None and ("·" in account.text or account.text[1:2].isdigit())
    else:
        numbered = broken.place == 1
    if account is None or account.kind != "string" or not numbered:
        return None
    if word is not None and nearest(word.lower, ("clears",)):
        meant = "clears" if word.lower in _CLEARS else certain(word.lower, ("clears",))
        return Fault(
            f"`{word.text}` says nothing of an account",
            broken.at(word),
            "did you mean `clears`?",
            perhaps(broken.at(word), meant),
        )
    sides = [word.lower] if word and word.lower in ("debit", "credit") else ["debit", "credit"]
    return Fault(
        "a rule names first what is posted, then the account",
        broken.at(account),
        "write " + " or ".join(f"`post ... {side} {quoted(account.text)}`" for side in sides),
    )


def unquoted_account(broken: Broken) -> Fault | None:
    """Return what is wrong with ``Till East clears``."""
    verb = next((i for i, p in enumerate(broken.pieces) if p.lower in _CLEARS), 0)
    after = broken.piece(verb + 1)
    if not verb or broken.lead or any(p.kind in _IN_QUOTES for p in broken.pieces[:verb]):
        return None
    if after is not None and after.lower not in grammar.words(*CLAUSES):
        return None
    at = broken.between(broken.start, broken.pieces[verb].start)
    text = in_quotes(at)
    whole = broken.between(broken.start, broken.pieces[verb].end)
    return Fault(
        f"the account before `{broken.pieces[verb].text}` is not in quotes",
        at,
        f"write `{quoted(at.text)} clears`",
        perhaps(whole, text and f"{text} clears"),
    )


def clause_first(broken: Broken) -> Fault | None:
    """Return what is wrong with a clause, or the rest of a formula, on a line of its own."""
    piece, after = broken.pieces[0], broken.piece(1)
    is_clause = piece.lower in grammar.words(*CLAUSES) and (
        after is not None and after.kind in ("string", "curly", "date")
    )
    is_rest = broken.place == 0 and piece.text in ("+", "-", "*", "/", "=", ",", ")")
    if not is_clause and not is_rest:
        return None
    return Fault(
        f"a statement does not begin with `{piece.text}`",
        broken.at(piece),
        "begin this line with a space if it continues the one above",
    )


def misspelt_first(broken: Broken) -> Fault | None:
    """Return what is wrong with ``psot Sales: Total credit ...``."""
    piece = broken.pieces[0]
    if piece.kind != "word" or broken.lead or _says_something(broken) or broken.place == 0:
        return None
    meant = SYNONYMS.get(piece.lower) or _nearest_statement(piece)
    if meant is None:
        return None
    return Fault(
        f"`{piece.text}` begins no statement",
        broken.at(piece),
        f"did you mean `{meant}`?",
        _other_first(broken, meant),
    )


def _other_first(broken: Broken, meant: str) -> Fix | None:
    """Return the fix that begins a statement by other words, where they are certain."""
    piece = broken.pieces[0]
    firsts = [words.split()[0] for words in grammar.words(*STATEMENTS)]
    is_certain = SYNONYMS.get(piece.lower) if piece.lower not in _DOUBTFUL else None
    if not (is_certain or certain(piece.lower, firsts, LEAST_KEYWORD) == meant.split()[0]):
        return None
    first, *others = meant.split()
    has_others = [p.lower for p in broken.pieces[1 : len(others) + 1]] == others
    return instead(broken.at(piece), first if has_others else meant)


def _nearest_statement(piece: Piece) -> str | None:
    firsts = {word.split()[0]: word for word in grammar.words(*STATEMENTS)}
    found = nearest(piece.lower, firsts)
    return firsts[found] if found else None


def lone_name(broken: Broken) -> Fault | None:
    """Return what is wrong with a statement that is a name and nothing else."""
    if broken.lead or broken.stuck is not None or "TAKES" not in broken.expected:
        return None
    for piece in broken.pieces[1:-1][:_FAR]:
        meant = nearest(piece.text, grammar.words(*VERBS)) if piece.text.islower() else None
        if meant is not None:
            sure = certain(piece.text, grammar.words(*VERBS), LEAST_KEYWORD)
            return Fault(
                f"`{piece.text}` says nothing here",
                broken.at(piece),
                f"did you mean `{meant}`?",
                perhaps(broken.at(piece), sure),
            )
    at = broken.at(*broken.pieces)
    name = shown(at.text)
    return Fault(
        f"this line says nothing about `{name}`",
        at,
        f'to book it, write `post {name} debit "..."`; to define it, `{name} = ...`',
    )
