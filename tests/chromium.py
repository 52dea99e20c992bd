"""Finds a Chromium for the browser tests.

`python -m tests.chromium COMMAND...` runs the command with CHROMIUM set to it and gives its exit code. It
comes from $CHROMIUM or the machine, else (as root) from apt; without it one sentence is printed, and under CI
that is a failure. The shell without a window is preferred: it is the same engine, and the tests take 0.6 of the time.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = "No Chromium was found, and none could be installed. Install chromium, or set CHROMIUM to its path."
# No sandbox: test machines run as root. The rest keeps the browser from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find() -> str | None:
    """The path of a Chromium on this machine, $CHROMIUM first; None where there is none."""
    given = os.environ.get("CHROMIUM")
    if given:
        return given if Path(given).exists() else None
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or (str(MAC) if MAC.exists() else None)


def install() -> str | None:
    """Fetch what is missing by apt where this is root; None where that did not work and nothing was there."""
    if os.geteuid() == 0 and shutil.which("apt-get") and not os.environ.get("CHROMIUM"):
        _apt("update")
        if _apt("install", "-y", SHELL) and not find():
            _apt("install", "-y", "chromium")
    return find()


def _apt(*command: str) -> int:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    done = subprocess.run(
        ["apt-get", "-qq", *command], env=environment, stdin=quiet, stdout=quiet, stderr=quiet, check=False
    )
    return done.returncode


def main(command: list[str]) -> int:
    """Run the command with CHROMIUM set; its exit code, or 1 where CI has no browser."""
    path = find()
    if path is None or (os.environ.get("CI") and not shutil.which(SHELL)):
        path = install()
    if path is None:
        print(MISSING, "The browser tests were not run.")
        return 1 if os.environ.get("CI") else 0
    return subprocess.run(command, env={**os.environ, "CHROMIUM": path}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
