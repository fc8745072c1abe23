"""A build that remembers an earlier one gives the same bytes as a clean one, whatever the cache holds."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.content import load as load_module
from generator.content import unchanged
from generator.content.load import load
from generator.parallel import aside, spread
from generator.rules.check import check
from generator.rules.redlines import detector_of
from generator.store import FOLDER, Store, key
from tests.conftest import SAMPLE
from tests.sites import build, configured

DAY = date(2026, 11, 23)


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


def forget() -> None:
    """As a new process begins: no file was read."""
    load_module._parsed.cache_clear()
    unchanged._held.clear()


def test_files_taken_up_from_a_run_before_are_what_is_written(tmp_path: Path) -> None:
    forget()
    first = load(SAMPLE)
    unchanged.keep(Store(tmp_path))
    forget()
    unchanged.take_up(Store(tmp_path))
    second = load(SAMPLE)
    assert second.entries == first.entries
    assert second.problems == first.problems
    assert any(source.draft for source in first.sources.values())
    for path, source in first.sources.items():
        again = second.sources[path]
        assert not again.draft, "it was known"
        assert (again.values, again.spans, again.lines, again.mended) == (
            source.values, source.spans, source.lines, source.mended,
        )  # fmt: skip
        assert (again.key_places, again.value_places) == (source.key_places, source.value_places)


def test_a_file_with_a_slip_is_told_of_each_time(pack: Callable[..., Path], tmp_path: Path) -> None:
    root = pack({"tips/manners.yml": (SAMPLE / "tips" / "manners.yml").read_text(encoding="utf-8") + "\tx: y\n"})
    first = load(root)
    unchanged.keep(Store(tmp_path))
    forget()
    unchanged.take_up(Store(tmp_path))
    assert first.problems
    assert load(root).problems == first.problems


def names_changed() -> Iterator[tuple[str, str]]:
    """Every file of the sample pack, gone or with one of its names changed: path, its new text, "" for none."""
    for file in sorted(SAMPLE.rglob("*.yml")):
        path, text = file.relative_to(SAMPLE).as_posix(), file.read_text(encoding="utf-8")
        if path != "pack.yml":
            yield path, ""
        for name in re.finditer(r"(?m)^( {0,4}(?:- )?)(?:(id: )([\w-]+)|([\w-]+):)", text):
            at = name.end(3) if name[3] else name.end(4)
            yield path, f"{text[:at]}x{text[at:]}"


def test_what_was_found_in_a_file_is_found_anew_where_what_it_goes_by_has_changed(pack: Callable[..., Path]) -> None:
    root = pack()
    before = check(load(root), DAY)
    told = 0
    for path, text in names_changed():
        file = root / path
        if text:
            file.write_text(text, encoding="utf-8")
        else:
            file.unlink()
        warm = check(load(root), DAY)
        forget()
        assert warm == check(load(root), DAY), f"{path}: {text}"
        told += warm != before
        shutil.copy(SAMPLE / path, file)
        assert check(load(root), DAY) == before, "and what was is so again"
    assert told > 50
    assert check(load(root), date(2040, 1, 1)) != before, "the day is a thing to go by, too"


def test_work_is_spread_and_mistakes_come_back() -> None:
    pieces = range(1000)
    assert dict(spread(lambda number: number * number, pieces)) == {number: number * number for number in pieces}
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 / (number - 500), pieces))


def test_work_is_done_aside_and_its_mistakes_come_back() -> None:
    assert aside(lambda: {"a": 1})() == {"a": 1}
    failing = aside(lambda: int("none"))
    with pytest.raises(ValueError, match="none"):
        failing()
