"""An allowance of unused allowances excuses others, never itself."""

from __future__ import annotations

from pathlib import Path

from living_shops import added, corner_store

from crossfoot import driver


def test_an_allowance_does_not_excuse_itself(tmp_path: Path) -> None:
    shop = added(corner_store(tmp_path), "rules.gl", '\nallow XF305 because "of the season"\n')
    (finding,) = driver.check(shop).diagnostics
    assert finding.message == "there is no XF305 unused-allowance to allow"
    added(shop, "rules.gl", 'allow XF203 on Dept Sales because "in the season"\n')
    outcome = driver.check(shop)
    assert outcome.diagnostics == ()
    assert [each.because for each in outcome.silenced] == ["of the season"]
