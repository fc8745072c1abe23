"""JSON Schema of every file, for editors that complete and check while one types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generator.content.manual import about, describe, parts
from generator.content.model import FILES, Entry


def schemas(collections: Mapping[str, type[Entry]], words: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """File name -> schema: `scripts.json` for content/scripts/*.yml, `blanks.json` for content/blanks.yml."""
    models: dict[str, type[BaseModel]] = {**collections, **{name.removesuffix(".yml"): m for name, m in FILES.items()}}
    return {f"{name}.json": schema(model, words) for name, model in models.items()}


def schema(model: type[BaseModel], words: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of one class, its descriptions in the language of `words`."""
    result = model.model_json_schema()
    result = {"$schema": "http://json-schema.org/draft-07/schema#", **result}
    result = {name: _typed(part) for name, part in result.items()}
    by_name = {part.__name__: part for part in (model, *parts(model))}
    for name, part in {**result.get("$defs", {}), model.__name__: result}.items():
        if name in by_name:
            _describe(part, by_name[name], words)
    return result


_NUMBER = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_SWITCH = {"type": "string", "pattern": "^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"}


def _typed(part: Any) -> Any:
    """A schema for what editors take a value for: 12345 is a number to them and a text to us, "3" the reverse."""
    if isinstance(part, list):
        return [_typed(each) for each in part]
    if not isinstance(part, dict):
        return part
    part = {name: _typed(each) for name, each in part.items()}
    kind = part.get("type")
    if kind == "string" and not {"enum", "const", "format"} & part.keys():
        return part | {"type": ["string", "number", "boolean"]}
    if kind in ("integer", "number", "boolean"):
        about = {name: part.pop(name) for name in ("title", "default", "description") if name in part}
        return {"anyOf": [part, _SWITCH if kind == "boolean" else _NUMBER], **about}
    return part


def _describe(part: dict[str, Any], model: type[BaseModel], words: Mapping[str, Any]) -> None:
    part["description"] = about(model, words)
    for name, field in part.get("properties", {}).items():
        field.pop("title", None)
        field["description"] = describe(model, name, words)
