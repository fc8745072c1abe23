"""How texts are written: blanks and marks that mean what they should, quotation marks and words in their place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from generator.content.library import Library
from generator.content.markup import FIGURE, Blank, Brace, Code, Mark, Text, is_address, parse, spoken, walk
from generator.content.problems import Keys, Problem, Severity
from generator.content.slips.slip import quoted
from generator.content.source import Source
from generator.rules.each import Texts, all_names, each_file, page_of

_BRACES = frozenset("{}[]【】｛｝<>（）()《》")
_BRACKETED = re.compile(
    r"(?:\$\{|【|｛|\[|<|《|（|\()([^\s{}【】｛｝\[\]<>《》（）()]+)(?:\}|】|｝|\](?!\()|>|》|）|\))"
)
_SOFT = "（(《"
"""Brackets that may stand around the name of a blank because they are meant: told as what asks for a look."""


def blanks(library: Library) -> Iterator[Problem]:
    """Blanks in texts are those of blanks.yml, written in braces; every other brace is a slip."""
    return each_file(library, _blanks, tuple(library.blanks), library.unread)


def _blanks(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    for keys, text, what in texts:
        if what not in ("say", "prose") or _BRACES.isdisjoint(text):
            continue
        marks = list(walk(spoken(text) if what == "say" else parse(text)))
        for name in dict.fromkeys(mark.name for mark in marks if isinstance(mark, Blank)):
            if not library.may_hold("blank", name) and not FIGURE.fullmatch(f"{{{name}}}"):
                yield source.unknown("unknown-blank", keys, name, library.blanks, otherwise=None, snippet=f"{{{name}}}")
        yield from _braces(source, keys, text, marks, library.blanks)
        for match in _BRACKETED.finditer(_without_code(text, marks)):
            if match[1] in library.blanks:
                soft = match[0][0] in _SOFT
                mend = None if soft else source.replaced(keys, match[0], f"{{{match[1]}}}")
                if not soft or what == "say":
                    severity: Severity = "notice" if soft else "error"
                    yield source.problem(
                        "brackets-for-braces", keys, snippet=match[0], mend=mend, severity=severity, name=match[1],
                        hint="perhaps-braces" if soft else None,
                    )  # fmt: skip


def _without_code(text: str, marks: list[Mark]) -> str:
    """A text without what is code: there, brackets are the command's own."""
    for code in (mark.text for mark in marks if isinstance(mark, Code)):
        text = text.replace(f"`{code}`", "\0")
    return text


def _braces(source: Source, keys: Keys, text: str, marks: list[Mark], known: Collection[str]) -> Iterator[Problem]:
    """One problem for the first brace of a text that belongs to no blank."""
    stray = next((mark.text for mark in marks if isinstance(mark, Brace)), None)
    if not stray:
        return
    doubled = re.search(r"\{\{([^{}\n]+)\}\}", text)
    if doubled:
        mend = source.replaced(keys, doubled[0], f"{{{doubled[1]}}}")
        yield source.problem("doubled-braces", keys, snippet=doubled[0], mend=mend, name=doubled[1])
        return
    rest = re.sub(r"\{[^{}\n]+\}", lambda match: "\0" * len(match[0]), text)
    at = rest.find(stray)
    snippet = re.split(r"\n|\0", text[at:])[0][:12].rstrip()
    if text[at : at + 2] == "{}":
        yield source.problem("nameless-blank", keys, snippet="{}")
        return
    names = [name for name in known if _half(name).search(text)]
    half = _half(max(names, key=len)).search(text) if names else None
    mend = source.replaced(keys, half[0], f"{{{max(names, key=len)}}}") if half else None
    yield source.problem("stray-brace", keys, snippet=half[0] if half else snippet, mend=mend)


def _half(name: str) -> re.Pattern[str]:
    """The name of a blank with a brace on one side, and none or one of another kind on the other."""
    name = re.escape(name)
    wrong_end = rf"\{{\s*{name}\s*[)）\]】｝](?!\}})"
    no_end = rf"\{{{name}(?!\s*\}})(?![^\s{{}}，。！？、；：,.]*\}})"
    wrong_begin = rf"[（(\[【｛]\s*{name}\s*\}}"
    return re.compile(rf"{wrong_end}|{no_end}|{wrong_begin}|(?<![{{\w]){name}\}}")


_MARKS = frozenset("[］]<&*")
_ALMOST = re.compile(
    r"[\[［](?P<text>[^\[\]［］\n]+)[\]］]\s*[(（](?P<target>[^()（）\s]+)[)）]"
    r"|[(（](?P<text2>[^()（）\n]+)[)）]\[(?P<target2>[^\[\]\s]+)\]"
)
"""What was meant for a link: with full-width brackets, a blank between them, or the wrong way round."""


def links_unread(library: Library) -> Iterator[Problem]:
    """What begins like a link but is none: it would be read as it stands."""
    return each_file(library, _links_unread, library.once(all_names))


