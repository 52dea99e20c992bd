"""How gunicorn runs the site: two processes of four threads, loaded once and then forked.

Start it through `manage.py serve`, which prepares the data folder. Names are gunicorn's setting names.
"""

import ctypes
import gc
import sys
from pathlib import Path

from django.db import connections
from django.urls import get_resolver
from gunicorn.arbiter import Arbiter

wsgi_app = "storyboard.wsgi:application"
worker_class = "gthread"
workers = 2
threads = 4
preload_app = True
graceful_timeout = 10
timeout = 60
keepalive = 5
umask = 0o077
loglevel = "warning"
logger_class = "storyboard.server_log.ServerLog"  # masks addresses that are keys
control_socket_disable = True
# Django alone decides whether a request came by https (storyboard.settings, PUBLIC_URL).
secure_scheme_headers: dict[str, str] = {}
# A worker's heartbeat must not wait for a busy disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# Whoever asks the database lets other threads run, and waits for this long until one of them lets go again: within the
# write gate that would happen with every statement, while all other writers wait.
SWITCH = 0.0005
M_ARENA_MAX = -8  # as glibc's malloc.h names it


def when_ready(server: Arbiter) -> None:
    """Load what the first request would, then hide all of it from the garbage collector.

    Its long runs make the slowest answers, and memory never touched stays shared between the processes.
    """
    _ = get_resolver().url_patterns
    connections.close_all()  # a connection must not be shared by a fork
    _one_heap()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1000)
    sys.setswitchinterval(SWITCH)


def _one_heap() -> None:
    """Threads share one heap where the C library would give each its own: pages that one has let go serve the next."""
    choose = getattr(ctypes.CDLL(None), "mallopt", None)  # of glibc alone
    if choose is not None:
        choose(M_ARENA_MAX, 1)


# A long question in an address gets an answer of ours, not of the server.
limit_request_line = 8190
