"""What red lines find and what they leave alone, by rules made for it: the guards, the examples, consequences."""

from __future__ import annotations

import pytest

from generator.content.model import Consequences, Examples, Guards, RedLines, Rule
from generator.rules.detector import Detector

GUARDS = Guards(before="never", window=4, after="is wrong", after_window=4, near=6, calm=-100)
EXAMPLES = Examples(
    harmful=["pay or we shout", "pay now or we shout", "we shout at you"] * 3,
    harmless=["in the film they shout", "at the match they shout", "fans shout at a match"] * 3,
)
ALIKE = Rule(title="t", severity="review", like_examples=4, why="w", suggest="s")


def rules(detector: Detector, text: str) -> set[str]:
    return {find.rule for find in detector.finds(text)}


def detector(rule: Rule, examples: Examples | None = None, **more: Rule) -> Detector:
    return Detector(RedLines(guards=GUARDS, rules={"X": rule, **more}), examples)


def wording(always: bool = False) -> Rule:
    return Rule(title="t", severity="forbidden", pattern="shout", always=always, why="w", suggest="s")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we shout", True),
        ("we never shout", False),
        ("never do we shout", True),  # the negation ends beyond the window
        ("to shout is wrong", False),
        ("we shout and that is wrong", True),
        ("never. we shout", True),  # in another sentence
    ],
)
def test_a_negation_before_and_a_verdict_behind_make_a_find_harmless(text: str, found: bool) -> None:
    assert bool(detector(wording()).finds(text)) is found


def test_a_find_among_harmless_words_is_dropped() -> None:
    learnt = detector(wording(), EXAMPLES, L=ALIKE)
    assert "X" in rules(learnt, "pay or we shout")
    assert "X" not in rules(learnt, "in the film they shout")
    assert "X" in rules(detector(wording()), "in the film they shout")  # no examples, no calm


def test_a_second_find_counts_where_the_first_stands_among_harmless_words() -> None:
    finds = detector(wording(), EXAMPLES, L=ALIKE).finds("in the film they shout, here you pay or we shout")
    assert "X" in {find.rule for find in finds}


def test_a_rule_about_facts_holds_whatever_the_words_around_it() -> None:
    assert "X" in rules(detector(wording(always=True), EXAMPLES, L=ALIKE), "in the film they shout")
    assert rules(detector(wording(always=True)), "we never shout") == set()  # what is denied is no claim


def test_what_reads_like_the_examples_wants_a_look_and_nothing_where_a_sharp_rule_spoke() -> None:
    both = detector(wording(), EXAMPLES, L=ALIKE)
    assert rules(both, "pay now or we sh0ut") == {"L"}
    assert rules(both, "pay now or we shout") == {"X"}
    assert {find.rule for find in both.every("pay now or we shout")} == {"X", "L"}


def test_a_list_of_consequences_of_our_own() -> None:
    beyond = Rule(
        title="t", severity="review", why="w", suggest="s",
        consequences=Consequences(unpaid="late", follows="will", lawful={"Letters": "write", "Court": "court"}),
    )  # fmt: skip
    found = detector(beyond).finds("If you are late, we will write, and we will tell your boss.")
    assert [find.found for find in found] == ["and we will tell your boss."]
    assert detector(beyond).finds("If you are late, we will write to the court") == []
    assert detector(beyond).finds("We will tell your boss.") == []
