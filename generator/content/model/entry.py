"""What every page and every item on it has."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, get_args

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from generator.content.model.fields import (
    Articles,
    Asked,
    Code,
    Head,
    Id,
    Label,
    Labels,
    Model,
    References,
    Shown,
    Sought,
    Summary,
    field_for,
    says_field,
)

_ANCHORS = frozenset({"law", "related", "backlinks"})


def is_anchor(name: str) -> bool:
    """Whether every page has an anchor of this name of its own: no item can be called so."""
    return name in _ANCHORS or name.startswith("kb-")


class Allow(Model):
    """Leave to use wording that a rule of redlines.yml asks to look at: for one page or item, for a while."""

    concerns: ClassVar = "redline"

    rule: Label
    """Id of the rule of redlines.yml; one that is forbidden cannot be allowed."""
    because: Shown
    """Why the wording is right here."""
    by: Shown
    """Who decided it: a role or a name."""
    until: Annotated[date, Field(examples=["2027-11-23"])]
    """The last day it holds, as 2027-11-23; then the rule speaks again."""


class Item(Model):
    """The thing inside an entry that can be found, cited, copied and ticked."""

    head_field: ClassVar[str]
    """The field that says what it is called: its Head or Number, else its Statement. Found when a class is defined."""

    id: Id
    """Unique within the entry; never changes."""
    was: list[Id] = []
    """Ids that the item had before: links to them still lead here."""
    facets: dict[str, Labels] = {}
    """Where the item belongs, where that is not all that the page says of it: how binding a check is, the channel of a
    step. A facet of facets.yml and one or more of its values."""
    allow: list[Allow] = []
    """Caution and review rules of redlines.yml that the texts of this item may break."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        head = field_for(cls, "head") or field_for(cls, "text")
        if not head:
            raise TypeError(f"{cls.__name__} needs a field that says what an item is called: a Head or a Statement")
        cls.head_field = head

    @property
    def head(self) -> str:
        """What the item is called."""
        return str(getattr(self, self.head_field))


class Entry(Model):
    """One file = one page. The folder says which kind it is, the file's name is its id."""

    folder: ClassVar[str]
    """The folder below content/ and the first part of the page's address."""
    ticks: ClassVar[bool] = False
    """Whether readers tick its items off."""
    speaks: ClassVar[bool] = False
    """Whether its words cover a situation: the health page tells of a stage and channel without any."""
    replies: ClassVar[bool] = False
    """Whether its words reply to what others say: a call goes there when it is heard, and on from there."""
    featured: ClassVar[bool] = False
    """Whether the home page shows it before other collections."""
    cited: ClassVar[bool] = False
    """Whether its items are articles, which other pages rest on."""
    group: ClassVar[str] = "front"
    """Where the navigation lists it: front, what staff use; basis, what that rests on; manage, what editors use."""
    items_field: ClassVar[str | None] = None
    """The field that holds the entry's items: the one that is a list of them. Found when a class is defined."""
    item_class: ClassVar[type[Item] | None] = None
    """What its items are. Found when a class is defined."""

    id: SkipJsonSchema[Id]
    code: Code
    """Short code printed on paper and found by the search: a letter and a number, as K35. Never reused."""
    title: Head
    """Heading of the page."""
    summary: Summary
    """One or two sentences: when this page helps."""
    facets: dict[str, Labels] = {}
    """Where the page belongs: a facet of facets.yml and one or more of its values."""
    asked: Asked = []
    """Questions of colleagues that this page answers, as they are typed into the search."""
    sought: Sought = []
    """How else people ask for it, in their own words, colleagues and others: the search learns from them, nobody sees
    them."""
    see_also: References = []
    """Related pages: entry ids, or entry-id#item-id."""
    law: Articles = []
    """Articles that the page rests on: article ids of laws/."""
    owner: Shown
    """Who keeps this page right: a role or a name."""
    reviewed: date
    """Day of the last review, as 2026-11-23."""
    expires: Annotated[date | None, Field(examples=["2027-11-23"])] = None
    """Day by which the page must be reviewed again; after it the page says so and its words are not copied."""
    pending: Shown | None = None
    """Who has yet to confirm the page, as Legal; until this line is taken out, the page says so before its words."""
    was: list[Id] = []
    """Ids that the page had before: their addresses still lead here."""
    allow: list[Allow] = []
    """Caution and review rules of redlines.yml that all texts of this page may break."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        for name, field in cls.model_fields.items():
            if found := _item_class(field.annotation):
                cls.items_field, cls.item_class = name, found

    @property
    def path(self) -> str:
        """The file below content/: scripts/opening.yml."""
        return f"{self.folder}/{self.id}.yml"

    @property
    def page(self) -> str:
        """The page below the site's source: scripts/opening.md."""
        return f"{self.folder}/{self.id}.md"

    @property
    def items(self) -> tuple[Any, ...]:
        """The entry's items, in order."""
        return tuple(getattr(self, self.items_field)) if self.items_field else ()

    @classmethod
    def has_words(cls) -> bool:
        """Whether the entry or its items have words to say."""
        return bool(says_field(cls) or (cls.item_class and says_field(cls.item_class)))


def _item_class(annotation: Any) -> type[Item] | None:
    """The class in list[Step]; None for a field that holds no items."""
    return next((each for each in get_args(annotation) if isinstance(each, type) and issubclass(each, Item)), None)
