"""Lines of the log, without the keys that some addresses are."""

from __future__ import annotations

import logging
import re

_KEYS = re.compile(r"(/(?:share|signin|invitations|account/address)/)[^/\s?#\"'<>]+", re.IGNORECASE)


def masked(text: str) -> str:
    """A text in which addresses that let somebody in have lost their token: `/share/…/shots/SH010/`."""
    return _KEYS.sub(r"\1…", text)


class Masked(logging.Formatter):
    """Writes lines as any other, whatever they hold: a path, a referrer, a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, masked."""
        return masked(super().format(record))
