"""A folder that is always whole, whatever happens to who writes it."""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.publishing import plain, whole
from generator.publishing.whole import Refused, Whole
from tests.conftest import SAMPLE
from tests.sites import QUIET, build, built, configured

MOMENTS = int(os.environ.get("MOMENTS", "10"))
"""How many times a build is killed; scripts/kill_builds.py does it a hundred times."""


def standing(folder: Path) -> dict[str, str]:
    """What stands in a folder: path -> hash."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def left(folder: Path) -> list[str]:
    """What a build left beside its site."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".site")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A mkdocs.yml with the sample pack beside it, and its site, built."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    built(configured(tmp_path / "content", tmp_path), tmp_path / "site")
    return tmp_path


def edit(project: Path, title: str) -> None:
    """Another title on every page."""
    pack = project / "content" / "pack.yml"
    lines = pack.read_text(encoding="utf-8").splitlines()
    pack.write_text(
        "\n".join(f"title: {title}" if line.startswith("title:") else line for line in lines), encoding="utf-8"
    )


def command(project: Path) -> list[str]:
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", str(project / "mkdocs.yml")]


def test_killed_at_any_moment_a_build_leaves_a_whole_site(project: Path) -> None:
    """The old one or the new one, never a part; and the next build succeeds and clears away what was left."""
    old = standing(project / "site")
    edit(project, "Another title")
    start = time.monotonic()
    built(project / "mkdocs.yml", project / "other")
    took = time.monotonic() - start
    stood = set()
    for moment in range(MOMENTS):
        process = subprocess.Popen(command(project), env=QUIET, stderr=subprocess.DEVNULL)
        time.sleep(took * 1.2 * (moment + random.random()) / MOMENTS)
        process.kill()
        process.wait()
        now = standing(project / "site")
        title = "Another title" in (project / "site" / "index.html").read_text(encoding="utf-8")
        new = {path for path in now if path not in old or now[path] != old[path]}
        assert now == old or title, "a part of a site"
        if title:
            fresh = standing(project / "other")
            assert {path: now.get(path) for path in fresh if "names.txt" not in path} == {
                path: sum_ for path, sum_ in fresh.items() if "names.txt" not in path
            }, new
        stood.add(title)
    built(project / "mkdocs.yml", project / "site")
    assert "Another title" in (project / "site" / "index.html").read_text(encoding="utf-8")
    assert left(project) == []
    assert False in stood, "no build was killed before its end"


def limited(size: int) -> Callable[[], None]:
    """No file larger than this can be written: what a full disk is to a program."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_full_disk_leaves_the_site_and_is_said(project: Path) -> None:
    before = standing(project / "site")
    edit(project, "Another title")
    unmeasured = {name: value for name, value in QUIET.items() if not name.startswith("COVERAGE_")}
    done = subprocess.run(
        command(project), env=unmeasured, capture_output=True, text=True, preexec_fn=limited(30_000), check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The site stands as it was" in done.stderr
    assert standing(project / "site") == before
    assert left(project) == []


def test_what_a_strict_build_refuses_is_not_published(project: Path) -> None:
    """MkDocs counts the warnings when all is done."""
    before = standing(project / "site")
    docs = project / "docs"
    docs.mkdir()
    (docs / "more.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    done = build(configured(project / "content", project, docs=docs), project / "site")
    assert done.returncode == 1
    assert standing(project / "site") == before
    assert left(project) == []


def test_ctrl_c_leaves_the_site_and_nothing_beside_it(project: Path) -> None:
    before = standing(project / "site")
    process = subprocess.Popen(command(project), env=QUIET, stderr=subprocess.PIPE)
    while not left(project) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate()
    assert standing(project / "site") == before
    assert left(project) == []


def test_two_builds_at_once_do_not_mix(project: Path) -> None:
    two = [subprocess.Popen(command(project), env=QUIET) for _ in range(2)]
    assert [process.wait() for process in two] == [0, 0]
    again = project / "again"
    built(project / "mkdocs.yml", again)
    assert standing(project / "site") == standing(again)
    assert left(project) == []


def test_a_site_that_is_a_link_is_not_followed(project: Path) -> None:
    precious = project / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("years of work", encoding="utf-8")
    shutil.rmtree(project / "site")
    (project / "site").symlink_to(precious)
    done = subprocess.run(command(project), env=QUIET, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "is a link" in done.stderr
    assert standing(precious).keys() == {"thesis.txt"}


def test_readers_can_read_it_whatever_the_umask(project: Path) -> None:
    subprocess.run(command(project), env=QUIET, check=True, preexec_fn=lambda: os.umask(0o077) and None)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (project / "site").rglob("*") if path.is_file()}
    folders = {stat.S_IMODE(path.stat().st_mode) for path in (project / "site").rglob("*") if path.is_dir()}
    assert (modes, folders) == ({0o644}, {0o755})
    assert stat.S_IMODE((project / "site").stat().st_mode) == 0o755


def test_what_mkdocs_leaves_alone_stays(project: Path) -> None:
    """Hidden files at the top, such as a web server's."""
    (project / "site" / ".well-known").mkdir()
    (project / "site" / ".well-known" / "security.txt").write_text("x", encoding="utf-8")
    built(project / "mkdocs.yml", project / "site")
    assert (project / "site" / ".well-known" / "security.txt").is_file()