def _links_unread(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    for keys, text, what in texts:
        if what != "prose" or _MARKS.isdisjoint(text):
            continue
        # What is written behind a backslash is meant as it stands.
        unescaped = re.sub(r"\\[\\*`\[\]{}()]", "\0", text)
        rest = "".join(mark.text for mark in walk(parse(unescaped)) if isinstance(mark, Text))
        for match in _ALMOST.finditer(rest):
            words, target = match["text"] or match["text2"], match["target"] or match["target2"]
            if is_address(target) or target.partition("#")[0] in library.entries:
                mend = source.replaced(keys, match[0], f"[{words}]({target})")
                yield source.problem("broken-link", keys, snippet=match[0], mend=mend)
        if cut := re.search(r"\]\([^)]*\)?", rest):
            yield source.problem("broken-link", keys, snippet=cut[0])
        if tag := _TAG.search(rest):
            yield source.problem("html", keys, severity="warning", snippet=tag[0], tag=tag[0])
        elif "**" in rest and "\\*" not in text:
            yield source.problem("lone-mark", keys, severity="warning", snippet="**")


_TAG = re.compile(
    r"</?(?:a|b|br|strong|em|i|u|p|div|span|font|img|h[1-6]|ul|ol|li|table|tr|td)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|lt|gt|amp|quot);",
    re.IGNORECASE,
)
"""Marks of web pages, which mean nothing here."""

_QUOTES = "“”„＂「『‘’"
_AROUND = re.compile('([“”„＂「『‘’])([^“”„＂「」『』\n]*)([“”＂」』‘’"])')
"""A text between two quotation marks of any kind but YAML's."""


def quotation_marks(library: Library) -> Iterator[Problem]:
    """Marks that were meant for YAML and would be read out: around all of a text, or one alone at its end."""
    return each_file(library, _quotation_marks)


def _quotation_marks(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    of_page = page_of(library, source) is not None
    for keys, text, what in texts:
        # Elsewhere prose may be nothing but a quotation: what a red line suggests to say instead.
        ours = what in ("say", "shown") or (what == "prose" and of_page)
        if ours and text[:1] in _QUOTES and _AROUND.fullmatch(text):
            mend = source.replaced(keys, text, quoted(text[1:-1]))
            yield source.problem("curly-quotes", keys, severity="warning", mend=mend)
        elif what in ("say", "prose", "shown", "quoted") and (side := _lone_quote(text)):
            whole = text[1:] if side == "first" else text[:-1]
            mend = source.replaced(keys, text, whole) if "\n" not in text else None
            yield source.problem("lone-quote", keys, severity="warning", mend=mend, snippet=text)


def _lone_quote(text: str) -> str | None:
    """The side of a text at which a straight quotation mark stands that has no other; inches are none."""
    if text.count('"') != 1:
        return None
    if text.startswith('"'):
        return "first"
    return "last" if re.search(r'[^\d]"$', text) else None


def channels_in_texts(library: Library) -> Iterator[Problem]:
    """A line of words to say that begins with a channel: words for that channel alone, swallowed by the others'."""
    return each_file(library, _channels_in_texts, tuple(library.channels))


def _channels_in_texts(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    channels = "|".join(map(re.escape, library.channels))
    begun = re.compile(rf"(?m)^\s*({channels})[：:]")
    for keys, text, what in texts:
        match = begun.search(text) if what == "say" and channels else None
        if match:
            yield source.problem("channel-in-text", keys, snippet=match[0].strip(), channel=match[1])


def synonyms(library: Library) -> Iterator[Problem]:
    """A word stands in one group: in two, each search for it finds the words of both."""
    groups: dict[str, str] = {}
    for name, synonym in library.synonyms.items():
        source = library.sources["synonyms.yml"]
        for part in ("terms", "oneway"):
            for index, word in enumerate(getattr(synonym, part)):
                other = groups.setdefault(word.casefold(), name)
                if other != name:
                    yield source.problem(
                        "synonym-twice", (name, part, index), severity="warning", word=word, other=other
                    )


def _joins(line: str, following: str) -> bool:
    """Whether two lines of a text without `|` become one."""
    return bool(line.strip() and following.strip())


def folded_lines(library: Library) -> Iterator[Problem]:
    """Words to say, and elements of a list, whose lines run together though nobody wrote that they should."""
    return each_file(library, _folded_lines)


def _folded_lines(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    for keys, text, what in texts:
        way = keys if keys in source.spans else keys[:-1]
        if what not in ("say", "quoted") or way not in source.spans:
            continue
        if "\n" in text.strip() and source.lines != source.mended:  # it may have the bar that was forgotten by now
            continue
        line, column, last = source.spans[way]
        if not any(map(_joins, source.lines[line - 1 : last], source.lines[line:last])):
            continue
        plain = source.lines[line - 1][column - 1 : column] not in tuple("|>'\"")
        if plain and last > line and (what == "say" or way == keys):
            hint = "joined-words" if what == "say" else None
            yield source.problem("joined-lines", way, severity="notice", hint=hint, first=line, last=last)
