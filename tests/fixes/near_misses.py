"""A project in which one name is not the one that is declared."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

RULES = """\
dimension Department
measure Takings
measure Sold by Department
"""

USES = {
    "account": 'post Takings credit "{}"',
    "member": 'post [Sold: {}] credit "Income"',
    "store": 'post Takings credit "Income" for "{}"',
    "class": 'post Takings credit "Income" class "{}"',
    "amount": 'post [{}] credit "Income"',
    "model": 'post [{}] credit "Income"',
}
CODES = {
    "account": "XF201", "member": "XF106", "store": "XF108", "class": "XF211", "amount": "XF101",
    "model": "XF101",
}  # fmt: skip


def lay_out(kind: str, written: str, known: Sequence[str], folder: Path) -> None:
    """Write a project with the names that are known, and a rule with one that is not."""
    declared = [f"measure [{name}]" for name in known] * 3 if kind == "amount" else []
    if kind == "model":
        (folder / "own.gl").write_text("".join(f"measure [{name}]\n" for name in known), "utf-8")
        declared = ["use own"]
    rules = [*declared, USES[kind].format(written)]
    (folder / "rules.gl").write_text(RULES + "\n".join(rules) + "\n", "utf-8")
    accounts = [_account(name) for name in (*known, "Income")] if kind == "account" else []
    chart = {
        "accounts": [*_with_parents(accounts), *([] if accounts else [_account("Income")])],
        "classes": list(known) if kind == "class" else ["Any"],
    }
    (folder / "chart.yaml").write_text(json.dumps(chart, ensure_ascii=False), "utf-8")
    stores = list(known) if kind == "store" else ["Anywhere"]
    members = list(known) if kind == "member" else ["Anything"]
    project = {
        "company": "Any",
        "rules": ["rules.gl"],
        "chart": "chart.yaml",
        "stores": [
            {"name": name, "prefix": f"{'ABC'[at]}-", "Department": members}
            for at, name in enumerate(stores)
        ],
    }
    text = json.dumps(project, ensure_ascii=False)
    (folder / "crossfoot.yaml").write_text(text, "utf-8")


def _account(shown: str) -> dict[str, str]:
    """Return an account as the chart has it, of `2200 · Taxes:2210 · GST`."""
    parts = [part.rpartition(" · ") for part in shown.split(":")]
    name, number = ":".join(name for _, _, name in parts), parts[-1][0]
    if not number and name.isdigit():
        name, number = f"Number {name}", name
    return {"name": name, **({"number": number} if number else {}), "type": "Income"}


def _with_parents(accounts: list[dict[str, str]]) -> list[dict[str, str]]:
    named = {account["name"]: account for account in accounts}
    for account in accounts:
        parent = account["name"].rpartition(":")[0]
        if parent:
            named.setdefault(parent, {"name": parent, "type": "Income"})
    return sorted(named.values(), key=lambda account: account["name"])
