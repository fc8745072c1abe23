"""The command line: huashu, or python -m generator. `_parser` lists its commands."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from os.path import relpath
from pathlib import Path
from typing import Any

from generator import theme
from generator.arguments import Commands, Parser, readers_language, site_address, words_of
from generator.content import history
from generator.content.dates import NoMomentError, edition, moment, today
from generator.content.language import LANGUAGES, counted, phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.report import failed, report
from generator.content.schema import schemas
from generator.content.system import refusal
from generator.edit.commands import run_fix, run_rename, run_withdraw
from generator.files import write_whole
from generator.pages.sitemap import navigation
from generator.paper import guides
from generator.publishing import plain, zipped
from generator.publishing.whole import Refused
from generator.rules import lint
from generator.rules.check import check
from generator.rules.redlines import detector_of
from generator.rules.remembered import remembered
from generator.site import Site, build, search_index, theme_words
from generator.start import SERVICES, Occupied, begin

OK, AUTHORS_FAULT, OUR_FAULT, STOPPED, UNREAD = 0, 1, 3, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 well, 1 an author's mistake, 3 a fault of ours, 130 stopped by Ctrl-C,
    141 when nobody reads on."""
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding shows what it lacks as \u2705
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    argv = sys.argv[1:] if argv is None else argv
    arguments = _parser(argv).parse_args(argv)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return STOPPED
    except NoMomentError as error:
        print(words_of(argv)["command"]["no-moment"].format(epoch=error), file=sys.stderr)
        return AUTHORS_FAULT
    except BrokenPipeError:
        # Python flushes once more at its end: into nothing then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except Exception as error:
        if refused := refusal(error, words_of(argv)):
            print(refused, file=sys.stderr)
            return AUTHORS_FAULT
        said = "\n".join(phrases(language)["command"]["crash"] for language in LANGUAGES)
        print(f"{said}\n\n{traceback.format_exc()}", file=sys.stderr)
        return OUR_FAULT


def _parser(argv: Sequence[str]) -> Parser:
    commands = Commands(words_of(argv))
    new = commands.add("new", _new)
    new.add("folder", type=Path, metavar="DIR")
    new.add("--language", choices=LANGUAGES)
    new.add("--title", metavar="TITLE")
    new.add("--ci", choices=tuple(SERVICES), default="github")
    check_ = commands.add("check", _check)
    check_.add("--strict", action="store_true")
    lint_ = commands.add("lint", _lint)
    lint_.add("text", metavar="FILE", nargs="+")
    lint_.add("--json", action="store_true")
    fix = commands.add("fix", run_fix)
    rename = commands.add("rename", run_rename)
    rename.add("old", metavar="OLD")
    rename.add("new", metavar="NEW")
    withdraw = commands.add("withdraw", run_withdraw)
    withdraw.add("id", metavar="ID")
    withdraw.add("--because", required=True, metavar="WHY")
    withdraw.add("--instead", metavar="ID")
    for command in (fix, rename, withdraw):  # what changes content/ shows a difference first
        command.add("--write", action="store_true")
    for command in (check_, fix, rename, withdraw):
        command.add("--docs", type=Path, default=Path("docs"), metavar="FOLDER")
    generate = commands.add("generate", _generate)
    paper = commands.add("paper", _paper)
    paper.add("guide", nargs="?", metavar="GUIDE")
    for command in (generate, paper):
        command.add("--to", type=Path, required=True, metavar="DIR")
        command.add("--site-url", type=site_address, metavar="URL")
    generate.add("--config", type=Path, metavar="FILE")
    commands.add("schema", _schema).add("--to", type=Path, default=Path("schemas"), metavar="DIR")
    zip_ = commands.add("zip", _zip)
    zip_.add("site", type=Path, nargs="?", default=Path("site"), metavar="SITE")
    zip_.add("--to", type=Path, metavar="FILE")
    return commands.parser


def _new(arguments: argparse.Namespace) -> int:
    language = arguments.language or readers_language()
    words = phrases(language)
    try:
        written = begin(arguments.folder, language, today(), title=arguments.title, service=arguments.ci)
    except Occupied:
        print(words["start"]["occupied"].format(folder=arguments.folder))
        return AUTHORS_FAULT
    print(words["start"]["begun"].format(files=counted(words, "files", len(written)), folder=arguments.folder))
    return OK


def _check(arguments: argparse.Namespace) -> int:
    library = load(arguments.content)
    finds = remembered(library)
    problems = check(library, today(), arguments.docs if arguments.docs.is_dir() else None)
    finds.keep()
    problems += theme.against(arguments.content.absolute().parent / "mkdocs.yml", library)
    print(report(library, problems, strict=arguments.strict))
    return AUTHORS_FAULT if failed(problems, strict=arguments.strict) else OK


