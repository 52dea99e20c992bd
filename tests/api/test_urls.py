"""Addresses beside those that need a token: the description for programs, the page for people, and what is nowhere."""

from projects.api.urls import description
from tests.api.clients import ROOT


def test_it_is_served_to_programs_and_to_people(client, db):
    assert client.get(f"{ROOT}openapi.json").json() == description()
    page = client.get(f"{ROOT}docs/")
    text = page.content.decode()
    assert page.status_code == 200
    assert all(
        f'id="{item["operationId"]}"' in text for methods in description()["paths"].values() for item in methods.values()
    )
    assert "<script>" not in text
    assert client.get(ROOT)["Location"] == f"{ROOT}docs/"


def test_what_is_nowhere_answers_alike_for_everybody(client, db):
    for path in ("nowhere", "projects/", "docs", "projects/x/shots/SH010/nothing"):
        answer = client.post(ROOT + path)
        assert (answer.status_code, list(answer.json())) == (404, ["error", "fields"])
