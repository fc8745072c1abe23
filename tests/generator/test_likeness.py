"""Learning by counting: what examples teach, where the limit lies, which part of a sentence speaks for harm."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from generator.rules.naive_bayes import Model, learn, pairs


def taught(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float) -> Model:
    return learn(tuple(harmful), tuple(harmless), per_hundred)


def test_pairs_with_the_ends_marked() -> None:
    assert pairs("停水") == ["^停", "停水", "水$"]
    assert pairs("") == ["^$"]


def test_figures_are_alike() -> None:
    assert pairs("3栋12层") == pairs("1栋32层") == pairs("0栋00层")
    assert pairs("三栋") != pairs("四栋")


def test_a_weight_is_the_logarithm_of_how_much_more_often_harm_has_it() -> None:
    learnt = taught(["停水", "停电", "停梯"], ["您好", "您好啊", "您好吗"], 4)
    # “^停” is in three of three harmful examples and in none of three harmless: (3 + ½) / 4 over (0 + ½) / 4
    assert learnt.weights["^停"] == round(math.log((3.5 / 4) / (0.5 / 4)) / 0.5)
    assert learnt.weights["您好"] == -learnt.weights["^停"]
    assert "停水" not in learnt.weights  # fewer than three examples have it
    assert "谢谢" not in learnt.weights


def test_what_no_example_has_weighs_nothing() -> None:
    assert taught(["停水"] * 3, ["您好"] * 3, 4).strongest("abc") == (0, 0, 0)


def test_what_is_published_is_what_was_learnt() -> None:
    learnt = taught(["停水停电", "停水"] * 3, ["停水通知", "您好", "您好吗"] * 3, 4)
    assert Model.read(learnt.published()) == learnt
    assert all(isinstance(weight, int) for weight in learnt.weights.values())


def as_new(harmful: Sequence[str], harmless: Sequence[str], text: str) -> int:
    """What the strongest part of a harmless example speaks for harm where it was not counted itself."""
    others = taught(harmful, [other for other in harmless if other != text], 1)
    return others.strongest(text)[2]


def test_nothing_before_or_behind_makes_up_for_a_part() -> None:
    learnt = taught(["再不交就停水"] * 4, ["您好谢谢您", "谢谢您的理解", "停车费已收"] * 4, 4)
    alone = learnt.strongest("再不交就停水")[2]
    assert alone > 0
    assert learnt.strongest("您好谢谢您,再不交就停水,谢谢您的理解")[2] >= alone - 2 * max(
        learnt.weights.values()
    )  # the marks of its ends


SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
HARMFUL = [SIGNS[at:] for at in range(20)]
HARMLESS = [SIGNS[:at] for at in range(1, 21)]
"""Twenty that share ever more with the harmful ones."""


@pytest.mark.parametrize(("per_hundred", "above"), [(1, 0), (5, 1), (10, 2), (25, 5), (49.9, 9)])
def test_so_many_of_a_hundred_go_beyond_the_limit(per_hundred: float, above: int) -> None:
    limit = taught(HARMFUL, HARMLESS, per_hundred).limit
    scores = [as_new(HARMFUL, HARMLESS, text) for text in HARMLESS]
    assert sum(score > limit for score in scores) <= above
    assert limit <= max(scores)


def test_few_examples_have_a_limit_too() -> None:
    assert taught(["停水"], [], 4).limit == 0
    assert taught([], [], 4) == Model({}, 0)


def test_without_harmless_or_harmful_examples_nothing_breaks() -> None:
    only_bad, only_good = taught(["停水"] * 4, [], 4), taught([], ["您好"] * 4, 4)
    assert only_bad.reported("停水")
    assert not only_bad.reported("您好")
    assert not only_good.reported("您好")


def test_the_part_that_speaks_most_for_harm_is_shown() -> None:
    learnt = taught(["停水", "就停水了", "再停水"] * 3, ["您好啊", "谢谢您", "停车费"] * 3, 4)
    sentence = "您好啊，不交就停水，谢谢您"
    begin, end, weight = learnt.strongest(sentence)
    assert sentence[begin:end] == "就停水"
    assert weight > 0
