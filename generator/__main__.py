"""The command line: python -m generator check | lint | fix | rename | withdraw | generate | paper | schema."""

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

from generator.content import history
from generator.content.dates import edition, today
from generator.content.language import LANGUAGES, counted, phrases
from generator.content.library import Library
from generator.content.load import load
from generator.content.report import failed, report
from generator.content.schema import schemas
from generator.edit.commands import run_fix, run_rename, run_withdraw
from generator.pages.sitemap import navigation
from generator.paper import guides
from generator.publishing import plain, whole
from generator.publishing.whole import Refused
from generator.rules import lint
from generator.rules.check import check
from generator.rules.redlines import detector_of
from generator.site import Site, build, search_index, theme_words

OK, AUTHORS_FAULT, OUR_FAULT, STOPPED, UNREAD = 0, 1, 3, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 well, 1 an author's mistake, 3 a fault of ours, 130 stopped by Ctrl-C,
    141 when nobody reads on."""
    for stream in (sys.stdout, sys.stderr):  # a console of another encoding shows what it lacks as \u2705
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Python flushes once more at its end: into nothing then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    except Exception:
        said = "\n".join(phrases(language)["command"]["crash"] for language in LANGUAGES)
        print(f"{said}\n\n{traceback.format_exc()}", file=sys.stderr)
        return OUR_FAULT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m generator", description=__doc__)
    parser.add_argument("--content", type=Path, default=Path("content"), help="the content folder (content)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    command = commands.add_parser("check", help="check the content")
    command.add_argument("--strict", action="store_true", help="fail for warnings too")
    command.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of pages written by hand (docs)")
    command.set_defaults(run=_check)
    command = commands.add_parser("lint", help="check any text for wording that must not be used")
    command.add_argument(
        "text", metavar="FILE", nargs="+", help="text files, folders of them, or - for what is typed or piped in"
    )
    command.add_argument("--json", action="store_true", help="print the verdicts as JSON (docs/lint.schema.json)")
    command.set_defaults(run=_lint)
    command = commands.add_parser("generate", help="write the whole site as plain files, for any engine")
    command.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    command.add_argument(
        "--site-url", metavar="URL", help="where the site will be; without it the guides have no QR codes"
    )
    command.add_argument(
        "--config", type=Path, metavar="FILE", help="write a configuration for Zensical too, to lie beside mkdocs.yml"
    )
    command.set_defaults(run=_generate)
    command = commands.add_parser("paper", help="make the printable guides alone")
    command.add_argument("guide", nargs="?", metavar="GUIDE", help="one guide of guides.yml (all)")
    command.add_argument("--to", type=Path, required=True, metavar="DIR", help="the folder to write to")
    command.add_argument("--site-url", metavar="URL", help="where the site is; without it the guides have no QR codes")
    command.set_defaults(run=_paper)
    command = commands.add_parser("schema", help="write JSON Schema for every kind of file")
    command.add_argument(
        "--to", type=Path, default=Path("schemas"), metavar="DIR", help="the folder to write to (schemas)"
    )
    command.set_defaults(run=_schema)
    _edits(commands)
    return parser


def _edits(commands: Any) -> None:
    """The commands that change content/: each shows a difference first."""
    fix = commands.add_parser("fix", help="mend what has one mend: quotation marks, colons, hyphens, indents, dates …")
    fix.set_defaults(run=run_fix)
    rename = commands.add_parser("rename", help="another name for a page, an item, an article, a blank or a red line")
    rename.add_argument("old", metavar="OLD", help="its name: an id, page-id#item-id, a blank's name, R07")
    rename.add_argument("new", metavar="NEW", help="its new name")
    rename.set_defaults(run=run_rename)
    withdraw = commands.add_parser("withdraw", help="take a page out; its address tells why and leads on")
    withdraw.add_argument("id", metavar="ID", help="the page's id")
    withdraw.add_argument("--because", required=True, metavar="WHY", help="a sentence for readers")
    withdraw.add_argument("--instead", metavar="ID", help="the page to read instead: what led to it leads there")
    withdraw.set_defaults(run=run_withdraw)
    for command in (fix, rename, withdraw):
        command.add_argument("--write", action="store_true", help="make the change; without it, it is only shown")
        command.add_argument(
            "--docs", type=Path, default=Path("docs"), help="the folder of pages written by hand (docs)"
        )


def _check(arguments: argparse.Namespace) -> int:
    library = load(arguments.content)
    problems = check(library, today(), arguments.docs if arguments.docs.is_dir() else None)
    print(report(library, problems, strict=arguments.strict))
    return AUTHORS_FAULT if failed(problems, strict=arguments.strict) else OK


def _lint(arguments: argparse.Namespace) -> int:
    library = load(arguments.content)
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
            config = _config(site, library) | {"docs_dir": relpath(arguments.to, arguments.config.parent)}
            config |= {"site_url": arguments.site_url} if arguments.site_url else {}
            plain.write_config(arguments.config, config)
    except Refused as why:
        print(why.said(library.words))
        return AUTHORS_FAULT
    return _wrote(len(files), arguments.to, library.words)


def _config(site: Site, library: Library) -> dict[str, Any]:
    """For Zensical, which reads mkdocs.yml and our theme but runs no plugin of MkDocs: what ours would give."""
    return {
        "INHERIT": "mkdocs.yml",
        "plugins": [],
        "repo_url": None,  # nobody should edit what is generated
        "edit_uri": None,
        "theme": {"variant": "classic"},  # the look that our styles are made for
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
    files = {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
             for name, schema in schemas(library.collections, library.words).items()}  # fmt: skip
    for name, text in files.items():
        whole.write(arguments.to / name, text.encode())
    return _wrote(len(files), arguments.to, library.words)


def _wrote(count: int, directory: Path, words: Mapping[str, Any]) -> int:
    print(words["command"]["wrote"].format(files=counted(words, "files", count), directory=directory))
    return OK


if __name__ == "__main__":
    sys.exit(main())
