"""Library -> what the reader's side needs in the browser beside the pages: the blanks, with their formulas as trees."""

from __future__ import annotations

import json

from generator.formula import parse
from generator.load import Library
from generator.model import Blank
from generator.render import Output

BLANKS = "assets/data/blanks.js"
"""Where the blanks stand below the site; panel.mjs loads them by a script tag, which works from file:// too."""


def outputs(library: Library) -> list[Output]:
    """The data files of the reader's side; none when the pack has no blanks."""
    if not library.blanks:
        return []
    blanks = {name: _published(blank) for name, blank in library.blanks.items()}
    text = json.dumps(blanks, ensure_ascii=False, separators=(",", ":"))
    return [Output(BLANKS, f"window.huashuBlanks={text};\n")]


def _published(blank: Blank) -> dict[str, object]:
    """One blank as JSON: what its author gave, the formula as a tree."""
    values = blank.model_dump(exclude_defaults=True)
    if blank.formula:
        values["formula"] = parse(blank.formula)
    return values
