"""The words of the product itself, by language: messages to authors, labels of the pages, the author's manual."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")
EXAMPLE_CODE = "K35"
"""The short code that language files and docstrings show; a pack whose codes begin with H shows H35."""
OWN = ("collections", "pages", "interface")
"""Tables whose texts a pack may put in its own way: what readers see, but for the manual."""
BUILD_ONLY = ("page", "paper", "lint", "health", "about", "call")
"""Tables of `interface` that templates use up; the browser's side needs the others."""


def phrases(language: str, code: str = EXAMPLE_CODE) -> Mapping[str, Any]:
    """The language file `languages/<language>.toml` as tables of texts; `code` is the short code shown as an example.

    KeyError for a language there is none of.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    text = (files("generator.content") / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return {**_tables(text.replace(EXAMPLE_CODE, code)), "example-code": code}


@lru_cache(maxsize=8)
def _tables(text: str) -> Mapping[str, Any]:
    """A language file as tables of texts, read once: every message asks for it."""
    return tomllib.loads(text)


def own_words(words: Mapping[str, Any]) -> dict[str, str]:
    """The words that a pack may put in its own way, by their dotted key: interface.page.heard -> text."""
    return {key: text for table in OWN if table in words for key, text in _texts(words[table], table)}


def _texts(part: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(part, str):
        yield at, part
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from _texts(inner, f"{at}.{name}")


def reworded(words: Mapping[str, Any], own: Mapping[str, str]) -> Mapping[str, Any]:
    """A language file with words by their dotted key put otherwise, and those put in that only a pack has."""
    result = dict(words)
    for key, text in own.items():
        table, (*names, last) = result, key.split(".")
        for name in names:
            inner = table.get(name)
            table[name] = table = dict(inner) if isinstance(inner, Mapping) else {}
        table[last] = text
    return result


def labelled(name: str) -> str:
    """What a field or a collection is called that no language file names: Front desk."""
    return name.replace("_", " ").replace("-", " ").capitalize()


def counted(words: Mapping[str, Any], what: str, count: int) -> str:
    """So many of something, as the language says it: 1 page, 2 pages. `words` is a language file as read."""
    return form(words["counts"][what], count).format(count=count)


def form(forms: Mapping[str, str], count: int) -> str:
    """Of a text in the forms of its language, the one for so many."""
    return str(forms.get("one" if count == 1 else "other", forms["other"]))


def browser_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words that every page carries for the browser's side."""
    return {name: part for name, part in words["interface"].items() if name not in BUILD_ONLY}
