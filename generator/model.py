"""Every class an author can fill in. The docstring of a field is its line in the author's manual.

A new collection is a class here, its line in COLLECTIONS, and a template `templates/<folder>.md.jinja`.
Values arrive as text (see source.py); pydantic turns them into what a field says it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema, WithJsonSchema

from generator.source import Keys

KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CODE = r"^[A-Z][0-9]{1,4}$"


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_channels(value: Any) -> Any:
    return {"": value} if isinstance(value, str) else value


def _a_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(str(error)) from error
    return value


_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_SAY = {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}


@dataclass(frozen=True)
class Means:
    """What the text of a field is, so that rules apply to every collection, those to come included.

    prose: inline Markdown that readers see. say: words to say. quoted: words shown as somebody else's or as
    wrong, which red lines leave alone. shown: plain text in or around pages, as a name or a note. article, entry,
    redline: an id of such a thing.
    """

    what: Literal["prose", "say", "quoted", "shown", "article", "entry", "redline"]


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

Line = Annotated[_Text, Means("prose")]
"""Text with inline Markdown: **bold**, `code`, [a link](entry-id#item-id). Raw HTML is shown as text."""

Lines = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("prose")]
"""One text or a list of them."""

Quote = Annotated[_Text, Means("quoted")]
Quotes = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("quoted")]
"""Words of others, or words not to say: one text or a list of them."""

Say = Annotated[dict[str, _Text], BeforeValidator(_as_channels), WithJsonSchema(_SAY), Means("say")]
"""Words to say: plain text with blanks as {欠费金额}; one text for every channel (key ""), or one per channel."""

Id = Annotated[str, StringConstraints(pattern=KEBAB)]
"""Lower-case letters, digits and hyphens. It never changes: links, ticks and QR codes hang on it."""

Shown = Annotated[_Text, Means("shown")]
Showns = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS), Means("shown")]
"""Plain text that readers see: one text or a list of them."""

Label = _Text
"""A word that stands for something: an id, a folder, a value of a closed list."""
Labels = Annotated[list[_Text], BeforeValidator(_as_list), WithJsonSchema(_TEXTS)]

Articles = Annotated[list[Label], Means("article")]
"""Ids of articles of laws/."""

References = Annotated[list[Label], Means("entry")]
"""Entry ids, or entry-id#item-id."""

RedLineIds = Annotated[list[Label], Means("redline")]
"""Ids of rules of redlines.yml."""

Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_a_pattern)]
"""A regular expression of Python's `re`."""


class Model(BaseModel):
    """The base of everything an author writes: unknown keys are faults, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Allow(Model):
    """Leave to use wording that a red line asks to look at: for one page or item, for a while."""

    rule: Label
    """Id of the rule of redlines.yml; one that is forbidden cannot be allowed."""
    because: Shown
    """Why the wording is right here."""
    by: Shown
    """Who decided it: a role or a name."""
    until: date
    """The last day it holds, as 2027-11-23; then the rule speaks again."""


class Item(Model):
    """The thing inside an entry that can be found, cited, copied and ticked."""

    id: Id
    """Unique within the entry; never changes."""
    allow: list[Allow] = []
    """Caution and review rules of redlines.yml that the texts of this item may break."""


class Entry(Model):
    """One file = one page. The folder says which kind it is, the file's name is its id."""

    folder: ClassVar[str]
    """The folder below content/ and the first part of the page's address."""
    items_field: ClassVar[str | None] = None
    """The field that holds the entry's items."""
    says_field: ClassVar[str | None] = None
    """The field of the items (or, without items, of the entry) that holds words to say."""
    ticks: ClassVar[bool] = False
    """Whether readers tick its items off."""

    id: SkipJsonSchema[Id]
    code: Annotated[str, StringConstraints(pattern=CODE)]
    """Short code printed on paper and found by the search: a letter and a number, as K35. Never reused."""
    title: Line
    """Heading of the page."""
    summary: Line
    """One or two sentences: when this page helps."""
    facets: dict[str, Labels] = {}
    """Where the page belongs: a facet of facets.yml and one or more of its values."""
    see_also: References = []
    """Related pages: entry ids, or entry-id#item-id."""
    law: Articles = []
    """Articles that the page rests on: article ids of laws/."""
    owner: Shown
    """Who keeps this page right: a role or a name."""
    reviewed: date
    """Day of the last review, as 2026-11-23."""
    expires: date | None = None
    """Day by which the page must be reviewed again; after it the page says so and its words are not copied."""
    source: Label | None = None
    """The item of the source document that this page answers."""
    allow: list[Allow] = []
    """Caution and review rules of redlines.yml that all texts of this page may break."""

    @property
    def path(self) -> str:
        """The page's place below content/ and, but for the ending, below the site: scripts/opening.yml."""
        return f"{self.folder}/{self.id}.yml"

    @property
    def items(self) -> tuple[Any, ...]:
        """The entry's items, in order."""
        return tuple(getattr(self, self.items_field)) if self.items_field else ()


