"""Files as a browser saves them."""

import codecs
from dataclasses import replace

from django.urls import reverse

from projects.core.board import PostStep
from projects.exports import FORMATS
from tests import boards, factories


def saved(client, project, kind):
    answer = client.get(reverse("export_file", args=[project.slug, kind]))
    name = answer["Content-Disposition"].split('filename="')[1].rstrip('"')
    return answer.content, answer["Content-Type"], name


def test_a_csv_has_a_mark_where_excel_would_misread_it_and_no_other(as_viewer, owner):
    for title, mark in (("Pier", b""), ("Möwe", codecs.BOM_UTF8)):
        board = boards.blank()
        scene = replace(boards.harbour().scenes[0], title=title, shots=(boards.harbour().scenes[0].shots[0],))
        project = factories.project_of(replace(board, anchors=boards.harbour().anchors, scenes=(scene,)), owner)
        factories.forget_reports()
        content, _, _ = saved(factories.client_of(owner), project, "csv")
        assert content.startswith(mark + b"number,key,")


def test_every_file_has_its_type_and_a_name_of_its_own(as_viewer, project):
    found = {kind: saved(as_viewer, project, kind)[1:] for kind in FORMATS if kind not in ("pdf", "zip")}
    assert {kind: type_ for kind, (type_, _) in found.items()} == {kind: FORMATS[kind].content_type for kind in found}
    assert len({name for _, name in found.values()}) == len(found)


def test_finishing_stands_in_every_file_that_people_read(owner):
    board = replace(boards.harbour(), post=(PostStep("Denoise", "lightly"),))
    project = factories.project_of(board, owner)
    client = factories.client_of(owner)
    kinds = ("html", "prompts-md", "otio", "edl", "fcpxml")
    assert [kind for kind in kinds if "Denoise: lightly" not in saved(client, project, kind)[0].decode()] == []
