"""What files without a slip hold, by their bytes: the same bytes are read once, in this run and the next."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from generator.content.problems import Keys, Span
from generator.store import Store, key, program


@dataclass(frozen=True)
class Held:
    """A file's values, and where its texts of several lines stand. Nobody changes either."""

    values: Any
    spans: Mapping[Keys, Span]


_held: dict[str, Held] = {}
_asked: set[str] = set()
"""Names that this run has asked for."""


def name(raw: bytes, keys: Collection[str]) -> str:
    """What a file of these bytes is known under; `keys`: those that it may have, by which slips are told."""
    return key(raw, *sorted(keys))


def find(name: str) -> Held | None:
    """What is held under a name; None where it is not known, or had a slip that must be told again."""
    _asked.add(name)
    return _held.get(name)


def note(name: str, held: Held) -> None:
    """Hold what was read."""
    _held[name] = held


def take_up(kept: Store) -> None:
    """Know what a run before has read."""
    if value := kept.get(_kept_as()):
        for name, (values, spans) in json.loads(value).items():
            _held.setdefault(name, Held(values, {tuple(keys): Span(*span) for keys, span in spans}))


def keep(kept: Store) -> str:
    """Keep what this run has asked for; gives the name it is kept under."""
    for name in _held.keys() - _asked:
        del _held[name]
    found = {name: [held.values, [[keys, span] for keys, span in held.spans.items()]] for name, held in _held.items()}
    kept.put(_kept_as(), json.dumps(found).encode())
    return _kept_as()


def _kept_as() -> str:
    return key("unchanged", program())
