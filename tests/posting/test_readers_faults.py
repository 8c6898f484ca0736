"""Batch files: everything that is said of those that are wrong, at which line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_shop import ABOUT, BATCH, HEADER, ROWS, as_json, make, read

import fault_tables
from crossfoot.diagnostic import in_order
from crossfoot.posting.batch import Batch, Rejected
from fault_tables import Spoiled

HERE = Path(__file__).parent


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make(tmp_path)


def told(shop: Path, text: str | bytes, name: str = "a.yaml") -> list[str]:
    """Return the findings on all batch files, one of them newly written."""
    rejected = [each for each in read(shop, text, name) if isinstance(each, Rejected)]
    return [
        fault_tables.shown(finding)
        for finding in in_order(finding for each in rejected for finding in each.findings)
    ]


@pytest.mark.parametrize(
    "spoiled", fault_tables.read(HERE / "batch_faults.txt"), ids=fault_tables.named
)
def test_a_fault_of_a_batch(spoiled: Spoiled, shop: Path) -> None:
    assert told(shop, spoiled.of(BATCH)) == spoiled.findings


@pytest.mark.parametrize(
    "spoiled", fault_tables.read(HERE / "csv_faults.txt"), ids=fault_tables.named
)
def test_a_fault_of_a_csv_file(spoiled: Spoiled, shop: Path) -> None:
    assert told(shop, spoiled.of(ROWS), "a.csv") == spoiled.findings


@pytest.mark.parametrize(
    "spoiled", fault_tables.read(HERE / "json_faults.txt"), ids=fault_tables.named
)
def test_a_fault_of_a_json_file(spoiled: Spoiled, shop: Path) -> None:
    assert told(shop, spoiled.of(as_json()), "a.json") == spoiled.findings


@pytest.mark.parametrize(("name", "second"), [("b.yaml", BATCH), ("b.csv", ROWS)])
def test_a_batch_a_second_time_is_told_with_the_first(name: str, second: str, shop: Path) -> None:
    read(shop, BATCH)
    first, twice = read(shop, second, name)
    assert isinstance(first, Batch)
    assert isinstance(twice, Rejected)
    (found,) = twice.findings
    assert (found.code.number, found.at.source.path) == ("XF507", f"batches/{name}")
    assert found.related[0].at.source.path == "batches/a.yaml"


def test_rows_of_a_batch_that_stand_apart_are_a_batch_twice(shop: Path) -> None:
    other = ROWS.removeprefix(HEADER).replace("0043", "44")
    found = told(shop, ROWS + other + f"{ABOUT}Opening,Cash,1\n", "a.csv")
    assert found == [
        "10:1 XF507 batch 0043 of `Main Street` is here a second time"
        " | keep the rows of one batch together"
    ]


def test_a_copy_of_a_long_file_is_told_without_reading_it_again_for_each(shop: Path) -> None:
    rows = HEADER + "".join(
        f"{ABOUT}Opening,Cash,1\n".replace("0043", str(number)) for number in range(1, 3001)
    )
    read(shop, rows, "a.csv")
    found = read(shop, rows, "copy.csv")
    twice = [each for each in found if isinstance(each, Rejected)]
    assert (len(found), len(twice)) == (6000, 3000)
    (last,) = twice[-1].findings
    assert (last.at.first.line, last.related[0].at.first.line) == (3001, 3001)
    assert last.related[0].at.source.path == "batches/a.csv"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            ROWS.replace(",", ";"),
            ["1:1 XF506 the columns are divided by `;` | save it with commas"],
        ),
        (
            ROWS.replace(",", "\t"),
            ["1:1 XF506 the columns are divided by tabs | save it with commas"],
        ),
        ("\n\n", [f"1:1 XF506 this file is empty | begin with a row `{HEADER.strip()}`"]),
        (f"{HEADER}x\n", ["2:1 XF506 this row has too few columns: the first row has 8"]),
        (
            f"{HEADER}\n,,,,,,,\n{ABOUT}Closing,Cash,1,043.50\n{ABOUT}Dept Sales,Fod,1\n"
            f"{ABOUT}Shipping,,1.005\n{ABOUT}Closing,Cash\n",
            [
                "4:1 XF506 this row has too many columns: the first row has 8"
                " | a value that holds a comma needs double quotes",
                "5:70 XF503 `Main Street` has no Department called `Fod` | did you mean `Food`?",
                "6:69 XF506 `1.005` is not an amount such as `812.40` | write digits, a point and"
                " two decimals, without signs for thousands or dollars",
                "7:1 XF506 this row has too few columns: the first row has 8",
            ],
        ),
        (
            ROWS.replace(",closed,2026", ",Closed,2026"),
            ["2:18 XF506 `Closed` is not `open` or `closed`"],
        ),
        (ROWS.replace("T21:10", "T07:10"), ["2:42 XF506 this batch closed before it was opened"]),
        (
            ROWS.replace("2026-03-01T21:10", ""),
            ["2:42 XF506 a closed batch needs `closed`, the day and time of closing"],
        ),
        (
            ROWS.replace("2026-03-01T08:55", "1/3/2026"),
            ["2:25 XF506 `1/3/2026` is not a day and time such as `2026-03-01T21:10`"],
        ),
        (ROWS.replace("0043", ""), ["2:13 XF506 a batch number is missing here"]),
        (
            ROWS.replace("Main Street", "Nowhere").replace(",5.00", ""),
            [
                "2:1 XF108 there is no store called `Nowhere` in the project file"
                " | the stores are `Main Street`, `East`",
                "5:1 XF506 this row has too few columns: the first row has 8",
            ],
        ),
        (
            ROWS.replace("Cash", '"Ca\nsh"'),
            ["2:68 XF503 `Main Street` has no Tender called `Ca\ufffdsh` | did you mean `Cash`?"],
        ),
        (
            ROWS.replace("Closing,Cash", '"Clos""ing, 2","Cash"'),
            [
                '2:60 XF503 nothing is measured that is called `Clos"ing, 2`'
                " | did you mean `Closing`?"
            ],
        ),
    ],
)
def test_faults_of_a_whole_csv_file(text: str, wanted: list[str], shop: Path) -> None:
    assert told(shop, text, "a.csv") == wanted


def test_a_fault_of_a_batch_in_csv_does_not_hide_the_next_batch(shop: Path) -> None:
    bad = ROWS.removeprefix(HEADER).replace("0043", "42").replace("812.40", "8,12")
    first, second = read(shop, HEADER + bad + ROWS.removeprefix(HEADER), "a.csv")
    assert isinstance(first, Rejected)
    assert (first.store, first.number) == ("Main Street", "42")
    assert isinstance(second, Batch)


def test_a_file_that_is_wrong_all_through_is_not_read_to_its_end(shop: Path) -> None:
    rows = "".join(f"Nowhere,{n},closed,,,Closing,Cash,1\n" for n in range(1500))
    found = told(shop, HEADER + rows, "a.csv")
    assert len(found) == 1001
    assert found[0] == (
        "1:1 XF506 this file has 1,000 faults, so its rest was not read | correct these first"
    )


def test_the_same_number_in_another_store_is_another_batch(shop: Path) -> None:
    read(shop, BATCH)
    east = BATCH.replace("Main Street", "East").replace(', "No": 5', "")
    assert [type(each) for each in read(shop, east, "b.yaml")] == [Batch, Batch]


def test_other_files_are_left_alone(shop: Path) -> None:
    for name in ("notes.txt", ".a.yaml", "a.yaml~"):
        (shop / "batches" / name).write_text("nonsense: [")
    assert len(read(shop, BATCH)) == 1


@pytest.mark.parametrize("name", ["a.yaml", "a.json", "a.csv"])
@pytest.mark.parametrize(
    "data",
    [b"\xff\xfea\x00", "Caf\xe9".encode("latin-1"), b"x" * 5_000_000, b"\x00" * 100, b'"' * 999],
)
def test_hostile_bytes_get_a_finding(name: str, data: bytes, shop: Path) -> None:
    found = told(shop, data, name)
    assert found
    assert all(" XF003 " in each or " XF506 " in each for each in found)


@pytest.mark.parametrize("character", ["\x0c", "\x7f", "\x85", "\u2028", "\ufeff", "\r"])
def test_a_hidden_character_in_a_csv_file_is_found_before_it_is_read(
    character: str, shop: Path
) -> None:
    text = ROWS.replace("Dept Sales", f"Dept{character}Sales").replace("Main", "Ma·în–€")
    assert told(shop, text, "a.csv") == [
        f"4:66 XF003 a control character (U+{ord(character):04X}) stands here; delete it"
    ]


def test_other_characters_than_ascii_are_no_hidden_ones(shop: Path) -> None:
    text = ROWS.replace("Main Street", "Ma·în–€﷐")
    assert [each.partition(" `")[0] for each in told(shop, text, "a.csv")] == [
        "2:1 XF108 there is no store called"
    ]


def test_json_nested_beyond_measure_is_told(shop: Path) -> None:
    assert told(shop, "[" * 100_000, "a.json") == [
        "1:1 XF506 lists and keys are nested too deeply here"
    ]


def test_a_line_break_in_a_batch_number_is_told(shop: Path) -> None:
    assert told(shop, ROWS.replace("0043", '"00\n43"'), "a.csv") == [
        "2:14 XF506 `00\ufffd43` is not a batch number: a hidden character is in it"
    ]
