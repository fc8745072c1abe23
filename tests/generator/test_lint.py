"""Checking any text: the command says what it finds, whatever the file."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.__main__ import main
from generator.content.language import LANGUAGES, phrases
from tests.conftest import CHINESE, ROOT

THREAT = "Hello.\n\nBring it back or we CALL THE POLICE! Thanks.\nReturn it as soon as possible."
WORD = "再不还就停借。\n"


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
    assert command(CHINESE, written(mark + f"各位读者：\r\n{WORD}".encode(encoding))) == 1
    assert "第 2 行【不能说】B1" in capsys.readouterr().out


def test_a_text_can_be_piped_in() -> None:
    command = [sys.executable, "-m", "generator", "--content", str(CHINESE), "lint", "-"]
    run = subprocess.run(command, input=WORD.encode("gb18030"), cwd=ROOT, capture_output=True)
    assert run.returncode == 1
    assert "第 1 行【不能说】B1" in run.stdout.decode()


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
        "再不还就停借。" * 50: "文件名太长；想查一段话，请先把它存成 .txt 文件",
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
    assert command(CHINESE, written("您好！再不還就報·警。".encode())) == 1
    said = capsys.readouterr().out
    assert "  原句：再不還就報·警。\n" in said
    assert "  问题在：报警\n" in said
