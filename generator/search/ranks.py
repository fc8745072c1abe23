"""What a line of a record is and how much it counts: one table, for the build and, published, for the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rank:
    """How much a line counts. The roles in records.py are the keys of RANKS."""

    what: str
    tier: float
    """Where a find in it ranks: 0 is best."""
    met: float
    """What a find in it is worth to a whole sentence, before the record is read."""
    worth: float
    """What the line is worth to a sentence that it meets."""
    level: int
    """How prominent it is in the lists of the index: see LEVELS."""
    turn: int | None = None
    """When the entrance of a small index takes such lines, while they fit; None: never."""


RANKS = {
    "T": Rank("the entry's title", tier=0, met=1.5, worth=1.6, level=2, turn=0),
    "c": Rank("code", tier=0, met=1.5, worth=0, level=2, turn=0),
    "h": Rank("heard", tier=1, met=1.5, worth=1.6, level=1, turn=1),
    "k": Rank("a question that it answers", tier=1.1, met=1.4, worth=1.5, level=1, turn=5),
    "t": Rank("an item's title", tier=1.2, met=1.3, worth=1.4, level=1, turn=3),
    "m": Rank("summary", tier=1.6, met=1.3, worth=1.2, level=1, turn=4),
    "p": Rank("what an item says that has no title", tier=2, met=1, worth=1.1, level=0),
    "s": Rank("words to say, behind their channel", tier=2, met=0.9, worth=0.9, level=0, turn=2),
    "u": Rank("words to say for a sum alone: shown, not searched", tier=9, met=0, worth=0, level=0),
    "r": Rank("rest", tier=3, met=0.8, worth=0.9, level=0),
    "i": Rank("what to say or do instead of what is forbidden", tier=3, met=0.8, worth=0.9, level=0),
    "a": Rank("words not to say", tier=3.5, met=0.6, worth=0.6, level=0),
    "q": Rank("quoted law", tier=3.5, met=0.6, worth=0.6, level=0),
}
"""By role, the letter that such a line begins with."""
LEVELS = ("r", "h", "T")
"""A list tells of a record only the level of its best line: the role whose tier stands for each level, from 0."""


def turns() -> list[str]:
    """The roles that the entrance takes, in the order in which it does."""
    wanted = sorted({rank.turn for rank in RANKS.values() if rank.turn is not None})
    return ["".join(role for role, rank in RANKS.items() if rank.turn == turn) for turn in wanted]


def published() -> dict[str, Any]:
    """What the browser has to know: by role tier, met and worth; the tier of each level."""
    return {
        "ranks": {role: [rank.tier, rank.met, rank.worth] for role, rank in RANKS.items()},
        "levels": [RANKS[role].tier for role in LEVELS],
    }
