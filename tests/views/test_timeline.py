"""The timeline: what it shows, changing one length, fitting all of them, the target length."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from projects.exports import FORMATS
from projects.material import material_of
from projects.models import Activity, Project, ShotVersion, User
from projects.reads import report_of
from projects.views.timeline_values import scale
from projects.writes.projects import save_settings
from tests import boards, factories
from tests.pages import Page

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}
WRONG = "A length is 0.5 to 600 seconds with at most one decimal, such as 6 or 7.5."


@pytest.fixture
def ana() -> User:
    """The owner of the plan."""
    return factories.person("ana")


@pytest.fixture
def plan(ana: User) -> Project:
    """A plan of five running shots that shall run for 40 seconds."""
    board = replace(boards.harbour_and_kitchen(), target_duration=Decimal(40), seed_lock=None)
    return factories.project_of(board, ana)


@pytest.fixture
def client(ana: User) -> Client:
    """Ana's browser."""
    return factories.client_of(ana)


def at(plan: Project, rest: str = "") -> str:
    """An address of the timeline."""
    return f"/projects/{plan.slug}/timeline/{rest}"


def length(plan: Project, code: str) -> Decimal:
    """The length of a shot as it stands now."""
    return factories.shot(plan, code).duration


def test_lengths_stand_in_the_page_to_scale(client: Client, plan: Project) -> None:
    html = client.get(at(plan)).content.decode()
    blocks = re.findall(r'<li class="tb ([^"]*)" id="[^"]*" data-shot="([^"]*)"', html)
    assert [(code, classes) for classes, code in blocks] == [
        ("SH010", "s2-1"),
        ("SH020", "s2-1"),
        ("SH030", "s1-5 s0-5"),
        ("SH040", "s2-1"),
        ("SH050", "omitted"),
        ("12A", "s2-1"),
    ]
    assert "style=" not in html
    assert "5.5 s over" in unescape(Page(client.get(at(plan))).text("tl-target"))


def test_digits_add_up_to_the_length() -> None:
    def told(seconds: str) -> Decimal:
        pairs = re.findall(r"s(\d)-(\d)", scale(Decimal(seconds)))
        return sum((Decimal(digit) * Decimal(10) ** (int(place) - 1) for place, digit in pairs), Decimal(0))

    for seconds in ("0.5", "7.5", "12", "600", "3661.5", "86400", "0"):
        assert told(seconds) == Decimal(seconds)


def test_a_length_is_changed_with_a_way_back(client: Client, plan: Project) -> None:
    response = client.post(at(plan, "durations/"), {"shot": "SH020", "duration": "6", "seen": "10"}, **HX)
    assert response.status_code == 200
    assert "SH020 is now 6 s. Total 0:41.5, 1.5 s over." in response.content.decode()
    assert json.loads(response["HX-Trigger"]) == {"changed": {}}
    assert length(plan, "SH020") == 6
    assert ShotVersion.objects.filter(shot__code="SH020").count() == 2
    line = Activity.objects.latest("id")
    assert (line.verb, line.target, line.can_undo) == ("lengths-changed", "SH020", True)
    client.post(f"/projects/{plan.slug}/undo/{line.pk}/")
    assert length(plan, "SH020") == 10


def test_the_same_length_changes_nothing(client: Client, plan: Project) -> None:
    with factories.taken_back():
        before = factories.content()["ShotVersion"]
        response = client.post(at(plan, "durations/"), {"shot": "SH020", "duration": "10"}, follow=True)
        assert "SH020 is already 10 s." in response.content.decode()
        assert factories.content()["ShotVersion"] == before


@pytest.mark.parametrize("typed", ["0", "-1", "601", "abc", "1e9", "6.55"])
def test_what_is_no_length_is_refused_where_it_was_typed(client: Client, plan: Project, typed: str) -> None:
    page = Page(whole := client.post(at(plan, "durations/"), {"shot": "SH020", "duration": typed}))
    assert (whole.status_code, page.text("tl-problem")) == (422, WRONG)
    assert page.form("duration-form").data()["duration"] == [typed]
    small = client.post(at(plan, "durations/"), {"shot": "SH020", "duration": typed}, **HX)
    assert (small.status_code, small["HX-Retarget"]) == (422, "#toasts")
    assert WRONG in small.content.decode()
    assert length(plan, "SH020") == 10


