"""A pack's own collections: classes and templates in the folder `collections` beside its content.

`collections/faq.py` has the class of content/faq/*.yml, `collections/faq.md.jinja` its page. A class with the folder of
a collection that ships stands in its place; so does a template of the same name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.content.model import COLLECTIONS, KEBAB, Entry
from generator.content.problems import Place, Problem
from generator.content.source import lines_in

FOLDER = "collections"


@dataclass(frozen=True)
class Own:
    """Every collection of a pack, by its folder, in the order of the navigation; what is wrong with its own."""

    collections: Mapping[str, type[Entry]]
    problems: tuple[Problem, ...] = ()


def own(root: Path) -> Own:
    """The collections of the pack whose content is in `root`. A module is run anew when it has changed; none
    sees another's.

    Never raises for what is wrong in them.
    """
    found: dict[str, type[Entry]] = {}
    problems = [*_hiding(root)]
    for file in sorted((root.absolute().parent / FOLDER).glob("*.py")):
        try:
            found |= {entry.folder: entry for entry in _defined(file, file.read_bytes())}
        except Exception as error:
            problems.append(_fault(file, error))
    return Own({**COLLECTIONS, **found}, tuple(problems))


@lru_cache(maxsize=64)
def _defined(file: Path, _: bytes) -> tuple[type[Entry], ...]:
    """The classes of pages that a module defines, the same ones while it is the same."""
    return tuple(_classes(file))


def _classes(file: Path) -> Iterator[type[Entry]]:
    """The classes of pages that a module defines."""
    name = f"huashu_{hashlib.sha256(str(file).encode()).hexdigest()[:12]}_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # pydantic looks there for what annotations name
    spec.loader.exec_module(module)
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Entry) and value.__module__ == name:
            folder = getattr(value, "folder", None)
            if not isinstance(folder, str) or not re.match(KEBAB, folder):
                raise TypeError(f'{value.__name__} needs a folder, as folder = "{value.__name__.lower()}"')
            yield value


def _hiding(root: Path) -> Iterator[Problem]:
    """A module of this name would be found instead of Python's own by whatever runs in its folder."""
    if (root.absolute().parent / f"{FOLDER}.py").is_file():
        yield Problem(Place(f"{FOLDER}.py"), "hides-python", {"folder": FOLDER})


def _fault(file: Path, error: Exception) -> Problem:
    """What is wrong in a module, at the line of it where it happened."""
    steps = [step.lineno for step in traceback.extract_tb(error.__traceback__) if step.filename == str(file)]
    line = (error.lineno if isinstance(error, SyntaxError) else steps[-1] if steps else None) or 1
    detail = error.msg if isinstance(error, SyntaxError) else f"{type(error).__name__}: {error}"
    try:
        lines = lines_in(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        lines = ()
    excerpt = lines[line - 1] if line <= len(lines) else ""
    column = len(excerpt) - len(excerpt.lstrip()) + 1
    place = Place(f"{FOLDER}/{file.name}", line, column)
    return Problem(place, "own-code", {"detail": detail.splitlines()[0]}, excerpt=excerpt)
