"""What the pack says of law and promises it says everywhere alike, and it asks who is there before it names a debt."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.markup import FIGURE
from generator.content.model import Entry, texts
from tests.conftest import ROOT

Text = tuple[Entry, tuple[str | int, ...], str, str]

LIBRARY = load(ROOT / "content")
OWN = ("prose", "say", "shown")


def written(library: Library = LIBRARY) -> Iterator[Text]:
    """Every text that is the pack's own wording: what is quoted, as a law's words or as wrong, is not."""
    for entry in library.entries.values():
        for keys, text, what in texts(entry):
            if what in OWN:
                yield entry, keys, text, what


def advice(library: Library = LIBRARY) -> Iterator[tuple[str, str]]:
    """What red lines say for themselves: why a text is wrong, and what to say instead."""
    for name, rule in library.rules.items():
        yield name, rule.why
        yield name, rule.suggest


def said() -> Iterator[Text]:
    """Words to say."""
    yield from (each for each in written() if each[3] == "say")


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[。！？\n]", text) if part]


# ---- the law ----


def test_who_pays_for_a_lawsuit_is_never_said_flatly() -> None:
    """Part success is split, mediation is agreed, and a payment order that is objected to costs the applicant."""
    for entry, keys, text, _ in written():
        for sentence in sentences(text):
            if "败诉" in sentence or "输的一方" in sentence:
                assert re.search("一般|只跟起诉", sentence), (entry.path, keys, sentence)


def test_the_limitation_starts_anew_only_before_it_has_run_out() -> None:
    for entry, keys, text, _ in written():
        if re.search("重新起?算|从头算", text) and re.search("时效|三年|3 年", text) and keys[0] != "summary":
            assert re.search("没满|满了|满三年|只催了一部分", text), (entry.path, keys, text)


def test_a_warranty_runs_from_the_hand_over_for_who_bought_the_home() -> None:
    for entry, keys, text, _ in written():
        if "保修" in text and "竣工" in text:
            assert re.search("质量保证书|施工单位", text), (entry.path, keys, text)


def test_the_fine_for_guards_names_whom_it_meets() -> None:
    for entry, keys, text, _ in written():
        if re.search("保安.*2 万|2 万.*保安", text, re.DOTALL):
            assert "外包" in text, (entry.path, keys, text)


def test_an_owner_may_see_the_footage_that_concerns_him() -> None:
    reply = LIBRARY.entries["loss-or-theft"]
    assert "sp-21" in reply.law
    assert all("本人可以来看" in text for _, text, what in texts(reply) if what == "say")


@pytest.mark.parametrize("name", ["no-contract", "too-expensive", "tenant-or-landlord"])
def test_what_binds_owners_is_not_told_to_tenants(name: str) -> None:
    assert any("租" in text for _, text, what in texts(LIBRARY.entries[name]) if what == "prose")


def test_quotes_are_whole() -> None:
    """A quote ends as a sentence does, or is an item behind the words that introduce it."""
    for law, article in LIBRARY.articles.values():
        quote = article.quote
        assert quote.endswith(("。", "……")) or re.search(r"：(?:……)?.*[（(][一二三四五六七八九十]+[)）]", quote), (
            article.id
        )
        assert not re.match(r"[（(]|可以|不得(?!采取)|并|以", quote), (law.id, article.id, quote)


def test_what_one_copy_confirms_is_not_called_verified() -> None:
    for law, article in LIBRARY.articles.values():
        if article.status == "verified":
            assert re.search("两份公开全文|一字不差", law.checked), (law.id, article.id)
        if article.status == "single":
            assert "份" in law.checked, (law.id, article.id)


def test_the_civil_code_begins_with_what_is_used_most() -> None:
    assert [article.id for article in LIBRARY.entries["civil-code"].items[:3]] == [
        "mfd-944-1",
        "mfd-944-2",
        "mfd-944-3",
    ]


# ---- red lines: they teach the words that pages then use ----


def test_red_lines_teach_what_the_pages_say() -> None:
    for name, text in advice():
        for sentence in sentences(text):
            if "败诉" in sentence:
                assert "一般" in sentence and "起诉" in sentence, (name, sentence)
            if re.search("重新起?算|从头算", sentence):
                assert "没满" in sentence, (name, sentence)
        if "2 万" in text:
            assert "外包" in text, (name, text)
        assert not re.search("水电不受影响|可能录音|手机(?:号|的)?.{0,4}(?:后四位|尾号)|也算参与", text), (name, text)
        assert not re.search(r"(?:请问|您)是.{0,12}本人(?:吧|吗|或者)", text), (name, text)
    assert "没接的也算拨打" in LIBRARY.rules["R15"].suggest, "dials that nobody answers count too"
    assert "{账单核对项}" in LIBRARY.rules["R42"].suggest, "asked for what only the owner knows"


# ---- people and their data ----

SMS = "【{物业处名称}】"
CHECKED = re.compile("对上了|核实是本人|全名怎么称呼")
NAMES_THE_DEBT = re.compile(r"\{欠费金额(?:读法)?\}|\{本期金额(?:读法)?\}|没到账|还没看到到账")


def test_who_calls_asks_who_answers_before_the_debt() -> None:
    for entry, keys, text, _ in said():
        if "我是{物业处名称}" in text and keys[-1] in ("电话", "上门", "") and (debt := NAMES_THE_DEBT.search(text)):
            check = CHECKED.search(text)
            assert check and check.start() < debt.start(), (entry.path, keys)
    for name in ("residential-call", "commercial-call", "promise-missed", "home-visit", "dispute-reply"):
        spoken = [
            (keys, text) for entry, keys, text, _ in said() if entry.id == name and keys[-1] in ("电话", "上门", "")
        ]
        spoken = [(keys, text) for keys, text in spoken if not text.startswith("【")]
        first = next(number for number, (_, text) in enumerate(spoken) if CHECKED.search(text))
        assert not any(NAMES_THE_DEBT.search(text) for _, text in spoken[:first]), name


def test_nobody_is_identified_by_what_any_listener_knows() -> None:
    for entry, keys, text, _ in said():
        assert not re.search("手机号.{0,6}后四位|贵姓|回我您的姓|本人吧", text), (entry.path, keys)


def test_an_sms_names_no_amount_but_what_was_agreed_and_no_link() -> None:
    for entry, keys, text, _ in said():
        if text.startswith(SMS):
            words = re.sub(r"\{[^{}]+\}", "", text)
            assert "缴费链接" not in text and "http" not in text, (entry.path, keys)
            assert not re.search("欠|逾期|催", words), (entry.path, keys)
            if "元" in words or "金额}" in text:
                assert "约好" in words, (entry.path, keys)


def test_every_sms_is_one_message_with_the_example_values() -> None:
    for entry, keys, text, _ in said():
        if text.startswith(SMS):
            filled = re.sub(r"\{([^{}]+)\}", lambda m: str(LIBRARY.blanks[m[1]].example or m[1]), text)
            assert len(filled) <= 70, (entry.path, keys, len(filled))


def test_one_rule_for_what_stands_on_an_envelope() -> None:
    labels = [(entry, keys, text) for entry, keys, text, _ in written() if "详情单" in text and "写" in text]
    assert labels
    for entry, keys, text in labels:
        assert "不写催缴、欠费、金额" in text and "“函件”" in text, (entry.path, keys, text)


# ---- promises ----


def test_the_penalty_begins_on_one_day_everywhere() -> None:
    told = [each for each in said() if "违约金条款" in each[2] and re.search("催缴函|起诉", each[2])]
    assert len(told) >= 6
    for entry, keys, text, _ in told:
        assert re.search("应缴日(?:期)?(?:的)?(?:次日|第二天)|每期应缴日期的次日|本次没有商量", text), (
            entry.path,
            keys,
        )


def test_nothing_is_promised_that_is_not_ours_to_keep() -> None:
    for entry, keys, text, _ in said():
        assert not re.search("水电不受影响|照常营业|一直跟到有结果|我们不躲|不用您惦记", text), (entry.path, keys)


FORMULAS = ("没有出入", "答复您", "照常", "您看", "听明白了", "您放心")


def test_no_formula_more_than_three_times_a_page() -> None:
    for entry in LIBRARY.entries.values():
        words = "".join(text for _, text, what in texts(entry) if what == "say")
        for formula in FORMULAS:
            assert words.count(formula) <= 3, (entry.path, formula)


def spoken(entry: Entry, channel: str) -> str:
    """What one who goes through the page says: not the records, not the second way where only the sum is known."""
    return "".join(
        text
        for keys, text, what in texts(entry)
        if what == "say" and "total" not in keys and keys[-1] in (channel, "say") and not text.startswith("【")
    )


@pytest.mark.parametrize("channel", ["电话", "微信"])
def test_no_formula_more_than_three_times_in_one_conversation(channel: str) -> None:
    """A script, and any page that it leads to when something is heard."""
    for script in LIBRARY.of("scripts"):
        said = spoken(script, channel)
        heard = {reference for step in script.items for reference in getattr(step, "if_heard", ())}
        for reference in heard:
            both = said + spoken(LIBRARY.entries[reference.split("#")[0]], channel)
            for formula in (*FORMULAS, "给您回话", "先不催", "占用您", "有眉目"):
                if formula != "您看" or channel == "电话":  # in writing, mostly a bill that is sent to be looked at
                    assert both.count(formula) <= 3, (script.path, reference, formula)


# ---- figures, the timeline, forms ----


def test_pages_show_their_figures_as_internal() -> None:
    for path, source in LIBRARY.sources.items():
        if "/" in path and any(FIGURE.search(line) for line in source.lines):
            assert any("内部" in line for line in source.lines if FIGURE.search(line)), path


def test_a_letter_waits_for_the_one_before_it() -> None:
    demand = {item.id: item.text for item in LIBRARY.entries["formal-demand-checks"].items}
    court = {item.id: item.text for item in LIBRARY.entries["evidence-before-court"].items}
    assert "截止日已经过了" in demand["earlier-deadline"]
    assert "截止日已经过了" in court["demand-expired"]


def test_every_form_that_is_named_is_there_and_linked() -> None:
    letters = {entry.id for entry in LIBRARY.of("letters")}
    assert len(letters) >= 10
    linked = {match for entry, _, text, _ in written() for match in re.findall(r"\]\(([a-z0-9-]+)\)", text)}
    linked |= {reference for entry in LIBRARY.entries.values() for reference in entry.see_also}
    assert letters <= linked, letters - linked
    agreement = next(text for _, text, what in texts(LIBRARY.entries["instalment-agreement"]) if what == "say")
    for clause in ("违约金（选一项打勾）", "新到期的物业服务费照常交纳", "即为送达"):
        assert clause in agreement
