"""The commands fix, rename and withdraw: a difference to look at, and nothing changed without --write."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from generator.content.dates import today
from generator.content.language import counted
from generator.content.library import Library
from generator.content.load import load
from generator.content.problems import Problem
from generator.content.report import failed, told
from generator.edit.changes import Change, difference, write
from generator.edit.fix import fix
from generator.edit.rename import Refusal, Renaming, rename, renaming
from generator.edit.withdraw import withdraw
from generator.rules.check import check

DONE, REFUSED = 0, 1


def run_fix(arguments: Namespace) -> int:
    """Mend what has one mend; tells what is left for people."""
    change, left, library = fix(arguments.content, today(), load(arguments.content).collections)
    if not change:
        print(library.words["command"]["nothing-to-fix"])
    else:
        _make(arguments, library, change)
    return _leave(library, left) if failed(left, strict=False) else DONE


def run_rename(arguments: Namespace) -> int:
    """Give a page, an item, an article, a blank or a red line another name."""
    library = load(arguments.content)
    words = library.words["command"]
    wanted = renaming(library, arguments.old, arguments.new)
    if not _is_sound(library, wanted.concerns if isinstance(wanted, Renaming) else None):
        return REFUSED
    if isinstance(wanted, Refusal):
        print(words[wanted.message].format(**wanted.values))
        return REFUSED
    change, left = rename(arguments.content, wanted, today(), library.collections)
    _make(arguments, library, change)
    if wanted.kind in ("page", "item"):
        print(words["ticks-stay"])
    _mention(arguments, library, wanted.old if wanted.kind == "page" else "")
    return _leave(library, left)


def run_withdraw(arguments: Namespace) -> int:
    """Take a page out: its address tells why and leads on, its code stays taken."""
    library = load(arguments.content)
    words = library.words["command"]
    if not _is_sound(library):
        return REFUSED
    name, instead = arguments.id, arguments.instead
    for wanted in (name, instead):
        if wanted and wanted.partition("#")[0] not in library.entries:
            print(words["no-such-page"].format(name=wanted))
            return REFUSED
    change, left = withdraw(arguments.content, name, arguments.because, instead, today(), library.collections)
    _make(arguments, library, change)
    _mention(arguments, library, name)
    return _leave(library, left)


def _is_sound(library: Library, concerned: Callable[[Problem], bool] | None = None) -> bool:
    """Whether every file can be read and every name is known, but for those that a change is about: else places would
    be missed."""
    problems = [each for each in check(library, today()) if not (concerned and concerned(each))]
    if failed(problems, strict=False):
        print(library.words["command"]["first-check"])
        return False
    return True


def _make(arguments: Namespace, library: Library, change: Change) -> None:
    """Show the change, and make it if that was asked for."""
    words = library.words["command"]
    for line in difference(arguments.content, change):
        print(line)
    files = counted(library.words, "files", len({*change.lines, *change.moved}))
    if arguments.write:
        write(arguments.content, change)
    print("\n" + words["changed" if arguments.write else "would-write"].format(files=files))


def _leave(library: Library, left: Sequence[Problem]) -> int:
    """Tell what is left for people."""
    if not left:
        return DONE
    print("\n" + library.words["command"]["left"].format(count=len(left)))
    for problem in left:
        print("\n" + told(library, problem))
    return REFUSED


def _mention(arguments: Namespace, library: Library, name: str) -> None:
    """Tell where pages written by hand mention a page."""
    places = list(_mentions(arguments.docs, name)) if name and arguments.docs.is_dir() else []
    if places:
        words = library.words["command"]
        print(words["mentioned"].format(places=words["comma"].join(places)))


def _mentions(docs: Path, name: str) -> Iterator[str]:
    for file in sorted(docs.rglob("*.md")):
        for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), 1):
            if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", line):
                yield f"{docs.name}/{file.relative_to(docs).as_posix()}:{number}"
