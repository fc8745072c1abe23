"""What was added, reworded, given another title, moved and withdrawn, month by month. Pure: history.py reads git.

Entries and items are told apart by their ids, so an item that stands elsewhere in its file has not changed. Old
files may hold what today's model refuses; they are read by YAML's structure: a list of mappings with an `id` holds
items, everything else is the page's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Any, Literal

from generator.content import history
from generator.content.files import IGNORED
from generator.content.library import Library
from generator.content.load import keys_of
from generator.content.markup import FIGURE, visible
from generator.content.model import FILES, Entry, Means, Model, Rule, meanings
from generator.content.source import decode
from generator.pages.pieces import Pieces, pieces, same
from generator.rules.redlines import detector_of

Kind = Literal["added", "reworded", "retitled", "moved", "withdrawn"]
KINDS: tuple[Kind, ...] = ("added", "reworded", "retitled", "moved", "withdrawn")

Key = tuple[str, str]
"""The id of an entry and that of an item in it, "" for the page itself."""

TOLD = ("prose", "say", "quoted", "fact")
"""What the log tells of. Names, references, days of upkeep and what is only searched (asked) are not listed."""

RED_LINES = "red-lines"
"""What stands for the id of an entry where the rules of redlines.yml are told of."""


@dataclass(frozen=True)
class Rewording:
    """One text that changed."""

    field: tuple[str, ...]
    """The key, and the channel where there is one: ("say", "电话")."""
    what: str
    """What the text is: see model.Means."""
    pieces: Pieces
    """The sentences that changed; none where a red line forbids to show them."""


@dataclass(frozen=True)
class Change:
    """What happened to one entry or item."""

    kind: Kind
    key: Key
    title: str
    was: str = ""
    """The title before, or the id of a page that moved."""
    texts: tuple[Rewording, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """The changes of one kind on one page."""

    entry: str
    title: str
    """The page's title; none for the red lines."""
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Month:
    """One month's changes: kind -> pages, in the order of the site. `unread`: how many files could not be read.

    `first`: whether there was nothing before it, so that all is new.
    """

    name: str
    sheets: Mapping[Kind, tuple[Sheet, ...]]
    unread: int = 0
    first: bool = False


@dataclass(frozen=True)
class _Thing:
    """An entry, an item or a rule as it once was."""

    title: str
    code: str
    texts: Mapping[tuple[str, ...], str]
    meanings: Mapping[str, Means]
    """What the texts are, by the first key of each."""


_Things = Mapping[Key, _Thing]
_Classes = tuple[tuple[str, type[Entry]], ...]


def months(library: Library, past: Iterable[history.Month]) -> tuple[Month, ...]:
    """The months with changes, the newest first. What a key of a file means, today's classes say.

    A file that cannot be read is as it was when it could: what it holds is unknown, not gone.
    """
    known: dict[str, _Things] = {}
    classes = tuple(library.collections.items())
    result = []
    for month in past:
        now = {path: _things(path, raw, classes) for path, raw in month.files.items() if _counts(path)}
        read = {path: things for path, things in now.items() if things is not None}
        before = {key: thing for path in read for key, thing in known.get(path, {}).items()}
        after = {key: thing for things in read.values() for key, thing in things.items()}
        first = not known
        known |= read
        sheets = _sheets(before, after)
        unread = len(now) - len(read)
        if sheets or unread:
            result.append(Month(month.name, sheets, unread, first))
    return tuple(reversed(result))


def publishable(log: Iterable[Month], library: Library) -> tuple[Month, ...]:
    """The months without the words that today's red lines forbid: they were mended, and are not published again."""
    if not (detector := library.once(detector_of)):
        return tuple(log)

    def breaks(text: str) -> bool:
        return any(find.severity == "forbidden" for find in detector.finds(text))

    def rewording(text: Rewording) -> Rewording:
        seen = ("".join(part for mark, part in text.pieces if mark != other) for other in ("del", "ins"))
        return replace(text, pieces=()) if text.what != "quoted" and any(map(breaks, seen)) else text

    def change(one: Change) -> Change:
        if one.key[0] == RED_LINES:
            return one
        title = (one.key[1] or one.key[0]) if breaks(one.title) else one.title
        was = "…" if breaks(one.was) else one.was
        return replace(one, title=title, was=was, texts=tuple(map(rewording, one.texts)))

    def sheet(page: Sheet) -> Sheet:
        title = page.entry if breaks(page.title) else page.title
        return replace(page, title=title, changes=tuple(map(change, page.changes)))

    return tuple(
        replace(month, sheets={kind: tuple(map(sheet, sheets)) for kind, sheets in month.sheets.items()})
        for month in log
    )


# ---- what a file held ----


def _counts(path: str) -> bool:
    """Whether a file holds what is told of: an entry, or the red lines."""
    folder, _, name = path.rpartition("/")
    return path == "redlines.yml" or ("/" not in folder and folder != "" and not name.startswith(IGNORED))