def test_a_deleted_shot_is_refused_and_one_of_another_plan_is_not_there(client: Client, plan: Project, ana: User) -> None:
    client.post(f"/projects/{plan.slug}/shots/SH030/deletion/")
    gone = client.post(at(plan, "durations/"), {"shot": "SH030", "duration": "6"}, **HX)
    assert (gone.status_code, "SH030 was deleted. Restore it first." in gone.content.decode()) == (409, True)
    factories.project_of(factories.secret_board(), ana)
    other = client.post(at(plan, "durations/"), {"shot": "unspoken-1", "duration": "6"})
    assert other.status_code == 404
    omitted = client.post(at(plan, "durations/"), {"shot": "SH050", "duration": "6"})
    assert omitted.status_code == 409


def test_somebody_elses_length_is_shown_beside_ones_own(client: Client, plan: Project) -> None:
    client.post(at(plan, "durations/"), {"shot": "SH020", "duration": "8"})
    data = {"shot": "SH020", "duration": "6", "seen": "10"}
    stale = client.post(at(plan, "durations/"), data, **HX)
    assert stale.status_code == 409
    assert "Ana made SH020 8 s long meanwhile; you asked for 6 s." in stale.content.decode()
    page = Page(whole := client.post(at(plan, "durations/"), data))
    assert [whole.status_code, length(plan, "SH020")] == [409, 8]
    form = page.form("duration-form")
    client.post(form.action, form.data())
    assert length(plan, "SH020") == 6


def test_a_length_can_be_foreseen_without_changing_anything(client: Client, plan: Project) -> None:
    before = factories.content()
    answer = client.get(at(plan, "durations/"), {"shot": "SH020", "duration": "25"}).json()
    assert (answer["length"], answer["ends"], answer["total"]) == ("25 s", "0:35", "Total 1:00.5, 20.5 s over.")
    assert answer["finding"].startswith("25 s is outside what")
    assert client.get(at(plan, "durations/"), {"shot": "SH020", "duration": "x"}).json() == {"sentence": WRONG}
    assert client.get(at(plan, "durations/"), {"shot": "XX", "duration": "5"}).status_code == 404
    assert factories.content() == before


def test_lengths_are_fitted_after_a_look_and_in_one_step(client: Client, plan: Project) -> None:
    page = Page(client.get(at(plan, "fit/"), {"target": "0:40"}))
    assert "→ 0:40" in " ".join(page.all("before-after"))
    form = next(form for form in page.forms if "revision" in dict(form.fields))
    answer = client.post(form.action, form.data(), follow=True)
    assert "Total 0:40, on target." in answer.content.decode()
    assert report_of(Project.objects.get(pk=plan.pk)).duration == 40
    line = Activity.objects.latest("id")
    assert line.verb == "lengths-fitted"
    client.post(f"/projects/{plan.slug}/undo/{line.pk}/")
    assert report_of(Project.objects.get(pk=plan.pk)).duration == Decimal("45.5")


def test_only_the_shots_that_are_picked_are_fitted(client: Client, plan: Project) -> None:
    page = Page(client.get(at(plan, "fit/"), {"target": "40", "shots": "SH010 SH020"}))
    form = next(form for form in page.forms if "revision" in dict(form.fields))
    client.post(form.action, form.data())
    assert [length(plan, code) for code in ("SH030", "SH040", "12A")] == [Decimal("5.5"), 10, 10]
    assert length(plan, "SH010") + length(plan, "SH020") == Decimal("14.5")


def test_a_plan_that_moved_on_is_not_fitted_by_an_old_look(client: Client, plan: Project) -> None:
    page = Page(client.get(at(plan, "fit/"), {"target": "40"}))
    form = next(form for form in page.forms if "revision" in dict(form.fields))
    client.post(at(plan, "durations/"), {"shot": "SH020", "duration": "8"})
    late = client.post(form.action, form.data())
    assert (late.status_code, Page(late).text("fit-problem")) == (
        409,
        "Somebody changed this project meanwhile. Look at the lengths again, then apply.",
    )
    assert length(plan, "SH020") == 8


