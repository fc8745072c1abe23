"""What was made of the red lines and found in texts by them, kept from one run to the next."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path

from generator.content.library import Library
from generator.content.load import alone
from generator.rules.redlines import Taught, detector_from, detector_of, make
from generator.rules.sentences import Find
from generator.store import FOLDER, Store, key, program


def begin(root: Path, kept: Store) -> None:
    """Have what the red lines below `root` need made by another process, unless it is kept: before all is read."""
    redlines, examples = alone(root, "redlines.yml"), alone(root, "examples.yml")
    if redlines and examples and not kept.has(_made(taught := Taught(redlines, examples))):
        make(taught)


def _made(taught: Taught) -> str:
    """What the program of red lines and examples is kept under."""
    return key("program", program(), *taught.values)


class Remembered:
    """What a run before left about a library's red lines: taken up at once; `keep` what this run has found."""

    def __init__(self, library: Library, kept: Store) -> None:
        self._kept = kept
        self.names: tuple[str, ...] = ()
        """What it is kept under: the program, and what it found."""
        if not library.redlines:
            return
        made = _made(Taught(library.redlines, library.examples))
        if value := kept.get(made):
            detector_from(Taught(library.redlines, library.examples, json.loads(value)))
        self._detector = library.once(detector_of)
        if not self._detector:
            return
        self.names = made, key("finds", made)
        if not self._detector.earlier and (value := kept.get(self.names[1])):
            self._detector.earlier = {
                text: tuple(((begin, end), tuple(Find(*find) for find in finds)) for (begin, end), finds in found)
                for text, found in json.loads(value).items()
            }

    def keep(self) -> None:
        """Keep the program, if its patterns have been tried, and what was found in the texts of the library."""
        if not self.names or not self._detector:
            return
        detector, (made, finds) = self._detector, self.names
        if detector.tried and not self._kept.get(made):
            self._kept.put(made, json.dumps(detector.program, ensure_ascii=False).encode())
        if detector.known.keys() != detector.earlier.keys():
            found = {
                text: [(span, [astuple(find) for find in finds]) for span, finds in found]
                for text, found in detector.known.items()
            }
            self._kept.put(finds, json.dumps(found, ensure_ascii=False).encode())


def remembered(library: Library) -> Remembered:
    """What a build has left about the red lines, where there was one: a command need not learn them again."""
    folder = library.root.absolute().parent / FOLDER
    return Remembered(library, Store(folder if folder.is_dir() else None))
