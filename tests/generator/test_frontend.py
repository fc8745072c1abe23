"""The data that the reader's side loads."""

from __future__ import annotations

import json
from pathlib import Path

from generator.content.library import Library
from generator.content.load import load
from generator.content.model import Pack
from generator.pages.browser import BLANKS, outputs
from tests.conftest import SAMPLE


def test_blanks_are_published_as_a_script_with_formulas_as_trees() -> None:
    output, *_ = outputs(load(SAMPLE))
    assert output.path == BLANKS
    assert isinstance(output.content, str)
    blanks = json.loads(output.content.removeprefix(f'huashuData("{BLANKS}",').rstrip(")\n"))
    assert blanks["fee"] == {
        "type": "money",
        "formula": ["*", ["blank", "days"], ["blank", "rate"]],
        "group": "Book",
    }
    assert blanks["name"] == {"type": "text", "personal": True, "example": "Ms Bell", "group": "Reader"}


def test_a_pack_without_blanks_publishes_nothing() -> None:
    assert outputs(Library(Path("content"), Pack(language="en", title="A", tagline="B"))) == []
