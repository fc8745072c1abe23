"""What people write when they mean YAML: every slip with its mend. Looked for where YAML's parser gave up."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.content.characters import BLANKS
from generator.content.edits import Edit
from generator.content.lines import Line, balanced, closing, lines_of
from generator.content.problems import Severity


@dataclass(frozen=True)
class Slip:
    """What was slipped: the name of its message and what fills it, where it stands (from 1), the mend if only one."""

    kind: str
    line: int
    column: int
    mend: Edit | None = None
    values: dict[str, Any] = field(default_factory=dict)
    severity: Severity = "error"


@dataclass(frozen=True)
class Page:
    """The file that slips are looked for in: its lines and the keys that its kind of file may have."""

    lines: Sequence[Line]
    keys: Collection[str]

    def text_of(self, line: Line) -> range:
        """The lines (from 0) of a value that goes on in lines of its own: all that is deeper and opens nothing."""
        end = line.number
        while end < len(self.lines) and self._goes_on(self.lines[end], line):
            end += 1
        while end > line.number and not self.lines[end - 1].text.strip():
            end -= 1
        return range(line.number, end)

    def _goes_on(self, following: Line, line: Line) -> bool:
        return not following.text.strip() or (
            not following.within and not following.opens and following.indent > line.column
        )

    def parent(self, line: Line) -> Line | None:
        """The last line before `line` that has a key or a hyphen."""
        return next((self.lines[n] for n in range(line.number - 2, -1, -1) if self.lines[n].opens), None)


Rule = Callable[[Line, Page], Slip | None]


def find(texts: Sequence[str], last: int, keys: Collection[str]) -> Slip | None:
    """The first slip up to line `last` (from 1), where the parser gave up: it noticed late, if anything."""
    page = Page(lines_of(texts), keys)
    return next(_slips(page, page.lines[:last]), None)


def _slips(page: Page, lines: Iterable[Line]) -> Iterator[Slip]:
    for line in lines:
        for rule in RULES if not line.within else (conflict,):
            if slip := rule(line, page):
                yield slip
                break


def quoted(text: str) -> str:
    """A text in quotation marks that leave it as it is."""
    text = text.strip()
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _one(line: Line, text: str) -> Edit:
    return Edit(line.number, line.number, (text,))


def _quote(line: Line, page: Page) -> Edit:
    """The value in quotation marks; one of several lines becomes a text of lines."""
    more = page.text_of(line)
    if not more:
        return _one(line, line.before + quoted(line.value))
    deeper = " " * (line.column + 2)
    texts = [line.value, *(page.lines[n].text for n in more)]
    return Edit(line.number, more.stop, (f"{line.before}|", *(f"{deeper}{text.strip()}".rstrip() for text in texts)))


def conflict(line: Line, page: Page) -> Slip | None:
    """The marks that git leaves where two people changed the same lines."""
    return Slip("conflict", line.number, 1) if re.match(r"(<{7}|={7}|>{7}|\|{7})( |$)", line.text) else None


def tab(line: Line, page: Page) -> Slip | None:
    """Tabs for the indent."""
    match = re.match(r"[ -]*(\t)", line.text)
    if not match:
        return None
    lead, rest = re.fullmatch(r"([\s-]*)(.*)", line.text, re.DOTALL).groups()  # type: ignore[union-attr]
    text = lead.replace("\t", "  ") + rest
    spaced = Line(line.number, text)
    goal = _goal(spaced, page) if spaced.opens else spaced.indent
    return Slip("tab", line.number, match.start(1) + 1, _one(line, _shifted(text, goal - spaced.indent)))


def wide_indent(line: Line, page: Page) -> Slip | None:
    """Blanks in the indent that are none for YAML: full-width ones, or those of a web page."""
    match = re.match(rf"[ -]*([{BLANKS}])", line.text)
    if not match:
        return None
    lead, rest = re.fullmatch(rf"([\s{BLANKS}-]*)(.*)", line.text, re.DOTALL).groups()  # type: ignore[union-attr]
    lead = re.sub(rf"[{BLANKS}]", " ", lead.replace("\u3000", "  "))
    return Slip("wide-blank", line.number, match.start(1) + 1, _one(line, lead + rest))


def comment(line: Line, page: Page) -> Slip | None:
    """A remark that begins with another sign than `#`."""
    match = re.match(r"( *)(//|＃+)\s*(.*)", line.text)
    return Slip("comment", line.number, len(match[1]) + 1, _one(line, f"{match[1]}# {match[3]}")) if match else None


BULLET = re.compile(r"( *)([•·●▪◦■◆‣–—－]+|\d{1,2}[.、．]|[①-⑳]|[(（]\d{1,2}[)）])[ \u3000]*(?=\S)(.*)")
"""How a list begins that was not written for YAML."""


def bullet(line: Line, page: Page) -> Slip | None:
    """A list as Word or WeChat write it."""
    match = BULLET.fullmatch(line.text)
    return Slip("bullet", line.number, len(match[1]) + 1, _one(line, f"{match[1]}- {match[3]}")) if match else None


def glued_dash(line: Line, page: Page) -> Slip | None:
    """A hyphen without a blank behind it."""
    match = re.fullmatch(rf"( *)-[{BLANKS}]*(?=[^\s-])(.*)", line.text)
    return Slip("glued-dash", line.number, len(match[1]) + 2, _one(line, f"{match[1]}- {match[2]}")) if match else None


def full_width_colon(line: Line, page: Page) -> Slip | None:
    """A full-width colon behind a key."""
    match = re.fullmatch(rf"([\s-]*)(\w+) *：[\s{BLANKS}]*(.*)", line.text)
    if not match or line.key:
        return None
    text = f"{match[1]}{match[2]}: {match[3]}".rstrip()
    return Slip("full-width-colon", line.number, line.text.index("：") + 1, _one(line, text))


def glued_colon(line: Line, page: Page) -> Slip | None:
    """A colon without a blank behind it, or with one that is none for YAML."""
    match = re.fullmatch(rf"([\s-]*)(\w*[^\W\d]):([{BLANKS}]*)(?!//)(?=\S)(.*)", line.text)
    if not match:
        return None
    kind = "wide-blank" if match[3] else "glued-colon"
    mend = _one(line, f"{match[1]}{match[2]}: {match[4]}")
    return Slip(kind, line.number, match.start(3) + 1, mend, {"key": match[2]})


def opening_quote(line: Line, page: Page) -> Slip | None:
    """A text of which only the beginning stands in quotation marks, or whose mark is never closed."""
    value = line.value
    if value[:1] not in ("'", '"'):
        return None
    at, end = len(line.before) + 1, closing(value)
    if end is None:
        if line.number < len(page.lines) and page.lines[line.number].within == "quoted":
            return None
        last = page.text_of(line)
        closed = value.rstrip() + value[0] if not last else None
        whole = closing(closed) == len(closed) if closed else False
        mend = _one(line, line.before + closed) if closed and whole else None
        return Slip("unclosed-quote", line.number, at, mend)
    rest = value[end:].strip()
    if not rest or rest.startswith("#"):
        return None
    return Slip("quote-first", line.number, at, _quote(line, page))


def bad_escape(line: Line, page: Page) -> Slip | None:
    """A backslash within double quotes that stands for nothing."""
    match = re.fullmatch(r'"((?:[^"\\]|\\.)*)"\s*', line.value)
    wrong = re.search(r'\\(?![0abtnvfre "/\\N_LPxuU])', match[1]) if match else None
    if not match or not wrong:
        return None
    inside = re.sub(r"\\(?![\\\"])", r"\\\\", match[1])
    column = len(line.before) + 2 + wrong.start()
    return Slip("bad-escape", line.number, column, _one(line, f'{line.before}"{inside}"'))


def opening_bracket(line: Line, page: Page) -> Slip | None:
    """A text that begins with a bracket or a brace and was taken for a list or a mapping."""
    value, at = line.value, len(line.before) + 1
    if value[:1] not in ("[", "{") or re.match(r"\{[^{}:]*: ", value):
        return None
    end = balanced(value)
    kind = "leading-brace" if value[0] == "{" else "leading-bracket"
    if end is not None and value[end:].strip() and not value[end:].lstrip().startswith("#"):
        return Slip(kind, line.number, at, _quote(line, page))
    if end is None and page.lines[line.number : line.number + 1] and page.lines[line.number].within != "flow":
        if value[0] == "[" and re.fullmatch(r"\[[\w-]+(, *[\w-]+)*", value.strip()):
            return Slip("unclosed-bracket", line.number, at, _one(line, line.text.rstrip() + "]"))
        return Slip(kind, line.number, at, _quote(line, page))
    return None


def opening_sign(line: Line, page: Page) -> Slip | None:
    """A text that begins with a sign which means something to YAML."""
    value, at = line.value, len(line.before) + 1
    if re.match(r"[*&%@`!]|[?](\s|$)", value) and (line.key or "-" in line.lead):
        return Slip("bad-start", line.number, at, _quote(line, page), {"sign": value[0]})
    if re.match(r"[|>]", value) and not re.fullmatch(r"[|>][-+0-9]*\s*(#.*)?", value):
        more = page.text_of(line)
        if not more or value[0] == ">":
            return Slip("bad-start", line.number, at, _quote(line, page), {"sign": value[0]})
        deeper = " " * (page.lines[more.start].indent)
        mend = Edit(line.number, line.number, (f"{line.before}|", deeper + value[1:].strip()))
        return Slip("glued-bar", line.number, at + 1, mend)
    return None


def dash_behind_key(line: Line, page: Page) -> Slip | None:
    """A list's hyphen behind a key."""
    if not line.key or not re.match(r"-\s", line.value):
        return None
    return Slip("dash-behind-key", line.number, len(line.before) + 1, _one(line, line.before + line.value[1:].strip()))


