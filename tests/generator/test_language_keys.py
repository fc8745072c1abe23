"""Every text of the language files is said somewhere: each table's keys are looked for where its texts are taken."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

import pytest

from generator.content.expected import expected
from generator.content.faults import all_keys
from generator.content.language import phrases
from generator.content.manual import manual, parts
from generator.content.model import COLLECTIONS, FILES
from tests.conftest import ROOT

GENERATOR = ROOT / "generator"
TEMPLATES = r"\b(?:[a-z]|titles|lint)\.(\w+)", r"\[\"([\w-]+)\"( ~)?"
"""w.key, w["key"], w["begins_" ~ …]."""
SCRIPTS = r"\.(\w+)", r"[\"'`]([\w-]+)(\$\{)?", r"\{ (\w+) \}"
"""w.key, w["key"], w[`begins_${…}`], and a key taken out by its name."""

ANY = "\uffff"


@cache
def python(*, taken: bool) -> frozenset[str]:
    """Texts in the generator, all or those by which something is taken from a table: words["key"], words.get("key").

    A text put together has ANY where it is open; three signs at least are sure.
    """
    found = set()
    for file in GENERATOR.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Subscript(slice=key) | ast.Call(func=ast.Attribute(attr="get"), args=[key, *_]):
                    found |= set(_texts(key))
                case ast.Constant() | ast.JoinedStr() if not taken:
                    found |= set(_texts(node))
    return frozenset(found)


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, ast.JoinedStr):
            parts = [part.value if isinstance(part, ast.Constant) else "" for part in each.values]
            if max(map(len, parts), default=0) > 2:
                yield "".join(part or ANY for part in parts)


@cache
def written(folder: str, endings: tuple[str, ...], forms: tuple[str, ...]) -> frozenset[str]:
    """Keys in templates or scripts; behind what a key only begins with stands ANY."""
    found = set()
    for file in (ROOT / folder).rglob("*"):
        if file.suffix in endings and file.name != "huashu.js":
            text = file.read_text(encoding="utf-8")
            for match in (match for form in forms for match in re.finditer(form, text)):
                open_ = match.re.groups > 1 and match[2]
                found.add(match[1] + (ANY if open_ else ""))
    return frozenset(found)


@cache
def fields() -> frozenset[str]:
    """A field is labelled by its name, a fact's values by both; items stand under headings of their own."""
    found = set()
    for each in (each for model in COLLECTIONS.values() for each in (model, model.item_class) if each):
        for name, field in each.model_fields.items():
            values = {value for part in (field.annotation, *get_args(field.annotation)) for value in get_args(part)}
            found |= {name, *(f"{name}_{value}" for value in values if isinstance(value, str))}
    return frozenset(found - {model.items_field for model in COLLECTIONS.values()})


def built() -> frozenset[str]:
    """Where words of a page, a guide, the theme are taken."""
    return (
        python(taken=True)
        | written("generator", (".jinja",), TEMPLATES)
        | written("generator", (".typ",), (r"words\.([\w-]+)",))
        | written("overrides", (".html",), (*TEMPLATES, r"huashu\.page\.(\w+)"))
    )


def browser() -> frozenset[str]:
    """Where the browser's side takes its words."""
    return (
        written("frontend", (".mjs",), SCRIPTS)
        | written("overrides", (".mjs",), SCRIPTS)
        | written("overrides", (".html",), (r"browser(?:\.\w+)?\.(\w+)",))
    )


def unsaid(words: Mapping[str, Any]) -> Iterator[str]:
    """Keys that nothing takes."""
    for table, part in words.items():
        # Below; what the system says (test_lint.py); what commands are for (test_arguments.py); no text.
        if table in ("manual", "system", "help", "example-code"):
            continue
        for name, inner in part.items():
            at = f"{table}.{name}"
            if table == "called":
                yield from () if name in {*all_keys(), *choices()} else (at,)
            elif table == "collections":
                yield from (f"{at}.{key}" for key in inner if name not in COLLECTIONS or not said(key, built()))
            elif table == "counts":
                yield from () if {name, name[:-1]} & python(taken=False) else (at,)
            elif table == "interface" and isinstance(inner, dict):
                where = built() | (
                    fields() if name in ("page", "paper") else frozenset() if name == "health" else browser()
                )
                yield from (f"{at}.{key}" for key in inner if not said(key, where))
            elif not said(name, browser() if table == "interface" else built() | python(taken=False)):
                yield at


def choices() -> frozenset[str]:
    """Every choice of a field, as holds_yes."""
    models = [part for model in (*COLLECTIONS.values(), *FILES.values()) for part in (model, *parts(model))]
    return frozenset(
        f"{name}_{choice}"
        for model in models
        for name in model.model_fields
        for choice in expected(model, (name,)).choices
    )


def said(key: str, texts: frozenset[str]) -> bool:
    """Whether a key is one of these; where one has ANY, any signs may stand."""
    patterns = (".+".join(map(re.escape, text.split(ANY))) for text in texts if ANY in text)
    return key in texts or any(re.fullmatch(pattern, key) for pattern in patterns)


class Asked(dict[str, Any]):
    """A table that knows which of its keys were asked for."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.asked.add(key)
        return super().get(key, default)


def unasked(words: Mapping[str, Any]) -> list[str]:
    """Keys of the manual that describe nothing."""
    table = {name: Asked(part) for name, part in words["manual"].items()}
    manual(COLLECTIONS, {**words, "manual": table})
    return [f"manual.{name}.{key}" for name, part in table.items() for key in part.keys() - part.asked]


def test_every_word_is_said() -> None:
    """Both languages have the same keys (test_docs.py); only the manual is Chinese alone."""
    words = phrases("zh")
    assert [*unsaid(words), *unasked(words)] == []


@pytest.mark.parametrize("table", ["command", "problems", "hints", "pages", "kinds", "search", "interface", "called"])
def test_a_word_that_nobody_says_is_seen(table: str) -> None:
    words = phrases("zh")
    more = {**words, table: {**words[table], "never-said": "x"}}
    assert {*unsaid(more)} - {*unsaid(words)} == {f"{table}.never-said"}


@pytest.mark.parametrize("table", ["page", "paper", "lint", "health", "case", "copy", "run", "finder", "search"])
def test_a_word_that_nobody_says_is_seen_in_the_interface(table: str) -> None:
    words = phrases("zh")
    inner = {**words["interface"], table: {**words["interface"][table], "never_said": "x"}}
    assert {*unsaid({**words, "interface": inner})} - {*unsaid(words)} == {f"interface.{table}.never_said"}


def test_a_line_of_the_manual_that_describes_nothing_is_seen() -> None:
    words = phrases("zh")
    more = {**words["manual"], "Pack": {**words["manual"]["Pack"], "price": "x"}, "Price": {"_": "x"}}
    assert unasked({**words, "manual": more}) == ["manual.Pack.price", "manual.Price._"]
