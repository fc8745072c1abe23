"""content/ -> Library: every entry as a model, with all that was wrong on the way as problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError

from generator.content.figures import FILE, resolved
from generator.content.library import Library
from generator.content.model import COLLECTIONS, FILES, KEBAB, Entry, Figure, Figures, Pack
from generator.content.problems import Place, Problem, did_you_mean
from generator.content.source import Keys, Source, read

IGNORED = (".", "_", "~", "Thumbs.db", "desktop.ini")
"""Beginnings of file names that editors and systems leave behind; they are passed over."""


def load(root: Path, collections: Mapping[str, type[Entry]] = COLLECTIONS) -> Library:
    """Read every file below `root`. Never raises for what an author can get wrong: see Library.problems."""
    problems: list[Problem] = []
    sources: dict[str, Source] = {}
    settings: dict[str, Any] = {}
    entries: list[Entry] = []
    unread: set[str] = set()
    known = _figures(root)
    if not root.is_dir():
        problems.append(Problem(Place(root.name), "no-content"))
    for path in _files(root, collections, problems, unread):
        source = read(root / path, f"{root.name}/{path}")
        sources[path] = source
        problems += source.problems
        folder, _, name = path.rpartition("/")
        model = collections[folder] if folder else FILES[name]
        value = _validate(model, source, resolved(source.values, known), path, problems)
        if value is None:
            unread.add(path)
        elif isinstance(value, Entry):
            entries.append(value)
        else:
            settings[name.removesuffix(".yml")] = value.root if isinstance(value, RootModel) else value
    if root.is_dir() and "pack.yml" not in {*sources, *unread}:
        problems.append(Problem(Place(root.name), "no-pack"))
    settings.setdefault("pack", Pack(language="zh", title=root.name, tagline=root.name))
    entries.sort(key=lambda entry: (list(collections).index(entry.folder), entry.code[0], int(entry.code[1:])))
    problems += _repeated_ids(entries, sources)
    by_id = {entry.id: entry for entry in reversed(entries)}
    ordered = {entry.id: entry for entry in entries if by_id[entry.id] is entry}
    return Library(
        root, entries=ordered, sources=sources, problems=tuple(problems), unread=frozenset(unread),
        collections=collections, **settings,
    )  # fmt: skip


def _figures(root: Path) -> Mapping[str, Figure]:
    """The figures that texts cite; none where their file is missing or wrong, which is reported when it is its turn."""
    source = read(root / FILE, FILE)
    figures = _validate(Figures, source, source.values, FILE, [])
    return figures.root if figures else {}


def _files(root: Path, collections: Mapping[str, Any], problems: list[Problem], unread: set[str]) -> Iterator[str]:
    """Paths below `root` to read, sorted; what stands in the wrong place or has a wrong name is reported.

    A misnamed file joins `unread` under the name it should have, so that references to it are no faults of theirs.
    """
    files = sorted(root.rglob("*")) if root.is_dir() else []
    paths = [file.relative_to(root).as_posix() for file in files]
    taken = {Path(path).stem: f"{root.name}/{path}" for path in paths if _is_page(path, collections)}
    for file, path in zip(files, paths, strict=True):
        place = Place(f"{root.name}/{path}")
        if any(part.startswith(IGNORED) for part in path.split("/")):
            continue
        if not file.resolve().is_relative_to(root.resolve()):
            problems.append(Problem(place, "outside"))
            continue
        if file.is_dir():
            if path not in collections:
                near = did_you_mean(path, collections)
                problems.append(
                    Problem(place, "unknown-folder", {"name": path, "near": near, "known": list(collections)},
                            "did-you-mean" if near else None)
                )  # fmt: skip
            continue
        folder = file.parent.relative_to(root).as_posix()
        if folder not in (".", *collections):
            continue  # its folder has been reported
        if path in FILES or _is_page(path, collections):
            yield path
        elif folder == ".":
            problems.append(_unknown_file(place, file, paths, unread))
        else:
            problems.append(_misnamed(place, file, taken))
            unread.add(f"{folder}/{problems[-1].values['better']}.yml")


def _is_page(path: str, collections: Mapping[str, Any]) -> bool:
    """Whether a file is called and kept as a page is."""
    folder, _, name = path.rpartition("/")
    return folder in collections and name.endswith(".yml") and bool(re.match(KEBAB, name.removesuffix(".yml")))


def _unknown_file(place: Place, file: Path, paths: Collection[str], unread: set[str]) -> Problem:
    """A file at the top that is none of ours: one of them misnamed, a second one of it, or something else."""
    stem = did_you_mean(_beginning(file), [name.removesuffix(".yml") for name in FILES], closely=True)
    near = f"{stem}.yml" if stem else None
    hint = "file-there" if near in paths else "did-you-mean" if near else None
    if near and near not in paths:
        unread.add(near)
    return Problem(place, "unknown-file", {"name": file.name, "near": near, "known": list(FILES)}, hint)


def _misnamed(place: Place, file: Path, taken: dict[str, str]) -> Problem:
    """A page whose file name cannot be its id. `taken` are ids and their files: the id proposed is none, and joins."""
    kind, name = ("not-kebab", file.stem) if file.suffix == ".yml" else ("not-yml", file.name)
    whole = _kebab(file.stem if file.suffix == ".yml" else file.name.split(".")[0])
    original = next((stem for stem in (_kebab(_beginning(file)), whole) if stem in taken), None)
    better = _free(original or whole, taken)
    hint = "a-copy" if original else None if better else "not-latin"
    problem = Problem(place, kind, {"name": name, "better": better, "other": taken.get(original or "")}, hint)
    if better:
        taken[better] = place.path
    return problem


def _beginning(file: Path) -> str:
    """A file's name up to what systems add for a copy, a space, a parenthesis or a word in another script."""
    return re.split(r"[^\w-]", file.name, maxsplit=1, flags=re.ASCII)[0]


