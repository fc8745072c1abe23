"""Sentences and drafts that were labelled before any rule saw them: what is found, and what is left alone, now.

The first runs, which no rule had been tuned on, are in redlines/README.md; these figures keep the rules from getting
worse.
"""

from __future__ import annotations

import pytest

from generator.content.load import load
from tests.conftest import ROOT
from tests.pack.redlines.measure import SETS, judged, rows, summary, told_of

LIBRARY = load(ROOT / "content")


@pytest.mark.parametrize("name", ["held-out-1", "held-out-2"])
def test_held_out_sentences(name: str) -> None:
    """What a set's own sentences taught, where they have become examples since, is left out."""
    figures = summary(judged(LIBRARY, SETS / f"{name}.tsv"))
    assert share(figures["found"]) >= 0.86
    assert share(figures["harmless ones flagged"]) <= 0.05
    assert share(figures["harmless ones called forbidden"]) <= 0.03


@pytest.mark.parametrize("name", ["fresh-1", "fresh-2", "fresh-3"])
def test_fresh_sentences(name: str) -> None:
    figures = summary(judged(LIBRARY, SETS / f"{name}.tsv"))
    assert share(figures["found"]) >= 0.94
    assert share(figures["forbidden called forbidden"]) >= 0.90
    assert share(figures["found for the right reason"]) >= 0.95
    assert share(figures["harmless ones flagged"]) <= 0.06


def test_sentences_that_nothing_was_learned_from() -> None:
    """The sets of strangers that no rule and no example was made by: what is to be expected of new wording."""
    found = [one for number in (6, 7, 8, 9) for one in judged(LIBRARY, SETS / f"fresh-{number}.tsv")]
    figures = summary(found)
    assert len(found) == 720
    assert share(figures["found"]) >= 0.90
    assert share(figures["forbidden called forbidden"]) >= 0.78
    assert share(figures["found for the right reason"]) >= 0.80
    assert share(figures["harmless ones flagged"]) <= 0.09


def test_everyday_sentences() -> None:
    figures = summary(judged(LIBRARY, SETS / "everyday-1.tsv"))
    assert figures["harmless ones called forbidden"][0] == 0
    assert share(figures["harmless ones flagged"]) <= 0.01


def test_whole_drafts() -> None:
    drafts = list(told_of(LIBRARY, SETS / "notices-1.txt"))
    assert sum(named for _, _, named, _ in drafts) / sum(faults for _, faults, _, _ in drafts) >= 0.9
    lawful = [wrong for heading, _, _, wrong in drafts if heading.startswith("lawful")]
    assert sum(map(bool, lawful)) <= 2


def share(counted: tuple[int, int]) -> float:
    return counted[0] / counted[1]


def test_the_sets_are_as_large_as_is_said() -> None:
    verdicts = {file.stem: [row[0] for row in rows(file)] for file in SETS.glob("*.tsv")}
    for name in ("held-out-1", "held-out-2"):
        assert verdicts[name].count("bad") >= 200 and verdicts[name].count("ok") >= 200
    assert verdicts["fresh-1"].count("clean") == 250 and len(verdicts["fresh-1"]) == 542
    assert len(verdicts["everyday-1"]) == 300
    assert len(list(told_of(LIBRARY, SETS / "notices-1.txt"))) == 30
