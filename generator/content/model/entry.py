"""What every page and every item on it has."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema

from generator.content.model.fields import CODE, Articles, Id, Label, Labels, Line, Model, References, Shown


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
    pending: Shown | None = None
    """Who has yet to confirm the page, as 法务; until this line is taken out, the page says so before its words."""
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