@pytest.mark.parametrize("target", ["", "0", "soon", "90000"])
def test_a_target_that_is_none_is_told_in_one_sentence(client: Client, plan: Project, target: str) -> None:
    response = client.get(at(plan, "fit/"), {"target": target})
    assert response.status_code == 422
    assert Page(response).text("fit-problem")


def test_nothing_ticked_is_told(client: Client, plan: Project) -> None:
    response = client.get(at(plan, "fit/"), {"target": "40", "boxes": "1"})
    assert (response.status_code, Page(response).text("fit-problem")) == (422, "Tick the shots whose length may change.")


def test_the_target_is_a_setting_that_exports_and_can_be_taken_back(client: Client, plan: Project) -> None:
    page = Page(client.get(f"/projects/{plan.slug}/settings/"))
    form = next(form for form in page.forms if "fps" in dict(form.fields))
    assert dict(form.fields)["target_duration"] == "0:40"
    client.post(form.action or f"/projects/{plan.slug}/settings/", form.data(target_duration="1:02:03"))
    assert factories.board(plan).target_duration == 3723
    row = Project.objects.get(pk=plan.pk)
    assert json.loads(FORMATS["json"].write(material_of(row)))["target_duration"] == 3723
    wrong = client.post(f"/projects/{plan.slug}/settings/", form.data(target_duration="soon"))
    assert wrong.status_code == 422
    client.post(f"/projects/{plan.slug}/undo/{Activity.objects.latest('id').pk}/")
    assert factories.board(plan).target_duration == 40


def test_over_and_under_stand_in_the_bar_and_on_the_shot_list(client: Client, plan: Project, ana: User) -> None:
    for path in ("", "export/"):
        assert "5.5 s over 40 s" in Page(client.get(f"/projects/{plan.slug}/{path}")).text("summary")
    save_settings(plan, {"target_duration": None}, by=ana)
    assert "over" not in Page(client.get(f"/projects/{plan.slug}/")).text("summary")


def test_a_page_that_stands_open_catches_up_block_by_block(client: Client, plan: Project) -> None:
    html = client.get(at(plan)).content.decode()
    have = ",".join(re.findall(r'data-v="([^"]+)"', html))
    client.post(at(plan, "durations/"), {"shot": "SH020", "duration": "6"})
    fresh = client.get(at(plan), {"scenes": "changed", "have": have}, **HX).content.decode()
    assert re.findall(r'data-shot="([^"]+)" data-same', fresh) == ["SH010", "SH030"]
    assert re.findall(r'<li class="tb ([^"]*)" id="shot-(\w+)"', fresh) == [("s1-6", "SH020")]
    bed = client.get(at(plan), {"part": "bed"}, HTTP_HX_TARGET="tl-sums", **HX).content.decode()
    assert re.findall(r'id="(tl-[a-z]+)"', bed) == [
        "tl-sums",
        "tl-ruler",
        "tl-target",
        "tl-threads",
        "tl-lanes",
    ]


def test_a_shot_opened_beside_the_timeline_has_an_address_there(client: Client, plan: Project) -> None:
    here = f"/projects/{plan.slug}/timeline/"
    headers = {
        "HX-Request": "true",
        "HX-Target": "editor",
        "HX-Current-URL": f"http://testserver{here}?q=tea&zoom=2&shot=SH010",
    }
    answer = client.get(f"/projects/{plan.slug}/shots/SH020/", headers=headers)
    assert answer["HX-Push-Url"] == f"{here}?q=tea&zoom=2&shot=SH020"
    html = client.get(answer["HX-Push-Url"]).content.decode()
    assert ('class="board timeline"' in html, 'data-code="SH020"' in html) == (True, True)
    beside = {**headers, "HX-Current-URL": f"http://testserver/projects/{plan.slug}/"}
    assert "HX-Push-Url" not in client.get(f"/projects/{plan.slug}/shots/SH020/", headers=beside)


@pytest.mark.parametrize("code", ["SH999", "", "<b>"])
def test_a_shot_that_is_not_there_leaves_the_timeline_alone(client: Client, plan: Project, code: str) -> None:
    html = client.get(f"/projects/{plan.slug}/timeline/", {"shot": code}).content.decode()
    assert 'class="editor closed"' in html
