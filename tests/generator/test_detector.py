"""What red lines find and what they leave alone, by rules made for it: excuses, needs, layout, disguise, examples."""

from __future__ import annotations

import pytest

from generator.content.model import Consequences, Examples, Guards, RedLines, Rule, Wording
from generator.rules.detector import Detector

GUARDS = Guards(
    denied="never.{0,4}◆|◆.{0,9}is wrong",
    reported="in the film.{0,20}◆",
    meant="you",
    harmless="for fun.{0,9}◆",
    tied="late",
)
ALIKE = Rule(title="t", severity="review", like_examples=4, why="w", suggest="s")
EXAMPLES = Examples(
    harmful=["pay or we shout", "pay now or we shout", "we shout at you"] * 3,
    harmless=["in the film they shout", "at the match they shout", "fans shout at a match"] * 3,
)


def rules(detector: Detector, text: str) -> set[str]:
    return {find.rule for find in detector.finds(text)}


def detector(rule: Rule, examples: Examples | None = None, **more: Rule) -> Detector:
    return Detector(RedLines(guards=GUARDS, rules={"X": rule, **more}), examples)


def wording(pattern: str = "shout", **more: object) -> Rule:
    return Rule.model_validate(
        {"title": "t", "severity": "forbidden", "pattern": pattern, "why": "w", "suggest": "s", **more}
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we shout", True),
        ("we never shout", False),
        ("never do we shout", True),  # too far from the find
        ("to shout is wrong", False),
        ("never. we shout", True),  # in another sentence
        ("we never shout and then we shout", True),  # the second find has its own words around it
    ],
)
def test_a_denial_excuses_the_find_that_it_belongs_to(text: str, found: bool) -> None:
    assert bool(detector(wording()).finds(text)) is found


def test_what_is_told_of_is_not_said_but_for_what_is_said_to_somebody() -> None:
    assert detector(wording()).finds("in the film they shout") == []
    assert detector(wording()).finds("in the film they shout at you") != []


def test_an_excuse_never_excuses_what_is_tied_to_a_debt() -> None:
    rule = wording(unless="quietly.{0,9}◆")
    for words in ("for fun we shout", "quietly we shout"):
        assert detector(rule).finds(words) == []
        assert detector(rule).finds(f"if you are late, {words}") != []


def test_a_find_needs_what_it_needs_near_it() -> None:
    rule = wording(needs=["late", "we.{0,9}◆"])
    assert detector(rule).finds("if you are late we shout") != []
    assert detector(rule).finds("if you are late they shout") == []
    assert detector(rule).finds(f"late {'and ' * 30} we shout") == []


def test_what_the_text_has_said_by_then_counts() -> None:
    rule = wording(told="late")
    assert detector(rule).finds("You are late! We shout.") != []
    assert detector(rule).finds("We shout! You are late.") == []


def test_each_of_several_wordings_has_its_own_needs() -> None:
    ways = [Wording(pattern="shout", needs=["late"]), Wording(pattern="yell")]
    rule = Rule(title="t", severity="caution", wording=ways, why="w", suggest="s")
    assert [find.found for find in detector(rule).finds("We shout. We yell.")] == ["yell"]


def test_what_reads_like_the_examples_wants_a_look_and_nothing_where_a_sharp_rule_spoke() -> None:
    both = detector(wording(), EXAMPLES, L=ALIKE)
    assert rules(both, "pay now or we sh0ut") == {"L"}
    assert rules(both, "pay now or we shout") == {"X"}
    assert {find.rule for find in both.every("pay now or we shout")} == {"X", "L"}


def test_no_harmless_words_before_or_behind_make_up_for_a_part_like_the_examples() -> None:
    learnt = detector(ALIKE, EXAMPLES)
    harm = "pay now or we sh0ut, pay or we sh0ut"
    assert rules(learnt, harm) == {"X"}
    assert rules(learnt, f"at the match fans, {harm}, a match") == {"X"}


