"""What a program sends is read as strictly as a document."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.test import RequestFactory

from projects.api.answers import Problem
from projects.api.bodies import changed_shot, form_text, repeat_key, revision_seen, shot_values
from projects.core.board import StartsFrom
from tests import boards
from tests.api.clients import ROOT, program_of


def asked(**headers):
    return RequestFactory().get("/", headers={name.replace("_", "-"): text for name, text in headers.items()})


def test_every_field_that_cannot_be_read_is_named():
    with pytest.raises(Problem) as caught:
        shot_values({"duration": "6", "camera": [{"move": "fly"}], "title": "Walk"})
    assert (caught.value.status, sorted(caught.value.fields)) == (422, ["camera[0].move", "duration"])


def test_values_are_those_of_a_document():
    found = shot_values({"duration": Decimal("6.5"), "starts_from": {"shot": "SH010", "frame": "last"}})
    assert found == {"duration": Decimal("6.5"), "starts_from": StartsFrom("SH010", "last")}


def test_faults_of_other_shots_do_not_stand_in_the_way():
    board = boards.harbour()
    assert changed_shot(board, "SH010", {"title": "Walk"}).title == "Walk"
    with pytest.raises(Problem) as caught:
        changed_shot(board, "SH010", {"without": ("gull",)})
    assert list(caught.value.fields) == ["without[0]"]


def test_a_revision_comes_by_header_or_in_the_body():
    assert revision_seen(asked(If_Match='"12"'), {"revision": 3}) == 12
    assert revision_seen(asked(), {"revision": 3}) == 3
    assert revision_seen(asked(If_Match="*"), {}) is None
    with pytest.raises(Problem):
        revision_seen(asked(If_Match='"abc"'), {})


def test_keys_of_programs_are_apart_from_those_of_forms():
    assert repeat_key(asked()) == ""
    assert repeat_key(asked(Idempotency_Key="one")).startswith("api:")
    assert len(repeat_key(asked(Idempotency_Key="x" * 200))) <= 64
    with pytest.raises(Problem):
        repeat_key(asked(Idempotency_Key="x" * 201))


def test_json_values_as_a_form_takes_them():
    assert [form_text("x", value) for value in (None, "a", 3, Decimal("0.10"))] == ["", "a", "3", "0.10"]
    bad: tuple[object, ...] = (True, [], {})
    for value in bad:
        with pytest.raises(Problem):
            form_text("x", value)


def test_a_body_in_pieces_is_refused_in_a_sentence(project, owner):
    program = program_of(owner)
    headers = {"Authorization": f"Bearer {program.token}", "Transfer-Encoding": "chunked"}
    answer = program.client.generic(
        "PATCH", f"{ROOT}projects/{project.slug}", "", headers=headers, **{"wsgi.input": BytesIO(b"{}")}
    )
    assert (answer.status_code, answer.json()["error"][:26]) == (400, "The body came in pieces. S")
