"""A Chinese library of any size, always the same one: the sample's settings, entries of clauses about books."""

from __future__ import annotations

import random

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Entry, Objection, Tip, Tips
from tests.conftest import CHINESE

NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
WHO = "读者、家长、老师、邻居、同学、馆员、志愿者、老读者、新读者、孩子"
WHAT = "借书证、这本书、归还日、逾期费、预约单、借阅记录、书架、阅览室、银行卡、还书箱、索书号、赔偿单"
DOES = "找不到了、已经还了、要再核对、下周才到、被人预约了、弄湿了一角、重新登记过、放错了地方、得先问清楚"


def grown(count: int) -> Library:
    """So many entries: tips, and every fourth one an objection."""
    chance = random.Random(count)
    who, what, does = (clause.split("、") for clause in (WHO, WHAT, DOES))

    def text(size: int) -> str:
        said = ""
        while len(said) < size:
            said += f"{chance.choice(NAMES)}{chance.choice(who)}的{chance.choice(what)}{chance.choice(does)}，"
        return said[:-1] + "。"

    def entry(number: int) -> Entry:
        common = {
            "id": f"entry-{number}", "code": f"K{number + 100}", "title": f"{text(8)[:8]}{number}", "summary": text(20),
            "owner": "前台", "reviewed": "2026-11-01",
            "facets": {"reader": [chance.choice(["成人", "少儿"])], "stage": ["D2"]},
        }  # fmt: skip
        if number % 4 == 0:
            return Objection.model_validate(
                common | {"heard": [text(10)], "holds": "no", "principle": text(40), "say": text(60), "next": text(10)}
            )
        tips = [Tip(id=f"tip-{at}", title=text(6)[:12], text=text(250), do=[text(10)]) for at in range(3)]
        return Tips.model_validate(common | {"tips": tips})

    sample = load(CHINESE)
    entries = {each.id: each for each in map(entry, range(count))}
    return Library(sample.root, sample.pack, facets=sample.facets, synonyms=sample.synonyms, entries=entries)