@lru_cache(maxsize=1 << 13)
def _things(path: str, raw: bytes | None, classes: _Classes) -> _Things | None:
    """Everything in a file by its key; nothing if the file is gone, None if it cannot be read."""
    if raw is None:
        return {}
    folder, _, file = path.rpartition("/")
    model = dict(classes).get(folder) if folder else FILES[file]
    source = decode(raw, path, keys_of(model) if model else ())  # as today's file is read, so most are known
    if any(problem.severity == "error" for problem in source.problems) or not isinstance(source.values, dict):
        return None
    if path == "redlines.yml":
        rules, means = source.values.get("rules"), told(Rule)
        found = rules.items() if isinstance(rules, dict) else ()
        return {(RED_LINES, name): _thing(rule, name, means) for name, rule in found if isinstance(rule, dict)}
    entry, (of_page, of_item) = file.removesuffix(".yml"), _meanings(dict(classes), folder)
    own = {name: _without_items(value) for name, value in source.values.items()}
    items = [part for value in source.values.values() if isinstance(value, list) for part in value if _is_item(part)]
    return {(entry, ""): _thing(own, entry, of_page)} | {
        (entry, part["id"]): _thing(part, part["id"], of_item) for part in items
    }


def _meanings(collections: Mapping[str, type[Entry]], folder: str) -> tuple[Mapping[str, Means], Mapping[str, Means]]:
    """What is told of a page of this folder and of an item on it: what its class says, or else any other."""
    own = collections.get(folder)
    classes = [*([own] if own else []), *collections.values()]  # a page may have come from another folder
    items = [each.item_class for each in classes if each.item_class]
    return told(*classes), told(*items)


def told(*classes: type[Model]) -> Mapping[str, Means]:
    """The keys that hold wording or a fact, each with what it means; others lead elsewhere, sort, date or search."""
    found = {name: means for each in reversed(classes) for name, means in meanings(each)}
    return {name: means for name, means in found.items() if means and _is_read(means)}


def _is_read(means: Means) -> bool:
    return means.part != "asked" and (means.what in TOLD or means.part == "head")


def _is_item(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("id"), str)


def _without_items(value: Any) -> Any:
    return [part for part in value if not _is_item(part)] if isinstance(value, list) else value


def _thing(values: Mapping[str, Any], name: str, means: Mapping[str, Means]) -> _Thing:
    texts = {
        (key, *keys): visible(FIGURE.sub(r"【\1】", text.strip()))
        for key, value in values.items()
        if key in means
        for keys, text in _texts(value)
        if text.strip()
    }
    called = [key for part in ("head", "text") for key in means if means[key].part == part and (key,) in texts]
    title = texts[(called[0],)] if called else name
    code = values.get("code")
    return _Thing(" ".join(title.split()), code if isinstance(code, str) else "", texts, means)


def _texts(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts in a value; a list is one text, its parts are lines."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _texts(part, (*keys, key))
    elif isinstance(value, list):
        yield keys, "\n".join(text for part in value for _, text in _texts(part))


# ---- what became of it ----


def _sheets(before: _Things, after: _Things) -> dict[Kind, tuple[Sheet, ...]]:
    """Kind -> the pages with changes of this kind."""
    moved = _moved(before, after)
    before = {(moved.get(entry, entry), item): thing for (entry, item), thing in before.items()}
    changes = [Change("moved", (new, ""), after[new, ""].title, old) for old, new in moved.items()]
    for key in [*after, *(key for key in before if key not in after)]:
        changes += _changes(key, before, after)
    pages = {key[0]: thing for key, thing in {**before, **after}.items() if not key[1]}

    def order(change: Change) -> tuple[int, str, str]:
        """By codes, as everywhere on the site; what has none, as the red lines, at the end."""
        code = pages[change.key[0]].code if change.key[0] in pages else ""
        return len(code) or 99, code, change.key[0]

    result: dict[Kind, tuple[Sheet, ...]] = {}
    for kind in KINDS:
        groups = groupby(
            sorted((change for change in changes if change.kind == kind), key=order), key=lambda change: change.key[0]
        )
        titled = [(entry, pages[entry].title if entry in pages else "", tuple(group)) for entry, group in groups]
        if titled:
            result[kind] = tuple(Sheet(*one) for one in titled)
    return result


def _moved(before: _Things, after: _Things) -> dict[str, str]:
    """Old id -> new id of the pages whose file got another name: a short code is never given to another page."""
    come = {thing.code: key[0] for key, thing in after.items() if not key[1] and thing.code and key not in before}
    gone = {key[0]: thing.code for key, thing in before.items() if not key[1] and key not in after}
    return {entry: come[code] for entry, code in gone.items() if code in come}


def _changes(key: Key, before: _Things, after: _Things) -> Iterator[Change]:
    """The change of one thing, if there is one."""
    if key not in before:
        yield Change("added", key, after[key].title)
        return
    if key not in after:
        yield Change("withdrawn", key, before[key].title)
        return
    old, new, means = before[key].texts, after[key].texts, after[key].meanings
    fields = [field for field in {**new, **old} if not same(old.get(field, ""), new.get(field, ""))]
    heads = [field for field in fields if means[field[0]].part == "head"]
    texts = tuple(
        Rewording(field, means[field[0]].what, pieces(old.get(field, ""), new.get(field, "")))
        for field in fields
        if field not in heads
    )
    if fields:
        kind: Kind = "reworded" if texts else "retitled"
        was = before[key].title if heads else ""
        yield Change(kind, key, after[key].title, was, texts)
