"""Library -> Outputs: every page as Markdown. The only module that knows Jinja.

What a template puts out is literal text, unless it comes out of one of the filters that know a grammar (marked.py).
`prose`: inline Markdown, links and blanks resolved. `say`: words to say as HTML, blanks as elements that the browser
fills in.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import CodeType
from typing import Any, ClassVar

import jinja2
import jinja2.nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from generator.content.language import form, labelled
from generator.content.library import Library
from generator.content.markup import Blank, Bold, Code, Link, Mark, is_address, is_outside, named, parse
from generator.content.model import BACK, Article, Entry, Item, Law, Means, Model, cite, meanings
from generator.content.own import FOLDER
from generator.content.situations import facet_path, grid, situation_path
from generator.content.sums import sums
from generator.output import Output
from generator.output import address as path_of
from generator.pages.changes import Rewording
from generator.pages.marked import (
    Marked,
    address,
    attribute,
    code,
    finalized,
    head,
    joined,
    label,
    lines,
    literal,
    plain,
    say,
)
from generator.pages.moved import names_before
from generator.pages.rows import rows
from generator.pages.sitemap import Page, chosen
from generator.pages.told import told_of
from generator.rules.redlines import allowances

GENERAL = "entry.md.jinja"
"""The template of pages whose collection has none of its own."""


def render(library: Library, pages: Iterable[Page]) -> list[Output]:
    """The pages as Markdown, each made when it is asked for."""
    templates = environment(library)

    def text(page: Page) -> str:
        shows = page.shows() if callable(page.shows) else page.shows
        return _tidy(templates.select_template([page.template, GENERAL]).render(page=page, **shows))

    def told(page: Page) -> Callable[[], str | None] | None:
        return partial(told_of, library, page.shows) if page.source and callable(page.shows) else None

    return [Output(page.path, partial(text, page), page.source, told(page)) for page in pages]


class _Compiled(jinja2.BytecodeCache):
    """Templates as compiled, by what is in them: the same source is compiled once, however many environments ask."""

    by_source: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.by_source.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code
        self.by_source[bucket.key, bucket.checksum] = bucket.code


def environment(library: Library) -> jinja2.Environment:
    """Jinja as the templates know it: its filters and what they can name."""
    words, around = library.words["interface"]["page"], library.around
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.FileSystemLoader(library.root.absolute().parent / FOLDER),  # a pack's own come first
                jinja2.PackageLoader("generator.pages", "templates"),
            ]
        ),
        bytecode_cache=_Compiled(),
        auto_reload=False,  # each Library has an environment of its own: nothing of it changes
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{##",  # {#id} is a heading's id in Markdown
        comment_end_string="##}",
        autoescape=True,
        finalize=finalized,
    )
    made.code_generator_class = _Generator
    made.globals.update(
        library=library, pack=library.pack, sums=sums, w=words, titles=library.words["pages"], chosen=chosen,
        grid=library.once(grid), allowances=allowances, facet_path=facet_path, situation_path=situation_path,
        unnamed=_Unnamed(made, words).fields, names_before=names_before,
    )  # fmt: skip
    links = _Links(library, lambda article: cite(article, words["cite"]))
    in_html = _HtmlLinks(library, links.cite)

    @jinja2.pass_context
    def listed(context: jinja2.runtime.Context, entries: Iterable[Entry]) -> Marked:
        page = context["page"].path
        return rows(
            library, entries, words,
            lambda path: address(path_of(relative(path, page))), lambda text: in_html.prose(text, page),
        )  # fmt: skip

    made.filters.update(
        prose=jinja2.pass_context(lambda context, text: links.prose(text, context["page"].path)),
        to=jinja2.pass_context(lambda context, path: address(relative(path, context["page"].path))),
        ref=jinja2.pass_context(lambda context, reference: links.reference(reference, context["page"].path)),
        leads=jinja2.pass_context(lambda context, name: links.leads(name, context["page"].path)),
        say=partial(say, around=around), plain=partial(plain, around=around), label=partial(label, around=around),
        manual=_manual, json=_json, attribute=attribute, head=head,
        code=code, form=form,
        reworded=lambda text: reworded(text, words, around), drawn=Marked, join=joined, cite=links.cite,
        cited_in=links.cited_in, rows=listed,
    )  # fmt: skip
    for name in _UNSAFE:
        del made.filters[name]
    return made


_UNSAFE = ("safe", "escape", "e", "forceescape", "tojson", "urlize", "xmlattr", "format")
"""Jinja's filters that make HTML out of any text, or know it alone."""


