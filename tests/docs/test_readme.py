"""The README's rules resolve, its commands run, and it prints what they really print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blocks import Block, blocks
from played import Played
from replay import compare, shortened

from crossfoot import driver
from crossfoot.cli.parser import COMMANDS
from crossfoot.codes.all import ALL
from crossfoot.model.ruleset import Ruleset
from crossfoot.proof.result import Verdict
from ground import Crossfoot

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SHOP = Path(__file__).resolve().parent / "shop"
BLOCKS = blocks(README.read_text(encoding="utf-8"))
WAYS = [block for block in BLOCKS if block.verb == "proved"]


def first_line(block: Block) -> str:
    return block.text.split("\n", 1)[0]


def shop(folder: Path, rules: str) -> Path:
    """Lay out the shop with these rules, and with the rest beside them."""
    for path in SHOP.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "batches").mkdir()
    (folder / "rules.gl").write_text(f"use rms\n\n{rules}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("block", WAYS, ids=first_line)
def test_a_way_to_post_tenders_is_proved(block: Block, tmp_path: Path) -> None:
    folder = shop(tmp_path, block.text)
    project = folder / "crossfoot.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace(", Gift Card", ""), "utf-8")
    outcome = driver.check(folder)
    assert outcome.diagnostics == ()
    assert {proof.verdict for proof in outcome.proofs} == {Verdict.BY_IDENTITY}


def ruleset_of(folder: Path) -> Ruleset:
    ruleset = driver.check_rules(folder).ruleset
    assert ruleset is not None
    return ruleset


def test_every_block_of_rules_or_of_a_file_is_tried() -> None:
    assert len(WAYS) == 4
    for block in BLOCKS:
        if block.kind in ("gl", "yaml", "csv", "diff"):
            assert block.verb in ("proved", "file", "add to", "change"), block.text


def test_the_transcripts_print_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crossfoot: Crossfoot
) -> None:
    """Write the README's files, run its commands where it says, and compare."""
    compare(README, tmp_path, monkeypatch, crossfoot)


def test_only_what_stands_between_is_left_out() -> None:
    assert shortened("a\nb\nc\nd", "x\n[...]\ny\n") == "a\n[...]\nd"
    assert shortened("a\nb", "x\n[...]\n") == "a\n[...]"
    assert shortened("a\nb", "a") == "a\nb"


def test_what_happens_must_be_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match="QuickBooks sleeps"):
        Played(tmp_path, monkeypatch).happens("QuickBooks sleeps")


def test_every_console_block_is_run() -> None:
    consoles = [block for block in BLOCKS if block.kind == "console"]
    assert consoles
    assert all(block.verb == "run in" for block in consoles)


def test_every_command_and_option_it_names_exists(crossfoot: object) -> None:
    assert callable(crossfoot)
    text = README.read_text(encoding="utf-8")
    named = re.findall(r"(?:^ {4}|`|^\$ )crossfoot ([a-z]+)\b", text, re.MULTILINE)
    assert set(named) <= set(COMMANDS)
    for command in COMMANDS:
        assert f"crossfoot {command}" in text, command
    helps = "".join(crossfoot(command, "--help").out for command in COMMANDS)
    for option in set(re.findall(r"(?<=[ `])--[a-z][a-z-]+", text)) - {"--help"}:
        assert option in helps, option


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(
        r"(?:^    |`)make ([a-z]+)\b", README.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {"demo", "test"} <= set(targets)
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_code_it_names_exists() -> None:
    known = {code.number for code in ALL}
    named = set(re.findall(r"\bXF\d{3}\b", README.read_text(encoding="utf-8")))
    assert named <= known


def test_every_item_of_the_model_is_in_the_table(tmp_path: Path) -> None:
    """Whoever reads the table alone knows everything that she has to decide on."""
    ruleset = ruleset_of(shop(tmp_path, ""))
    table = README.read_text(encoding="utf-8").partition("## What the register reports")[2]
    for taken in ruleset.model.taken:
        assert taken.amount.name in table, taken.amount.name


def test_every_link_to_a_file_leads_somewhere() -> None:
    text = README.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target
    for anchor in re.findall(r"\]\(#([^)]+)\)", text):
        headings = {
            re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-")
            for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        }
        assert anchor in headings, anchor
