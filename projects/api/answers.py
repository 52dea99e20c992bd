"""What the API sends back: JSON, and one sentence with a status for everything that is refused."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from projects.core.computed import finding_block
from projects.core.document_json import DocumentError
from projects.core.document_values import plain_number
from projects.core.findings import Refused
from projects.writes.projects import RefusedImport
from projects.writes.protection import Protected
from projects.writes.reviewing import Moved
from projects.writes.transaction import Blocked, Reused

logger = logging.getLogger(__name__)
JSON = "application/json; charset=utf-8"
NOT_FOUND = "There is no such thing here, or this token does not reach it."
# Faults of the machine and of what is sent, with the status and the sentence of each.
_PLAIN: tuple[tuple[type[Exception], int, str], ...] = (
    (Http404, 404, NOT_FOUND),
    (RequestDataTooBig, 413, "The body is larger than this address takes. Send less at once."),
    (DataError, 422, "Something that was sent cannot be stored, such as a NUL character."),
    (OperationalError, 503, "The database is busy. Nothing was saved; try again in a moment."),
    (InterfaceError, 503, "The database does not answer. Nothing was saved; try again in a moment."),
)


class Problem(Exception):
    """An answer that is a refusal: its status, one sentence, a sentence by field, and what else helps to go on."""

    def __init__(self, status: int, error: str, fields: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(error)
        self.status, self.error, self.fields, self.more = status, error, dict(fields or {}), more


def written(value: Any) -> bytes:
    """A value as JSON; exact numbers become plain ones, half of a pair of surrogates its escape."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=plain_number)
    return text.encode("utf-8", "backslashreplace")


def answer(value: Any, status: int = 200, **headers: str) -> HttpResponse:
    """A value as the answer; `ETag` and the like by name, with _ for -."""
    response = HttpResponse(written(value), status=status, content_type=JSON)
    for name, text in headers.items():
        response[name.replace("_", "-")] = text
    return response


def refusal(status: int, error: str, fields: Mapping[str, str] | None = None, **more: Any) -> HttpResponse:
    """The answer to what is refused."""
    response = answer({"error": error, "fields": dict(fields or {}), **more}, status)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="storyboard"'
    if status == 503:
        response["Retry-After"] = "5"
    if status == 429:
        response["Retry-After"] = str(more.get("retry_after", 60))
    return response


def findings_told(findings: Any) -> list[dict[str, Any]]:
    """Findings that stand against a save."""
    return [finding_block(finding) for finding in findings]


def refused(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to whatever was raised; never a traceback."""
    for kind, status, sentence in _PLAIN:
        if isinstance(error, kind):
            return refusal(status, sentence)
    if isinstance(error, Problem):
        return refusal(error.status, error.error, error.fields, **error.more)
    if isinstance(error, PermissionDenied):
        return refusal(403, str(error))
    if isinstance(error, ValidationError):
        return _bad_query(error)
    if isinstance(error, HttpError):
        return refusal(error.status_code, "The request cannot be read.")
    if isinstance(error, DocumentError):
        return refusal(422, str(error), {error.path: error.reason})
    found = _of_a_write(error)
    if found is not None:
        return found
    logger.error("fault of the API at %s", request.path, exc_info=error)
    return refusal(500, "Something went wrong here. Nothing was saved; the log of the server says more.")


def _of_a_write(error: Exception) -> HttpResponse | None:
    """The answers to what writes refuse."""
    if isinstance(error, Protected):
        sentence = f"{error} Send it again with ?approved=change to say yes."
        return refusal(409, sentence, ask="approved", codes=list(error.codes))
    if isinstance(error, RefusedImport):
        told = [{"shot": code, **finding_block(finding)} for code, finding in error.errors]
        sentence = f"{error} Mend them, or send it again with ?allow_errors=true: those shots arrive as drafts."
        return refusal(422, sentence, findings=told)
    if isinstance(error, Blocked):
        sentences: dict[str, str] = {}
        for finding in error.findings:
            sentences.setdefault(finding.field or "shot", finding.message)
        return refusal(422, str(error), sentences, findings=findings_told(error.findings))
    if isinstance(error, Reused):
        return refusal(422, "This Idempotency-Key was already used for something else. Take a new one.")
    if isinstance(error, Moved):
        return refusal(409, str(error), codes=list(error.codes))
    return refusal(409, str(error)) if isinstance(error, Refused) else None


def _bad_query(error: ValidationError) -> HttpResponse:
    fields: dict[str, str] = {}
    for item in error.errors:
        name = str(item["loc"][-1])
        fields.setdefault(name, f"{item['msg'].rstrip('.')}.")
    return refusal(422, "; ".join(f"{name}: {text}" for name, text in fields.items())[:500], fields)
