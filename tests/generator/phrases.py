"""Words that a pattern knows, for tests: one for each of its alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT)
LOOKS = (codes.ASSERT, codes.ASSERT_NOT, codes.AT)


def phrases(pattern: str) -> list[str]:
    """Texts that the pattern finds, shortest ways through it, each alternative once."""
    return list(dict.fromkeys(_sequence(parser.parse(pattern))))


def _sequence(sequence: Iterable[Any]) -> Iterator[str]:
    """The first text of every item, and in turn every other text of each."""
    items = [list(dict.fromkeys(_item(*item))) or [""] for item in sequence]
    firsts = [texts[0] for texts in items]
    yield "".join(firsts)
    for at, texts in enumerate(items):
        for other in texts[1:]:
            yield "".join([*firsts[:at], other, *firsts[at + 1 :]])


def _item(code: Any, value: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.IN:
        yield next((chr(v if c is codes.LITERAL else v[0]) for c, v in value if c in (codes.LITERAL, codes.RANGE)), "")
    elif code is codes.BRANCH:
        for branch in value[1]:
            yield from _sequence(branch)
    elif code is codes.SUBPATTERN:
        yield from _sequence(value[3])
    elif code in REPEATS and value[0] == 0:
        yield ""
    elif code in REPEATS:
        yield from (text * value[0] for text in _sequence(value[2]))
    elif code not in LOOKS:
        yield ""
