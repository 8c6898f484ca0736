"""From words to statements: one method for each rule of ``crossfoot.lark``, named after it.

`Children` are what the parser hands over: words (``leaves.Word``) and the results of other
methods, as the rule of the same name lists them.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias

from crossfoot.model.amounts import Side, Sign
from crossfoot.source import Source, Span
from crossfoot.syntax import tree
from crossfoot.syntax.clauses import Clause, Clauses, sorted_out
from crossfoot.syntax.comments import doc_above
from crossfoot.syntax.fault import Fault, Missing
from crossfoot.syntax.leaves import Leaves, Word
from crossfoot.syntax.sums import added, grouped, multiplied

Children: TypeAlias = list[Any]

MOST_PARENTHESES = 100
"""In one formula."""

_NODE: type[Any] = tuple
"""Nodes are named tuples, words are not."""

_SIGNS = {"positive": Sign.NEVER_POSITIVE, "negative": Sign.NEVER_NEGATIVE}


class _LeftOut(NamedTuple):
    names: tuple[tree.Name, ...]
    scope: tree.Scope
    because: tree.Text
    at: Span
    doc: str


class Builder(Leaves):
    """Makes the statements of `source`, whose words are counted from the offset `base` on.

    INVARIANT: both are set before each reading and not changed during it.
    """

    def __init__(self) -> None:
        super().__init__(Source("", ""), 0)

    # ---- what every statement knows of itself

    def _span(self, children: Children) -> Span:
        return Span(self.source, self._at(children[0]).start, self._at(children[-1]).end)

    def _at(self, child: Any) -> Span:
        at: Span = child.at if isinstance(child, _NODE) else self.at(child)
        return at

    def _doc(self, at: Span) -> str:
        return doc_above(self.source.text, at.start)

    # ---- statements of a model

    def use(self, children: Children) -> tree.Use:
        """``use rms``."""
        at = self._span(children)
        return tree.Use(self.name(children[1]), at, self._doc(at))

    def dimension(self, children: Children) -> tree.DimensionDecl:
        """``dimension Tender``."""
        at = self._span(children)
        return tree.DimensionDecl(self.name(children[1]), at, self._doc(at))

    def measure(self, children: Children) -> tree.MeasureDecl:
        """``measure Closing, Opening by Tender, never negative``."""
        at, words = self._span(children), children[1:]
        sign, by = Sign.FREE, None
        if words[-1].type == "SIGNED":
            sign = _SIGNS[words.pop().value.split()[1].lower()]
        if len(words) > 1 and words[-2].type == "BY":
            by = self.name(words.pop())
            words.pop()
        return tree.MeasureDecl(self._names(words), by, sign, at, self._doc(at))

    def definition(self, children: Children) -> tree.Definition:
        """``Sales: Total = sum of Dept Sales``."""
        at = self._formula(children)
        return tree.Definition(children[0], children[1], at, self._doc(at))

    def extension(self, children: Children) -> tree.Extension:
        """``Due also sum of Card Tips``."""
        at = self._formula(children)
        return tree.Extension(children[0], children[2], at, self._doc(at))

    def always(self, children: Children) -> tree.Always:
        """``always Taken = Due``."""
        at = self._formula(children)
        return tree.Always(children[1], children[2], at, self._doc(at))

    def takes(self, children: Children) -> tree.Takes:
        """``Tender Received takes debit Bank or Other Current Asset, credit Income``."""
        at = self._span(children)
        sides = tuple(children[2:])
        return tree.Takes(children[0], sides, at, self._doc(at))

    def taken(self, children: Children) -> tree.TakenSide:
        """``debit Bank or Other Current Asset``."""
        side = Side(children[0].value.lower())
        return tree.TakenSide(side, self._names(children[1::2]), self._span(children))

    def excludes(self, children: Children) -> tree.Excludes:
        """``Sales: Total excludes Dept Sales``."""
        at = self._span(children)
        return tree.Excludes(children[0], self._names(children[2:]), at, self._doc(at))

    def requires(self, children: Children) -> tree.Requires:
        """``Tender Received requires Tender Dropped or Cash Dropped``."""
        at = self._span(children)
        return tree.Requires(children[0], self._names(children[2::2]), at, self._doc(at))

    def corrects(self, children: Children) -> tree.Corrects:
        """``Tender Over/Short corrects Closing``."""
        at = self._span(children)
        return tree.Corrects(children[0], self.name(children[2]), at, self._doc(at))

    # ---- statements of a company's rules

    def post(self, children: Children) -> tree.Post:
        """``post Sales: Total credit "4000"``."""
        at, name = self._span(children), self.name(children[1])
        said = sorted_out("post", ("debit", "credit", "class", "memo"), children[2:])
        if said.debit is None and said.credit is None:
            raise Missing(
                f"`{name.text}` is posted to no account",
                name.at,
                'write `debit "..."` or `credit "..."` after it',
            )
        return tree.Post(
            name, said.debit, said.credit, said.klass, said.memo, said.scope, at, self._doc(at)
        )

    def skip(self, children: Children) -> tree.Skip:
        """``skip Commission because "..."``."""
        names, scope, because, at, doc = self._left_out("skip", children)
        return tree.Skip(names, scope, because, at, doc)

    def never(self, children: Children) -> tree.Never:
        """``never Vouchers Sold because "..."``."""
        names, scope, because, at, doc = self._left_out("never", children)
        return tree.Never(names, scope, because, at, doc)

    def default(self, children: Children) -> tree.Default:
        """``default class "{store}" memo "Batch {batch}"``."""
        at = self._span(children)
        said = sorted_out("default", ("class", "memo"), children[1:])
        if said.klass is None and said.memo is None:
            raise Missing(
                "this `default` sets neither a class nor a memo",
                self.at(children[0]),
                'write `default class "..."` or `default memo "..."`',
            )
        return tree.Default(said.klass, said.memo, said.scope, at, self._doc(at))

    def expect(self, children: Children) -> tree.Expect:
        """``expect Tender Over/Short within 20.00``."""
        at = self._span(children)
        said = sorted_out("expect", (), children[4:])
        within = self.cents(children[3])
        return tree.Expect(self.name(children[1]), within, said.scope, at, self._doc(at))

    def bills(self, children: Children) -> tree.Bills:
        """``bills to "1200 · Inventory Asset"``."""
        at = self._span(children)
        said = sorted_out("bills to", (), children[2:])
        return tree.Bills(self.text(children[1]), said.scope, at, self._doc(at))

    def allow(self, children: Children) -> tree.Allow:
        """``allow XF508 on Dept Cost because "..."``."""
        at, code = self._span(children), children[1]
        clauses = [child for child in children if isinstance(child, Clause)]
        said = sorted_out("allow", ("because",), clauses)
        on = self._name_or_text(children[3]) if len(children) > 3 + len(clauses) else None
        name = tree.Name(code.value.upper(), self.at(code))
        because = self._reason("allow", said, name.at)
        return tree.Allow(name, on, said.scope, because, at, self._doc(at))

    def clears(self, children: Children) -> tree.Clears:
        """``"1010 · Undeposited Funds" clears``."""
        at = self._span(children)
        said = sorted_out("clears", (), children[2:])
        return tree.Clears(self.text(children[0]), said.scope, at, self._doc(at))

    def differences(self, children: Children) -> tree.Differences:
        """``differences up to 0.05 to "6990 · Cash Rounding"``."""
        at = self._span(children)
        said = sorted_out("differences", (), children[4:])
        limit, account = self.cents(children[1]), self.text(children[3])
        return tree.Differences(limit, account, said.scope, at, self._doc(at))

    # ---- parts of statements

    def text_clause(self, children: Children) -> Clause:
        """``debit "1010"``, ``class "East"``, ``because "..."``."""
        return self._clause(children, self.text(children[1]))

    def stores_clause(self, children: Children) -> Clause:
        """``for "East", "West"``."""
        return self._clause(children, tuple(self.text(store) for store in children[1:]))

    def day_clause(self, children: Children) -> Clause:
        """``from 2026-01-01``."""
        return self._clause(children, self.day(children[1]))

    def _clause(self, children: Children, value: Any) -> Clause:
        word = children[0]
        return Clause(word.value.lower(), self.at(word), value, self._span(children))

    def defined(self, children: Children) -> tree.Name:
        """A name that a statement begins with, be its first word a keyword elsewhere."""
        if len(children) == 1:
            return self.name(children[0])
        at = self._span(children)
        if at.text.endswith("]") or "\n" in at.text:
            raise Fault("this name begins with a keyword", at, "put all of it in `[ ]`")
        return tree.Name(" ".join(at.text.split()), at)

    leading = defined

    def sum(self, children: Children) -> tree.Expr:
        """``Closing - Opening``."""
        return added(self, children)

    def product(self, children: Children) -> tree.Term:
        """``2 * Closing``."""
        return multiplied(self, children)

    def amount(self, children: Children) -> tree.Name:
        """``Closing``."""
        return self.name(children[0])

    def sum_of(self, children: Children) -> tree.SumOf:
        """``sum of Closing``."""
        return tree.SumOf(self.name(children[1]), self._span(children))

    def number(self, children: Children) -> tree.Constant:
        """``0``."""
        return tree.Constant(self.fraction(children[0]), self.at(children[0]))

    def group(self, children: Children) -> tree.Group | tree.Constant:
        """``(Closing - Opening)``."""
        return grouped(children[1], self._span(children))

    def file(self, children: Children) -> tuple[tree.Statement, ...]:
        """Every statement, in order."""
        return tuple(children)

    def _names(self, words: Children) -> tuple[tree.Name, ...]:
        return tuple(self.name(word) for word in words)

    def _name_or_text(self, word: Word) -> tree.Name | tree.Text:
        return self.text(word) if word.type == "STRING" else self.name(word)

    def _formula(self, children: Children) -> Span:
        """Return the span; refuse a depth that would be too much for whoever walks the tree."""
        at = self._span(children)
        if self.source.text.count("(", at.start, at.end) > MOST_PARENTHESES:
            raise Fault("this formula has too many parentheses", at, "give parts of it a name")
        return at

    def _left_out(self, statement: str, children: Children) -> _LeftOut:
        clauses = [child for child in children if isinstance(child, Clause)]
        said = sorted_out(statement, ("because",), clauses)
        names = self._names(children[1 : len(children) - len(clauses)])
        at = self._span(children)
        return _LeftOut(
            names, said.scope, self._reason(statement, said, names[-1].at), at, self._doc(at)
        )

    def _reason(self, statement: str, said: Clauses, at: Span) -> tree.Text:
        if said.because is None:
            raise Missing(f"this `{statement}` gives no reason", at, 'add `because "..."`')
        return said.because
