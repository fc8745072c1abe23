"""Problems and the verdict as text, in the language of the pack, or in every language while it names none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from generator.content.language import counted, phrases
from generator.content.library import Library
from generator.content.problems import Problem, show


def failed(problems: Sequence[Problem], *, strict: bool) -> bool:
    """Whether these problems stop a build."""
    stopping = ("error", "warning") if strict else ("error",)
    return any(problem.severity in stopping for problem in problems)


def told(library: Library, problem: Problem) -> str:
    """One problem as text."""
    return "\n".join(show(problem, words) for words in library.once(_words))


def report(library: Library, problems: Sequence[Problem], *, strict: bool = False) -> str:
    """All problems and the verdict."""
    verdicts = [_verdict(words, len(library.entries), problems, strict=strict) for words in library.once(_words)]
    return "\n\n".join([*(told(library, problem) for problem in problems), "\n".join(verdicts)])


def _words(library: Library) -> list[Mapping[str, Any]]:
    """The languages that messages come in, as tables of texts."""
    return [phrases(name, f"{library.pack.code}35") for name in library.languages]


def _verdict(words: Mapping[str, Any], entries: int, problems: Sequence[Problem], *, strict: bool) -> str:
    pages = counted(words, "pages", entries)
    if not problems:
        return str(words["command"]["clean"].format(pages=pages))
    counts = Counter(problem.severity for problem in problems)
    found = [counted(words, f"{name}s", counts[name]) for name in ("error", "warning", "notice") if counts[name]]
    stopped = failed(problems, strict=strict)
    said: str = words["command"]["failed" if stopped else "passed"].format(
        pages=pages, found=words["command"]["comma"].join(found)
    )
    said += words["command"]["strict"] if stopped and not failed(problems, strict=False) else ""
    fixable = sum(problem.mend is not None for problem in problems)
    return said + ("\n" + words["command"]["fixable"].format(count=fixable) if fixable else "")