def stray_colon(line: Line, page: Page) -> Slip | None:
    """A colon and a blank within a text."""
    match = re.search(r":(\s|$)", line.value)
    if not line.key or not match or line.value[0] in "\"'[{|>#":
        return None
    return Slip("stray-colon", line.number, len(line.before) + match.start() + 1, _quote(line, page))


def missing_colon(line: Line, page: Page) -> Slip | None:
    """A key without its colon."""
    match = re.fullmatch(r"([\s-]*)([A-Za-z_]\w*)(\s+\S.*|)", line.text)
    if not match or match[2] not in page.keys or line.key:
        return None
    text = f"{match[1]}{match[2]}: {match[3].strip()}".rstrip()
    return Slip("missing-colon", line.number, match.end(2) + 1, _one(line, text))


def underindented(line: Line, page: Page) -> Slip | None:
    """A text that goes on further left than the key it belongs to."""
    if line.opens or line.is_blank:
        return None
    parent = page.parent(line)
    if not parent or line.indent > parent.column:
        return None
    last = line.number
    while last < len(page.lines) and not page.lines[last].opens and not page.lines[last].is_blank:
        last += 1
    deeper = " " * (parent.column + 2)
    texts = tuple(deeper + page.lines[n].text.strip() for n in range(line.number - 1, last))
    return Slip(
        "underindented", line.number, line.indent + 1, Edit(line.number, last, texts), {"key": parent.key or "-"}
    )


