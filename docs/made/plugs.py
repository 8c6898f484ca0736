"""What the action for GitHub takes, from the action itself."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from made.markdown import cell, code, table

ACTION = Path(__file__).resolve().parents[2] / "action.yml"


def inputs() -> str:
    """Return a table of the action's inputs: what each is for, and what it is if left out."""
    action = YAML(typ="safe").load(ACTION.read_text(encoding="utf-8"))
    rows = (
        [f"**`{name}`**", cell(said["description"]), code(said["default"])]
        for name, said in action["inputs"].items()
    )
    return table(["input", "what it says", "if left out"], rows)
