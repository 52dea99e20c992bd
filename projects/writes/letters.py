"""Letters: written at once, sent beside the request, so that a slow mail server holds nobody up and no time tells tales."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)
_sending: set[threading.Thread] = set()


def public_url(path: str) -> str:
    """An address for letters, links and files: from the configuration, never from what a request called this server."""
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def letter(to: str, subject: str, *paragraphs: str) -> EmailMessage:
    """A plain letter. Line ends in the subject, which would be headers, become spaces."""
    line = " ".join(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{subject}".split())
    return EmailMessage(line, "\n\n".join(paragraphs) + "\n", settings.DEFAULT_FROM_EMAIL, [to])


def post(*letters: EmailMessage) -> None:
    """Sends letters over one connection, beside the request. A fault is logged; the letter's link can be made again."""
    if not letters:
        return
    thread = threading.Thread(target=_send, args=(list(letters),), name="letters")
    _sending.add(thread)
    thread.start()


def _send(letters: list[EmailMessage]) -> None:
    try:
        get_connection().send_messages(letters)
    except Exception as error:  # noqa: BLE001 - whatever a mail server does must not end the process
        logger.error("%d letters were not sent: %s", len(letters), type(error).__name__)
    finally:
        _sending.discard(threading.current_thread())


def delivered() -> None:
    """Waits until every letter that was posted is sent or given up."""
    for thread in tuple(_sending):
        thread.join()
