"""Commands as scripts call them, without starting Python anew for each: one process that has loaded the app forks.

What a command reads, prints and leaves with are those of a real process with standard streams of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent


class Forker:
    """Runs `manage.py` with the environment that it was started in. Close it, or use it as a context."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.forking"], cwd=ROOT, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, words: tuple[str, ...], given: bytes) -> tuple[int, str, str]:
        """Exit code, standard output, standard error of `manage.py WORDS` that is given these bytes."""
        assert self.process.stdin
        assert self.process.stdout
        with tempfile.TemporaryDirectory() as name:
            streams = [str(Path(name) / stream) for stream in ("in", "out", "err")]
            Path(streams[0]).write_bytes(given)
            self.process.stdin.write(json.dumps([list(words), streams]) + "\n")
            self.process.stdin.flush()
            code = int(self.process.stdout.readline())
            return code, *(Path(stream).read_bytes().decode() for stream in streams[1:])  # type: ignore[return-value]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process; no command runs any more."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


def _child(words: list[str], streams: list[str]) -> int:
    """What the interpreter does with manage.py, up to its exit code."""
    import manage

    for at, (name, mode) in enumerate(zip(streams, (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY), strict=True)):
        os.dup2(os.open(name, mode | os.O_CREAT, 0o600), at)
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
    sys.argv = ["manage.py", *words]
    code = 0
    try:
        manage.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        if isinstance(end.code, str):
            sys.stderr.write(end.code + "\n")
    except BaseException:  # noqa: BLE001 - as the interpreter itself
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _serve() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
    import django

    django.setup()
    __import__("projects.urls")  # what nearly every command loads
    for line in sys.stdin:
        words, streams = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_child(words, streams))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
