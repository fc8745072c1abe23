"""Finding slips: all rules, line by line. Slips are looked for where YAML's parser gave up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.content.lines import Line, lines_of
from generator.content.slips.beginnings import (
    bullet,
    comment,
    divider,
    doubled_dash,
    glued_dash,
    mail,
    second_document,
    tab,
    wide_indent,
)
from generator.content.slips.keys import dash_behind_key, full_width_colon, glued_colon, missing_colon, stray_colon
from generator.content.slips.levels import (
    dash_of_a_key,
    deep_beginning,
    first_dash,
    lost_dash,
    odd_indent,
    outdented_key,
    plain_element,
    underindented,
)
from generator.content.slips.slip import Page, Rule, Slip
from generator.content.slips.values import (
    bad_escape,
    cut_off,
    extra_comma,
    missing_bar,
    opening_bracket,
    opening_quote,
    opening_sign,
)

RULES: tuple[Rule, ...] = (
    divider, second_document, mail, tab, wide_indent, doubled_dash, comment, bullet, glued_dash, full_width_colon,
    glued_colon, missing_colon, cut_off, underindented, dash_of_a_key, lost_dash, first_dash, outdented_key,
    plain_element, odd_indent, deep_beginning, missing_bar, opening_quote, bad_escape, opening_bracket, extra_comma,
    opening_sign, dash_behind_key, stray_colon,
)  # fmt: skip


def find(texts: Sequence[str], last: int, keys: Collection[str]) -> Slip | None:
    """The first slip up to line `last` (from 1), where the parser gave up: it noticed late, if anything."""
    page = Page(lines_of(texts), keys)
    return next(_slips(page, page.lines[:last]), None)


def _slips(page: Page, lines: Iterable[Line]) -> Iterator[Slip]:
    for line in lines:
        for rule in RULES if not line.within else ():
            if slip := rule(line, page):
                yield slip
                break