def _free(stem: str, taken: Collection[str]) -> str:
    """The stem, with the first number behind it that makes it one of its own."""
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _kebab(name: str) -> str:
    """The name as an id could be; empty where it has no letter to make one of."""
    kebab = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return kebab if re.search("[a-z]", kebab) else ""


def _validate(model: type[BaseModel], source: Source, values: Any, path: str, problems: list[Problem]) -> Any:
    """The values of a file as `model`, or None with the reasons added to `problems`."""
    if any(problem.severity == "error" for problem in source.problems):
        return None
    if issubclass(model, Entry) and isinstance(values, dict):
        if "id" in values:
            problems.append(source.problem("id-is-file-name", ("id",), of_key=True))
            return None
        values = {**values, "id": Path(path).stem}
    try:
        return model.model_validate(values)
    except ValidationError as error:
        found = [_problem(detail, model, source) for detail in error.errors()]
        # A key written wrongly is one fault, not an unknown key and a missing one.
        meant = {problem.values["near"] for problem in found if problem.kind == "unknown-key"}
        problems += [p for p in found if not (p.kind == "missing-key" and p.values["key"] in meant)]
        return None


_TYPES = {
    # pydantic's error type -> our kind. Those not named here are "invalid" with pydantic's own words.
    "string_type": "not-text",
    "list_type": "not-list",
    "dict_type": "not-mapping",
    "model_type": "not-mapping",
    "model_attributes_type": "not-mapping",
    "bool_parsing": "not-bool",
    "bool_type": "not-bool",
    "int_parsing": "not-number",
    "int_type": "not-number",
    "date_parsing": "not-date",
    "date_type": "not-date",
    "date_from_datetime_parsing": "not-date",
    "date_from_datetime_inexact": "not-date",
    "string_too_short": "empty-text",
    "too_short": "empty-list",
}


