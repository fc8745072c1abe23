"""Where somebody has died, is hurt or in danger, the pages speak of nothing else; and the 37 are all there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Objection
from generator.content.selection import choose
from generator.pages.render import render
from generator.pages.sitemap import pages
from tests.sites import ROOT

PEOPLE_FIRST = (
    "death-in-the-family", "emergency-on-the-line", "hurt-in-the-estate", "threat-of-violence",
    "owner-mentions-suicide", "in-hospital-or-out-of-work",
)  # fmt: skip
OTHERS = (
    # who is reached
    "child-answers", "older-person-answers", "hard-to-communicate", "owner-abroad", "cannot-find-the-owner",
    "owner-calls-back", "hung-up-on",
    # who owes
    "house-sold-or-auctioned", "inherited-house", "divorced", "tenant-moved-out", "company-dissolved",
    "previous-companys-debt", "someone-else-pays",
    # money
    "partial-payment", "paid-to-the-wrong-place", "wants-a-discount", "asks-for-money-back", "offset-with-deposit",
    # reasons
    "wants-committee-accounts", "parking-as-a-reason", "neighbours-noise-and-pets", "everyone-refuses",
    # data
    "stop-contacting-me", "delete-my-data", "about-the-recording", "asked-in-the-group", "fake-collectors",
    # press and law
    "media-or-short-video", "lawyer-contacts-us", "after-a-lawsuit-starts",
)  # fmt: skip

MONEY = re.compile(r"账|钱|费|缴|交(?![给代通往])|欠|付|催|款|元|债|违约金|发票|减免|分期|优惠")
TO_OTHERS = re.compile(r"转告|告诉您?(?:的)?(?:家人|邻居|单位|孩子)")


@cache
def library() -> Library:
    return load(ROOT / "content")


def objection(name: str) -> Objection:
    entry = library().entries[name]
    assert isinstance(entry, Objection)
    return entry


def test_all_37_are_there_and_the_topic_holds_the_first_six() -> None:
    assert len(set(PEOPLE_FIRST + OTHERS)) == 37
    assert set(PEOPLE_FIRST + OTHERS) <= {entry.id for entry in library().of("objections")}
    topical = {entry.id for entry in library().entries.values() if "先顾人" in entry.facets.get("topic", ())}
    assert topical >= set(PEOPLE_FIRST)
    assert all(isinstance(library().entries[name], Objection) for name in topical), "what is tested below"


def in_words(name: str) -> Iterable[tuple[str, str]]:
    """Channel and money word of every sum that the words to say name."""
    return [(channel, found[0]) for channel, text in objection(name).say.items() for found in MONEY.finditer(text)]


@pytest.mark.parametrize("name", PEOPLE_FIRST)
def test_the_words_say_nothing_of_money(name: str) -> None:
    assert in_words(name) == [], "care comes first; money waits until the manager says so"


def test_the_pattern_knows_money_when_it_sees_it() -> None:
    assert in_words("partial-payment"), "a page about money"
    assert all(MONEY.search(text) for text in ("账的事先放下", "物业费不急", "您先别交", "先把费用放一放"))
    assert not MONEY.search("我马上交给主管，您别坐电梯")


@pytest.mark.parametrize("name", PEOPLE_FIRST)
def test_nobody_is_judged_and_a_manager_takes_over(name: str) -> None:
    page = objection(name)
    assert page.holds is None, "whether it 'holds in law' is no question here"
    assert re.search(r"主管|项目经理", page.next), "handed on"
    assert re.search(r"停催|谁都不联系", page.next), "and nobody dials meanwhile"
    assert set(page.facets["stage"]) >= {"S0", "S1", "S2", "S3", "S4", "S5"}, "it may be heard at any stage"
    assert list(page.facets["property"]) == ["通用"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("death-in-the-family", ["节哀"]),
        ("emergency-on-the-line", ["119", "燃气公司", "别坐电梯|走楼梯"]),
        ("hurt-in-the-estate", ["120"]),
        ("owner-mentions-suicide", ["您现在在哪儿", "12356", "我不挂"]),
        ("in-hospital-or-out-of-work", ["人要紧"]),
        ("threat-of-violence", ["书面答复"]),
    ],
)
def test_the_spoken_words_say_what_counts(name: str, words: list[str]) -> None:
    said = objection(name).say["电话"]
    assert [word for word in words if not re.search(word, said)] == []


@pytest.mark.parametrize("name", PEOPLE_FIRST + OTHERS)
def test_every_page_is_whole(name: str) -> None:
    page = objection(name)
    assert {"电话", "微信"} <= set(page.say)
    assert set(page.say) <= set(page.facets["channel"]), "found under every channel that it has words for"
    assert len(set(page.heard)) >= 10, "as people really say it"
    assert len(page.avoid) >= 3 and len(page.check) >= 3
    assert page.next and page.law and page.redlines
    assert not any(TO_OTHERS.search(text) for text in page.say.values())
    assert not re.search(r"（[^）]*）", "".join(text for channel, text in page.say.items() if channel != "电话")), (
        "what is copied has no stage directions"
    )


@pytest.mark.parametrize("name", PEOPLE_FIRST + OTHERS)
def test_every_page_is_met_on_the_way_through_a_conversation(name: str) -> None:
    """Steps of a script or an older page lead to it."""
    others = [entry for entry in library().entries.values() if entry.id not in PEOPLE_FIRST + OTHERS]
    linked = {ref for entry in others for ref in entry.see_also}
    linked |= {ref for entry in others for item in entry.items for ref in getattr(item, "if_heard", ())}
    assert name in linked


@pytest.mark.parametrize("guide", ["guide", "fold8"])
def test_paper_carries_those_who_come_first(guide: str) -> None:
    printed = {chosen.entry.id for section in library().guides[guide].sections for chosen in choose(library(), section)}
    assert set(PEOPLE_FIRST) <= printed


def test_the_booklet_has_all_that_is_never_said() -> None:
    first = library().guides["guide"].sections[0]
    forbidden = {name for name, rule in library().rules.items() if rule.severity == "forbidden"}
    assert set(first.redlines) >= forbidden | {"R12", "R27", "R42", "R44", "R48"}


def test_the_first_for_counsel_say_so_until_somebody_has_confirmed_them() -> None:
    waiting = {name for name in PEOPLE_FIRST + OTHERS if objection(name).pending}
    assert len(waiting) >= 4
    built = {output.path: output.content for output in render(library(), pages(library()))}
    for name in waiting:
        text = str(built[f"objections/{name}.md"])
        assert text.index("待法务审") < text.index("<kb-say")
    for name in PEOPLE_FIRST:
        assert "kb-holds" not in str(built[f"objections/{name}.md"])
    assert "kb-holds" in str(built["objections/partial-payment.md"])
