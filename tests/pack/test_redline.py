"""What red lines find and what they leave alone: the guards, the list of consequences, the first sentences."""

from __future__ import annotations

import pytest

from generator.content.load import load
from generator.rules.detector import Detector
from generator.rules.patterns import phrases
from generator.rules.program import FIND, expanded
from tests.conftest import ROOT

LIBRARY = load(ROOT / "content")
assert LIBRARY.redlines
REAL = Detector(LIBRARY.redlines, LIBRARY.examples)


def rules(detector: Detector, text: str) -> set[str]:
    return {find.rule for find in detector.finds(text)}


# ---- the seed: the letters that red lines were made for ----


@pytest.mark.parametrize(
    "text",
    [
        "如果仍未支付，我们将不得不采取措施，如停水停电等。",
        "不得不采取措施，如停水停电",
        "为了避免进一步的滞纳金和可能的停水停电，我们建议您尽快结清欠款。",
        "为了避免影响您的生活和可能的停水停电，请尽快缴费。",
        "为避免停水停电，请您三日内交清。",
    ],
)
def test_a_threat_in_the_guise_of_regret_or_advice_is_found(text: str) -> None:
    assert "R01" in rules(REAL, text)


@pytest.mark.parametrize(
    "text",
    [
        "不得停水停电",
        "不得停水停电。",
        "物业不得以停水停电的方式催交物业费。",
        "请避免提到停水停电。",
        "停水停电催费是违法的。",
    ],
)
def test_what_forbids_it_is_left_alone(text: str) -> None:
    assert rules(REAL, text) == set()


# ---- the list of consequences that may be named (P1) ----


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("逾期未缴的，我们将采取进一步手段", "我们将采取进一步手段"),
        ("三次通知仍未缴清的，一律按特殊户管理", "一律按特殊户管理"),
        ("您再拖着，后面的事会很麻烦您单位", None),  # 麻烦 is on the list: a list of words knows no more
        ("逾期未缴的，我们将按合同约定计收违约金", None),
        ("如仍未缴纳，我们会依法申请支付令或者起诉", None),
        ("逾期未缴的，我们将起诉，并将采取进一步手段", "并将采取进一步手段"),  # each clause for itself
        ("我们将采取进一步手段提升服务", None),  # nothing about not paying
        ("您还没交也没关系，我们可以先对一下账", None),
    ],
)
def test_a_consequence_off_the_list_wants_a_look(text: str, found: str | None) -> None:
    assert next((find.found for find in REAL.every(text) if find.rule == "P1"), None) == found


# ---- what makes a find harmless ----


@pytest.mark.parametrize(
    "text", ["物业费每平方米2.8元，逾期不交将停电。", "单价2.8元，逾期将停电。", "每月2.8元，逾期将停水"]
)
def test_no_harmless_words_around_it_make_up_for_a_threat(text: str) -> None:
    assert "R01" in {find.rule for find in REAL.finds(text)}


@pytest.mark.parametrize("text", ["前同事说“不交就断电”，已经受了处分", "欠费也不得停水停电"])
def test_what_is_quoted_or_denied_stays_harmless(text: str) -> None:
    assert "R01" not in {find.rule for find in REAL.finds(text)}


# ---- access, debtors named to all, children ----


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("门禁卡月底将暂时无法使用，请尽快缴清。", "R03"),
        ("月底前不交，门禁卡就给您停了", "R03"),
        ("凡逾期未缴纳物业服务费的住户，其单元门通行权限将自次月1日起失效。", "R03"),
        ("门禁升级只给缴清费用的业主录入，其他的先等着。", "R03"),
        ("各位业主：张三（3-2-501）拖欠物业费三千元，特此通知。", "R49"),
        ("全体业主请注意：5号楼1单元1203室已连续两年拒交物业费。", "R49"),
        ("@所有人 7-1-602又是没交的", "R49"),
        ("公告：李某某长期拖欠物业服务费共计18600元。", "R49"),
        ("让你孩子上不了学", "R12"),
        ("孩子上不了学可别怪物业", "R12"),
    ],
)
def test_a_threat_or_a_debtor_made_known_is_forbidden(text: str, rule: str) -> None:
    assert LIBRARY.redlines and LIBRARY.redlines.rules[rule].severity == "forbidden"
    assert rule in rules(REAL, text)


def test_access_that_ends_without_a_reason_wants_a_look() -> None:
    assert rules(REAL, "门禁卡月底将暂时无法使用。") == {"C6"}


@pytest.mark.parametrize(
    "text",
    [
        "因系统升级，门禁卡今晚 22 点到 24 点暂时无法使用",
        "旧版门禁卡12月底停用，请各位业主月底前到前台免费换新卡",
        "门禁刷不了是卡消磁了，跟欠费无关，您来前台我给您重新写一下",
        "您的门禁卡照常用，跟物业费没有关系，账咱们另外对。",
        "各位业主：本月物业费缴费通道已开通",
        "3栋2单元1502业主您好，您的账单已出，10月至12月尚未缴纳，请您核对。",
        "各位业主：2026年上半年公共收益收支情况已公示，请到公告栏查看。",
        "各位业主：本季度物业费可到1号楼102室服务中心办理，未缴的请于31日前安排。",
        "张先生：您名下5栋1单元301室2026年上半年物业费1656元尚未缴纳，请于12月15日前缴清，特此通知。",
        "小区南侧道路施工，接送孩子上学请绕行西门。",
    ],
)
def test_maintenance_and_what_is_told_to_one_or_of_nobody_stays_harmless(text: str) -> None:
    assert rules(REAL, text) == set()


