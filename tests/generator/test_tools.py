"""scripts/tools.py installs nothing of the system without a word."""

from __future__ import annotations

import pytest

from scripts import tools


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run, by root, where there is apt-get."""
    commands: list[list[str]] = []

    class Done:
        returncode = 0

    def run(command: list[str], **_: object) -> Done:
        commands.append(command)
        return Done()

    monkeypatch.setattr(tools.shutil, "which", lambda name, **_: f"/usr/bin/{name}")
    monkeypatch.setattr(tools.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(tools.subprocess, "run", run)
    monkeypatch.delenv("CI", raising=False)
    return commands


@pytest.mark.parametrize(("answer", "goes_on"), [("", False), ("n", False), ("y", True), ("Yes", True)])
def test_who_sits_at_a_terminal_is_asked(
    answer: str, goes_on: bool, ran: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tools.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda text: asked.append(text) or answer)
    assert tools._system_install("caddy") is goes_on
    assert "caddy" in asked[0] and "apt-get" in asked[0]
    assert bool(ran) is goes_on


def test_where_nobody_sits_it_is_said_first(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tools.sys.stdin, "isatty", lambda: False, raising=False)
    assert tools._system_install("caddy")
    assert "installing caddy by apt-get" in capsys.readouterr().out
    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]


def test_ci_is_not_asked(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("CI", "true")
    assert tools._system_install("caddy") and ran
