"""Folding gives the same on both sides, and twice is once."""

from __future__ import annotations

import json
import unicodedata

import pytest

from generator.content.load import load
from generator.content.model import texts
from generator.search.fold import fold
from tests.conftest import CHINESE, ROOT

CASES = json.loads((ROOT / "tests" / "shared" / "fold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_cases_that_the_browser_gives_too(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(("text", "folded"), CASES)
def test_folding_twice_changes_nothing(text: str, folded: str) -> None:
    assert fold(folded) == folded


def test_the_quick_way_gives_what_the_slow_one_gives() -> None:
    """A sign at the end that only the slow way knows must not change what stands before it."""
    slow = "\u200b"
    for entry in load(CHINESE).entries.values():
        for _, text, _ in texts(entry):
            assert fold(text + slow) == fold(text)
    for char in map(chr, range(0x2000, 0xFFFF)):
        if unicodedata.category(char) not in ("Cs", "Cn", "Co"):
            assert fold(char + slow) == fold(char), hex(ord(char))
