"""Generated rule files: every kind of statement, odd names, odd spacing, comments anywhere."""

from __future__ import annotations

from hypothesis import strategies as st
from test_names import BRACKETED, NAMES, STATEMENT_WORDS

from crossfoot.syntax.grammar import keywords

_LETTERS = "abcXYZéßñЖא中ก"
_LATER = _LETTERS + "0189.'_"
_KEYWORDS = {part for row in keywords() for words in row.words for part in words.split()}
_WORD = st.builds(
    lambda first, rest: first + rest,
    st.sampled_from(_LETTERS),
    st.text(_LATER, max_size=5),
).filter(lambda word: word.lower() not in _KEYWORDS)
_BARE = st.lists(_WORD, min_size=1, max_size=3).map(" ".join)
_IN_BRACKETS = (
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
    .map(lambda text: text.replace("[", "").replace("]", ""))
    .filter(lambda text: text.strip())
    .map(lambda text: f"[{text}]")
)
_PARTED = st.builds(": ".join, st.lists(_BARE | _IN_BRACKETS, min_size=2, max_size=3))
NAME = st.sampled_from([*NAMES, *BRACKETED]) | _BARE | _IN_BRACKETS | _PARTED


def _opens(name: str) -> str:
    """Return a name so that it can begin a statement of any kind."""
    first = name.split()[0].lower().rstrip(":")
    return f"[{name}]" if first in STATEMENT_WORDS and "[" not in name else name


_KNOWN_TYPES = ("Bank", "other current asset", "INCOME", "Cost of Goods Sold", "Strange Type")
_SUBJECT = NAME.map(_opens)
_TEXT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters='"'),
    min_size=1,
    max_size=10,
).filter(lambda text: text.strip())
_STRING = _TEXT.map(lambda text: f'"{text}"')
_DAY = st.dates().map(lambda day: day.isoformat())
_NUMBER = st.sampled_from(["0", "2", "0.5", ".25", "10", "1234.50", "33"])
_CENTS = st.sampled_from(["0", "20", "20.5", "20.00", "0.05"])


def _separated(item: st.SearchStrategy[str], by: str) -> st.SearchStrategy[list[str]]:
    """Return lists of words: items with a separator between them."""
    return st.lists(item, min_size=1, max_size=3).map(
        lambda items: [word for each in items for word in (by, each)][1:]
    )


def _words(*parts: object) -> st.SearchStrategy[list[str]]:
    """Return the words of a statement: texts, strategies of texts, strategies of word lists."""
    strategies = [st.just(part) if isinstance(part, str) else part for part in parts]
    return st.tuples(*strategies).map(
        lambda found: [
            word for part in found for word in (part if isinstance(part, list) else [part])
        ]
    )


