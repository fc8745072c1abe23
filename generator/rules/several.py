"""Several names that were written as one: with other signs than YAML's between them, in quotation marks, as a range."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from generator.content.edits import Edit
from generator.content.problems import Keys
from generator.content.source import Source

_BETWEEN = r"[\s，、,；;/|+.·和与]+"
_BRACKETS = r"[\[\](){}【】（）]"
_RANGE = r"(.+?)\s*(?:-|–|—+|~|～|至|到)\s*(.+)"


def several(source: Source, keys: Keys, value: str, known: Callable[[str], str | None]) -> dict[str, Any]:
    """What a message says of a value that holds several names: `hint`, `near`, the names as a list has them, `mend`.

    `known`: the name that a word means, or several with ", " between; None for none. Nothing where the value is one
    name, or has a part that means nothing.
    """
    words = [word for word in re.split(_BETWEEN, re.sub(_BRACKETS, " ", value)) if word]
    found = [known(word) for word in words]
    listed = ", ".join(name for name in found if name)
    if not words or not all(found) or not (", " in listed or re.search(_BRACKETS, value)):
        return {}
    hint = "half-width-list" if re.search("[，、【】（）]", value) else "did-you-mean"
    return {"hint": hint, "near": listed, "mend": _apart(source, keys, value, listed.split(", "))}


def through(value: str, order: Sequence[str]) -> str | None:
    """What a range such as `S0-S2` goes through, of names in order, with ", " between; None for what is no range."""
    match = re.fullmatch(_RANGE, value)
    if not match or not {match[1], match[2]} <= {*order}:
        return None
    return ", ".join(order[order.index(match[1]) : order.index(match[2]) + 1]) or None


def _apart(source: Source, keys: Keys, value: str, names: Sequence[str]) -> Edit | None:
    """The names in place of the value: between brackets, each behind a hyphen of its own, or in brackets."""
    place = source.place(keys)
    line, at = source.lines[place.line - 1], place.column - 1
    mark = line[at : at + 1] if line[at : at + 1] in ('"', "'") else ""
    old = f"{mark}{value}{mark}"
    if source.lines != source.mended or line[at : at + len(old)] != old:
        return None
    before, behind = line[:at], line[at + len(old) :]
    if before.rstrip().endswith(("[", ",")):
        return Edit(place.line, place.line, (f"{before}{', '.join(names)}{behind}",))
    if re.fullmatch(r" *- +", before):
        return None if behind.strip() else Edit(place.line, place.line, tuple(before + name for name in names))
    return Edit(place.line, place.line, (f"{before}[{', '.join(names)}]{behind}",))
