"""Versions of a shot and the activity log."""

import re

from django.urls import reverse

from projects.models import Activity
from tests import factories
from tests.cast import LINK_TOKEN
from tests.pages import Page


def test_each_version_is_shown_against_the_one_before(as_editor, as_viewer, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    as_editor.post(path, Page(as_editor.get(path)).form("shot-form").data(subject="collar down"))
    html = as_viewer.get(f"{path}versions/").content.decode()
    assert ("<del>" in html, "<ins>" in html, "collar raised" in html) == (True, True, True)


def test_an_earlier_version_comes_back(as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    as_editor.post(path, Page(as_editor.get(path)).form("shot-form").data(subject="collar down"))
    assert as_editor.post(f"{path}versions/1/").status_code == 302
    assert factories.shot(project, "SH020").subject == "collar raised"


def test_a_version_that_is_none_is_refused(as_editor, project):
    path = reverse("shot", args=[project.slug, "SH020"])
    for number, status in (
        ("99", 409),
        ("0", 409),
        ("2147483648", 409),
        ("9" * 5000, 404),
        ("-1", 404),
        ("99999999999", 404),
    ):
        assert (number[:9], as_editor.post(f"{path}versions/{number}/").status_code) == (number[:9], status)


def test_the_log_says_who_did_what_the_latest_first(as_editor, as_viewer, project):
    as_editor.post(reverse("omission", args=[project.slug, "SH020"]), {"omitted": "1"})
    html = as_viewer.get(reverse("activity", args=[project.slug])).content.decode()
    assert 0 < html.index("Editor") < html.rindex("Owner")
    assert "SH020" in html


def test_the_log_is_read_a_page_at_a_time(as_viewer, project, owner):
    Activity.objects.bulk_create(
        Activity(project=project, by=owner, verb="shot-edited", target=f"T{n:03d}") for n in range(150)
    )
    path = reverse("activity", args=[project.slug])
    first = as_viewer.get(path).content.decode()
    assert ("T149" in first, "T049" in first) == (True, False)
    before = Activity.objects.get(target="T050").pk
    second = as_viewer.get(path, {"before": before}).content.decode()
    assert ("T050" in second, "T049" in second, "T000" in second) == (False, True, True)


def test_a_page_of_the_log_that_is_none_is_the_first(as_viewer, project):
    path = reverse("activity", args=[project.slug])
    for before in ("x", "-1", "9" * 30, "٣", "1.5", "\x00"):
        assert as_viewer.get(path, {"before": before}).status_code == 200


def test_every_verb_is_told_in_words(as_viewer, as_editor, project):
    as_editor.post(reverse("breaks", args=[project.slug, "SH020"]), {"anchor": "pier", "reason": "a dream <b>"})
    html = as_viewer.get(reverse("activity", args=[project.slug])).content.decode()
    assert "<b>" not in html.replace("<b>" + "SH", "").replace("<b>Editor", "").split("a dream", 1)[-1][:10]


def test_an_anchor_attached_to_a_scene_shows_in_the_log(as_owner, project):
    path = reverse("anchors", args=[project.slug])
    as_owner.post(path, {"kind": "style", "name": "warm grain", "description": "", "holds": "scene:arrival", "key": "k1"})
    response = as_owner.get(reverse("activity", args=[project.slug]))
    assert response.status_code == 200
    assert "anchor warm-grain added" in response.content.decode()


def lines_with(client, project, **query):
    """What the lines say that a filter leaves, the latest first."""
    data = client.get(reverse("activity_file", args=[project.slug, "json"]), query).json()
    return [line["what"] for line in data["lines"]]


def test_the_log_is_filtered_by_person_kind_shot_date_and_words(as_viewer, project, owner, editor):
    Activity.objects.filter(project=project).delete()
    for by, verb, target, data in (
        (owner, "shot-edited", "SH010", {}), (editor, "shots-omitted", "SH020, SH010, SH030 and 2 more", {}),
        (editor, "anchor-edited", "pier", {}), (None, "shot-status", "SH020", {"guest": "Kim", "note": "too dark"}),
        (None, "member-left", "Ana", {}), (editor, "undone", "pier", {"what": "anchor-edited", "token": "Nightly"}),
    ):  # fmt: skip
        Activity.objects.create(project=project, by=by, verb=verb, target=target, data=data)
    old = Activity.objects.get(verb="shot-edited")
    Activity.objects.filter(pk=old.pk).update(at="2026-01-31T23:59:59+00:00")
    shots, review = "SH020, SH010, SH030 and 2 more omitted", "review of SH020"
    told = {
        "person": (str(editor.pk), ["pier: taken back", "anchor pier edited", shots]), "kind": ("anchors", ["pier: taken back", "anchor pier edited"]),
        "shot": ("sh010", [shots, "SH010 edited"]), "until": ("2026-01-31", ["SH010 edited"]), "words": ("too DARK kim", [review]),
    }  # fmt: skip
    for name, (value, expected) in told.items():
        assert (name, lines_with(as_viewer, project, **{name: value})) == (name, expected)
    assert lines_with(as_viewer, project, person="guests") == [review]
    assert lines_with(as_viewer, project, person="others") == ["Ana left the project"]
    assert lines_with(as_viewer, project, shot="SH010", kind="shots", since="2026-02-01", words="omitted") == [shots]
    assert (lines_with(as_viewer, project, words="nightly"), lines_with(as_viewer, project, words="%")) == (
        ["pier: taken back"],
        [],
    )


def test_a_filter_stays_in_the_address_of_older_lines_and_of_files(as_viewer, project, owner):
    Activity.objects.bulk_create(
        Activity(project=project, by=owner, verb="scene-edited", target=f"T{n}") for n in range(150)
    )
    html = as_viewer.get(reverse("activity", args=[project.slug]), {"kind": "scenes", "words": "T1 &"}).content.decode()
    assert f"{reverse('activity_file', args=[project.slug, 'csv'])}?kind=scenes&amp;words=T1+%26" in html
    html = as_viewer.get(reverse("activity", args=[project.slug]), {"kind": "scenes"}).content.decode()
    assert "?kind=scenes&amp;before=" in html


def test_a_filter_that_is_none_gets_a_sentence_and_hides_nothing(as_viewer, project):
    path = reverse("activity", args=[project.slug])
    for name, value, sentence in (
        ("since", "31.1.", "Enter a day such as 2027-01-31."), ("kind", "moons", "Choose one of the list."),
        ("person", "x\x00", "Choose one of the list."), ("until", "0001-01-01", "Enter a day such as 2027-01-31."),
    ):  # fmt: skip
        response = as_viewer.get(path, {name: value})
        assert (name, response.status_code, sentence in response.content.decode()) == (name, 422, True)
    backwards = as_viewer.get(path, {"since": "2027-01-31", "until": "2027-01-30"})
    assert "This day is before the first one." in backwards.content.decode()
    assert as_viewer.get(path, {"person": "9" * 15, "words": "\x00" * 500, "shot": "%" * 400}).status_code == 200


def test_refused_lines_are_for_owners(as_owner, as_editor, project, editor):
    Activity.objects.create(project=project, by=editor, verb="refused", target="SH020", data={"reason": "One open error."})
    assert [
        len([line for line in lines_with(client, project) if line == "refused in SH020"])
        for client in (as_owner, as_editor)
    ] == [1, 0]


def test_the_file_of_the_log_is_bounded_safe_and_says_so(as_viewer, project, owner):
    Activity.objects.bulk_create(
        [
            Activity(project=project, by=owner, verb="shot-edited", target="=1+1", data={"token": "=N"})
            for _ in range(10_050)
        ],
        batch_size=2000,
    )
    text = as_viewer.get(reverse("activity_file", args=[project.slug, "csv"])).content.decode()
    rows = text.split("\r\n")
    assert (len(rows), rows[1].endswith("shots,'=1+1 edited,,shot-edited,'=1+1,'=N")) == (10_003, True)
    assert rows[-2] == ',,,,"Only the latest 10,000 lines are in this file. Filter by date for earlier ones.",,,,'
    assert as_viewer.get(reverse("activity_file", args=[project.slug, "exe"])).status_code == 404


def test_a_line_leads_to_what_it_is_about_while_that_is_there(as_owner, project, owner):
    Activity.objects.filter(project=project).delete()
    for verb, target in (
        ("shot-edited", "SH020"),
        ("shot-deleted", "SH990"),
        ("anchor-edited", "pier"),
        ("scene-edited", "arrival"),
        ("role-changed", "Ana"),
    ):
        Activity.objects.create(project=project, by=owner, verb=verb, target=target)
    html = as_owner.get(reverse("activity", args=[project.slug])).content.decode()
    base = reverse("board", args=[project.slug])
    for path, said in (
        (f"{base}shots/SH020/", "SH020 edited"),
        (f"{base}anchors/pier/", "anchor pier edited"),
        (f"{base}#scene-arrival", "scene arrival edited"),
        (f"{base}people/", "role of Ana"),
    ):
        assert f'<a href="{path}">{said}</a>' in html
    assert "<span>SH990 deleted</span>" in html


def test_a_page_of_the_log_asks_once_whatever_the_filter(as_viewer, project, owner, django_assert_max_num_queries):
    path = reverse("activity", args=[project.slug])
    as_viewer.get(path)
    with django_assert_max_num_queries(9):
        as_viewer.get(path, {"words": "walk", "kind": "shots", "person": str(owner.pk)})


def test_a_reviewer_takes_back_a_guest_s_approval_from_the_log_and_nothing_of_an_editor(
    as_reviewer, as_viewer, as_guest, as_editor, project, link
):
    as_editor.post(reverse("omission", args=[project.slug, "SH010"]), {"omitted": "1"})
    decide = reverse("share_decide", args=[LINK_TOKEN, "SH020"])
    form = Page(as_guest.get(reverse("share_shot", args=[LINK_TOKEN, "SH020"]))).form("review-decide")
    as_guest.post(decide, form.data(kind="approved"))
    path, line = reverse("activity", args=[project.slug]), Activity.objects.get(verb="shot-status")
    back, again = (reverse(name, args=[project.slug, line.pk]) for name in ("undo", "redo_step"))

    def offered(client):
        return re.findall(r'<form class="inline" method="post" action="([^"]+)"', client.get(path).content.decode())

    assert (offered(as_reviewer), offered(as_viewer), len(offered(as_editor))) == ([back], [], 2)
    assert as_reviewer.post(back).status_code == 302
    assert project.shots.get(code="SH020").status == "draft"
    assert (offered(as_reviewer), offered(as_viewer)) == ([again], [])
