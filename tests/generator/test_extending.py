"""CONTRIBUTING's worked example, done as it says: a collection costs one class and one template, a field one line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.content.language import LANGUAGES, phrases
from generator.content.load import load
from generator.content.model import COLLECTIONS
from generator.content.problems import show
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.rules.check import check
from tests.conftest import ROOT, SAMPLE
from tests.sites import QUIET, soup


def blocks(language: str) -> list[str]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.S)


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CONTRIBUTING's worked example, done as it says, beside the sample pack."""
    root = tmp_path_factory.mktemp("extended")
    shutil.copytree(SAMPLE, root / "content")
    commit = ["git", "-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "-m", "x"]
    early = {**os.environ, "GIT_COMMITTER_DATE": "2026-01-05T08:00:00", "GIT_AUTHOR_DATE": "2026-01-05T08:00:00"}
    for command in (["git", "init", "-q"], ["git", "add", "content"], commit):
        subprocess.run(command, cwd=root, check=True, env=early)
    classes, _ = blocks("python")
    (template,) = blocks("jinja")
    (entry,) = blocks("yaml")
    (root / "collections").mkdir()
    (root / "collections" / "faq.py").write_text(classes, encoding="utf-8")
    (root / "collections" / "faq.md.jinja").write_text(template, encoding="utf-8")
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
    assert '<a href="returns.html">Returning books</a>' in made(extended, "faq/index.md")
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
    for name in ("collections", "content"):
        shutil.copytree(extended / name, tmp_path / name)
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
    for name in ("collections", "content"):
        shutil.copytree(extended / name, tmp_path / name)
    (tmp_path / "collections" / "tips.py").write_text(blocks("python")[1], encoding="utf-8")
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


def answered(root: Path, module: str, page: str = "", content: Path = SAMPLE) -> Path:
    """A pack with a collection of its own."""
    shutil.copytree(content, root / "content")
    (root / "collections").mkdir()
    (root / "collections" / "faq.py").write_text(module, encoding="utf-8")
    if page:
        (root / "content" / "faq").mkdir()
        (root / "content" / "faq" / "one.yml").write_text(page, encoding="utf-8")
    return root / "content"


MODULE = """
from generator.content.model import Entry, Head, Item, Line, Lines

class Question(Item):
    question: Head
    answer: Line
    {extra}: Lines = []

class Faq(Entry):
    \"\"\"{about}\"\"\"
    folder = "faq"
    questions: list[Question]
"""
PAGE = """
code: K900
title: One
summary: Two.
owner: Desk
reviewed: 2026-11-23
questions:
  - {{id: a, question: Why?, answer: Because., {extra}: [Of this.]}}
"""


def test_two_packs_have_collections_of_their_own(tmp_path: Path) -> None:
    """In one process: each has its own class, what the other's pages have is a mistake; those that ship stay."""
    packs = {}
    for name in ("one", "two"):
        root = answered(tmp_path / name, MODULE.format(extra=name, about=f"Faq {name}."), PAGE.format(extra=name))
        packs[name] = load(root)
    for name, library in packs.items():
        assert check(library, date(2026, 11, 23)) == []
        assert library.named("faq")["summary"] == f"Faq {name}."
        (page,) = (output for output in render(library, pages(library)) if output.path == "faq/one.md")
        assert "## Why?" in page.content and "Because." in page.content, "without a template of its own"
        assert f"**{name.capitalize()}**{{ .kb-label }}" in page.content and "Of this." in page.content
    other = tmp_path / "two" / "content" / "faq" / "one.yml"
    other.write_text(PAGE.format(extra="one"), encoding="utf-8")
    assert [problem.kind for problem in load(tmp_path / "two" / "content").problems] == ["unknown-key"]
    assert load(SAMPLE).collections == COLLECTIONS


def test_a_pack_names_its_own_collections_and_fields(tmp_path: Path) -> None:
    root = answered(tmp_path, MODULE.format(extra="more", about="Faq."), PAGE.format(extra="more"))
    pack = root / "pack.yml"
    own = "words: {collections.faq.title: Questions, collections.faq.home: Ask, interface.page.more: Furthermore}\n"
    pack.write_text(pack.read_text(encoding="utf-8") + own, encoding="utf-8")
    library = load(root)
    assert check(library, date(2026, 11, 23)) == []
    made_ = {output.path: str(output.content) for output in render(library, pages(library))}
    assert "# Questions" in made_["faq/index.md"]
    assert "**Furthermore**{ .kb-label }" in made_["faq/one.md"]
    pack.write_text(pack.read_text(encoding="utf-8").replace("faq.title", "fap.title"), encoding="utf-8")
    (problem,) = check(load(root), date(2026, 11, 23))
    assert (problem.kind, problem.values["near"]) == ("unknown-words", "collections.faq.title")


def test_a_pack_puts_its_own_template_in_the_place_of_one_that_ships(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "content")
    (tmp_path / "collections").mkdir()
    template = (
        '{% extends "_entry.md.jinja" %}\n{% block body %}\nMine: {{ entry.tips[0].text | prose }}\n{% endblock %}\n'
    )
    (tmp_path / "collections" / "tips.md.jinja").write_text(template, encoding="utf-8")
    library = load(tmp_path / "content")
    page = next(str(output.content) for output in render(library, pages(library)) if output.path == "tips/manners.md")
    assert "Mine: Readers forget" in page


FAULTS = [
    ("class Faq(Entry:\n    pass\n", 1, "invalid syntax"),
    ("import generator.nothing\n", 1, "No module named"),
    ("from generator.content.model import Entry, Line\n\n\nclass Faq(Entry):\n    text: Line\n", 1, "needs a folder"),
    (MODULE.format(extra="x", about="A.").replace("question: Head", "question: int").replace("r: Line", "r: int"), 4,
     "needs a field that says what an item is called"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "line", "said"), FAULTS)
def test_a_module_with_a_fault_is_told_of(module: str, line: int, said: str, tmp_path: Path) -> None:
    library = load(answered(tmp_path, module))
    (problem,) = check(library, date(2026, 11, 23))
    for language in LANGUAGES:
        shown = show(problem, phrases(language))
        assert re.match(rf"collections/faq\.py:{line}:\d+: ", shown) and said in shown, shown


def test_a_module_that_would_hide_python_s_own_is_told_of(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "content")
    (tmp_path / "collections.py").write_text("", encoding="utf-8")
    (problem,) = check(load(tmp_path / "content"), date(2026, 11, 23))
    assert problem.kind == "hides-python" and str(problem.place) == "collections.py:1:1"


def test_a_site_has_the_collections_of_its_pack(extended: Path) -> None:
    """MkDocs run in the very folder that holds `collections/`: Python's own module of the name is found."""
    config = {"site_name": "Desk", "docs_dir": "pages", "theme": {"name": "material"}, "plugins": ["huashu"]}
    (extended / "pages").mkdir(exist_ok=True)
    (extended / "mkdocs.yml").write_text(json.dumps(config), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    result = subprocess.run(command, cwd=extended, env=QUIET, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    page = soup(extended / "site", "faq/returns.html")
    assert page.find(id="after-hours") and page.select_one("kb-search")
