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
    Objection,
    Script,
    Step,
    Tip,
    Tips,
    cite,
)
from generator.content.model.entry import Allow, Entry, Item
from generator.content.model.fields import (
    CODE,
    KEBAB,
    Articles,
    Id,
    Label,
    Labels,
    Line,
    Lines,
    Means,
    Model,
    Pattern,
    Quote,
    Quotes,
    RedLineIds,
    References,
    Say,
    Shown,
    Showns,
    meanings,
    texts,
)
from generator.content.model.guides import Guide, Guides, Section
from generator.content.model.redlines import Consequences, Examples, Guards, Notice, NoticePart, RedLines, Rule, Severity, Wording
from generator.content.model.settings import Blank, Blanks, Facet, Facets, Pack, Synonym, Synonyms, Value

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

__all__ = [
    "CODE", "COLLECTIONS", "FILES", "KEBAB", "Allow", "Article", "Articles", "Blank", "Blanks", "Check",
    "Checklist", "Consequences", "Entry", "Examples", "Facet", "Facets", "Guards", "Guide", "Guides", "Id",
    "Item", "Label", "Labels", "Law", "Line", "Lines", "Means", "Model", "Notice", "NoticePart", "Objection", "Pack", "Pattern",
    "Quote", "Quotes", "RedLineIds", "RedLines", "References", "Rule", "Say", "Script", "Section", "Severity",
    "Shown", "Showns", "Step", "Synonym", "Synonyms", "Tip", "Tips", "Value", "Wording", "cite", "meanings", "texts",
]  # fmt: skip
