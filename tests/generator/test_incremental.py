"""A build that remembers an earlier one gives the same bytes as a clean one, whatever the cache holds."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.content.load import load
from generator.parallel import spread
from generator.rules.redlines import detector_of
from generator.store import FOLDER, Store, key
from tests.conftest import SAMPLE
from tests.sites import build, configured


def files(site: Path) -> dict[str, str]:
    """Every file with a sum of its content."""
    found = (file for file in site.rglob("*") if file.is_file())
    return {file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in found}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample pack without guides, with its mkdocs.yml."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    (tmp_path / "content" / "guides.yml").unlink()
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "note.md").write_text("# Note\n\nBy hand.\n", encoding="utf-8")
    configured(tmp_path / "content", tmp_path, docs=docs)
    return tmp_path


def built(project: Path) -> dict[str, str]:
    done = build(project / "mkdocs.yml", project / "site")
    assert done.returncode == 0, done.stderr
    return files(project / "site")


def clean(project: Path) -> dict[str, str]:
    shutil.rmtree(project / FOLDER)
    return built(project)


def test_an_edit_after_a_build_gives_what_a_clean_build_gives(project: Path) -> None:
    first = built(project)
    assert built(project) == first, "nothing changed"
    kept = {file.name for file in (project / FOLDER).iterdir()}
    page = project / "content" / "tips" / "manners.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("title: ", "title: Other "), encoding="utf-8")
    second = built(project)
    assert second != first
    left = {file.name for file in (project / FOLDER).iterdir()}
    assert len(kept & left) > len(kept) / 2, "the pages that do not show it are remembered"
    assert len(left) <= len(kept) + 1, "what nobody needs any more is forgotten"
    assert second == clean(project)


def test_every_kind_of_edit_gives_what_a_clean_build_gives(project: Path) -> None:
    content, theme = project / "content", project / "theme"
    (theme / "partials").mkdir(parents=True)
    built(project)
    edits = {
        content / "facets.yml": ("title: Stage", "title: Step"),
        content / "laws" / "library-rules.yml": ("given up.\n    plain", "given up for good.\n    plain"),
        content / "synonyms.yml": ("terms: [", "terms: [levy, "),
        content / "pack.yml": ("\ntitle: ", "\ntitle: New "),
        project / "mkdocs.yml": ("theme:\n", f"theme:\n  custom_dir: {theme}\n"),
    }
    for file, (old, new) in edits.items():
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        assert built(project) == clean(project), file.name
    for template in ("<!-- ours -->", "<!-- {{ config.extra.huashu.version }} -->"):
        (theme / "partials" / "copyright.html").write_text(template, encoding="utf-8")
        assert built(project) == clean(project), template
    page = content / "tips" / "manners.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("summary: ", "summary: New "), encoding="utf-8")
    assert built(project) == clean(project), "a template of the project that names what changes with every edit"


def test_red_lines_hold_when_they_are_remembered(project: Path) -> None:
    built(project)
    rule = next(rule for rule in load(SAMPLE).rules.values() if rule.severity == "forbidden" and rule.bad)
    page = project / "content" / "tips" / "manners.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("summary: ", f"summary: {rule.bad[0]} "), encoding="utf-8")
    done = build(project / "mkdocs.yml", project / "site")
    assert done.returncode == 1
    assert "content/tips/manners.yml:" in done.stderr


def test_check_takes_up_what_a_run_before_has_left_and_leaves_nothing_where_nothing_was_built(project: Path) -> None:
    check = [sys.executable, "-m", "generator", "--content", str(project / "content"), "check"]
    assert subprocess.run(check, cwd=project, capture_output=True).returncode == 0
    assert not (project / FOLDER).exists()
    Store(project / FOLDER).begin()
    assert subprocess.run(check, cwd=project, capture_output=True).returncode == 0
    kept = {file.name: file.stat().st_mtime_ns for file in (project / FOLDER).iterdir()}
    assert len(kept) == 3, "the program, what it found, and what keeps the folder out of git"
    assert subprocess.run(check, cwd=project, capture_output=True).returncode == 0
    assert {file.name: file.stat().st_mtime_ns for file in (project / FOLDER).iterdir()} == kept


def test_a_program_is_the_same_as_it_was_kept() -> None:
    program = load(SAMPLE).once(detector_of)
    assert program
    assert json.loads(json.dumps(program.program)) == program.program


def test_a_broken_or_foreign_cache_is_no_more_than_slow(project: Path) -> None:
    first = built(project)
    for number, file in enumerate(sorted((project / FOLDER).iterdir())):
        whole = file.read_bytes()
        file.write_bytes((whole[: len(whole) // 2], b"", whole[:-1] + b"?", b"\0" * 50)[number % 4])
    (project / FOLDER / "something").mkdir()
    assert built(project) == first
    shutil.rmtree(project / FOLDER)
    (project / FOLDER).write_text("a file where the folder should be", encoding="utf-8")
    assert built(project) == first


def test_warnings_are_told_each_time(project: Path) -> None:
    (project / "docs" / "note.md").write_text("# Note\n\n[gone](gone.md)\n", encoding="utf-8")
    for _ in range(2):
        done = build(project / "mkdocs.yml", project / "site")
        assert "gone.md" in done.stderr
        assert done.returncode == 1, "--strict fails"


def test_a_value_is_whole_or_not_there(tmp_path: Path) -> None:
    store = Store(tmp_path / "kept")
    store.put(key("a"), b"lost")
    assert store.get(key("a")) is None, "no folder, no value"
    store.begin()
    store.put(key("a"), b"found")
    assert store.get(key("a")) == b"found"
    assert Store().get(key("a")) is None
    (tmp_path / "kept" / key("a")).write_bytes(b"found")
    assert store.get(key("a")) is None


def test_unchanged_files_are_the_same_values() -> None:
    first, again = load(SAMPLE), load(SAMPLE)
    assert all(again.entries[name] is entry for name, entry in first.entries.items())


def test_work_is_spread_and_mistakes_come_back() -> None:
    pieces = range(1000)
    assert dict(spread(lambda number: number * number, pieces)) == {number: number * number for number in pieces}
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 / (number - 500), pieces))
