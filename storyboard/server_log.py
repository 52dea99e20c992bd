"""What the server writes down of requests and faults, without the keys that some addresses are."""

from __future__ import annotations

from typing import Any

from gunicorn.glogging import Logger

from storyboard.logs import Masked, masked


class ServerLog(Logger):  # type: ignore[misc]  # the library is not typed
    """The server's own log; the one of requests, too, where somebody switches that on."""

    def setup(self, cfg: Any) -> None:
        """Sets the log up as configured, and masks what its handlers write."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            known = handler.formatter
            handler.setFormatter(Masked(known._fmt, known.datefmt) if known else Masked())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What a line about a request is made of."""
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {name: masked(value) if isinstance(value, str) else value for name, value in found.items()}
