"""Traditional characters and the simplified ones that stand for them; scripts/build_tables.py wrote the table."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def pairs() -> tuple[str, ...]:
    """A traditional character and its simplified form, as "業业", a pair each."""
    return tuple((files("generator.content") / "tables/traditional.txt").read_text(encoding="utf-8").splitlines())


@cache
def simplified() -> dict[int, str]:
    """Traditional characters -> simplified ones, for str.translate."""
    return {ord(pair[0]): pair[1] for pair in pairs()}
