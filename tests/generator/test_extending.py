"""CONTRIBUTING's worked example, done as it says: a collection costs one class and one template, a field one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE


def blocks(language: str) -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.S)


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CONTRIBUTING's worked example, done as it says, in a copy of the generator beside the sample pack."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(ROOT / "generator", root / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(SAMPLE, root / "content")
    commit = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "x"]
    early = {**os.environ, "GIT_COMMITTER_DATE": "2026-01-05T08:00:00", "GIT_AUTHOR_DATE": "2026-01-05T08:00:00"}
    for command in (["git", "init", "-q"], ["git", "add", "content"], commit):
        subprocess.run(command, cwd=root, check=True, env=early)
    classes, listed = blocks("python")
    (template,) = blocks("jinja")
    (entry,) = blocks("yaml")
    model = root / "generator" / "content" / "model" / "collections.py"
    text = model.read_text(encoding="utf-8")
    old = re.search(r"^COLLECTIONS: .*\n", text, flags=re.M)
    assert old
    model.write_text(text.replace(old[0], f"{classes}\n\n{listed}"), encoding="utf-8")
    (root / "generator" / "pages" / "templates" / "faq.md.jinja").write_text(template, encoding="utf-8")
    (root / "content" / "faq").mkdir()
    (root / "content" / "faq" / "returns.yml").write_text(entry, encoding="utf-8")
    guides = (root / "content" / "guides.yml").read_text(encoding="utf-8")
    (root / "content" / "guides.yml").write_text(
        f"{guides}    - {{title: Questions, collection: faq}}\n", encoding="utf-8"
    )
    for command in (["git", "add", "content"], commit):
        subprocess.run(command, cwd=root, check=True)
    result = run([sys.executable, "-m", "generator", "check", "--strict"], root)
    assert result.returncode == 0, result.stdout + result.stderr
    result = run([sys.executable, "-m", "generator", "generate", "--to", "out"], root)
    assert result.returncode == 0, result.stdout + result.stderr
    return root


def made(extended: Path, path: str) -> str:
    return (extended / "out" / path).read_text(encoding="utf-8")


def test_a_new_collection_has_its_pages(extended: Path) -> None:
    page = made(extended, "faq/returns.md")
    assert "## Can I return a book at night? {#after-hours}" in page
    assert "(../laws/library-rules.md#rules-4)" in page
    assert "[Returning books](returns.md)" in made(extended, "faq/index.md")
    assert "(faq/index.md)" in made(extended, "index.md")
    assert "[Can I return a book at night?](../faq/returns.md#after-hours)" in made(extended, "checks/index.md")
    assert "## Question {#question}" in made(extended, "manual/index.md")


def test_a_new_collection_is_found_by_its_headings(extended: Path) -> None:
    program = (
        "from pathlib import Path; from generator.content.load import load\n"
        "from generator.search.records import records\n"
        "print(next(r.text for r in records(load(Path('content'))) if r.folder == 'faq'))"
    )
    lines = run([sys.executable, "-c", program], extended).stdout.splitlines()
    at = lines.index("#after-hours")
    assert lines[at + 1] == "tCan I return a book at night?"
    assert lines[at + 2] == "rYes. Use the box beside the door; it is emptied at eight."


def test_a_new_collection_is_cited_counted_logged_and_printed(extended: Path) -> None:
    law = made(extended, "laws/library-rules.md")
    assert "[Returning books](../faq/returns.md)" in law
    assert "[Can I return a book at night?](../faq/returns.md#after-hours)" in law
    assert "- [Can I return a book at night?](../faq/returns.md#after-hours)" in made(extended, "changes/index.md")
    shares = json.loads(made(extended, "health/health.json"))["unfounded"]
    assert {"folder": "faq", "items": 1, "without": []} in shares
    assert "Can I return a book at night?" in made(extended, "pocket-guide/print/index.md")
    assert (extended / "out" / "pocket-guide" / "pocket-a6.pdf").read_bytes().startswith(b"%PDF")


def test_a_new_collection_is_checked(extended: Path, tmp_path: Path) -> None:
    shutil.copytree(extended / "content", tmp_path / "content")
    file = tmp_path / "content" / "faq" / "returns.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Use the box", "Use the {bxo}, or we call the police"), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "--content", str(tmp_path / "content"), "check"]
    said = run(command, extended).stdout
    assert re.search(r"content/faq/returns\.yml:9:26: .*there is no blank `bxo`", said)
    assert "content/faq/returns.yml:9:" in said and "call the police" in said.partition("R1")[2]
    schema = run([sys.executable, "-m", "generator", "schema", "--to", str(tmp_path)], extended)
    assert schema.returncode == 0
    assert "The question, as people ask it." in (tmp_path / "faq.json").read_text(encoding="utf-8")


def test_a_new_field_is_one_line(extended: Path, tmp_path: Path) -> None:
    """It is shown, searched, printed and logged by its meaning, though no template names it."""
    for name in ("generator", "content"):
        shutil.copytree(extended / name, tmp_path / name)
    model = tmp_path / "generator" / "content" / "model" / "collections.py"
    text = model.read_text(encoding="utf-8")
    added = '    pitfall: Line | None = None\n    """Where it goes wrong."""\n'
    model.write_text(text.replace("    do: Lines = []\n", f"{added}    do: Lines = []\n"), encoding="utf-8")
    tip = tmp_path / "content" / "tips" / "manners.yml"
    before = tip.read_text(encoding="utf-8")
    tip.write_text(before.replace("    do:", "    pitfall: Tone of voice.\n    do:", 1), encoding="utf-8")
    assert tip.read_text(encoding="utf-8") != before
    program = (
        "from pathlib import Path\n"
        "from generator.content.history import Month; from generator.content.load import load\n"
        "from generator.paper.guide import book; from generator.pages.changes import months\n"
        "from generator.pages.render import render; from generator.pages.sitemap import pages\n"
        "from generator.search.records import records\n"
        "library = load(Path('content')); assert not library.problems\n"
        "print('PAGE', [o.content for o in render(library, pages(library)) if o.path == 'tips/manners.md'])\n"
        "print('SEARCH', [r.text for r in records(library) if r.path == 'tips/manners.html'])\n"
        "print('PAPER', book(library, 'tips', site_url=None, edition='2026-11-23'))\n"
        "file = Path('content/tips/manners.yml').read_bytes()\n"
        "before = Month('2026-10', {'tips/manners.yml': file.replace(b'Tone', b'Voice')})\n"
        "past = [before, Month('2026-11', {'tips/manners.yml': file})]\n"
        "print('LOG', months(library, past)[0].sheets['reworded'])\n"
    )
    guides = tmp_path / "content" / "guides.yml"
    text = guides.read_text(encoding="utf-8")
    more = "tips:\n  title: Tips\n  layout: booklet\n  sections: [{title: Tips, collection: tips}]\n"
    guides.write_text(f"{text}{more}", encoding="utf-8")
    result = run([sys.executable, "-c", program], tmp_path)
    assert result.returncode == 0, result.stderr
    page, search, paper, log = re.split(r"^(?:PAGE|SEARCH|PAPER|LOG) ", result.stdout, flags=re.M)[1:]
    assert "**Pitfall**{ .kb-label }" in page and "Tone of voice." in page
    assert "rTone of voice." in search
    assert "Pitfall" in paper and "Tone of voice." in paper
    assert "pitfall" in log
