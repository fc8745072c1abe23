"""What may be left out for speed is left out rightly: a pattern that finds something is always tried."""

from __future__ import annotations

import random
import re

import pytest

from generator.rules import reading
from generator.rules.patterns import fewest, needed
from generator.rules.reading import Reader
from generator.rules.sieve import Sieve

PATTERNS = (
    "停水", "停(?:水|电)", "(?:停|断)(?:水|电)", "停[水电]{1,3}", "停?水", "停.{0,3}水", "(?<!不)停(?=水)水", "停|水电",
    "(?:停水|断)电?", "[^水]停", "水+电", "(?:(?:停|断)了?)+水", r"\d停", "停(?!水)", "(?:停水){0,2}电",
)  # fmt: skip


@pytest.mark.parametrize("pairs", [True, False])
def test_every_match_has_what_its_pattern_needs(pairs: bool) -> None:
    dice = random.Random(3)
    for pattern in PATTERNS:
        sets = needed(pattern, pairs=pairs)
        for _ in range(3000):
            text = "".join(dice.choices("停断水电不了7", k=dice.randint(1, 7)))
            if match := re.search(pattern, text):
                found = {*match[0], *map(str.__add__, match[0], match[0][1:])}
                assert all(each & found for each in sets), (pattern, text, sets)


def test_what_cannot_match_is_left_out() -> None:
    sieve = Sieve([needed(pattern, pairs=True) for pattern in PATTERNS])
    assert [PATTERNS[at] for at in sieve.passed("今天停电")] == [
        "停(?:水|电)", "(?:停|断)(?:水|电)", "停[水电]{1,3}", "停|水电", "[^水]停", r"\d停", "停(?!水)",
        "(?:停水){0,2}电",
    ]  # fmt: skip
    assert sieve.passed("") == []


def test_a_pair_spares_more_than_a_sign() -> None:
    assert fewest(needed("停水|断电", pairs=True)) == {"停水", "断电"}
    assert fewest(needed("停水|断电")) == {"停", "断"}
    assert fewest([]) == frozenset()


SIGNS = "停水a7 、。“（Ａﬁ①가\u0301\u0308\u3099\u093f\u302a\u200b\r\n\x0b藝"


def test_a_text_reads_the_same_sign_by_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs of usual signs are read at once."""
    reader, dice = Reader({"simplified": "藝艺", "same": {}, "sounds": {}}), random.Random(5)
    texts = ["".join(dice.choices([*SIGNS, "<br>", "&amp;"], k=dice.randint(1, 12))) for _ in range(3000)]
    at_once = [reader.read(text) for text in texts]
    monkeypatch.setattr(reading, "_UNCHANGED", re.compile("(?!)"))
    for text, read in zip(texts, at_once, strict=True):
        one = reader.read(text)
        assert (read.text, [*read.starts], [*read.ends]) == (one.text, [*one.starts], [*one.ends]), repr(text)


def test_marks_combine_with_the_last_sign_of_a_run() -> None:
    reader = Reader({"simplified": "藝艺", "same": {}, "sounds": {}})
    read = reader.read("停水cafe\u0301停か\u3099水藝")
    assert read.text == "停水café停が水艺"
    assert [*read.starts] == [0, 1, 2, 3, 4, 5, 7, 8, 10, 11] and [*read.ends] == [1, 2, 3, 4, 5, 7, 8, 10, 11, 12]
