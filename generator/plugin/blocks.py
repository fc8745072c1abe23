"""Blocks of a page's Markdown that need no engine, as Python-Markdown makes them: most of what templates write.

Finished HTML, lists and paragraphs of nothing but words, links within the site, bold words and inline tags are made
here; whatever holds any other sign that Markdown knows is the engine's. It sees an empty element in the place of each.
A test compares the pages of a pack, element by element, with what the engine makes of all.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from mkdocs import utils
from mkdocs.structure.files import File, Files

FINISHED, MADE = '<div class="kb-finished"></div>', '<div class="kb-made"></div>'
"""Stand where a block was, of finished HTML and of Markdown: the engine leaves an empty line behind the former."""
_ATTRIBUTES = r"(?:\{ (?P<%s>[^{}\n]+) \})?"
_MARK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]*)\]\((?P<target>[\w./%-]+?\.md(?:\#[\w%-]+)?)\)" + _ATTRIBUTES % "of_link"
    + r"|\*\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*\*" + _ATTRIBUTES % "of_bold", re.ASCII
)  # fmt: skip
_WORDS = re.compile(r"(?:[^\\`*_{}\[\]<>&]|&(?:#\d+|[a-z]+);|</?[a-zA-Z][\w-]*(?: [^<>]*)?>)*", re.ASCII)
"""What means nothing but itself."""
_FINISHED = re.compile(r"<(div|p|footer|ul|nav)\b[^>]*>.*</\1>", re.DOTALL)
_WRAPPER = re.compile(r'(?:<(?:div|details|section)\b[^>\n]* markdown="1">\n)?')
_IN_TAG = re.compile(r'<p( [^>\n]*?) markdown="1">\n(.*)\n</p>', re.DOTALL)
_LAST_LINE = re.compile(r"\n\{ ([^{}\n]+) \}$")
_LIST = re.compile(r"- .*(?:\n- .*)*")
_BEGINS_BLOCK = re.compile(
    r"^(?:[ \t\-+=:>#|]|\d+[.)]|<(?!/?(?:a|b|br|code|em|q|span|strong|kb-[a-z]+)\b))", re.MULTILINE
)
_OPEN = re.compile(r"<(?!(?:a|b|br|code|em|q|span|strong|kb-[a-z]+)\b)([a-zA-Z]\w*)(?![^>]* markdown=)")
"""What begins an element of finished HTML, of more than one block."""
_GOES_ON = ("- ", " ")
"""How a block begins that may be the rest of a list."""

Find = Callable[[str], tuple[File, str] | None]
"""A path as a link names it -> the file and its address from the page; None where MkDocs has something to say of it."""


class Links:
    """What pages link to, found once for all pages of a folder."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._known: dict[tuple[str, str, str], tuple[File, str] | None] = {}

    def of(self, file: File) -> Find:
        """What finds the files that a page links to."""
        return partial(self._found, posixpath.dirname(file.src_uri), posixpath.dirname(file.url))

    def _found(self, sources: str, published: str, path: str) -> tuple[File, str] | None:
        asked = sources, published, path
        if asked not in self._known:
            file = self._files.get_file_from_path(posixpath.normpath(posixpath.join(sources, path)))
            fine = file is not None and not file.inclusion.is_excluded()
            here = f"{published}/_.html" if published else "_.html"
            self._known[asked] = (file, utils.get_relative_url(file.url, here)) if file and fine else None
        return self._known[asked]


@dataclass(frozen=True)
class Taken:
    """A page's Markdown without the blocks that are made."""

    markdown: str
    blocks: Sequence[str] = ()
    links: Sequence[tuple[File, str, str]] = ()
    """What they link to: file, anchor, the link as it was written."""

    @property
    def anchors(self) -> set[str]:
        """The ids in them."""
        return {anchor for block in self.blocks for anchor in re.findall(r'<[^<>]* id="([^"]+)"', block)}

    def whole(self, html: str) -> str:
        """The page's HTML with the blocks put back."""
        blocks = iter(self.blocks)
        return re.sub(f"{FINISHED}|{MADE}\n*", lambda _: next(blocks), html)


