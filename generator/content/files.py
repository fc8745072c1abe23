"""Which files below content/ are read; what stands in the wrong place or has a wrong name, as problems."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import Any

from generator.content.language import LANGUAGES, phrases
from generator.content.model import FILES, KEBAB
from generator.content.problems import Place, Problem, did_you_mean

IGNORED = (".", "_", "~", "Thumbs.db", "desktop.ini")
"""Beginnings of file names that editors and systems leave behind; they are passed over."""


TEXTS = ("", ".yml", ".yaml", ".txt", ".bak", ".old", ".orig", ".md", ".json")
"""Endings of files that may hold a page under another name."""


@dataclass(frozen=True)
class Files:
    """What a content folder holds.

    `read`: the paths below it to read, sorted. `unread`: what misnamed files should be called, so that references
    to them are no faults of theirs.
    """

    read: tuple[str, ...]
    unread: frozenset[str]
    problems: tuple[Problem, ...]


def files(root: Path, collections: Mapping[str, Any]) -> Files:
    """Every file below `root`, told apart by its name and place."""
    if not root.is_dir():
        return Files((), frozenset(), (Problem(Place(root.name), "no-content"),))
    found = dict(sorted(_below(root), key=lambda one: one[0].split("/")))
    home = root.resolve()
    here = {path: file for path, file in found.items() if not any(p.startswith(IGNORED) for p in path.split("/"))}
    inside = {path: file for path, file in here.items() if _stays(file, path, here, home)}
    strange = [path for path, file in inside.items() if file.is_dir() and path not in collections]
    neither = [path for path, file in inside.items() if not file.is_file() and not file.is_dir()]
    special = [path for path in neither if Path(inside[path]).exists()]
    known = [path for path, file in inside.items() if not file.is_dir() and path not in special]
    read = dict.fromkeys(path for path in known if path in FILES or _is_page(path, collections))
    others = [path for path in known if path not in read]
    problems = [Problem(Place(f"{root.name}/{path}"), "outside") for path in here if path not in inside]
    problems += [Problem(Place(f"{root.name}/{path}"), "special-file") for path in special]
    problems += [_unknown_folder(root, path, collections) for path in strange]
    problems += [_unknown_file(root, path, found, collections) for path in others if "/" not in path]
    problems += _misnamed(root, [path for path in others if path.rpartition("/")[0] in collections], found, collections)
    unread = frozenset(problem.values["instead"] for problem in problems if problem.values.get("instead"))
    unread |= {f"?/{Path(path).name}" for path in others if path.rpartition("/")[0] not in collections}
    return Files(tuple(read), unread, tuple(problems))


def _below(folder: str | Path, way: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder by its path; links to folders are not followed."""
    with contextlib.suppress(PermissionError), os.scandir(folder) as listed:
        for one in listed:
            yield way + one.name, one
            if one.is_dir(follow_symlinks=False):
                yield from _below(one.path, f"{way}{one.name}/")


def _stays(file: os.DirEntry[str], path: str, here: Mapping[str, os.DirEntry[str]], home: Path) -> bool:
    """Whether a file is kept below `home`: what is no link, in folders that are none, need not be followed."""
    above = path.split("/")[:-1]
    folders = [here.get("/".join(above[: depth + 1])) for depth in range(len(above))]
    if not file.is_symlink() and not any(folder is None or folder.is_symlink() for folder in folders):
        return True
    try:
        return Path(file).resolve().is_relative_to(home)
    except RuntimeError:  # links that lead to one another
        return False


def _is_page(path: str, collections: Collection[str]) -> bool:
    """Whether a file is called and kept as a page is."""
    folder, _, name = path.rpartition("/")
    return folder in collections and name.endswith(".yml") and bool(re.match(KEBAB, name.removesuffix(".yml")))


def _unknown_folder(root: Path, path: str, collections: Collection[str]) -> Problem:
    titles = {phrases(language)["collections"].get(name, {}).get("title"): name for language in LANGUAGES
              for name in collections}  # fmt: skip
    first = path.partition("/")[0]
    near = first if first in collections else titles.get(path) or did_you_mean(path, collections)
    values = {"name": path, "near": near, "known": list(collections)}
    hint = "folder-within" if first in collections else "folder-name" if near else None
    return Problem(Place(f"{root.name}/{path}"), "unknown-folder", values, hint)


def _unknown_file(root: Path, path: str, found: Collection[str], collections: Collection[str]) -> Problem:
    """A file at the top that is none of ours: one of them misnamed, a second one of it, or something else."""
    stem = did_you_mean(_beginning(path), [name.removesuffix(".yml") for name in FILES], closely=True)
    near = f"{stem}.yml" if stem else None
    hint = "file-there" if near in found else "did-you-mean" if near else None
    instead = near if near not in found else None
    values = {"name": path, "near": near, "known": list(FILES), "folders": list(collections), "instead": instead}
    return Problem(Place(f"{root.name}/{path}"), "unknown-file", values, hint)


def _misnamed(
    root: Path, paths: Collection[str], found: Collection[str], collections: Collection[str]
) -> Iterator[Problem]:
    """Pages whose file names cannot be ids. Each is proposed an id that no other page has or is proposed."""
    taken = {Path(path).stem: f"{root.name}/{path}" for path in found if _is_page(path, collections)}
    for path in paths:
        file = Path(path)
        if file.suffix.lower() not in TEXTS:
            yield Problem(Place(f"{root.name}/{path}"), "not-content", {"name": file.name})
            continue
        kind, name = ("not-kebab", file.stem) if file.suffix == ".yml" else ("not-yml", file.name)
        whole = latin_id(file.stem if file.suffix == ".yml" else file.name.split(".")[0])
        if numbered := re.fullmatch(r"(.*?)\s*[(（]\d+[)）]", file.stem):  # as browsers call what they save again
            whole = latin_id(numbered[1])
        original = next((stem for stem in (latin_id(_beginning(file.name)), whole) if stem in taken), None)
        better = _free(original or whole, taken)
        hint = "a-copy" if original else None if better else "not-latin"
        instead = f"{file.parent.as_posix()}/{better}.yml"
        values = {"name": name, "better": better, "other": taken.get(original or ""), "instead": instead}
        yield Problem(Place(f"{root.name}/{path}"), kind, values, hint)
        if better:
            taken[better] = f"{root.name}/{path}"


def _beginning(name: str) -> str:
    """A file's name up to what systems add for a copy, a space, a parenthesis or a word in another script."""
    return re.split(r"[^\w-]", name, maxsplit=1, flags=re.ASCII)[0]


def _free(stem: str, taken: Collection[str]) -> str:
    """The stem, with the first number behind it that makes it one of its own."""
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def latin_id(name: str) -> str:
    """The name as an id could be; empty where it has no letter to make one of."""
    kebab = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKC", name).lower()).strip("-")
    return kebab if re.search("[a-z]", kebab) else ""
