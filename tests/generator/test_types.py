"""Nothing outside the model and the templates knows a field by its name or an entry by its class or folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from generator.content.load import load
from generator.content.model import COLLECTIONS, Head, Item, Line, Means, Section
from generator.content.selection import choose
from generator.pages.sitemap import chosen, collections
from generator.search.records import records
from tests.conftest import CHINESE, ROOT, SAMPLE

GENERATOR = ROOT / "generator"
MODULES = [
    str(file.relative_to(GENERATOR))
    for file in sorted(GENERATOR.rglob("*.py"))
    if GENERATOR / "content" / "model" not in file.parents
]
KINDS = [each for model in COLLECTIONS.values() for each in (model, model.item_class) if each]
FIELDS = {name for each in KINDS for name in each.model_fields}
MEANINGS = {word for field in fields(Means) for word in get_args(get_type_hints(Means)[field.name])}
"""Words that say what a field is or is for; some fields are called so, too."""


def faults(tree: ast.AST, known: set[str]) -> Iterator[str]:
    """Where a module knows what only the model and the templates may know."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name("hasattr"), args=[ast.Name("item" | "entry" | "model"), *_]):
                yield f"{node.lineno}: asks whether there is a field"
            case ast.Call(func=ast.Name("getattr"), args=[_, ast.Constant(name), *_]) if name in known:
                yield f"{node.lineno}: a field by its name: {name}"
            case ast.Call(func=ast.Name("isinstance" | "issubclass"), args=[_, kind]):
                named = {each.id for each in ast.walk(kind) if isinstance(each, ast.Name)}
                if classes := named & {each.__name__ for each in KINDS}:
                    yield f"{node.lineno}: an entry by its class: {classes}"
            case ast.Constant(str(text)) if text in COLLECTIONS or text.rstrip("/") in COLLECTIONS:
                yield f"{node.lineno}: a collection by its folder: {text}"
            case ast.Set(elts) | ast.Tuple(elts) | ast.List(elts) | ast.Dict(keys=elts):
                named = sorted({each.value for each in elts if isinstance(each, ast.Constant)} & known - MEANINGS)
                if len(named) > 1 and not isinstance(node, ast.Dict):
                    yield f"{node.lineno}: fields by their names: {named}"
            case ast.Compare(comparators=[ast.Constant(name)]) if name in known - MEANINGS - {"id"}:
                yield f"{node.lineno}: a field by its name: {name}"


OTHERS = {
    "content/formula.py": {"number"},  # a kind of node in a formula's tree
    "content/markup.py": {"code"},  # a mark
    "paper/guide.py": {"law", "redlines", "code", "plain"},  # kinds of blocks and styles on paper
    "paper/values.py": {"law", "redlines", "code", "plain"},
}
"""Words that are called as a field is and mean something else."""


@pytest.mark.parametrize("module", MODULES)
def test_no_field_by_name_no_entry_by_class(module: str) -> None:
    tree = ast.parse((GENERATOR / module).read_text(encoding="utf-8"))
    assert list(faults(tree, FIELDS - OTHERS.get(module, set()))) == []


def test_that_test_sees_what_it_is_for() -> None:
    """What stood in this code once."""
    for line in (
        'next(name for name in ("title", "text", "number") if hasattr(item, name))',
        'getattr(item, "title", None) or entry.title',
        "isinstance(entry, Law)",
        'folder in ("objections", "checklists")',
        'ASIDE = frozenset({"facets", "reviewed", "owner"})',
        'next(name == "principle" for name in names)',
    ):
        assert list(faults(ast.parse(line), FIELDS)), line


def test_an_item_without_a_name_is_refused_when_its_class_is_defined() -> None:
    with pytest.raises(TypeError, match="Nameless needs a field"):

        class Nameless(Item):
            note: Line

    class Named(Item):
        note: Head

    assert Named(id="a", note="b").head == "b"


def test_every_facet_value_gives_the_same_entries_everywhere() -> None:
    """Pages, guides and the index agree on what shows up under a value, those that stand for all included."""
    for root in (SAMPLE, CHINESE):
        library = load(root)
        numbers = [(name, value) for name, facet in library.facets.items() for value in facet.values]
        shelf = collections(library)
        for name, value in numbers:
            page = {entry.id for _, entries in chosen(library, shelf, {name: value}) for entry in entries}
            guide = {
                each.entry.id
                for folder in library.collections
                for each in choose(library, Section(title="x", collection=folder, facets={name: [value]}))
            }
            number = numbers.index((name, value))
            index = {record.path for record in records(library) if number in record.facets}
            assert guide == page
            assert index == {f"{library.entries[id_].folder}/{id_}.html" for id_ in page}
