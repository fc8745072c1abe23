"""What VS Code marks in files of content/."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

from tests.conftest import ROOT

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


def marked(root: Path) -> dict[str, list[str]]:
    """The files of a content folder in which something is marked."""
    texts = {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in root.rglob("*.yml")}
    return {path: found for path, text in texts.items() if (found := faults(path, text))}
