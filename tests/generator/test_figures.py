"""Figures of the pack's own stand once and are cited by name; everything behind the loader reads their values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.content.figures import as_written, resolved
from generator.content.load import load
from generator.content.model import Script
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.search.records import records
from tests.conftest import SAMPLE


def cited(pack: Callable[..., Path], **figures: str) -> Path:
    script = (SAMPLE / "scripts" / "first-call.yml").read_text(encoding="utf-8")
    script = script.replace("when: ", "when: No more than {=calls a week} a week. ")
    script = script.replace("this is the library.", "we call {=calls a week} a week at most.")
    own = (SAMPLE / "figures.yml").read_text(encoding="utf-8")
    for old, new in figures.items():
        own = own.replace(f'{old}: "3"', f'{old}: "{new}"')
    return pack({"scripts/first-call.yml": script, "figures.yml": own})


def test_prose_words_to_say_and_the_search_show_the_value(pack: Callable[..., Path]) -> None:
    library = load(cited(pack))
    script = library.entries["first-call"]
    assert isinstance(script, Script)
    assert script.when.startswith("No more than 3 calls a week.")
    assert "we call 3 calls a week at most." in script.steps[0].say[""]
    found = next(each for each in records(library) if each.path == "scripts/first-call.html")
    assert "No more than 3 calls a week." in found.text


def test_a_change_in_one_place_changes_every_text(pack: Callable[..., Path]) -> None:
    library = load(cited(pack, value="2"))
    made = {output.path: str(output.content) for output in render(library, pages(library))}
    assert "No more than 2 calls a week." in made["scripts/first-call.md"]
    assert "we call 2 calls a week at most." in made["scripts/first-call.md"]
    assert "2 calls" in made["figures/index.md"]
    assert "{=" not in made["scripts/first-call.md"]


def test_what_the_author_wrote_is_kept_for_messages(pack: Callable[..., Path]) -> None:
    library = load(cited(pack))
    source = library.sources["scripts/first-call.yml"]
    assert as_written(source, ("when",)).startswith("No more than {=calls a week} a week.")
    assert "{=calls a week}" in as_written(source, ("steps", 0, "say", ""))
    assert source.place(("when",)).line == source.place(("steps",), of_key=True).line - 1


def test_a_figure_that_is_not_there_stays_as_it_was_written() -> None:
    assert resolved({"a": ["{=no such} {name}"]}, {}) == {"a": ["{=no such} {name}"]}
