"""What the page on pipelines shows fits what is plugged in: hooks, the action, the template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from blocks import blocks, exchanges
from ruamel.yaml import YAML

from ground import REPOSITORY

PAGE = (REPOSITORY / "docs" / "pipeline.md").read_text(encoding="utf-8")
BLOCKS = blocks(PAGE)
SHOWN = {block.what: block.text for block in BLOCKS if block.verb == "config"}
PRE_COMMIT, ACTION, GITLAB = ".pre-commit-hooks.yaml", "action.yml", "plugs/gitlab/crossfoot.yml"


def yaml(text: str) -> Any:
    return YAML(typ="safe").load(text)


def ours(path: str) -> Any:
    return yaml((REPOSITORY / path).read_text(encoding="utf-8"))


def test_it_shows_how_each_is_used() -> None:
    assert set(SHOWN) == {PRE_COMMIT, ACTION, GITLAB}


def test_the_hooks_that_it_shows_are_there() -> None:
    (repository,) = yaml(SHOWN[PRE_COMMIT])["repos"]
    shown = [hook["id"] for hook in repository["hooks"]]
    assert sorted(shown) == sorted(hook["id"] for hook in ours(PRE_COMMIT))


def test_the_inputs_that_it_gives_the_action_are_its_own() -> None:
    (step,) = (step for step in steps() if step.get("id") == "crossfoot")
    assert set(step["with"]) <= set(ours(ACTION)["inputs"])
    used = re.findall(r"steps\.crossfoot\.outputs\.(\w+)", SHOWN[ACTION])
    assert set(used) <= set(ours(ACTION)["outputs"])


def steps() -> list[dict[str, Any]]:
    (job,) = yaml(SHOWN[ACTION])["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def test_the_variables_that_it_sets_are_those_of_the_template() -> None:
    shown, template = yaml(SHOWN[GITLAB]), ours(GITLAB)
    assert set(shown["variables"]) <= set(template["variables"])
    assert not set(shown["variables"]) & set(template["crossfoot"]["variables"])
    assert any(GITLAB in each["remote"] for each in shown["include"])


def commands() -> Iterator[str]:
    """Yield the commands of ours that the configurations run."""
    yield from (step["run"] for step in steps() if "run" in step)
    yield f"crossfoot test {yaml(SHOWN[GITLAB])['variables']['CROSSFOOT_CASES']}"


@pytest.mark.parametrize("command", [*commands()])
def test_a_command_that_a_configuration_runs_is_run_on_the_page(command: str) -> None:
    typed = [
        exchange.command
        for block in BLOCKS
        if block.verb == "run in"
        for exchange in exchanges(block.text)
    ]
    assert command in typed