# ---- public reports: what was published, what was flagged though harmless ----


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("3号楼施工期间，欠费业主一律停水停电。", "R01"),
        ("水箱清洗后，欠费的住户不再恢复供水，一直停水。", "R01"),
        ("欠费业主名单公示，仅限本小区。", "R07"),
        ("欠费的停电，出了故障自己负责。", "R01"),
        ("欠费业主的门禁卡停用，访客也一样不让进。", "R03"),
        ("欠费的一律拉黑，法院判了也不放出来。", "R09"),
        ("您的姓名已经上了征\n信。", "R10"),
        ("公司决定把您列入黑\n名单，公告如下。", "R09"),
        ("您这个老\n赖。", "R09"),
        ("如月底前仍不缴清，我司将停止\n供水、供电。", "R01"),
        ("门禁卡的有效期跟物业费一致，交费时请把卡带上，给您续期。", "R03"),
        ("请各位业主缴费时带上门禁卡，以便延期。", "R03"),
        ("将您欠费的情况抄送社区和您的单位。", "R11"),
        ("请按时缴费，以免影响您的正常生活。", "R48"),
        ("逾期超过30天，我们将暂停相关物业服务。", "R23"),
        ("再不交就停#水#停#电", "R01"),
        ("再不交就停【水】停【电】", "R01"),
        ("再不交就停☆水", "R01"),
        ("再不交就停1水", "R01"),
        ("老懒上墙", "R09"),
        ("曝#光你", "R07"),
        ("再不交就停\u0336水\u0336", "R01"),
        ("停水。", "R01"),
        ("停水！", "R01"),
    ],
)
def test_what_no_rule_met_is_met(text: str, rule: str) -> None:
    assert rule in rules(REAL, text)


@pytest.mark.parametrize(
    "text",
    [
        "下雪路滑，请小心点。",
        "今天三号楼门前铺路，车辆禁止通行。",
        "到时候有同事带您去。",
        "到时候别忘了带身份证。",
        "请您自己看着办理时间，周一到周五都行。",
        "我们不停打磨服务细节。",
        "老师傅每天打十次太极拳。",
        "请联系邻居一起签字加装电梯。",
        "充电桩暂停电卡充值业务，请改用扫码。",
        "电费、水费自6月起加收污水处理费，标准见自来水公司通知。",
        "您的物业费还没缴，请及时缴纳。",
        "××先生您好，您在××小区的物业费账单已经出来。",
    ],
)
def test_everyday_words_are_left_alone(text: str) -> None:
    assert rules(REAL, text) == set()


# ---- nothing talks out of a red line ----

OF_THE_DEED = {
    "C6": "it asks why access ends: any reason is its answer",
    "R34": "a case number makes the sentence true",
    "R41": "a vote of the owners makes the deed lawful",
}
"""Rules whose exceptions are no harmless words but what makes the deed another."""
EVERY = 53
"""Of all sentences with all phrases at all places every so manieth is tried: some 4,000."""


def harmless() -> list[str]:
    """What the exceptions of all rules know as harmless, each as words of its own."""
    assert LIBRARY.redlines
    red = LIBRARY.redlines
    kept = [rule for name, rule in red.rules.items() if name not in OF_THE_DEED]
    excuses = [way.unless for rule in kept for way in rule.wordings if way.unless] + [red.guards.harmless or ""]
    found = {phrase for excuse in excuses for phrase in phrases(expanded(excuse, red.parts))}
    return sorted({phrase.replace(FIND, "").strip("，,。{} ") for phrase in found} - {""})


def with_phrase(sentence: str, phrase: str) -> list[str]:
    """The phrase as a clause in front, behind and, where there are several clauses, between them."""
    sentence = sentence.rstrip("。！？")
    head, comma, rest = sentence.partition("，")
    between = [f"{head}，{phrase}，{rest}。"] if comma else []
    return [f"{phrase}，{sentence}。", f"{sentence}，{phrase}。", *between]


def test_no_harmless_phrase_talks_out_of_a_rule() -> None:
    assert LIBRARY.redlines
    bad = [text for name, rule in LIBRARY.redlines.rules.items() if name not in OF_THE_DEED for text in rule.bad]
    every = [text for phrase in harmless() for sentence in bad for text in with_phrase(sentence, phrase)]
    assert len(every) > 100_000
    tried = every[::EVERY]
    assert [text for text in tried if not REAL.finds(text)] == []


def test_each_sentence_of_a_rule_meets_some_phrase_at_every_place() -> None:
    """The sample above leaves none out: here every bad sentence meets a few phrases, wherever they stand."""
    assert LIBRARY.redlines
    known = harmless()
    for name, rule in LIBRARY.redlines.rules.items():
        for at, sentence in enumerate(rule.bad if name not in OF_THE_DEED else ()):
            for phrase in known[at::97]:
                for text in with_phrase(sentence, phrase):
                    assert REAL.finds(text), text
