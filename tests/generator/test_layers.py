"""Who may import whom, and which library has which home: the rule in generator/__init__.py, held."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"

BELOW: dict[str, set[str]] = {
    "output": set(),
    "files": set(),
    "store": set(),
    "parallel": set(),
    "content": {"store"},
    "rules": {"content", "parallel", "store"},
    "edit": {"content", "rules", "files"},
    "pages": {"output", "content", "rules", "store"},
    "search": {"output", "content"},
    "paper": {"output", "content", "rules", "pages", "files"},
    "publishing": {"output", "files"},
    "site": {"output", "content", "rules", "pages", "search", "paper"},
    "theme": {"content"},
    "arguments": {"content"},
    "start": {"content", "files"},
    "plugin": {
        "output",
        "content",
        "rules",
        "pages",
        "search",
        "paper",
        "publishing",
        "site",
        "theme",
        "store",
        "parallel",
    },
    "__main__": {
        "output",
        "files",
        "content",
        "rules",
        "edit",
        "pages",
        "search",
        "paper",
        "publishing",
        "site",
        "theme",
        "arguments",
        "start",
    },
}
"""Package (or module at the top) -> those that it may import from."""

HOMES: dict[str, str | tuple[str, ...]] = {
    "pydantic": "content",
    "yaml": ("content.draft", "content.nodes"),
    "subprocess": ("content.git", "rules.budget"),
    "jinja2": "pages.render",
    "markupsafe": "pages.marked",
    "mkdocs": "plugin",
    "markdown": "plugin",
    "typst": "paper.typeset",
    "pikepdf": "paper.packing",
    "segno": "paper.shortlink",
}
"""Library -> the one package or module that knows it; other programs are run for git, and to try patterns."""

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
    assert {name for name in others & HOMES.keys() if not f"{module}.".startswith(_inside(HOMES[name]))} == set()


def _inside(homes: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{home}." for home in ([homes] if isinstance(homes, str) else homes))


@pytest.mark.parametrize("package", [name for name in BELOW if (GENERATOR / name).is_dir()])
def test_every_package_says_its_idea(package: str) -> None:
    assert len(ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8"))) or "") > 80


WATCH = r"""
import importlib, re, sys

STOPS = r"importlib\._bootstrap|/pydantic/"  # what imports; pydantic, which reads the docstrings of fields

def work(event, arguments):
    if event not in ("open", "os.listdir", "os.scandir", "subprocess.Popen", "socket.connect"):
        return
    frame = sys._getframe(1)
    while frame and not re.search(STOPS, frame.f_code.co_filename):
        if frame.f_code.co_filename.startswith(sys.argv[1]):
            print(frame.f_code.co_filename, frame.f_lineno, event, str(arguments[0])[-40:])
            return
        frame = frame.f_back

sys.addaudithook(work)
sys.path.insert(0, sys.argv[2])
for module in sys.argv[3:]:
    importlib.import_module(module)
"""
"""Imports modules and prints where one opens, lists, runs or asks for anything while it is imported."""


def works(folder: Path, *modules: str) -> list[str]:
    command = [sys.executable, "-c", WATCH, str(folder), str(folder.parent), *modules]
    return subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=True).stdout.splitlines()


def test_importing_does_no_work() -> None:
    """No module opens, lists, runs or fetches anything when it is imported."""
    assert works(GENERATOR, "generator", *(f"generator.{module}" for module in MODULES if module != "__main__")) == []


@pytest.mark.parametrize("work", ["TABLE = open(__file__).read()", "import pathlib\nALL = [*pathlib.Path().iterdir()]"])
def test_work_at_import_is_seen(tmp_path: Path, work: str) -> None:
    (tmp_path / "busy.py").write_text(work, encoding="utf-8")
    assert len(works(tmp_path, f"{tmp_path.name}.busy")) == 1


@pytest.mark.parametrize("file", sorted((ROOT / "tests" / "generator").glob("*.py")), ids=lambda file: file.stem)
def test_the_tests_of_the_generator_leave_the_shipped_pack_alone(file: Path) -> None:
    """Who puts content of their own into content/ keeps a suite that passes."""
    shipped = re.compile(r"ROOT / .content|tests\.pack|tests import pack")
    assert file.name == "test_layers.py" or not shipped.search(file.read_text(encoding="utf-8"))


def test_every_package_is_installed() -> None:
    """A wheel has what pyproject.toml names; the editable install of the tests has everything."""
    folders = {file.parent.relative_to(ROOT) for file in GENERATOR.rglob("__init__.py")}
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    assert set(named) == {".".join(folder.parts) for folder in folders} | {"generator.overrides", "generator.deploy"}
