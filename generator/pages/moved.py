"""What stands at addresses that pages had before: where they are now, or why they are gone and what to read instead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.content.library import Library
from generator.content.model import Entry, Withdrawn


def former(library: Library) -> Iterator[tuple[str, str, str, str, str]]:
    """Every address of old: its path, heading and sentence, the page that it leads to ("" for none) and its title."""
    words = library.words["interface"]["page"]
    for entry in library.entries.values():
        for old in entry.was:
            title = library.readable(entry.title)
            yield f"{entry.folder}/{old}.md", title, words["moved"].format(title=title), entry.page, title
    for old, withdrawn in library.withdrawn.items():
        said = words["withdrawn"].format(day=withdrawn.day, because=withdrawn.because)
        to, title = _instead(library, withdrawn)
        yield f"{withdrawn.folder}/{old}.md", withdrawn.title, said, to, title


def names_before(entry: Entry) -> dict[str, Any] | None:
    """The names that a page and its items had, for what readers have ticked under them; None if there are none."""
    items = {old: item.id for item in entry.items for old in item.was}
    return {"pages": entry.was, "items": items} if entry.was or items else None


def _instead(library: Library, withdrawn: Withdrawn) -> tuple[str, str]:
    """The page to read instead of one that is gone, else the list of its collection, if there is one."""
    name, mark, item = (withdrawn.instead or "").partition("#")
    entry: Entry | None = library.entries.get(name)
    if entry:
        return entry.page + mark + item, library.readable(entry.title)
    if library.of(withdrawn.folder):
        titles = library.words["collections"].get(withdrawn.folder, {})
        return f"{withdrawn.folder}/index.md", titles.get("title", withdrawn.folder)
    return "", ""