class _Generator(CodeGenerator):
    """Jinja's compiler, whose ~ makes literal text of what is joined to marked text, as putting it out does."""

    def visit_Concat(self, node: jinja2.nodes.Concat, frame: Frame) -> None:  # noqa: N802 Jinja's name
        """Parts joined by ~."""
        self.write("environment.filters['join']((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


def relative(path: str, page: str) -> str:
    """The way from one page to another: from scripts/a.md to laws/b.md it is ../laws/b.md."""
    # Written out because posixpath.relpath asks the system for the working directory, 50,000 times a build.
    goal, here = path.split("/"), page.split("/")[:-1]
    shared = 0
    while shared < min(len(goal) - 1, len(here)) and goal[shared] == here[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(goal[shared:])


def reworded(text: Rewording, words: Mapping[str, Any], around: str) -> Marked:
    """A text that changed as HTML: what went in <del>, what came in <ins>; a choice (holds: no) as pages word it."""
    field = text.field[0]
    shown = ((mark, lines(named(words.get(f"{field}_{part}", part), around))) for mark, part in text.pieces)
    return Marked("".join(f"<{mark}>{part}</{mark}>" if mark else part for mark, part in shown))


@dataclass(frozen=True)
class Field:
    """A field of an entry or an item, for a page that shows it by its meaning alone."""

    name: str
    label: str
    what: str
    part: str
    value: Any


class _Unnamed:
    """Which fields a page's template does not name: those it does are shown as it says."""

    def __init__(self, environment: jinja2.Environment, words: Mapping[str, str]) -> None:
        self._environment, self._words = environment, words
        self._by_template: dict[str, set[str]] = {}

    def fields(self, model: Model, page: Page) -> list[Field]:
        """The fields with a value that neither the page's template nor the frame of all pages names."""
        named = self._named(page.template) | self._named("_entry.md.jinja")
        if isinstance(model, Item) and "head" in named:
            named = named | {model.head_field}
        return [
            Field(name, self._label(name), means.what, means.part, self._worded(name, means, value))
            for name, means in meanings(type(model))
            if means and name not in named and means.what != "sought" and means.part not in ("head", "summary")
            if (value := getattr(model, name))
            if not (means.what == "article" and isinstance(model, Entry))  # the frame quotes them
        ]

    def _named(self, template: str) -> set[str]:
        if template not in self._by_template:
            assert self._environment.loader
            found = self._environment.select_template([template, GENERAL]).name
            source, _, _ = self._environment.loader.get_source(self._environment, str(found))
            of = self._environment.parse(source).find_all(jinja2.nodes.Getattr)
            named = {node.attr for node in of if isinstance(node.node, jinja2.nodes.Name) and node.node.name != "w"}
            self._by_template[template] = named
        return self._by_template[template]

    def _label(self, name: str) -> str:
        return self._words.get(name) or labelled(name)

    def _worded(self, name: str, means: Means, value: Any) -> Any:
        return self._words.get(f"{name}_{value}", str(value)) if means.what == "fact" else value


class _Links:
    """Texts of authors as Markdown, with links from the page they stand on."""

    def __init__(self, library: Library, cite: Callable[[tuple[Law, Article]], str]) -> None:
        self._library, self.cite = library, cite

    def prose(self, text: str, page: str) -> Marked:
        """A text of an author as Markdown that means what the text means, and nothing else (see markup.py)."""
        return Marked("".join(self._mark(mark, page) for mark in parse(text)))

    def _mark(self, mark: Mark, page: str) -> str:
        if isinstance(mark, Blank):
            return literal(self._library.around[0] + mark.name + self._library.around[1])
        if isinstance(mark, Code):
            return f"<code>{literal(mark.text)}</code>"
        if isinstance(mark, Bold):
            return f"<strong>{self._within(mark, page)}</strong>"
        if isinstance(mark, Link):
            return self._link(mark, page)
        return literal(mark.text)

    def _within(self, mark: Bold | Link, page: str) -> str:
        return "".join(self._mark(inner, page) for inner in mark.marks)

    def _link(self, link: Link, page: str) -> str:
        """A link; its words alone where there is none to follow, which check tells of."""
        words = self._within(link, page)
        if link.image:
            return words
        if is_outside(link.target):
            return f'<a href="{attribute(link.target)}">{words}</a>' if is_address(link.target) else words
        target = self._target(link.target, page)
        return self._way(words, target) if target else words

    def _way(self, words: str, target: str) -> str:
        """A link within the site."""
        return f"[{words}]({target})"

    def reference(self, reference: str, page: str) -> Marked:
        """A Markdown link to an entry or an item, worded by what it is called."""
        name, _, item_id = reference.partition("#")
        entry = self._library.entries[name]
        item = next((item for item in entry.items if item.id == item_id), None)
        return Marked(f"[{label(self._called(entry, item), self._library.around)}]({self._target(reference, page)})")

    def leads(self, name: str, page: str) -> Marked:
        """Where a conversation may go on: back, to how it ends, or a link to another reply."""
        if name == BACK:
            return literal(self._library.words["interface"]["page"]["then_back"])
        if name in self._library.ends:
            return label(self._library.ends[name].title, self._library.around)
        return self.reference(name, page)

    def _called(self, entry: Entry, item: Item | None) -> str:
        if item is None:
            return entry.title
        return self.cite(self._library.articles[item.id]) if entry.cited else item.head

    def cited_in(self, article_id: str) -> tuple[Law, Article]:
        """The article with this id, and its law."""
        return self._library.articles[article_id]

    def _target(self, target: str, page: str) -> str | None:
        name, mark, anchor = target.partition("#")
        entry = self._library.entries.get(name)
        return address(relative(entry.page + mark + anchor, page)) if entry else None


class _HtmlLinks(_Links):
    """The same texts as HTML, for what no engine reads."""

    def _way(self, words: str, target: str) -> str:
        page, mark, anchor = target.partition("#")
        return f'<a href="{path_of(page)}{mark}{anchor}">{words}</a>'


def _manual(text: str) -> Marked:
    """A line of the author's manual: its braces and brackets are examples, not blanks and links."""
    return Marked(html.escape(" ".join(text.split()), quote=False).replace("[", "\\[").replace("|", "\\|"))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tidy(text: str) -> str:
    """No trailing blanks, no more than one empty line in a row: the pages are read as text, too."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