def _lint(arguments: argparse.Namespace) -> int:
    library = load(arguments.content)
    remembered(library)
    if not library.once(detector_of):
        print(library.words["command"]["no-redlines"], file=sys.stderr)
        return AUTHORS_FAULT
    judged = [file.judged(library) for file in lint.files(arguments.text)]
    for one in judged:
        if one.trouble:
            print(one.trouble, file=sys.stderr)
    if arguments.json:
        print(json.dumps([one.as_json(library) for one in judged], ensure_ascii=False, indent=1))
    elif shown := lint.report(judged, library):
        print(shown)
    return OK if all(one.clean for one in judged) else AUTHORS_FAULT


def _generate(arguments: argparse.Namespace) -> int:
    library = _checked(arguments)
    if library is None:
        return AUTHORS_FAULT
    made = guides.outputs(library, site_url=arguments.site_url, edition=edition(library))
    if made.problems:
        print(report(library, made.problems))
        return AUTHORS_FAULT
    past = history.read(library.root)
    if note := past.note(library.words):
        print(note)
    site = build(library, made, today(), site_url=arguments.site_url, past=past.months)
    files = {output.path: output.content for output in [*site.outputs, *search_index(library)]}
    waiting = library.words["command"]["waiting"]
    try:
        plain.write(arguments.to, files, sources=[arguments.content], waiting=lambda: print(waiting))
        if arguments.config:
            config = _config(site, library, arguments.config.parent)
            config |= {"docs_dir": relpath(arguments.to, arguments.config.parent)}
            config |= {"site_url": arguments.site_url} if arguments.site_url else {}
            plain.write_config(arguments.config, config)
    except Refused as why:
        print(why.said(library.words))
        return AUTHORS_FAULT
    return _wrote(len(files), arguments.to, library.words)


def _config(site: Site, library: Library, beside: Path) -> dict[str, Any]:
    """For Zensical, which reads mkdocs.yml and our theme but runs no plugin of MkDocs: what ours would give."""
    own = {"variant": "classic", "custom_dir": relpath(theme.folder(), beside)}  # the look that our styles are made for
    return {
        "INHERIT": "mkdocs.yml",
        "plugins": [],
        "repo_url": None,  # nobody should edit what is generated
        "edit_uri": None,
        "use_directory_urls": False,
        "theme": {**theme.preferred(library), **theme.needed(library), **own},
        "markdown_extensions": [{name: dict(options)} for name, options in theme.EXTENSIONS.items()],
        "nav": navigation(library, site.pages),
        "extra": {"huashu": theme_words(library)},
    }


def _paper(arguments: argparse.Namespace) -> int:
    library = _checked(arguments)
    if library is None:
        return AUTHORS_FAULT
    words = library.words["command"]
    if arguments.guide and arguments.guide not in library.guides:
        known = words["comma"].join(library.guides)
        print(words["no-guide"].format(name=arguments.guide, known=known))
        return AUTHORS_FAULT
    written, problems = guides.write(
        library, arguments.to, guide=arguments.guide, site_url=arguments.site_url, edition=edition(library)
    )
    if problems:
        print(report(library, problems))
        return AUTHORS_FAULT
    print(words["wrote"].format(files=counted(library.words, "files", len(written)), directory=arguments.to))
    return OK


def _checked(arguments: argparse.Namespace) -> Library | None:
    """The library, its problems printed; None when they stop everything else."""
    library = load(arguments.content)
    problems = check(library, today())
    if problems:
        print(report(library, problems))
    return None if failed(problems, strict=False) else library


def _schema(arguments: argparse.Namespace) -> int:
    library = load(arguments.content)
    texts = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
             for name, schema in schemas(library.collections, library.words).items()}  # fmt: skip
    write_whole({arguments.to / name: text.encode() for name, text in texts.items()})
    return _wrote(len(texts), arguments.to, library.words)


def _zip(arguments: argparse.Namespace) -> int:
    words = words_of([f"--content={arguments.content}"])
    site = Path(os.path.abspath(arguments.site))  # noqa: PTH100 - its own name, be it a link
    index, target = site / "index.html", arguments.to or site.with_name(f"{site.name}.zip")
    if not index.is_file():
        print(words["command"]["no-site"].format(directory=arguments.site))
        return AUTHORS_FAULT
    if site in Path(os.path.abspath(target)).parents:  # noqa: PTH100
        print(words["command"]["zip-inside"].format(file=target))
        return AUTHORS_FAULT
    write_whole({target: zipped.packed(site, moment(index))})
    return _wrote(1, target, words)


def _wrote(count: int, directory: Path, words: Mapping[str, Any]) -> int:
    print(words["command"]["wrote"].format(files=counted(words, "files", count), directory=directory))
    return OK


if __name__ == "__main__":
    sys.exit(main())
