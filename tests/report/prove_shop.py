"""Small projects for proofs to be shown of: one model of their own, rules as a test wants them."""

from __future__ import annotations

from pathlib import Path

from crossfoot import driver
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Proof
from crossfoot.report.outcome import Outcome
from crossfoot.report.proof.gather import sheets
from crossfoot.report.proof.sheet import Sheet

MODEL = """\
dimension Tender
dimension Department
measure Taken by Tender
measure Sales by Department
measure Cost by Department
measure Tax
measure Tips
always sum of Taken = sum of Sales + Tax + Tips
Money = sum of Taken
Total = sum of Sales
"""

SOUND = """\
post Money debit "{store.till}"
post Total credit "4000"
post Tax credit "2200"
never Tips because "nobody tips here"
"""

DEPARTMENTS = ("Food", "Wine", "Toys", "Shoes", "Books", "Games & Co")

_CHART = """\
accounts:
  - {name: Till One, number: "1001", type: Bank}
  - {name: Till Two, number: "1002", type: Bank}
  - {name: Safe, number: "1010", type: Bank}
  - {name: Sales, number: "4000", type: Income}
  - {name: Shares, number: "4001", type: Income}
  - {name: Tax Due, number: "2200", type: OtherCurrentLiability}
  - {name: Pennies, number: "6990", type: Expense}
  - {name: Stock, number: "1200", type: OtherCurrentAsset}
  - {name: Cost, type: CostOfGoodsSold}
"""


def shop(
    folder: Path,
    rules: str = SOUND,
    stores: tuple[str, ...] = ("North", "South"),
    departments: tuple[str, ...] = DEPARTMENTS,
    company: str = "Corner Shops",
) -> Path:
    """Write a project; each store has a till of its own, each department an account of cost."""
    folder.mkdir(parents=True, exist_ok=True)
    costs = "".join(
        f"  - {{name: {_quoted('Cost:' + each)}, type: CostOfGoodsSold}}\n" for each in departments
    )
    listed = ", ".join(map(_quoted, departments))
    text = f"company: {_quoted(company)}\nrules: [rules.gl]\nchart: chart.yaml\nstores:\n"
    for place, store in enumerate(stores):
        text += f"  - name: {_quoted(store)}\n    prefix: {'ABCDEFGH'[place]}\n"
        text += f'    till: "{1001 + place % 2}"\n    Tender: [Cash, Visa, Amex, Check]\n'
        text += f"    Department: [{listed}]\n"
    (folder / "crossfoot.yaml").write_text(text, "utf-8")
    (folder / "chart.yaml").write_text(_CHART + costs, "utf-8")
    (folder / "rules.gl").write_text(MODEL + rules, "utf-8")
    return folder


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def checked(folder: Path) -> Outcome:
    """Return what a check of the rules comes to; they can be resolved."""
    outcome = driver.check_rules(folder)
    assert outcome.ruleset is not None
    return outcome


def resolved(folder: Path) -> tuple[Ruleset, tuple[Proof, ...]]:
    """Return the rules and proofs of a project that can be proved."""
    outcome = checked(folder)
    assert outcome.ruleset is not None
    assert outcome.proofs, [each.message for each in outcome.diagnostics]
    return outcome.ruleset, outcome.proofs


def shown(folder: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a project."""
    return sheets(*resolved(folder))


def only(folder: Path) -> Sheet:
    """Return the one sheet of a project."""
    (sheet,) = shown(folder)
    return sheet
