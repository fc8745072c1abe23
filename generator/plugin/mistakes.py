"""What is wrong with the content, told to who is to mend it: in the terminal, and as a page of a live preview."""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from generator.content.language import counted
from generator.content.library import Library
from generator.content.problems import Problem
from generator.content.report import failed, report, told

log = get_plugin_logger("huashu")


_LOGGED = {"error": log.error, "warning": log.warning, "notice": log.info}
"""How loud a problem is told, so that a quiet build (-q) tells what stops it."""


class MistakeError(PluginError):
    """What is wrong with the content, worded for who is to mend it."""


def tell(library: Library, problems: Sequence[Problem]) -> None:
    """Every problem, as loud as it is; a warning makes --strict fail. MistakeError where an error stops any build."""
    for problem in problems:
        _LOGGED[problem.severity]("%s", told(library, problem))
    if failed(problems, strict=False):
        errors = sum(problem.severity == "error" for problem in problems)
        mistake = MistakeError(counted(library.words, "errors", errors))
        mistake.add_note(report(library, problems))
        raise mistake


def as_page(mistake: Exception) -> str:
    """A mistake in words; what is no author's mistake is told in the terminal, too, with the way to it."""
    if not isinstance(mistake, MistakeError):
        log.error("%s", "".join(traceback.format_exception(mistake)).rstrip())
    notes = getattr(mistake, "__notes__", ())
    return "\n".join(notes) or f"{type(mistake).__name__}: {mistake}"
