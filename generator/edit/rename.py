"""A thing under another name: where it is defined, and every place that leads to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Entry
from generator.content.problems import Keys, Problem
from generator.content.source import Source
from generator.edit.changes import Change, on_a_copy, write
from generator.edit.places import Lines, errors, mend_places
from generator.rules.check import formulas
from generator.rules.redlines import red_lines
from generator.rules.references import references
from generator.rules.ways import ways
from generator.rules.writing import blanks

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Renaming:
    """What is renamed: `kind` of thing, its old and new name, and the page that an item is on."""

    kind: str
    old: str
    new: str
    page: str = ""
    done: bool = False
    """Whether the thing itself has its new name already, and only what leads to it is left."""

    def concerns(self, problem: Problem) -> bool:
        """Whether a problem is of a place that still has the old name."""
        kinds = {"page": ("unknown-entry", "unknown-way"), "item": ("unknown-item",), "article": ("unknown-article",),
                 "blank": ("unknown-blank",), "rule": ("unknown-redline",)}  # fmt: skip
        if problem.kind == "old-name":
            return str(problem.values["word"]) in (self.old, f"{self.page}#{self.old}")
        if problem.kind == "allow-unknown":
            return self.kind == "rule" and problem.values["rule"] == self.old
        here = problem.values.get("entry", self.page) == self.page
        return problem.kind in kinds[self.kind] and problem.values["word"] == self.old and here


Renamed = tuple[Change, list[Problem]]
"""A change, and the places that it leaves for people."""


@dataclass(frozen=True)
class Refusal:
    """Why nothing is changed: a message of the language files' table `command`, and what fills it."""

    message: str
    values: Mapping[str, str]


def renaming(library: Library, old: str, new: str) -> Renaming | Refusal:
    """What `old` is the name of, and whether it can be called `new`: a page, page#item, an article, a blank, a rule."""
    page, mark, item = old.partition("#")
    new_item = new.partition("#")[2] or new
    if mark:
        entry = library.entries.get(page)
        if not entry or item not in {each.id for each in entry.items}:
            return Refusal("no-such-name", {"name": old})
        taken = {name for each in entry.items for name in (each.id, *each.was)}
        return _checked(Renaming("item", item, new_item, page), taken)
    if old in library.entries:
        return _checked(Renaming("page", old, new), {*library.entries, *library.withdrawn, *_former(library)})
    if old in library.articles:
        return _checked(Renaming("article", old, new, library.articles[old][0].id), library.articles.keys())
    if old.strip("{}") in library.blanks:
        return _checked(Renaming("blank", old.strip("{}"), new.strip("{}")), library.blanks.keys(), any_name=True)
    if old in library.rules:
        return _checked(Renaming("rule", old, new), library.rules.keys(), any_name=True)
    return _renamed_by_hand(library, old, new) or Refusal("no-such-name", {"name": old})


def _renamed_by_hand(library: Library, old: str, new: str) -> Renaming | None:
    """A thing whose file or key somebody has renamed already."""
    taken: dict[str, Container[str]] = {
        "page": library.entries, "article": library.articles, "blank": library.blanks, "rule": library.rules,
    }  # fmt: skip
    return next((Renaming(kind, old, new, done=True) for kind, names in taken.items() if new in names), None)


def _former(library: Library) -> set[str]:
    return {old for entry in library.entries.values() for old in entry.was}


def _checked(wanted: Renaming, taken: Container[str], *, any_name: bool = False) -> Renaming | Refusal:
    if wanted.new in taken:
        return Refusal("name-in-use", {"name": wanted.new})
    if not any_name and not NAME.fullmatch(wanted.new):
        return Refusal("name-form", {"name": wanted.new})
    return wanted


def rename(root: Path, wanted: Renaming, today: date, collections: Mapping[str, type[Entry]]) -> Renamed:
    """The change that gives a thing its new name, and the places left for people."""

    def faults(library: Library) -> Iterator[Problem]:
        found = [*references(library), *ways(library), *blanks(library), *formulas(library)]
        found += red_lines(library, today) if wanted.kind == "rule" else ()
        return (problem for problem in found if wanted.concerns(problem))

    def mended(before: str, rest: str) -> tuple[str, ...] | None:
        name = re.escape(wanted.old)
        found = re.search(rf"(?<![\w-]){name}(?![\w-])", rest)
        return (before + rest[: found.start()] + wanted.new + rest[found.end() :],) if found else None

    def work(copy: Path) -> Renamed:
        defined = _kept if wanted.done else _definition
        lines, moved = defined(load(copy, collections), wanted)
        write(copy, Change(lines, moved))
        changed: Lines = {moved.get(path, path): after for path, after in lines.items()}
        left = mend_places(copy, collections, faults, mended, changed)
        back = {new: old for old, new in moved.items()}
        here = {back.get(path, path): after for path, after in changed.items()}
        return Change(here, moved), errors(copy, collections, today) or left

    return on_a_copy(root, work)


