"""How texts are written: blanks and marks that mean what they should, quotation marks and words in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.content.library import Library
from generator.content.markup import FIGURE, Blank, Brace, Mark, Text, parse, spoken, walk
from generator.content.problems import Keys, Problem
from generator.content.source import Source
from generator.rules.redlines import all_texts

_BRACES = frozenset("{}[]【】｛｝")
_BRACKETED = re.compile(r"(?:【|｛|\[)([^\s【】｛｝\[\]]+)(?:】|｝|\](?!\())")


def blanks(library: Library) -> Iterator[Problem]:
    """Blanks in texts are those of blanks.yml, written in braces; every other brace is a slip."""
    for source, keys, text, what in all_texts(library):
        if what not in ("say", "prose") or _BRACES.isdisjoint(text):
            continue
        marks = list(walk(spoken(text) if what == "say" else parse(text)))
        for name in dict.fromkeys(mark.name for mark in marks if isinstance(mark, Blank)):
            if not library.may_hold("blank", name) and not FIGURE.fullmatch(f"{{{name}}}"):
                yield source.unknown("unknown-blank", keys, name, library.blanks, otherwise=None, snippet=f"{{{name}}}")
        yield from _braces(source, keys, text, marks)
        for match in _BRACKETED.finditer(text):
            if match[1] in library.blanks:
                mend = source.replaced(keys, match[0], f"{{{match[1]}}}")
                yield source.problem("brackets-for-braces", keys, snippet=match[0], mend=mend, name=match[1])


def _braces(source: Source, keys: Keys, text: str, marks: list[Mark]) -> Iterator[Problem]:
    """One problem for the first brace of a text that belongs to no blank."""
    stray = next((mark.text for mark in marks if isinstance(mark, Brace)), None)
    if not stray:
        return
    doubled = re.search(r"\{\{([^{}\n]+)\}\}", text)
    if doubled:
        mend = source.replaced(keys, doubled[0], f"{{{doubled[1]}}}")
        yield source.problem("doubled-braces", keys, snippet=doubled[0], mend=mend, name=doubled[1])
    else:
        rest = re.sub(r"\{[^{}\n]+\}", lambda match: "\0" * len(match[0]), text)
        at = rest.find(stray)
        yield source.problem("stray-brace", keys, snippet=re.split(r"\n|\0", text[at:])[0][:12].rstrip())


def links_unread(library: Library) -> Iterator[Problem]:
    """What begins like a link but is none: it would be read as it stands."""
    for source, keys, text, what in all_texts(library):
        if what == "prose" and "](" in text:
            rest = "".join(mark.text for mark in walk(parse(text)) if isinstance(mark, Text))
            if match := re.search(r"\]\([^)]*\)?", rest):
                yield source.problem("broken-link", keys, snippet=match[0])


def quotation_marks(library: Library) -> Iterator[Problem]:
    """Marks that were meant for YAML and would be read out: around all of a text, or one alone at its end."""
    pages = {library.source(entry).path for entry in library.entries.values()}
    for source, keys, text, what in all_texts(library):
        # Elsewhere prose may be nothing but a quotation: what a red line suggests to say instead.
        ours = what in ("say", "shown") or (what == "prose" and source.path in pages)
        if ours and text.startswith("“") and re.fullmatch("“[^“”\n]*”", text):
            mend = source.replaced(keys, text, f'"{text[1:-1]}"') if '"' not in text else None
            yield source.problem("curly-quotes", keys, severity="warning", mend=mend)
        elif what in ("say", "prose", "shown", "quoted") and (side := _lone_quote(text)):
            whole = text[1:] if side == "first" else text[:-1]
            mend = source.replaced(keys, text, whole) if "\n" not in text else None
            yield source.problem("lone-quote", keys, severity="warning", mend=mend, snippet=text)


def _lone_quote(text: str) -> str | None:
    """The side of a text at which a straight quotation mark stands that has no other; inches are none."""
    if text.count('"') != 1:
        return None
    if text.startswith('"'):
        return "first"
    return "last" if re.search(r'[^\d]"$', text) else None


def channels_in_texts(library: Library) -> Iterator[Problem]:
    """A line of words to say that begins with a channel: words for that channel alone, swallowed by the others'."""
    names = "|".join(map(re.escape, library.channels))
    begun = re.compile(rf"(?m)^\s*({names})[：:]")
    for source, keys, text, what in all_texts(library):
        match = begun.search(text) if what == "say" and names else None
        if match:
            yield source.problem("channel-in-text", keys, snippet=match[0].strip(), channel=match[1])


def synonyms(library: Library) -> Iterator[Problem]:
    """A word stands in one group: in two, each search for it finds the words of both."""
    groups: dict[str, str] = {}
    for name, synonym in library.synonyms.items():
        source = library.sources["synonyms.yml"]
        for part in ("terms", "oneway"):
            for index, word in enumerate(getattr(synonym, part)):
                other = groups.setdefault(word.casefold(), name)
                if other != name:
                    yield source.problem(
                        "synonym-twice", (name, part, index), severity="warning", word=word, other=other
                    )
