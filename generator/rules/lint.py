"""The command `lint`: files, folders or what is piped in -> verdicts, as a manager reads them or as JSON."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.content.library import Library
from generator.content.model import NoticePart, cite
from generator.content.system import system_words
from generator.rules.redlines import detector_of
from generator.rules.textfile import decoded
from generator.rules.verdict import SEVERITIES, Hit, Verdict, verdict

MOST = 200
"""How many finds of a file are shown; the others are counted."""
TEXTS = (".txt", ".md", ".csv", ".tsv", ".log", ".htm", ".html", ".srt")
"""What counts as a text in a folder."""


@dataclass(frozen=True)
class Judged:
    """A file's verdict, or why it has none."""

    name: str
    verdict: Verdict | None = None
    encoding: str = ""
    trouble: str = ""

    @property
    def clean(self) -> bool:
        return self.verdict is not None and self.verdict.worst == "clean"

    def as_json(self, library: Library) -> dict[str, Any]:
        """As docs/lint.schema.json has it."""
        if self.verdict is None:
            return {"file": self.name, "verdict": "unreadable", "finds": [], "missing": [], "trouble": self.trouble}
        return {
            "file": self.name,
            "encoding": self.encoding,
            "verdict": self.verdict.worst,
            "finds": [_find(hit, library) for hit in self.verdict.hits],
            "missing": [part.title for part in _missing(self.verdict, library)],
        }


@dataclass(frozen=True)
class File:
    """A file to be judged; - is what is typed or piped in."""

    name: str

    def judged(self, library: Library) -> Judged:
        """Its verdict, or in words why there is none."""
        words = library.words["command"]
        try:
            raw = sys.stdin.buffer.read() if self.name == "-" else Path(self.name).read_bytes()
        except OSError as error:
            why = system_words(error.strerror or str(error), library.words)
            return Judged(self.name, trouble=words["no-text"].format(name=self.name, why=why))
        text, detector = decoded(raw), library.once(detector_of)
        if text is None or detector is None:
            return Judged(self.name, trouble=words["not-a-text"].format(name=self.name))
        return Judged(self.name, verdict(library, detector, text.text), text.encoding)


def files(names: Iterable[str]) -> Iterator[File]:
    """The files of that name, those of folders in the order of their names."""
    for name in names:
        if name != "-" and os.path.isdir(name):  # noqa: PTH112 says no where the system cannot even look: reading says why
            inside = sorted(file for file in Path(name).rglob("*") if file.suffix.lower() in TEXTS and file.is_file())
            yield from (File(str(file)) for file in inside)
        else:
            yield File(name)


def report(judged: Sequence[Judged], library: Library) -> str:
    """What must not be said beside what can be said instead, with the law, the gravest first; then what is missing."""
    w = library.words["interface"]["lint"]
    told = []
    for one in judged:
        if one.verdict is not None:
            head = w["file"].format(name=one.name, encoding=one.encoding, verdict=w[f"verdict_{one.verdict.worst}"])
            told.append(
                (f"{head}\n\n" if len(judged) > 1 or one.encoding != "UTF-8" else "") + _told(one.verdict, library)
            )
    return "\n\n".join(told)


def _told(found: Verdict, library: Library) -> str:
    w = library.words["interface"]["lint"]
    parts = [_shown(hit, library) for hit in found.by_gravity()[:MOST]]
    if more := len(found.hits) - len(parts):
        parts.append(w["more"].format(count=more))
    counts = Counter(hit.severity for hit in found.hits)
    said = [w["count"].format(severity=w[name], count=counts[name]) for name in SEVERITIES if counts[name]]
    parts.append(w["summary"].format(found=w["between"].join(said)) if said else w["clean"])
    if missing := _missing(found, library):
        parts.append(
            "\n".join([w["missing"], *(f"  {part.title}{w['colon']}{library.readable(part.say)}" for part in missing)])
        )
    return "\n\n".join(parts)


def _shown(hit: Hit, library: Library) -> str:
    w, rule = library.words["interface"]["lint"], library.rules[hit.find.rule]
    head = w["head"].format(line=hit.line, severity=w[hit.severity], rule=hit.find.rule, title=rule.title)
    who = w["said_by"].format(who=hit.speaker.who, when=hit.speaker.when) if hit.speaker else ""
    lines = [head + who, f"  {w['sentence']}{' '.join(hit.written.split())}", f"  {w['found']}{hit.find.found}"]
    lines += [
        f"  {w['suggest']}{library.readable(rule.suggest)}",
        f"  {w['why']}{library.readable(rule.why)}",
    ]
    law = _law(hit, library)
    return "\n".join(lines + ([f"  {w['law']}{w['between'].join(law)}"] if law else []))


def _find(hit: Hit, library: Library) -> dict[str, Any]:
    rule = library.rules[hit.find.rule]
    found: dict[str, Any] = {
        "rule": hit.find.rule, "title": rule.title, "severity": hit.severity, "line": hit.line,
        "start": hit.find.begin, "end": hit.find.end, "sentence": hit.written,
        "suggestion": library.readable(rule.suggest), "law": _law(hit, library),
    }  # fmt: skip
    return found | ({"who": hit.speaker.who, "when": hit.speaker.when} if hit.speaker else {})


def _law(hit: Hit, library: Library) -> list[str]:
    form = library.words["interface"]["page"]["cite"]
    return [cite(library.articles[name], form) for name in library.rules[hit.find.rule].law]


def _missing(found: Verdict, library: Library) -> list[NoticePart]:
    notice = library.redlines.notice if library.redlines else None
    return [notice.parts[at] for at in found.missing] if notice else []
