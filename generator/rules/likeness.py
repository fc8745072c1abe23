"""How much a sentence reads like the harmful examples rather than the harmless ones, and like those of which rule.

A sentence is what its signs, its pairs of neighbours and its pairs with one sign between them weigh, in sum. The
weights are learned by going through the examples and moving them where a sentence is on the wrong side or near the
border: a linear classifier with hinge loss, its steps as in AdaGrad (Duchi, Hazan and Singer 2011), each smaller by the
root of how often that weight has moved. Everything is whole numbers, so that Python and the browser, and one machine
and another, agree. Which rule a harmful one is about is told by counting: naive Bayes over the examples of each rule.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import zip_longest
from operator import add
from typing import Any

ONE = 4096
"""A weight of one while it is learned: how far on its side of the border an example should be."""
COARSE = 256
"""What weights are rounded to when all is learned, so that the whole is small enough for a phone."""
FIRST_STEP = 0.1
BOLD_STEP = 0.2
"""Of few examples each must teach more."""
ROUNDS = 15
"""How often the examples are gone through, at most."""
ALL = 3
"""In the first so many rounds all of them, in the others those that were near the border the last time."""
NEAR = 2
"""So far from it, in ones."""
RARE = 2
"""A feature that fewer examples have is left out."""
KEPT = 13600
"""How many features are kept: those that move most sentences most."""
KEPT_ABOUT = 6000
"""How many counts are kept of what speaks for a rule."""
HELD_OUT = 5
"""Every how manieth example is kept from learning at first, to see where the limits lie."""
PART = 80
"""How much more a part must speak for harm than a whole sentence: 5, in the unit of the weights."""
SURE = 3
"""So many times rarer than a report by mistake is one that is taken for certain."""
TAKEN_BACK = 1.5
"""Of a hundred harmful sentences so many may read so little like one that no rule's word is taken for its deed."""
ENOUGH = 500
"""Below so many examples nothing is certain, and no rule is named by them."""
PRIOR = 2.0
"""How much more it counts how common a rule is than if features did not depend on each other, which they do."""
BY_FAR = 22
"""So much more a sentence reads like the examples of one rule than like another's, 5.5 in natural logarithms, where
nineteen of twenty are about it."""
FEWEST = 5
"""A rule with fewer examples is not told by them."""
SHRINK = 1.0
"""How many sentences' worth of the usual a rule's counts begin with."""

