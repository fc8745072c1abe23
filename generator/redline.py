"""Finds wording that must not be published. Works on plain text and rules only; check.py knows where texts are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import RedLines, Rule

_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u00ad]")
_SPACED_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_SENTENCE = re.compile(r"[^。！？；!?;\n]+")


@dataclass(frozen=True)
class Find:
    """A piece of text that breaks a rule."""

    rule: str
    found: str


class Detector:
    """The rules of redlines.yml, compiled once for many texts."""

    def __init__(self, redlines: RedLines) -> None:
        guards = redlines.guards
        self._before, self._window = re.compile(guards.before), guards.window
        self._after, self._after_window = re.compile(guards.after), guards.after_window
        self._rules = [_Compiled(name, rule) for name, rule in redlines.rules.items() if rule.pattern or rule.all_of]

    def finds(self, text: str) -> Iterator[Find]:
        """Every rule that `text` breaks, each once, with the piece that breaks it."""
        sentences = [match[0] for match in _SENTENCE.finditer(plain(text))]
        whole = "\n".join(sentences)
        for rule in self._rules:
            # Nearly all texts break no rule: a look at all sentences at once spares one at each.
            if all(pattern.search(whole) for pattern in rule.needed):
                found = next(filter(None, (self._breaks(rule, sentence) for sentence in sentences)), None)
                if found:
                    yield Find(rule.name, found)

    def _breaks(self, rule: _Compiled, sentence: str) -> str | None:
        """The first piece of the sentence that breaks the rule and that nothing makes harmless."""
        if not all(pattern.search(sentence) for pattern in rule.needed):
            return None
        if rule.unless and rule.unless.search(sentence):
            return None
        if rule.pattern is None:
            return sentence.strip()
        for match in rule.pattern.finditer(sentence):
            if not self._harmless(sentence, match.start(), match.end()):
                return match[0]
        return None

    def _harmless(self, sentence: str, start: int, end: int) -> bool:
        # The negation is looked for in the whole beginning of the sentence and measured afterwards: cut off at the
        # window first, “为了避免” would become “避免” and a veiled threat would pass.
        if any(start - m.end() <= self._window for m in self._before.finditer(sentence[:start])):
            return True
        verdict = self._after.search(sentence, end)
        return verdict is not None and verdict.start() - end <= self._after_window


class _Compiled:
    def __init__(self, name: str, rule: Rule) -> None:
        self.name = name
        self.pattern = re.compile(rule.pattern) if rule.pattern else None
        # Multi-line, so that ^ and $ mean the ends of a sentence in several sentences joined by line ends, too.
        self.needed = [re.compile(pattern, re.MULTILINE) for pattern in (rule.all_of or [rule.pattern or ""])]
        self.unless = re.compile(rule.unless) if rule.unless else None


def plain(text: str) -> str:
    """Text as rules see it: NFKC, no invisible characters, no blanks set between Chinese characters to hide a word."""
    return _SPACED_HAN.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
