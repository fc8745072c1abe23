"""What a guided call is told, and the picture of a script's ways."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.content.library import Library
from generator.content.load import load
from generator.pages.browser import CALLS, outputs
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.pages.ways import Box, picture
from tests.conftest import SAMPLE

ENDS = "done: {title: Agreed, say: Thank you.}\nlater: {title: Another time, say: Goodbye., leads: [before-the-call]}\n"


@pytest.fixture
def library(pack: Callable[..., Path]) -> Library:
    return load(pack({"ends.yml": ENDS}))


def test_the_browser_is_told_every_reply_and_end(library: Library) -> None:
    (output,) = (each for each in outputs(library) if each.path == CALLS)
    told = json.loads(str(output.content)[str(output.content).index("{") : str(output.content).rindex("}") + 1])
    assert list(told["ends"]) == ["done", "later"]
    assert told["ends"]["later"]["leads"] == [["Before the call", "checklists/before-the-call.html"]]
    reply = told["replies"]["lost-it"]
    assert reply["then"] == ["back", "done", "later"], "where it names none: back, and every end"
    assert reply["say"] == {"": "That happens, {name}. You may replace “{title}” or pay its price."}
    assert reply["heard"] == ["I lost it", "It is gone"]
    assert reply["page"] == "objections/lost-it.html"


def overlapping(drawn: list[Box], height: int) -> list[tuple[Box, Box | None]]:
    """Boxes outside the picture, and pairs of which one lies over the other."""
    found: list[tuple[Box, Box | None]] = [
        (one, None) for one in drawn if one.x < 0 or one.x + one.width > 360 or one.y + one.height > height
    ]
    for at, one in enumerate(drawn):
        for other in drawn[at + 1 :]:
            apart = one.x + one.width <= other.x or other.x + other.width <= one.x
            if not (apart or one.y + one.height <= other.y or other.y + other.height <= one.y):
                found.append((one, other))
    return found


def boxes(root: Path) -> list[tuple[str, list[Box], int]]:
    library = load(root)
    drawn = [(entry.id, picture(library, entry)) for entry in library.entries.values() if entry.speaks]
    return [(name, [*each.steps, *sum(each.replies, ()), *each.ends], each.height) for name, each in drawn]


def test_nothing_in_a_picture_lies_over_another_or_outside() -> None:
    for name, drawn, height in boxes(SAMPLE):
        assert overlapping(drawn, height) == [], name


def test_a_picture_is_one_block_of_html(library: Library) -> None:
    """An empty line would end it, and the rest of the picture would be text."""
    page = next(output for output in render(library, pages(library)) if output.path == "flow/index.md")
    picture = str(page.content).partition("<svg")[2].partition("</svg>")[0]
    assert "Agreed" in picture
    assert "" not in [line.strip() for line in picture.strip().split("\n")]
