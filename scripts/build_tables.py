"""Write the tables of readings and simplified forms (generator/content), from pypinyin and OpenCC.

Run it with `python scripts/build_tables.py TSCharacters.txt`, OpenCC's table of characters (Apache-2.0). The tables are
committed: a build of the site needs neither.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, pinyin
from pypinyin.phrases_dict import phrases_dict
from pypinyin.style import convert

GENERATOR = Path(__file__).parents[1] / "generator"
RARE = 0.05
"""A reading that fewer of a character's phrases have is left out: nobody types it."""


def common() -> list[str]:
    """The 6,763 characters of GB 2312, in its order: the frequent ones by sound, the others by radical."""
    rows = (bytes((0xB0 + row, 0xA1 + cell)) for row in range(72) for cell in range(94))
    return [char for pair in rows if (char := pair.decode("gb2312", errors="ignore"))]


def readings() -> dict[str, list[str]]:
    """Character -> its readings without tones, the usual one first."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases_dict.items():
        for char, (syllable, *_) in zip(phrase, syllables, strict=False):
            seen[char][convert(syllable, Style.NORMAL, strict=False).replace("ü", "v")] += 1
    result = {}
    for char in common():
        known = [name.replace("ü", "v") for name in pinyin(char, style=Style.NORMAL, heteronym=True)[0]]
        total = sum(seen[char].values())
        result[char] = [name for name in known if name == known[0] or seen[char][name] > max(1, total * RARE)]
    return result


def main(characters: Path) -> None:
    """Write both tables."""
    by_syllable: dict[str, str] = defaultdict(str)
    for rank in range(4):  # usual readings first within each syllable
        for char, names in readings().items():
            if rank < len(names):
                by_syllable[names[rank]] += char
    lines = [f"{name} {chars}" for name, chars in sorted(by_syllable.items()) if name.isascii() and name.isalpha()]
    (GENERATOR / "content/tables/pinyin.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    known = set(common())
    pairs = []
    for line in characters.read_text(encoding="utf-8").splitlines():
        traditional, _, simple = line.partition("\t")
        target = simple.split(" ")[0]
        if target in known and target != traditional and len(traditional) == 1 and ord(traditional) < 0x10000:
            pairs.append(traditional + target)
    extra = [] if any(pair[0] == "妳" for pair in pairs) else ["妳你", "裏里", "着着"]
    pairs += [pair for pair in extra if pair[0] != pair[1] and all(pair[0] != other[0] for other in pairs)]
    (GENERATOR / "content/tables/traditional.txt").write_text("\n".join(pairs) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
