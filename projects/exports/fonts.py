"""The fonts that come with the packages: which of them a text needs, and how a browser is told where they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("manimgx_fonts", "manimgx_fonts_cjk")
CJK = "NotoSansCJK-VF.otf.ttc"
EMOJI = "NotoEmoji[wght].ttf"
FAMILY = "Storyboard scripts"  # in a stylesheet, after the fonts of the system
# First and last character of what a font is taken for; Noto Sans and its symbols are always there.
SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x530, 0x58F, "Armenian"), (0x590, 0x5FF, "Hebrew"), (0xFB1D, 0xFB4F, "Hebrew"), (0x600, 0x8FF, "Arabic"),
    (0xFB50, 0xFDFF, "Arabic"), (0xFE70, 0xFEFF, "Arabic"), (0x900, 0x97F, "Devanagari"), (0x980, 0x9FF, "Bengali"),
    (0xA00, 0xA7F, "Gurmukhi"), (0xA80, 0xAFF, "Gujarati"), (0xB00, 0xB7F, "Oriya"), (0xB80, 0xBFF, "Tamil"),
    (0xC00, 0xC7F, "Telugu"), (0xC80, 0xCFF, "Kannada"), (0xD00, 0xD7F, "Malayalam"), (0xD80, 0xDFF, "Sinhala"),
    (0xE00, 0xE7F, "Thai"), (0xE80, 0xEFF, "Lao"), (0x1000, 0x109F, "Myanmar"), (0x10A0, 0x10FF, "Georgian"),
    (0x1200, 0x139F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"), (0xA8E0, 0xA8FF, "Devanagari"),
)  # fmt: skip
EAST = ((0x1100, 0x11FF), (0x2E80, 0xD7FF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
PICTURES = ((0x1F000, 0x1FAFF),)
_NOTO_SANS = frozenset("→←↑↓−≤≠⅓⅔⅛⅜⅝⅞")  # beyond letters and punctuation
# What systems bring for the largest fonts; where one of these is there, nothing is loaded.
_OF_SYSTEMS = {
    CJK: ("Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic", "Meiryo", "PingFang SC", "Microsoft YaHei",
          "Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans", "Droid Sans Fallback"),
    EMOJI: ("Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", "Noto Emoji"),
}  # fmt: skip


def fonts_for(text: str) -> tuple[set[str], list[str]]:
    """Names of the font files this text needs, and families in the order in which they are tried."""
    letters = {ord(letter) for letter in set(text)}
    files, families = {"NotoSans[wght].ttf", "NotoSansSymbols[wght].ttf"}, ["Noto Sans"]
    for first, last, name in SCRIPTS:
        if any(first <= letter <= last for letter in letters):
            files.add(f"NotoSans{name}[wght].ttf")
            families.append(f"Noto Sans {name}")
    if any(0x2190 <= letter <= 0x2BFF or letter >= 0x1F000 or letter == 0xFE0F for letter in letters):
        files.add(EMOJI)
    signs = any(0x2190 <= letter <= 0x2BFF and chr(letter) not in _NOTO_SANS for letter in letters)
    east = [letter for letter in letters if any(first <= letter <= last for first, last in EAST)]
    if east or signs:
        files.add(CJK)
        kana, hangul = any(0x3040 <= x <= 0x30FF for x in east), any(0xAC00 <= x <= 0xD7AF for x in east)
        families.append("Noto Sans CJK JP" if kana or not east else "Noto Sans CJK KR" if hangul else "Noto Sans CJK SC")
    return files, [*families, "Noto Sans Symbols", "Noto Emoji"]


@cache
def font_files() -> dict[str, Path]:
    """Every font of the packages by the name of its file."""
    found: dict[str, Path] = {}
    for package in PACKAGES:
        spec = find_spec(package)
        for place in map(Path, (spec.submodule_search_locations or ()) if spec else ()):
            found |= {path.name: path for path in place.iterdir() if path.suffix in (".ttf", ".ttc")}
    return found


def font_id(path: Path) -> str:
    """The name of a font in an address: letters, digits and hyphens of its file's name."""
    return "".join(sign for sign in path.name.partition(".")[0] if sign.isalnum() or sign == "-").removesuffix("wght")


def font_rules(address: str) -> str:
    """The stylesheet of `FAMILY`, one rule a script. `address` ends in "/".

    A browser loads only what a page shows and no font of its system has. Latin, Greek and Cyrillic are in every system,
    and a browser's PDF is sharper with those: it holds a font of several weights as drawings.
    """
    ranges: dict[str, list[tuple[int, int]]] = {}
    for first, last, name in SCRIPTS:
        ranges.setdefault(f"NotoSans{name}[wght].ttf", []).append((first, last))
    ranges |= {CJK: list(EAST), EMOJI: list(PICTURES)}
    return "".join(_rule(file, address, spans) for file, spans in ranges.items())


def _rule(file: str, address: str, spans: Sequence[tuple[int, int]]) -> str:
    path = font_files().get(file)
    if path is None:
        return ""
    local = "".join(f'local("{name}"), ' for name in _OF_SYSTEMS.get(file, ()))
    ranges = ", ".join(f"U+{first:X}-{last:X}" for first, last in spans)
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: 100 900; font-display: swap; '
        f'src: {local}url("{address}{font_id(path)}/"); unicode-range: {ranges}; }}\n'
    )
