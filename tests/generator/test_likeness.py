"""What examples teach: weights, limits, which part of a sentence speaks for harm, and which rule it reads like."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.rules import likeness
from generator.rules.likeness import PART, Model, features_of, learn

THINGS = ("水", "电", "气", "暖", "网", "梯", "门", "卡", "车", "闸")
WHO = ("你", "他", "她", "张三", "李四", "王五", "赵六", "楼上", "楼下", "对门", "隔壁", "前排")
WHEN = ("今天", "明天", "后天", "周一", "周二", "周三", "周四", "周五", "周六", "周日")
HARMFUL = [f"{who}{when}再不交就停{thing}" for who in WHO for when in WHEN for thing in THINGS]
HARMLESS = [f"{who}{when}来前台取{thing}的说明" for who in WHO for when in WHEN for thing in THINGS]


def taught(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float = 2) -> Model:
    return learn([(text, "") for text in harmful], harmless, per_hundred)


def test_signs_pairs_and_pairs_around_a_sign_with_the_ends_marked() -> None:
    assert features_of("停水") == ["^", "停", "水", "$", "^停", "停水", "水$", "^_水", "停_$"]
    assert features_of("") == ["^", "$", "^$"]


def test_figures_are_alike() -> None:
    assert features_of("3栋12层") == features_of("115栋2层")
    assert features_of("三栋") != features_of("四栋")


def test_every_example_is_on_its_side() -> None:
    learnt = taught(HARMFUL[::7], HARMLESS[::7])
    assert min(learnt.alike(text).score for text in HARMFUL) > learnt.limit
    assert max(learnt.alike(text).score for text in HARMLESS) < 0


def test_what_no_example_has_weighs_nothing() -> None:
    learnt = taught(["停水"] * 3, ["您好"] * 3)
    assert learnt.alike("abc").score == learnt.base + sum(learnt.weights.get(end, 0) for end in "^$")


def test_what_is_published_is_what_was_learnt() -> None:
    learnt = learn([(text, f"R{len(text) % 2}") for text in HARMFUL], HARMLESS, 2)
    assert learnt.about.keys() == {"R0", "R1"}
    assert Model.read(json.loads(json.dumps(learnt.published()))) == learnt
    assert all(isinstance(weight, int) for weight in learnt.weights.values())


def test_learning_again_gives_the_same() -> None:
    once = taught(HARMFUL, HARMLESS)
    likeness._learn.cache_clear()
    assert taught(HARMFUL, HARMLESS) == once


def test_nothing_before_or_behind_makes_up_for_a_part() -> None:
    learnt = taught(HARMFUL, HARMLESS)
    harm, fine = "你今天再不交就停水", "他明天来前台取水的说明"
    alone, beside = learnt.alike(harm).score, learnt.alike(",".join([fine] * 9 + [harm] + [fine] * 9)).score
    assert learnt.alike(",".join([fine] * 19)).score < 0
    assert beside >= alone - PART - 4 * max(map(abs, learnt.weights.values()))  # what its ends weigh


def test_the_part_is_that_which_speaks_for_harm() -> None:
    learnt = taught(HARMFUL, HARMLESS)
    text = "他明天来前台取水的说明,再不交就停水,他明天来前台取水的说明"
    begin, end = learnt.alike(text).part()
    assert "不交就停" in text[begin:end] and "前台" not in text[begin:end]


def test_the_part_counts_every_digit() -> None:
    learnt = taught(HARMFUL, HARMLESS)
    begin, end = learnt.alike("2026栋1015室再不交就停水").part()
    assert "不交就停" in "2026栋1015室再不交就停水"[begin:end]


def test_a_rule_is_named_by_what_its_examples_have_alone() -> None:
    harmful = [(text, "R1" if "水" in text or "电" in text else "R2") for text in HARMFUL]
    learnt = learn(harmful, HARMLESS, 2)
    assert learnt.rule_of("谁就停水电")[0] == "R1" and learnt.rule_of("谁就停车")[0] == "R2"


def test_few_examples_name_no_rule_and_make_nothing_certain() -> None:
    learnt = learn([(text, "R1") for text in HARMFUL[:9]], HARMLESS[:9], 2)
    assert learnt.rule_of(HARMFUL[0]) == (None, False)
    assert learnt.limit < learnt.alike(HARMFUL[0]).score < learnt.sure


def test_without_harmless_or_harmful_examples_nothing_breaks() -> None:
    for learnt in (taught([], ["您好"]), taught(["停水"] * 3, []), taught([], [])):
        assert isinstance(learnt.alike("再不交就停水").score, int) and learnt.rule_of("停水") == (None, False)


def test_a_limit_is_what_so_many_new_ones_go_beyond() -> None:
    strict, loose = taught(HARMFUL, HARMLESS, 1), taught(HARMFUL, HARMLESS, 40)
    assert loose.limit <= strict.limit <= strict.sure
