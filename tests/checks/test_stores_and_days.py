"""A fault in many stores is one finding, and says where and when it is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_harness import HERE, lay_out, outcome_of

from crossfoot import driver

STORE = (
    '  - {{name: "{0}", prefix: "{0}", Tender: [Cash, {1}], Tax: [GST], Department: [Grocery]}}\n'
)


def messages(rules: str, folder: Path) -> list[str]:
    outcome = outcome_of(f"# project: two-stores\n{rules}", folder)
    return [f"{each.code.number} {each.message}" for each in outcome.diagnostics]


def test_a_fault_in_twelve_stores_is_told_once(tmp_path: Path) -> None:
    lay_out('post Cash Dropped debit "{store} Bank" credit "1010"\n', tmp_path)
    names = [f"S{number:02}" for number in range(12)]
    head = (HERE / "project" / "crossfoot.yaml").read_text("utf-8").partition("stores:")[0]
    stores = "".join(STORE.format(name, "Visa") for name in names)
    (tmp_path / "crossfoot.yaml").write_text(f"{head}stores:\n{stores}", encoding="utf-8")
    (found,) = driver.check(tmp_path).diagnostics
    assert found.message == (
        "accounts `S00 Bank`, `S01 Bank`, `S02 Bank` and 9 more are not in the chart of accounts"
    )


def test_a_bad_attribute_names_the_store_that_has_it(tmp_path: Path) -> None:
    lay_out(
        "# project: two-stores\n"
        'post Cash Dropped debit "{store.bank}" credit "1010 · Undeposited Funds"\n',
        tmp_path,
    )
    path = tmp_path / "crossfoot.yaml"
    path.write_text(path.read_text("utf-8").replace("1005 ·", "1006 ·"), encoding="utf-8")
    (found,) = driver.check(tmp_path).diagnostics
    assert found.message == (
        "account `1006 · Harbour Bank` does not fit the chart: "
        "`Harbour Bank` has number 1005, not 1006, at `Harbour`"
    )


def test_a_bad_attribute_names_the_members_that_share_it(tmp_path: Path) -> None:
    lay_out(
        "post Dept Sales credit \"{Department.account or '4999'}\"\n"
        'skip Sales: Total because "by department"\n',
        tmp_path,
    )
    path = tmp_path / "crossfoot.yaml"
    text = path.read_text("utf-8").replace("[Grocery,", "[Grocery, Bakery,")
    path.write_text(text, encoding="utf-8")
    (found,) = driver.check(tmp_path).diagnostics
    assert found.message == (
        "account `4999` is not in the chart of accounts, for `Grocery` and `Bakery`"
    )


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        (
            'post Sales: Total for "Harbour" credit "4000 · Sales"\n'
            'post Sales: Total for "Harbour", "Main Street" credit "4010 · Grocery"\n',
            "XF301 `Sales: Total` has two rules, and neither is more specific",
        ),
        (
            'post Sales: Total credit "4000 · Sales" until 2026-08-31\n'
            'post Sales: Total credit "4010 · Grocery" from 2026-07-01\n',
            "XF301 `Sales: Total` has two rules, and neither is more specific",
        ),
        (
            'post Sales: Total credit "4000 · Sales"\n'
            'post Dept Sales for "Harbour" credit "4010 · Grocery" from 2026-07-01\n',
            "XF302 `Sales: Total` and `Dept Sales` post the same money at `Harbour` "
            "from 2026-07-01",
        ),
        (
            'post Tender Over/Short credit "6900 · Cash Over/Short"\n'
            'post Tender Over: Visa for "Harbour" credit "6900 · Cash Over/Short"\n',
            "XF302 `Tender Over/Short` and `Tender Over` post the same money for `Visa` "
            "at `Harbour`",
        ),
        (
            'post Tender Received debit "1010 · Undeposited Funds"\n'
            'post Cash Paid Out for "Harbour" debit "6300 · Petty Expenses" credit "1010"\n',
            "XF303 `Tender Received` is posted at `Main Street` without "
            "`Tender Paid Out` or `Cash Paid Out`",
        ),
    ],
)
def test_where_and_when_is_told_unless_the_rule_says_it(
    rules: str, message: str, tmp_path: Path
) -> None:
    assert messages(rules, tmp_path) == [message]
