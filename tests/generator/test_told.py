"""A page is taken for unchanged only where it is: the same key, the same Markdown, whatever was edited."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.content.load import load
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.rules.check import check
from tests.conftest import SAMPLE
from tests.rendered import edits


def told(content: Path) -> dict[str, tuple[str, str]]:
    """Path -> the key of a page that has one, and its Markdown; nothing of a content that would not be published."""
    library = load(content)
    if any(problem.severity == "error" for problem in check(library, date(2026, 11, 23), None)):
        return {}
    found = {}
    for output in render(library, pages(library)):
        if output.told and (key := output.told()):
            found[output.path] = (key, str(output.content))
    return found


def test_a_key_stands_for_one_text(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    first = told(content)
    assert len(first) == 4
    seen = dict(first.values())
    tried = unchanged = 0
    for file, number, line in edits(content):
        text = file.read_text(encoding="utf-8")
        lines = text.split("\n")
        lines[number] = line
        file.write_text("\n".join(lines), encoding="utf-8")
        after = told(content)
        file.write_text(text, encoding="utf-8")
        tried += bool(after)
        for path, (key, markdown) in after.items():
            assert seen.setdefault(key, markdown) == markdown, (file.name, line, path)
            unchanged += first.get(path, ("",))[0] == key
    assert tried > 50 and unchanged > 50


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("tips/manners.yml", "title: ", "title: Other "),
        ("facets.yml", "title: Stage", "title: Step"),
        ("laws/library-rules.yml", "given up.\n    plain", "given up for good.\n    plain"),
        ("pack.yml", "\ntitle: ", "\ntitle: New "),
    ],
)
def test_what_others_are_called_and_settings_count(tmp_path: Path, file: str, old: str, new: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    first = told(content)
    text = (content / file).read_text(encoding="utf-8")
    assert old in text
    (content / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    after = told(content)
    assert after.keys() == first.keys() and all(after[path][0] != first[path][0] for path in first)


def test_a_summary_changes_its_own_page_alone(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    first = told(content)
    page = content / "tips" / "manners.yml"
    page.write_text(page.read_text(encoding="utf-8").replace("summary: ", "summary: New "), encoding="utf-8")
    after = told(content)
    assert [path for path in first if after[path] != first[path]] == ["tips/manners.md"]


def test_templates_of_a_pack_may_show_anything(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SAMPLE, content)
    (tmp_path / "collections").mkdir()
    assert told(content) == {}
