"""Library -> Outputs: every page as Markdown. The only module that knows Jinja.

Texts of authors go through two filters. `prose`: inline Markdown, raw HTML shown as text, links and blanks
resolved. `say`: plain text as HTML, blanks as elements that the browser fills in.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import jinja2

from generator.content.library import Library
from generator.content.markup import BLANK, LINK
from generator.content.model import Article, Entry, Law, cite
from generator.output import Output
from generator.pages.changes import Rewording
from generator.pages.sitemap import Page, chosen, facet_path, situation_path, situations
from generator.rules.redlines import allowances

_BLOCK_START = re.compile(r"^(\s*)(#|[-+*>](?=\s)|\d+[.)](?=\s))")


def render(library: Library, pages: Iterable[Page], words: Mapping[str, Any]) -> list[Output]:
    """The pages as Markdown. `words` is the language file of the pack."""
    environment = _environment(library, words)
    outputs = []
    for page in pages:
        template = environment.get_template(page.template)
        text = template.render(page=page, **page.shows)
        outputs.append(Output(page.path, _tidy(text), page.source))
    return outputs


def _environment(library: Library, words: Mapping[str, Any]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.pages", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",  # {#id} is a heading's id in Markdown
        comment_end_string="##}",
        autoescape=False,  # the templates write Markdown; authors' texts are escaped by the filters
    )
    environment.globals.update(
        library=library, pack=library.pack, w=words["interface"]["page"], titles=words["pages"], chosen=chosen,
        allowances=allowances, facet_path=facet_path, situation_path=situation_path, situations=situations,
    )  # fmt: skip
    links = _Links(library)
    environment.filters.update(
        prose=jinja2.pass_context(lambda context, text: links.prose(text, context["page"].path)),
        to=jinja2.pass_context(lambda context, path: relative(path, context["page"].path)),
        ref=jinja2.pass_context(lambda context, reference: links.reference(reference, context["page"].path)),
        say=say, plain=plain, manual=_manual, json=_json, attribute=html.escape, page_of=page_of,
        marked=lambda text: marked(text, words["interface"]["page"]),
        cite=lambda article: cite(article, words["interface"]["page"]["cite"]), cited_in=links.cited_in,
    )  # fmt: skip
    return environment


def page_of(entry: Entry) -> str:
    """Where an entry's page stands."""
    return f"{entry.folder}/{entry.id}.md"


def relative(path: str, page: str) -> str:
    """The way from one page to another: from scripts/a.md to laws/b.md it is ../laws/b.md."""
    # Written out because posixpath.relpath asks the system for the working directory, 50,000 times a build.
    goal, here = path.split("/"), page.split("/")[:-1]
    shared = 0
    while shared < min(len(goal) - 1, len(here)) and goal[shared] == here[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(goal[shared:])


def say(text: str) -> str:
    """Words to say as HTML: lines kept, each blank an element that shows 【its name】 until it is filled in."""
    parts, end = [], 0
    for match in BLANK.finditer(text):
        parts.append(_lines(text[end : match.start()]))
        name = html.escape(match[1])
        parts.append(f'<kb-blank name="{name}">【{name}】</kb-blank>')
        end = match.end()
    return "".join(parts) + _lines(text[end:])


def plain(text: str) -> str:
    """Text as Markdown that reads as it is written: what an old title held may mean nothing today."""
    text = BLANK.sub(lambda match: f"【{match[1]}】", text)
    return _BLOCK_START.sub(_escaped, re.sub(r"([\\`*_\[\]#{}])", r"\\\1", html.escape(text, quote=False)))


def marked(text: Rewording, words: Mapping[str, Any]) -> str:
    """A text that changed as HTML: what went in <del>, what came in <ins>; a choice (holds: no) as pages word it."""
    field = text.field[0]
    shown = ((mark, words.get(part if field == "status" else f"{field}_{part}", part)) for mark, part in text.pieces)
    lines = ((mark, _lines(BLANK.sub(lambda match: f"【{match[1]}】", part))) for mark, part in shown)
    return "".join(f"<{mark}>{part}</{mark}>" if mark else part for mark, part in lines)


def _lines(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


class _Links:
    """Texts of authors as Markdown, with links from the page they stand on."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def prose(self, text: str, page: str) -> str:
        """Inline Markdown: HTML shown as text, links resolved, blanks as 【name】, no line taken for a block."""
        text = html.escape(text, quote=False)
        if "](" in text:
            text = LINK.sub(lambda match: f"[{match[1]}]({self._target(match[2], page)})", text)
        if "{" in text:
            text = BLANK.sub(lambda match: f"【{match[1]}】", text)
        text = _BLOCK_START.sub(_escaped, text)
        return "<br>".join(line.strip() for line in text.split("\n"))

    def reference(self, reference: str, page: str) -> str:
        """A Markdown link to an entry or an item, worded by its title."""
        name, _, item_id = reference.partition("#")
        entry = self._library.entries[name]
        item = next((item for item in entry.items if item.id == item_id), None)
        title = getattr(item, "title", None) or entry.title
        return f"[{title}]({self._target(reference, page)})"

    def cited_in(self, article_id: str) -> tuple[Law, Article]:
        """The article with this id, and its law."""
        return self._library.articles[article_id]

    def _target(self, target: str, page: str) -> str:
        name, mark, anchor = target.partition("#")
        entry = self._library.entries.get(name)
        return relative(page_of(entry) + mark + anchor, page) if entry else target


def _escaped(match: re.Match[str]) -> str:
    """What would begin a block, escaped: \\# and 1\\. are text."""
    indent, mark = match[1], match[2]
    return f"{indent}{mark[:-1]}\\{mark[-1]}"


def _manual(text: str) -> str:
    """A line of the author's manual: its braces and brackets are examples, not blanks and links."""
    return html.escape(" ".join(text.split()), quote=False).replace("[", "\\[").replace("|", "\\|")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tidy(text: str) -> str:
    """No trailing blanks, no more than one empty line in a row: the pages are read as text, too."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
