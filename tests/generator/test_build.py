"""The real MkDocs builds the real pack, strictly; the site is what readers get."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from generator.content.load import load
from tests.conftest import ROOT

QUIET = {
    **os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1795392000",  # 2026-11-23, the day the content was reviewed
}  # fmt: skip


def build(config: Path, site: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site), *more]
    return subprocess.run(command, env=QUIET, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site")
    result = build(ROOT / "mkdocs.yml", target)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return target


def soup(site: Path, page: str) -> BeautifulSoup:
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")


def test_every_entry_has_its_page(site: Path) -> None:
    for entry in load(ROOT / "content").entries.values():
        page = soup(site, f"{entry.folder}/{entry.id}.html")
        heading = page.find("h1")
        assert heading is not None and heading.get_text(strip=True) == entry.title
        for item in entry.items:
            assert page.find(id=item.id), f"{entry.path}#{item.id}"


def configured(root: Path, tmp_path: Path, *more: str) -> Path:
    """The shipped configuration for another pack, with lines added."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("content: content", f"content: {root}")
    text = text.replace("custom_dir: overrides", f"custom_dir: {ROOT / 'overrides'}")
    config = tmp_path / "mkdocs.yml"
    config.write_text("\n".join([f"docs_dir: {ROOT / 'docs'}", *more, text]), encoding="utf-8")
    return config


def test_edit_this_page_leads_to_the_yaml(site: Path, pack: Callable[..., Path], tmp_path: Path) -> None:
    address = ("repo_url: https://git.example.com/team/wiki", "edit_uri: edit/main/docs/")
    result = build(configured(pack(), tmp_path, *address), tmp_path / "site")
    assert result.returncode == 0, result.stderr
    link = soup(tmp_path / "site", "objections/lost-it.html").find("a", rel="edit")
    assert link is not None
    assert link["href"] == "https://git.example.com/team/wiki/edit/main/content/objections/lost-it.yml"
    assert soup(site, "objections/vacant-home.html").find("a", rel="edit") is None, "no address was given"


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    """Also what MkDocs does not look at: links in raw HTML, in the header, in the navigation."""
    ids = {
        file: set(re.findall(r'\sid="?([^"\s>]+)', file.read_text(encoding="utf-8"))) for file in site.rglob("*.html")
    }
    for file in ids:
        for href in re.findall(r'<a\s[^>]*?href="([^"]*)"', file.read_text(encoding="utf-8")):
            target, _, anchor = href.partition("#")
            if re.match(r"[a-z]+:", href) or file.name == "404.html":
                continue
            goal = (file.parent / target).resolve() if target else file
            goal = goal / "index.html" if goal.is_dir() else goal
            assert goal.exists(), f"{file.relative_to(site)} → {href}"
            if anchor and goal in ids and "=" not in anchor:
                assert anchor in ids[goal] or anchor == "__skip", f"{file.relative_to(site)} → {href}"


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    loads = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)="(https?:)?//([^"]+)"')
    for file in site.rglob("*.html"):
        others = [
            match[0] for match in loads.finditer(file.read_text(encoding="utf-8")) if 'rel="canonical"' not in match[0]
        ]
        assert others == [], file


def test_the_navigation_lists_collections_not_entries(site: Path) -> None:
    navigation = soup(site, "scripts/commercial-call.html").select_one(".md-nav--primary")
    assert navigation is not None
    links = [str(link["href"]) for link in navigation.select("a[href]")]
    assert not [link for link in links if re.search(r"(scripts|tips|objections|checklists|laws)/(?!index)", link)]
    assert any(link.endswith("objections/index.html") for link in links)


def test_404_and_search_are_there(site: Path) -> None:
    assert "这一页找不到了" in (site / "404.html").read_text(encoding="utf-8")
    for page in ("index.html", "scripts/commercial-call.html", "404.html"):
        assert soup(site, page).select_one("input[type=search]"), page


def test_a_mistake_stops_the_build_and_is_said(pack: Callable[..., Path], tmp_path: Path) -> None:
    root = pack({"tips/bad.yml": "code: K9\ntitel: x\n"})
    result = build(configured(root, tmp_path), tmp_path / "site")
    assert result.returncode == 1
    assert "content/tips/bad.yml:2:1: unknown key `titel`" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "site" / "index.html").exists(), "nothing is published"


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    assert build(ROOT / "mkdocs.yml", tmp_path / "again").returncode == 0
    for file in site.rglob("*.html"):
        again = tmp_path / "again" / file.relative_to(site)
        assert again.read_bytes() == file.read_bytes(), file.name


def test_templates_call_no_methods_of_python() -> None:
    """Zensical's template engine has none; super() and lang.t() are the theme's own."""
    for file in (ROOT / "overrides").rglob("*.html"):
        code = " ".join(re.findall(r"{[{%](.*?)[%}]}", file.read_text(encoding="utf-8"), flags=re.S))
        assert set(re.findall(r"[\w.]+\.(\w+)\(", code)) <= {"t"}, file
        assert ".file." not in code, file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("content", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_zensical_gets_what_the_plugin_gives_mkdocs(project: Path, site: Path) -> None:
    """The navigation, the words; where Zensical is installed, it builds a site that searches."""
    command = [sys.executable, "-m", "generator", "generate", "--to", "pages", "--config", "zensical.yml"]
    assert subprocess.run(command, cwd=project, capture_output=True, text=True, check=False).returncode == 0
    config = json.loads((project / "zensical.yml").read_text(encoding="utf-8"))
    assert config["docs_dir"] == "pages"
    paths = [path for item in config["nav"] for path in item.values()]
    assert [path for path in paths if not (project / "pages" / path).is_file()] == []
    words = soup(site, "index.html").select_one("#kb-words")
    assert words is not None
    assert json.loads(words.get_text()) == config["extra"]["huashu"]["browser"]
    zensical = shutil.which("zensical")
    if zensical is None:
        return
    subprocess.run([zensical, "build", "-f", "zensical.yml"], cwd=project, check=True, capture_output=True)
    for page in ("index.html", "scripts/commercial-call.html", "search/index.html"):
        built = soup(project / "site", page)
        assert built.select_one("#kb-words"), page
        assert built.select_one("kb-search input[type=search]"), page
        assert built.select_one("script[src$='assets/javascripts/huashu.js']"), page
        assert not built.select_one("a[rel=edit]"), "a generated page is not to be edited"
    assert (project / "site" / "assets" / "search" / "index.js").is_file()
