"""What can be told of a regular expression by its structure: the signs a match needs, whether it may run wild, how
many ways through it there are; and texts made to break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_KEYS = 128
"""A set of signs or pairs larger than this spares no work."""
REPEATS = tuple(getattr(codes, name) for name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
LOOKS = (codes.ASSERT, codes.ASSERT_NOT)
MANY = 160
"""How many times something may repeat in a pattern of wording, .{0,160}; * and + have no bound at all."""
SAMPLES = 4
"""So many texts are made of a pattern."""


def needed(pattern: str, *, pairs: bool = False) -> list[frozenset[str]]:
    """Sets of signs, and of pairs of neighbours if so asked: every match has at least one of each. [] : unknown."""
    return _needed(parser.parse(pattern), pairs)


def fewest(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """The set that spares most work: a pair is rarer by far than a sign. Empty where there is none."""
    return min(sets, key=lambda each: sum(1 if len(piece) == 1 else PAIR for piece in each), default=frozenset())


PAIR = 0.05


def _needed(sequence: Iterable[Any], pairs: bool) -> list[frozenset[str]]:
    sets, before = list[frozenset[str]](), ""
    for code, value in sequence:
        sign = chr(value) if code is codes.LITERAL else ""
        sets += [frozenset({before + sign})] if pairs and before and sign else []
        sets += _of_item(code, value, pairs)
        before = sign
    return [each for each in sets if len(each) <= MOST_KEYS]


def _of_item(code: Any, value: Any, pairs: bool) -> list[frozenset[str]]:
    if code is codes.LITERAL:
        return [frozenset(chr(value))]
    if code is codes.IN:
        return [signs] if (signs := _of_set(value)) else []
    if code is codes.BRANCH:
        parts = [fewest(_needed(branch, pairs)) for branch in value[1]]
        return [frozenset().union(*parts)] if all(parts) else []
    if code is codes.SUBPATTERN:
        return _needed(value[3], pairs)
    if code in REPEATS and value[0] > 0:
        return _needed(value[2], pairs)
    return []


def _of_set(items: Iterable[Any]) -> frozenset[str] | None:
    found = set[str]()
    for code, value in items:
        if code is codes.LITERAL:
            found.add(chr(value))
        elif code is codes.RANGE and value[1] - value[0] < MOST_KEYS:
            found |= {chr(one) for one in range(value[0], value[1] + 1)}
        else:
            return None
    return frozenset(found)


@lru_cache(maxsize=4096)
def unbounded(pattern: str) -> bool:
    """Whether something in it may repeat without a bound, or too often: (水+)+, .*, .{0,500}."""
    return any(most is codes.MAXREPEAT or most > MANY for _, most, _ in _repeats(parser.parse(pattern)))


@lru_cache(maxsize=4096)
def nested(pattern: str) -> bool:
    """Whether a repetition holds another one of changing length: ([甲乙]{1,9}丙?){1,9} can be read in many ways."""
    return any(
        most > 1 and any(high > max(low, 1) for low, high, _ in _repeats(inner))
        for _, most, inner in _repeats(parser.parse(pattern))
    )


def _repeats(sequence: Iterable[Any]) -> Iterator[tuple[int, int, Any]]:
    """Every repetition: at least, at most, what repeats."""
    for code, value in sequence:
        if code in REPEATS:
            yield value
            yield from _repeats(value[2])
        for inner in _inner(code, value):
            yield from _repeats(inner)


def _inner(code: Any, value: Any) -> list[Any]:
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[3]]
    return [value[1]] if code in LOOKS else []


@lru_cache(maxsize=4096)
def ways_through(pattern: str) -> int:
    """How many lengths the repetitions of one way through it can have together: what a failing match may try."""
    return _ways(parser.parse(pattern))


def _ways(sequence: Iterable[Any]) -> int:
    count = 1
    for code, value in sequence:
        if code in REPEATS:
            count *= (min(value[1], MANY) - value[0] + 1) * _ways(value[2])
        elif inner := [part for part in _inner(code, value) if code not in LOOKS]:
            count *= max(map(_ways, inner))
    return count


def samples(pattern: str) -> list[str]:
    """Texts that it finds, or nearly: one for each alternative, up to a number."""
    return list(dict.fromkeys(islice(phrases(pattern), SAMPLES)))


def phrases(pattern: str) -> Iterator[str]:
    """Texts that a pattern finds, by the shortest way through it, each of its alternatives once."""
    return _sequence(parser.parse(pattern))


def _sequence(sequence: Iterable[Any]) -> Iterator[str]:
    items = [list(dict.fromkeys(_texts(*item))) or [""] for item in sequence]
    firsts = [texts[0] for texts in items]
    yield "".join(firsts)
    for at, texts in enumerate(items):
        for other in texts[1:]:
            yield "".join([*firsts[:at], other, *firsts[at + 1 :]])


def _texts(code: Any, value: Any) -> Iterator[str]:
    if code is codes.LITERAL:
        yield chr(value)
    elif code is codes.IN:
        yield next((chr(v if c is codes.LITERAL else v[0]) for c, v in value if c in (codes.LITERAL, codes.RANGE)), "")
    elif code in REPEATS and value[0] > 0:
        yield from (text * value[0] for text in _sequence(value[2]))
    elif code not in (*LOOKS, *REPEATS):
        yield from (text for inner in _inner(code, value) for text in _sequence(inner))


def alternatives(pattern: str) -> list[str]:
    """What stands between the | of a pattern that are in no brackets."""
    parts, depth, escaped, in_set = [""], 0, False, False
    for sign in pattern:
        if sign == "|" and not (depth or escaped or in_set):
            parts.append("")
            continue
        parts[-1] += sign
        if not escaped:
            in_set = sign == "[" or (in_set and sign != "]")
            depth += 0 if in_set else (sign == "(") - (sign == ")")
        escaped = sign == "\\" and not escaped
    return parts