def _any_case(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from([*words, *(w.upper() for w in words), *(w.title() for w in words)])


def _clauses(*needed: str, optional: tuple[str, ...] = ()) -> st.SearchStrategy[list[str]]:
    """Return clauses in any order: all that are needed, some of the others."""
    scope = ("for", "from", "until")
    chosen = st.sets(st.sampled_from([*optional, *scope])).map(lambda more: [*needed, *more])
    return chosen.flatmap(st.permutations).flatmap(_all_of)


def _all_of(names: list[str]) -> st.SearchStrategy[list[str]]:
    return _words(*(_clause(name) for name in names))


def _clause(name: str) -> st.SearchStrategy[list[str]]:
    if name == "for":
        return _words(_any_case("for"), _separated(_STRING, ","))
    return _words(_any_case(name), _DAY if name in ("from", "until") else _STRING)


_AMOUNT = st.deferred(
    lambda: (
        NAME.map(lambda name: [name])
        | _words(_any_case("sum of"), NAME)
        | _words("(", _SUM, ")")
        | _NUMBER.map(lambda number: [number])
    )
)
_PRODUCT = (
    _AMOUNT
    | _words(st.sampled_from(["6% of", "6 % OF", "1/3 of", "1 / 3 of"]), _AMOUNT)
    | _words(_NUMBER, "*", _AMOUNT)
    | _words(_AMOUNT, "/", "3")
    | _words("1", "/", "3", "*", _AMOUNT)
)
_SIGNED = st.sampled_from(["+", "-"])
_SUM = st.deferred(
    lambda: _PRODUCT | _words(_SIGNED, _PRODUCT) | _words(_PRODUCT, _SIGNED, _PRODUCT)
)
_SIDE = _words(_any_case("debit", "credit"), _separated(st.sampled_from(_KNOWN_TYPES), "or"))
_SIGN = _words(",", _any_case("never positive", "never negative"))
_NOTHING: st.SearchStrategy[list[str]] = st.just([])

STATEMENT_FORMS = (
    _words(_any_case("use"), NAME),
    _words(_any_case("dimension"), NAME),
    _words(
        _any_case("measure"),
        _separated(NAME, ","),
        _NOTHING | _words(_any_case("by"), NAME),
        _NOTHING | _SIGN,
    ),
    _words(_SUBJECT, "=", _SUM),
    _words(_SUBJECT, _any_case("also"), _SUM),
    _words(_any_case("always"), _SUM, "=", _SUM),
    _words(_SUBJECT, _any_case("takes"), st.lists(_SIDE, min_size=1, max_size=2).map(
        lambda sides: [word for side in sides for word in (",", *side)][1:]
    )),
    _words(_SUBJECT, _any_case("excludes"), _separated(NAME, ",")),
    _words(_SUBJECT, _any_case("requires"), _separated(NAME, "or")),
    _words(_SUBJECT, _any_case("corrects"), NAME),
    _words(_any_case("post"), NAME, _clauses("debit", optional=("credit", "class", "memo"))),
    _words(_any_case("post"), NAME, _clauses("credit", optional=("debit", "class", "memo"))),
    _words(_any_case("skip"), _separated(NAME, ","), _clauses("because")),
    _words(_any_case("never"), _separated(NAME, ","), _clauses("because")),
    _words(_any_case("default"), _clauses("class", optional=("memo",))),
    _words(_any_case("expect"), NAME, _any_case("within"), _CENTS, _clauses()),
    _words(_any_case("bills to"), _STRING, _clauses()),
    _words(
        _any_case("allow"),
        st.sampled_from(["XF508", "xf401"]),
        _NOTHING | _words(_any_case("on"), NAME | _STRING),
        _clauses("because"),
    ),
    _words(_STRING, _any_case("clears"), _clauses()),
    _words(_any_case("differences up to"), _CENTS, "to", _STRING, _clauses()),
)  # fmt: skip

_COMMENT = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=8
).map(lambda text: f"#{text}")
_GAP = st.one_of(
    st.just(" "),
    st.sampled_from(["  ", "\t", "\n  ", "\n\t", "   \n    "]),
    _COMMENT.map(lambda comment: f" {comment}\n  "),
    _COMMENT.map(lambda comment: f"\n  {comment}\n  "),
)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Return one statement, laid out oddly."""
    words = draw(st.one_of(STATEMENT_FORMS))
    text = words[0]
    for word in words[1:]:
        text += (draw(_GAP) if word != "," or draw(st.booleans()) else "") + word
    return text + draw(st.sampled_from(["", "  ", "\t"]))


_BETWEEN = st.one_of(
    st.just(""),
    st.sampled_from(["\n", "\n\n\n", "   \n"]),
    _COMMENT.map(lambda comment: f"{comment}\n"),
    _COMMENT.map(lambda comment: f"\n  {comment}\n{comment}\n"),
    _COMMENT.map(lambda comment: f"  {comment}\n"),
)
"""What stands between statements, each ended by its line."""

BROKEN = (
    "post Sales: Total credits  “4000”",
    "post  A  credit 4000 ·  Sales  # no quotes",
    "Due = A +\n      # what else?\n      +   B",
    '   post   Orphan  credit  "1"\n  memo "x"',
    "measure   Closing   by",
    "!!",
)


def files(broken: bool = False) -> st.SearchStrategy[str]:
    """Return rule files; with `broken` ones some statements cannot be read."""
    statement = statements() | st.sampled_from(BROKEN) if broken else statements()
    parts = st.lists(st.tuples(_BETWEEN, statement), max_size=6)
    return st.builds(
        lambda found, end: "".join(f"{above}{text}\n" for above, text in found) + end,
        parts,
        _BETWEEN,
    )
