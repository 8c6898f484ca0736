"""Whatever happens to an import: files of the project are whole, and all are new or none is."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from import_shop import account, answered, files_of, list_of, record, saved

from crossfoot.project.editing import files
from crossfoot.project.load import load
from ground import Crossfoot

HERE = Path(__file__).parent

LISTS = answered(
    list_of(
        "Account",
        account("Checking", "1", "Bank", "1000"),
        account("Sales", "2", "Income", "4000", Desc="what we <sell> & \u00e9"),
        account("Sales:Food", "3", "Income", "4010", IsActive="false"),
        account("Estimates", "4", "NonPosting"),
    ),
    list_of("Terms", record("StandardTerms", "Net 30", "5", StdDueDays="30")),
    list_of("Class", record("Class", "East", "6")),
    list_of("Vendor", record("Vendor", "Acme", "7", TermsRef="Net 30", Phone="555-1")),
    list_of("Item", record("ItemService", "Delivery", "8")),
    "<HostQueryRs statusCode='0'><HostRet><SupportedQBXMLVersion>13.0</SupportedQBXMLVersion>"
    "</HostRet></HostQueryRs>",
)
WRITTEN = ("chart.yaml", "terms.yaml", "classes.yaml", "vendors.yaml", "items.yaml", "company.yaml")

IIF = '''\
!ACCNT\tNAME\tACCNTTYPE\tDESC\tACCNUM\tHIDDEN\tEXTRA
ACCNT\tChecking\tBANK\t\t1000\tN\t
ACCNT\tSales\tINC\t"all, of ""it"""\t4000\tN\t
!VEND\tNAME\tTERMS\tHIDDEN
VEND\tAcme\tNet 30\tY
'''


def shop(folder: Path) -> Path:
    """Return a project that is quickly checked."""
    root = folder / "shop"
    root.mkdir()
    (root / "crossfoot.yaml").write_text(
        "company: Shop\nrules: [rules.gl]\nchart: chart.yaml\n"
        "stores: [{name: Main, Tender: [Cash, Visa]}]\n"
    )
    (root / "rules.gl").write_text(
        "dimension Tender\nmeasure Received by Tender\nmeasure Sales\n"
        'always sum of Received = Sales\npost Received debit "1000"\n'
        'post Sales credit "4000" class "East"\n'
    )
    (root / "chart.yaml").write_text(
        "# our chart\naccounts:\n  - {name: Checking, number: '1000', type: Bank}  # the big one\n"
        "  # what we sell\n  - name: Revenue\n    number: 4000\n    type: Income\n"
        "classes: [East]\n"
    )
    (root / "vendors.yaml").write_text("vendors: [Acme, Zoo] # ours\n")
    return root


def arguments(root: Path) -> tuple[str | Path, ...]:
    answer = saved(root.parent, LISTS)
    return ("import", answer, "--project", root, "--on-conflict", "update")


def test_the_import_as_such(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = shop(tmp_path)
    ran = crossfoot(*arguments(root))
    assert "wrote company.yaml, chart.yaml, terms.yaml, classes.yaml, vendors.yaml" in ran.out
    assert set(WRITTEN) <= set(files_of(root))
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("at", range(1, 12))
def test_a_full_disk_leaves_all_as_it_was(
    at: int, crossfoot: Crossfoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shop(tmp_path)
    before = files_of(root)
    calls = iter(range(1, 1000))
    fsync = os.fsync

    def full(handle: int) -> None:
        if next(calls) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        fsync(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    ran = crossfoot(*arguments(root))
    if at <= 8:  # six files as they become, two as they were; the rest are the folders
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == "crossfoot: no space left on device\n"
        assert files_of(root) == before
    else:
        assert set(WRITTEN) <= set(files_of(root))
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("at", range(6))
@pytest.mark.parametrize("error", [OSError(errno.EIO, "I/O error"), KeyboardInterrupt()])
def test_what_fails_between_two_files_puts_the_first_back(
    at: int,
    error: BaseException,
    crossfoot: Crossfoot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = shop(tmp_path)
    before = files_of(root)
    left = [at]
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] == -1:
            raise error
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", failing)
    ran = crossfoot(*arguments(root))
    assert ran.status == (130 if isinstance(error, KeyboardInterrupt) else 2)
    assert ran.out == ""
    assert ran.err.count("\n") == 1
    assert files_of(root) == before


@pytest.mark.parametrize("at", range(7))
def test_a_kill_between_two_files_leaves_each_of_them_whole(
    at: int, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = shop(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    new_root = shop(other)
    before = files_of(root)
    crossfoot(*arguments(new_root))
    new = files_of(new_root)
    words = [str(each) for each in arguments(root)]
    done = subprocess.run(
        [sys.executable, str(HERE / "killed_import.py"), str(at), *words],
        capture_output=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if at < len(WRITTEN) else 0)
    after = files_of(root)
    assert sum(after.get(name) == new[name] for name in WRITTEN) == at
    assert all(after.get(name) in (new[name], before.get(name)) for name in WRITTEN)
    assert [each for each in load(root)[1] if each.code.number in ("XF002", "XF003")] == []
    crossfoot(*arguments(root))
    assert {name: files_of(root)[name] for name in new} == new


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"changed")
    with pytest.raises(files.ChangedMeanwhile, match="`two` was changed by someone else"):
        files.replace_all({one: (b"1", b"new"), two: (b"2", b"new")})
    with pytest.raises(files.ChangedMeanwhile):
        files.replace_all({one: (b"1", b"new"), two: (None, b"new")})
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"changed")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_a_file_keeps_who_may_read_it_and_a_link_leads_where_it_led(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"1")
    target.chmod(0o640)
    link.symlink_to(target)
    files.replace_all({link: (b"1", b"new")})
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


# ---- a thousand inputs -----------------------------------------------------------------------


def mutated(chance: random.Random, data: bytes) -> bytes:
    """Return an input with something wrong with it."""
    at, to = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    to = min(to, at + chance.choice((1, 4, 40, 400)))
    piece = data[at:to]
    match chance.randrange(9):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        case 2:
            return data[:to] + piece + data[to:]
        case 3:
            return data[:at] + data[to:]
        case 4:
            digits = [place for place, byte in enumerate(data) if chr(byte).isdigit()]
            place = chance.choice(digits or [0])
            return data[:place] + str(chance.randrange(10)).encode() + data[place + 1 :]
        case 5:
            return data.replace(b">", b" x='&a;'>" if chance.random() < 0.5 else b">>", 1)
        case 6:
            return data[:at] + chance.choice(ODD) + data[at:]
        case 7:
            words = chance.choice(WORDS)
            return data.replace(words[0], words[1])
        case _:
            return b"<!DOCTYPE a [<!ENTITY a 'aaaa'>]>" + data


ODD = (
    b"\x00",
    b"\xff",
    b"&#8232;",
    b"&#xFEFF;",
    b'"',
    b"'",
    b"\t",
    b"{",
    b": ",
    b" # ",
    b"]",
    b"\r",
)
WORDS = (
    (b"Sales", b"Checking"),
    (b"<AccountNumber>4010", b"<AccountNumber>4000"),
    (b"<ListID>2<", b"<ListID>1<"),
    (b">Income<", b">income<"),
    (b">false<", b">perhaps<"),
    (b"Acme", b"Zoo"),
    (b"Acme", "A · \u2003{x: #} 'y' \"z\"".encode()),
    (b"Sales:Food", b"a:b:c:d:e"),
    (b"Class", b"Vendor"),
    (b"13.0", b"5.0"),
    (b"30", b"99999"),
    (b"Account", b"Customer"),
    (b"INC", b"EXPENSE"),
    (b"4000", b"1000"),
    (b"Checking", b"No"),
    (b"Checking", b"- &x *y !z |"),
    (b"East", b"x" * 40),
)


def test_a_thousand_inputs_never_break_a_file_of_the_project(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    statuses: dict[int, int] = {}
    for number, (name, data) in enumerate(_inputs(1000)):
        if number % 40 == 0:
            folder = tmp_path / str(number)
            folder.mkdir()
            root = shop(folder)
        before = files_of(root)
        path = tmp_path / name
        path.write_bytes(data)
        choice = ("update", "keep-both", "skip")[number % 3]
        ran = crossfoot("import", path, "--project", root, "--on-conflict", choice)
        statuses[ran.status] = statuses.get(ran.status, 0) + 1
        assert ran.status in (0, 1, 2)
        assert "Traceback" not in ran.err, data
        assert "internal fault" not in ran.err, data
        if ran.status == 2:
            assert ran.out == ""
            assert ran.err.count("\n") == 1
            assert files_of(root) == before
        bad = [each.message for each in load(root)[1] if each.code.number in ("XF002", "XF003")]
        assert not [each for each in bad if "this QuickBooks takes" not in each], (data, bad)
    assert min(statuses[0] + statuses[1], statuses[2]) > 150  # taken, and refused


def _inputs(count: int, seed: int = 2026) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(seed)
    for _ in range(count):
        name, text = chance.choice((("lists.xml", LISTS), ("lists.xml", LISTS), ("lists.iif", IIF)))
        data = text.encode()
        for _ in range(chance.choice((1, 1, 2, 3))):
            data = mutated(chance, data) or b" "
        yield name, data
