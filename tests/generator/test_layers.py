"""Who may import whom, and which library has which home: the rule in generator/__init__.py, held."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"

BELOW: dict[str, set[str]] = {
    "output": set(),
    "content": set(),
    "rules": {"content"},
    "edit": {"content", "rules"},
    "pages": {"output", "content", "rules"},
    "search": {"output", "content"},
    "paper": {"output", "content", "rules", "pages"},
    "site": {"output", "content", "rules", "pages", "search", "paper"},
    "plugin": {"output", "content", "rules", "pages", "search", "paper", "site"},
    "__main__": {"output", "content", "rules", "edit", "pages", "search", "paper", "site"},
}
"""Package (or module at the top) -> those that it may import from."""

HOMES = {
    "yaml": {"content.draft"},
    "pydantic": {
        "content.model", "content.model.fields", "content.model.entry", "content.model.collections",
        "content.model.settings", "content.model.redlines", "content.model.guides",
        "content.load", "content.faults", "content.manual", "content.schema", "content.selection", "paper.guide",
    },
    "jinja2": {"pages.render", "plugin"},  # plugin: the type of MkDocs' environment
    "mkdocs": {"plugin"},
    "typst": {"paper.typeset"},
    "pikepdf": {"paper.imposition"},
    "pypdfium2": {"paper.pictures"},
    "PIL": {"paper.pictures"},
    "segno": {"paper.shortlink"},
}  # fmt: skip
"""Library -> the modules that may import it."""

MODULES = {
    ".".join(file.relative_to(GENERATOR).with_suffix("").parts).removesuffix(".__init__"): file
    for file in sorted(GENERATOR.rglob("*.py"))
    if file != GENERATOR / "__init__.py"
}


@cache
def imports(module: str) -> tuple[frozenset[str], frozenset[str]]:
    """The modules of ours and the other libraries that a module imports."""
    ours, others = set(), set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: name what you import from the top"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            if first != "generator":
                others.add(first)
            else:  # a name that is no module is something in one
                ours.add(rest if rest in MODULES else rest.rpartition(".")[0])
    return frozenset(ours), frozenset(others)


@pytest.mark.parametrize("module", MODULES)
def test_imports_follow_the_rule(module: str) -> None:
    package = module.partition(".")[0]
    others = {name for name in imports(module)[0] if name.partition(".")[0] not in {package, *BELOW[package]}}
    assert others == set()


@pytest.mark.parametrize("module", MODULES)
def test_no_import_leads_back(module: str) -> None:
    """Within packages, too: whatever a module imports, directly or not, does not import it."""
    seen: set[str] = set()
    ahead = [module]
    while ahead:
        for name in imports(ahead.pop())[0] - seen:
            seen.add(name)
            ahead.append(name)
    assert module not in seen


@pytest.mark.parametrize("module", MODULES)
def test_every_library_has_its_home(module: str) -> None:
    _, others = imports(module)
    assert {name for name in others & HOMES.keys() if module not in HOMES[name]} == set()


@pytest.mark.parametrize("package", [name for name in BELOW if (GENERATOR / name).is_dir()])
def test_every_package_says_its_idea(package: str) -> None:
    assert len(ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8"))) or "") > 80


def test_importing_does_no_work() -> None:
    """No module opens, reads or fetches anything at import: its top level holds definitions only."""
    for module, file in MODULES.items():
        tree = ast.parse(file.read_text(encoding="utf-8"))
        top = [node for node in tree.body if isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign)]
        called = {
            ast.unparse(call.func) for node in top for call in ast.walk(node) if isinstance(call, ast.Call)
        }  # fmt: skip
        read = {
            name for name in called if name.rpartition(".")[2] in {"open", "read_text", "read_bytes", "run", "load"}
        }
        bare = [node for node in top if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
        assert not read and (not bare or module == "__main__"), f"{module} works at import"
