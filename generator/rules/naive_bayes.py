"""How much a sentence reads like the harmful examples rather than the harmless ones; learnt by counting.

For every pair of characters the share of harmful examples that have it is set against the share of
harmless ones (naive Bayes over presence). What a part of a sentence speaks for harm is the sum of
the logarithms, in steps of a half,
so that Python and the browser add whole numbers and always agree; of all pairs those that tell most are
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
KEPT = 1150
"""How many pairs are kept: those by which the two kinds of examples are told apart best."""
_FIGURES = re.compile("[0-9]")


@dataclass(frozen=True)
class Model:
    """What the examples taught."""

    weights: Mapping[str, int]
    """Pair -> how much it speaks for harm, in halves of a natural logarithm; others weigh nothing."""
    limit: int
    """The score above which a sentence is reported."""

    def strongest(self, sentence: str) -> tuple[int, int, int]:
        """The part of a sentence (as rules see it) that speaks most for harm: where it begins, where it ends, how much.

        The part, not the whole: nothing that is said before or behind makes up for it.
        """
        best, begin, end, total, first = 0, 0, 0, 0, 0
        for at, pair in enumerate(pairs(sentence)):
            if total <= 0:
                total, first = 0, at
            total += self.weights.get(pair, 0)
            if total > best:
                best, begin, end = total, first, at + 1
        return max(begin - 1, 0), min(end, len(sentence)), best

    def reported(self, sentence: str) -> bool:
        """Whether a part of it reads more like the harmful examples than is usual for harmless ones."""
        return self.strongest(sentence)[2] > self.limit

    def published(self) -> dict[str, Any]:
        """As JSON: for each weight the pairs that have it, one after the other."""
        by_weight: dict[int, list[str]] = {}
        for pair, weight in sorted(self.weights.items()):
            by_weight.setdefault(weight, []).append(pair)
        return {
            "weights": [[weight, "".join(found)] for weight, found in sorted(by_weight.items())],
            "limit": self.limit,
        }

    @classmethod
    def read(cls, published: Mapping[str, Any]) -> Model:
        """The model from what was published."""
        weights = {text[at : at + 2]: weight for weight, text in published["weights"] for at in range(0, len(text), 2)}
        return cls(weights, published["limit"])


def pairs(sentence: str) -> list[str]:
    """The pairs of characters in order, ends marked and figures alike: 3 栋 and 2 栋 are one."""
    text = f"^{_FIGURES.sub('0', sentence)}$"
    return [text[at : at + 2] for at in range(len(text) - 1)]


def learn(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float) -> Model:
    """Count the examples (texts as rules see them).

    The limit is set so that `per_hundred` of a hundred harmless examples would be reported if they were new: each
    is scored as if it had not been counted.
    """
    return _learn(tuple(harmful), tuple(harmless), per_hundred)


@lru_cache(maxsize=2)  # a build asks several times
def _learn(harmful: tuple[str, ...], harmless: tuple[str, ...], per_hundred: float) -> Model:
    bad, good = [set(pairs(text)) for text in harmful], [set(pairs(text)) for text in harmless]
    with_bad, with_good = (
        Counter(pair for each in bad for pair in each),
        Counter(pair for each in good for pair in each),
    )

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
    new = Model({pair: weight(with_bad[pair], with_good[pair], 1) for pair in kept if with_good[pair]}, 0)
    scores = [new.strongest(text)[2] for text in harmless]
    return Model({pair: value for pair, value in every.items() if value}, _limit(scores, per_hundred))


def _limit(scores: Sequence[int], per_hundred: float) -> int:
    """The score that so many of a hundred go beyond."""
    ordered = sorted(scores, reverse=True)
    return ordered[min(len(ordered) - 1, int(len(ordered) * per_hundred / 100))] if ordered else 0