class Step(Item):
    """One step of a script."""

    title: Line
    """What this step is for, in a few words."""
    say: Say
    """The words, for reading out or sending: one text, or one per channel. Blanks as {欠费金额}."""
    why: Line | None = None
    """Why it is said like this."""
    avoid: Quotes = []
    """What not to say here."""
    law: Articles = []
    """Article ids that this step rests on."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the step."""
    if_heard: References = []
    """Objections likely to come now: their entry ids."""
    source: Label | None = None
    """The item of the source document that this step answers."""


class Script(Entry):
    """What to say, step by step."""

    folder = "scripts"
    items_field = "steps"
    says_field = "say"
    ticks = True

    when: Line
    """When to use the script, and when not."""
    steps: Annotated[list[Step], Field(min_length=1)]
    """The steps, in the order they are said."""


class Tip(Item):
    """One piece of advice."""

    title: Line
    """The advice in a few words."""
    text: Line
    """What it means in practice."""
    do: Lines = []
    """What to do."""
    avoid: Quotes = []
    """What not to do or say."""
    law: Articles = []
    """Article ids that the advice rests on."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the tip."""
    source: Label | None = None
    """The item of the source document that this tip answers."""


class Tips(Entry):
    """A sheet of advice on one theme."""

    folder = "tips"
    items_field = "tips"

    tips: Annotated[list[Tip], Field(min_length=1)]
    """The tips, the most useful first."""


class Objection(Entry):
    """What the other side objects, and the lawful answer."""

    folder = "objections"
    says_field = "say"

    heard: Annotated[Quotes, Field(min_length=1)]
    """The objection as people put it, in their words."""
    holds: Literal["no", "partly", "yes"]
    """Whether the objection holds in law."""
    principle: Line
    """How to think about it before answering."""
    say: Say
    """The reply, for reading out or sending. Blanks as {欠费金额}."""
    avoid: Quotes = []
    """What not to answer."""
    check: Lines = []
    """What to verify before or after the reply."""
    next: Line
    """What happens next, who does it."""
    redlines: RedLineIds = []
    """Ids of red lines to show beside the reply."""


class Check(Item):
    """One thing to tick off."""

    text: Line
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
    items_field = "checks"
    ticks = True

    when: Line
    """When to go through the list, and who does."""
    checks: Annotated[list[Check], Field(min_length=1)]
    """The things to tick off, in order."""


class Article(Item):
    """One article of a law."""

    number: Shown
    """Its number as cited: 第九百四十四条第三款."""
    quote: Quote
    """Words of the article, to the letter."""
    plain: Line
    """What it means for the reader, in plain words."""
    role: Literal["rely", "obey", "both"]
    """Whether we may rely on it, must obey it, or both."""
    status: Literal["verified", "disputed", "stale"] = "verified"
    """verified: the quote was compared with the published text; disputed: courts or rules disagree on it; stale: no
    longer in force as quoted, nothing may cite it."""
    effective: date | None = None
    """Day from which it is in force; none: that of the sheet."""
    note: Line | None = None
    """What is disputed, or where it applies."""
    local: Articles = []
    """Articles of local rules that say it differently or go further."""


class Law(Entry):
    """A law or a rule with the articles that are cited."""

    folder = "laws"
    items_field = "articles"

    effective: date | None = None
    """Day from which this version is in force."""
    several: bool = False
    """Whether the sheet gathers several laws; each article's number names its own then."""
    checked: Line
    """Against which text, of what date, the quotes were compared."""
    articles: Annotated[list[Article], Field(min_length=1)]
    """The articles cited somewhere in the content."""


COLLECTIONS: dict[str, type[Entry]] = {c.folder: c for c in (Script, Tips, Objection, Checklist, Law)}
"""Folder -> class, in the order of the navigation."""


class Pack(Model):
    """pack.yml: what the whole content is called and which language it speaks."""

    language: Literal["zh", "en"]
    """Language of the pages' own words and of messages: zh or en."""
    title: Shown
    """Name of the wiki."""
    tagline: Shown
    """One sentence: what it is for."""
    notice: Shown | None = None
    """A line at the foot of every page and sheet, as 内部资料."""
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")] = "K"
    """Letter that new short codes begin with."""


