"""Sentences that no rule was tuned on: how many harmful ones are found, how many harmless ones are flagged."""

from __future__ import annotations

import pytest

from tests.pack.redlines.measure import ROOT, measure

SETS = sorted((ROOT / "tests" / "pack" / "redlines").glob("held-out-*.tsv"))


@pytest.mark.parametrize("number", range(len(SETS)))
def test_held_out_sentences(number: int) -> None:
    """What a set's own sentences taught, where they have become examples since, is left out."""
    found, flagged = measure(SETS[number])
    assert found >= 0.90
    assert flagged <= 0.05


def test_there_are_two_sets_of_at_least_four_hundred() -> None:
    counts = [[line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines()] for file in SETS]
    assert len(counts) >= 2
    assert all(each.count("bad") >= 200 and each.count("ok") >= 200 for each in counts)
