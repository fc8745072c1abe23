"""What goes on paper."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, RootModel

from generator.content.model.fields import Id, Label, Labels, Line, Model, RedLineIds, References, Shown, Showns


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
    """Or these lines, each followed by a rule to write on. In a booklet, a part of them alone is inside the cover."""
    lead: Line | None = None
    """A sentence below the heading."""
    channels: Labels = []
    """Words to say are printed for these channels only, as far as an entry has them; none: for all."""
    leave_out: Labels = []
    """Fields that are not printed here: why, avoid, see_also …"""


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
