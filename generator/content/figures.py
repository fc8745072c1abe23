"""Figures of the pack by name: {=答复时限} in any text -> its value, put in as the content is loaded.

So nothing behind the loader knows of them: a text reads as if the value had been written out. What an author wrote,
with the marks, stays in Source.values.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.content.markup import FIGURE
from generator.content.problems import Keys
from generator.content.source import Source

FILE = "figures.yml"


def resolved(value: Any, known: Mapping[str, str]) -> Any:
    """A value as read, each mark in its texts replaced by what the figure (`known`: name -> how it is shown) says;
    marks of figures that are not there stay as they are."""
    if isinstance(value, str):
        return FIGURE.sub(lambda mark: known.get(mark[1], mark[0]), value)
    if isinstance(value, list):
        return [resolved(part, known) for part in value]
    if isinstance(value, dict):
        return {key: resolved(part, known) for key, part in value.items()}
    return value


def as_written(source: Source, keys: Keys) -> str:
    """The text at `keys` as the author wrote it, marks and all; "" where there is none."""
    value = source.values
    for key in keys:
        if isinstance(value, str):  # one text where a list or channels could stand
            break
        held = isinstance(value, list) and isinstance(key, int) and key < len(value)
        value = value[key] if held or (isinstance(value, dict) and key in value) else None
    return value if isinstance(value, str) else ""
