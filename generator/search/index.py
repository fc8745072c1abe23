"""Records -> the files of the index.

Small libraries are published as a few files that the browser scans as a whole (see parts.py), large ones as shards
(see shards.py). What the browser needs to know besides is in the file that it loads first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.content import chinese
from generator.content.library import Library
from generator.content.model import Synonym
from generator.output import Output, address, publish
from generator.search import compact, parts, pinyin, ranks, shards, voice
from generator.search.records import ASKED, HEARD, RED_LINES, RED_LINES_PAGE, Record, records
from generator.search.sections import Section

FOLDER = "assets/search/"
ENTRANCE = FOLDER + "index.js"
"""The file that a page loads first: it names the others."""
SCAN = 1_000_000
"""Characters up to which the index is scanned; above, it is sharded."""


def outputs(library: Library, docs: Sequence[Section] = (), limit: int = SCAN) -> list[Output]:
    """Every file of the index, ENTRANCE first."""
    found = records(library, docs)
    texts_ = [record.text for record in found]
    settings = _settings(library, found)
    pairs = _voice(found)
    letters = compact.alphabet([*texts_, *(words for words, *_ in settings["before"]), *(text for _, text in pairs)])
    prefix = f"{FOLDER}@-"
    sounds, told = pinyin.build(letters, prefix)
    large = sum(map(len, texts_)) > limit
    made, more = (shards if large else parts).build(found, letters, prefix, pinyin.initials())
    words, everyday = f"{prefix}words.js", f"{prefix}everyday.js"
    asked = [record.sought for record in found] + [tuple(library.pack.search.elsewhere)]
    sought = [] if large or not any(asked) else [f"{prefix}sought.js"]
    core = together(
        {"alphabet": letters, "count": len(found), "words": words, "everyday": everyday, "sought": "".join(sought)},
        *(settings, {"voice": pairs}, ranks.published(), told, more),
    )
    for rows, at in ((core["before"], 0), (core["voice"], 1)):
        for row in rows:
            row[at] = row[at].translate(compact.encoder(letters))
    synonyms = _synonyms(library, found)  # what stands as it was typed is found without
    files = [(ENTRANCE, core), *made, (words, synonyms), (everyday, _everyday(library)), *sounds]
    files += [(path, ["\n".join(texts) for texts in asked]) for path in sought]
    return _versioned([publish(path, value) for path, value in files], prefix)


def together(*told: Mapping[str, Any]) -> dict[str, Any]:
    """What the entrance says, from all who tell it something. ValueError where two of them mean one name."""
    core: dict[str, Any] = {}
    for some in told:
        if twice := core.keys() & some.keys():
            raise ValueError(f"told twice: {', '.join(sorted(twice))}")
        core |= some
    return core


def _versioned(files: Sequence[Output], prefix: str) -> list[Output]:
    """The hash of all of them in their names: what one page loads is of one index."""
    version = hashlib.sha256("".join(str(file.content) for file in files).encode()).hexdigest()[:8]
    name = prefix.replace("@", version)
    return [Output(file.path.replace(prefix, name), str(file.content).replace(prefix, name)) for file in files]


def _settings(library: Library, found: Sequence[Record]) -> dict[str, Any]:
    """Facets, words of the language and of the pack, what comes first, what the collections are."""
    words = library.words["search"]
    folders = [[folder, library.named(folder)["title"]] for folder in library.collections]
    facets = [
        [name, facet.title, [[key, value.title or key, value.any] for key, value in facet.values.items()]]
        for name, facet in library.facets.items()
    ]
    own = library.pack.search
    return {
        "facets": facets, "folders": folders,
        "stop": [*own.filler, *words["stop"]], "greetings": words["greetings"],
        "heard": own.heard or words["heard"], "others": own.others or words["others"],
        "redlines": _number(found, RED_LINES_PAGE),
        "before": [["\n".join([*group.terms, *group.oneway]), *to] for group, *to in _before(library, found)],
        "holding": library.pack.holding,
        "cited": [*(name for name, kind in library.collections.items() if kind.cited), RED_LINES],
        **({"own": True} if any(item.facets for entry in library.entries.values() for item in entry.items) else {}),
        "ticks": [name for name, kind in library.collections.items() if kind.ticks],
    }  # fmt: skip


def _voice(found: Sequence[Record]) -> list[list[Any]]:
    """What tells an owner from a colleague: a weight, and the pairs of characters that have it, one after the other."""
    heard, asked = (
        [line[1:] for record in found for line in record.lines if line[0] == role] for role in (HEARD, ASKED)
    )
    return [[weight, "".join(pairs)] for weight, pairs in voice.learned(heard, asked).items()]


def _synonyms(library: Library, found: Sequence[Record]) -> list[list[Any]]:
    """Terms, words that only lead to them (or which of `before` has all), what to know about them."""
    known = {id(group): at for at, (group, *_) in enumerate(_before(library, found))}
    return [[group.terms, known.get(id(group), group.oneway), group.note or ""] for group in library.synonyms.values()]


def _before(library: Library, found: Sequence[Record]) -> Iterator[tuple[Synonym, int, str, bool]]:
    """Every group of synonyms that leads to a page before all others: the record, the item, and whether it is a red
    line. The entrance has its words, so that no answer comes without them."""
    for group in library.synonyms.values():
        if group.first:
            entry, _, item = group.first.partition("#")
            yield group, _number(found, address(library.entries[entry].page)), item, False
        elif group.redline:
            yield group, _number(found, RED_LINES_PAGE), group.redline.lower(), True


def _number(found: Sequence[Record], path: str) -> int:
    """Which record a page is; -1 for none."""
    return next((number for number, record in enumerate(found) if record.path == path), -1)


def _everyday(library: Library) -> list[str]:
    """Words of everyday life that are no words of this content; none where its language has no list."""
    if library.pack.language != "zh":
        return []
    own = {word for group in library.synonyms.values() for word in (*group.terms, *group.oneway)}
    return [word for word in chinese.everyday() if word not in own]
