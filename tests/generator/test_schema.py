"""What an editor is told while typing agrees with what check says: the same files are right, the same wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.content.load import load
from generator.content.model import COLLECTIONS, FILES
from generator.rules.check import check
from tests.conftest import CHINESE, ROOT, SAMPLE

SCHEMAS = ROOT / "schemas"


def typed(text: str) -> Any:
    """YAML 1.2, as VS Code reads it: 12345 is a number, true a truth value; no and a date are texts."""

    class Loader(yaml.SafeLoader):
        pass

    wanted = ("int", "float", "null")
    Loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in forms if tag.rpartition(":")[2] in wanted]
        for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    truth = re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", truth, list("tTfF"))
    return yaml.load(text, Loader)


def faults(path: str, text: str) -> list[str]:
    """What VS Code marks in a file of content/."""
    folder, _, name = path.rpartition("/")
    schema = json.loads((SCHEMAS / f"{folder or name.removesuffix('.yml')}.json").read_text(encoding="utf-8"))
    return [error.message for error in Draft7Validator(schema).iter_errors(typed(text))]


def test_vs_code_knows_every_kind_of_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wanted = {f"schemas/{folder}.json": f"content/{folder}/*.yml" for folder in COLLECTIONS}
    wanted |= {f"schemas/{name.removesuffix('.yml')}.json": f"content/{name}" for name in FILES}
    assert settings["yaml.schemas"] == wanted
    assert {file.name for file in SCHEMAS.glob("*.json")} == {Path(name).name for name in wanted}


def marked(root: Path) -> dict[str, list[str]]:
    """Files of a pack with what an editor's program marks in them."""
    files = {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in root.rglob("*.yml")}
    return {path: found for path, text in files.items() if (found := faults(path, text))}


@pytest.mark.parametrize("root", [SAMPLE, CHINESE], ids=["sample", "chinese"])
def test_nothing_that_check_takes_is_marked(root: Path) -> None:
    assert marked(root) == {}


TAKEN = {
    "synonyms.yml": "hotline:\n  terms: [hotline, 12345, 1.5, true]\n  oneway: 110\n",
    "blanks.yml": "days: {type: number, example: 12, group: 1, unit: true, personal: yes}\n",
    "examples.yml": "harmful: [12345]\nharmless: [true]\n",
    "facets.yml": "floor:\n  title: 12\n  flow: on\n  values:\n    1: {path: 1, title: 1}\n    2: {path: 2, any: no}\n",
    "objections/numbers.yml": (
        "code: K9001\ntitle: 12345\nsummary: 1.5\nowner: 3\nreviewed: 2026-11-01\nheard: 12345\nholds: partly\n"
        "principle: true\nsay: 110\nnext: 119\n"
    ),
}
"""Files whose texts are numbers and truth values to VS Code."""


@pytest.mark.parametrize("path", TAKEN)
def test_numbers_and_truth_values_are_texts(path: str, pack: Callable[..., Path]) -> None:
    library = load(pack({path: TAKEN[path]}))
    assert [problem for problem in library.problems if problem.place.path.endswith(path)] == []
    assert faults(path, TAKEN[path]) == []


MARKED = {
    "objections/wrong.yml": "code: K9001\ntitel: A page\n",
    "synonyms.yml": "hotline:\n  words: [hotline]\n",
    "blanks.yml": "days: {type: numbers, group: Book}\n",
    "pack.yml": "language: fr\ntitle: A\ntagline: B\n",
}


@pytest.mark.parametrize("path", MARKED)
def test_what_check_refuses_is_marked(path: str, pack: Callable[..., Path]) -> None:
    assert check(load(pack({path: MARKED[path]})), date(2026, 11, 23)) != []
    assert faults(path, MARKED[path]) != []
