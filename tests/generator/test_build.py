"""The real MkDocs builds the sample pack, strictly; the site is what readers get."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.load import load
from tests.conftest import ROOT, SAMPLE
from tests.sites import NAVIGATION, absent, build, configured, dead_links, differing, foreign, soup


def test_every_entry_has_its_page(sample_site: Path) -> None:
    assert list(absent(sample_site, load(SAMPLE))) == []


def test_edit_this_page_leads_to_the_yaml(sample_site: Path) -> None:
    link = soup(sample_site, "objections/lost-it.html").find("a", rel="edit")
    assert link is not None
    assert link["href"] == "https://git.example.com/team/wiki/edit/main/content/objections/lost-it.yml"


def test_every_link_and_anchor_leads_somewhere(sample_site: Path) -> None:
    assert list(dead_links(sample_site)) == []


def test_nothing_is_loaded_from_another_host(sample_site: Path) -> None:
    assert list(foreign(sample_site)) == []


def test_the_navigation_lists_collections_not_entries(sample_site: Path) -> None:
    navigation = soup(sample_site, "scripts/first-call.html").select_one(".md-nav--primary")
    assert navigation is not None
    links = [str(link["href"]) for link in navigation.select("a[href]")]
    assert not [link for link in links if NAVIGATION.search(link)]
    assert any(link.endswith("objections/index.html") for link in links)


def test_404_and_search_are_there(sample_site: Path) -> None:
    assert "This page is gone" in (sample_site / "404.html").read_text(encoding="utf-8")
    for page in ("index.html", "scripts/first-call.html", "404.html"):
        assert soup(sample_site, page).select_one("input[type=search]"), page


def test_a_mistake_stops_the_build_and_is_said(pack: Callable[..., Path], tmp_path: Path) -> None:
    root = pack({"tips/bad.yml": "code: K9\ntitel: x\n"})
    result = build(configured(root, tmp_path), tmp_path / "site")
    assert result.returncode == 1
    assert re.search(r"content/tips/bad\.yml:2:1: .*unknown key `titel`", result.stderr)
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site" / "index.html").exists(), "nothing is published"


def test_two_builds_are_the_same(sample_site: Path, tmp_path: Path) -> None:
    assert build(sample_site.parent / "mkdocs.yml", tmp_path / "again").returncode == 0
    assert differing(sample_site, tmp_path / "again") == []


def test_only_what_browsers_load_is_published(sample_site: Path) -> None:
    """No sources, no maps; of assets/ only what some page, style or script names, by a name that its content gives."""
    listed = {"assets/version.js", "assets/names.txt"}
    assets = {path.relative_to(sample_site).as_posix() for path in (sample_site / "assets").rglob("*")} - listed
    files = sorted(path for path in assets if (sample_site / path).is_file())
    texts = [(sample_site / path).read_text(encoding="utf-8") for path in files if path.endswith((".js", ".css"))]
    texts += [file.read_text(encoding="utf-8") for file in sample_site.rglob("*.html")]
    said = "\n".join(texts)
    parts = re.compile(r"(assets/search/[0-9a-f]{8}-)\w+\.js")  # the entrance says how they begin
    unnamed = [path for path in files if (parts.sub(r"\1", path)) not in said]
    assert [path for path in unnamed if "/changes." not in path] == []  # this pack has no history to show
    assert [path for path in files if not re.search(r"[./][0-9a-f]{8}[.-]", path)] == []
    assert [path for path in sample_site.rglob("*") if path.suffix in {".mjs", ".map", ".ts"}] == []


def test_a_name_is_what_is_in_the_file(sample_site: Path) -> None:
    for path in (sample_site / "assets").rglob("*.*.*"):
        if ".min." not in path.name:
            named = path.name.split(".")[-2]
            assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(named), path


def test_templates_call_no_methods_of_python() -> None:
    """Zensical's template engine has none; super() and lang.t() are the theme's own."""
    for file in (ROOT / "overrides").rglob("*.html"):
        code = " ".join(re.findall(r"{[{%](.*?)[%}]}", file.read_text(encoding="utf-8"), flags=re.S))
        assert set(re.findall(r"[\w.]+\.(\w+)\(", code)) <= {"t"}, file
        assert ".file." not in code, file


@pytest.fixture
def zensical(tmp_path: Path) -> Path:
    """A project of the sample pack, its pages and configuration written for Zensical."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    command = [sys.executable, "-m", "generator", "generate", "--to", "pages", "--config", "zensical.yml"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    return tmp_path


def test_zensical_gets_what_the_plugin_gives_mkdocs(zensical: Path, sample_site: Path) -> None:
    """The navigation and the words."""
    config = json.loads((zensical / "zensical.yml").read_text(encoding="utf-8"))
    assert config["docs_dir"] == "pages"
    home, *groups = config["nav"]
    paths = [
        *home.values(),
        *(path for group in groups for pages in group.values() for page in pages for path in page.values()),
    ]
    assert [path for path in paths if not (zensical / "pages" / path).is_file()] == []
    words = soup(sample_site, "index.html").select_one("#kb-words")
    assert words is not None
    assert json.loads(words.get_text()) == config["extra"]["huashu"]["browser"]
