"""What the pages say of the code is made of the code, and says all of it."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from crossfoot.cli.parser import COMMANDS
from crossfoot.codes import Code
from crossfoot.codes.all import ALL
from crossfoot.quickbooks.status_table import CODES, HRESULTS, RANGES, SETS, UNKNOWN
from crossfoot.quickbooks.statuses import explained
from crossfoot.report.explain import explain_code
from ground import REPOSITORY

DOCS = REPOSITORY / "docs"
sys.path.insert(0, str(DOCS))

import made  # noqa: E402
from made.codes import code_page  # noqa: E402
from made.messages import MESSAGES  # noqa: E402
from made.model import items, rms  # noqa: E402

_FETCHED = re.compile(r'<(?:script|link|img)\b[^>]*(?:src|href)="(?:https?:)?//')


def words(text: str) -> list[str]:
    """Return a text's words, without what lays it out."""
    return re.findall(r"[^\s`*#|]+", text)


@pytest.mark.parametrize("code", ALL, ids=lambda code: str(code.number))
def test_a_code_has_a_page_with_what_explain_says_and_what_is_found(code: Code) -> None:
    page = code_page(code)
    told, says, after = page.partition("Crossfoot says:")
    assert says
    finding, _, _ = after.partition("## Good")
    assert re.search(rf"^\S+: {code.severity.value} {code.number} {code.name}: ", finding, re.M)
    said = words(re.sub(r"^````\w+$", "", told.partition("*\n\n")[2], flags=re.MULTILINE))
    explained = words(explain_code(code).partition("\n\n")[2].replace("Bad:", "Bad"))
    assert said == explained[: len(said)]


def test_the_index_leads_to_every_code() -> None:
    index = made.PARTS["codes"]()
    for code in ALL:
        assert f"[{code.number}]({code.number}.md) | {code.name} | {code.severity.value}" in index
    assert set(made.pages()) == {f"codes/{code.number}.md" for code in ALL}


def test_every_status_of_quickbooks_is_in_one_table() -> None:
    tables = "\n".join(made.PARTS[each]() for each in ("statuses", "remarks", "failures"))
    rows = re.findall(r"^\| \*\*(\S+?)\*\* ", tables, re.MULTILINE)
    known = [*map(str, CODES), *HRESULTS, *(str(code) for code in SETS if code)]
    assert sorted(row for row in rows if row != "other") == sorted(known)


def test_every_item_and_every_figure_of_the_model_has_a_row() -> None:
    text = made.PARTS["model"]()
    _, model = rms()
    assert len(items()) > 25
    for amount in [*items(), *(each for each in model.amounts.values() if each.measure)]:
        assert f"| **`{amount.name}`**" in text, amount.name
    assert "always Taken = Due" in text
    assert text.count(" beside `") == len(
        {(each.at.source.path, each.at.first.line) for each in model.exclusions}
    )


def test_every_command_and_each_of_its_options_is_told() -> None:
    text = made.PARTS["commands"]()
    assert re.findall(r"^## crossfoot (\S+)$", text, re.MULTILINE) == list(COMMANDS)
    for name, command in made.parsers():
        _, _, section = text.partition(f"## crossfoot {name}\n")
        section = section.partition("\n## ")[0]
        for action in command._actions:
            for option in {*action.option_strings} - {"-h", "--help"}:
                assert re.search(rf"`[^`\n]*{option}\b", section), (name, option)


def test_a_page_is_filled_and_freed_of_what_is_said_to_tests() -> None:
    page = made.for_readers(
        made.filled("<!-- run in: . -->\n# The codes\n\n<!-- made: codes -->\n")
    )
    assert page.startswith("# The codes\n\n## The form of a file")
    with pytest.raises(KeyError):
        made.filled("<!-- made: nothing -->")


@pytest.mark.slow
def test_all_pages_are_built_and_all_their_links_lead_somewhere(tmp_path: Path) -> None:
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("mkdocs-material is not installed here; `make docs` installs it")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert {path.stem for path in (tmp_path / "codes").glob("XF*.html")} == {
        code.number for code in ALL
    }
    for page in tmp_path.rglob("*.html"):
        assert not _FETCHED.search(page.read_text("utf-8")), page


@pytest.mark.parametrize(("code", "words"), MESSAGES)
def test_a_message_is_explained_by_more_than_the_range_of_its_code(code: str, words: str) -> None:
    if code.startswith("0x"):
        assert code in HRESULTS
    else:
        assert explained(int(code), words) not in {UNKNOWN, *(said for _, said in RANGES)}
        assert int(code) in CODES
