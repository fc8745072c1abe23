"""Lists of entries as HTML, a line each: no engine need read them, however many there are.

A whole list stands in its page's Markdown as one HTML block without an empty line, so that who renders the page may
take it out before and put it back after (plugin/blocks.py).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from generator.content.library import Library
from generator.content.model import Entry
from generator.pages.marked import Marked, attribute, label


def rows(
    library: Library,
    entries: Iterable[Entry],
    words: Mapping[str, str],
    to: Callable[[str], str],
    prose: Callable[[str], str],
) -> Marked:
    """Entries as a list. `to`: the way from the page to a path; `prose`: a text of an author as HTML."""
    lines = (f"<li>{_row(library, entry, words, to, prose)}</li>\n" for entry in entries)
    return Marked(f'<div class="kb-list"><ul>\n{"".join(lines)}</ul></div>')


def _row(
    library: Library, entry: Entry, words: Mapping[str, str], to: Callable[[str], str], prose: Callable[[str], str]
) -> str:
    facets = attribute(json.dumps(library.under(entry), ensure_ascii=False))
    marks = ""
    if entry.pending:
        waiting = Marked.escape(words["pending"].format(who=entry.pending))
        marks += f'<span class="kb-status kb-status--disputed">{waiting}</span> '
    if entry.ticks:
        items = " ".join(item.id for item in entry.items)
        marks += f'<kb-progress entry="{entry.id}" items="{items}"></kb-progress> '
    return (
        f'<span class="kb-code" data-facets="{facets}">{entry.code}</span> <a href="{to(entry.page)}">'
        f'{label(entry.title, library.around)}</a> {marks}<span class="kb-list__summary">{prose(entry.summary)}</span>'
    )
