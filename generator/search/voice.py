"""Who speaks, an owner or a colleague: learned from what the content says that owners say and colleagues ask.

The browser adds up the pairs of characters of a query (frontend/search/query/voice.mjs).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from generator.search.fold import fold

LEAST, MOST = 3, 250
"""How often a pair must be met, and how many pairs are told."""
ENOUGH = 100
"""Sentences of each kind, below which nothing is learned."""
BEGIN, END = "^", "$"
"""The ends of a sentence."""


def learned(heard: Sequence[str], asked: Sequence[str]) -> dict[float, list[str]]:
    """Weight in steps of a half -> the pairs that have it; above 0 an owner speaks. Nothing of few sentences."""
    if min(len(heard), len(asked)) < ENOUGH:
        return {}
    owner, staff = _shares(heard), _shares(asked)
    least_owner, least_staff = 0.5 / (len(heard) + 1), 0.5 / (len(asked) + 1)
    rows = []
    for pair in owner.keys() | staff.keys():
        share, other = owner.get(pair, 0), staff.get(pair, 0)
        if round(share * len(heard)) + round(other * len(asked)) >= LEAST:
            weight = round(2 * math.log((share + least_owner) / (other + least_staff))) / 2
            rows.append((abs(weight) * (share + other), pair, weight))
    found: dict[float, list[str]] = defaultdict(list)
    for _, pair, weight in sorted(rows, key=lambda row: (-row[0], row[1]))[:MOST]:
        if weight:
            found[weight].append(pair)
    return {weight: sorted(found[weight]) for weight in sorted(found)}


def _shares(texts: Iterable[str]) -> dict[str, float]:
    """In which share of the texts each pair stands."""
    pairs = [_pairs(text) for text in texts]
    counts = Counter(pair for some in pairs for pair in some)
    return {pair: count / len(pairs) for pair, count in counts.items()}


def _pairs(text: str) -> set[str]:
    plain = BEGIN + re.sub("[0-9]", "0", fold(text)) + END
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
