"""What a user has, to run commands in; and what the documents tell them to run and to write."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import QUIET, ROOT

FOLDERS = ("docs", "overrides", "generator", "deploy", "scripts")
FILES = (
    "mkdocs.yml", "Makefile", "pyproject.toml", "constraints.txt", "requirements.txt", "README.md", "LICENSE",
    "package-lock.json",
)  # fmt: skip


def project(root: Path, content: Path) -> Path:
    """A copy of the repository in a folder, with other content, installed as `make` does."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(content, root / "content")
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for name in ("site-installed", "test-installed"):  # the Makefile's marks
        (root / ".venv" / name).touch()
    return root


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command's result, whatever it is."""
    return subprocess.run(command, cwd=cwd, env=QUIET, capture_output=True, text=True, check=False)


def blocks(file: str, language: str) -> list[str]:
    """The samples of a language that a document shows."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.S)
