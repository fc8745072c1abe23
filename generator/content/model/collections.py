"""The collections: a class for each folder of content/. A new one is a class here and its line in COLLECTIONS."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.content.model.entry import Entry, Item
from generator.content.model.fields import (
    Articles,
    Avoid,
    Head,
    Heard,
    Label,
    LawQuote,
    Line,
    Lines,
    Means,
    Number,
    RedLineIds,
    References,
    Say,
    SayAgain,
    Statement,
    Ways,
)


class Step(Item):
    """One step of a script."""

    title: Head
    """What this step is for, in a few words."""
    say: Say
    """The words, for reading out or sending: one text, or one per channel. Blanks as {name}."""
    total: SayAgain = {}
    """The same words where a sum is known and what it is made of is not: for each channel of `say` whose words tell
    how it is worked out. They are offered when the parts are not filled in."""
    why: Line | None = None
    """Why it is said like this."""
    avoid: Avoid = []
    """What not to say here."""
    law: Articles = []
    """Article ids that this step rests on."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the step."""
    if_heard: References = []
    """Objections likely to come now: their entry ids."""


class Script(Entry):
    """What to say, step by step."""

    folder = "scripts"
    ticks = True
    speaks = True

    when: Line
    """When to use the script, and when not."""
    steps: Annotated[list[Step], Field(min_length=1)]
    """The steps, in the order they are said."""
    ends: Ways = []
    """How the conversation may end: names of ends.yml, in the order they are offered; none: all of them."""


class Tip(Item):
    """One piece of advice."""

    title: Head
    """The advice in a few words."""
    text: Statement
    """What it means in practice."""
    do: Lines = []
    """What to do."""
    avoid: Avoid = []
    """What not to do or say."""
    law: Articles = []
    """Article ids that the advice rests on."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the tip."""


class Tips(Entry):
    """A sheet of advice on one theme."""

    folder = "tips"

    tips: Annotated[list[Tip], Field(min_length=1)]
    """The tips, the most useful first."""


class Objection(Entry):
    """What the other side objects, and the answer."""

    folder = "objections"
    replies = True
    featured = True

    heard: Annotated[Heard, Field(min_length=1)]
    """The objection as people put it, in their words."""
    holds: Annotated[Literal["no", "partly", "yes"] | None, Means("fact")] = None
    """Whether the objection holds; none where nothing is objected: somebody has died, is hurt, hangs up."""
    principle: Line
    """How to think about it before answering."""
    say: Say
    """The reply, for reading out or sending. Blanks as {name}."""
    total: SayAgain = {}
    """The same reply where a sum is known and what it is made of is not: for each channel of `say` whose words tell
    how it is worked out."""
    avoid: Avoid = []
    """What not to answer."""
    check: Lines = []
    """What to verify before or after the reply."""
    next: Line
    """What happens next, who does it."""
    then: Ways = []
    """Where the conversation may go on after the reply: back (to the step), ends of ends.yml, other objections; none:
    back, and every end."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the reply."""


class Check(Item):
    """One thing to tick off."""

    text: Statement
    """What to do, as an instruction."""
    why: Line | None = None
    """Why it matters."""
    see: References = []
    """Pages that help with it."""
    law: Articles = []
    """Article ids that it rests on."""


class Checklist(Entry):
    """Things to tick off, one run per case."""

    folder = "checklists"
    ticks = True
    featured = True

    when: Line
    """When to go through the list, and who does."""
    alone: bool = False
    """Whether it belongs to no case, as what a new colleague learns: its ticks stay when the next case begins."""
    checks: Annotated[list[Check], Field(min_length=1)]
    """The things to tick off, in order."""


class Article(Item):
    """One article of a law."""

    number: Number
    """Its number as cited: Section 12 (3)."""
    quote: LawQuote
    """Words of the article, to the letter."""
    checked_hash: Label | None = None
    """Sum of the quote's characters when it was compared with the published text: a quote that was changed since is
    told of. `generator fix` writes it; delete the line once a new wording has been compared."""
    plain: Line
    """What it means for the reader, in plain words."""
    role: Annotated[Literal["rely", "obey", "both"], Means("fact")]
    """Whether we may rely on it, must obey it, or both."""
    status: Annotated[Literal["verified", "single", "disputed", "stale"], Means("fact")] = "verified"
    """verified: two published copies agree with the quote to the letter; single: one copy was compared, no second one;
    disputed: courts or rules disagree on it; stale: no longer in force as quoted, nothing may cite it."""
    effective: Annotated[date | None, Means("fact")] = None
    """Day from which it is in force; none: that of the sheet."""
    note: Line | None = None
    """What is disputed, or where it applies."""
    local: Articles = []
    """Articles of local rules that say it differently or go further."""


class Law(Entry):
    """A law or a rule with the articles that are cited."""

    folder = "laws"
    cited = True
    group = "basis"

    effective: Annotated[date | None, Means("fact")] = None
    """Day from which this version is in force."""
    several: bool = False
    """Whether the sheet gathers several laws; each article's number names its own then."""
    checked: Line
    """Against which text, of what date, the quotes were compared."""
    articles: Annotated[list[Article], Field(min_length=1)]
    """The articles cited somewhere in the content."""


class Letter(Entry):
    """A letter or a form to fill in, print, send or copy."""

    folder = "letters"

    when: Line
    """What it is for, who signs it, and when not to use it."""
    body: Say
    """The text from heading to signature. Blanks as {name}; what is written by hand is left as a line."""
    check: Lines = []
    """What to verify before it goes out."""
    next: Line
    """What happens with it afterwards: who keeps it, for how long."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside it."""


def cite(article: tuple[Law, Article], form: str) -> str:
    """An article as it is cited: Library Act, Section 12 (3). A sheet of several laws names each in the number."""
    law, item = article
    return item.number if law.several else form.format(law=law.title, number=item.number)


COLLECTIONS: dict[str, type[Entry]] = {c.folder: c for c in (Script, Tips, Objection, Checklist, Letter, Law)}
"""Folder -> class, in the order of the navigation."""
