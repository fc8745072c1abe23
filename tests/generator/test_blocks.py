"""Blocks that are made without the engine are what the engine makes of them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator import theme
from generator.content.load import load
from generator.output import Output
from generator.pages.render import render
from generator.pages.sitemap import pages
from generator.plugin.blocks import FINISHED, MADE, Links, taken
from tests.conftest import SAMPLE

ELSEWHERE = [Output("a/b.md", "# B\n\n## C {#c}\n"), Output("index.md", "# Home\n")]
ALONE = (
    "- one\n- [two](../index.md) and **three**\n- [four](b.md#c){ .kb-chip .kb-chip--x }",
    "Words, &#42;signs&#42; and <q>a quotation</q>.<br>[A link](b.md){ rel=next } **bold**{ .kb-label }",
    "**Label**{ .kb-label }",
    "Two lines\nof it\n{ .kb-summary }",
    '<p class="kb-see" markdown="1">\n**See**{ .kb-label }\n<span>[B](b.md)</span>\n</p>',
    '<div class="kb-x" id="x" markdown="1">\n**Label**{ .kb-label }\n\n- one\n- two\n\n</div>',
    '<p id="old">Finished, with `signs` &amp; <a href="b.html">links</a></p>',
)
ENGINES = (
    "*emphasis*", "`code`", "1. one\n2. two", "> said", "- one\n\n- two", "- one\n    - two", "# Title", "![x](b.md)",
    "[gone](gone.md)", "[out](https://example.com)", "a\n===", "| a |\n|---|\n| b |", "<text>a</text>", "    code",
    "- one\n\n    more of it", "<div>\n\nnot closed here\n\n</div>", "back\\*slash", "[x][y]", "a <b", "**a**b**",
    "AT&T", "<svg>\n\n<text>a</text>\n\nwords\n\n</svg>", "**a *b* c**", "[a [b] c](b.md)",
)  # fmt: skip


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    folder = tmp_path_factory.mktemp("blocks")
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: Blocks\n", encoding="utf-8")
    extensions = [{name: dict(how)} for name, how in theme.EXTENSIONS.items()]
    return load_config(str(folder / "mkdocs.yml"), plugins=[], markdown_extensions=extensions, use_directory_urls=False)


def listed(config: MkDocsConfig, outputs: list[Output]) -> Files:
    for output in outputs:
        path = Path(config.docs_dir, output.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(output.content), encoding="utf-8")
    files = Files([File(output.path, config.docs_dir, config.site_dir, False) for output in outputs])
    for file in files:
        Page(None, file, config)
    return files


def both(config: MkDocsConfig, files: Files, file: File) -> tuple[list[object], list[object]]:
    """What the engine makes of a page, and what is made with blocks taken out: content, anchors, links."""
    found = []
    for find in (None, Links(files).of(file)):
        page = Page(None, file, config)
        page.read_source(config)
        assert page.markdown is not None
        made = taken(page.markdown, find)
        page.markdown = made.markdown if find else page.markdown
        page.render(config, files)
        assert page.content is not None and page.links_to_anchors is not None and page.present_anchor_ids is not None
        links = [(to.src_uri, anchor) for to, of in page.links_to_anchors.items() for anchor in of]
        links += [(to.src_uri, anchor) for to, anchor, _ in made.links] if find else []
        anchors = page.present_anchor_ids | (made.anchors if find else set())
        toc = [(each.title, each.id) for each in page.toc]
        content = made.whole(page.content) if find else page.content
        assert FINISHED not in content and MADE not in content
        found.append([*Read(content).told, sorted(set(links)), sorted(anchors), toc])
    return found[0], found[1]


class Read(HTMLParser):
    """HTML as a browser reads it: elements, their attributes in whatever order, and words; no lines between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.told: list[object] = []
        self._words = ""
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end()
        self.told.append((tag, sorted((name, value or name) for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._end()
        self.told.append("/" + tag)

    def handle_data(self, data: str) -> None:
        self._words += data

    def _end(self) -> None:
        self.told += [words] if (words := self._words.strip("\n")) else []
        self._words = ""


def test_every_page_is_what_the_engine_makes(config: MkDocsConfig) -> None:
    library = load(SAMPLE)
    files = listed(config, render(library, pages(library)))
    alone = 0
    for file in files:
        engine, ours = both(config, files, file)
        assert ours == engine, file.src_uri
        alone += len(taken(file.content_string, Links(files).of(file)).blocks)
    assert alone > 5 * len(files), "most of a page needs no engine"


@pytest.mark.parametrize("text", ALONE)
def test_what_is_made_alone(config: MkDocsConfig, text: str) -> None:
    files = listed(config, [*ELSEWHERE, Output("a/x.md", text)])
    file = files.get_file_from_path("a/x.md")
    assert file
    left = taken(text, Links(files).of(file))
    assert left.blocks and not any(sign in left.markdown for sign in ("[", "- ", "**", "Words"))
    engine, ours = both(config, files, file)
    assert ours == engine


@pytest.mark.parametrize("text", ENGINES)
def test_what_is_left_to_the_engine(config: MkDocsConfig, text: str, caplog: pytest.LogCaptureFixture) -> None:
    files = listed(config, [*ELSEWHERE, Output("a/x.md", text)])
    file = files.get_file_from_path("a/x.md")
    assert file
    assert not any("<ul>" in block or "<p>" in block for block in taken(text, Links(files).of(file)).blocks)
    engine, ours = both(config, files, file)
    assert ours == engine
    assert ("gone.md" in caplog.text) == ("gone" in text), "MkDocs tells of a link that leads nowhere"


def test_a_link_that_leads_nowhere_is_left(config: MkDocsConfig, tmp_path: Path) -> None:
    files = listed(config, [*ELSEWHERE, Output("a/x.md", "- [gone](gone.md)\n- [B](b.md)")])
    file = files.get_file_from_path("a/x.md")
    assert file and not taken(file.content_string, Links(files).of(file)).blocks
    assert taken("<div>\nfinished</div>", None).blocks and not taken("- one", None).blocks
