"""A file that is written in a process of its own: its material goes there as values, its progress comes back in lines.

What a worker of the web writes itself keeps all its other readers waiting and cannot be ended; this can be killed. When the
standard input of the process is closed, whoever wanted the file is gone, and it ends.
"""

from __future__ import annotations

import copyreg
import errno
import io
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from projects.core.findings import Refused
from projects.exports.material import Material
from projects.exports.pdf_process import say, watch

RESULT = "made"
_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = "import sys; sys.path.insert(0, sys.argv[1]); from projects.exports.apart import main; main(*sys.argv[2:])"


def start(folder: Path, kind: str, errors: int | Any = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """The process that writes a file of this kind (a key of `FORMATS`) into `folder`, under the name `RESULT`."""
    return subprocess.Popen(  # noqa: S603 - our own code, in our own interpreter
        [sys.executable, "-I", "-c", _PROGRAM, str(_ROOT), str(folder), kind],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
    )  # fmt: skip


def proxy(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A view that nobody writes to, as the catalogue has them; the library that packs values knows no such type."""
    return MappingProxyType(values)


class _Packer(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table | {MappingProxyType: lambda view: (proxy, (dict(view),))}


def packed(material: Material) -> bytes:
    """Everything that a file is written from, as bytes for a process of the same program."""
    out = io.BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(material)
    return out.getvalue()


def feed(process: subprocess.Popen[bytes], material: Material) -> None:
    """Gives the process what it writes from; its standard input stays open."""
    if process.stdin is not None:
        with suppress(BrokenPipeError):  # it says why, or it was ended
            data = packed(material)
            process.stdin.write(len(data).to_bytes(8, "big") + data)
            process.stdin.flush()


def main(folder: str, kind: str) -> None:
    """Reads the material, says how far it is, and leaves the file."""
    source = sys.stdin.buffer
    try:
        size = int.from_bytes(source.read(8), "big")
        material = pickle.loads(source.read(size))  # noqa: S301 - from the process that started this one
        threading.Thread(target=watch, args=(source,), daemon=True).start()
        note = _write(Path(folder), kind, material)
    except Exception as error:  # noqa: BLE001 - said in one sentence; the rest goes to the log
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        say(failed=sentence(error))
    else:
        say(ready=True, note=note)


def _write(folder: Path, kind: str, material: Material) -> str:
    """Writes the file. What it is without, in words."""
    from projects.exports import FORMATS, zip_file

    form = FORMATS[kind]

    def told(said: str, done: int, total: int) -> None:
        say(said=said, done=done, total=total)

    content = form.telling(material, told) if form.telling else form.write(material)
    (folder / RESULT).write_bytes(content)
    return " ".join(zip_file.left_out(content)) if kind == "zip" else ""


def sentence(error: BaseException) -> str:
    """Why it did not work, for whoever waits."""
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk of this server is full. Free some space, then start again."
    if isinstance(error, MemoryError):
        return "This server has not enough memory for it. Choose fewer scenes or shots."
    return f"The file could not be written ({type(error).__name__}). Choose fewer scenes or shots, or another kind of file."


def answers(process: subprocess.Popen[bytes], material: Material) -> Iterator[dict[str, Any]]:
    """What the process says of this material, line by line. At the end it is gone."""
    import json

    try:
        feed(process, material)
        yield from map(json.loads, process.stdout or ())
    finally:
        process.kill()
        with suppress(BrokenPipeError):
            if process.stdin is not None:
                process.stdin.close()
