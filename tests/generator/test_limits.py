"""What is too much, or no text at all, is answered with a sentence, by the commands and by a build."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.generator.test_changes import OCTOBER, SEPTEMBER, commit, git
from tests.sites import QUIET, configured

SCREEN = 40
"""Lines."""
LETTERS = "abcdefghijkl"
BOMB = f"a: &a [{', '.join(['x'] * 10)}]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n" for before, name in pairwise(LETTERS)
)
MUCH: dict[str, tuple[bytes, str]] = {
    "brackets": (b"title: " + b"[" * 200_000, "more than 40 levels"),
    "hyphens": (b"title:\n" + b"- " * 200_000, "more than 40 levels"),
    "indented": ("\n".join(" " * n + "a:" for n in range(1200)).encode(), "more than 40 levels"),
    "aliases": (BOMB.encode(), "&"),
    "long-text": (b"title: " + b"long " * 100_000, "longer than 20000 characters"),
    "long-word": (b"colour: " + b"x" * 15_000, "unknown key `colour`"),
    "long-key": (b"x" * 900 + b": 1", "unknown key"),
    "many-keys": (b"".join(b"key%d: 1\n" % n for n in range(3000)), "unknown key"),
}


def run(module: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=QUIET | environment, capture_output=True, text=True, check=False, timeout=300)


def check(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("generator", "--content", str(root), "check", **environment)


def build(config: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("mkdocs", "build", "-f", str(config), "-d", str(config.parent / "site"), **environment)


@pytest.mark.parametrize("kind", MUCH)
def test_what_is_too_much_is_said_on_a_screen(kind: str, pack: Callable[..., Path]) -> None:
    content, said = MUCH[kind]
    done = check(pack({"tips/much.yml": content}))
    assert done.returncode == 1, done.stderr
    assert said in done.stdout and "Traceback" not in done.stderr
    messages = done.stdout.split("\n\n")
    assert max(message.count("\n") for message in messages) < SCREEN
    assert max(map(len, messages)) < SCREEN * 80


SPECIAL: dict[str, Callable[[Path], object]] = {
    "a pipe": lambda folder: os.mkfifo(folder / "pipe.yml"),
    "links in a circle": lambda folder: (folder / "one.yml").symlink_to(folder / "one.yml"),
    "a folder in itself": lambda folder: (folder / "within").symlink_to(folder.parent),
    "a link to nothing": lambda folder: (folder / "gone.yml").symlink_to(folder / "nowhere.yml"),
}


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_said(kind: str, pack: Callable[..., Path]) -> None:
    root = pack()
    SPECIAL[kind](root / "tips")
    done = check(root)
    assert done.returncode == 1, done.stderr
    assert "content/tips/" in done.stdout and "1 error" in done.stdout and "Traceback" not in done.stderr


@pytest.mark.parametrize("epoch", ["abc", "9" * 30, "-" + "9" * 30, "1.5"])
def test_a_moment_that_is_none_is_said(epoch: str, pack: Callable[..., Path], tmp_path: Path) -> None:
    root = pack()
    checked = check(root, SOURCE_DATE_EPOCH=epoch)
    built = build(configured(root, tmp_path), SOURCE_DATE_EPOCH=epoch)
    for done in (checked, built):
        assert done.returncode == 1
        assert "SOURCE_DATE_EPOCH" in done.stderr and "Traceback" not in done.stderr


DOCS: dict[str, Callable[[Path], object]] = {
    "not UTF-8": lambda file: file.write_bytes("# 大家\n".encode("gbk")),
    "no ordinary file": lambda file: os.mkfifo(file),
}


@pytest.mark.parametrize("kind", DOCS)
def test_hand_written_pages_that_cannot_be_read_are_said(kind: str, pack: Callable[..., Path], tmp_path: Path) -> None:
    docs = tmp_path / "own"
    docs.mkdir()
    DOCS[kind](docs / "page.md")
    done = build(configured(pack(), tmp_path, docs=docs))
    assert done.returncode == 1
    assert "own/page.md:1" in done.stderr and kind in done.stderr and "Traceback" not in done.stderr


def test_what_was_too_much_in_the_past_stops_no_build(pack: Callable[..., Path], tmp_path: Path) -> None:
    """What cannot be read of a month is unknown: the log says what it knows, and the build goes on."""
    root = pack()
    git(root, "init", "-q")
    commit(root, "2026-08-31T12:00:00+08:00")
    for name, (content, _) in MUCH.items():
        (root / "tips" / f"{name}.yml").write_bytes(content)
    commit(root, SEPTEMBER)
    for name in MUCH:
        (root / "tips" / f"{name}.yml").unlink()
    (root / "tips" / "manners.yml").write_bytes(
        (root / "tips" / "manners.yml").read_bytes().replace(b"Manners", b"Ways")
    )
    commit(root, OCTOBER)
    done = build(configured(root, tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "changes" / "index.html").is_file()
