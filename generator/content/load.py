"""content/ -> Library: every entry as a model, with all that was wrong on the way as problems."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel, ValidationError

from generator.content import faults
from generator.content.figures import FILE as FIGURES
from generator.content.figures import resolved
from generator.content.files import files
from generator.content.language import LANGUAGES
from generator.content.library import Library
from generator.content.lists import as_texts
from generator.content.manual import parts
from generator.content.model import FILES, Entry, Pack, meanings
from generator.content.own import own
from generator.content.problems import Place, Problem
from generator.content.source import Source, decode, read


def load(root: Path, collections: Mapping[str, type[Entry]] | None = None) -> Library:
    """Read every file below `root`. Never raises for what an author can get wrong: see Library.problems.

    `collections`: folder -> class; None: those that ship and the pack's own.
    """
    problems: list[Problem] = []
    if collections is None:
        mine = own(root)
        collections = mine.collections
        problems += mine.problems
    sources: dict[str, Source] = {}
    settings: dict[str, Any] = {}
    entries: list[Entry] = []
    found = files(root, collections)
    problems += found.problems
    unread = set(found.unread)
    by = _read_by(root)
    for path in found.read:
        folder, _, name = path.rpartition("/")
        model = collections[folder] if folder else FILES[name]
        source, value, wrong = _file(root, path, model, *by, tuple(collections.items()))
        sources[path] = source
        problems += wrong
        if value is None:
            unread.add(path)
        elif isinstance(value, Entry):
            entries.append(value)
        else:
            settings[name.removesuffix(".yml")] = value.root if isinstance(value, RootModel) else value
    if root.is_dir() and "pack.yml" not in {*sources, *unread}:
        problems.append(Problem(Place(root.name), "no-pack"))
    languages = _languages(settings.get("pack"), sources.get("pack.yml"))
    settings.setdefault("pack", Pack(language=languages[0], title=root.name, tagline=root.name))
    order = {folder: number for number, folder in enumerate(collections)}
    entries.sort(key=lambda entry: (order[entry.folder], entry.code[0], int(entry.code[1:])))
    problems += _repeated_ids(entries, sources)
    by_id = {entry.id: entry for entry in reversed(entries)}
    ordered = {entry.id: entry for entry in entries if by_id[entry.id] is entry}
    return Library(
        root, entries=ordered, sources=sources, problems=tuple(problems), unread=frozenset(unread),
        collections=collections, languages=languages, **settings,
    )  # fmt: skip


Read = tuple[Source, Any, tuple[Problem, ...]]
"""A file: as it is written; its values as what it should be, None if they are not; what is wrong with it."""


def _file(
    root: Path,
    path: str,
    model: type[BaseModel],
    figures: tuple[tuple[str, str], ...],
    channels: tuple[str, ...],
    facets: tuple[str, ...],
    collections: tuple[tuple[str, type[Entry]], ...],
) -> Read:
    """A file below `root`, with the figures put in and words to say in the order of the channels."""
    shown = f"{root.name}/{path}"
    try:
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 a thousand of them at every save
            raw = file.read()
    except OSError:
        source = read(root / path, shown)
        return source, None, source.problems
    return _parsed(raw, shown, path, model, figures, channels, facets, collections)


@lru_cache(maxsize=1 << 15)
def _parsed(
    raw: bytes,
    shown: str,
    path: str,
    model: type[BaseModel],
    figures: tuple[tuple[str, str], ...],
    channels: tuple[str, ...],
    facets: tuple[str, ...],
    collections: tuple[tuple[str, type[Entry]], ...],
) -> Read:
    """The same of the bytes of a file: a value of what it is made from, so an unchanged file is the same one again."""
    source = decode(raw, shown, keys_of(model))
    problems = [*source.problems, *as_texts(model, source)]
    values = resolved(source.values, dict(figures))
    value = _validate(model, source, values, path, problems, dict(collections), (*channels, *facets))
    _order_channels(value.root if isinstance(value, RootModel) else value, list(channels))
    return source, value, tuple(problems)


def _order_channels(values: Any, channels: list[str]) -> None:
    """Put the versions of all words to say into the order of the channels: the first is what comes first everywhere."""
    if isinstance(values, BaseModel):
        for name, means in meanings(type(values)):
            value = getattr(values, name)
            if means and means.what == "say" and isinstance(value, dict):
                ordered = sorted(value.items(), key=lambda one: channels.index(one[0]) if one[0] in channels else -1)
                value.clear()
                value.update(ordered)
            else:
                _order_channels(value, channels)
    elif isinstance(values, dict):
        _order_channels(list(values.values()), channels)
    elif isinstance(values, list):
        for value in values:
            _order_channels(value, channels)


@cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """Every key that a file of this class may have."""
    return frozenset(name for part in (model, *parts(model)) for name in part.model_fields)


def _languages(pack: Pack | None, source: Source | None) -> tuple[Any, ...]:
    """The languages that messages come in: the pack's; that which a faulty pack.yml names; or every one there is."""
    if pack:
        return (pack.language,)
    lines = [line.partition(":") for line in (source.lines if source else ())]
    named = [value.strip(" \t\"'") for key, _, value in lines if key == "language"]
    return tuple(name for name in named if name in LANGUAGES)[:1] or LANGUAGES


