"""Letters: plain, one line of subject, sent beside the request, and a mail server that fails ends nothing."""

import socketserver
import threading

import pytest
from django.core import mail

from projects.writes.letters import delivered, letter, post, public_url


def test_a_letter_is_plain_and_its_subject_one_line():
    written = letter("ada@example.org", "Hello\r\nBcc: everybody@example.org", "One.", "Two.")
    assert written.subject == "[Storyboard] Hello Bcc: everybody@example.org"
    assert (written.body, written.to) == ("One.\n\nTwo.\n", ["ada@example.org"])


def test_letters_are_sent_beside_the_request_all_of_them():
    post(letter("a@example.org", "A"), letter("b@example.org", "B"))
    delivered()
    assert sorted(sent.subject for sent in mail.outbox) == ["[Storyboard] A", "[Storyboard] B"]


def test_nothing_to_send_is_no_work():
    post()
    delivered()
    assert mail.outbox == []


@pytest.mark.parametrize("url", ["https://sb.example.org", "https://sb.example.org/"])
def test_addresses_begin_with_the_configured_one(url, settings):
    settings.PUBLIC_URL = url
    assert public_url("/account/") == "https://sb.example.org/account/"


def test_a_mail_server_that_does_not_answer_is_logged_without_the_letter(settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    post(letter("ada@example.org", "Secret", "https://sb.example.org/invitations/secret/"))
    delivered()
    assert [record.getMessage() for record in caplog.records] == ["1 letters were not sent: ConnectionRefusedError"]


HANDED: list[str] = []


class Postbox(socketserver.StreamRequestHandler):
    """As much of a mail server as it takes to be handed letters."""

    def handle(self):
        self.wfile.write(b"220 here\r\n")
        inside = False
        for line in self.rfile:
            if inside:
                HANDED.append(line.decode().strip())
                inside = line != b".\r\n"
                answer = b"" if inside else b"250 kept\r\n"
            elif line[:4].upper() == b"DATA":
                inside, answer = True, b"354 go on\r\n"
            else:
                answer = b"221 bye\r\n" if line[:4].upper() == b"QUIT" else b"250 ok\r\n"
            self.wfile.write(answer)


def test_letters_reach_a_real_mail_server_over_one_connection(settings):
    with socketserver.TCPServer(("127.0.0.1", 0), Postbox) as server:
        HANDED.clear()
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        post(letter("a@example.org", "A", "One."), letter("b@example.org", "B", "Two."))
        delivered()
        thread.join()
        assert [line for line in HANDED if line.startswith(("To:", "Subject:"))] == [
            "Subject: [Storyboard] A", "To: a@example.org", "Subject: [Storyboard] B", "To: b@example.org",
        ]  # fmt: skip
