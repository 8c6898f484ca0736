"""What Crossfoot really says of the bad example of a code: it is laid out as a shop, and run.

Rules stand beside the rest of a company's rules, as in the tests of the checks; what comes of
posting is played with the QuickBooks of the tests.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path

from crossfoot.codes import Code
from made.shop import Shop, run

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "checks"))

from case_harness import lay_out  # noqa: E402


def found(code: Code) -> str:
    """Return the findings of a code in its bad example, as they are printed.

    Raises LookupError where there is none.
    """
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        printed = SCENES.get(code.number, of_rules)(example(code, "Bad"))
    head = re.compile(rf"\S+: \w+ {code.number} ")
    findings = [part for part in printed.split("\n\n") if head.match(part)]
    if not findings:
        raise LookupError(f"the bad example of {code.number} does not raise it:\n{printed}")
    return "\n\n".join(findings)


def example(code: Code, title: str) -> str:
    """Return an example of a code, flush left, with the characters that are written as <U+…>."""
    shown = re.search(rf"^{title}::\n\n((?:    .*\n|\n)+)", code.doc or "", re.MULTILINE)
    assert shown is not None, code
    text = re.sub(r"^    ", "", shown[1], flags=re.MULTILINE).strip("\n") + "\n"
    return re.sub(r"<U\+([0-9A-F]{4})>", lambda each: chr(int(each[1], 16)), text)


def of_rules(rules: str) -> str:
    """Return what `check` says of rules beside the rest of a company's."""
    lay_out(rules, Path())
    return run("check")


def of_the_project(keys: str) -> str:
    """Return what `check` says of a project file with such a key more."""
    lay_out("", Path())
    with Path("crossfoot.yaml").open("a", encoding="utf-8") as file:
        file.write(keys)
    return run("check")


def of_a_batch(keys: str, *command: str) -> str:
    """Return what is said of a batch in which these keys stand in place of the usual ones."""
    Shop().batch(keys)
    return run(*command)


def twice(_example: str) -> str:
    """Return what is said of a batch that two files report."""
    shop = Shop()
    shop.batch(file="monday.yaml")
    shop.batch(file="copy.yaml")
    return run("check")


def with_a_gap(_example: str) -> str:
    """Return what is said of batches with a number between them missing."""
    shop = Shop()
    shop.batch("batch: 1043\n")
    shop.batch("batch: 1045\n")
    return run("check")


def for_the_first_time(_example: str) -> str:
    """Return what is said of a tender that is new after a day was posted without it."""
    shop = Shop(new_tender="Gift Card")
    shop.batch()
    shop.posted()
    shop.batch("batch: 1044\nmeasures:\n  Closing: {Gift Card: 105.00}\n" + SALES)
    return run("post", "--dry-run")


def posted_again(_example: str) -> str:
    """Return what is said of a batch that is posted already."""
    shop = Shop()
    shop.batch()
    shop.posted()
    return run("post", "--batch", "1043")


def changed(_example: str) -> str:
    """Return what is said of a posted batch whose closing count is another one now."""
    shop = Shop()
    shop.batch()
    shop.posted()
    shop.batch("measures:\n  Closing: {Cash: 104.00}\n  Short: {Cash: 1.00}\n" + SALES)
    return run("post", "--batch", "1043")


def refused(_example: str) -> str:
    """Return what is said of an entry that names an account QuickBooks has as inactive."""
    shop = Shop()
    shop.batch()
    return shop.answered(inactive="Sales")


def answered_by_another(_example: str) -> str:
    """Return what is said of an answer that is to no request of this company."""
    shop = Shop()
    shop.batch()
    return shop.answered(request_id="0" * 40)


def unfit(settings: str, rules: str = "") -> str:
    """Return what is said of a batch that does not fit QuickBooks, by settings of the project."""
    Shop(settings=settings, rules=rules).batch()
    return run("post", "--dry-run")


SALES = "  Dept Sales: {Grocery: 100.00}\n  Tax Collected: {GST: 5.00}\n"

SCENES: Mapping[str, Callable[[str], str]] = {
    "XF002": of_the_project,
    "XF501": lambda keys: of_a_batch(keys, "post", "--dry-run", "--batch", "1043"),
    **{
        f"XF{number}": lambda keys: of_a_batch(keys, "check")
        for number in (502, 503, 504, 505, 506, 508, 510)
    },
    "XF507": twice,
    "XF509": with_a_gap,
    "XF511": for_the_first_time,
    "XF601": posted_again,
    "XF602": changed,
    "XF603": unfit,
    "XF604": refused,
    "XF605": answered_by_another,
    "XF606": unfit,
    "XF607": lambda rules: unfit("", rules),
}
"""How the bad example is brought about, where it is not one of rules."""
