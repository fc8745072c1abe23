"""Engines beside MkDocs: ProperDocs, a fork that runs our plugin, and Zensical, which reads what `generate` writes.

scripts/tools.py puts both beside the environment of the tests, so that MkDocs stays the one that everything else runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SAMPLE
from tests.sites import QUIET, ROOT, built, configured, dead_links, foreign, soup

ENGINES = ROOT / ".venv" / "tools" / "engines"
BESIDE = {**QUIET, "PYTHONPATH": str(ENGINES)}
NAMED = re.compile(rb'<meta name="generator" content="[^"]*"')


@pytest.fixture(autouse=True)
def there(request: pytest.FixtureRequest) -> None:
    """What a test is of; on CI it has to be there."""
    name = request.node.name.split("_")[1]
    if not (ENGINES / name).is_dir():
        assert not os.environ.get("CI"), f"scripts/tools.py did not install {name}"
        pytest.skip(f"no package index had {name} for scripts/tools.py")


def run(folder: Path, *words: str, **more: str) -> None:
    """A command that must pass."""
    done = subprocess.run([*words], cwd=folder, env={**BESIDE, **more}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def files(site: Path) -> dict[str, bytes]:
    """Every file, without the name of the engine."""
    paths = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): NAMED.sub(b"", path.read_bytes()) for path in paths}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample pack with the shipped configuration."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def test_properdocs_makes_the_site_that_mkdocs_makes(project: Path) -> None:
    """Every file is the same but for the engine's name at the head of a page."""
    run(project, sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "proper")
    built(configured(project / "content", project), project / "site")
    one, other = (files(project / folder) for folder in ("proper", "site"))
    head = (project / "proper" / "index.html").read_text(encoding="utf-8")
    assert "ProperDocs" in head
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_zensical_makes_a_site_to_search_copy_and_tick(project: Path) -> None:
    """Pages whole, links sound; a browser searches, copies and ticks."""
    shutil.rmtree(project / "docs")
    run(project, sys.executable, "-m", "generator", "generate", "--to", "pages", "--config", "zensical.yml")
    run(project, sys.executable, str(ENGINES / "bin" / "zensical"), "build", "-f", "zensical.yml")
    site = project / "site"
    for page in ("index.html", "scripts/first-call.html", "search/index.html", "about/index.html"):
        shown = soup(site, page)
        assert shown.select_one("#kb-words"), page
        assert shown.select_one("kb-search input[type=search]"), page
    assert list(dead_links(site)) == []
    assert list(foreign(site)) == []
    test = Path(__file__).with_name("zensical.test.mjs")
    run(ROOT, os.environ.get("NODE", "node"), "--test", str(test), SITE=str(site))
