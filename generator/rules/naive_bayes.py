"""How much a sentence reads like the harmful examples rather than the harmless ones; learnt by counting.

For every sequence of two or three characters the share of harmful examples that have it is set against the share of
harmless ones (naive Bayes over presence). A sentence's score is the sum of the logarithms, in steps of a half, so
that Python and the browser add whole numbers and always agree; sequences that say little are left out, so that the
whole of it is small enough for a phone. Nothing is trained: more examples, better counts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

SIZES = (2, 3)
SMOOTHING = 0.5
STEP = 0.5
RARE = 6
"""A sequence that fewer examples have is left out …"""
FAINT = 3
"""… and one that weighs less than so many steps."""
_FIGURES = re.compile("[0-9]+")


@dataclass(frozen=True)
class Model:
    """What the examples taught."""

    weights: Mapping[str, int]
    """Sequence -> how much it speaks for harm, in halves of a natural logarithm; others weigh nothing."""
    limit: int
    """The score above which a sentence is reported."""

    def score(self, sentence: str) -> int:
        """How much a sentence speaks for harm; `sentence` as rules see it."""
        return sum(self.weights.get(gram, 0) for gram in grams(sentence))

    def reported(self, sentence: str) -> bool:
        """Whether the sentence reads more like the harmful examples than is usual for harmless ones."""
        return self.score(sentence) > self.limit

    def strongest(self, sentence: str) -> tuple[int, int]:
        """Where the part of the sentence that speaks most for harm begins and ends."""
        share = [0] * len(sentence)
        for size in SIZES:
            for start in range(len(sentence) - size + 1):
                weight = self.weights.get(_FIGURES.sub("0", sentence[start : start + size]), 0)
                for at in range(start, start + size):
                    share[at] += weight
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
        """As JSON: for each weight the sequences that have it, one after the other, those of two and those of three."""
        by_weight: dict[int, list[str]] = {}
        for gram, weight in sorted(self.weights.items()):
            by_weight.setdefault(weight, []).append(gram)
        rows = [
            [weight, *("".join(gram for gram in found if len(gram) == size) for size in SIZES)]
            for weight, found in sorted(by_weight.items())
        ]
        return {"weights": rows, "limit": self.limit}

    @classmethod
    def read(cls, published: Mapping[str, Any]) -> Model:
        """The model from what was published."""
        weights = {
            text[at : at + size]: weight
            for weight, *texts in published["weights"]
            for size, text in zip(SIZES, texts, strict=True)
            for at in range(0, len(text), size)
        }
        return cls(weights, published["limit"])


def grams(sentence: str) -> set[str]:
    """The sequences of two and three characters, ends marked and figures alike: 3 栋 and 12 栋 are one."""
    text = f"^{_FIGURES.sub('0', sentence)}$"
    return {text[at : at + size] for size in SIZES for at in range(len(text) - size + 1)}


def learn(harmful: Sequence[str], harmless: Sequence[str], per_hundred: float) -> Model:
    """Count the examples (texts as rules see them).

    The limit is set so that `per_hundred` of a hundred harmless examples would be reported if they were new: each
    is scored as if it had not been counted.
    """
    return _learn(tuple(harmful), tuple(harmless), per_hundred)


@lru_cache(maxsize=2)  # a build asks several times
def _learn(harmful: tuple[str, ...], harmless: tuple[str, ...], per_hundred: float) -> Model:
    bad, good = [grams(text) for text in harmful], [grams(text) for text in harmless]
    with_bad, with_good = Counter(g for each in bad for g in each), Counter(g for each in good for g in each)

    @cache
    def weight(p: int, q: int, left_out: int = 0) -> int:
        if p + q < RARE:
            return 0
        share = (p + SMOOTHING) / (len(bad) + 2 * SMOOTHING)
        other = (q - left_out + SMOOTHING) / (len(good) - left_out + 2 * SMOOTHING)
        found = round((math.log(share) - math.log(other)) / STEP)
        return found if abs(found) >= FAINT else 0

    every = {gram: weight(with_bad[gram], with_good[gram]) for gram in with_bad.keys() | with_good.keys()}
    new = {gram: weight(with_bad[gram], count, 1) for gram, count in with_good.items() if count > 1 or gram in with_bad}
    scores = [sum(new.get(gram, 0) for gram in each) for each in good]
    return Model({gram: value for gram, value in every.items() if value}, _limit(scores, per_hundred))


def _limit(scores: Sequence[int], per_hundred: float) -> int:
    """The score that so many of a hundred go beyond."""
    ordered = sorted(scores, reverse=True)
    return ordered[min(len(ordered) - 1, int(len(ordered) * per_hundred / 100))] if ordered else 0
