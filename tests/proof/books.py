"""A company to prove rules of, its project file and chart made up as the rules need them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path

from crossfoot.diagnostic import Diagnostic
from crossfoot.model.chart import Account, Chart
from crossfoot.model.names import key
from crossfoot.model.ruleset import Ruleset
from crossfoot.model.stores import Member, Project, RulesPath, Store
from crossfoot.proof.prove import prove
from crossfoot.proof.result import Proof
from crossfoot.resolve import resolve
from crossfoot.source import Source, Span
from crossfoot.syntax.parse import parse
from crossfoot.syntax.tree import File

ROOT = Path(__file__).resolve().parents[2]

RMS = (ROOT / "rules" / "rms.gl").read_text(encoding="utf-8")

NOTHING_ELSE = """
never Layaway: Paid, Layaway: Closed because "none"
never Customer Deposit: Made, Customer Deposit: Redeemed because "none"
never Store Account: Paid On, Store Account: Paid To because "none"
never Shipping Charge: Total, Surcharges: Cash Back, Surcharges: Debit because "none"
never Vouchers Sold, Tender Rounding Error, Department Tax Rounding because "none"
"""

SALES = """
post Sales: Total credit "Sales"
post Tax Collected: Total credit "Tax"
skip Dept Cost, Dept Commission because "monthly"
"""

_PARSED: dict[str, File] = {}


def model_file(text: str) -> File:
    """Return a parsed model; each text is parsed once."""
    if text not in _PARSED:
        _PARSED[text], faults = parse(Source("model.gl", text))
        assert not faults, faults
    return _PARSED[text]


def project(stores: Mapping[str, Mapping[str, str]], accounts: Iterable[str]) -> Project:
    """Return a project whose file lists each store with its members, so that all have a place."""
    lines = ["rules: rules.gl"]
    spans: list[tuple[str, str, str, int, int]] = []
    for name, dimensions in stores.items():
        lines.append(f"store {name}")
        for dimension, members in dimensions.items():
            lines.append(f"{dimension}:")
            for member in filter(None, (each.strip() for each in members.split(","))):
                spans.append((name, dimension, member, len(lines) + 1, 1))
                lines.append(member)
    source = Source("crossfoot.yaml", "\n".join(lines) + "\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def members_of(store: str, dimension: str) -> tuple[Member, ...]:
        return tuple(
            Member(member, {}, Span(source, starts[line - 1], starts[line - 1] + len(member)))
            for owner, kind, member, line, _ in spans
            if (owner, kind) == (store, dimension)
        )

    made = tuple(
        Store(
            name,
            name[0],
            timedelta(),
            {key(dimension): members_of(name, dimension) for dimension in dimensions},
            {},
            source.whole(),
        )
        for name, dimensions in stores.items()
    )
    chart = Chart(
        tuple(
            Account(name, None, "OtherCurrentAsset", None, True, None, source.whole())
            for name in sorted(set(accounts))
        ),
        source.whole(),
    )
    return Project(
        Path(),
        "Shop",
        (RulesPath("rules.gl", Span(source, 7, 15)),),
        chart,
        made,
        source,
        dimensions={},
    )


ONE_SHOP = {"Main": {"Tender": "Cash, Visa", "Tax": "GST, PST", "Department": "Grocery, Liquor"}}


def resolved(
    rules: str,
    stores: Mapping[str, Mapping[str, str]] = ONE_SHOP,
    model: str = RMS,
    expected: int = 0,
) -> Ruleset:
    """Parse and resolve rules; they must be well formed and every name known."""
    file, faults = parse(Source("rules.gl", rules))
    assert not faults, faults
    company = project(stores, re.findall(r'(?:debit|credit) "([^"]*)"', rules))
    ruleset, diagnostics = resolve(company, [(model_file(model), True), (file, False)])
    assert len(diagnostics) == expected, diagnostics
    return ruleset


def proofs(
    rules: str, stores: Mapping[str, Mapping[str, str]] = ONE_SHOP, model: str = RMS
) -> tuple[Proof, ...]:
    """Return the proofs of rules."""
    return prove(resolved(rules, stores, model))


def labels(proof: Proof) -> dict[str, str]:
    """Return a residual by figure labels."""
    figures = proof.regime.figures.all
    return {figures[index].label: str(value) for index, value in proof.residual.items()}


def batch(proof: Proof) -> dict[str, int]:
    """Return a counterexample by figure labels, in dollars."""
    assert proof.counterexample is not None
    figures = proof.regime.figures.all
    return {figures[at].label: value // 100 for at, value in proof.counterexample.cents.items()}


def placed(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """Return code and the text pointed at, of each finding."""
    return [(each.code.number, each.at.text) for each in diagnostics]
