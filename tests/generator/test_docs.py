"""What the documents say is true: their commands run, their worked example works."""

from __future__ import annotations

import re
import shlex
import socket
import subprocess
import sys
import time
import tomllib
import urllib.request
from pathlib import Path

import pytest

from tests import projects
from tests.conftest import CHINESE, ROOT
from tests.projects import blocks, run
from tests.sites import QUIET

READMES = ("README.md", "README.zh.md", "docs/writing.md")


def commands() -> list[str]:
    lines = [
        line.split(" #")[0].strip() for file in READMES for block in blocks(file, "sh") for line in block.splitlines()
    ]
    return sorted({line for line in lines if line})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a user has, with the Chinese sample for content and a draft to be checked."""
    root = projects.project(tmp_path_factory.mktemp("project"), CHINESE)
    (root / "draft.txt").write_text("请在 11 月 30 日前还回来，谢谢。\n", encoding="utf-8")
    return root


INSTALLS = re.compile(r"make test$|.* pip install|.* scripts/(tools|test)\.py$|.* venv |.* serve ")
"""What installs, runs these tests or never ends; `serve` has a test of its own."""


@pytest.mark.parametrize("command", [command for command in commands() if not INSTALLS.match(command)])
def test_command_runs_as_written(command: str, project: Path) -> None:
    words = shlex.split(command)
    result = run([sys.executable if word.endswith("python") else word for word in words], project)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("command", [command for command in commands() if INSTALLS.match(command)])
def test_command_that_installs_names_what_is_there(command: str, project: Path) -> None:
    """Not run: the target, the module, the script, the constraints and the extra that it names exist."""
    words = shlex.split(command)
    if words[0] == "make":
        assert run([words[0], "-n", *words[1:]], project).returncode == 0
    elif "pip" in words:
        assert (project / words[words.index("-c") + 1]).is_file()
        extra = re.fullmatch(r"\.\[(\w+)\]", words[-1])
        packaging = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        assert extra and packaging["optional-dependencies"][extra[1]]
    elif words[-1].startswith("scripts/"):
        assert run([sys.executable, "-m", "py_compile", words[-1]], project).returncode == 0
    else:
        assert words[1] == "-m" and run([sys.executable, "-m", words[2], "--help"], project).returncode == 0


def test_serve_shows_edits_as_they_are_made(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/tips/manners.html"
    file = project / "content" / "tips" / "manners.yml"
    before = file.read_text(encoding="utf-8")
    with subprocess.Popen(
        command, cwd=project, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert _shows(address, "<h1", 60)
            file.write_text(re.sub(r"^title: .*$", "title: 改过的标题", before, flags=re.M), encoding="utf-8")
            assert _shows(address, "改过的标题", 60)
        finally:
            file.write_text(before, encoding="utf-8")
            server.terminate()


def _shows(address: str, text: str, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if text in answer.read().decode():
                    return True
        except OSError:
            pass
        time.sleep(0.3)
    return False


def test_schemas_are_what_the_models_say(tmp_path: Path) -> None:
    result = run([sys.executable, "-m", "generator", "schema", "--to", str(tmp_path)], ROOT)
    assert result.returncode == 0, result.stderr
    written = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.glob("*.json")}
    kept = {file.name: file.read_text(encoding="utf-8") for file in (ROOT / "schemas").glob("*.json")}
    assert written == kept, "run `make schema`"


def test_every_field_is_in_the_manual_in_chinese() -> None:
    from generator.content.language import phrases
    from generator.content.manual import manual
    from generator.content.model import COLLECTIONS

    for sheet in manual(COLLECTIONS, phrases("zh")):
        assert re.search(r"[\u4e00-\u9fff]", sheet.text), sheet.name
        for field in sheet.fields:
            assert re.search(r"[\u4e00-\u9fff]", field.text), f"{sheet.name}.{field.name}"


def test_languages_have_the_same_words() -> None:
    """Both language files have the same tables and keys; only the manual may be left to the models' docstrings."""
    from generator.content.language import phrases

    def keys(table: object, at: str = "") -> set[str]:
        if not isinstance(table, dict):
            return {at}
        forms = {"other"} if "other" in table else table.keys()  # a count has as many forms as its language
        return {key for name in forms for key in keys(table[name], f"{at}.{name}")}

    zh, en = phrases("zh"), phrases("en")
    assert keys({name: part for name, part in zh.items() if name != "manual"}) == keys(
        {name: part for name, part in en.items() if name != "manual"}
    )


def test_make_help_tells_of_every_target(project: Path) -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    told = run(["make", "--no-print-directory", "help"], project).stdout.splitlines()
    assert sorted(line.split()[1] for line in told) == sorted(phony[0].split())
    assert all(len(line.split()) > 3 for line in told)


def test_the_guide_to_publishing_names_what_is_there(tmp_path: Path) -> None:
    """The shipped one is that of a new knowledge base; every file and command it names is there, and it names all."""
    from generator.__main__ import main
    from generator.content.language import LANGUAGES

    assert (ROOT / "docs/publishing.md").read_text(encoding="utf-8") == (
        ROOT / "generator/start/zh/docs/publishing.md"
    ).read_text(encoding="utf-8")
    for language in LANGUAGES:
        new = tmp_path / language
        assert main(["new", str(new), "--language", language, "--ci", "gitlab"]) == 0
        text = (new / "docs/publishing.md").read_text(encoding="utf-8")
        named = set(re.findall(r"deploy/[\w./]*\w", text))
        assert {name for name in named if not (ROOT / name).exists() or not (new / name).exists()} == set()
        assert {f"deploy/{path.name}" for path in (ROOT / "deploy").iterdir() if path.name[0] != "."} - named <= {
            "deploy/Dockerfile.dockerignore"
        }
        assert {line.split()[1] for line in text.splitlines() if line.startswith("huashu ")} == {"check", "zip"}
        for path in ("Caddyfile", "Dockerfile", "Dockerfile.dockerignore", "nginx/site.conf", "nginx/huashu.conf"):
            assert (new / "deploy" / path).read_bytes() == (ROOT / "deploy" / path).read_bytes()
