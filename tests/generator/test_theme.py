"""Settings of the site: what the plugin gives, what a mkdocs.yml sets against it, what would be a wreck."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from generator.__main__ import main
from tests.conftest import SAMPLE
from tests.sites import QUIET, build, foreign, soup

MINIMAL = {"site_name": "Desk", "theme": {"name": "material"}, "plugins": ["huashu"]}

SETTINGS: dict[str, tuple[dict[str, object], str, str]] = {
    # kind of problem -> what mkdocs.yml sets, where that is told of, a word of the reason
    "other-theme": ({"theme": "readthedocs"}, "theme", "material"),
    "overruled": ({"use_directory_urls": True}, "use_directory_urls", "disk"),
    "own-search": ({"plugins": ["search", "huashu"]}, "- search", "hand-written"),
    "changing-extension": ({"markdown_extensions": ["smarty"]}, "- smarty", "as they wrote it"),
}


def project(folder: Path, settings: dict[str, object] | None = None, content: Path = SAMPLE) -> Path:
    """A project that has nothing but a mkdocs.yml, its content and one hand-written page."""
    shutil.copytree(content, folder / "content")
    (folder / "docs").mkdir()
    (folder / "docs" / "about.md").write_text("# About\n\nWords.\n", encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump({**MINIMAL, **(settings or {})}, sort_keys=False), encoding="utf-8")
    return config


def made(config: Path) -> subprocess.CompletedProcess[str]:
    return build(config, config.parent / "site")


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project whose mkdocs.yml names theme and plugin."""
    config = project(tmp_path_factory.mktemp("minimal"))
    result = made(config)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return config.parent / "site"


def test_the_plugin_alone_gives_the_whole_site(minimal: Path, sample_site: Path) -> None:
    """A page is the same as that of the configuration that ships, but for the project's name and address."""
    one, other = (soup(site, "scripts/first-call.html").select_one("article") for site in (minimal, sample_site))
    assert one and other
    for link in other.select("a[rel=edit]"):
        link.decompose()
    assert one.get_text().split() == other.get_text().split()
    page = soup(minimal, "scripts/first-call.html")
    assert page.html and page.html["lang"] == "en"
    assert page.select_one("link[href*='stylesheets/huashu.']")
    assert page.select_one("script[src*='javascripts/huashu.']")
    assert {toggle["title"] for toggle in page.select("label[title][for^=__palette]")} == {
        "Switch to dark", "Switch to light",
    }  # fmt: skip
    assert page.select_one("link[rel=icon][href*='images/favicon.'][href$='.svg']")
    assert list(foreign(minimal)) == []


@pytest.mark.parametrize("kind", SETTINGS)
def test_what_is_set_against_it_is_told_with_the_reason(kind: str, tmp_path: Path) -> None:
    settings, where, why = SETTINGS[kind]
    config = project(tmp_path, settings)
    line = 1 + [where in line for line in config.read_text(encoding="utf-8").splitlines()].index(True)
    result = made(config)
    assert result.returncode == 1
    found = re.search(rf"mkdocs\.yml:{line}:\d+: (.*)\n(.*\n)+?.*help: (.*)", result.stderr)
    assert found and why in f"{found[1]} {found[3]}", result.stderr
    assert ("error, stops the build" in found[1]) is (kind == "other-theme")


def test_what_is_set_against_it_is_not_used(tmp_path: Path) -> None:
    theme = {"name": "material", "language": "zh", "font": {"text": "Roboto"}, "palette": {"scheme": "slate"}}
    config = project(tmp_path, {"theme": theme, "use_directory_urls": True})
    command = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", config, "-d", tmp_path / "site"], env=QUIET
    )
    assert command.returncode == 0, "warnings stop a strict build only"
    assert list(foreign(tmp_path / "site")) == []
    page = soup(tmp_path / "site", "scripts/first-call.html")
    assert page.html and page.html["lang"] == "en"
    assert page.body and page.body["data-md-color-scheme"] == "slate", "a choice that harms nothing holds"


def test_check_tells_that_the_languages_differ(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the setting is inherited; a region is no other language."""
    config = project(tmp_path, {"INHERIT": "base.yml"})
    base = tmp_path / "base.yml"
    for language, code in (("zh", 1), ("en-GB", 0)):
        base.write_text(f"theme:\n  name: material\n  language: {language}\n", encoding="utf-8")
        assert main(["--content", str(config.parent / "content"), "check", "--strict"]) == code
        assert ("base.yml:3:3: warning" in capsys.readouterr().out) is bool(code)


@pytest.mark.parametrize("extension", ["smarty", "nl2br", "pymdownx.smartsymbols", "pymdownx.magiclink", "admonition"])
def test_extensions_that_change_no_text_are_welcome(extension: str, tmp_path: Path, pack: Callable[..., Path]) -> None:
    from mkdocs.config import load_config

    from generator.content.load import load
    from generator.plugin.settings import settle

    config = load_config(str(project(tmp_path / "x", {"markdown_extensions": [extension]})))
    problems = settle(config, load(tmp_path / "x" / "content"))
    assert [problem.kind for problem in problems] == ([] if extension == "admonition" else ["changing-extension"])


def test_the_templates_of_a_project_win(tmp_path: Path) -> None:
    config = project(tmp_path, {"theme": {"name": "material", "custom_dir": "overrides"}})
    main = tmp_path / "overrides" / "main.html"
    main.parent.mkdir()
    main.write_text('{% extends "huashu.html" %}\n{% block footer %}Our own foot{% endblock %}\n', encoding="utf-8")
    result = made(config)
    assert result.returncode == 0, result.stderr
    assert "Our own foot" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert soup(tmp_path / "site", "index.html").select_one("#kb-words")


def test_a_template_that_leaves_out_what_pages_need_stops_the_build(tmp_path: Path) -> None:
    config = project(tmp_path, {"theme": {"name": "material", "custom_dir": "ours"}})
    main = tmp_path / "ours" / "main.html"
    main.parent.mkdir()
    main.write_text('{% extends "base.html" %}\n', encoding="utf-8")
    result = made(config)
    assert result.returncode == 1
    assert "ours/" in result.stderr and '{% extends "huashu.html" %}' in result.stderr
    assert "Traceback" not in result.stderr
