"""A disk that is really full: a small one, in a mount namespace of the test's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE
from tests.generator.test_whole import standing
from tests.sites import QUIET, configured

OWN_MOUNTS = ["unshare", "--map-root-user", "--mount"]


def _may_mount() -> bool:
    tried = [*OWN_MOUNTS, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return bool(shutil.which("unshare")) and subprocess.run(tried, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _may_mount(), reason="this system lets a test mount no disk of its own")

ON_THE_DISK = """
mount -t tmpfs -o size=${1}k tmpfs "$2" && cp -a "$3/." "$2" && cd "$2" && dd if=/dev/zero of=filler bs=4k 2>/dev/null
shift 3; "$@"; code=$?
rm filler; cp -a . "$PROJECT.after"; exit $code
"""
"""Arguments: the disk's size in KB, where it is, what lies on it; then the command."""


def on_a_full_disk(project: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], Path]:
    """Run a command in a copy of the project that fills its disk; what it said, and the copy as it left it."""
    disk = project.with_name("disk")
    disk.mkdir()
    size = 100 + sum(-(-path.stat().st_size // 4096) * 4 + 4 for path in project.rglob("*"))
    call = [*OWN_MOUNTS, "sh", "-c", ON_THE_DISK, "sh", str(size), str(disk), str(project), *command]
    done = subprocess.run(call, env={**QUIET, "PROJECT": str(project)}, capture_output=True, text=True, check=False)
    return done, project.with_name(f"{project.name}.after")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(SAMPLE, folder / "content")
    configured(folder / "content", folder)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8").replace(f"{folder}/", "")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("<p>The old site.", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ["generator", "generate", "--to", "out"],
        ["generator", "paper", "--to", "out"],
        ["generator", "schema", "--to", "out"],
        ["generator", "new", "out"],
        ["generator", "zip", "site", "--to", "out.zip"],
        ["mkdocs", "build", "--strict", "-q"],
    ],
    ids=" ".join,
)
def test_nothing_is_half_written_and_it_is_said(project: Path, command: list[str]) -> None:
    before = standing(project)
    done, after = on_a_full_disk(project, sys.executable, "-m", *command)
    assert done.returncode == 1, done.stderr
    assert "the disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: sum_ for path, sum_ in standing(after).items() if not path.startswith(".cache/")} == before
    assert not (after / "out").exists(), "the same command can be given again"


def test_an_authors_file_is_changed_or_as_it_was(project: Path) -> None:
    pack = project / "content" / "pack.yml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("title: ", "title：", 1), encoding="utf-8")
    before = standing(project)
    done, after = on_a_full_disk(project, sys.executable, "-m", "generator", "fix", "--write")
    assert done.returncode == 1, done.stdout
    assert "the disk is full" in done.stderr
    assert standing(after) == before
