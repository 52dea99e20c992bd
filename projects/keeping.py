"""What a process remembers of projects, bounded: by their number, and by how many shots they have together."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from projects.core.report import Report

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
# A report with its cards takes about 25 KB a shot. The project at hand is kept, whatever its size.
MOST_SHOTS = 2_400


def keep_latest(
    kept: OrderedDict[Key, Value], key: Key, value: Value, most: int, report_in: Callable[[Value], Report]
) -> None:
    """Puts a value in as the latest; what came in earliest goes where there is too much. Call it under the lock."""
    kept[key] = value
    kept.move_to_end(key)
    shots = sum(_shots(report_in(item)) for item in kept.values())
    while len(kept) > 1 and (len(kept) > most or shots > MOST_SHOTS):
        shots -= _shots(report_in(kept.popitem(last=False)[1]))


def _shots(report: Report) -> int:
    return sum(len(scene.shots) for scene in report.scenes)
