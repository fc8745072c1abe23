"""The words of the product itself, by language: messages to authors, labels of the pages, the author's manual."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")
EXAMPLE_CODE = "K35"
"""The short code that language files and docstrings show; a pack whose codes begin with H shows H35."""
BUILD_ONLY = ("page", "paper", "lint", "health")
"""Tables of `interface` that templates use up; the browser's side needs the others."""


def phrases(language: str, code: str = EXAMPLE_CODE) -> Mapping[str, Any]:
    """The language file `languages/<language>.toml` as tables of texts; `code` is the short code shown as an example.

    KeyError for a language there is none of.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    text = (files("generator.content") / "languages" / f"{language}.toml").read_text(encoding="utf-8")
    return {**tomllib.loads(text.replace(EXAMPLE_CODE, code)), "example-code": code}


def counted(words: Mapping[str, Any], what: str, count: int) -> str:
    """So many of something, as the language says it: 1 page, 2 pages. `words` is a language file as read."""
    forms = words["counts"][what]
    return str(forms.get("one" if count == 1 else "other", forms["other"])).format(count=count)


def browser_words(words: Mapping[str, Any]) -> dict[str, Any]:
    """The words that every page carries for the browser's side."""
    return {name: part for name, part in words["interface"].items() if name not in BUILD_ONLY}
