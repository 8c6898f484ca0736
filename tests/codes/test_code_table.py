"""Every code exists once, in a file of its name, with what people need to know of it."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import crossfoot.codes
from crossfoot.codes import Code
from crossfoot.codes.all import ALL

TABLE = """
001 syntax-error e                     101 unknown-name e
002 bad-project-file e                 102 defined-twice e
003 bad-text e                         103 circular-definition e
                                       104 dimension-mismatch e
                                       105 not-linear e
                                       106 unknown-member e
                                       107 ambiguous-name e
                                       108 unknown-store e

201 unknown-account e                  301 conflicting-rules e
202 inactive-account e                 302 excluded-together e
203 unexpected-account-type w          303 required-rule-missing e
204 receivable-or-payable e            304 dead-rule w
205 built-in-sales-tax e               305 unused-allowance w
206 bills-to-payable e                 306 both-sides-same-account w
207 side-not-expected w
208 cash-hides-shortage w
209 non-posting-account e
210 foreign-currency-account e
211 unknown-class-vendor-or-terms e

401 double-posting e                   501 batch-not-closed e
402 out-of-balance e                   502 identity-broken e
403 not-posted e                       503 unknown-measure-or-member e
404 does-not-clear e                   504 wrong-sign e
405 rounding-can-unbalance e           505 blank-closing-count e
406 identities-contradict e            506 bad-batch-file e
                                       507 duplicate-batch e
                                       508 figure-not-reported w
601 already-posted e                   509 batch-missing w
602 changed-since-posted e             510 over-short-beyond-limit w
603 field-too-long e                   511 first-posting n
604 refused-by-quickbooks e
605 answer-without-request e
606 closed-period e
607 character-not-accepted e
"""

WRITTEN = sorted(re.findall(r"(\d{3}) (\S+) ([ewn])\b", TABLE))
FOLDER = Path(crossfoot.codes.__file__).parent


def test_the_codes_are_those_of_the_table_in_order() -> None:
    made = [(code.number[2:], code.name, code.severity.value[0]) for code in ALL]
    assert made == WRITTEN
    assert len(WRITTEN) == 52


def test_there_is_a_file_for_each_code_and_for_nothing_else() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "all", "code"}
    assert files == {code.name.replace("-", "_") for code in ALL}


@pytest.mark.parametrize("code", ALL, ids=lambda code: str(code.number))
def test_module_constant_and_title_have_the_name_of_the_code(code: Code) -> None:
    slug = code.name.replace("-", "_")
    module = importlib.import_module(f"crossfoot.codes.{slug}")
    assert getattr(module, slug.upper()) is code
    assert code.doc is not None
    assert code.doc.startswith(f"{code.number} {code.name}\n\n")


@pytest.mark.parametrize("code", ALL, ids=lambda code: str(code.number))
def test_the_text_fits_a_terminal_and_shows_what_is_wrong_and_what_is_right(code: Code) -> None:
    assert code.doc is not None
    assert max(map(len, code.doc.split("\n"))) <= 80
    paragraphs = code.doc.strip().split("\n\n")
    assert paragraphs[1][0].isupper()
    assert "Bad::" in paragraphs
    assert paragraphs[-2] == "Good::" or code.name == "does-not-clear"
