"""`mkdocs serve` as an editor runs it: what is saved is shown, as a build makes it to the byte; a mistake is a page."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import overload
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from generator.plugin import preview
from generator.plugin.preview import Preview, Shown
from generator.plugin.rendition import Rendition
from tests.conftest import SAMPLE
from tests.projects import project
from tests.sites import QUIET

LONG = 120
"""Seconds after which what should come is taken not to come: far more than the slowest machine needs."""
ADDED = re.compile(rb"<script>\(function\(\)\{var asked;.*?</script>", re.DOTALL)
"""What the preview puts into a page so that it reloads itself."""


PUBLISHED = ("csp.txt", "csp.caddy", "csp.nginx", "assets/names.txt", "assets/version.js")
"""What is for the server of a published site, and for the pages of older ones."""
HASH = re.compile(rb"(?<=[a-z])\.[0-9a-f]{8}(?=\.(?:js|css|svg)\b)")
TOLD = re.compile(rb'("names": \{)[^}]*(\}, "root": "[^"]*", "version": ")[0-9a-f]*')


@dataclass(frozen=True)
class Served:
    """A project that is being served."""

    root: Path
    url: str
    log: Path

    def get(self, path: str) -> bytes:
        """What is answered, whatever the status."""
        try:
            with urlopen(f"{self.url}{quote(path)}", timeout=LONG) as answer:
                return bytes(answer.read())
        except HTTPError as error:
            return error.read()

    def shows(self, path: str, text: str, *, absent: bool = False) -> None:
        """Wait until a page has a text, or has it no more."""
        until = time.monotonic() + LONG
        while (text.encode() in self.get(path)) is absent:
            assert time.monotonic() < until, f"{path}: {text}\n{self.log.read_text(encoding='utf-8')}"
            time.sleep(0.05)

    def edit(self, path: str, old: str, new: str) -> None:
        """Save a file with a text changed."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def differing(self) -> list[str]:
        """Files that a clean build of the same project makes otherwise; those that only one of them has.

        A preview calls files by their own names, where a build puts a hash into them.
        """
        config = (self.root / "mkdocs.yml").read_text(encoding="utf-8").replace('site_url: ""', f"site_url: {self.url}")
        (self.root / "clean.yml").write_text(config, encoding="utf-8")
        site = self.root / "clean"
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "clean.yml", "-d", str(site)]
        done = subprocess.run(command, cwd=self.root, env=QUIET, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (self.root / "clean.yml").unlink()
        files = [file for file in sorted(site.rglob("*")) if file.is_file()]
        paths = {_own_names(file.relative_to(site).as_posix()): _own_names(file.read_bytes()) for file in files}
        shutil.rmtree(site)
        return [
            path
            for path, content in paths.items()
            if path not in PUBLISHED and _own_names(ADDED.sub(b"", self.get(path))) != content
        ]


@overload
def _own_names(content: bytes) -> bytes: ...
@overload
def _own_names(content: str) -> str: ...
def _own_names(content: bytes | str) -> bytes | str:
    """A path or a file's content with the names that files have of their own."""
    if isinstance(content, str):
        return HASH.sub(b"", content.encode()).decode()
    return TOLD.sub(rb"\1\2", HASH.sub(b"", content))


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """serve() -> a copy of the project with the sample pack, being served."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*, guides: bool = False, prepare: Callable[[Path], object] = lambda root: None) -> Served:
        root = tmp_path / "project"
        project(root, SAMPLE)
        if not guides:
            (root / "content" / "guides.yml").unlink()
        prepare(root)
        port, log = _free(), tmp_path / "log"
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
        with log.open("wb") as out:
            running.append(subprocess.Popen(command, cwd=root, env=QUIET, stdout=out, stderr=subprocess.STDOUT))
        served, until = Served(root, f"http://127.0.0.1:{port}/", log), time.monotonic() + LONG
        while True:
            assert running[-1].poll() is None, log.read_text(encoding="utf-8")
            assert time.monotonic() < until
            try:
                served.get("index.html")
                return served
            except OSError:
                time.sleep(0.1)

    yield start
    for process in running:
        process.terminate()
        process.wait()


ENTRY = "content/objections/lost-it.yml"


def test_what_is_saved_is_served_as_a_build_makes_it(serve: Callable[..., Served]) -> None:
    site = serve()
    assert site.differing() == [], "before any edit"
    site.edit("content/tips/manners.yml", "summary: ", "summary: Brandnew. ")
    site.shows("tips/manners.html", "Brandnew.")
    site.shows("tips/index.html", "Brandnew.")
    assert site.differing() == [], "a summary"
    site.edit("content/facets.yml", "title: Stage", "title: Step")
    site.shows("flow/index.html", "Step")
    site.edit("content/laws/library-rules.yml", "given up.\n    plain", "given up for good.\n    plain")
    site.shows("laws/library-rules.html", "given up for good.")
    assert site.differing() == [], "a facet and a quote"
    site.edit("content/synonyms.yml", "terms: [", "terms: [levy, ")
    (site.root / "overrides/assets/stylesheets/huashu.css").write_text("body{color:red}", encoding="utf-8")
    site.shows("assets/stylesheets/huashu.css", "body{color:red}")
    site.edit("overrides/huashu.html", "{% block libs %}", "{% block libs %}<!-- ours -->")
    site.edit("generator/pages/templates/tips.md.jinja", "{% block body %}", "{% block body %}\nAs told.\n")
    site.shows("tips/manners.html", "As told.")
    assert site.differing() == [], "a synonym, a stylesheet, templates"
    site.edit("generator/content/languages/en.toml", 'backlinks = "', 'backlinks = "Now ')
    site.edit("docs/writing.md", "\n# ", "\n# Anew: ")
    site.edit("mkdocs.yml", "site_name: ", "site_name: New ")
    site.shows("index.html", "New ")
    (site.root / "content/tips/more.yml").write_text(
        (site.root / "content/tips/manners.yml").read_text(encoding="utf-8").replace("code: K", "code: K9"),
        encoding="utf-8",
    )
    site.shows("tips/index.html", "more.html")
    assert site.differing() == [], "a language file, a hand-written page, the configuration, a new page"
    (site.root / "content/tips/more.yml").unlink()
    site.shows("tips/index.html", "more.html", absent=True)
    site.shows("tips/more.html", "This page is gone")
    assert site.differing() == [], "a page less"


def test_a_mistake_is_a_page_over_the_last_good_one(serve: Callable[..., Served]) -> None:
    site = serve()
    site.edit(ENTRY, "title: ", "titel: ")
    site.shows("objections/lost-it.html", "content/objections/lost-it.yml:")
    page = site.get("objections/lost-it.html").decode()
    assert "unknown key `titel`" in page
    assert '<h1 id="' in page, "the page as it was stands behind"
    assert b"unknown key" in site.get("tips/index.html"), "wherever one looks"
    assert b"unknown key" in site.get("no/such/page.html")
    assert b"unknown key" not in site.get("assets/javascripts/huashu.js")
    epoch = re.search(r"/livereload/(\d+)/", page)
    assert epoch
    site.edit(ENTRY, "titel: ", "title: ")
    assert site.get(f"livereload/{epoch[1]}/0") != epoch[1].encode(), "the browser is told to come back"
    site.shows("objections/lost-it.html", "unknown key", absent=True)
    assert site.differing() == []


def test_a_preview_begins_with_a_mistake_and_ends_well(serve: Callable[..., Served]) -> None:
    def broken(root: Path) -> None:
        file = root / ENTRY
        file.write_text(file.read_text(encoding="utf-8").replace("code: ", "cod: "), encoding="utf-8")

    site = serve(prepare=broken)
    assert b"content/objections/lost-it.yml:1" in site.get("index.html")
    site.edit(ENTRY, "cod: ", "code: ")
    site.shows("objections/lost-it.html", "<h1")
    assert site.differing() == []


def test_a_template_with_a_mistake_is_told_of(serve: Callable[..., Served]) -> None:
    site = serve()
    site.edit("overrides/huashu.html", "{% block libs %}", "{% block libs %}{% nonsense %}")
    site.shows("index.html", "nonsense")
    site.edit("overrides/huashu.html", "{% nonsense %}", "")
    site.shows("index.html", "nonsense", absent=True)


def test_a_fault_of_ours_is_told_with_the_way_to_it(serve: Callable[..., Served]) -> None:
    site = serve()
    site.edit(ENTRY, "title: ", "titel: ")
    site.shows("index.html", "unknown key")
    site.edit(ENTRY, "titel: ", "title: ")
    site.shows("index.html", "unknown key", absent=True)
    assert "Traceback" not in site.log.read_text(encoding="utf-8"), "a mistake of the author's is told by its place"
    site.edit("generator/pages/templates/tips.md.jinja", "{% block body %}", "{% block body %}{{ nobody_knows }}")
    site.shows("tips/manners.html", "nobody_knows")

    def told() -> tuple[bytes, str]:
        """The state that is shown, and what the terminal has by then."""
        found = re.search(rb"/livereload/\d+/", site.get("tips/manners.html"))
        return (found[0] if found else b""), site.log.read_text(encoding="utf-8")

    first = told()
    while (again := told())[0] != first[0]:  # a save may be seen in two parts
        first = again
    assert "UndefinedError" in first[1]
    assert again[1].count("Traceback") == first[1].count("Traceback"), "once, however often the page is asked for"


def test_the_terminal_says_so_where_an_edit_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    said = threading.Event()
    monkeypatch.setattr(preview, "LONG", 0)
    monkeypatch.setattr(preview, "log", SimpleNamespace(info=lambda text: text == "making" and said.set()))

    def renew(_: frozenset[str]) -> Rendition:
        assert said.wait(LONG), "told before it is made"
        raise ValueError

    words = {"preview-making": "making", "preview-wrong": "", "preview-new": ""}
    Preview(("", 0), "", Shown(0, None), renew, repr, lambda: words, lambda: None)._follow(frozenset())


def test_the_guides_follow_an_edit(serve: Callable[..., Served]) -> None:
    site = serve(guides=True)
    site.shows("pocket-guide/index.html", ".pdf")
    site.edit("content/scripts/first-call.yml", "summary: ", "summary: Brandnew. ")
    site.shows("scripts/first-call.html", "Brandnew.")
    until = time.monotonic() + LONG
    while site.differing():
        assert time.monotonic() < until


def test_a_site_below_a_path_and_addresses_of_folders(serve: Callable[..., Served]) -> None:
    def below(root: Path) -> None:
        file = root / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace('site_url: ""', "site_url: https://example.com/wiki/"), encoding="utf-8")

    site = serve(prepare=below)
    assert b'<h1 id="' in site.get(""), "the root leads to it"
    assert site.get("wiki/tips/") == site.get("wiki/tips/index.html")
    assert b"This page is gone" in site.get("wiki/nothing.html")
    assert site.get("wiki/../../../etc/passwd") == site.get("wiki/etc/passwd")
