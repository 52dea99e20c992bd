"""The floor's write: one transaction behind a gate over threads and processes, as the product has it."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import transaction

_threads = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """One write at a time reaches SQLite."""
    with _threads:
        handle = os.open(Path(settings.STORYBOARD_DATA) / "write.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            with transaction.atomic():
                yield
        finally:
            os.close(handle)
