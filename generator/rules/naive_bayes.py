"""How much a sentence reads like the harmful examples rather than the harmless ones; learnt by counting.

For every pair of characters the share of harmful examples that have it is set against the share of
harmless ones (naive Bayes over presence). A sentence's score is the sum of the logarithms, in steps of a half, so
that Python and the browser add whole numbers and always agree; of all pairs those that tell most are
kept, so that the whole of it is small enough for a phone. Nothing is trained: more examples, better counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

SMOOTHING = 0.5
STEP = 0.5
RARE = 3
"""A pair that fewer examples have is left out."""
KEPT = 4500
"""How many pairs are kept: those by which the two kinds of examples are told apart best."""
_FIGURES = re.compile("[0-9]+")


@dataclass(frozen=True)
class Model:
    """What the examples taught."""

    weights: Mapping[str, int]
    """Pair -> how much it speaks for harm, in halves of a natural logarithm; others weigh nothing."""
    limit: int
    """The score above which a sentence is reported."""

    def score(self, sentence: str) -> int:
        """How much a sentence speaks for harm; `sentence` as rules see it."""
        return sum(self.weights.get(pair, 0) for pair in pairs(sentence))

    def reported(self, sentence: str) -> bool:
        """Whether the sentence reads more like the harmful examples than is usual for harmless ones."""
        return self.score(sentence) > self.limit

    def strongest(self, sentence: str) -> tuple[int, int]:
        """Where the part of the sentence that speaks most for harm begins and ends."""
        share = [0] * len(sentence)
        for start in range(len(sentence) - 1):
            weight = self.weights.get(_FIGURES.sub("0", sentence[start : start + 2]), 0)
            share[start] += weight
            share[start + 1] += weight
        best, begin, total, first = 0, 0, 0, 0
        end = len(sentence)
        for at, weight in enumerate(share):
            if total <= 0:
                total, first = 0, at
            total += weight
            if total > best:
                best, begin, end = total, first, at + 1
        return begin, end

    def published(self) -> dict[str, Any]:
        """As JSON: for each weight the pairs that have it, one after the other."""
        by_weight: dict[int, list[str]] = {}
        for pair, weight in sorted(self.weights.items()):
            by_weight.setdefault(weight, []).append(pair)
        return {"weights": [[weight, "".join(found)] for weight, found in sorted(by_weight.items())], "limit": self.limit}

    @classmethod
    def read(cls, published: Mapping[str, Any]) -> Model:
        """The model from what was published."""
        weights = {
            text[at : at + 2]: weight for weight, text in published["weights"] for at in range(0, len(text), 2)
        }
        return cls(weights, published["limit"])


def pairs(sentence: str) -> set[str]:
    """The pairs of characters, ends marked and figures alike: 3 栋 and 12 栋 are one."""
    text = f"^{_FIGURES.sub('0', sentence)}$"
    return {text[at : at + 2] for at in range(len(text) - 1)}


def learn(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float) -> Model:
    """Count the examples (texts as rules see them).

    The limit is set so that `per_hundred` of a hundred harmless examples would be reported if they were new: each
    is scored as if it had not been counted.
    """
    return _learn(tuple(harmful), tuple(harmless), per_hundred)


@lru_cache(maxsize=2)  # a build asks several times
def _learn(harmful: tuple[str, ...], harmless: tuple[str, ...], per_hundred: float) -> Model:
    bad, good = [pairs(text) for text in harmful], [pairs(text) for text in harmless]
    with_bad, with_good = Counter(pair for each in bad for pair in each), Counter(pair for each in good for pair in each)

    @cache
    def weight(p: int, q: int, left_out: int = 0) -> int:
        share = (p + SMOOTHING) / (len(bad) + 2 * SMOOTHING)
        other = (q - left_out + SMOOTHING) / (len(good) - left_out + 2 * SMOOTHING)
        return round((math.log(share) - math.log(other)) / STEP)

    @cache
    def gain(p: int, q: int) -> float:
        """How much a pair tells: the logarithm of the likelihood ratio."""
        expected = (p + q) * len(bad) / (len(bad) + len(good))
        parts = ((p, expected), (q, p + q - expected))
        return round(sum(count * math.log(count / usual) for count, usual in parts if count), 6)

    known = [pair for pair in with_bad.keys() | with_good.keys() if with_bad[pair] + with_good[pair] >= RARE]
    kept = sorted(known, key=lambda pair: (-gain(with_bad[pair], with_good[pair]), pair))[:KEPT]
    every = {pair: weight(with_bad[pair], with_good[pair]) for pair in kept}
    new = {pair: weight(with_bad[pair], with_good[pair], 1) for pair in kept if with_good[pair]}
    scores = [sum(new.get(pair, 0) for pair in each) for each in good]
    return Model({pair: value for pair, value in every.items() if value}, _limit(scores, per_hundred))


def _limit(scores: Sequence[int], per_hundred: float) -> int:
    """The score that so many of a hundred go beyond."""
    ordered = sorted(scores, reverse=True)
    return ordered[min(len(ordered) - 1, int(len(ordered) * per_hundred / 100))] if ordered else 0
