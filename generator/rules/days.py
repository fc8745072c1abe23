"""Days: what is past, what contradicts itself, what can only be a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from generator.content.library import Library
from generator.content.model import Model
from generator.content.problems import Keys, Problem
from generator.content.source import Source
from generator.rules.each import Texts, each_file, page_of

FAR = 10
"""Years ahead that nobody plans for: a day further off has a wrong figure."""


def days(library: Library, today: date) -> Iterator[Problem]:
    """Pages past their day are told of, but stop no build, or one would fail by the clock alone."""
    return each_file(library, partial(_days_of, today=today), today)


def _days_of(library: Library, source: Source, _: Texts, *, today: date) -> Iterator[Problem]:
    if not (entry := page_of(library, source)):
        return
    for keys, day in _days(entry):
        if day.year > today.year + FAR:
            yield source.problem("far-day", keys, day=day, years=FAR)
    if entry.reviewed.year < today.year - FAR:
        yield source.problem("far-day", ("reviewed",), day=entry.reviewed, years=FAR)
    elif entry.expires and entry.expires < entry.reviewed <= today:
        yield source.problem("expires-first", ("expires",), day=entry.expires, reviewed=entry.reviewed)
    elif entry.expires and entry.expires < today:
        yield source.problem("expired", ("expires",), severity="notice", day=entry.expires)
    if today < entry.reviewed and entry.reviewed.year <= today.year + FAR:
        yield source.problem("reviewed-later", ("reviewed",), severity="notice", day=entry.reviewed)


def _days(model: Model, keys: Keys = ()) -> Iterator[tuple[Keys, date]]:
    """Every day that an author wrote in a model, with the way to it."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, date):
            yield (*keys, name), value
        elif isinstance(value, list):
            for index, part in enumerate(value):
                if isinstance(part, Model):
                    yield from _days(part, (*keys, name, index))
