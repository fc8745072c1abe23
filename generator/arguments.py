"""Arguments of the command line, told in the language of the pack: every word of the help is in the language files."""

from __future__ import annotations

import argparse
import locale
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, cast

from generator.content.language import LANGUAGES, phrases
from generator.content.load import named_language
from generator.content.markup import is_site

CONTENT = Path("content")
"""Where the content is, unless --content says otherwise."""

_FAULTS = (
    (r"the following arguments are required: (?P<what>.+)", "missing"),
    (r"argument .*?: invalid choice: '?(?P<what>[^' ]*)'? \(choose from (?P<known>.*)\)", "no-choice"),
    (r"unrecognized arguments: (?P<what>.+)", "unknown"),
    (r"argument (?P<what>.+?): expected .*", "no-value"),
    (r"argument .+?: invalid site_address value: '?(?P<what>.*?)'?", "no-address"),
)
"""What argparse says of a line that it does not understand -> the text of the language files that says so."""


def site_address(text: str) -> str:
    """An argument that is where a site will be; ValueError where none can be."""
    if not is_site(text):
        raise ValueError(text)
    return text


class Parser(argparse.ArgumentParser):
    """A parser that says everything by the tables `usage` and `help` of a language file."""

    def __init__(self, words: Mapping[str, Any], **settings: Any) -> None:
        self._words, said = words, words["usage"]
        super().__init__(
            add_help=False, allow_abbrev=False, formatter_class=partial(_Formatter, said["usage"]), **settings
        )
        self._positionals.title, self._optionals.title = said["arguments"], said["options"]
        self.add("-h", "--help", action="help")

    def add(self, *names: str, **settings: Any) -> None:
        """An argument; its help is that of this command's argument, or of every argument of the name."""
        shown = names[-1] if names[-1].startswith("-") else str(settings["metavar"])
        command = self.prog.rpartition(" ")[2]
        texts = self._words["help"]
        self.add_argument(*names, help=texts.get(f"{command} {shown}") or texts[shown], **settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the line, and how it goes."""
        said = self._words["usage"]
        for pattern, name in _FAULTS:
            if match := re.fullmatch(pattern, message):
                known = match.groupdict().get("known", "").replace("'", "")
                message = said[name].format(what=match["what"], known=known)
                break
        self.print_usage(sys.stderr)
        self.exit(2, said["fault"].format(program=self.prog, said=message) + "\n")


class _Formatter(argparse.HelpFormatter):
    def __init__(self, usage: str, prog: str, **settings: Any) -> None:
        super().__init__(prog, max_help_position=30, **settings)
        self._usage = usage

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


class Commands:
    """The program's commands."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words
        program = "huashu" if Path(sys.argv[0]).stem.startswith("huashu") else "python -m generator"
        self.parser = Parser(words, prog=program, description=words["help"]["program"])
        self.parser.add("--content", type=Path, default=CONTENT, metavar="FOLDER")
        self._commands = self.parser.add_subparsers(
            title=words["usage"]["commands"], required=True, dest="command", metavar=words["usage"]["command"],
            parser_class=cast(type[Parser], partial(Parser, words)),
        )  # fmt: skip

    def add(self, name: str, run: Callable[[argparse.Namespace], int]) -> Parser:
        """A command, what it does told by its name in the table `help`."""
        text = self._words["help"][name]
        command = self._commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command


def words_of(argv: Sequence[str]) -> Mapping[str, Any]:
    """The language file for what the program says of itself: that asked for, that of the pack which is meant, or else
    the reader's."""
    finder = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    finder.add_argument("--content", type=Path, default=CONTENT)
    finder.add_argument("--language", choices=LANGUAGES)
    try:
        asked = finder.parse_known_args(argv)[0]
    except argparse.ArgumentError:
        asked = argparse.Namespace(content=CONTENT, language=None)
    return phrases(asked.language or named_language(asked.content) or readers_language())


def readers_language() -> str:
    """The language that this computer speaks to its user, if there are words in it; else English."""
    told = (os.environ.get("LC_ALL"), os.environ.get("LC_MESSAGES"), os.environ.get("LANG"), locale.getlocale()[0])
    said = next((name for name in told if name), "").lower()
    return next((name for name in LANGUAGES if said.startswith((name, _NAMES.get(name, name)))), "en")


_NAMES = {"zh": "chinese"}
"""What Windows calls a language."""
