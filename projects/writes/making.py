"""A file in the making: a process of its own that a thread of this one feeds, listens to and ends.

The thread holds no connection to the database but for the moment of a write. One heavy file is made at a time on a
machine; others wait for the lock, in the order in which they came.
"""

from __future__ import annotations

import fcntl
import logging
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from projects.exports import apart, pdf_file, pdf_process
from projects.exports.material import Material

log = logging.getLogger("storyboard.jobs")
LIGHT = 40  # shots; so few do not wait for a heavy one
TICK = 0.2
LOCK = "lock"
WORK = "work-"
LOST = "It ended without an answer. Start it again."


def folder() -> Path:
    """Where files in the making and those that are ready lie."""
    found = Path(settings.STORYBOARD_DATA) / "jobs"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


class Making:
    """One file in the making, of a kind in `exports.FORMATS`.

    `state` is queued, running, done, failed or cancelled; `said`, `done`, `total` its progress.

    `tick(making)` is called by the thread as long as it lasts, about five times a second, and says whether to go on and
    whether it is this one's turn; `ended(making)` once at the end.
    """

    def __init__(self, material: Material, kind: str = "pdf") -> None:
        self.kind, self.maker = kind, pdf_process if kind == "pdf" else apart
        self.material, self.heavy = material, len(material.report.running()) > LIGHT
        self.state, self.said, self.done, self.total, self.note = "queued", "", 0, 0, ""
        self.pid: int | None = None
        self.over = threading.Event()
        self.cancelled = threading.Event()
        self.tick: Callable[[Making], bool] = lambda making: True
        self.ended: Callable[[Making], None] = lambda making: None
        self.lock = threading.Lock()
        self.folder = Path(tempfile.mkdtemp(prefix=WORK, dir=folder()))
        threading.Thread(target=self._run, name="making", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether it is over within so many seconds."""
        return self.over.wait(seconds)

    def take(self, to: Path | None = None) -> bytes:
        """The bytes of what was made; or moves it there. What was left of the work is removed."""
        found, data = self.folder / self.maker.RESULT, b""
        if self.state == "done" and to is not None:
            found.replace(to)
        elif self.state == "done":
            data = found.read_bytes()
        shutil.rmtree(self.folder, ignore_errors=True)
        return data

    def _run(self) -> None:
        try:
            with self._turn() as go:
                if go:
                    self._make()
        except OSError as error:
            self._fail(self.maker.sentence(error))
        except Exception as error:
            log.exception("a file (%s) could not be made", self.kind)
            self._fail(self.maker.sentence(error))
        finally:
            self.material = None  # type: ignore[assignment] # a report is large
            with self.lock:
                if self.state in ("queued", "running"):
                    self.state, self.said = ("cancelled", "") if self.cancelled.is_set() else ("failed", LOST)
                self.over.set()
                ended = self.ended  # whoever asks from now on sees that it is over
            ended(self)

    def _fail(self, why: str) -> None:
        if not self.cancelled.is_set():
            self.state, self.said = "failed", why

    @contextmanager
    def _turn(self) -> Iterator[bool]:
        """Waits until nothing heavy is made beside it; False where it was cancelled before."""
        if not self.heavy:
            yield True
            return
        with (folder() / LOCK).open("wb") as held:
            while not self.cancelled.is_set():
                if self.tick(self) and _locked(held.fileno()):
                    yield True
                    return
                time.sleep(TICK / 4)
            yield False

    def _make(self) -> None:
        with (self.folder / "errors.txt").open("wb") as errors, self._process(errors) as process:
            self.pid, self.state = process.pid, "running"
            threading.Thread(target=self._watch, args=(process.kill,), daemon=True).start()
            for said in (pdf_file if self.kind == "pdf" else apart).answers(process, self.material):
                self._hear(said)
                if self.state != "running":
                    break
        if self.state == "failed":
            why = (self.folder / "errors.txt").read_text(errors="replace")[-300:].strip()
            log.error("a file (%s) failed: %s", self.kind, why)

    def _process(self, errors: Any) -> subprocess.Popen[bytes]:
        if self.kind == "pdf":
            return pdf_file.start(self.folder, errors)
        return apart.start(self.folder, self.kind, errors)

    def _hear(self, said: dict[str, Any]) -> None:
        if said.get("ready"):
            self.note, self.state = said["note"], "cancelled" if self.cancelled.is_set() else "done"
        elif "failed" in said:
            self._fail(said["failed"])
        else:
            self.said, self.done, self.total = said["said"], said["done"], said["total"]

    def _watch(self, kill: Callable[[], None]) -> None:
        """Shows that it lives, and ends the process where somebody cancels."""
        while not self.over.is_set() and self.state == "running":
            self.tick(self)
            if self.cancelled.wait(TICK):
                kill()
                return


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
