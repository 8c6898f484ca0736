"""Random models with random rules, as text."""

from __future__ import annotations

import random
from collections.abc import Mapping

MEMBERS = ("Ann", "Ben", "Cid")
SIGNS = ("", "", ", never negative", ", never positive")


def rules(rng: random.Random) -> tuple[str, str, Mapping[str, Mapping[str, str]]]:
    """Return a model, rules over it, and the stores."""
    single = [f"Single {word}" for word in ["Alpha", "Beta", "Gamma", "Delta"][: rng.randint(1, 4)]]
    family = [f"Family {word}" for word in ["Rho", "Sigma", "Tau"][: rng.randint(1, 3)]]
    lines = ["dimension Who"]
    lines += [f"measure {name}{rng.choice(SIGNS)}" for name in single]
    lines += [f"measure {name} by Who{rng.choice(SIGNS)}" for name in family]
    totals, parts = _definitions(rng, single, family, lines)
    for _ in range(rng.randint(0, 2)):
        lines.append(_identity(rng, single, family, parts))
    model = "\n".join(lines) + "\n"
    members = ", ".join(MEMBERS[: rng.randint(1, 3)])
    text = _rules(rng, single + totals, family + parts, members.split(", "))
    return model, text, {"Shop": {"Who": members}}


def _sum(rng: random.Random, terms: list[str]) -> str:
    chosen = rng.sample(terms, rng.randint(1, min(4, len(terms))))
    return " ".join(f"{rng.choice('++-')} {rng.choice(('', '', '2 * '))}{each}" for each in chosen)


def _definitions(
    rng: random.Random, single: list[str], family: list[str], lines: list[str]
) -> tuple[list[str], list[str]]:
    totals, parts = [], []
    for at in range(rng.randint(0, 3)):
        terms = [*single, *(f"sum of {name}" for name in family)]
        lines.append(f"Total {'XYZ'[at]} = {_sum(rng, terms).lstrip('+ ')}")
        totals.append(f"Total {'XYZ'[at]}")
    for at in range(rng.randint(0, 2)):
        lines.append(f"Part {'XYZ'[at]} = {_sum(rng, family).lstrip('+ ')}")
        parts.append(f"Part {'XYZ'[at]}")
    return totals, parts


def _identity(rng: random.Random, single: list[str], family: list[str], parts: list[str]) -> str:
    if rng.random() < 0.25:
        terms = family + parts
    else:
        terms = [*single, *(f"sum of {name}" for name in family)]
    return f"always {_sum(rng, terms).lstrip('+ ')} = {rng.choice(('0', rng.choice(terms)))}"


def _rules(rng: random.Random, single: list[str], family: list[str], members: list[str]) -> str:
    lines: list[str] = []
    for name in single:
        _maybe(rng, name, lines)
    for name in family:
        if rng.random() < 0.6:
            _maybe(rng, name, lines)
        else:
            for member in members:
                _maybe(rng, f"{name}: {member}", lines)
    return "\n".join(lines) + "\n"


def _maybe(rng: random.Random, name: str, lines: list[str]) -> None:
    drawn = rng.random()
    sides = (' debit "A"', ' credit "B"', ' debit "A" credit "B"', ' debit "C" credit "B"')
    if drawn < 0.6:
        lines.append(f"post {name}{rng.choice(sides)}")
    elif drawn < 0.7:
        lines.append(f'never {name} because "none"')
    elif drawn < 0.75:
        lines.append(f'skip {name} because "by hand"')
