"""What is refused, and what goes wrong, is one sentence with a status; nothing of the inside comes out."""

from decimal import Decimal

from django.db import OperationalError
from django.test import RequestFactory

from projects.api.answers import refused, written
from tests.api.clients import program_of


def test_a_busy_database_says_when_to_come_back():
    answer = refused(RequestFactory().get("/api/v1/projects"), OperationalError("database is locked"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_numbers_stay_as_they_are_written_in_a_document():
    assert written({"a": Decimal("10.0"), "b": Decimal("7.1"), "c": "é"}) == '{"a":10,"b":7.1,"c":"é"}'.encode()


def test_half_a_pair_of_surrogates_goes_out_as_its_escape():
    assert written({"error": "\ud800"}) == b'{"error":"\\ud800"}'


def test_faults_are_sentences(project, owner, monkeypatch, caplog):
    program = program_of(owner)
    assert program.send("PUT", "projects").json() == {"error": "This address takes GET, HEAD, POST.", "fields": {}}
    assert program.send("HEAD", "projects").status_code == 200
    for name in ("%00", "x/shots/%00"):
        assert list(program.get(f"projects/{name}").json()) == ["error", "fields"]
    assert program.get("nowhere").status_code == 404

    def broken(*_):
        raise ZeroDivisionError("the innards")

    monkeypatch.setattr("projects.api.projects.settings_told", broken)
    answer = program.patch(f"projects/{project.slug}", {"title": "x"})
    assert (answer.status_code, "innards" in answer.content.decode()) == (500, False)
    assert program.token not in caplog.text
