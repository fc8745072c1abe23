"""The index: every text is in it, compact writing is undone, shards hold every pair, tables are sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.content.markup import searched
from generator.search import compact, index, parts, pinyin, shards
from generator.search import records as search
from generator.search.ranks import RANKS
from generator.search.sections import sections
from tests.conftest import CHINESE, SAMPLE
from tests.generator.grown import grown
from tests.indexes import holding, listed, numbers, opened, unsearched

LIBRARY = grown(60)
KEYS = ("读者", "还书", "银行", "借", "书", "期费", "k1")


@pytest.mark.parametrize("value", [0, 69, 70, 162, 163, 2115, 2116, 5000, 10_764])
def test_numbers_are_read_as_they_were_written(value: int) -> None:
    assert numbers(compact.number(value) + compact.number(3)) == [value, 3]


def test_numbers_that_do_not_fit_are_refused() -> None:
    for value in (-1, 10_765):
        with pytest.raises(ValueError):
            compact.number(value)


@pytest.mark.parametrize("library", [load(SAMPLE), load(CHINESE), LIBRARY], ids=["sample", "chinese", "grown"])
def test_every_text_is_in_the_index(library: Library) -> None:
    assert list(unsearched(library)) == []


@pytest.mark.parametrize("limit", [index.SCAN, 0], ids=["scanned", "sharded"])
def test_all_names_but_the_entrance_change_with_the_content(limit: int) -> None:
    one, two = (index.outputs(library, limit=limit) for library in (LIBRARY, grown(61)))
    assert one[0].path == two[0].path == index.ENTRANCE
    assert {output.path for output in one} & {output.path for output in two} == {index.ENTRANCE}


def test_parts_are_even_and_lists_name_every_record_that_holds_a_pair() -> None:
    files = opened(index.outputs(LIBRARY))
    core = files[index.ENTRANCE]
    assert isinstance(core, dict)
    read = ["".join(core["alphabet"][number] for number in numbers(str(files[path]))) for path in core["parts"]]
    assert len(read) > 2
    assert max(map(len, read)) < 1.5 * parts.PART
    assert min(map(len, read)) > 0.5 * max(map(len, read))
    assert [sum(part.count("E\n") for part in read[:at]) for at in range(len(read))] == core["starts"]
    found = search.records(LIBRARY)
    assert {key: listed(files, core, key) for key in KEYS} == {key: holding(found, key) for key in KEYS}


def test_the_entrance_holds_what_ranks_first_of_every_record() -> None:
    core = opened(index.outputs(LIBRARY))[index.ENTRANCE]
    assert isinstance(core, dict)
    first = "".join(core["alphabet"][number] for number in numbers(core["first"]))
    for record in search.records(LIBRARY):
        own = first[first.index(record.head) :].partition("\nE")[0].split("\n")
        ranked = [line for line in record.lines if line[0] in "Tchtm"]
        assert [line for line in own[1:] if line[:1] in tuple("Tchtm")] == ranked
        assert any(line.startswith("s") for line in own) == (record.folder == "objections")


def test_what_a_small_index_may_grow_to_keeps_its_entrance_small() -> None:
    chance = [chr(0x4E00 + at) for at in range(600)]
    lines = [("T" + "".join(chance[n % 500 : n % 500 + 9]), "t" + "事" * 60, "r" + "由" * 200) for n in range(900)]
    records = [search.Record(f"tips/{n}.html", "tips", (), own) for n, own in enumerate(lines)]
    _, core = parts.build(records, compact.alphabet(record.text for record in records), "", {})
    assert len(core["first"]) < 2 * parts.ENTRANCE, "titles alone"


def test_a_library_that_fits_the_entrance_has_no_parts(pack: Callable[..., Path]) -> None:
    core = opened(index.outputs(load(pack())))[index.ENTRANCE]
    assert isinstance(core, dict)
    assert (core["parts"], core["lists"]) == ([], 0)


def test_the_same_content_gives_the_same_files() -> None:
    assert index.outputs(LIBRARY) == index.outputs(LIBRARY)


def test_an_english_pack_needs_no_characters(pack: Callable[..., Path]) -> None:
    assert not any("sounds" in output.path for output in index.outputs(load(pack())))


def test_shards_hold_every_record_of_every_pair() -> None:
    files = opened(index.outputs(LIBRARY, limit=0))
    core = files[index.ENTRANCE]
    assert isinstance(core, dict)
    found = search.records(LIBRARY)
    files_of_texts = [str(files[f"{core['prefix']}t{at}.js"]) for at in range(-(-core["count"] // core["texts"]))]
    text = "".join(core["alphabet"][sign] for part in files_of_texts for sign in numbers(part))
    assert text == "".join(record.text for record in found)
    assert {key: listed(files, core, key) for key in KEYS} == {key: holding(found, key) for key in KEYS}


def test_pairs_are_found_by_every_reading() -> None:
    """行 is hang and xing: who types either finds 银行."""
    files, core = shards.directory([("T银行",)], 1, "", pinyin.initials())
    rows = dict(files)
    for letters in ("yh", "yx"):
        assert "银行" in "".join(rows[f"p{shards.shard_of(letters, core['pairs'])}.js"])


def test_long_gaps_are_written_in_steps() -> None:
    held = {0, 2_499, 2_500, 12_501, 19_999}
    texts = [("T书",) if number in held else ("T.",) for number in range(20_000)]
    files, core = shards.directory(texts, 1, "", {})
    assert listed(dict(files), core, "书") == held


def test_the_entrance_has_what_tells_a_colleague_from_an_owner() -> None:
    """The number of sound files once went by the same name as the wording of colleagues, and took its place."""
    core = opened(index.outputs(LIBRARY))[index.ENTRANCE]
    assert re.search(core["others"], "业主说要投诉，怎么回")
    assert re.search(core["heard"], "我不交")
    assert core["unused"] == pinyin.UNUSED


def test_how_else_people_ask_is_a_file_that_later_answers_learn_from(pack: Callable[..., Path]) -> None:
    manners = (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8")
    library = load(pack({"tips/manners.yml": manners + "sought: [what shall I wear, how to dress up]\n"}))
    files = opened(index.outputs(library))
    core = files[index.ENTRANCE]
    found = search.records(library)
    at = next(number for number, record in enumerate(found) if record.path == "tips/manners.html")
    sought = files[core["sought"]]
    assert sought == ["" if number != at else "what shall I wear\nhow to dress up" for number in range(len(found) + 1)]
    assert "dress up" not in "".join(record.text for record in found), "nobody sees them"
    assert opened(index.outputs(library, limit=0))[index.ENTRANCE]["sought"] == "", "a large index has none"


def test_nothing_is_told_twice_in_the_entrance() -> None:
    with pytest.raises(ValueError, match="told twice: others"):
        index.together({"others": "他", "count": 1}, {"sounds": ""}, {"others": 32})


def test_marks_of_markdown_are_not_searched() -> None:
    assert searched("**先核实**，再看[应对](vacant-home#say) `K1` 2*3*4") == "先核实，再看应对 K1 2*3*4"


def test_hand_written_pages_are_cut_at_their_headings() -> None:
    html = '<h1 id="use">怎么用</h1><p>第一步。</p><script>x</script><h2 id="copy">复制<a>¶</a></h2><p>点一下</p>'
    cut = sections(html, "use.html", "怎么用")
    assert [(part.anchor, part.title, part.text) for part in cut] == [
        ("use", "怎么用", "第一步。"),
        ("copy", "复制", "点一下"),
    ]
    found = search.records(load(SAMPLE), cut)
    assert "复制" in "".join(record.text for record in found)


def test_tables_of_characters() -> None:
    files, core = pinyin.build("鑫收缴率重新调解账单", "")
    rows = dict(files)
    sounds = dict(line.split(" ") for line in rows[str(core["sounds"])])
    assert all(re.fullmatch("[a-z]{1,6}", name) for name in sounds)
    assert "鑫" in sounds["xin"], "rare, but used"
    for word, syllables in {
        "收缴率": "shou jiao lv",
        "重新": "chong xin",
        "调解": "tiao jie",
        "账单": "zhang dan",
    }.items():
        assert all(char in sounds[name] for char, name in zip(word, syllables.split(), strict=True)), word
    others = {row[0]: row[1:] for number in range(pinyin.UNUSED) for row in rows[f"c{number}.js"]}
    assert others["那"].split(" ") == ["na"]
    assert "淼" not in others, "neither used nor common"
    assert "收" not in others, "among the sounds"
    assert all(row[0] in others for row in rows[f"c{shards.shard_of('業', pinyin.UNUSED)}.js"])
    assert "".join(others[char] for char in "業員會訴訟時滯納斷電") == "业员会诉讼时滞纳断电"


def test_the_browser_reads_the_table_of_ranks_from_the_entrance() -> None:
    core = opened(index.outputs(LIBRARY))[index.ENTRANCE]
    assert isinstance(core, dict)
    assert {role: rank[0] for role, rank in core["ranks"].items()} == {r: rank.tier for r, rank in RANKS.items()}
    assert {rank.level for rank in RANKS.values()} == set(range(len(core["levels"])))
    assert set(core["levels"]) <= {rank.tier for rank in RANKS.values()}  # a sentence weighs a find by its tier
    assert set(search.ROLE_OF.values()) | {
        search.SAID,
        search.POINT,
        search.LAWFUL,
        search.REST,
        search.SUM,
        "T",
        "c",
    } == set(RANKS)


def test_words_for_a_sum_alone_are_not_searched() -> None:
    lines = [["Tcount", "uphone\tsum\tzebra"]]
    assert "z" not in shards._found(lines)[0]


def test_words_to_say_keep_their_channel_apart_also_where_there_is_none() -> None:
    """What stands before the tab is shown as the channel."""
    said = [line[1:] for record in search.records(load(SAMPLE)) for line in record.lines if line[0] == search.SAID]
    assert {line.partition("\t")[0] for line in said} == {"", "phone", "sms"}
    assert all("\t" in line for line in said)
