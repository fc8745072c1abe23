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
    Patterns,
    Quote,
    QuotedHead,
    RuleId,
)

Severity = Literal["forbidden", "caution", "review"]


class Wording(Model):
    """Wording, and what must stand around it. `◆` in a pattern stands for the place of the find."""

    pattern: Pattern
    """The wording."""
    needs: Patterns = []
    """What must stand near it in its sentence: that somebody has not paid …"""
    told: Pattern | None = None
    """What the text must have said by then, in this sentence or an earlier one."""
    unless: Pattern | None = None
    """Words that make the find harmless, with ◆ for its place: they excuse nothing that is tied to a debt."""


class Consequences(Model):
    """Which consequences may be named where a text speaks of not paying: all others want a look."""

    unpaid: Pattern
    """Wording that speaks of not paying."""
    follows: Pattern
    """What a clause behind it has when it names a consequence: will, shall, then …"""
    lawful: dict[str, Pattern]
    """The consequences, and harmless endings, that may follow: a name and the wording."""


class Rule(Model):
    """Wording that must not be published (forbidden), or needs a look (caution, review).

    It is found by `pattern` (with `needs`, `told`, `unless`) or several such `wording`, by `consequences` or by
    `like_examples`.
    """

    title: QuotedHead
    """What is meant, in a few words."""
    severity: Annotated[Severity, Means("fact")]
    """forbidden stops a build; caution and review stop a strict one, unless they are allowed (see Allow)."""
    pattern: Pattern | None = None
    """The wording."""
    needs: Patterns = []
    """What must stand near it in its sentence."""
    told: Pattern | None = None
    """What the text must have said by then."""
    unless: Pattern | None = None
    """Words that make the find harmless, with ◆ for its place: they excuse nothing that is tied to a debt."""
    wording: list[Wording] = []
    """Instead: several wordings, each with what it needs."""
    consequences: Consequences | None = None
    """Instead: a list of the consequences that may be named."""
    like_examples: Annotated[float, Field(gt=0, lt=50)] | None = None
    """Instead: what reads like the harmful sentences of examples.yml; how many of a hundred harmless ones may be
    reported by mistake, as 3."""
    law: Articles = []
    """Article ids behind the rule."""
    why: Quote
    """Why it is forbidden."""
    suggest: Line
    """What to say or do instead."""
    mend: Quote | None = None
    """Words that can take the place of a sentence that breaks the rule; without them it is best left out."""
    reword: dict[Label, Label] = {}
    """Or, where a word is the fault: wording of the find -> the word to use, and the rest of the sentence stays."""
    bad: Avoid = []
    """Sentences that the rule must find."""
    ok: list[Label] = []
    """Sentences that the rule must leave alone."""

    @property
    def ways(self) -> list[str]:
        """How the rule finds wording: exactly one of four."""
        return [way for way in ("pattern", "wording", "consequences", "like_examples") if getattr(self, way)]

    @property
    def wordings(self) -> list[Wording]:
        """Its wording, one or several."""
        if self.pattern:
            return [Wording(pattern=self.pattern, needs=self.needs, told=self.told, unless=self.unless)]
        return self.wording


class Guards(Model):
    """What makes a find harmless, for every rule; ◆ stands for the place of the find."""

    denied: Pattern
    """A denial or a prohibition that the find is part of, or words quoted as somebody else's."""
    reported: Pattern | None = None
    """Words by which it is told of, and not said: a judgment, a lesson, an apology …"""
    meant: Pattern | None = None
    """… but not where it is said to somebody: or else, we will, your …"""
    harmless: Pattern | None = None
    """Other words that excuse it, but nothing that is tied to a debt."""
    tied: Pattern | None = None
    """Words that tie a find to a debt: somebody has not paid, or must pay first."""


class NoticePart(Model):
    """Something that a lawful notice has."""

    title: Quote
    """What it is, in a few words."""
    has: Patterns
    """Wording by which it is known; all of them."""
    say: Line
    """Words for it."""


class Notice(Model):
    """What a notice that asks for a debt must have, whatever else it says."""

    when: Patterns
    """By what a text is known as such a notice: wording that it has all of."""
    parts: list[NoticePart]
    """What it must have, in the order of a letter."""


class Wishes(Model):
    """What colleagues type into the search that they wish to do to somebody: the rules judge it as if it were said."""

    begins: Pattern
    """How such a wish begins."""
    said_of: Label
    """What it is said of, with {wish} where it stands: `he has not paid, {wish}`."""


class RedLines(Model):
    """redlines.yml: the wording that every build is checked for."""

    same: dict[str, Labels] = {}
    """A word -> what else it is written as: you -> u, ya; blacklist -> black list."""
    sounds: dict[str, list[Label]] = {}
    """Words that are known by their sound or their look, too -> real words that sound like them and are left alone."""
    looks: dict[str, Label] = {}
    """A character -> others that look like it."""
    parts: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+$"), Form("part-form")], Pattern] = {}
    """Pieces of patterns by name; a pattern uses them as <name>."""
    guards: Guards
    """What makes a find harmless."""
    notice: Notice | None = None
    """What a notice must have: the checker lists what is missing."""
    wishes: Wishes | None = None
    """What colleagues wish to do: the search shows the red line first."""
    sample: Quote | None = None
    """A text that crosses some of the red lines, to try the checker on; none: one that the language has."""
    rules: dict[RuleId, Rule]
    """The rules by id."""


class Examples(Model):
    """examples.yml: sentences that a rule with `like_examples` learns from."""

    breaks: dict[RuleId, list[Label]] = {}
    """A rule -> sentences that break it."""
    harmful: list[Label] = []
    """Other sentences that threaten, shame, harass or deceive."""
    harmless: list[Label] = []
    """Sentences that may be said or published."""
