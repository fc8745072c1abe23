"""Any text -> what in it breaks a red line, as a manager reads it: a draft notice, a message, a letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.content.library import Library
from generator.content.markup import readable
from generator.content.model import Severity, cite
from generator.rules.detector import Detector, Find, sentences

_LINE_END = re.compile("\r\n?|\n")


@dataclass(frozen=True)
class Hit:
    """A find, the line of the text it stands in, from 1, and the sentence as it was written."""

    line: int
    find: Find
    written: str


def decoded(raw: bytes) -> str | None:
    """The text of a file as offices write them: UTF-8, UTF-16 with its mark, or GB 18030; None for anything else."""
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text  # GB 18030 makes signs of nearly any bytes; no text has a zero
    return None


def lint(detector: Detector, text: str) -> list[Hit]:
    """Everything in the text that breaks a rule, sentence by sentence: one long paragraph may do it twice."""
    rows = [(at, sentence) for at, line in enumerate(_LINE_END.split(text), 1) for sentence in sentences(line)]
    return [Hit(at, find, sentence.strip()) for at, sentence in rows for find in detector.finds(sentence)]


def shown(hits: Sequence[Hit], library: Library) -> str:
    """What must not be said beside what can be said instead, with the law."""
    w, cited = library.words["interface"]["lint"], library.words["interface"]["page"]["cite"]
    if not hits:
        return str(w["clean"])
    parts = []
    for hit in hits:
        rule = library.rules[hit.find.rule]
        law = [cite(library.articles[name], cited) for name in rule.law]
        lines = [w["head"].format(line=hit.line, severity=w[rule.severity], rule=hit.find.rule, title=rule.title)]
        lines += [f"  {w['sentence']}{hit.written}", f"  {w['found']}{hit.find.found}"]
        lines += [f"  {w['suggest']}{readable(rule.suggest)}", f"  {w['why']}{readable(rule.why)}"]
        lines += [f"  {w['law']}{w['between'].join(law)}"] if law else []
        parts.append("\n".join(lines))
    counts = Counter(library.rules[hit.find.rule].severity for hit in hits)
    said = [w["count"].format(severity=w[name], count=counts[name]) for name in SEVERITIES if counts[name]]
    return "\n\n".join([*parts, w["summary"].format(found=w["between"].join(said))])


SEVERITIES: tuple[Severity, ...] = ("forbidden", "caution", "review")
