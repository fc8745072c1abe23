"""Building a site as its owner does, and what may be asked of any: each check gives what is wrong, as lines of text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup

from generator.content.library import Library

ROOT = Path(__file__).resolve().parent.parent
QUIET = {
    **os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1795392000",  # 2026-11-23, the day the content was reviewed
}  # fmt: skip
LOADS = re.compile(r'<(?:script|img|link|iframe|source)\b[^>]*?(?:src|href)="(?:https?:)?//[^"]+"')
NAVIGATION = re.compile(r"(scripts|tips|objections|checklists|laws)/(?!index)")


def build(config: Path, site: Path, environment: dict[str, str] = QUIET) -> subprocess.CompletedProcess[str]:
    """MkDocs' strict build, in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(site)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def built(config: Path, site: Path, environment: dict[str, str] = QUIET) -> str:
    """MkDocs' output of a build that passed without a warning."""
    done = build(config, site, environment)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return done.stderr


def configured(content: Path, folder: Path, *more: str, docs: Path = ROOT / "docs") -> Path:
    """The shipped configuration for another pack, written to a folder, with lines added."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("content: content", f"content: {content}")
    config = folder / "mkdocs.yml"
    config.write_text("\n".join([f"docs_dir: {docs}", *more, text]), encoding="utf-8")
    return config


def soup(site: Path, page: str) -> BeautifulSoup:
    """A page to look into."""
    return BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")


def absent(site: Path, library: Library) -> Iterator[str]:
    """Entries without a page under their title, items without an anchor on it."""
    for entry in library.entries.values():
        page = soup(site, f"{entry.folder}/{entry.id}.html")
        heading = page.find("h1")
        if heading is None or heading.get_text(strip=True) != entry.title:
            yield entry.path
        yield from (f"{entry.path}#{item.id}" for item in entry.items if not page.find(id=item.id))


def dead_links(site: Path) -> Iterator[str]:
    """Also what MkDocs does not look at: links in raw HTML, in the header, in the navigation."""
    pages = {file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}
    ids = {file: set(re.findall(r'\sid="?([^"\s>]+)', text)) for file, text in pages.items()}
    for file, text in pages.items():
        for href in re.findall(r'<a\s[^>]*?href="([^"]*)"', text):
            target, _, anchor = href.partition("#")
            if re.match(r"[a-z]+:", href) or file.name == "404.html":
                continue
            goal = (file.parent / target).resolve() if target else file
            goal = goal / "index.html" if goal.is_dir() else goal
            there = goal.exists() and (not anchor or "=" in anchor or anchor in {*ids.get(goal, [anchor]), "__skip"})
            if not there:
                yield f"{file.relative_to(site)} → {href}"


def foreign(site: Path) -> Iterator[str]:
    """What is loaded from another host."""
    for file in sorted(site.rglob("*.html")):
        for match in LOADS.finditer(file.read_text(encoding="utf-8")):
            if 'rel="canonical"' not in match[0]:
                yield f"{file.relative_to(site)}: {match[0]}"


def differing(site: Path, other: Path) -> list[str]:
    """Pages that are not the same in both."""
    files = {file.relative_to(root) for root in (site, other) for file in root.rglob("*.html")}
    both = ((site / file, other / file) for file in files)
    return sorted(str(a) for a, b in both if not (a.exists() and b.exists() and a.read_bytes() == b.read_bytes()))