def test_what_only_tells_of_a_deed_is_taken_back() -> None:
    """Many examples teach who threatens and who tells; wording stands there whoever says it, short clauses as well."""
    who = [f"the {one}" for one in ("boss", "clerk", "man", "guard", "house", "firm", "desk", "team", "crew", "staff")]
    when = [f"{one} the {day}" for one in ("on", "by", "till", "from", "before") for day in ("first", "last", "tenth")]
    harmful = [f"pay {day} or {one} will cut your power" for one in who for day in when]
    harmless = [f"{one} was told {day} that nobody may cut the power" for one in who for day in when]
    examples = Examples(harmful=harmful * 4, harmless=harmless * 4)
    deed = Rule(title="t", severity="forbidden", pattern="cut [a-z]{3,4} power", why="w", suggest="s")
    word = Rule(title="t", severity="caution", pattern="cut [a-z]{3,4} power", why="w", suggest="s")
    learnt = detector(ALIKE, examples, D=deed, W=word)
    threat, told = (
        "pay by the second or the boss will cut your power",
        "the boss was told by us that nobody may cut the power",
    )
    assert {"D", "W"} <= {find.rule for find in learnt.every(threat)}
    assert {find.rule for find in learnt.every(told)} == {"W"}
    assert {"D", "W"} <= {find.rule for find in learnt.every(f"{told}, {threat}")}, "said beside it"
    few = detector(ALIKE, EXAMPLES, D=deed)
    assert "D" in {find.rule for find in few.every(told)}, "few examples teach no such thing"


def test_a_list_of_consequences_of_our_own() -> None:
    beyond = Rule(
        title="t", severity="review", why="w", suggest="s",
        consequences=Consequences(unpaid="late", follows="will", lawful={"Letters": "write", "Court": "court"}),
    )  # fmt: skip
    found = detector(beyond).finds("If you are late, we will write, and we will tell your boss.")
    assert [find.found for find in found] == ["and we will tell your boss."]
    assert detector(beyond).finds("If you are late, we will write to the court") == []
    assert detector(beyond).finds("We will tell your boss.") == []


SOUNDS = RedLines(
    guards=GUARDS,
    same={"停水": ["tstd", "停💧"]},
    sounds={"停水": ["亭水"], "老赖": []},
    looks={"赖": "懒"},
    rules={"X": wording("停水|老赖|征信")},
)
WATER = Detector(SOUNDS)


@pytest.mark.parametrize(
    "text",
    [
        "停水。", "停水！", "“停水”", "停水", "- 停水", "1. 停水", "| 停水 |", "**停水**", "停**水**",
        "<b>停</b>水", "停&nbsp;水", "上征\n信。", "上征\r\n信。", "停\n水",
        "停<br>水", "停·水", "停 水", "停#水", "停@水",
        "停【水】", "停☆水", "停1水", "停，水", "停\u2800水",
        "停\u3164水", "停\U000e0041水",
        "停\u0336水\u0336", "停\ufe0f水", "停💧", "tstd", "ＴＳＴＤ", "听水", "停睡", "停shui", "tingshui", "老懒",
        "劳赖", "停 s h u i",
    ],
)  # fmt: skip
def test_neither_layout_nor_disguise_hides_a_find(text: str) -> None:
    assert rules(WATER, text) == {"X"}


@pytest.mark.parametrize("text", ["停车水", "停下，喝水", "亭水", "停。水箱", "第一行停\n\n- 水箱"])
def test_what_only_looks_so_is_left_alone(text: str) -> None:
    assert rules(WATER, text) == set()


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("您好。再不交就停#水！", "停#水"),
        ("𠮷𠮷停水", "停水"),
        ("<p>停<b>水</b></p>", "停<b>水"),
        ("上征\n信", "征\n信"),
        ("ＴＳＴＤ", "ＴＳＴＤ"),
        ("停水\u0336", "停水\u0336"),
    ],
)
def test_a_find_is_told_by_its_place_in_the_original(text: str, piece: str) -> None:
    (find,) = WATER.finds(text)
    assert text[find.begin : find.end] == piece


def test_a_chat_tells_who_and_when_and_that_is_no_part_of_what_is_said() -> None:
    chat = "2026-01-05 10:11 停停：水箱洗好了\n2026-01-05 10:12 小李：明天停\n2026-01-05 10:13 小王：水"
    assert WATER.finds(chat) == []
    assert [find.found for find in WATER.finds(f"{chat}\n2026-01-05 10:14 小王：停水")] == ["停水"]
