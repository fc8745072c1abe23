"""The wording that every build is checked for, and the examples it learns from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.content.model.fields import (
    Articles,
    Avoid,
    Form,
    Label,
    Labels,
    Line,
    Means,
    Model,
    Pattern,
    Quote,
    QuotedHead,
)

Severity = Literal["forbidden", "caution", "review"]


class Consequences(Model):
    """Which consequences may be named where a text speaks of not paying: all others want a look."""

    unpaid: Pattern
    """Wording that speaks of not paying."""
    follows: Pattern
    """What a clause behind it has when it names a consequence: 将, 会, 就 …"""
    lawful: dict[str, Pattern]
    """The consequences, and harmless endings, that may follow: a name and the wording."""


class Rule(Model):
    """Wording that must not be published (forbidden), or needs a look (caution, review).

    It is found in one of four ways: by `pattern`, `all_of`, `consequences` or `like_examples`.
    """

    title: QuotedHead
    """What is meant, in a few words."""
    severity: Annotated[Severity, Means("fact")]
    """forbidden stops a build; caution and review stop a strict one, unless they are allowed (see Allow)."""
    pattern: Pattern | None = None
    """The wording."""
    all_of: list[Pattern] = []
    """Instead of one pattern: patterns that all occur in one sentence."""
    consequences: Consequences | None = None
    """Instead: a list of the consequences that may be named."""
    like_examples: Annotated[float, Field(gt=0, lt=50)] | None = None
    """Instead: what reads like the harmful sentences of examples.yml; how many of a hundred harmless ones may be
    reported by mistake, as 3."""
    unless: Pattern | None = None
    """Wording that makes a sentence harmless."""
    always: bool = False
    """Whether a find counts whatever the words around it read like: for wrong facts, as a number of an old law."""
    law: Articles = []
    """Article ids behind the rule."""
    why: Quote
    """Why it is forbidden."""
    suggest: Line
    """What to say or do instead."""
    bad: Avoid = []
    """Sentences that the rule must find."""
    ok: list[Label] = []
    """Sentences that the rule must leave alone."""

    @property
    def ways(self) -> list[str]:
        """How the rule finds wording: exactly one of four."""
        return [way for way in ("pattern", "all_of", "consequences", "like_examples") if getattr(self, way)]


class Guards(Model):
    """What makes a find harmless, for every rule."""

    before: Pattern
    """A negation before the find, in the same sentence."""
    window: int
    """How many characters before the find the negation may end."""
    after: Pattern
    """A verdict behind the find, in the same sentence."""
    after_window: int
    """How many characters behind the find the verdict may begin."""
    near: int = 12
    """How many characters before and behind a find are set against the examples …"""
    calm: int = 0
    """… and below which score (hundredths of a logarithm) they read like harmless ones, so that the find is dropped."""
    heat: Pattern | None = None
    """What, so near before a find, no harmless words around it make up for: that somebody has not paid …"""
    cool: Pattern | None = None
    """… but where the sentence has this: a denial, a quotation."""


class RedLines(Model):
    """redlines.yml: the wording that every build is checked for."""

    same: dict[str, Labels] = {}
    """A word -> what it is written as to slip through: 黑名单 -> 嘿名单."""
    parts: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+$"), Form("part-form")], Pattern] = {}
    """Pieces of patterns by name; a pattern uses them as <name>."""
    guards: Guards
    """What makes a find harmless."""
    rules: dict[str, Rule]
    """The rules by id."""


class Examples(Model):
    """examples.yml: sentences that a rule with `like_examples` learns from."""

    harmful: list[Label]
    """Sentences that threaten, shame, harass or deceive."""
    harmless: list[Label]
    """Sentences that may be said or published."""
