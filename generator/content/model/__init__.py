"""Every class an author can fill in. The docstring of a field is its line in the author's manual.

A new collection is a class in collections.py, its line in COLLECTIONS, and a template in generator/pages/templates.
Values arrive as text (see source.py); pydantic turns them into what a field says it is.
"""

from __future__ import annotations

from pydantic import BaseModel

from generator.content.model.collections import (
    COLLECTIONS,
    Article,
    Check,
    Checklist,
    Law,
    Letter,
    Objection,
    Script,
    Step,
    Tip,
    Tips,
    cite,
)
from generator.content.model.entry import Allow, Entry, Item, is_anchor
from generator.content.model.fields import (
    BACK,
    CODE,
    KEBAB,
    Articles,
    Asked,
    Avoid,
    Code,
    Form,
    Head,
    Heard,
    Id,
    Label,
    Labels,
    LawQuote,
    Line,
    Lines,
    Means,
    Model,
    Number,
    Pattern,
    Quote,
    QuotedHead,
    RedLineIds,
    References,
    Say,
    Shown,
    Showns,
    Statement,
    Summary,
    field_for,
    meanings,
    says_field,
    texts,
)
from generator.content.model.guides import Guide, Guides, Section
from generator.content.model.redlines import (
    Consequences,
    Examples,
    Guards,
    Notice,
    NoticePart,
    RedLines,
    Rule,
    Severity,
    Wording,
)
from generator.content.model.settings import (
    Blank,
    Blanks,
    End,
    Ends,
    Facet,
    Facets,
    Figure,
    Figures,
    Pack,
    Synonym,
    Synonyms,
    Value,
    Withdrawals,
    Withdrawn,
)

FILES: dict[str, type[BaseModel]] = {
    "pack.yml": Pack,
    "facets.yml": Facets,
    "blanks.yml": Blanks,
    "figures.yml": Figures,
    "ends.yml": Ends,
    "synonyms.yml": Synonyms,
    "redlines.yml": RedLines,
    "examples.yml": Examples,
    "guides.yml": Guides,
    "withdrawn.yml": Withdrawals,
}
"""The files at the top of content/."""
