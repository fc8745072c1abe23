"""A law's words stay as they were compared: each verified quote carries a sum of its characters."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator

from generator.content.edits import Edit
from generator.content.library import Library
from generator.content.model import Article
from generator.content.problems import Keys, Problem
from generator.content.source import Source


def digest(quote: str) -> str:
    """The sum of a quote's characters; how its lines are broken makes no difference."""
    text = "".join(unicodedata.normalize("NFC", quote).split())
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def quotes(library: Library) -> Iterator[Problem]:
    """Quotes that were changed since they were compared with the published text; and, in a pack whose quotes carry
    sums, verified ones that carry none."""
    for source, keys, article in _articles(library):
        if article.checked_hash and article.checked_hash != digest(article.quote):
            yield source.problem("quote-changed", (*keys, "quote"), of_key=True, number=article.number)
    if any(article.checked_hash for _, _, article in _articles(library)):
        yield from without_sum(library)


def without_sum(library: Library) -> Iterator[Problem]:
    """Verified quotes that carry no sum yet, each with the mend that gives it one."""
    for source, keys, article in _articles(library):
        if not article.checked_hash and article.status == "verified":
            mend = _with_sum(source, keys, digest(article.quote))
            yield source.problem("quote-unsealed", (*keys, "quote"), of_key=True, severity="notice", mend=mend, word="")


def _articles(library: Library) -> Iterator[tuple[Source, Keys, Article]]:
    for entry in library.entries.values():
        for index, item in enumerate(entry.items if entry.cited else ()):
            yield library.source(entry), (str(entry.items_field), index), item


def _with_sum(source: Source, keys: Keys, digest: str) -> Edit | None:
    """The sum in a line of its own above the quote."""
    place = source.place((*keys, "quote"), of_key=True)
    line = source.lines[place.line - 1]
    if source.lines != source.mended or line[: place.column - 1].strip():
        return None
    return Edit(place.line, place.line, (f"{line[: place.column - 1]}checked_hash: {digest}", line))
