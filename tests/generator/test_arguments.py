"""The command line says everything in the language of the pack: help, and what it does not understand."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.__main__ import _parser, main
from generator.content.language import LANGUAGES, phrases


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from parsers(each)


def test_every_command_and_argument_is_told_of(pack: Callable[..., Path]) -> None:
    for language in LANGUAGES:
        table = phrases(language)["help"]
        used = set()
        for parser in parsers(_parser(["--content", str(pack(language=language))])):
            used.add(parser.description)
            used |= {action.help for action in parser._actions if action.help}
            named = [action for action in parser._actions if not isinstance(action, argparse._SubParsersAction)]
            assert all(action.help for action in named), parser.prog
        assert set(table.values()) == used, "a text that nothing says"


def test_help_is_in_the_language_of_the_pack(pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    root = pack(language="zh")
    names = [parser.prog.split()[-1] for parser in parsers(_parser([]))][1:]
    for command in ([], *([name] for name in names)):
        with pytest.raises(SystemExit) as stopped:
            main(["--content", str(root), *command, "--help"])
        assert stopped.value.code == 0
        said = capsys.readouterr().out
        assert said.startswith("用法：")
        assert not re.search(r"\b(usage|options|arguments|show|the)\b", said), said


SLIPS = [
    ([], "少写了 命令。"),
    (["chekc"], "没有 `chekc`，可以写的有：new, check, lint,"),
    (["withdraw", "x"], "少写了 --because。"),
    (["check", "--foo"], "`--foo` 在这里不认识。"),
    (["paper", "--to"], "--to 后面要写上内容。"),
    (["check", "--str"], "`--str` 在这里不认识。"),
]


@pytest.mark.parametrize(("line", "said"), SLIPS)
def test_a_line_that_is_not_understood(
    line: list[str], said: str, pack: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--content", str(pack(language="zh")), *line])
    assert stopped.value.code == 2
    err = capsys.readouterr().err
    assert said in err and "--help" in err


@pytest.mark.parametrize(("place", "begins"), [("zh_CN.UTF-8", "用法："), ("en_GB.UTF-8", "usage: "), ("C", "usage: ")])
def test_without_a_pack_the_language_is_the_readers(place: str, begins: str, tmp_path: Path) -> None:
    environment = {**os.environ, "LC_ALL": place, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "generator", "--help"]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert result.stdout.decode().startswith(begins)


def test_the_console_command_is_the_same(pack: Callable[..., Path]) -> None:
    command = shutil.which("huashu", path=str(Path(sys.executable).parent))
    assert command, "pip install -e . makes it"
    result = subprocess.run(
        [command, "--content", str(pack()), "check"], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert result.stdout.startswith("All well: 5 pages")
    told = subprocess.run([command, "check", "--help"], capture_output=True, text=True, check=True, encoding="utf-8")
    assert "huashu check [-h]" in told.stdout
