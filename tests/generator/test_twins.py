"""The two detectors: the browser's side finds what Python finds, by every kind of rule and whatever the signs."""

from __future__ import annotations

import json
from pathlib import Path

from generator.content import chinese
from generator.content.load import load
from generator.output import publish
from generator.pages.browser import RED_LINES, outputs, red_lines
from generator.rules.reading import Reader
from tests.conftest import CHINESE, ROOT, SAMPLE
from tests.detectors import browser, disguised, found, unlike

LIBRARY = load(CHINESE)
HARD = {
    "再不還就報警，鎖門鎖卡": {"B1"},  # traditional characters
    "再不还就报\u200b警\ufeff": {"B1"},  # signs without width
    "再不还就报·警 停.借": {"B1"},  # signs within words
    "再不还就报🚓": {"B1"},  # emoji for words
    "再不还就报🚓\ufe0f": {"B1"},  # … with the sign that colours it
    "tingjie 等着你": {"B1"},  # Latin for words
    "𠮷先生，𪚥女士：再不还就停借": {"B1"},  # two UTF-16 units before the find …
    "𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷不得停借": set(),  # … and in the guards' windows
    "不得😀😀😀😀😀😀😀😀😀😀😀😀😀😀停借": set(),
    "停借😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀不允许": set(),
    "👨‍👩‍👧 一家都别想好过，再不还就把你家门锁了，锁门！": {"B1"},
    "再不还就ＴＩＮＧＪＩＥ，按第９９条、第九十九条办": {"B1", "B4"},  # full-width signs
    "第一行没事\n第二行：再不还就停借\n第三行：读者名字进嘿名单": {"B1", "B2"},  # several lines
    "再不还，\n就停借": {"B1"},  # a line's end is a sentence's end
    "“再不还就停借”这种话不能说": set(),  # advice about wording
    "逾期不还，我们将采取进一步手段，也会提醒": {"B3"},
    "你等着瞧，这事没完，看你还敢不还": {"B5"},
    "小说里他报警以后，警察赶来了": set(),  # told of, and said to nobody
    "再不还，就停\n借": {"B1"},  # lines joined
    "再不还就停#借，停jie，亭借，渟借": {"B1"},  # without disguise
    "书架整理，周一停借一天。": set(),  # an excuse that it belongs to
    "逾期不还，书架整理，周一停借": {"B1"},  # … but not for what is tied to a debt
    "您逾期了，请来。书就收走了": {"B1"},  # what the text has said by then
    "<p>再不还就<b>停</b>借</p>": {"B1"},
    "；；；。。。！！！": set(),
    " \t ": set(),
    "": set(),
}


def known() -> list[str]:
    """Every sentence of the rules and examples."""
    assert LIBRARY.redlines and LIBRARY.examples
    rules = [text for rule in LIBRARY.redlines.rules.values() for text in (*rule.bad, *rule.ok)]
    return [*rules, *LIBRARY.examples.harmful, *LIBRARY.examples.harmless]


def test_hard_sentences_are_judged_as_meant() -> None:
    finds = [{rule for rule, *_ in finds} for _, finds, _ in found(LIBRARY, list(HARD))]
    assert dict(zip(HARD, finds, strict=True)) == HARD


def test_the_browser_finds_what_python_finds(tmp_path: Path) -> None:
    assert unlike(tmp_path, LIBRARY, [*disguised(known()), *HARD]) == []


def test_the_browser_finds_without_examples_what_python_finds(tmp_path: Path) -> None:
    sample = load(SAMPLE)
    assert sample.redlines and not sample.examples
    texts = ["Bring it back or we CALL the police.", "We must not call the police.", "As soon as possible!", "Thanks."]
    ours = found(sample, texts)
    assert [[find[:3:2] for find in finds] for _, finds, _ in ours] == [
        [["R1", "call the police"]], [], [["R2", "as soon as possible"]], []
    ]  # fmt: skip
    assert browser(tmp_path, outputs(sample), texts) == ours


def test_both_sides_read_a_text_alike(tmp_path: Path) -> None:
    shared = json.loads((ROOT / "tests" / "shared" / "redline.json").read_text(encoding="utf-8"))
    texts, wanted = [case[0] for case in shared["cases"]], [case[1] for case in shared["cases"]]
    simplified = "".join(chinese.pairs())
    reader = Reader({"simplified": simplified, "same": shared["same"], "sounds": {}})
    assert [reader.read(text).text for text in texts] == wanted
    published = red_lines(LIBRARY) | {"model": None, "same": shared["same"], "simplified": simplified}
    assert [read for read, *_ in browser(tmp_path, [publish(RED_LINES, published)], texts)] == wanted
