"""What leads from one text to another thing leads somewhere: ids of articles, red lines, pages and items; links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from generator.content.chinese import NUMERALS, number
from generator.content.library import Library
from generator.content.markup import Link, is_address, is_outside, links
from generator.content.model import KEBAB
from generator.content.problems import Keys, Problem, same_name
from generator.content.source import Source
from generator.rules.each import Texts, all_names, each_file
from generator.rules.several import several


def references(library: Library) -> Iterator[Problem]:
    """Ids of articles, red lines, entries and items lead somewhere; so do links in texts."""
    return each_file(library, _references, library.once(all_names))


def _references(library: Library, source: Source, texts: Texts) -> Iterator[Problem]:
    for keys, text, what in texts:
        if what == "article":
            yield from _article(library, source, keys, text)
        elif what == "redline" and not library.may_hold("rule", text):
            told = several(source, keys, text, partial(_known_rule, library))
            yield source.unknown("unknown-redline", keys, text, library.rules, closely=True, otherwise=None, **told)
        elif what == "entry":
            yield from _reference(library, source, keys, text)
        elif what == "prose" and "](" in text:
            for link in links(text):
                yield from _link(library, source, keys, link)


def former(library: Library) -> Mapping[str, str]:
    """What pages, and items of pages, were called before -> what they are called now."""
    names = {old: entry.id for entry in library.entries.values() for old in entry.was}
    for entry in library.entries.values():
        for item in entry.items:
            names |= {f"{entry.id}#{old}": f"{entry.id}#{item.id}" for old in item.was}
    return names


def former_articles(library: Library) -> Mapping[str, str]:
    """The same of articles, which are cited by their own ids."""
    return {old: item.id for _, item in library.articles.values() for old in item.was}


def _article(library: Library, source: Source, keys: Keys, text: str) -> Iterator[Problem]:
    if new := library.once(former_articles).get(text):
        yield source.problem("old-name", keys, mend=source.replaced(keys, text, new), word=text, near=new)
    elif not library.may_hold("article", text):
        cited_as = _cited_as(library, text)
        if len(cited_as) == 1:
            mend = source.replaced(keys, text, cited_as[0])
            told: dict[str, Any] = {"hint": "did-you-mean", "near": cited_as[0], "mend": mend}
        else:
            told = (
                {"hint": "known-values"} if cited_as else several(source, keys, text, partial(_known_article, library))
            )
        known = cited_as or library.articles
        yield source.unknown("unknown-article", keys, text, known, closely=True, otherwise=None, **told)
    elif text in library.articles and library.articles[text][1].status == "stale":
        yield source.problem("stale-article", keys, severity="warning", id=text)


def _known_rule(library: Library, word: str) -> str | None:
    titled = [id for id, rule in library.rules.items() if rule.title == word]
    return same_name(word, library.rules) or (titled[0] if len(titled) == 1 else None)


def _known_article(library: Library, word: str) -> str | None:
    return word if word in library.articles else next(iter(_cited_as(library, word)), None)


def _cited_as(library: Library, text: str) -> list[str]:
    """The articles that are cited so, in figures or as it is spoken, with their law's name or without: 民法典944条."""
    wanted = _citation(text)
    named = library.once(_citations).items() if wanted else ()
    return [id for id, names in named if any(name == wanted or name.startswith(f"{wanted}.") for name in names)]


def _citations(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Article -> its citation with its law's name and without, as _citation has them."""
    found = {id: (_citation(f"{law.title}{item.number}"), _citation(item.number))
             for id, (law, item) in library.articles.items()}  # fmt: skip
    return {id: tuple(name for name in names if name) for id, names in found.items()}


def _citation(text: str) -> str | None:
    """A citation in one form: the law, the number of the article, that of the paragraph behind a point. None for
    what is none."""
    plain = re.sub(r"[《》\s]|中华人民共和国|^本法", "", text)
    sign = f"[0-9{NUMERALS}]"
    match = re.fullmatch(rf"(.*?)(?:第({sign}+)条?|({sign}+)条|(?<=[^0-9-])([0-9]+))(?:第?({sign}+)款)?", plain)
    if not match or re.search("[A-Za-z]", plain):
        return None
    article = number(match[2] or match[3] or match[4])
    return f"{match[1]}{article}" + (f".{number(match[5])}" if match[5] else "")


def _reference(library: Library, source: Source, keys: Keys, text: str) -> Iterator[Problem]:
    name, _, item = text.partition("#")
    better: str | None
    if new := library.once(former).get(text) or library.once(former).get(name):
        better = new + (f"#{item}" if item and "#" not in new else "")
        yield source.problem(
            "old-name", keys, snippet=text, mend=source.replaced(keys, text, better), word=text, near=better
        )
    elif told := several(source, keys, text, partial(_known_page, library)):
        yield source.problem("unknown-entry", keys, snippet=text, word=text, **told)
    elif better := meant(library, text):
        mend = source.replaced(keys, text, better)
        yield source.problem(
            "unknown-entry", keys, hint="did-you-mean", snippet=text, mend=mend, word=name, near=better
        )
    elif not library.may_hold("entry", name):
        yield source.unknown(
            "unknown-entry", keys, name, library.entries, closely=True, near_hint="near-id", otherwise=None,
            snippet=text,
        )  # fmt: skip
    elif item and name in library.entries and item not in (known := [each.id for each in library.entries[name].items]):
        yield source.unknown(
            "unknown-item", keys, item, known, closely=True, near_hint="near-id", otherwise=None,
            snippet=text, entry=name,
        )  # fmt: skip


def _known_page(library: Library, word: str) -> str | None:
    return word if word.partition("#")[0] in library.entries else meant(library, word)


def meant(library: Library, text: str) -> str | None:
    """The page that a reference leads to but for how it is written: by its file, its address, its code, its title; None
    where it is written well or leads nowhere."""
    plain = unicodedata.normalize("NFKC", text).strip("/ ")
    name, mark, item = plain.partition("#")
    stem = re.sub(r"\.(?:ya?ml|md|html?)$", "", name).rpartition("/")[2]
    if text != plain or stem != name:
        return f"{stem}{mark}{item}" if stem in library.entries else None
    named = library.once(_by_title).get(name, ())
    return f"{named[0]}{mark}{item}" if len(named) == 1 and name not in library.entries else None


def _by_title(library: Library) -> Mapping[str, list[str]]:
    """Code or title -> the pages that bear it."""
    found: dict[str, list[str]] = {}
    for entry in library.entries.values():
        for name in {entry.code, entry.title}:
            found.setdefault(name, []).append(entry.id)
    return found


def _link(library: Library, source: Source, keys: Keys, link: Link) -> Iterator[Problem]:
    name = link.target.partition("#")[0]
    if link.image:
        yield source.problem("image", keys, snippet=link.target, target=link.target)
    elif better := meant(library, link.target):
        mend = source.replaced(keys, f"]({link.target})", f"]({better})")
        yield source.problem("dead-link", keys, hint="did-you-mean", snippet=link.target, mend=mend, target=link.target,
                             near=better)  # fmt: skip
    elif is_outside(link.target):
        if not is_address(link.target):
            yield source.problem("bad-address", keys, snippet=link.target, target=link.target)
    elif re.match(KEBAB, name):
        yield from _reference(library, source, keys, link.target)
    else:
        yield source.problem("dead-link", keys, snippet=link.target, target=link.target)
