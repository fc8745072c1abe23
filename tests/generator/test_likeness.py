"""Learning by counting: what examples teach, where the limit lies, which part of a sentence speaks for harm."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from generator.rules.naive_bayes import Likeness, grams, learn


def taught(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float) -> Likeness:
    return learn(tuple(harmful), tuple(harmless), per_hundred)


def test_sequences_of_two_and_three_with_the_ends_marked() -> None:
    assert grams("停水") == {"^停", "停水", "水$", "^停水", "停水$"}
    assert grams("") == {"^$"}


def test_figures_are_alike() -> None:
    assert grams("3栋12层") == grams("12栋3层") == grams("0栋0层")
    assert grams("三栋") != grams("四栋")
    learnt = taught(["3天不交就停水"] * 3, ["3栋已经交了"] * 3, 4)
    assert learnt.score("30天不交就停水") == learnt.score("3天不交就停水")


def test_a_weight_is_the_logarithm_of_how_much_more_often_harm_has_it() -> None:
    learnt = taught(["停水", "停电", "停梯"], ["您好"], 4)
    # “^停” is in three of three harmful examples and in none of one harmless: (3 + ½) / 4 over (0 + ½) / 2
    assert learnt.weights["^停"] == round(100 * math.log((3.5 / 4) / (0.5 / 2)))
    assert learnt.weights["停水"] == round(100 * math.log((1.5 / 4) / (0.5 / 2)))
    assert learnt.weights["您好"] < 0
    assert "谢谢" not in learnt.weights


def test_what_no_example_has_weighs_nothing() -> None:
    learnt = taught(["停水"], ["您好"], 4)
    assert learnt.score("abc") == 0
    assert learnt.score("停水停水停水") == learnt.score("停水停水")  # presence, not number


def test_the_table_gives_the_browser_every_weight() -> None:
    harmful, harmless = ["停水停电", "停水"], ["停水通知", "您好", "您好吗"]
    learnt = taught(harmful, harmless, 4)
    for gram, weight in learnt.weights.items():
        counts = tuple(sum(gram in grams(text) for text in texts) for texts in (harmful, harmless))
        assert learnt.table[counts[0], counts[1]] == weight


def as_new(harmful: Sequence[str], harmless: Sequence[str], text: str) -> int:
    """The score of a harmless example where it was not counted itself, of the sequences that others have."""
    others = taught(harmful, [other for other in harmless if other != text], 1)
    return sum(others.weights.get(gram, 0) for gram in grams(text))


def test_the_limit_scores_each_harmless_example_as_if_it_were_new() -> None:
    """An example knows itself: scored with its own count it would look more harmless than any new text does."""
    harmful, harmless = ["停水", "停水停电"], ["停水通知", "您好", "谢谢您", "收到了", "请核对"]
    learnt = taught(harmful, harmless, 1)
    assert learnt.limit == max(as_new(harmful, harmless, text) for text in harmless)
    assert learnt.limit > max(learnt.score(text) for text in harmless)


SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
HARMFUL = [SIGNS[at:] for at in range(20)]
HARMLESS = [SIGNS[:at] for at in range(1, 21)]
"""Twenty that share ever more with the harmful ones."""


@pytest.mark.parametrize(("per_hundred", "above"), [(1, 0), (5, 1), (10, 2), (25, 5), (49.9, 9)])
def test_so_many_of_a_hundred_go_beyond_the_limit(per_hundred: float, above: int) -> None:
    limit = taught(HARMFUL, HARMLESS, per_hundred).limit
    scores = [as_new(HARMFUL, HARMLESS, text) for text in HARMLESS]
    assert len(set(sorted(scores)[-11:])) == 11, "no two near a limit score alike"
    assert sum(score > limit for score in scores) == above


def test_few_examples_have_a_limit_too() -> None:
    assert taught(["停水"], [], 4).limit == 0
    assert taught(["停水"], ["停水通知"], 4).limit == as_new(["停水"], ["停水通知"], "停水通知")
    assert taught([], [], 4) == Likeness({}, 0, (), (), {})


def test_without_harmless_or_harmful_examples_nothing_breaks() -> None:
    only_bad, only_good = taught(["停水"], [], 4), taught([], ["您好"], 4)
    assert only_bad.reported("停水")
    assert not only_bad.reported("您好")
    assert not only_good.reported("您好")


def test_the_part_that_speaks_most_for_harm_is_shown() -> None:
    learnt = taught(["停水", "就停水了", "再停水"] * 3, ["您好啊", "谢谢您", "停车费"] * 3, 4)
    sentence = "您好啊，不交就停水，谢谢您"
    begin, end = learnt.strongest(sentence)
    assert sentence[begin:end] == "就停水"


def test_a_sentence_without_such_a_part_is_shown_whole() -> None:
    learnt = taught(["停水"], ["您好啊"], 4)
    assert learnt.strongest("您好啊") == (0, 3)
    assert learnt.strongest("") == (0, 0)