def _kept(library: Library, wanted: Renaming) -> tuple[Lines, dict[str, str]]:
    """The file of a page or a blank that was renamed by hand, with the name that it had."""
    if wanted.kind == "blank":
        return {"blanks.yml": _blank_with_former(library, wanted.new, wanted)}, {}
    if wanted.kind != "page":
        return {}, {}
    entry = library.entries[wanted.new]
    source = library.source(entry)
    return {entry.path: _with_former(source, (), [*entry.was, wanted.old], len(source.lines), "")}, {}


def _definition(library: Library, wanted: Renaming) -> tuple[Lines, dict[str, str]]:
    """The file with the new name where the thing is defined, and where its file goes."""
    if wanted.kind == "page":
        entry = library.entries[wanted.old]
        source = library.source(entry)
        lines = _with_former(source, (), [*entry.was, wanted.old], len(source.lines), "")
        return {entry.path: lines}, {entry.path: f"{entry.folder}/{wanted.new}.yml"}
    if wanted.kind in ("item", "article"):
        entry = library.entries[wanted.page]
        index, item = next((i, item) for i, item in enumerate(entry.items) if item.id == wanted.old)
        source, keys = library.source(entry), (str(entry.items_field), index)
        place = source.place((*keys, "id"))
        line, names = source.lines[place.line - 1], [*item.was, wanted.old]
        before, behind = line[: place.column - 1], line[place.column - 1 + len(wanted.old) :]
        if source.lines[source.place(keys).line - 1][source.place(keys).column - 1 :].startswith("{"):
            return {entry.path: _within_braces(source, keys, names, place.line, before + wanted.new, behind)}, {}
        renamed = before + wanted.new + behind
        indent = " " * (source.place((*keys, "id"), of_key=True).column - 1)
        lines = _with_former(source, keys, names, place.line, indent, {place.line: renamed})
        return {entry.path: lines}, {}
    if wanted.kind == "blank":
        return {"blanks.yml": _blank_with_former(library, wanted.old, wanted)}, {}
    source = library.sources["redlines.yml"]
    place = source.place(("rules", wanted.old), of_key=True)
    line, at = source.lines[place.line - 1], place.column - 1
    renamed = line[:at] + line[at:].replace(wanted.old, wanted.new, 1)
    return {"redlines.yml": (*source.lines[: place.line - 1], renamed, *source.lines[place.line :])}, {}


def _blank_with_former(library: Library, name: str, wanted: Renaming) -> tuple[str, ...]:
    """The lines of blanks.yml with the blank `name` called as it is to be, and with the names that it had."""
    source, names = library.sources["blanks.yml"], [*library.blanks[name].was, wanted.old]
    key, value = source.place((name,), of_key=True), source.place((name,))
    line, at = source.lines[key.line - 1], key.column - 1
    renamed = line[:at] + line[at:].replace(name, wanted.new, 1)
    if value.line > key.line:
        return _with_former(source, (name,), names, key.line, " " * (value.column - 1), {key.line: renamed})
    inside = renamed.index("{", at + len(wanted.new)) + 1
    rest = re.sub(r"\bwas: *(?:\[[^\]]*\]|[^,}]*)(?:, *)?", "", renamed[inside:])
    renamed = f"{renamed[:inside]}was: [{', '.join(names)}], {rest}"
    return (*source.lines[: key.line - 1], renamed, *source.lines[key.line :])


def _within_braces(
    source: Source, keys: Keys, names: list[str], number: int, renamed: str, behind: str
) -> tuple[str, ...]:
    """The lines of a file where an item is written as `{id: …, text: …}`, with `was: [names]` in it.

    `renamed`: the line `number` up to the new id's end; `behind`: what follows it there.
    """
    lines = list(source.lines)
    was = source.value_places.get((*keys, "was"))
    lines[number - 1] = renamed + behind if was else f"{renamed}, was: [{', '.join(names)}]{behind}"
    if was:
        moved = len(lines[number - 1]) - len(source.lines[number - 1])
        at = was.column - 1 + (moved if was.line == number and was.column > len(renamed) else 0)
        text = lines[was.line - 1]
        lines[was.line - 1] = text[:at] + re.sub(r"\[[^\]]*\]|[^,}\]]*", f"[{', '.join(names)}]", text[at:], count=1)
    return tuple(lines)


def _with_former(
    source: Source, keys: Keys, names: list[str], behind: int, indent: str, renamed: Mapping[int, str] | None = None
) -> tuple[str, ...]:
    """The lines of a file with `was: [names]`: in place of the one that is there, else behind line `behind`."""
    lines = dict(enumerate(source.lines, 1)) | dict(renamed or {})
    was = f"{indent}was: [{', '.join(names)}]"
    place = source.key_places.get((*keys, "was"))
    texts = list(lines.values())
    if place:
        end = place.line
        while end < len(texts) and re.match(rf" {{{len(indent)}}}( +|- )", texts[end]):
            end += 1
        return (*texts[: place.line - 1], was, *texts[end:])
    while behind and not texts[behind - 1].strip():
        behind -= 1
    return (*texts[:behind], was, *texts[behind:])
