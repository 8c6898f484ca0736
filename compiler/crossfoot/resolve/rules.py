"""A company's rules: from statements to rules about amounts, members, stores and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from crossfoot.codes.not_linear import NOT_LINEAR
from crossfoot.codes.unknown_store import UNKNOWN_STORE
from crossfoot.model import rules as model
from crossfoot.model.amounts import Amount, Dimension
from crossfoot.model.names import key
from crossfoot.model.rules import EVERYWHERE
from crossfoot.resolve.declarations import Stated
from crossfoot.resolve.findings import Findings
from crossfoot.resolve.lexicon import Lexicon
from crossfoot.resolve.respelling import store_meant
from crossfoot.resolve.templates import Templates
from crossfoot.suggest import did_you_mean
from crossfoot.syntax import tree
from crossfoot.syntax.tree import Name, Text

_Resolved: TypeAlias = (
    model.Post
    | model.Skip
    | model.Never
    | model.Default
    | model.Expectation
    | model.Bills
    | model.Clears
    | model.Differences
    | model.Allowance
)


class Rules(NamedTuple):
    """The rules of all files, in the order written."""

    posts: tuple[model.Post, ...]
    skips: tuple[model.Skip, ...]
    nevers: tuple[model.Never, ...]
    defaults: tuple[model.Default, ...]
    expectations: tuple[model.Expectation, ...]
    bills: tuple[model.Bills, ...]
    clears: tuple[model.Clears, ...]
    differences: tuple[model.Differences, ...]
    allowances: tuple[model.Allowance, ...]


def rules(
    stated: Sequence[Stated], lexicon: Lexicon, stores: Sequence[str], findings: Findings
) -> Rules:
    """Resolve every rule, reporting names, stores and placeholders that do not exist."""
    resolver = _Resolver(lexicon, stores, findings)
    found: list[_Resolved] = []
    for statement, _ in stated:
        found.extend(resolver.rules_of(statement))
    return Rules(
        tuple(each for each in found if isinstance(each, model.Post)),
        tuple(each for each in found if isinstance(each, model.Skip)),
        tuple(each for each in found if isinstance(each, model.Never)),
        tuple(each for each in found if isinstance(each, model.Default)),
        tuple(each for each in found if isinstance(each, model.Expectation)),
        tuple(each for each in found if isinstance(each, model.Bills)),
        tuple(each for each in found if isinstance(each, model.Clears)),
        tuple(each for each in found if isinstance(each, model.Differences)),
        tuple(each for each in found if isinstance(each, model.Allowance)),
    )


class _Resolver:
    def __init__(self, lexicon: Lexicon, stores: Sequence[str], findings: Findings) -> None:
        self._lexicon = lexicon
        self._stores: Mapping[str, str] = {key(name): name for name in stores}
        self._findings = findings
        self._templates = Templates(lexicon, findings)
        self._order = 0

    def rules_of(self, statement: tree.Statement) -> Iterator[_Resolved]:
        """Yield what a statement comes to; nothing for one that declares or failed."""
        match statement:
            case tree.Post():
                yield from self._post(statement)
            case tree.Skip() | tree.Never():
                yield from self._left_out(statement)
            case tree.Default():
                yield self._default(statement)
            case tree.Expect():
                yield from self._expect(statement)
            case tree.Bills():
                yield self._bills(statement)
            case tree.Allow():
                yield from self._allow(statement)
            case tree.Clears():
                yield self._clears(statement)
            case tree.Differences():
                yield self._differences(statement)
            case _:
                pass

    def _post(self, statement: tree.Post) -> Iterator[model.Post]:
        reading = self._lexicon.read(statement.name)
        scope = self._scope(statement.scope)
        if reading is None:
            return
        self._order += 1
        by = reading.amount.dimension
        yield model.Post(
            reading.amount,
            reading.member,
            self._template(statement.debit, by, account=True),
            self._template(statement.credit, by, account=True),
            self._template(statement.klass, by),
            self._template(statement.memo, by),
            scope,
            self._order,
            statement.name.at,
            statement.at,
        )

    def _left_out(self, statement: tree.Skip | tree.Never) -> Iterator[model.Skip | model.Never]:
        scope = self._scope(statement.scope)
        because = statement.because.value
        for name in statement.names:
            reading = self._lexicon.read(name)
            if reading is None:
                continue
            amount, member = reading
            if isinstance(statement, tree.Never):
                if amount.rounding is not None:
                    self._report_share(name, amount)
                    continue
                yield model.Never(amount, member, because, scope, name.at, statement.at)
            else:
                self._order += 1
                yield model.Skip(amount, member, because, scope, self._order, name.at, statement.at)

    def _report_share(self, name: Name, amount: Amount) -> None:
        whole = " and ".join(f"`{each.name}`" for each in amount.uses)
        self._findings.add(
            NOT_LINEAR,
            f"`{amount.name}` is a share: to say that it never occurs would say so of {whole}",
            name.at,
            help=f"leave `{amount.name}` out here, and write no rule that posts it",
        )

    def _default(self, statement: tree.Default) -> model.Default:
        klass = self._template(statement.klass, None)
        memo = self._template(statement.memo, None)
        return model.Default(klass, memo, self._scope(statement.scope), statement.at)

    def _expect(self, statement: tree.Expect) -> Iterator[model.Expectation]:
        reading = self._lexicon.read(statement.name)
        scope = self._scope(statement.scope)
        if reading is not None:
            yield model.Expectation(
                reading.amount, reading.member, statement.within.value, scope, statement.at
            )

    def _bills(self, statement: tree.Bills) -> model.Bills:
        account = self._templates.read(statement.account, None, account=True)
        return model.Bills(account, self._scope(statement.scope), statement.at)

    def _allow(self, statement: tree.Allow) -> Iterator[model.Allowance]:
        scope = self._scope(statement.scope)
        code, because = statement.code.text.upper(), statement.because.value
        on = statement.on
        if on is None or isinstance(on, Text):
            name = None if on is None else on.value
            yield model.Allowance(code, name, on is not None, because, scope, statement.at)
            return
        named = self._allowed_name(on)
        if named is not None:
            yield model.Allowance(code, named, False, because, scope, statement.at)

    def _allowed_name(self, name: Name) -> str | None:
        reading = self._lexicon.read(name)
        if reading is None:
            return None
        amount, member = reading
        return amount.name if member is None else f"{amount.name}: {member}"

    def _clears(self, statement: tree.Clears) -> model.Clears:
        account = self._templates.read(statement.account, None, account=True)
        return model.Clears(account, self._scope(statement.scope), statement.at)

    def _differences(self, statement: tree.Differences) -> model.Differences:
        account = self._templates.read(statement.account, None, account=True)
        limit = statement.limit.value
        return model.Differences(limit, account, self._scope(statement.scope), statement.at)

    def _template(
        self, text: Text | None, by: Dimension | None, *, account: bool = False
    ) -> model.Template | None:
        return None if text is None else self._templates.read(text, by, account=account)

    def _scope(self, scope: tree.Scope) -> model.Scope:
        if scope == _WHOLE:
            return EVERYWHERE
        stores = tuple(dict.fromkeys(self._named(scope.stores)))
        first = scope.first.value if scope.first else None
        last = scope.last.value if scope.last else None
        return model.Scope(stores, first, last)

    def _named(self, stores: tuple[Text, ...]) -> Iterator[str]:
        for text in stores:
            known = self._stores.get(key(text.value))
            if known is None:
                self._findings.add(
                    UNKNOWN_STORE,
                    f"there is no store called `{text.value}` in the project file",
                    text.at,
                    help=did_you_mean(text.value, self._stores.values())
                    or "the stores are " + ", ".join(f"`{each}`" for each in self._stores.values()),
                    fix=store_meant(text, self._stores.values(), self._lexicon.wording),
                )
            yield known if known is not None else text.value


_WHOLE = tree.Scope()
