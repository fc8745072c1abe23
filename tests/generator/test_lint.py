"""Checking any text: the command says what it finds, whatever the file."""

from __future__ import annotations

import errno
import io
import json
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
SCHEMA = ROOT / "docs" / "lint.schema.json"


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
        "  Say instead: “Please bring it back by [due].”\n"
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


PICTURE, HALF_A_SIGN = b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\xff\xfe\x5c"


@pytest.mark.parametrize("content", [docx(), PICTURE, HALF_A_SIGN])
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
        str(root / "pack.yml" / "notice.txt"): "路径中间有一段不是文件夹",
        "再不还就停借。" * 50: "文件名太长；想查一段话，请先把它存成 .txt 文件",
    }
    for name, why in cases.items():
        assert command(root, name) == 1
        assert capsys.readouterr().err == f"打不开 {name}：{why}。\n"


def test_the_words_for_what_the_system_says_are_those_it_says() -> None:
    usual = (
        errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EACCES, errno.EPERM, errno.ENAMETOOLONG, errno.EINVAL,
        errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO, errno.EMFILE, errno.ELOOP, errno.EEXIST,
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
        ("2", "R1"),
        ("1", "R2"),  # the gravest first
    ]
    assert said.endswith("Found: must not be said: 3; reword: 1.\n")


def test_the_sentence_is_shown_as_it_was_written(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(CHINESE, written("您好！再不還就報·警。".encode())) == 1
    said = capsys.readouterr().out
    assert "  原句：再不還就報·警。\n" in said
    assert "  问题在：报警\n" in said


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("gb18030", "GB 18030"), ("big5hkscs", "Big5"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16")],
)
def test_a_file_is_read_by_what_reads_best_and_that_is_said(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str], encoding: str, name: str
) -> None:
    file = written("各位讀者：借書請按時還。\n再不還就報警，請大家注意時間和地點。\n".encode(encoding))
    assert command(CHINESE, "--json", file) == 1
    (judged,) = json.loads(capsys.readouterr().out)
    assert (judged["encoding"], judged["verdict"]) == (name, "forbidden")
    assert judged["finds"][0]["sentence"] == "再不還就報警，請大家注意時間和地點。"
    assert command(CHINESE, file) == 1
    assert (f"（{name}）" in capsys.readouterr().out) is (name != "UTF-8")


def test_several_files_and_a_folder_are_judged_in_their_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "letters"
    (folder / "more").mkdir(parents=True)
    (folder / "b.txt").write_text("谢谢您。", encoding="utf-8")
    (folder / "more" / "c.md").write_text("逾期不还，我们将采取进一步手段", encoding="utf-8")
    (folder / "picture.png").write_bytes(PICTURE)
    alone = tmp_path / "z.txt"
    alone.write_text(WORD, encoding="utf-8")
    gone = tmp_path / "gone.txt"
    assert command(CHINESE, "--json", str(alone), str(folder), str(gone)) == 1
    out, err = capsys.readouterr()
    judged = json.loads(out)
    assert [(Path(one["file"]).name, one["verdict"]) for one in judged] == [
        ("z.txt", "forbidden"), ("b.txt", "clean"), ("c.md", "review"), ("gone.txt", "unreadable"),
    ]  # fmt: skip
    assert "gone.txt" in err and judged[-1]["trouble"] in err
    assert command(CHINESE, str(folder)) == 1
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if line.startswith("──")] == [
        f"── {folder / 'b.txt'}（UTF-8）：没有发现问题", f"── {folder / 'more' / 'c.md'}（UTF-8）：有要看一眼的",
    ]  # fmt: skip


def test_places_and_who_said_it_when_are_told_of_a_chat(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    chat = "2026-01-05 10:11 小李：好的\n2026-01-05 10:12 小王：𠮷先生，再不还就报#警！\n"
    assert command(CHINESE, "--json", written(chat.encode())) == 1
    ((judged,), schema) = json.loads(capsys.readouterr().out), json.loads(SCHEMA.read_text(encoding="utf-8"))
    (find,) = judged["finds"]
    assert (find["rule"], find["line"], find["who"], find["when"]) == ("B1", 2, "小王", "2026-01-05 10:12")
    assert chat[find["start"] : find["end"]] == "报#警"
    assert find["sentence"] == "𠮷先生，再不还就报#警！"
    assert find["law"] and find["suggestion"].startswith("“")
    of_file, of_find = schema["items"], schema["items"]["properties"]["finds"]["items"]
    assert set(of_file["required"]) <= set(judged) <= set(of_file["properties"])
    assert set(of_find["required"]) <= set(find) <= set(of_find["properties"])


def test_what_a_notice_lacks_is_listed(written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command(CHINESE, written("您的书逾期了，请来还。".encode())) == 0
    assert capsys.readouterr().out.endswith("这份通知还缺：\n  哪天还：请在【归还日】前还。\n  在哪儿还：一楼前台。\n")


def test_more_than_two_hundred_finds_are_counted(
    written: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(CHINESE, written(WORD.encode() * 203)) == 1
    said = capsys.readouterr().out
    assert said.count("  原句：") == 200
    assert "还有 3 处没有列出来。" in said and said.endswith("一共：不能说 203 处。\n")
