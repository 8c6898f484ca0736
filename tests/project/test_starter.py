"""What `init` writes is a project without a finding, whatever the names."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossfoot.driver import check
from crossfoot.project.starter import Answers, BadAnswer, starter

PLAIN = Answers("Corner", ("Main",), ("Cash", "Visa"), ("GST",), ("Food", "Beer & Wine"))


def written(folder: Path, answers: Answers) -> Path:
    for path, text in starter(answers).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "answers",
    [
        PLAIN,
        Answers("No taxes", ("Main",), ("Cash",), (), ("General",)),
        Answers(
            'Ünï & Co: "x"', ("A", "B", "C: d"), ("Cash", "No", "010"), ("A: B", "{x}"), ("#1",)
        ),
        Answers("Long", ("Main",), ("Cash",), ("T" * 40,), ("D" * 40, 'say "hi"')),
    ],
    ids=lambda answers: answers.company,
)
def test_a_starter_checks_without_a_finding(answers: Answers, tmp_path: Path) -> None:
    outcome = check(written(tmp_path, answers))
    assert [f"{each.at.source.path} {each.message}" for each in outcome.diagnostics] == []
    assert outcome.proofs
    assert all(proof.verdict.value == "by-identity" for proof in outcome.proofs)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        (Answers("", ("M",), ("C",), (), ("D",)), "cannot be the name of a company"),
        (Answers("X", ("M",), ("C\n",), (), ("D",)), "cannot be the name of a tender"),
        (Answers("X", ("M", "m"), ("C",), (), ("D",)), "a store is given twice"),
        (Answers("X", ("M",), ("C",), (), ()), "at least one department"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(answers: Answers, message: str) -> None:
    with pytest.raises(BadAnswer, match=message):
        starter(answers)
