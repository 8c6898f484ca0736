"""Proofs on paper: one page by itself, in which no text of the user's is markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from prove_shop import SOUND, checked, resolved, shop, shown

from crossfoot.diagnostic import errors
from crossfoot.report.proof.flow import Box, flow
from crossfoot.report.proof.gather import head_of
from crossfoot.report.proof.html import render

NASTY = "<script>alert('x')</script> & \"]]>--><!--"
SPOILED = SOUND.replace("post Tax", "# post Tax")
EMPTY = {"meta", "br", "path", "rect"}
ALLOWED = {
    *EMPTY,
    *("html", "head", "body", "title", "style", "h1", "h2", "h3", "section", "p", "ul", "li"),
    *("code", "span", "table", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("svg", "desc", "g", "text"),
}


class Page(HTMLParser):
    """A page taken apart; every element must be one we use, and closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in {"src", "href", "xlink:href", "action", "data", "srcset"}
            if name == "id":
                self.ids.append(value or "")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in EMPTY

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def page(folder: Path, company: str = "Corner Shops") -> str:
    return render(company, shown(folder), errors(checked(folder).diagnostics))


@pytest.mark.parametrize("name", ["corner-store", "two-stores"])
def test_an_auditor_finds_what_it_is_of_and_where_to_sign(name: str, examples: Path) -> None:
    ruleset, _ = resolved(examples / name)
    head = head_of(ruleset)
    text = render("A", shown(examples / name), (), head)
    said = " ".join(" ".join(Page(text).texts).split())
    assert (
        f"by Crossfoot {head.version}, from chart.yaml {dict(head.sources)['chart.yaml'][:12]}"
        in said
    )
    assert said.endswith("prepared by date reviewed by date")


def test_statements_are_quoted_beside_their_lines(tmp_path: Path) -> None:
    rules = SPOILED + '"{store.till}" clears\ndifferences   up to 0.05 to "6990"\n'
    said = Page(page(shop(tmp_path, rules))).texts
    assert '"{store.till}" clears' in said
    assert 'differences up to 0.05 to "6990"' in said
    assert "What may be left over" in said
    assert 'post Money debit "{store.till}"' in said


def test_text_in_a_drawing_can_be_read_on_paper(examples: Path) -> None:
    """Letters are 8 points high and more where a drawing fills a page of 180 by 235 mm."""
    for name in ("corner-store", "opening-closing", "two-stores"):
        for drawing in drawings(page(examples / name)):
            _, _, width, height = map(int, (drawing.get("viewBox") or "").split())
            points = 72 / 25.4 * min(180 / width, 235 / height)
            sizes = {int(each.get("font-size") or 12) for each in drawing.iter("g")}
            assert min(sizes) * points >= 8


def drawings(text: str) -> list[ElementTree.Element]:
    found = re.findall(r"<svg .*?</svg>", text, re.DOTALL)
    return [ElementTree.fromstring(each) for each in found]


@pytest.mark.parametrize("rules", [SOUND, SPOILED, SOUND + '"{store.till}" clears\n'])
def test_nothing_of_the_users_is_markup(rules: str, tmp_path: Path) -> None:
    rules += "# <b>never</b>\n" + 'never Cost because "<img src=x onerror=alert(1)>"\n'
    text = page(shop(tmp_path, rules, (NASTY, "South"), ("<b>A</b>", "B & C")), NASTY)
    parsed = Page(text)
    said = " ".join(" ".join(parsed.texts).split())
    assert NASTY in said
    assert '"<img src=x onerror=alert(1)>"' in said
    assert "<script" not in text
    assert "<img" not in text


def test_the_page_needs_nothing_else(tmp_path: Path) -> None:
    text = page(shop(tmp_path, SPOILED))
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert "@media print" in text
    assert "<title>Proof of the posting rules of Corner Shops</title>" in text


