"""The words of the product itself, by language: messages to authors, labels of the pages, the author's manual."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")
BUILD_ONLY = ("page", "paper", "lint", "health")
"""Tables of `interface` that templates use up; the browser's side needs the others."""


def phrases(language: str) -> Mapping[str, Any]:
    """The language file `languages/<language>.toml` as tables of texts. KeyError for a language there is none of."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads((files("generator.content") / "languages" / f"{language}.toml").read_text(encoding="utf-8"))


def counted(words: Mapping[str, Any], what: str, count: int) -> str:
    """So many of something, as the language says it: 1 page, 2 pages. `words` is a language file as read."""
    forms = words["counts"][what]
    return str(forms.get("one" if count == 1 else "other", forms["other"])).format(count=count)


def browser_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words that every page carries for the browser's side."""
    return {name: part for name, part in words["interface"].items() if name not in BUILD_ONLY}
