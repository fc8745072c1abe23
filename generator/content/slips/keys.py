"""A key and its colon: full-width, glued, missing, one too many."""

from __future__ import annotations

import re

from generator.content.characters import BLANKS
from generator.content.lines import Line
from generator.content.slips.slip import Page, Slip, one, quote


def full_width_colon(line: Line, page: Page) -> Slip | None:
    """A full-width colon behind a key."""
    match = re.fullmatch(rf"([\s-]*)(\w+) *：[\s{BLANKS}]*(.*)", line.text)
    if not match or line.key:
        return None
    text = f"{match[1]}{match[2]}: {match[3]}".rstrip()
    return Slip("full-width-colon", line.number, line.text.index("：") + 1, one(line, text))


def glued_colon(line: Line, page: Page) -> Slip | None:
    """A colon without a blank behind it, or with one that is none for YAML."""
    match = re.fullmatch(rf"([\s-]*)(\w*[^\W\d]):([{BLANKS}]*)(?!//)(?=\S)(.*)", line.text)
    if not match:
        return None
    kind = "wide-blank" if match[3] else "glued-colon"
    mend = one(line, f"{match[1]}{match[2]}: {match[4]}")
    return Slip(kind, line.number, match.start(3) + 1, mend, {"key": match[2]})


_INSTEAD = re.compile(r"\s*[=;；.。,，、∶﹕꞉︰ː→]+>?\s*|\s+|$")
"""What is written where the colon should be."""


def missing_colon(line: Line, page: Page) -> Slip | None:
    """A key without its colon, or with another sign in its place."""
    match = re.match(r"([\s-]*)([A-Za-z_]\w*)", line.text)
    if not match or match[2] not in page.keys or line.key or page.goes_on(line):
        return None
    instead = _INSTEAD.match(line.text, match.end())
    if not instead:
        return None
    text = f"{match[0]}: {line.text[instead.end() :].strip()}".rstrip()
    return Slip("missing-colon", line.number, match.end() + 1, one(line, text))


def dash_behind_key(line: Line, page: Page) -> Slip | None:
    """A list's hyphen behind a key."""
    match = re.match(r"(?:-\s+)+", line.value) if line.key else None
    if not match:
        return None
    return Slip(
        "dash-behind-key", line.number, len(line.before) + 1, one(line, line.before + line.value[match.end() :])
    )


def stray_colon(line: Line, page: Page) -> Slip | None:
    """A colon and a blank within a text."""
    match = re.search(r":(\s|$)", line.value)
    if not line.key or not match or line.value[0] in "\"'[{|>#":
        return None
    return Slip("stray-colon", line.number, len(line.before) + match.start() + 1, quote(line, page))
