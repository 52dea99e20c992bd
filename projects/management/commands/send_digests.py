"""`manage.py send_digests`: news by email for those who asked for them; to be run by a timer, every hour or every day."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import CommandError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from projects.core.markdown import excerpt
from projects.management.plain import PlainCommand
from projects.models import Notice
from projects.talk import address_of, sentence_of
from projects.writes.digests import Claim, claim, due, give_back, stop_token

SHOWN = 300
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of news in a mail."""

    sentence: str
    text: str
    address: str


class Command(PlainCommand):
    """Each thing is mailed once: it is claimed before it is sent, and given back where sending fails."""

    help = "Email what is unread to those who asked for news by email, where their day or week is over."
    prepares_database = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, and say how many mails went out; exit code 1 where one did not."""
        now, sent, failed = timezone.now(), 0, 0
        connection = get_connection()
        for person in due(now):
            claimed = claim(person, now)
            if claimed is None:
                continue
            if _send(claimed, connection, now):
                sent += 1
            else:
                failed += 1
        if sent or not failed:
            self.stdout.write(f"{sent} email{'' if sent == 1 else 's'} sent.")
        if failed:
            raise CommandError(f"{failed} email{'' if failed == 1 else 's'} could not be sent; the next run tries again.")


def _send(claimed: Claim, connection: BaseEmailBackend, now: datetime) -> bool:
    try:
        mail_of(claimed, connection).send()
    except Exception as error:  # noqa: BLE001 - whatever a mail server does must not keep the others' news
        logger.error("a digest was not sent: %s", type(error).__name__)
        give_back(claimed, now)
        return False
    return True


def _at(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{path}"


def _line(notice: Notice) -> Line:
    said = notice.comment.text if notice.comment else notice.decision.note if notice.decision else ""
    return Line(sentence_of(notice), excerpt(said, SHOWN), _at(address_of(notice)))


def mail_of(claimed: Claim, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The mail: as text, and as HTML in which every text of a person is escaped."""
    projects = [
        (rows[0].project.title, [_line(row) for row in rows])
        for rows in (list(group) for _, group in groupby(claimed.notices, key=lambda notice: notice.project_id))
    ]
    count, stop = len(claimed.notices), _at(reverse("inbox_stop", args=[stop_token(claimed.user)]))
    titles = ", ".join(title for title, _ in projects)
    subject = " ".join(f"{settings.ACCOUNT_EMAIL_SUBJECT_PREFIX}{count} new in {titles}".split())[:150]
    values = {
        "subject": subject, "name": claimed.user.label, "projects": projects, "inbox": _at(reverse("inbox")), "stop": stop,
    }  # fmt: skip
    mail = EmailMultiAlternatives(
        subject, _text(values), settings.DEFAULT_FROM_EMAIL, [claimed.user.email], connection=connection,
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )  # fmt: skip
    mail.attach_alternative(render_to_string("mail/digest.html", values, using="jinja2"), "text/html")
    return mail


def _text(values: dict[str, Any]) -> str:
    lines = [f"Hello {values['name']},", "", "this is what is unread in your inbox:", ""]
    for title, news in values["projects"]:
        lines += [title, ""]
        for line in news:
            lines += [f"- {line.sentence}", *([f"  “{line.text}”"] if line.text else []), f"  {line.address}", ""]
    return "\n".join([*lines, f"Inbox: {values['inbox']}", f"End these emails: {values['stop']}", ""])