# ---- generate --to ----


def generate(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "generator", "generate", "--to", *more]
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the sample pack in content/."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    return tmp_path


@pytest.mark.parametrize("to", ["content", "content/tips", ".", "docs"])
def test_generate_refuses_a_folder_that_is_not_its_own(folder: Path, to: str) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "by-hand.md").write_text("# By hand\n", encoding="utf-8")
    before = standing(folder)
    done = generate(folder, to)
    assert (done.returncode, done.stderr) == (1, "")
    assert standing(folder) == before


def test_generate_removes_what_it_no_longer_writes_and_keeps_what_is_not_its_own(folder: Path) -> None:
    assert generate(folder, "pages").returncode == 0
    assert (folder / "pages" / "objections" / "lost-it.md").is_file()
    (folder / "pages" / "by-hand.md").write_text("# By hand\n", encoding="utf-8")
    for path in ("old.md", "tips/old.md"):
        (folder / "pages" / path).write_text("old\n", encoding="utf-8")
    with (folder / "pages" / plain.LIST).open("a", encoding="utf-8") as list_:
        list_.write("old.md\ntips/old.md\n")
    assert generate(folder, "pages").returncode == 0
    assert (folder / "pages" / "by-hand.md").is_file()
    assert not (folder / "pages" / "old.md").exists()
    assert not (folder / "pages" / "tips" / "old.md").exists()


def test_generate_writes_no_links_target(folder: Path) -> None:
    """Neither where a file should stand, nor a folder, nor the whole, nor the configuration."""
    assert generate(folder, "pages").returncode == 0
    outside = folder / "outside"
    outside.mkdir()
    (outside / "index.md").write_text("precious\n", encoding="utf-8")
    (folder / "pages" / "index.md").unlink()
    (folder / "pages" / "index.md").symlink_to(outside / "index.md")
    shutil.rmtree(folder / "pages" / "tips")
    (folder / "pages" / "tips").symlink_to(outside)
    (folder / "zensical.yml").symlink_to(outside / "index.md")
    generate(folder, "pages", "--config", "zensical.yml")
    (folder / "whole").symlink_to(outside)
    assert generate(folder, "whole").returncode == 1
    assert standing(outside) == {"index.md": hashlib.sha256(b"precious\n").hexdigest()}
    assert (folder / "pages" / "tips").is_symlink() is False


def test_generate_writes_over_no_configuration_but_its_own(folder: Path) -> None:
    (folder / "mkdocs.yml").write_text("site_name: Mine\n", encoding="utf-8")
    done = generate(folder, "pages", "--config", "mkdocs.yml")
    assert done.returncode == 1
    assert (folder / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Mine\n"


# ---- the folder itself ----


def test_without_an_exchange_a_kill_between_two_moves_is_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some systems only move: the old folder comes back when the next one begins."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "a").write_text("old", encoding="utf-8")
    aside = tmp_path / ".site.old-x"
    aside.mkdir()
    site.rename(aside / "site")  # here it was killed
    new = Whole(site)
    assert (site / "a").read_text(encoding="utf-8") == "old"
    monkeypatch.setattr(whole, "_exchanged", lambda one, other: False)
    (new.beside / "a").write_text("new", encoding="utf-8")
    new.put()
    assert standing(site).keys() == {"a"}
    assert (site / "a").read_text(encoding="utf-8") == "new"
    assert left(tmp_path) == []


def test_where_no_folder_can_be_moved_its_files_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk of its own, a folder that somebody has open."""

    def busy(one: Path, other: Path) -> bool:
        raise OSError(16, "busy")

    monkeypatch.setattr(whole, "_exchanged", busy)
    site = tmp_path / "site"
    (site / "gone").mkdir(parents=True)
    (site / "gone" / "b").write_text("old", encoding="utf-8")
    new = Whole(site)
    (new.beside / "more").mkdir()
    (new.beside / "more" / "a.html").write_text("new", encoding="utf-8")
    new.put()
    assert standing(site).keys() == {"more/a.html"}
    assert not (site / "gone").exists()


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x", encoding="utf-8")
    with pytest.raises(Refused, match="file"):
        Whole(tmp_path / "site")


def test_the_one_who_waits_is_told_and_comes_next(tmp_path: Path) -> None:
    first = Whole(tmp_path / "site")
    script = (
        "from pathlib import Path; from generator.publishing.whole import Whole;"
        f"Whole(Path({str(tmp_path / 'site')!r}), waiting=lambda: print('waiting', flush=True)).put(); print('done')"
    )
    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline() == "waiting\n"
    first.put()
    assert other.communicate()[0] == "done\n"
    assert left(tmp_path) == []
