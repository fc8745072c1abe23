"""The words of the product itself, by language: messages to authors, labels of the pages, the author's manual."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

LANGUAGES = ("zh", "en")


def phrases(language: str) -> Mapping[str, Any]:
    """The language file `languages/<language>.toml` as tables of texts. KeyError for a language there is none of."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return tomllib.loads((files("generator") / "languages" / f"{language}.toml").read_text(encoding="utf-8"))
