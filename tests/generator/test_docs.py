"""What the documents say is true: their commands run, their samples check clean, their worked example works."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import ROOT, SAMPLE

READMES = ("README.md", "README.zh.md", "docs/writing.md")
QUIET = {
    **os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1795392000",  # 2026-11-23: the samples are read on the day they were written
}  # fmt: skip


def blocks(file: str, language: str) -> list[str]:
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.S)


def commands() -> list[str]:
    lines = [
        line.split(" #")[0].strip() for file in READMES for block in blocks(file, "sh") for line in block.splitlines()
    ]
    return sorted({line for line in lines if line})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a user has, to run commands in."""
    root = tmp_path_factory.mktemp("project")
    for name in ("content", "docs", "overrides", "generator", "scripts"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in (
        "mkdocs.yml",
        "Makefile",
        "pyproject.toml",
        "constraints.txt",
        "README.md",
        "LICENSE",
        "package-lock.json",
    ):
        shutil.copy(ROOT / name, root / name)
    (root / "draft.txt").write_text("请在 11 月 30 日前缴清，谢谢。\n", encoding="utf-8")
    return root


def run(command: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, env=QUIET, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", commands())
def test_command(command: str, project: Path) -> None:
    """Each runs as written, but: what installs or tests is asked for its plan, what serves is in a test of its own."""
    words = shlex.split(command)
    words = [sys.executable if word in ("python", ".venv/bin/python") else word for word in words]
    if words[0] == "make":
        words.insert(1, "-n")
    elif "pip" in words:
        assert [word for word in words if word.endswith(".txt")] == ["constraints.txt"]
        words = [sys.executable, "-m", "pip", "check"]  # what it has installed fits together
    elif "venv" in words:
        words = [*words[:-1], "--without-pip", "another"]
    elif words[-1].startswith("scripts/"):
        words = [sys.executable, "-m", "py_compile", words[-1]]
    elif "serve" in words:
        words = [*words, "--help"]
    result = run(words, project)
    assert result.returncode == 0, result.stdout + result.stderr


def yaml_samples() -> list[tuple[str, str]]:
    samples = blocks("docs/writing.md", "yaml")
    found = [re.match(r"# content/(\S+)\n", sample) for sample in samples]
    return [(match[1], sample) for match, sample in zip(found, samples, strict=True) if match]


def test_every_yaml_sample_names_its_file() -> None:
    assert len(yaml_samples()) == len(blocks("docs/writing.md", "yaml")) >= 2


@pytest.mark.parametrize(("path", "sample"), yaml_samples())
def test_yaml_sample_checks_clean(path: str, sample: str, project: Path) -> None:
    file = project / "content" / path
    file.write_text(sample, encoding="utf-8")
    try:
        result = run([sys.executable, "-m", "generator", "check", "--strict"], project)
    finally:
        file.unlink()
    assert result.returncode == 0, result.stdout


def test_message_sample_is_what_check_says(project: Path) -> None:
    """The editing guide shows a message; the same mistake gives it."""
    (shown,) = blocks("docs/writing.md", "text")
    file = project / "content" / "checklists" / "before-visit.yml"
    before = file.read_text(encoding="utf-8")
    head = re.split(r"^checks:\n", before, flags=re.M)[0].splitlines()
    keys = [line for line in head if re.match(r"(code|title|summary|owner|reviewed|when):", line)]
    file.write_text(
        "\n".join([*keys, "checks:", "  - id: badge", "    txt: 出门前带好工牌。"]) + "\n", encoding="utf-8"
    )
    try:
        said = run([sys.executable, "-m", "generator", "check"], project).stdout
    finally:
        file.write_text(before, encoding="utf-8")
    assert shown.strip() in said


def test_a_new_collection_costs_one_class_and_one_template(project: Path, tmp_path: Path) -> None:
    """CONTRIBUTING's worked example, done as it says, in a copy of the generator."""
    shutil.copytree(project / "generator", tmp_path / "generator")
    shutil.copytree(SAMPLE, tmp_path / "content")
    the_class, the_list = blocks("CONTRIBUTING.md", "python")
    (template,) = blocks("CONTRIBUTING.md", "jinja")
    (entry,) = blocks("CONTRIBUTING.md", "yaml")
    model = tmp_path / "generator" / "content" / "model" / "collections.py"
    old = re.search(r"^COLLECTIONS: .*\n", model.read_text(encoding="utf-8"), flags=re.M)
    assert old
    model.write_text(model.read_text(encoding="utf-8").replace(old[0], f"{the_class}\n\n{the_list}"), encoding="utf-8")
    (tmp_path / "generator" / "pages" / "templates" / "letters.md.jinja").write_text(template, encoding="utf-8")
    (tmp_path / "content" / "letters").mkdir()
    (tmp_path / "content" / "letters" / "thank-you.yml").write_text(entry, encoding="utf-8")
    result = run([sys.executable, "-m", "generator", "generate", "--to", "out"], tmp_path)
    assert result.returncode == 0, result.stdout + result.stderr
    page = (tmp_path / "out" / "letters" / "thank-you.md").read_text(encoding="utf-8")
    assert '<kb-blank name="name">' in page
    assert "[Thank you](thank-you.md)" in (tmp_path / "out" / "letters" / "index.md").read_text(encoding="utf-8")
    (tmp_path / "content" / "letters" / "thank-you.yml").write_text(entry.replace("{name}", "{nmae}"), encoding="utf-8")
    said = run([sys.executable, "-m", "generator", "check"], tmp_path).stdout
    assert "content/letters/thank-you.yml:6:18: there is no blank `nmae`" in said


def test_serve_shows_edits_as_they_are_made(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    address = f"http://127.0.0.1:{port}/tips/respect-and-attitude.html"
    file = project / "content" / "tips" / "respect-and-attitude.yml"
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
        return {key for name, part in table.items() for key in keys(part, f"{at}.{name}")}

    zh, en = phrases("zh"), phrases("en")
    assert keys({name: part for name, part in zh.items() if name != "manual"}) == keys(
        {name: part for name, part in en.items() if name != "manual"}
    )