class Value(Model):
    """One value of a facet."""

    path: Annotated[str, StringConstraints(pattern=KEBAB)]
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
    """What readers see: 业态."""
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
    ahead: bool = False
    """Of a date: whether it has to lie ahead; the reader is told when it has passed."""
    formula: Label | None = None
    """How it follows from other blanks: 面积 × 收费单价 × 欠费月数 − 已缴金额."""
    group: Shown
    """Heading under which the field stands in the panel."""
    note: Shown | None = None
    """What to mind when filling it in."""


class Blanks(RootModel[dict[str, Blank]]):
    """blanks.yml: every gap that words to say may have, by its name."""

    model_config = ConfigDict(frozen=True)


class Synonym(Model):
    """Words that find one another."""

    terms: Showns
    """Words that all find each other."""
    oneway: Labels = []
    """Colloquial or misspelt words that find the group, but are not found by it."""
    note: Shown | None = None
    """Said above the results when the words differ in law."""


class Synonyms(RootModel[dict[str, Synonym]]):
    """synonyms.yml: groups of words by the word that heads them."""

    model_config = ConfigDict(frozen=True)


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

    title: Quote
    """What is meant, in a few words."""
    severity: Severity
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
    bad: list[Label] = []
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
    """A word -> what it is written as to slip through: 停水 -> 听水."""
    parts: dict[Annotated[str, StringConstraints(pattern=r"^[a-z]+$")], Pattern] = {}
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


class Section(Model):
    """One part of a guide on paper."""

    title: Shown
    """Heading of the part."""
    collection: Label | None = None
    """Take the entries of this folder …"""
    facets: dict[str, Labels] = {}
    """… that have one of these values in each of these facets."""
    entries: References = []
    """Or these entries and items, in this order."""
    redlines: RedLineIds = []
    """Or these red lines."""
    lines: Showns = []
    """Or these lines, each followed by a rule to write on."""
    lead: Line | None = None
    """A sentence below the heading."""
    channels: Labels = []
    """Words to say are printed for these channels only, as far as an entry has them; none: for all."""
    leave_out: Labels = []
    """Fields that are not printed here: why, avoid, law, see_also …"""


class Guide(Model):
    """A named selection for paper."""

    title: Shown
    """Title on the cover."""
    subtitle: Shown | None = None
    """Line below the title."""
    layout: Literal["booklet", "fold8"]
    """booklet: A6 pages with the sheets to print them on; fold8: one sheet folded to eight panels."""
    sections: Annotated[list[Section], Field(min_length=1)]
    """The parts, in order."""


class Guides(RootModel[dict[Id, Guide]]):
    """guides.yml: what goes on paper."""

    model_config = ConfigDict(frozen=True)


FILES: dict[str, type[BaseModel]] = {
    "pack.yml": Pack,
    "facets.yml": Facets,
    "blanks.yml": Blanks,
    "synonyms.yml": Synonyms,
    "redlines.yml": RedLines,
    "examples.yml": Examples,
    "guides.yml": Guides,
}
"""The files at the top of content/."""


def texts(model: BaseModel, keys: Keys = ()) -> Iterator[tuple[Keys, str, str]]:
    """Every text and reference an author wrote in `model`: the way to it, the text, what it means (see Means).

    The way to words to say ends in their channel, "" for those of every channel.
    """
    for name, what in meanings(type(model)):
        value = getattr(model, name)
        if what:
            for key, text in _flat(value):
                yield (*keys, name, *key), text, what
        elif isinstance(value, list):
            for index, child in enumerate(value):
                if isinstance(child, BaseModel):
                    yield from texts(child, (*keys, name, index))


def _flat(value: Any) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield (), value
    elif isinstance(value, dict):
        yield from (((key,), text) for key, text in value.items())
    elif value:
        yield from (((index,), text) for index, text in enumerate(value))


@cache
def meanings(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields of a class in order, each with what its text means (None: nothing that a rule or a page uses)."""
    return tuple((name, _meaning(field)) for name, field in model.model_fields.items())


def _meaning(field: FieldInfo) -> str | None:
    marks = [*field.metadata]
    for part in get_args(field.annotation):  # Line | None keeps its marks inside the union
        marks += getattr(part, "__metadata__", ())
    return next((mark.what for mark in marks if isinstance(mark, Means)), None)
