"""Who may import whom, and which library has which home: the picture in generator/__init__.py, held."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

GENERATOR = Path(__file__).resolve().parent.parent / "generator"

LAYERS = (
    ("problems", "language", "normalize", "compact", "likeness", "history", "markup"),
    ("source",),
    ("model",),
    ("load",),
    ("formula", "redline", "manual", "selection", "edition", "shortlink", "normalize", "compact"),
    ("wording", "schema", "guide", "changes"),
    ("check",),
    ("pages",),
    ("render",),
    (
        "frontend",
        "shards",
        "parts",
        "readings",
        "search",
        "imposition",
        "typeset",
        "glyphs",
        "pictures",
        "paper",
        "paperpages",
        "lint",
        "health",
    ),
    ("site",),
    ("plugin", "__main__"),
)
"""From left to right; a module imports from layers to its left, and from its own."""

HOMES = {
    "yaml": {"source"},
    "pydantic": {"model", "load", "manual", "schema", "guide", "selection"},
    "jinja2": {"render", "plugin"},  # plugin: the type of MkDocs' environment
    "mkdocs": {"plugin"},
    "typst": {"typeset"},
    "pikepdf": {"imposition"},
    "pypdfium2": {"pictures"},
    "segno": {"shortlink"},
}
"""Library -> the modules that may import it."""

MODULES = sorted(file.stem for file in GENERATOR.glob("*.py") if file.stem != "__init__")


def imports(module: str) -> tuple[set[str], set[str]]:
    """The modules of ours and the other libraries that a module imports."""
    ours, others = set(), set()
    for node in ast.walk(ast.parse((GENERATOR / f"{module}.py").read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module == "generator":
            names = [f"generator.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            first, _, rest = name.partition(".")
            (ours if first == "generator" else others).add(rest.split(".")[0] if first == "generator" else first)
    return ours, others


def layer(module: str) -> int:
    return next(index for index, names in enumerate(LAYERS) if module in names)


@pytest.mark.parametrize("module", MODULES)
def test_imports_only_from_its_left(module: str) -> None:
    ours, _ = imports(module)
    assert {name for name in ours if layer(name) > layer(module)} == set()


@pytest.mark.parametrize("module", MODULES)
def test_every_library_has_its_home(module: str) -> None:
    _, others = imports(module)
    assert {name for name in others & HOMES.keys() if module not in HOMES[name]} == set()


def test_no_module_is_left_out() -> None:
    assert {name for names in LAYERS for name in names} == set(MODULES)


def test_importing_does_no_work() -> None:
    """No module opens, reads or fetches anything at import: its top level holds definitions only."""
    for module in MODULES:
        tree = ast.parse((GENERATOR / f"{module}.py").read_text(encoding="utf-8"))
        calls = [
            ast.unparse(node.value)
            for node in tree.body
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        ]
        assert calls == [], f"{module} runs {calls} at import"
