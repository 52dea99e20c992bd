"""A paper as PDF: `feed` says what the process that lays it out is told, `write` waits for it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from projects.core.findings import Refused
from projects.exports import pdf_process
from projects.exports.fonts import font_files, fonts_for
from projects.exports.material import Material
from projects.exports.pdf_data import frames_of, reads_right, values_of

PROGRAM = Path(pdf_process.__file__)


def feed(material: Material) -> Iterator[bytes]:
    """What stands on the standard input of the process, piece by piece; a picture is read when it is its turn."""
    values = values_of(material)
    frames, drawings = _frames(material)
    values |= {"frames": frames, "drawings": drawings, "rtl": reads_right(values)}
    needed, values["fonts"] = fonts_for(json.dumps(values, ensure_ascii=False))
    values["font_files"] = [str(path) for name, path in font_files().items() if name in needed]
    yield json.dumps(values, ensure_ascii=False).encode() + b"\n"
    if material.facts.logo is not None:
        yield from _blob("", material.facts.logo)
    for code in frames:
        data = material.picture(code)
        if data is not None:
            yield from _blob(code, data)
    yield b"{}\n"


def _blob(code: str, data: bytes) -> Iterator[bytes]:
    yield json.dumps({"code": code, "bytes": len(data)}).encode() + b"\n"
    yield data


def _frames(material: Material) -> tuple[dict[str, Any], dict[str, str]]:
    """File and words of each shot's frame, and the drawings by file; shots that look the same share one."""
    frames: dict[str, Any] = {}
    names: dict[str, str] = {}
    shown = material.options.layout != "table" or "frame" in material.options.columns
    for code, told, named in frames_of(material) if shown else ():
        drawing = _unnamed(named)
        frames[code] = [names.setdefault(drawing, f"f{len(names)}.svg"), told]
    return frames, {name: drawing for drawing, name in names.items()}


def _unnamed(drawing: str) -> str:
    """A drawing without the words for a screen reader, which the paper has beside it."""
    start = drawing.find(' role="img" aria-label="')
    return drawing if start < 0 else drawing[:start] + drawing[drawing.index('"', start + 24) + 1 :]


def start(folder: Path, errors: int | Any = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """The process that lays a paper out into `folder`. It is run as a file, so that it loads nothing of ours."""
    return subprocess.Popen(  # noqa: S603 - our own file, in our own interpreter
        [sys.executable, "-I", str(PROGRAM), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
    )  # fmt: skip


def answers(process: subprocess.Popen[bytes], material: Material) -> Iterator[dict[str, Any]]:
    """What the process says of this material, line by line. At the end it is gone."""
    source, said = process.stdin, process.stdout
    if source is None or said is None:
        return
    try:
        with suppress(BrokenPipeError):  # it says why, or it was ended
            for piece in feed(material):
                source.write(piece)
            source.flush()
        yield from map(json.loads, said)
    finally:
        process.kill()
        with suppress(BrokenPipeError):
            source.close()


def write(material: Material) -> bytes:
    """The PDF. Refused, in one sentence, where it cannot be made."""
    failed = "The PDF ended without an answer. Start it again."
    with tempfile.TemporaryDirectory(prefix="storyboard-pdf-") as name, start(Path(name)) as process:
        for said in answers(process, material):
            if said.get("ready"):
                return (Path(name) / pdf_process.RESULT).read_bytes()
            failed = said.get("failed", failed)
    raise Refused(failed)
