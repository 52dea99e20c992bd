"""The two servers, each with its own data folder: started, watched and stopped by process id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bench.client import Client

ROOT = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 60.0
STOPS_WITHIN = 15.0
# What a developer may have set for the real site must not reach the measured one.
OWN = ("DATABASE_URL", "PUBLIC_URL", "EMAIL_URL", "STORYBOARD_DEBUG", "STORYBOARD_SIGNUP", "STORYBOARD_WRITE_GATE")


def free_port() -> int:
    """A port of the loopback that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data: Path, port: int) -> dict[str, str]:
    """The environment of a measured process: production settings, this data folder, this port."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    return kept | {"STORYBOARD_DATA": str(data), "HOST": "127.0.0.1", "PORT": str(port), "PYTHONPATH": str(ROOT)}


class Server:
    """A server process with its workers."""

    def __init__(self, command: list[str], env: Mapping[str, str], ready: str) -> None:
        self._command, self._env, self._ready = command, dict(env), ready
        self.port = int(env["PORT"])
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it and wait for its first answer; the seconds that this took."""
        start, status = time.perf_counter(), 0
        self._process = subprocess.Popen(self._command, cwd=ROOT, env=self._env, stdout=subprocess.DEVNULL)
        while time.perf_counter() - start < STARTS_WITHIN:
            if self._process.poll() is not None:
                raise RuntimeError(f"{' '.join(self._command)} ended with {self._process.returncode}")
            try:
                status = Client(self.port).send("GET", self._ready).status
                if status < 500:
                    return time.perf_counter() - start
            except OSError:
                pass
            time.sleep(0.01)
        heard = f"answered {status}" if status else "did not answer"
        raise RuntimeError(f"{' '.join(self._command)} {heard} for {STARTS_WITHIN:.0f} seconds")

    def stop(self) -> None:
        """Ask it to end; where it does not, end it."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def memory(self) -> tuple[float, float]:
        """(resident MB of the workers added up, MB that all processes really take) at the moment."""
        if self._process is None:
            raise RuntimeError("not started")
        main = self._process.pid
        workers = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        resident = sum(_kilobytes(pid, "status", "VmRSS:") for pid in workers)
        proportional = sum(_kilobytes(pid, "smaps_rollup", "Pss:") for pid in [str(main), *workers])
        return resident / 1000, proportional / 1000


def _kilobytes(pid: str, file: str, label: str) -> int:
    lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(label))


def product(data: Path) -> Server:
    """The product as `make run` starts it."""
    return Server([sys.executable, "manage.py", "serve"], environment(data, free_port()), "/health/ready")


def floor(data: Path) -> Server:
    """The floor under the product's own server configuration."""
    env = environment(data, free_port()) | {"DJANGO_SETTINGS_MODULE": "bench.floor.settings"}
    serve = ["-m", "gunicorn", "-c", "python:storyboard.gunicorn_conf", "-b", f"127.0.0.1:{env['PORT']}"]
    return Server([sys.executable, *serve, "bench.floor.wsgi:application"], env, "/ping/")
