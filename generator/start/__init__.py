"""A knowledge base of one's own: a small complete one, written into an empty folder by `huashu new`.

Door: `begin`. The files are in `en` and `zh`, those of every language in `any`; @WORDS@ in them are filled in. What
publishes it is in deploy/, as for the pack that ships.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator.content.language import phrases
from generator.content.model import COLLECTIONS, FILES
from generator.content.schema import schemas
from generator.files import write_whole

SERVICES = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}
"""Where a service looks for what it does at every push; the file's name here is the service's."""

_HIDDEN = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}


class Occupied(Exception):  # noqa: N818 - it says what is so, as StopIteration does
    """There is something in the folder already."""


def begin(folder: Path, language: str, today: date, *, title: str | None = None, service: str = "github") -> list[Path]:
    """Write a knowledge base into a folder that is not there or empty; the files written, by their paths within it.

    `title` is what it is called, `service` one of SERVICES. Raises Occupied, and OSError where nothing can be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied(folder)
    words = phrases(language)
    filled = {
        "@TITLE@": (title or words["start"]["title"]).replace("\\", "\\\\").replace('"', '\\"'),
        "@TODAY@": str(today),
        "@YEAR@": str(_in_a_year(today)),
        "@VERSION@": version("huashu"),
    }
    written = {path: _filled(text, filled) for path, text in _texts(language, service)} | _for_editors(language)
    write_whole({folder / path: text.encode() for path, text in written.items()})
    return [Path(path) for path in sorted(written)]


def _in_a_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28 if day.month == 2 else 31))


def _filled(text: str, values: Mapping[str, str]) -> str:
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def _texts(language: str, service: str) -> Iterator[tuple[str, str]]:
    """Every file: its path in the knowledge base, its text."""
    here = files("generator.start")
    for part in ("any", language):
        for path, text in _files(here / part, ""):
            yield _HIDDEN.get(path, path), text
    for path, text in _files(_deploy(), ""):
        yield f"deploy/{path}", text
        if path == f"{service}.yml":
            yield SERVICES[service], text


def _deploy() -> Path:
    """Inside the package where it is installed, above it in its sources."""
    here = Path(__file__).resolve().parent.parent
    installed = here / "deploy"
    return installed if installed.is_dir() else here.parent / "deploy"


def _files(folder: Traversable, at: str) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.is_dir():
            yield from _files(file, f"{at}{file.name}/")
        elif not file.name.endswith((".py", ".pyc")):
            yield f"{at}{file.name}", file.read_text(encoding="utf-8")


def _for_editors(language: str) -> dict[str, str]:
    """What editors complete and check by, and which file goes by which."""
    made = {f"schemas/{name}": _json(schema) for name, schema in schemas(COLLECTIONS, phrases(language)).items()}
    places = {f"schemas/{name}.json": f"content/{name}/*.yml" for name in COLLECTIONS}
    places |= {f"schemas/{name.removesuffix('.yml')}.json": f"content/{name}" for name in FILES}
    settings = {
        "yaml.schemas": places, "yaml.customTags": [], "files.encoding": "utf8", "editor.insertSpaces": True,
        "editor.tabSize": 2,
    }  # fmt: skip
    return {**made, ".vscode/settings.json": _json(settings)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