_SIGN = re.compile("[0-9]+|.", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+|\d")
_GAP = "_"
EDGES = frozenset(" ,，、:：;；。!！?？")


@dataclass(frozen=True)
class Alike:
    """What a sentence reads like."""

    sentence: str
    score: int
    """How much it speaks for harm, as a whole or by clauses that do so by far."""
    told: Sequence[int]
    """How much each of its signs does, with those behind it."""

    def part(self) -> tuple[int, int]:
        """Begin and end of the part of it that does most."""
        begins = [0, *(match.start() for match in _SIGN.finditer(self.sentence)), len(self.sentence)]
        _, first, last = _strongest(self.told)
        return begins[first], min(begins[last] + 1, len(self.sentence))


@dataclass(frozen=True)
class Model:
    """What the examples taught."""

    weights: Mapping[str, int]
    """Feature -> how much it speaks for harm, in sixteenths of the border's width; others weigh nothing."""
    base: int
    """What every sentence begins with."""
    limit: int
    """The score above which a sentence is reported."""
    sure: int
    """The score above which it is as grave as the rule that it reads like."""
    clear: int
    """The score below which a sentence tells of a deed, or forbids it, whatever deed it names."""
    about: Mapping[str, Mapping[str, int]]
    """Rule -> feature -> how much it speaks for that rule, in quarters of a natural logarithm."""
    usual: Mapping[str, int]
    """Rule -> what it begins with: how common it is."""

    @property
    def few(self) -> bool:
        """Whether it has learned from few examples."""
        return self.sure >= NEVER

    def alike(self, sentence: str) -> Alike:
        """What a sentence (as rules see it) reads like: as a whole, or by its strongest clauses, so that nothing before
        or behind makes up for them."""
        signs, weight = _signs(sentence), self.weights.get
        told = [
            weight(sign, 0) + weight(pair, 0) + weight(around, 0)
            for sign, pair, around in zip_longest(signs, _pairs(signs), _around(signs), fillvalue="")
        ]
        clauses, since = [], 0
        for at, sign in enumerate(signs):
            if sign in EDGES or at == len(signs) - 1:
                clauses.append(sum(told[since : at + 1]))
                since = at + 1
        strongest, _, _ = _strongest(clauses)
        return Alike(sentence, self.base + max(sum(told), strongest - PART), told)

    def rule_of(self, sentence: str) -> tuple[str | None, bool]:
        """The rule whose examples a sentence reads like, and whether by far; None where no example says its rule."""
        scores = dict(self.usual)
        for feature in set(features_of(sentence)):
            for rule, weight in self._speaks_for.get(feature, ()):
                scores[rule] += weight
        best = max(self.about, key=lambda rule: scores[rule], default=None)
        others = [score for rule, score in scores.items() if rule != best]
        return best, best is not None and scores[best] - max(others, default=scores[best]) >= BY_FAR

    @cached_property
    def _speaks_for(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """Feature -> the rules that it speaks for, and how much."""
        found: dict[str, list[tuple[str, int]]] = {}
        for rule, weights in self.about.items():
            for feature, weight in weights.items():
                found.setdefault(feature, []).append((rule, weight))
        return found

    def published(self) -> dict[str, Any]:
        """As JSON: for each weight the features that have it, one after the other, by their length."""
        return {
            "weights": _packed(self.weights),
            "base": self.base, "limit": self.limit, "sure": self.sure, "clear": self.clear,
            "about": [[rule, self.usual[rule], _packed(weights)] for rule, weights in self.about.items()],
        }  # fmt: skip

    @classmethod
    def read(cls, published: Mapping[str, Any]) -> Model:
        """The model from what was published."""
        about = published["about"]
        return cls(
            weights=_unpacked(published["weights"]),
            **{name: published[name] for name in ("base", "limit", "sure", "clear")},
            about={rule: _unpacked(weights) for rule, _, weights in about},
            usual={rule: usual for rule, usual, _ in about},
        )


def _strongest(values: Sequence[int]) -> tuple[int, int, int]:
    """The greatest sum of neighbours, and its first and last place."""
    best, begin, end, run, first = values[0], 0, 0, 0, 0
    for at, value in enumerate(values):
        run, first = (value, at) if run <= 0 else (run + value, first)
        if run > best:
            best, begin, end = run, first, at
    return best, begin, end


def features_of(sentence: str) -> list[str]:
    """A sentence's signs, its pairs, and its pairs around a sign: the ends marked, 3 栋 and 12 栋 alike."""
    signs = _signs(sentence)
    return [*signs, *_pairs(signs), *_around(signs)]


def _signs(sentence: str) -> str:
    """The signs, with both ends."""
    return f"^{_NUMBER.sub('0', sentence)}$"


def _pairs(signs: str) -> Iterable[str]:
    return map(add, signs, signs[1:])


def _around(signs: str) -> Iterable[str]:
    return [first + _GAP + third for first, third in zip(signs, signs[2:], strict=False)]


def _packed(weights: Mapping[str, int]) -> list[list[Any]]:
    """For each weight the signs, the pairs and the pairs around a sign that have it."""
    by_weight: dict[int, list[str]] = {}
    for feature, weight in sorted(weights.items()):
        parts = by_weight.setdefault(weight, ["", "", ""])
        parts[len(feature) - 1] += feature[0] + feature[2:] if len(feature) > 2 else feature
    return [[weight, *parts] for weight, parts in sorted(by_weight.items())]


def _unpacked(packed: Iterable[Sequence[Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for weight, singles, pairs, around in packed:
        found |= dict.fromkeys(singles, weight)
        found |= {pairs[at : at + 2]: weight for at in range(0, len(pairs), 2)}
        found |= {around[at] + _GAP + around[at + 1]: weight for at in range(0, len(around), 2)}
    return found


def learn(harmful: Sequence[tuple[str, str]], harmless: Sequence[str], per_hundred: float) -> Model:
    """Learn from examples (texts as rules see them): the harmful ones each with the rule that it breaks, or "".

    Of a hundred harmless ones `per_hundred` are reported by mistake: as many as of those that were kept from learning
    at first.
    """
    return _learn(tuple(harmful), tuple(harmless), per_hundred)


@lru_cache(maxsize=2)  # a build asks several times
def _learn(harmful: tuple[tuple[str, str], ...], harmless: tuple[str, ...], per_hundred: float) -> Model:
    texts = [*(text for text, _ in harmful), *harmless]
    sides = [1] * len(harmful) + [-1] * len(harmless)
    learner = _Learner([features_of(text) for text in texts], sides)
    new = range(0, len(texts), HELD_OUT)
    learner.go_through([at for at in range(len(texts)) if at % HELD_OUT])
    weights, base = learner.kept()
    first = Model(weights, base, 0, 0, 0, {}, {})
    fine, grim = (sorted(first.alike(texts[at]).score for at in new if sides[at] == side) for side in (-1, 1))
    learner.go_through(range(len(texts)))
    weights, base = learner.kept()
    enough = min(len(harmful), len(harmless)) >= ENOUGH
    limit = max(_beyond(fine, per_hundred), 0)
    sure = max(_beyond(fine, per_hundred / SURE), limit) if enough else NEVER
    clear = min(-_beyond([-score for score in reversed(grim)], TAKEN_BACK), 0) if enough else -NEVER
    return Model(weights, base, limit, sure, clear, *_about(harmful if enough else ()))


NEVER = 10**6
"""A score that no sentence has."""


def _beyond(ordered: Sequence[int], per_hundred: float) -> int:
    """The score, of an ascending list, that so many of a hundred go beyond."""
    return ordered[-1 - min(len(ordered) - 1, int(len(ordered) * per_hundred / 100))] if ordered else 0


class _Learner:
    """Weights while they are learned."""

    def __init__(self, features: Sequence[Sequence[str]], sides: Sequence[int]) -> None:
        self._sides = sides
        self._have = Counter(feature for each in features for feature in set(each))
        self._names = sorted(feature for feature, count in self._have.items() if count >= RARE)
        number = {feature: at for at, feature in enumerate(self._names)}
        self._texts = [[number[feature] for feature in each if feature in number] for each in features]
        self._weights = [0] * (len(self._names) + 1)  # the last is the base
        self._moved = [0] * len(self._weights)
        for text in self._texts:
            text.append(len(self._names))

    def go_through(self, which: Iterable[int]) -> None:
        """Go through some of the examples until each is on its side of the border."""
        weights, moved, left = self._weights, self._moved, list(which)
        weight, dice = weights.__getitem__, random.Random(1)
        first = FIRST_STEP if len(self._texts) >= ENOUGH else BOLD_STEP
        for round_ in range(ROUNDS):
            dice.shuffle(left)
            near, wrong = list[int](), 0
            for at in left:
                text, side = self._texts[at], self._sides[at]
                ahead = side * sum(map(weight, text))
                if ahead < NEAR * ONE:
                    near.append(at)
                if ahead < ONE:
                    wrong += 1
                    for feature in text:
                        moved[feature] += 1
                        weights[feature] += side * _step(first, moved[feature])
            if not wrong:
                break
            if round_ + 1 >= ALL:
                left = near

    def kept(self) -> tuple[dict[str, int], int]:
        """The weights of the features that move most, rounded, and the base."""
        weights = self._weights
        moves = sorted(range(len(self._names)), key=lambda at: (-abs(weights[at]) * self._have[self._names[at]], at))
        rounded = {self._names[at]: _rounded(weights[at]) for at in moves[:KEPT]}
        return {feature: weight for feature, weight in rounded.items() if weight}, _rounded(weights[-1])


@cache
def _step(first: float, moved: int) -> int:
    return round(first * ONE / math.sqrt(moved + 1))


def _rounded(weight: int) -> int:
    return (weight + COARSE // 2) // COARSE


def _about(harmful: Sequence[tuple[str, str]]) -> tuple[dict[str, dict[str, int]], dict[str, int]]:
    """What speaks for each rule more than for harm at large, and how common each is."""
    examples = Counter(rule for _, rule in harmful)
    named = [(text, rule) for text, rule in harmful if rule and examples[rule] >= FEWEST]
    told = [(rule, {one for one in features_of(text) if len(one) < 3}) for text, rule in named]
    sentences, have = Counter(rule for rule, _ in told), Counter(one for _, features in told for one in features)
    both = Counter((rule, one) for rule, features in told for one in features)
    weights = {}
    for (rule, one), count in both.items():
        usual = have[one] / len(told)
        share = (count + SHRINK * usual) / (sentences[rule] + SHRINK)
        weights[rule, one] = round(4 * math.log(share / usual))
    kept = sorted((pair for pair in both if weights[pair] > 0), key=lambda pair: (-both[pair] * weights[pair], pair))
    about: dict[str, dict[str, int]] = {rule: {} for rule in sorted(sentences)}
    for rule, one in kept[:KEPT_ABOUT]:
        about[rule][one] = weights[rule, one]
    return about, {rule: round(4 * PRIOR * math.log(sentences[rule] / len(told))) for rule in about}