def odd_indent(line: Line, page: Page) -> Slip | None:
    """A key or a hyphen that stands in no column of those above."""
    goal = _goal(line, page) if line.opens else line.indent
    if goal == line.indent:
        return None
    last, deep = line.number, "-" in line.lead or not line.value.strip()
    while last < len(page.lines) and _moves_with(page.lines[last], line, deep=deep):
        last += 1
    texts = tuple(_shifted(page.lines[n].text, goal - line.indent) for n in range(line.number - 1, last))
    return Slip("indentation", line.number, line.indent + 1, Edit(line.number, last, texts))


def _moves_with(following: Line, line: Line, *, deep: bool) -> bool:
    return bool(following.text.strip()) and following.indent > line.indent and (deep or not following.opens)


def _goal(line: Line, page: Page) -> int:
    """The column where a line should begin: its own, if one above has a key or a hyphen there, else the nearest."""
    columns = {column for column, sign in _open(page, line) if sign == _sign(line)}
    parent = page.parent(line)
    if not columns or line.indent in columns:
        return line.indent
    if parent and not parent.value.strip() and line.indent >= parent.column + (_sign(line) == "key"):
        return line.indent
    return min(columns, key=lambda column: (abs(column - line.indent), -column))


def _sign(line: Line) -> str:
    return "-" if "-" in line.lead else "key"


def _open(page: Page, line: Line) -> set[tuple[int, str]]:
    """The levels that are open before `line`: where their keys or hyphens stand."""
    levels: set[tuple[int, str]] = set()
    for above in page.lines[: line.number - 1]:
        if above.opens:
            deeper = {level for level in levels if level[0] > above.indent}
            levels = levels - deeper | {(match.start(), "-") for match in re.finditer("-", above.lead)}
            if above.key:
                levels.add((above.column, "key"))
    return levels


def _shifted(text: str, shift: int) -> str:
    return " " * shift + text if shift > 0 else text[min(-shift, len(text) - len(text.lstrip(" "))) :]


def second_document(line: Line, page: Page) -> Slip | None:
    """A line of hyphens that was meant as a rule between parts."""
    if line.number == 1 or not re.fullmatch(r"---+\s*", line.text):
        return None
    keys = [each.key for each in page.lines if each.key and not each.lead]
    mend = Edit(line.number, line.number, ()) if len(keys) == len(set(keys)) else None
    return Slip("second-document", line.number, 1, mend)


RULES: tuple[Rule, ...] = (
    conflict, second_document, tab, wide_indent, comment, bullet, glued_dash, full_width_colon, glued_colon,
    missing_colon, underindented, odd_indent, opening_quote, bad_escape, opening_bracket, opening_sign, dash_behind_key,
    stray_colon,
)  # fmt: skip
