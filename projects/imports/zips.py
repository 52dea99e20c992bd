"""Zip archives that nobody is trusted about: names, counts and sizes are checked, and what comes out is counted."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from projects.core.incoming import ImportProblem

MB = 1024 * 1024
_CHUNK = 256 * 1024
# A short entry may well be one sign a thousand times; what counts is what fills memory.
_RATIO_FROM = 1 * MB
_DRIVE = re.compile(r"[A-Za-z]:")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Caps:
    """How much an archive may hold: entries, bytes in all, and how many times its size something may unfold to."""

    entries: int
    total: int
    ratio: int


class Archive:
    """The entries of a zip by name. ImportProblem for what is broken, too large, or leads out of the archive."""

    def __init__(self, data: bytes, caps: Caps, what: str = "archive") -> None:
        self.caps, self.what = caps, what
        self._out = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN:
            raise ImportProblem(f"The {what} is broken and cannot be opened: save or download it again.") from None
        if len(infos) > caps.entries:
            raise ImportProblem(f"The {what} holds {len(infos):,} entries: at most {caps.entries:,} are read.")
        self.entries: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self._check_name(info)
            if not info.is_dir():
                self.entries[info.filename] = info
        self._check_sizes()

    def _check_name(self, info: zipfile.ZipInfo) -> None:
        # What zipfile makes of a name is not what stands in the file: backslashes and NUL are gone by then.
        raw = info.orig_filename
        shown = raw[:60].encode("unicode_escape").decode()
        parts = raw.replace("\\", "/").split("/")
        if not raw or "\x00" in raw or "\\" in raw or raw.startswith("/") or _DRIVE.match(raw) or ".." in parts:
            raise ImportProblem(f"The entry “{shown}” leads out of the {self.what}: nothing of it was read.")
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ImportProblem(f"The entry “{shown}” is a link: nothing of the {self.what} was read.")
        if info.flag_bits & 1:
            raise ImportProblem(f"The entry “{shown}” is locked with a password: save the file without one.")
        if info.filename in self.entries:
            raise ImportProblem(f"The entry “{shown}” is in the {self.what} twice: nothing of it was read.")

    def _check_sizes(self) -> None:
        total = sum(info.file_size for info in self.entries.values())
        if total > self.caps.total:
            raise self._too_large()
        for name, info in self.entries.items():
            self._check_ratio(name, info.file_size, info.compress_size)

    def _check_ratio(self, name: str, size: int, packed: int) -> None:
        if size > _RATIO_FROM and size > packed * self.caps.ratio:
            raise ImportProblem(
                f"“{name[:60]}” would unfold to over {self.caps.ratio} times its size: the {self.what} was not read."
            )

    def _too_large(self) -> ImportProblem:
        limit = self.caps.total // MB
        return ImportProblem(f"The {self.what} unfolds to over {limit} MB: nothing of it was read.")

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of an entry piece by piece, counted as it comes out."""
        info = self.entries[name]
        here = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_CHUNK):
                    here += len(piece)
                    self._out += len(piece)
                    if self._out > self.caps.total * 2 or here > self.caps.total:
                        raise self._too_large()
                    self._check_ratio(name, here, info.compress_size)
                    yield piece
        except ImportProblem:
            raise
        except _BROKEN:
            raise ImportProblem(f"“{name[:60]}” in the {self.what} is damaged: save or download it again.") from None

    def content(self, name: str) -> bytes:
        """The whole content of an entry."""
        return b"".join(self.chunks(name))
