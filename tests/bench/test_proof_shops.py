"""What the proof is measured on is sound: each shop is found to be what it is said to be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ground import REPOSITORY, Crossfoot

sys.path.insert(0, str(REPOSITORY / "bench"))

import shops
from shops import Chain, Fault, Size

SMALL = Size(tenders=4, departments=6, taxes=3)


def _found(crossfoot: Crossfoot, shop: Path) -> tuple[set[str], set[str]]:
    """Return the codes of what is found, and the verdicts."""
    report = json.loads(crossfoot("check", shop, "--format", "json").out)
    return (
        {each["code"] for each in report["diagnostics"]},
        {each["verdict"] for each in report["proofs"]},
    )


def _posts(shop: Path) -> int:
    rules = (shop / "rules.gl").read_text("utf-8").splitlines()
    return sum(line.startswith("post ") for line in rules)


def test_a_large_shop_has_ten_thousand_rules(tmp_path: Path) -> None:
    assert shops.till(tmp_path, shops.LARGE) == shops.LARGE.posts == _posts(tmp_path) == 10_000


def test_a_till_clears(crossfoot: Crossfoot, tmp_path: Path) -> None:
    assert shops.till(tmp_path, SMALL, more=shops.TILL) == SMALL.posts == _posts(tmp_path)
    assert _found(crossfoot, tmp_path) == (set(), {"by-identity"})


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.OVER_MISSING, "XF403"),
        (Fault.DROPS_TURNED, "XF402"),
        (Fault.WAYS_MIXED, "XF401"),
        (Fault.DEPARTMENT_MISSING, "XF403"),
        (Fault.DEPARTMENTS_MISSING, "XF403"),
    ],
)
def test_a_fault_is_found(fault: Fault, code: str, crossfoot: Crossfoot, tmp_path: Path) -> None:
    shops.till(tmp_path, SMALL, fault, more=shops.TILL)
    assert _found(crossfoot, tmp_path) == ({code}, {"refuted"})


def test_a_till_that_does_not_clear_is_found(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shops.till(tmp_path, SMALL, Fault.CLOSING_MISSING, more=shops.TILL)
    assert _found(crossfoot, tmp_path) == ({"XF303", "XF404"}, {"by-identity"})


@pytest.mark.parametrize("rules", [shops.REMAINDER, shops.SPLIT])
def test_shares_add_up(rules: str, crossfoot: Crossfoot, tmp_path: Path) -> None:
    shops.shares(tmp_path, 6, rules)
    assert _found(crossfoot, tmp_path) == (set(), {"by-identity"})


def test_shares_can_miss_a_cent(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shops.shares(tmp_path, 6, shops.BAD_SPLIT)
    assert _found(crossfoot, tmp_path) == ({"XF405"}, {"refuted"})


def test_each_department_has_shares_of_its_own(crossfoot: Crossfoot, tmp_path: Path) -> None:
    for name, write in (("rest", shops.own_shares), ("split", shops.own_splits)):
        write(tmp_path / name, 12)
        assert _found(crossfoot, tmp_path / name) == (set(), {"by-identity"})
        assert _posts(tmp_path / name) == 2 * 12 + shops.OTHERS.count("post ")


def test_a_chain_has_its_kinds_of_stores(crossfoot: Crossfoot, tmp_path: Path) -> None:
    shops.chain(tmp_path, Chain(40, 20))
    report = json.loads(crossfoot("check", tmp_path, "--format", "json").out)
    assert report["diagnostics"] == []
    assert len(report["proofs"]) == 40
    lines = (tmp_path / "crossfoot.yaml").read_text("utf-8").splitlines()
    members = [line for line in lines if line.strip().startswith(("Tender", "Department"))]
    assert len(set(zip(members[::2], members[1::2], strict=True))) == 20
    assert 'for "Store 17"' in (tmp_path / "rules.gl").read_text("utf-8")


def test_proving_tells_what_it_takes(tmp_path: Path) -> None:
    shops.till(tmp_path, SMALL, Fault.DEPARTMENT_MISSING)
    program = [sys.executable, REPOSITORY / "bench" / "proving.py", tmp_path]
    ran = subprocess.run(program, capture_output=True, check=True, text=True)
    told = json.loads(ran.stdout)
    assert told.pop("codes") == ["XF403"]
    assert sorted(told) == ["after", "before", "checks", "prove"]
    assert all(0 < value < 1000 for value in told.values())
    assert told["before"] <= told["after"]
    for only in ("resolve", "prove"):
        assert not subprocess.run([*program, only], capture_output=True, check=True).stdout
