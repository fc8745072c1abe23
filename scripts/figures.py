"""How large the code is and how it hangs together: python scripts/figures.py [--against REVISION].

For the generator and for the browser's side: modules, packages, imports from one package into another, lengths of
functions (lines of code, docstring and decorators aside), the longest file, lines in all. With a revision, its figures
beside today's; it is taken from Git into a folder of its own, nothing is checked out here.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON, BROWSER = "generator", ("frontend", "overrides/assets/javascripts/src")
"""Where the code stands; the browser's side stood in the second once."""


@dataclass(frozen=True)
class Module:
    """One file: its package, the packages that it imports from, the lengths of its functions, its lines."""

    package: str
    imports: tuple[str, ...]
    functions: tuple[int, ...]
    lines: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--against", metavar="REVISION", help="a commit, tag or branch to set beside what is here")
    against = parser.parse_args(arguments).against
    sides = {"here": of(ROOT)}
    if against:
        sides = {against: at(ROOT, against), **sides}
    print(table(sides))
    return 0


def at(repository: Path, revision: str) -> dict[str, dict[str, int]]:
    """The figures of a repository as it was at a revision."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["git", "archive", revision]
        archive = subprocess.run(command, cwd=repository, capture_output=True, check=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        return of(Path(folder))


def of(root: Path) -> dict[str, dict[str, int]]:
    """What is counted -> figure by name, of the repository in a folder."""
    browser = [module for folder in BROWSER for module in scripts(root / folder)]
    return {"generator": figures(list(python(root / PYTHON))), "browser": figures(browser)}


def figures(modules: list[Module]) -> dict[str, int]:
    """The figures of some modules."""
    lengths = sorted(length for module in modules for length in module.functions)
    return {
        "modules": len(modules),
        "packages": len({module.package for module in modules}),
        "imports across packages": sum(name != module.package for module in modules for name in module.imports),
        "functions": len(lengths),
        "function, median": lengths[len(lengths) // 2],
        "function, 9 of 10": lengths[len(lengths) * 9 // 10],
        "function, longest": lengths[-1],
        "file, longest": max(module.lines for module in modules),
        "lines in all": sum(module.lines for module in modules),
    }


def table(sides: dict[str, dict[str, dict[str, int]]]) -> str:
    """Markdown: a row for each figure, a column for each side."""
    lines = [f"| | {' | '.join(sides)} |", f"|---|{'---:|' * len(sides)}"]
    newest = list(sides.values())[-1]
    for what, rows in newest.items():
        for name in rows:
            values = [f"{side[what][name]:,}" if what in side else "–" for side in sides.values()]
            lines.append(f"| {what}: {name} | {' | '.join(values)} |")
    return "\n".join(lines)


def python(folder: Path) -> Iterator[Module]:
    """The modules of a Python package."""
    for file in sorted(folder.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        tree = ast.parse(text)
        imports = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        ours = tuple(
            _package(folder, folder.parent / name.replace(".", "/"))
            for name in imports
            if name.split(".")[0] == folder.name
        )
        functions = tuple(_length(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
        yield Module(_package(folder, file), ours, functions, text.count("\n"))


def _package(folder: Path, file: Path) -> str:
    """The folder below the top that a module stands in; at the top each stands for itself."""
    return file.relative_to(folder).parts[0].removesuffix(".py") if file != folder else ""


def _length(function: ast.FunctionDef) -> int:
    """Lines from `def` on, the docstring's aside."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    told = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


def scripts(folder: Path) -> Iterator[Module]:
    """The modules of the browser's side below a folder, if it is there."""
    if not folder.is_dir():
        return
    node = dict(line.split("=", 1) for line in (ROOT / ".venv" / "tools.env").read_text(encoding="utf-8").splitlines())
    command = [node["NODE"], str(ROOT / "scripts" / "functions.mjs"), str(folder)]
    for each in json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout):
        yield Module(each["package"], tuple(each["imports"]), tuple(each["functions"]), each["lines"])


if __name__ == "__main__":
    sys.exit(main())
