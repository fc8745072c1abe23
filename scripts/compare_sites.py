"""Which files of two built sites differ, and where: python scripts/compare_sites.py BEFORE AFTER.

Files that differ in the same way are told together. What a hash of the content names (1a2b3c4d-0.js) is compared with
its counterpart. The exit code is 1 when anything differs.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path

SHOWN, AROUND, WIDEST = 4, 20, 160
"""Names told of files that differ alike; characters shown around a difference; characters of one that are shown."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    given = parser.parse_args(arguments)
    alike: dict[str, list[str]] = defaultdict(list)
    for name, why in differences(given.before, given.after):
        alike[why].append(name)
    for why, names in sorted(alike.items(), key=lambda item: -len(item[1])):
        more = f" … {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        print(f"{len(names)} file(s): {', '.join(names[:SHOWN])}{more}\n{why}\n")
    print(f"{sum(map(len, alike.values()))} of {len(_files(given.before))} files differ")
    return 1 if alike else 0


def differences(before: Path, after: Path) -> Iterator[tuple[str, str]]:
    """Every file that differs, with how: the first place, or that it is in one site only."""
    old, new = _files(before), _files(after)
    for name in sorted(old.keys() | new.keys()):
        if name not in new or name not in old:
            yield name, "  only " + ("before" if name in old else "after")
        elif old[name].read_bytes() != new[name].read_bytes():
            yield name, _where(old[name].read_bytes(), new[name].read_bytes())


def _files(site: Path) -> dict[str, Path]:
    """Name -> file; what a hash names is called by a star."""
    return {
        re.sub(r"\b[0-9a-f]{8}\b", "*", file.relative_to(site).as_posix()): file
        for file in sorted(site.rglob("*"))
        if file.is_file()
    }


def _where(before: bytes, after: bytes) -> str:
    """What was taken out and put in, line by line; of a file without text its size."""
    try:
        old, new = before.decode().split("\n"), after.decode().split("\n")
    except UnicodeDecodeError:
        return f"  {len(before):,} bytes before, {len(after):,} after"
    pieces = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            pieces.append(_piece("\n".join(old[a:b]), "\n".join(new[c:d])))
    more = f"\n  … and {len(pieces) - SHOWN} more places" if len(pieces) > SHOWN else ""
    return "\n".join(pieces[:SHOWN]) + more


def _piece(old: str, new: str) -> str:
    """Two lines, cut to where they differ."""
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    cut = [text[max(0, start - AROUND) : len(text) - max(0, end - AROUND)] for text in (old, new)]
    short = [text if len(text) <= WIDEST else f"{text[:WIDEST]}… ({len(text):,} characters)" for text in cut]
    return "\n".join(f"  {sign} {text!r}" for sign, text in zip("-+", short, strict=True) if text)


if __name__ == "__main__":
    sys.exit(main())