def _problem(detail: Mapping[str, Any], model: type[BaseModel], source: Source) -> Problem:
    """One of pydantic's errors in our words, at its place in the file."""
    keys: Keys = tuple(detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    written, last = detail.get("input"), str(keys[-1]) if keys else ""
    parent = _model_at(model, keys[:-1])
    if kind == "missing":
        choices = _choices(parent, last)
        hint, example = ("missing-choice", choices[0]) if choices else (None, _example(last))
        at = keys[:-1]
        return source.problem(
            "missing-key", at, of_key=_is_named(at), hint=hint, key=last, example=example, known=choices
        )
    if kind == "extra_forbidden":
        known = [name for name in parent.model_fields if name != "id" or not issubclass(parent, Entry)]
        near = did_you_mean(last, known)
        hint = "did-you-mean" if near else "known-keys"
        return source.problem("unknown-key", keys, of_key=True, hint=hint, key=last, near=near, known=known)
    if written is None:
        return source.problem("empty-value", keys, of_key=_is_named(keys), key=_name(keys))
    if kind == "literal_error":
        known = re.findall(r"'([^']+)'", context["expected"])
        near = did_you_mean(str(written), known)
        hint = "did-you-mean" if near else "known-values"
        return source.problem("not-a-choice", keys, hint=hint, value=written, near=near, known=known)
    if kind == "string_pattern_mismatch":
        which = {"Id": "id-form", KEBAB: "id-form"}.get(context["pattern"], "code-form")
        better = _kebab(str(written))
        hint = "latin-id" if which == "id-form" and not better else None
        return source.problem(which, keys, hint=hint, value=written, better=better)
    if kind == "list_type" and last == "allow" and isinstance(written, dict):
        rule, because = next(iter(written.items()), ("R07", "…"))
        return source.problem("allow-as-mapping", keys, of_key=True, rule=rule, because=because)
    if kind == "string_type" and isinstance(written, dict) and None in written.values():
        return source.problem("brace-text", keys, name=next(iter(written)))
    if kind == "value_error":
        return source.problem("not-a-pattern", keys, detail=context["error"])
    ours = _TYPES.get(kind, "invalid") if keys else "file-not-mapping"
    return source.problem(ours, keys, key=_name(keys), value=written, detail=detail["msg"])


def _choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """What a field with a closed list takes; nothing for other fields."""
    field = model.model_fields.get(name)
    return get_args(field.annotation) if field and get_origin(field.annotation) is Literal else ()


def _is_named(keys: Keys) -> bool:
    return bool(keys) and isinstance(keys[-1], str)


def _name(keys: Keys) -> str:
    return next((key for key in reversed(keys) if isinstance(key, str)), "")


def _example(key: str) -> str:
    return {"reviewed": "2026-11-23", "until": "2027-11-23", "code": "K35", "id": "check-the-bill"}.get(key, "…")


def _model_at(model: type[BaseModel], keys: Keys) -> type[BaseModel]:
    """The model that the value at `keys` is validated by."""
    current: Any = model
    for key in keys:
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = current.model_fields
            current = fields["root" if "root" in fields else str(key)].annotation
            if "root" not in fields:
                continue
        # list[X] and dict[str, X], possibly within Annotated or a union: the last model named inside
        current = _inner(current)
    found = _find_model(current)
    return found if found else model


def _inner(annotation: Any) -> Any:
    args = [arg for arg in getattr(annotation, "__args__", ()) if arg is not type(None)]
    return args[-1] if args else annotation


def _find_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for arg in getattr(annotation, "__args__", ()):
        if found := _find_model(arg):
            return found
    return None


def _repeated_ids(entries: list[Entry], sources: Mapping[str, Source]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in first:
            other = sources[first[entry.id].path].path
            yield Problem(Place(sources[entry.path].path), "id-taken", {"id": entry.id, "other": other})
        first.setdefault(entry.id, entry)
