"""Built twice as differently as can be, with SOURCE_DATE_EPOCH, a site has the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import CHINESE, ROOT
from tests.sites import QUIET

HERE = {"TZ": "UTC", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "", "LANG": "zh_CN.GB18030", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"}
MINE = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_AUTHOR_DATE": "2026-09-30T23:30:00-11:00",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
}  # fmt: skip


def git(folder: Path, *words: str, when: str = "2026-09-30T23:30:00-11:00") -> None:
    environment = {**os.environ, **MINE, "GIT_COMMITTER_DATE": when}
    subprocess.run(["git", "-C", folder, *words], env=environment, check=True, capture_output=True)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base whose content was changed in two months."""
    root = tmp_path_factory.mktemp("origin")
    shutil.copytree(CHINESE, root / "content")
    shutil.copytree(ROOT / "docs", root / "docs")
    for name in ("mkdocs.yml", ".gitattributes"):
        shutil.copy(ROOT / name, root / name)
    git(root, "init", "-q", "-b", "main")
    for when, title in (("2026-09-30T23:30:00-11:00", "旧的标题"), ("2026-11-02T01:00:00+14:00", "新的标题")):
        file = root / "content" / "tips" / "manners.yml"
        lines = file.read_text(encoding="utf-8").splitlines()
        lines = [f"title: {title}" if line.startswith("title:") else line for line in lines]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", title, when=when)
    return root


def site(folder: Path, environment: Mapping[str, str], umask: int) -> tuple[Path, str]:
    """A site built in a folder, packed too; and what was said."""
    given = {**QUIET, **environment}
    outputs = []
    for command in (["mkdocs", "build", "--strict"], ["generator", "zip"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=folder, env=given, umask=umask, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        outputs.append(done.stderr.decode("utf-8", errors="replace"))
    return folder, outputs[0]


def differing(one: Path, other: Path) -> list[str]:
    """Files that are not in both, not of the same bytes, or not of the same rights."""
    paths = {path.relative_to(root) for root in (one, other) for path in (root / "site").rglob("*")}
    paths.add(Path("site.zip"))

    def seen(path: Path) -> tuple[int, bytes]:
        return path.stat().st_mode, path.read_bytes() if path.is_file() else b""

    pairs = ((path, one / path, other / path) for path in sorted(paths))
    return [str(path) for path, a, b in pairs if not (a.exists() and b.exists() and seen(a) == seen(b))]


def test_clones_of_one_repository_give_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed, umask, and the line ends that Git may put into files."""
    near, far = tmp_path / "a", tmp_path / "far away" / "话术 库"
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=false", str(repository), str(near))
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", "-c", "core.eol=crlf", str(repository), str(far))
    one, _ = site(near, HERE, 0o022)
    other, _ = site(far, THERE, 0o077)
    assert (one / "site" / "changes").is_dir()
    assert differing(one, other) == []


def test_a_zip_and_a_shallow_clone_give_the_same_bytes_and_say_what_is_missing(
    repository: Path, tmp_path: Path
) -> None:
    """Neither has the history, so neither has the log of changes; each says why."""
    unpacked, shallow = tmp_path / "unpacked", tmp_path / "b" / "shallow"
    git(repository, "archive", "--format=zip", "-o", str(tmp_path / "pack.zip"), "HEAD")
    shutil.unpack_archive(tmp_path / "pack.zip", unpacked)
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{repository}", str(shallow))
    one, no_git = site(unpacked, THERE, 0o000)
    other, cut = site(shallow, HERE, 0o027)
    assert not (one / "site" / "changes").exists()
    assert "没有生成“改动记录”这一页：内容文件夹不在 Git 仓库里" in no_git
    assert "没有生成“改动记录”这一页：Git 仓库只取了最近几次提交" in cut and "--unshallow" in cut
    assert differing(one, other) == []


def test_this_repository_and_new_ones_keep_line_ends(tmp_path: Path) -> None:
    new = ROOT / "generator" / "start" / "any" / "gitattributes"
    assert new.read_bytes() == (ROOT / ".gitattributes").read_bytes()
    assert b"\r" not in new.read_bytes()
