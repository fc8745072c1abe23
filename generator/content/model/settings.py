"""The files at the top of content/ that name things: the pack, its facets, blanks, figures and synonyms."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel, StringConstraints

from generator.content.model.fields import (
    Code,
    Form,
    Id,
    Label,
    Labels,
    Line,
    Means,
    Model,
    Pattern,
    References,
    Say,
    Shown,
    Showns,
    Sought,
)


class SearchWords(Model):
    """How people speak of what this content is about, beside what the search knows of the language."""

    filler: Labels = []
    """Words of a query that say nothing about what is looked for."""
    heard: Pattern | None = None
    """What a sentence has that somebody was heard to say (a regular expression); instead of the language's own."""
    others: Pattern | None = None
    """What a sentence has in which a colleague speaks of somebody else; instead of the language's own."""
    elsewhere: Sought = []
    """What people ask that no page answers: other offices' business, small talk; the like of it is not called found."""


class Pack(Model):
    """pack.yml: what the whole content is called and which language it speaks."""

    language: Literal["zh", "en"]
    """Language of the pages' own words and of messages: zh or en."""
    title: Shown
    """Name of the wiki."""
    tagline: Shown
    """One sentence: what it is for."""
    notice: Shown | None = None
    """A line at the foot of every page and sheet, as Internal."""
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]$"), Form("letter-form")] = "K"
    """Letter that new short codes begin with."""
    first: References = []
    """What the home page offers first: entry ids, what is asked most often at the top."""
    words: dict[str, Shown] = {}
    """Words of the interface that this content puts in its own way: key of the language file -> text."""
    holding: Say = {}
    """Words for somebody whose question no page answers: offered where the search finds nothing."""
    search: SearchWords = SearchWords()
    """How people speak of what this content is about."""


class Value(Model):
    """One value of a facet."""

    path: Id
    """The value in addresses: lower-case letters, digits and hyphens."""
    title: Shown | None = None
    """What readers see; none: the value itself."""
    any: bool = False
    """Whether it stands for every value of the facet: entries that have it show up under them all."""
    summary: Shown | None = None
    """What it means."""
    when: Shown | None = None
    """Of a stage: when it begins and ends."""
    channels: Labels = []
    """Of a stage: the channels used in it, the lightest first."""
    exit: Shown | None = None
    """Of a stage: what ends it."""


class Facet(Model):
    """A closed list to filter by."""

    title: Shown
    """What readers see: Kind of case."""
    flow: bool = False
    """Whether the values are stages that follow one another; they are drawn as a picture then."""
    values: Annotated[dict[str, Value], Field(min_length=1)]
    """The values, in order."""


class Facets(RootModel[dict[Id, Facet]]):
    """facets.yml: the closed lists that entries are filtered by. `channel` also names the versions of words to say."""

    model_config = ConfigDict(frozen=True)


class Blank(Model):
    """A gap to fill in words to say, written {like this}."""

    type: Literal["text", "number", "money", "date", "month", "choice"]
    """What is filled in: text, number, money, date, month or choice."""
    choices: Showns = []
    """Of a choice: what to choose from."""
    example: Shown | None = None
    """An example, shown in the empty field."""
    unit: Shown | None = None
    """Unit shown behind the field."""
    personal: bool = False
    """Whether it tells who somebody is; masked in print unless the reader asks."""
    keep: bool = False
    """Whether it is the reader's own, as their name and office: it stays on the device, in every tab, until they clear
    it. Never what tells who somebody else is."""
    names: Literal["case", "person"] | None = None
    """Whether it says whose case it is. case: what the case is called, as Flat 12; open cases keep this and the ticks
    on the device, and nothing else. person: who it is, as Ms Bell."""
    ahead: bool = False
    """Of a date: whether it has to lie ahead; the reader is told when it has passed."""
    formula: Label | None = None
    """How it follows from other blanks: price × count − paid."""
    group: Shown
    """Heading under which the field stands in the panel."""
    note: Shown | None = None
    """What to mind when filling it in."""
    was: Labels = []
    """Names that it had before: what readers have filled in under them is taken over."""


class Blanks(RootModel[dict[str, Blank]]):
    """blanks.yml: every gap that words to say may have, by its name."""

    model_config = ConfigDict(frozen=True)


class Figure(Model):
    """A figure or a rule of the pack's own that several texts cite, written {=its name} in them."""

    value: Shown
    """What stands in the texts: 3, or 9:00–12:00."""
    unit: Shown | None = None
    """Unit behind the value, after a space."""
    group: Shown
    """Heading under which it stands on the page of figures."""
    note: Line
    """What it means, what counts and what does not."""
    written: Pattern | None = None
    """What it looks like where somebody wrote it out, as a regular expression: such a text is to cite the name."""

    @property
    def shown(self) -> str:
        """The figure as texts show it."""
        return f"{self.value} {self.unit}" if self.unit else self.value


class Figures(RootModel[dict[str, Figure]]):
    """figures.yml: every figure that the pack itself has set, by its name."""

    model_config = ConfigDict(frozen=True)


class End(Model):
    """One way a conversation ends."""

    title: Shown
    """What it is called, as Agreed."""
    say: Say
    """The last words."""
    note: Say = {}
    """What is written down: with whom, what was agreed, by whom. Blanks as {name}."""
    next: Line | None = None
    """What is done after it, and by when."""
    leads: References = []
    """Pages that help with it."""


class Ends(RootModel[dict[Id, End]]):
    """ends.yml: how conversations end, by name, in the order they are offered. One of them must be polite and final."""

    model_config = ConfigDict(frozen=True)


class Withdrawn(Model):
    """A page that was taken out: its address tells why and leads on, its code is never given to another."""

    folder: Label
    """The folder that it was in."""
    code: Code
    """Its short code."""
    title: Shown
    """What it was called."""
    because: Shown
    """Why it was taken out."""
    day: date
    """When, as 2026-11-23."""
    instead: Annotated[Label | None, Means("entry")] = None
    """The page to read instead: its id, or its id and an item's."""


class Withdrawals(RootModel[dict[Id, Withdrawn]]):
    """withdrawn.yml: pages that were taken out, by the id they had. `generator withdraw` writes it."""

    model_config = ConfigDict(frozen=True)


class Synonym(Model):
    """Words that find one another."""

    terms: Showns
    """Words that all find each other."""
    oneway: Labels = []
    """Colloquial or misspelt words that find the group, but are not found by it."""
    note: Shown | None = None
    """Said above the results where the words do not mean the same."""
    first: Annotated[Label | None, Means("entry")] = None
    """The page that the search shows first where these words are typed: somebody is in need or in danger."""
    redline: Annotated[Label | None, Means("redline")] = None
    """The red line that the search shows first where a colleague wishes to do what these words say."""


class Synonyms(RootModel[dict[str, Synonym]]):
    """synonyms.yml: groups of words by the word that heads them."""

    model_config = ConfigDict(frozen=True)
