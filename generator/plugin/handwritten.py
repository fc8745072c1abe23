"""The hand-written pages of docs/."""

from __future__ import annotations

from pathlib import Path

from mkdocs.utils.meta import get_data

from generator.pages.sitemap import Page


def handwritten(docs: Path) -> list[Page]:
    """The pages in a folder; `group:` at the head of each says where the navigation lists it: else for editors."""
    found = []
    for file in sorted(docs.glob("*.md")):
        head = get_data(file.read_text(encoding="utf-8"))[1]
        title, summary = str(head.get("title", file.stem)), str(head.get("description", ""))
        found.append(Page(file.name, "", title, summary, group=str(head.get("group", "manage"))))
    return found
