"""What a file is, by what stands in it; its name decides only where several readings would do."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from projects.core.incoming import ImportProblem
from projects.imports.decoding import text_of
from projects.imports.sheet_table import known, separator

KINDS = ("document", "csv", "xlsx", "zip", "fountain", "fdx", "markdown", "text", "edl", "otio", "fcpxml")
_PICTURES = {
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "a picture or a film",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a packed file", b"7z\xbc\xaf": "a packed file", b"Rar!": "a packed file", b"\x7fELF": "a program",
    b"MZ": "a program",
}  # fmt: skip
_ENDINGS = {
    ".fountain": "fountain", ".spmd": "fountain", ".md": "markdown", ".markdown": "markdown", ".csv": "csv",
    ".tsv": "csv", ".edl": "edl",
    ".json": "document", ".otio": "otio", ".txt": "text",
}  # fmt: skip
_XML_ROOTS = (("<FinalDraft", "fdx"), ("<fcpxml", "fcpxml"))
_EVENT = re.compile(
    r"^[ \t]*\d{1,8}[ \t]+\S+[ \t]+\S+[ \t]+(?:C|D|W\d*|K[ \t]?[BO]?)[ \t]+.*\d\d:\d\d:\d\d[:;.,]\d\d", re.MULTILINE
)
_SLUG = re.compile(r"^(?:INT|EXT|EST|INT\.?/EXT|I/E)[. ]", re.MULTILINE)
_CUE = re.compile(r"(?:^|\n\n)[A-Z][A-Z0-9 .'’-]{1,38}(?: *\([^)\n]*\))? *\^?\n(?=\S)")
_SHOT_LIST = re.compile(r"^[ \t]*(?:\d{1,4}[.)] |[-*•] |shot \d)", re.MULTILINE | re.IGNORECASE)
_MARKED = re.compile(r"^(?:#{1,6} |\*\*|[-*] )", re.MULTILINE)
_HEAD = 200_000


def sniff(data: bytes, name: str) -> str:
    """What a file is: one of KINDS. ImportProblem for what cannot be read as a plan at all."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "xlsx"
    for sign, what in _PICTURES.items():
        if data.startswith(sign) and not _reads_as_text(data):
            raise ImportProblem(f"This is {what}: choose a shot list, a script, a timeline or a document.")
    ending = PurePath(name).suffix.casefold()
    # A huge file is judged by its beginning; reading it says what is wrong with the rest.
    start = data[:_HEAD] if len(data) > _HEAD else data
    text, _ = text_of(_whole_signs(start))
    head = text.lstrip()
    if head.startswith("<"):
        return _xml(head)
    if head.startswith("{"):
        return "otio" if '"OTIO_SCHEMA"' in text else "document"
    return _plain(text, ending)


def _zipped(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "zip"
    # Those of other programs, too: they are told what to save them as.
    return "xlsx" if {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & set(names) else "zip"


def _reads_as_text(data: bytes) -> bool:
    try:
        data[:64].decode("ascii")
    except UnicodeDecodeError:
        return False
    return b"\x00" not in data[:64] and not data.startswith(b"%PDF")


def _whole_signs(data: bytes) -> bytes:
    """A beginning that ends with a line, so that no sign is cut in two."""
    if len(data) < _HEAD:
        return data
    return (
        data[: data.rfind(b"\n") // 4 * 4]
        if data.startswith((b"\xff\xfe", b"\xfe\xff"))
        else data[: data.rfind(b"\n") + 1] or data
    )


def _xml(head: str) -> str:
    for sign, kind in _XML_ROOTS:
        if sign in head[:20_000]:
            return kind
    raise ImportProblem("This XML is neither a Final Draft script nor an FCPXML timeline: export it as one of them.")


def _plain(text: str, ending: str) -> str:
    """Which of the plain texts this is."""
    by_name = _ENDINGS.get(ending, "")
    if _EVENT.search(text):
        return "edl"
    if by_name in ("csv", "fountain", "markdown", "edl"):
        return by_name
    if _tabular(text):
        return "csv"
    slugs = len(_SLUG.findall(text))
    if slugs and not _SHOT_LIST.search(text) and (slugs > 1 or _CUE.search(text)):
        return "fountain"
    if by_name in ("document", "otio"):
        raise ImportProblem("The file does not hold a document: it begins with no brace. Export it again.")
    return "markdown" if _MARKED.search(text) and by_name != "text" else "text"


def _tabular(text: str) -> bool:
    """Whether the first full line names at least two columns, or all lines have equally many tabs, as spreadsheets copy."""
    tabs = {line.count("\t") for line in text.split("\n") if line.strip()}
    if len(tabs) == 1 and tabs.pop() >= 2:
        return True
    first = next((line for line in text.split("\n") if line.strip()), "")
    sign = separator(text[:20_000])
    cells = first.replace('"', "").split(sign)
    return len(cells) > 1 and known(cells) >= 2 and known(cells) * 3 >= len(cells)
