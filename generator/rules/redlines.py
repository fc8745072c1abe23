"""Red lines meet the content: every text that readers see, say or fill in, and the pages written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from generator.content.library import Library
from generator.content.markup import visible
from generator.content.model import Allow, Entry, Examples, Item, RedLines, Rule
from generator.content.problems import Keys, Place, Problem, Severity, problem_at
from generator.content.source import Source
from generator.parallel import aside, spread
from generator.rules.budget import patterns_wild
from generator.rules.detector import Detector
from generator.rules.each import Texts, each_file, page_of, texts_by_file
from generator.rules.patterns import alternatives
from generator.rules.program import FIND, program
from generator.rules.sentences import Find


def detector_of(library: Library) -> Detector | None:
    """What finds wording that the library's red lines speak of, to be asked for `once`; None where it has none, or one
    of their patterns would run for ever."""
    if not library.redlines:
        return None
    taught = Taught(library.redlines, library.examples)
    return detector_from(taught) if taught in _known or not any(patterns_wild(library)) else None


@dataclass(frozen=True)
class Taught:
    """What a detector is made from, told apart by its values; `made`: the program that was made of them before."""

    redlines: RedLines = field(compare=False)
    examples: Examples | None = field(compare=False)
    made: dict[str, Any] | None = field(compare=False, default=None)
    values: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = (self.redlines, self.examples)
        object.__setattr__(self, "values", tuple(part.model_dump_json() if part else "" for part in parts))


_making: dict[Taught, Callable[[], dict[str, Any]]] = {}
"""Programs that are being made by another process."""

_known: dict[Taught, Detector] = {}
"""Detectors by what they are made from: the last two, for who edits red lines goes back and forth."""


def detector_from(taught: Taught) -> Detector:
    """The detector of patterns that do not run for ever."""
    if taught not in _known:
        for old in list(_known)[:-1]:
            del _known[old]
        making = _making.pop(taught, None)
        made = taught.made or (making and making())
        _known[taught] = Detector(taught.redlines, taught.examples, made)
        _known[taught].tried = taught.made is not None
    return _known[taught]


def make(taught: Taught) -> None:
    """Have the program of a detector made by another process, from now on: learning takes as long as all that goes
    before it."""
    if taught not in _known and taught not in _making:
        _making[taught] = aside(partial(program, taught.redlines, taught.examples))


def tried(library: Library) -> bool:
    """Whether every pattern of the red lines is known to keep to its budget of time."""
    detector = library.once(detector_of)
    return bool(detector and detector.tried)


def red_lines(library: Library, today: date) -> Iterator[Problem]:
    """Nothing that readers see, say or fill in breaks a red line; a caution can be allowed for a page or an item."""
    if not (detector := library.once(detector_of)):
        return
    _look_through(library, detector)
    yield from each_file(library, partial(_red_lines, detector=detector, today=today), detector, today)


def _red_lines(library: Library, source: Source, texts: Texts, *, detector: Detector, today: date) -> Iterator[Problem]:
    entry = page_of(library, source)
    given, needed = list(allowances(entry)) if entry else [], set[Keys]()
    for keys, text, what in texts:
        for find, rule in _finds(library.rules, detector, text, what):
            if not entry and not _forbids(find):
                continue  # there is no place here to allow it with a reason
            at, allow = _allowance(given, _allowed_by(library, find), keys, today)
            if "allow" not in keys:  # its own reason needs no allowance
                needed.add(at)
            if _forbids(find) or not allow or allow.until < today:
                yield _broken(source, keys, find, rule, ended=allow)
    yield from _allowed(library, source, given, needed)


def _look_through(library: Library, detector: Detector) -> None:
    """Have every text looked through that was not yet, on every core."""
    fresh = [(source, texts) for source, texts in library.once(texts_by_file) if source.judged.get(LOOKED) != detector]
    texts_ = dict.fromkeys(text for _, texts in fresh for _, text, what in texts if what in CHECKED)
    detector.known |= {text: detector.earlier[text] for text in texts_ if text in detector.earlier}
    for text, found in spread(detector.found, [text for text in texts_ if text not in detector.known]):
        detector.known[text] = found
    for source, _ in fresh:
        source.judged[LOOKED] = detector


LOOKED = "looked through by"
"""With a file: the detector that has looked through its texts."""


def _finds(rules: Mapping[str, Rule], detector: Detector, text: str, what: str) -> list[tuple[Find, Rule]]:
    """What a text breaks. The examples are words to people: advice to colleagues reads otherwise and is not set
    against them."""
    if what not in CHECKED or not detector.found(text):
        return []
    found = detector.finds(text)
    pairs = [(find, rules[find.rule]) for find in found]
    return [(find, rule) for find, rule in pairs if what == "say" or not find.likely]


def _forbids(find: Find) -> bool:
    """Whether a find stops a build: what merely reads like examples does not."""
    return find.severity == "forbidden" and not find.likely


def _allowed_by(library: Library, find: Find) -> str:
    """The rule by which a find can be allowed: what reads like examples, by the one that asks for them."""
    asking = (name for name, rule in library.rules.items() if rule.like_examples)
    return next(asking) if find.likely else find.rule


CHECKED = ("say", "prose", "shown")
"""Meanings of texts that red lines apply to; what is quoted is shown as wrong, or as somebody else's."""


