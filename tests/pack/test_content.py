"""The content pack keeps its promises: nothing missing, nothing unlawful, every source answered once."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Article, Entry, texts
from generator.pages.health import health
from generator.rules.check import check
from generator.rules.detector import Detector
from tests.conftest import ROOT

SOURCES = {
    "com-s1": ("commercial-call#greeting", "礼貌开场"),
    "com-s2": ("commercial-call#explain-fees", "解释费用"),
    "com-s3": ("commercial-call#ask-reason", "了解原因"),
    "com-s4": ("commercial-call#offer-options", "提供选择"),
    "com-s5": ("commercial-call#polite-ending", "礼貌结束"),
    "com-t1": ("commercial-tips#respect", "尊重对方"),
    "com-t2": ("commercial-tips#clear-facts", "明确信息"),
    "com-t3": ("commercial-tips#offer-choices", "提供选择"),
    "com-t4": ("commercial-tips#regular-follow-up", "定期跟进"),
    "res-s1": ("residential-call#direct-opening", "直接开场"),
    "res-s2": ("residential-call#ask-reason", "询问原因"),
    "res-s3": ("residential-call#solution", "解决方案"),
    "res-s4": ("residential-call#consequences", "提醒后果"),
    "res-s5": ("residential-call#polite-ending", "礼貌结束"),
    "res-t1": ("residential-tips#stay-calm", "保持冷静"),
    "res-t2": ("residential-tips#state-consequences", "明确后果"),
    "res-t3": ("residential-tips#offer-help", "提供帮助"),
    "res-t4": ("residential-tips#regular-notices", "定期通知"),
    "res-t5": ("residential-tips#keep-records", "记录沟通"),
    "gen-01": ("respect-and-attitude#know-the-owner", "了解业主情况"),
    "gen-02": ("channels-and-reminders#good-channels", "建立良好的沟通渠道"),
    "gen-03": ("easy-payment#payment-methods", "提供多种支付方式"),
    "gen-04": ("channels-and-reminders#regular-reminders", "定期提醒业主"),
    "gen-05": ("easy-payment#rewards", "给予业主适当的奖励和激励措施"),
    "gen-06": ("service-and-community#owner-opinions", "了解业主的意见和建议"),
    "gen-07": ("respect-and-attitude#no-threats", "避免使用不礼貌或威胁性的语言"),
    "gen-08": ("records-and-review#case-system", "建立良好的记录和跟踪系统"),
    "gen-09": ("service-and-community#long-term", "与业主建立长期合作关系"),
    "gen-10": ("law-and-teamwork#skills", "不断学习和提高自己的专业水平"),
    "gen-11": ("respect-and-attitude#adapt-to-the-case", "灵活应对不同情况"),
    "gen-12": ("law-and-teamwork#departments", "与其他部门协作"),
    "gen-13": ("respect-and-attitude#patience", "保持耐心和坚持"),
    "gen-14": ("bills-and-standards#clear-bills", "提供清晰的费用清单和解释"),
    "gen-15": ("service-and-community#community", "建立良好的社区文化"),
    "gen-16": ("service-and-community#owner-needs", "关注业主的需求和反馈"),
    "gen-17": ("channels-and-reminders#strategy", "制定合理的催费策略"),
    "gen-18": ("records-and-review#owner-ledger", "建立业主信用档案"),
    "gen-19": ("easy-payment#online-payment", "提供便捷的在线支付方式"),
    "gen-20": ("law-and-teamwork#training", "定期进行催费培训和经验分享"),
    "gen-21": ("law-and-teamwork#law-changes", "关注法律法规和政策变化"),
    "gen-22": ("channels-and-reminders#efficient-channels", "建立高效的沟通渠道"),
    "gen-23": ("service-and-community#urgent-response", "建立紧急响应机制"),
    "gen-24": ("records-and-review#self-review", "定期进行自我评估和总结"),
    "gen-25": ("bills-and-standards#market", "关注市场动态和竞争对手"),
    "gen-26": ("law-and-teamwork#owners-committee", "建立业主委员会和物业管理的沟通机制"),
    "gen-27": ("bills-and-standards#fair-standards", "制定合理的收费标准和政策"),
    "gen-28": ("law-and-teamwork#legal-steps", "对拖欠费用的业主采取适当的法律措施"),
    "gen-29": ("bills-and-standards#audit", "定期进行物业管理的审计和监督"),
    "gen-30": ("service-and-community#people-first", "建立以人为本的服务理念"),
}
"""The 49 items of the source document: where each is answered, and its heading. Two scripts, two sheets of tips, thirty
general tips."""


@pytest.fixture(scope="module")
def library() -> Library:
    return load(ROOT / "content")


def items(library: Library) -> list[tuple[Entry, object]]:
    return [(entry, item) for entry in library.entries.values() for item in entry.items]


def test_checks_clean_and_strict(library: Library) -> None:
    assert [problem for problem in check(library, date(2026, 11, 23)) if problem.severity != "notice"] == []


def answer(library: Library, source: str) -> Any:
    entry, _, name = SOURCES[source][0].partition("#")
    return next(item for item in library.entries[entry].items if item.id == name)


def test_49_of_49_sources_are_answered_once_each() -> None:
    assert len(SOURCES) == 49
    assert len({place for place, _ in SOURCES.values()}) == 49


@pytest.mark.parametrize("source", SOURCES)
def test_titles_keep_the_sources_headings(library: Library, source: str) -> None:
    assert answer(library, source).title == SOURCES[source][1]


def test_there_is_all_that_was_promised(library: Library) -> None:
    assert len(library.of("objections")) >= 59
    assert len(library.of("checklists")) >= 12
    assert len(library.of("scripts")) >= 9
    general = {place.partition("#")[0] for source, (place, _) in SOURCES.items() if source.startswith("gen-")}
    assert 5 <= len(general) <= 7
    assert list(library.facets["stage"].values) == [f"S{n}" for n in range(7)]


def test_the_stages_have_conditions_and_exits(library: Library) -> None:
    for stage in library.facets["stage"].values.values():
        assert stage.when and stage.exit


@pytest.mark.parametrize("source", ["com-s4", "res-s4"])
def test_what_was_forbidden_has_its_red_line_and_its_law_beside_it(library: Library, source: str) -> None:
    step = answer(library, source)
    assert "R01" in step.redlines
    assert "mfd-944-3" in step.law
    assert "水电" in " ".join(step.say.values()), "it says that water and power stay on"


@pytest.mark.parametrize(
    "threat",
    ["如果仍未支付，我们将不得不采取措施，如停水停电等。", "为了避免进一步的滞纳金和可能的停水停电，请您尽快结清。"],
)
def test_the_sources_two_threats_are_found(library: Library, threat: str) -> None:
    assert library.redlines is not None
    assert "R01" in {find.rule for find in Detector(library.redlines).finds(threat)}


def test_law_is_cited_from_articles_with_a_status(library: Library) -> None:
    cited = {text for entry in library.entries.values() for _, text, what in texts(entry) if what == "article"}
    assert len(cited) >= 40
    for name in cited:
        law, article = library.articles[name]
        assert article.status in ("verified", "single", "disputed") and law.checked
    assert any(isinstance(item, Article) and item.status == "disputed" for _, item in items(library))


STALE = re.compile(
    r"(合同法|物权法|民法总则|民法通则)》?第|(?<![市省区])物业管理条例》?第(六十七|四十二)条|治安管理处罚法》?第(四十二|四十|二十六)条"
    r"|民事诉讼法》?第(二百一十四|二百二十一)条|司法解释》?第[六七]条"
)
"""Article numbers that are no longer in force."""


def test_no_stale_article(library: Library) -> None:
    """Neither cited nor mentioned, but as an example of what not to write."""
    for entry in library.entries.values():
        for keys, text, what in texts(entry):
            assert what == "quoted" or not STALE.search(text), (entry.path, keys, text)
    for law, article in library.articles.values():
        assert not STALE.search(f"《{law.title}》{article.number}")


def test_words_to_say_use_no_word_for_a_fine(library: Library) -> None:
    said = [text for entry in library.entries.values() for _, text, what in texts(entry) if what == "say"]
    assert said and not [text for text in said if "滞纳金" in text or "罚款" in text]


def test_chinese_punctuation(library: Library) -> None:
    """No half-width comma, colon or question mark between Chinese characters, no straight quotes."""
    slip = re.compile(r"[\u4e00-\u9fff][,:;?!][\u4e00-\u9fff]|[\u4e00-\u9fff][\"']|\.\.\.")
    for entry in library.entries.values():
        for keys, text, what in texts(entry):
            if what in ("say", "prose", "quoted"):
                assert not slip.search(text), (entry.path, keys, text)


def test_the_matrix_has_every_kind_at_every_stage(library: Library) -> None:
    rows = health(library, date(2026, 11, 23)).coverage
    assert len(rows) == 7 * 2
    assert all(list(row.words) == list(library.facets["channel"].values) for row in rows)
