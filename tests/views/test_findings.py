"""The list of findings: mend several at once, see it first, take it back."""

from dataclasses import replace

import pytest
from django.urls import reverse

from projects.core.board import Board, Move, Scene, Shot
from projects.models import Activity, Project
from projects.reads import report_of
from projects.views.findings import groups_of
from tests import factories
from tests.boards import DAWN, KEEPER, PIER
from tests.pages import Page

FULL = Shot(
    "SH010", subject="", action="walks slowly along the planks", camera=(Move("static"),), style="35 mm grain",
    anchors=("keeper", "dawn"),
)  # fmt: skip


@pytest.fixture
def messy(owner) -> Project:
    """Three shots: two pans without a speed, and a place that comes as new."""
    panned = replace(FULL, camera=(Move("pan", "left"),))
    shots = (
        FULL,
        replace(panned, key="SH020"),
        replace(panned, key="SH030", environment="another wooden pier, fog rolling in"),
    )
    return factories.project_of(
        Board("Messy", anchors=(PIER, KEEPER, DAWN), scenes=(Scene("one", "One", ("pier",), shots=shots),)), owner
    )


@pytest.fixture
def path(messy):
    return reverse("findings", args=[messy.slug])


def form_of(response, key):
    return Page(response).form(key)


def test_findings_stand_under_their_rule_with_the_errors_first(as_owner, path):
    page = Page(as_owner.get(path))
    codes = [text for text in page.all("code") if "." in text]
    assert codes[0] == "continuity.reintroduced"
    assert "prompt.camera-no-speed" in codes
    assert "Mend all 2…" in [label for _, value, label in page.form(path).buttons if value == "prompt.camera-no-speed"]


def test_all_of_one_kind_are_mended_after_a_look_and_taken_back(as_owner, messy, path):
    data = form_of(as_owner.get(path), path).data(all="prompt.camera-no-speed")
    with factories.writes() as written:
        preview = as_owner.post(path, data)
    assert (preview.status_code, written) == (200, [])
    assert "slow pan left" in " ".join("".join(Page(preview).words).split())
    sent = form_of(preview, path)
    assert as_owner.post(path, sent.data(apply="1")).status_code == 302
    assert [shot.camera for _, shot in factories.board(messy).shots()][1:] == [(Move("pan", "left", "slow"),)] * 2
    line = Activity.objects.get(project=messy, verb="fixes-applied")
    assert as_owner.post(reverse("undo", args=[messy.slug, line.pk])).status_code == 302
    assert [shot.camera for _, shot in factories.board(messy).shots()][1:] == [(Move("pan", "left"),)] * 2


def test_only_what_is_ticked_is_mended(as_owner, messy, path):
    page = Page(as_owner.get(path))
    boxes = as_owner.get(path).content.decode().split('name="pick" value="')[1:]
    ids = [
        box.split('"')[0] for box in boxes if "SH030" in box.split("</li>")[0] and "has no speed" in box.split("</li>")[0]
    ]
    preview = as_owner.post(path, page.form(path).data(pick=ids, chosen="1"))
    as_owner.post(path, form_of(preview, path).data(apply="1"))
    assert [shot.camera[0].speed for _, shot in factories.board(messy).shots()] == [None, None, "slow"]


def test_a_break_of_several_asks_for_its_reason(as_owner, messy, path):
    html = as_owner.get(path).content.decode()
    box = next(
        b
        for b in html.split('name="pick" value="')[1:]
        if "continuity.reintroduced" in html and "brings" in b.split("</li>")[0]
    )
    row = box.split('"')[0]
    chosen = form_of(as_owner.get(path), path).data(pick=[row], chosen="1", **{f"fix-{row}": "1"})
    preview = as_owner.post(path, chosen)
    sent = form_of(preview, path)
    refused = as_owner.post(path, sent.data(apply="1"))
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert as_owner.post(path, sent.data(apply="1", reason="another harbour")).status_code == 302
    assert [item.reason for item in factories.shot(messy, "SH030").breaks] == ["another harbour"]


def test_nothing_ticked_is_said_so(as_owner, path):
    response = as_owner.post(path, form_of(as_owner.get(path), path).data(chosen="1"))
    assert (response.status_code, "Tick the findings" in response.content.decode()) == (422, True)


def test_a_list_that_moved_on_is_shown_again(as_owner, messy, path):
    preview = as_owner.post(path, form_of(as_owner.get(path), path).data(all="prompt.camera-no-speed"))
    sent = form_of(preview, path)
    as_owner.post(reverse("scenes", args=[messy.slug]), {"title": "Later"})
    response = as_owner.post(path, sent.data(apply="1"))
    assert (response.status_code, "meanwhile" in response.content.decode()) == (409, True)
    assert factories.shot(messy, "SH030").camera == (Move("pan", "left"),)


def test_a_reader_sees_the_list_without_boxes(as_viewer, project):
    page = as_viewer.get(reverse("findings", args=[project.slug])).content.decode()
    assert ('name="pick"' in page, "Mend" in page) == (False, False)


@pytest.mark.parametrize("reason", ["a\x00b", "\x1b[31m", "x" * 501])
def test_a_reason_that_no_document_could_hold_is_refused(reason, as_owner, messy, path):
    report = report_of(messy)
    row = next(row for group in groups_of(report) for row in group.rows if any(fix.kind == "break" for _, fix in row.fixes))
    at = next(at for at, fix in row.fixes if fix.kind == "break")
    response = as_owner.post(path, {"pick": row.id, f"fix-{row.id}": at, "reason": reason, "apply": "1"})
    assert (response.status_code, factories.board(messy)) == (422, report.board)
