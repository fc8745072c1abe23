"""What the page of an entry follows from, as one key: the same key, the same Markdown.

A page shows its own file; of other entries what they are called, where they stand and which of them lead to it; and
whatever settings and laws say. So most pages need not be written anew after an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.content.library import Library
from generator.content.model import Entry
from generator.content.own import FOLDER
from generator.store import key


def told_of(library: Library, shows: Callable[[], Mapping[str, Any]]) -> str | None:
    """The key of a page, by what it shows; None where only making it tells: a page of articles shows what rests on
    them, and templates of a pack's own may show anything."""
    if library.once(_has_templates):
        return None
    given = shows()
    entry: Entry = given["entry"]
    if entry.cited:
        return None
    others = [given["previous"], given["next"], *given["backlinks"]]
    named = "\n".join(other.id if other else "" for other in others)
    return key(library.once(_shared), "\n".join(library.source(entry).mended), named)


def _has_templates(library: Library) -> bool:
    return (library.root.absolute().parent / FOLDER).is_dir()


def _shared(library: Library) -> str:
    """What any page may show: settings, laws, and what every entry and item is called."""
    own = {entry.path for entry in library.entries.values() if not entry.cited}
    files = ("\n".join([path, *source.mended]) for path, source in library.sources.items() if path not in own)
    names = (
        "\n".join([entry.id, entry.title, entry.page, *(f"{item.id}\n{item.head}" for item in entry.items)])
        for entry in library.entries.values()
    )
    return key(*files, *names)
