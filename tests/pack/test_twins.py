"""The shipped red lines: the browser's side finds what Python finds, in every sentence that is known."""

from __future__ import annotations

from pathlib import Path

from generator.content.load import load
from tests.conftest import ROOT
from tests.detectors import disguised, found, unlike
from tests.pack.redlines.measure import rows

LIBRARY = load(ROOT / "content")
HARD = [
    "再不交就斷水斷電，鎖門換鎖",  # traditional characters
    "再不交就停\u200b水停\ufeff电",  # signs without width
    "再不交就停·水 停.电，上黑 名 单",  # signs within words
    "再不交就停💧停⚡，锁🚪",  # emoji for words
    "再不交就停⚡\ufe0f",  # … with the sign that colours it
    "tstd 等着你，dsdd 也等着你",  # initials
    "𠮷先生，𪚥女士：再不交就拉闸",  # two UTF-16 units before the find …
    "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷不得停水停电",  # … and in the guards' windows
    "不得😀😀😀😀😀😀😀😀😀😀😀😀😀😀停水",
    "停水😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀违法",
    "👨‍👩‍👧 一家都别想好过，再不交就把你家门锁了！",
    "ＴＳＴＤ！再不交就停ＷＡＮＧ，３日内不交后果自负",  # full-width signs
    "【通知】１２栋３０２，㎡单价２．８元，逾期将停电",
    "第一行没事\n第二行：再不交就停水\n第三行：把他拉黑名单",  # several lines
    "您好。\n\n再不交就停水！！！\n再不交就断电？？",
    "再不交，\n就停水",  # a line's end is a sentence's end
    "再不交就停\u3000水\u00a0停\t电",
    "“再不交就停水”这种话不能说",
    "为了避免停水停电，请尽快交",
    "；；；。。。！！！",
    " \t ",
    "",
]  # fmt: skip


def known() -> list[str]:
    """Every sentence of the sets and of the rules."""
    assert LIBRARY.redlines
    sets = sorted((ROOT / "tests" / "pack" / "redlines").glob("*.tsv"))
    written = [text for file in sets for *_, text in rows(file)]
    rules = [text for rule in LIBRARY.redlines.rules.values() for text in (*rule.bad, *rule.ok)]
    assert len(written) >= 400 and len(rules) >= 200
    return [*written, *rules]


def test_the_browser_finds_what_python_finds(tmp_path: Path) -> None:
    assert unlike(tmp_path, LIBRARY, [*disguised(known()), *HARD]) == []
    assert sum(bool(finds) for _, finds, _ in found(LIBRARY, HARD)) >= 14  # else both find nothing
