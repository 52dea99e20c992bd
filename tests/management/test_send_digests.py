"""News by mail: each thing once, escaped, with a way out."""

from email import message_from_string
from email.policy import default

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from projects.models import User
from projects.writes.comments import add_comment
from projects.writes.digests import set_digest
from projects.writes.reviewing import Person

HOSTILE = '@Owner <img src=x onerror=alert(1)> & "more"'


class Broken(EmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def news(project, reviewer, owner, settings):
    settings.PUBLIC_URL = "https://storyboard.example.org"
    set_digest(owner, "day")
    return add_comment(project, HOSTILE, person=Person(user=reviewer), code="SH020").number


def test_unread_news_go_out_once(news, project, capsys):
    call_command("send_digests")
    call_command("send_digests")
    (letter,) = mail.outbox
    assert capsys.readouterr().out == "1 email sent.\n0 emails sent.\n"
    assert (letter.to, letter.subject) == (["owner@example.org"], f"[Storyboard] 1 new in {project.title}")
    assert "- Reviewer mentioned you in a comment on SH020\n" in letter.body
    assert f"https://storyboard.example.org/projects/{project.slug}/review/comments/{news}/\n" in letter.body
    html = next(
        str(part.get_content())
        for part in message_from_string(letter.message().as_string(), policy=default).walk()
        if part.get_content_type() == "text/html"
    )
    assert ("<img" in html, "&lt;img src=x onerror=alert(1)&gt;" in html) == (False, True)


def test_a_mail_carries_the_way_out_that_mail_programs_know(news, client):
    call_command("send_digests")
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    way = headers["List-Unsubscribe"].strip("<>")
    assert way in mail.outbox[0].body
    assert client.post(way.removeprefix("https://storyboard.example.org")).status_code == 200
    assert User.objects.get(name="Owner").digest == ""


def test_what_could_not_be_sent_is_sent_by_the_next_run(news, settings, caplog):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{Broken.__module__}.Broken"
    with pytest.raises(CommandError, match="1 email could not be sent; the next run tries again"):
        call_command("send_digests")
    assert mail.outbox == []
    settings.EMAIL_BACKEND = working
    call_command("send_digests")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("change", [{"digest": ""}, {"is_active": False}])
def test_who_did_not_ask_or_is_deactivated_gets_none(change, news):
    User.objects.filter(name="Owner").update(**change)
    call_command("send_digests")
    assert mail.outbox == []


def test_who_has_no_news_gets_none(project, owner):
    set_digest(owner, "week")
    call_command("send_digests")
    assert mail.outbox == []
