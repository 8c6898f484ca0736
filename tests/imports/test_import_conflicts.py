"""A vendor, customer or item that is here already and differs: what can be done, and is said."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from import_shop import answered, corner_store, files_of, list_of, record, saved

from ground import Crossfoot, Ran

VENDORS = """\
vendors:
  - {name: "Acme Foods", id: "1", phone: "555-1"}   # Ann takes orders until noon
  - {name: "Brewery", terms: "Net 15"}
  - Cider House
  # the rest is small
  - {name: "Dairy", id: "4"}
"""


def vendor(name: str, id_: str, **fields: str) -> str:
    return record("Vendor", name, id_, IsActive="true", **fields)


ANSWER = answered(
    list_of(
        "Vendor",
        vendor("Aaron", "9"),
        vendor("Acme Foods", "1", Phone="555-2"),
        vendor("Brewery", "2", TermsRef="Net 15"),
        vendor("Cider House", "3"),
        vendor("Dairy", "4"),
        vendor("Eggs", "5"),
    ),
    list_of("Customer", record("Customer", "Smith", "7")),
)


def shop(folder: Path) -> tuple[Path, Path]:
    root = corner_store(folder)
    (root / "vendors.yaml").write_text(VENDORS, encoding="utf-8")
    return root, saved(folder, ANSWER)


def vendors(root: Path) -> list[str]:
    return (root / "vendors.yaml").read_text(encoding="utf-8").splitlines()


AARON = '  - {name: "Aaron", id: "9"}'
EGGS = '  - {name: "Eggs", id: "5"}'


def test_update_lets_quickbooks_have_its_way(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root, answer = shop(tmp_path)
    ran = crossfoot("import", answer, "--project", root, "--on-conflict", "update")
    assert ran.status == 0, ran.out
    assert ran.out.startswith("vendors: 6 (2 new, 3 updated)\ncustomers: 1 (1 new)\n")
    assert vendors(root) == [
        "vendors:",
        AARON,
        '  - {name: "Acme Foods", id: "1", phone: "555-2"}   # Ann takes orders until noon',
        '  - {name: "Brewery", id: "2", terms: "Net 15"}',
        '  - {name: "Cider House", id: "3"}',
        "  # the rest is small",
        '  - {name: "Dairy", id: "4"}',
        EGGS,
    ]


def test_keep_both_gives_quickbooks_record_a_name_that_is_free(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root, answer = shop(tmp_path)
    ran = crossfoot("import", answer, "--project", root, "--on-conflict", "keep-both")
    assert ran.out.startswith("vendors: 9 (2 new, 3 kept both)\n")
    assert vendors(root) == [
        "vendors:",
        AARON,
        '  - {name: "Acme Foods", phone: "555-1"}   # Ann takes orders until noon',
        '  - {name: "Acme Foods (2)", id: "1", phone: "555-2"}',
        '  - {name: "Brewery", terms: "Net 15"}',
        '  - {name: "Brewery (2)", id: "2", terms: "Net 15"}',
        "  - Cider House",
        '  - {name: "Cider House (2)", id: "3"}',
        "  # the rest is small",
        '  - {name: "Dairy", id: "4"}',
        EGGS,
    ]


def test_skip_leaves_ours_and_takes_the_others(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root, answer = shop(tmp_path)
    ran = crossfoot("import", answer, "--project", root, "--on-conflict", "skip")
    assert ran.out.startswith("vendors: 6 (2 new, 3 skipped)\n")
    assert vendors(root) == [VENDORS.splitlines()[0], AARON, *VENDORS.splitlines()[1:], EGGS]


@pytest.mark.parametrize("choice", ["update", "keep-both"])
def test_what_was_decided_is_no_conflict_the_next_time(
    choice: str, crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root, answer = shop(tmp_path)
    crossfoot("import", answer, "--project", root, "--on-conflict", choice)
    before = files_of(root)
    ran = crossfoot("import", answer, "--project", root)
    assert ran.status == 0, ran.err
    assert "nothing had to be changed" in ran.out
    assert files_of(root) == before


def test_where_nobody_can_be_asked_it_says_what_to_type_and_takes_nothing(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root, answer = shop(tmp_path)
    before = files_of(root)
    ran = crossfoot("import", answer, "--project", root)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == (
        "crossfoot: 3 of the vendors are here already and are not as in QuickBooks, such as vendor "
        "`Acme Foods`; type `--on-conflict update`, `--on-conflict keep-both` or "
        "`--on-conflict skip`; nothing was imported\n"
    )
    assert files_of(root) == before
    dry = crossfoot("import", answer, "--project", root, "--dry-run")
    assert dry.status == 0
    assert dry.out.startswith("vendors: 6 (2 new, 3 to be decided)\n")
    assert files_of(root) == before


def test_a_long_name_is_cut_for_the_number_behind_it(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    name, job = "V" * 41, "Smith:" + "J" * 41
    (root / "vendors.yaml").write_text(f"vendors: [{name}]\n", encoding="utf-8")
    (root / "customers.yaml").write_text(f'customers: ["{job}"]\n', encoding="utf-8")
    answer = saved(
        tmp_path,
        answered(
            list_of("Vendor", vendor(name, "1")),
            list_of("Customer", record("Customer", job, "2")),
        ),
    )
    arguments = ("import", answer, "--project", root, "--on-conflict", "keep-both")
    assert crossfoot(*arguments).status == 0
    before = files_of(root)
    assert f'"{"V" * 37} (2)"'.encode() in before["vendors.yaml"]
    assert f'"Smith:{"J" * 37} (2)"'.encode() in before["customers.yaml"]
    assert "nothing had to be changed" in crossfoot(*arguments).out
    assert files_of(root) == before


def test_two_that_exchanged_their_names_are_followed(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    (root / "vendors.yaml").write_text(
        'vendors: [{name: East, id: "1"}, {name: West, id: "2"}]\n', encoding="utf-8"
    )
    both = list_of("Vendor", vendor("West", "1"), vendor("East", "2"))
    answer = saved(tmp_path, answered(both))
    crossfoot("import", answer, "--project", root, "--on-conflict", "update")
    assert vendors(root) == ['vendors: [{name: West, id: "1"}, {name: East, id: "2"}]']


def test_a_name_that_a_renamed_record_gave_up_is_free(crossfoot: Crossfoot, tmp_path: Path) -> None:
    root = corner_store(tmp_path)
    (root / "vendors.yaml").write_text('vendors: [{name: East, id: "1"}]\n', encoding="utf-8")
    both = list_of("Vendor", vendor("East", "2"), vendor("East & Sons", "1"))
    answer = saved(tmp_path, answered(both))
    crossfoot("import", answer, "--project", root, "--on-conflict", "update")
    assert vendors(root) == ['vendors: [{name: East & Sons, id: "1"}, {name: "East", id: "2"}]']


def test_an_export_that_knows_no_ids_is_kept_beside_ours_once(
    crossfoot: Crossfoot, tmp_path: Path
) -> None:
    root = corner_store(tmp_path)
    (root / "items.yaml").write_text(
        "items:\n- name: Delivery\n  price: '5.00'\n", encoding="utf-8"
    )
    export = "!INVITEM\tNAME\tINVITEMTYPE\tPRICE\nINVITEM\tDelivery\tSERV\t6.00\n"
    path = saved(tmp_path, export, "items.iif")
    arguments = ("import", path, "--project", root, "--on-conflict", "keep-both")
    assert crossfoot(*arguments).out.startswith("items: 2 (1 kept both)\n")
    assert (root / "items.yaml").read_text() == (
        "items:\n- name: Delivery\n  price: '5.00'\n"
        '- name: "Delivery (2)"\n  type: Service\n  price: "6.00"\n'
    )
    before = files_of(root)
    assert "nothing had to be changed" in crossfoot(*arguments).out
    assert files_of(root) == before


# ---- asked on a terminal ---------------------------------------------------------------------


def typed(arguments: Sequence[str | Path], keys: str) -> Ran:
    """Run the command on a terminal of its own, where somebody types; return what it came to."""
    pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "crossfoot", *map(str, arguments)],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    assert process.stdout is not None
    shown = b""
    left = keys
    while True:
        try:
            data = os.read(ours, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
        if shown.endswith(b"abort: ") and left:
            answer, _, left = left.partition("\n")
            control = answer in ("\x03", "\x04")
            os.write(ours, (answer if control else f"{answer}\n").encode())
    out = process.stdout.read().decode()
    process.stdout.close()
    os.close(ours)
    return Ran(process.wait(), out, shown.decode().replace("\r\n", "\n"))


def _take_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def test_each_is_asked_about_and_shown(tmp_path: Path) -> None:
    root, answer = shop(tmp_path)
    ran = typed(("import", answer, "--project", root), "huh\nu\nK\nskip")
    assert ran.out.startswith(
        "vendors: 7 (2 new, 1 updated, 1 kept both, 1 skipped)\ncustomers: 1 (1 new)\n"
        "wrote vendors.yaml, customers.yaml\n"
    ), ran
    assert ran.status == 0
    assert (
        "vendor `Acme Foods` is here already, and QuickBooks has it otherwise:\n"
        "  phone: 555-1 here, 555-2 in QuickBooks\n"
    ) in ran.err
    assert "  id: nothing here, 3 in QuickBooks\n" in ran.err
    assert ran.err.count("abort: ") == 4
    assert '  - {name: "Brewery (2)", id: "2", terms: "Net 15"}' in vendors(root)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("u all", "3 updated"), ("keep both all", "3 kept both"), ("s  ALL", "3 skipped")],
)
def test_an_answer_may_be_for_all_of_a_list(answer: str, said: str, tmp_path: Path) -> None:
    root, path = shop(tmp_path)
    ran = typed(("import", path, "--project", root), answer)
    assert ran.out.startswith(f"vendors: {9 if 'both' in said else 6} (2 new, {said})\n"), ran
    assert ran.err.count("abort: ") == 1


@pytest.mark.parametrize("key", ["a", "abort", "\x04", "\x03"])
def test_an_import_that_is_broken_off_says_what_it_took(key: str, tmp_path: Path) -> None:
    root, answer = shop(tmp_path)
    ran = typed(("import", answer, "--project", root), f"u\n{key}")
    assert ran.status == 2, ran
    assert ran.out.startswith(
        "the import was broken off; this was taken:\n"
        "vendors: 2 of 6 taken (1 new, 1 updated), then broken off\n"
        "customers: none of 1 taken\n"
        "wrote vendors.yaml\n"
    )
    assert vendors(root) == [
        "vendors:",
        AARON,
        '  - {name: "Acme Foods", id: "1", phone: "555-2"}   # Ann takes orders until noon',
        *VENDORS.splitlines()[2:],
    ]
    assert not (root / "customers.yaml").exists()
