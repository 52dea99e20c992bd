"""Lays out a paper as PDF, in a process of its own: `python -m projects.exports.pdf_process FOLDER`.

A library that takes hundreds of megabytes for a moment must not make a web worker larger for good, and whoever waits can
end a process. It reads one line of JSON, then pictures (a line of JSON with `code` and `bytes`, then the bytes) and a line
`{}`. It tells its progress on standard output, a line of JSON each, and leaves FOLDER/paper.pdf. When its standard input
is closed, whoever wanted the paper is gone, and it ends.
"""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import threading
from collections import deque
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

LAYOUT = ("paper.typ", "paper_parts.typ")
RESULT = "paper.pdf"
# Longest side of a picture in pixels, that of the smaller ones we keep: those stand on paper as they are. In the narrow
# frames of a long table half of it will do; where there are very many, memory counts more than sharpness.
SIDE, SIDE_OF_VERY_MANY, SIDE_IN_TABLE, MANY, VERY_MANY = 480, 320, 240, 300, 1_000
AHEAD = 16  # pictures that wait to be made smaller
NAMED = 8


def link_fonts(folder: Path, files: list[str]) -> Path:
    """A folder with these fonts alone: looking through all that the packages bring takes a third of a second."""
    into = folder / "fonts"
    into.mkdir()
    for file in map(Path, files):
        (into / file.name).symlink_to(file)
    return into


def say(**values: Any) -> None:
    """One line to whoever waits."""
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def picture(data: bytes, side: int, *, grey: bool) -> bytes:
    """A picture as the paper holds it. Any exception where it cannot be read."""
    from PIL import Image

    image: Image.Image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
    plain = image.format == "JPEG" and max(image.size) <= side and image.mode == ("L" if grey else "RGB")
    longest = max(image.size)  # a JPEG is decoded at half its size or less where that is enough
    wide, high = (max(1, length * side // longest) for length in image.size)
    image.draft("L" if grey else "RGB", (wide, high))
    image.load()
    if plain:
        return data
    image = image.convert("L" if grey else "RGB")
    image.thumbnail((side, side))
    made = io.BytesIO()
    image.save(made, "JPEG", quality=82)
    return made.getvalue()


def side_for(pictures: int, layout: str) -> int:
    """How long the longest side of a picture is where the paper may have so many."""
    if layout == "table" and pictures > MANY:
        return SIDE_IN_TABLE
    return SIDE if pictures <= VERY_MANY else SIDE_OF_VERY_MANY


def take_pictures(source: BinaryIO, folder: Path, values: dict[str, Any]) -> list[str]:
    """Reads the pictures into the folder and sets them as frames. Codes of those that cannot be read."""
    from concurrent.futures import Future, ThreadPoolExecutor

    total, unread, done = len(values["entries"]), list[str](), 0
    side = side_for(total, values["layout"])
    waiting: deque[tuple[str, Future[bytes]]] = deque()

    def take() -> None:
        nonlocal done
        code, made = waiting.popleft()
        try:
            data = made.result()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a library that reads pictures fails in as many ways as there are pictures
            unread.append(code)
        else:
            name = f"p{done}.jpg"
            (folder / name).write_bytes(data)
            if code:
                values["frames"][code] = [name, f"{code}: own picture"]
            else:
                values["logo"] = name
        done += 1
        if done % 25 == 0:
            say(said="Reading pictures", done=done, total=total)

    with ThreadPoolExecutor(2) as pool:
        while head := json.loads(source.readline() or b"{}"):
            data = source.read(head["bytes"])
            waiting.append((head["code"], pool.submit(picture, data, side, grey=values["ink"] == "black")))
            if len(waiting) > AHEAD:
                take()
        while waiting:
            take()
    return unread


def watch(source: BinaryIO) -> None:
    """Ends this process when the other end of its standard input goes away."""
    while source.read(1):
        pass
    os._exit(3)


def lay_out(folder: Path, values: dict[str, Any]) -> str:
    """Writes the PDF. What could not be done, in one sentence, or nothing."""
    import typst

    files = values.pop("font_files")
    values["rtl"] = bool(values["rtl"])
    (folder / "data.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    for name in LAYOUT:
        (folder / name).write_bytes(Path(__file__).with_name(name).read_bytes())
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[link_fonts(folder, files)])
    compiler = typst.Compiler(folder / LAYOUT[0], root=folder, font_paths=fonts, ignore_system_fonts=True)
    at, note = datetime.fromtimestamp(values["moment"], UTC), ""
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    except typst.TypstError as error:
        if "UA-1" not in str(error):
            raise
        if "could not be displayed" in str(error):
            note = "Some characters are in none of the fonts and stand as boxes."
        made = compiler.compile(format="pdf", timestamp=at)
    say(said="Saving", done=1, total=1)
    (folder / RESULT).write_bytes(made)  # type: ignore[arg-type] # one file, as no name was given
    return note


def sentence(error: BaseException) -> str:
    """Why it did not work, for whoever waits."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk of this server is full. Free some space, then start again."
    if isinstance(error, MemoryError):
        return "This server has not enough memory for it. Choose fewer scenes or shots."
    return f"The PDF could not be laid out ({type(error).__name__}). Choose another layout, or write the HTML file."


def main(folder: Path, source: BinaryIO) -> int:
    """The exit status."""
    try:
        values = json.loads(source.readline())
        drawings: dict[str, str] = values.pop("drawings")
        for name, drawing in drawings.items():
            (folder / name).write_text(drawing, encoding="utf-8")
        unread = take_pictures(source, folder, values)
        threading.Thread(target=watch, args=(source,), daemon=True).start()
        shots = len(values["entries"])
        say(said=f"Laying out {shots} shots" if shots != 1 else "Laying out 1 shot", done=0, total=1)
        note = lay_out(folder, values)
    except Exception as error:  # noqa: BLE001 - said in one sentence; the rest goes to the log
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        say(failed=sentence(error))
        return 1
    say(ready=True, note=" ".join(filter(None, (_named(unread), note))), peak=_peak())
    return 0


def _peak() -> int:
    """The most memory that this process had, in kilobytes; 0 where the system does not say."""
    try:
        told = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM")), 0)


def _named(unread: list[str]) -> str:
    if not unread:
        return ""
    more = f" and {len(unread) - NAMED} more" if len(unread) > NAMED else ""
    names = [code or "the logo" for code in unread[:NAMED]]
    return f"Pictures that cannot be read, drawn instead: {', '.join(names)}{more}."


if __name__ == "__main__":
    code = main(Path(sys.argv[1]), sys.stdin.buffer)
    sys.stdout.flush()
    os._exit(code)  # the thread still waits for the other end