SEVERITIES: dict[str, Severity] = {"forbidden": "error", "caution": "warning", "review": "notice"}
"""Rule -> problem: one that only asks for a look stops no build."""


def _broken(source: Source, keys: Keys, find: Find, rule: Rule, ended: Allow | None = None) -> Problem:
    severity = "warning" if find.likely and find.severity == "forbidden" else SEVERITIES[find.severity]
    kind: str = "alike" if find.likely else find.severity
    if ended and severity != "error":
        kind, severity = "allow-ended", "notice"  # no build fails by the clock alone
    decided: dict[str, Any] = {"by": ended.by, "until": ended.until} if ended else {}
    return source.problem(kind, keys, severity=severity, snippet=find.found, **_told(find, rule), **decided)


def _told(find: Find, rule: Rule) -> dict[str, Any]:
    """What a message about a find says."""
    return {"rule": find.rule, "title": rule.title, "found": find.found, "why": rule.why, "suggest": rule.suggest}


def allowances(entry: Entry) -> Iterator[tuple[Keys, Allow]]:
    """Every allowance of an entry and of its items, with the way to it."""
    places: list[tuple[Keys, Entry | Item]] = [((), entry)]
    places += [((str(entry.items_field), index), item) for index, item in enumerate(entry.items)]
    for keys, holder in places:
        yield from (((*keys, "allow", index), allow) for index, allow in enumerate(holder.allow))


def _allowance(given: Iterable[tuple[Keys, Allow]], rule: str, keys: Keys, today: date) -> tuple[Keys, Allow | None]:
    """The allowance that a text's find rests on: one that has not ended before one that has, the nearest first."""
    fitting = [(at, allow) for at, allow in given if allow.rule == rule and keys[: len(at) - 2] == at[:-2]]
    return max(fitting, key=lambda pair: (pair[1].until >= today, len(pair[0])), default=((), None))


def _allowed(
    library: Library, source: Source, given: Iterable[tuple[Keys, Allow]], needed: set[Keys]
) -> Iterator[Problem]:
    rules = library.rules
    for at, allow in given:
        keys = (*at, "rule")
        if allow.rule not in rules:
            yield source.problem("allow-unknown", keys, rule=allow.rule)
        elif rules[allow.rule].severity == "forbidden":
            yield source.problem("allow-forbidden", keys, rule=allow.rule)
        elif at not in needed:
            yield source.problem("allow-unused", keys, severity="warning", rule=allow.rule)


def rules_hold(library: Library) -> Iterator[Problem]:
    """Each red line finds its own bad examples and leaves its good ones alone."""
    if not (detector := library.once(detector_of)):
        return
    source = library.sources["redlines.yml"]
    for name, rule in library.rules.items():
        if len(rule.ways) != 1:
            yield source.problem("rule-without-pattern", ("rules", name), of_key=True, rule=name)
            continue
        for index, way in enumerate(rule.wordings):
            if way.unless and not all(FIND in part for part in alternatives(way.unless)):
                keys: Keys = ("rules", name, "unless") if rule.pattern else ("rules", name, "wording", index, "unless")
                yield source.problem("unless-without-place", keys)
        for kind, examples, wanted in (("rule-misses", rule.bad, True), ("rule-overreaches", rule.ok, False)):
            for index, text in enumerate(examples):
                finds = detector.every(text)
                if any(find.likely if rule.like_examples else find.rule == name for find in finds) is not wanted:
                    yield source.problem(kind, ("rules", name, "bad" if wanted else "ok", index), rule=name, text=text)


def hand_written(library: Library, docs: Path) -> Iterator[Problem]:
    """The Markdown pages of a folder, checked like everything else; what they quote is left alone."""
    detector = library.once(detector_of)
    for file in sorted(docs.rglob("*")):
        path = f"{docs.name}/{file.relative_to(docs).as_posix()}"
        if file.exists() and not file.is_file() and not file.is_dir():
            yield Problem(Place(path), "special-file")
        if file.suffix != ".md" or not file.is_file():
            continue
        try:
            lines = tuple(file.read_text(encoding="utf-8-sig").splitlines())
        except UnicodeDecodeError as error:
            yield Problem(Place(path, error.object.count(b"\n", 0, error.start) + 1), "not-utf8")
            continue
        if not detector:
            continue
        own = dict(_own_words(lines))
        text = "\n".join(own.get(number, "") for number in range(1, len(lines) + 1))
        for find, rule in _finds(library.rules, detector, text, "prose"):
            number = text.count("\n", 0, find.begin) + 1
            column = max(lines[number - 1].find(find.found), 0) + 1
            yield problem_at(
                Place(path, number, column),
                lines,
                find.severity,
                "by-hand",
                SEVERITIES[find.severity],
                **_told(find, rule),
            )


def _own_words(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines of a Markdown page without code, quotations and examples marked as wrong by ❌ or 反例."""
    fence = ""
    for number, line in enumerate(lines, 1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and not _QUOTED.match(line):
            yield number, _CODE.sub("", visible(line))


_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_QUOTED = re.compile(r"\s*(>|[-*+]?\s*(❌|✗|反例|\*\*反例))")
_CODE = re.compile(r"`[^`]*`")