def taken(markdown: str, find: Find | None) -> Taken:
    """The blocks of a page of ours made; without `find`, those that are finished alone."""
    kept, blocks, links = list[str](), list[str](), list[tuple[File, str, str]]()
    chunks, open_ = markdown.split("\n\n"), ""
    for before, chunk, after in zip(["", *chunks], chunks, [*chunks[1:], ""], strict=False):
        wrapper = _WRAPPER.match(chunk)
        begin = wrapper.end() if wrapper else 0
        block = chunk[begin:].rstrip("\n")
        finished = _is_finished(block)
        if not finished and (begun := _OPEN.match(block)):
            open_ = open_ or begun[1]
        if open_:
            kept.append(chunk)
            open_ = "" if f"</{open_}>" in chunk else open_
        elif finished:
            kept.append(chunk[:begin] + FINISHED)
            blocks.append(block)
        elif block.startswith(_GOES_ON) and (before.startswith(_GOES_ON) or after.startswith(_GOES_ON)):
            kept.append(chunk)
        elif find and (made := _made(block, find, links)) is not None:
            kept.append(chunk[:begin] + MADE)
            blocks.append(made + "\n")
        else:
            kept.append(chunk)
    return Taken("\n\n".join(kept), blocks, links)


def _is_finished(block: str) -> bool:
    """Whether it is one element of HTML, and nothing in it is Markdown."""
    match = _FINISHED.fullmatch(block)
    if not match or ' markdown="' in block:
        return False
    opened, closed = (len(re.findall(rf"<{slash}{match[1]}\b", block)) for slash in ("", "/"))
    return opened == closed


def _made(block: str, find: Find, links: list[tuple[File, str, str]]) -> str | None:
    """A list or a paragraph as HTML; None where it may be more. What it links to is noted."""
    noted: list[tuple[File, str, str]] = []
    if _LIST.fullmatch(block):
        items = [_inline(line[2:], find, noted) for line in block.split("\n")]
        html = None if None in items else "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>"
    elif tag := _IN_TAG.fullmatch(block):
        inner = _inline(tag[2], find, noted)
        html = None if inner is None or _BEGINS_BLOCK.search(tag[2]) else f"<p{tag[1]}>\n{inner}\n</p>"
    else:
        last = _LAST_LINE.search(block)
        text = block[: last.start()] if last else block
        inner = None if not text or _BEGINS_BLOCK.search(text) else _inline(text, find, noted)
        html = None if inner is None else f"<p{_attributes(last and last[1])}>{inner}</p>"
    links += noted if html else []
    return html


def _inline(text: str, find: Find, noted: list[tuple[File, str, str]]) -> str | None:
    """Words with links, bold words and tags as HTML; None where there is more in them."""
    made, at = list[str](), 0
    for match in _MARK.finditer(text):
        words = match["words"] if match["bold"] is None else match["bold"]
        inner = _linked(match, find, noted) if match["bold"] is None else f"<strong{_attributes(match['of_bold'])}>"
        if inner is None or not _WORDS.fullmatch(words) or not _WORDS.fullmatch(text, at, match.start()):
            return None
        made += [text[at : match.start()], inner, words, "</a>" if match["bold"] is None else "</strong>"]
        at = match.end()
    return "".join([*made, text[at:]]) if _WORDS.fullmatch(text, at) else None


def _linked(match: re.Match[str], find: Find, noted: list[tuple[File, str, str]]) -> str | None:
    path, mark, anchor = match["target"].partition("#")
    if not (found := find(path)):
        return None
    if anchor:
        noted.append((found[0], anchor, match["target"]))
    return f"<a{_attributes(match['of_link'], href=found[1] + mark + anchor)}>"


def _attributes(written: str | None, **given: str) -> str:
    """Attributes as attr_list reads them and Python-Markdown writes them: by name."""
    parts = written.split() if written else []
    classes = " ".join(part[1:] for part in parts if part.startswith("."))
    named = dict(part.split("=", 1) for part in parts if "=" in part)
    told = {**({"class": classes} if classes else {}), **named, **given}
    return "".join(f' {name}="{value}"' for name, value in sorted(told.items()))