def test_every_drawing_is_xml_with_a_title_and_words(tmp_path: Path) -> None:
    rules = SOUND + 'post Cost debit "1200" credit "1010" for "South"\n'
    text = page(shop(tmp_path, rules, (NASTY, "South")))
    north, south = drawings(text)
    assert Page(text).ids == ["flow-1", "flow-1-said", "flow-2", "flow-2-said"]
    assert NASTY in (north.findtext("title") or "")
    assert "1200 · Stock: debit Cost." in (south.findtext("desc") or "")
    assert south.get("role") == "img"
    assert south.get("aria-labelledby") == "flow-2 flow-2-said"


def test_a_credit_is_a_broken_line_and_is_labelled(tmp_path: Path) -> None:
    (drawing,) = drawings(page(shop(tmp_path)))
    lines = [each.get("stroke-dasharray") is not None for each in drawing.iter("path")]
    labels = [each.text for each in drawing.iter("text") if each.text in ("debit", "credit")]
    assert lines == [label == "credit" for label in labels]
    assert sorted(labels) == ["credit", "credit", "debit"]


def test_every_account_and_every_row_is_on_the_page(examples: Path) -> None:
    folder = examples / "two-stores"
    said = " ".join(Page(page(folder)).texts)
    for sheet in shown(folder):
        for line in sheet.accounts:
            assert line.rows[0].names[0].account in said
            assert line.formula in said
        for row in sheet.rows:
            assert row.name in said


def test_a_refuted_proof_shows_both_columns_and_the_difference(tmp_path: Path) -> None:
    said = " ".join(" ".join(Page(page(shop(tmp_path, SPOILED))).texts).split())
    assert "out of balance: debits are larger by 1.00" in said
    assert "XF402 out-of-balance: `Tax` is not posted" in said
    assert "refuted" in said


def test_no_text_is_set_inside_another(examples: Path) -> None:
    """Boxes do not touch, and the labels of lines stand apart, in drawings of every size."""
    for name in ("corner-store", "opening-closing", "two-stores"):
        for sheet in shown(examples / name):
            drawing = flow(sheet)
            for column in (drawing.measures, drawing.accounts):
                assert all(one.y + one.height < two.y for one, two in pairwise(column))
            ends = sorted(stroke.end for stroke in drawing.strokes)
            assert all(two - one >= 12 for one, two in pairwise(ends))
            assert all(within(stroke.end, drawing.accounts) for stroke in drawing.strokes)
            assert all(within(stroke.start, drawing.measures) for stroke in drawing.strokes)
            assert drawing.height > max(box.y + box.height for box in drawing.accounts)


def within(height: int, boxes: tuple[Box, ...]) -> bool:
    return any(box.y < height < box.y + box.height for box in boxes)


def test_a_figure_that_makes_an_amount_smaller_says_so(tmp_path: Path) -> None:
    rules = SOUND + 'Loss = sum of Cost - Tips\npost Loss debit "1200" credit "1010"\n'
    (sheet,) = shown(shop(tmp_path, rules.replace("never Tips", "# ")))
    labels = {(stroke.side.value, stroke.label) for stroke in flow(sheet).strokes}
    assert ("debit", "debit (less)") in labels
    assert "debit less Tips" in " ".join(flow(sheet).said)


def test_a_long_name_is_cut_and_kept_whole_beside(tmp_path: Path) -> None:
    long = "A Department Whose Name Goes On And On And On Until Nobody Listens"
    rules = SOUND + 'post Cost debit "Cost:{Department}" credit "1200"\n'
    (sheet,) = shown(shop(tmp_path, rules, departments=(long, "B")))
    (box,) = [each for each in flow(sheet).accounts if long in each.name]
    assert len(box.text) <= 32
    assert box.text.endswith("…")


def test_the_same_proof_gives_the_same_page(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    assert page(folder) == page(folder)
    assert all(one != two for one, two in combinations(drawings(page(folder)), 2))