def named_language(root: Path) -> str | None:
    """The language that pack.yml names; None where there is none that can be read."""
    source = read(root / "pack.yml", "pack.yml")
    found = _languages(None, source)
    return str(found[0]) if len(found) == 1 else None


def _belongs(values: Any, model: type[BaseModel], collections: Mapping[str, type[Entry]]) -> str | None:
    """The folder of a page that stands in another: the only one whose pages have all of its keys."""
    if not isinstance(values, dict) or not issubclass(model, Entry) or values.keys() <= model.model_fields.keys():
        return None
    fitting = [
        folder
        for folder, other in collections.items()
        if values.keys() <= other.model_fields.keys()
        and {name for name, field in other.model_fields.items() if field.is_required()} <= values.keys()
    ]
    return fitting[0] if len(fitting) == 1 else None


def alone(root: Path, path: str) -> Any:
    """What a file at the top holds, by itself; None where it is missing or wrong, which `load` reports."""
    return _alone(root, path, *_read_by(root))


def _read_by(root: Path) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...], tuple[str, ...]]:
    """What the files of a folder are read by: figures and how they are shown, channels, facets."""
    figures = _alone(root, FIGURES, (), (), ()) or {}
    known = tuple((name, figure.shown) for name, figure in figures.items())
    facets = _alone(root, "facets.yml", known, (), ()) or {}
    return known, tuple(facets["channel"].values) if "channel" in facets else (), tuple(facets)


def _alone(
    root: Path, path: str, figures: tuple[tuple[str, str], ...], channels: tuple[str, ...], facets: tuple[str, ...]
) -> Any:
    value = _file(root, path, FILES[path], figures, channels, facets, ())[1]
    return value.root if isinstance(value, RootModel) else value


def _validate(
    model: type[BaseModel],
    source: Source,
    values: Any,
    path: str,
    problems: list[Problem],
    collections: Mapping[str, type[Entry]],
    names: Collection[str],
) -> Any:
    """The values of a file as `model`, or None with the reasons added to `problems`. `names`: channels and facets."""
    if source.values is None and source.problems:
        return None
    if issubclass(model, Entry) and isinstance(values, dict):
        if "id" in values:
            problems.append(source.problem("id-is-file-name", ("id",), of_key=True, mend=source.without(("id",))))
            return None
        values = {**values, "id": Path(path).stem}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        if folder := _belongs(values, model, collections):
            problems.append(source.problem("wrong-folder", folder=folder, name=Path(path).name))
            return None
        found = faults.outdented([faults.problem(detail, model, source) for detail in error.errors()], source, names)
        # A key written wrongly is one fault, not an unknown key and a missing one.
        meant = {problem.values.get("near") for problem in found if problem.kind == "unknown-key"}
        problems += [p for p in found if not (p.kind == "missing-key" and p.values["key"] in meant)]
        return None


def _repeated_ids(entries: list[Entry], sources: Mapping[str, Source]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in first:
            other = sources[first[entry.id].path].path
            yield Problem(Place(sources[entry.path].path), "id-taken", {"id": entry.id, "other": other})
        first.setdefault(entry.id, entry)
