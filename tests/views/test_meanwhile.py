"""What others save while somebody types: taken quietly where nobody typed, else shown as two texts to choose of."""

import re

import pytest
from django.urls import reverse

from projects.forms.shots import EDITED
from projects.models import Scene, SeedLock, Shot
from projects.views.meanwhile import SILENT
from tests import factories
from tests.many import each
from tests.pages import Page

HTMX = {"HX-Request": "true", "HX-Target": "editor"}


@pytest.fixture
def path(project):
    return reverse("shot", args=[project.slug, "SH020"])


@pytest.fixture
def meanwhile(project):
    return reverse("shot_meanwhile", args=[project.slug, "SH020"])


@pytest.fixture
def base(as_owner, path):
    """The shot with texts that both start from."""
    as_owner.post(path, opened(as_owner, path).data(subject="collar up", notes="ask the harbour", anchors=["pier"]))


def opened(client, path):
    """The editor's form as the person sees it."""
    return Page(client.get(path)).form("shot-form")


def caught_up(client, meanwhile, data, headers=None):
    response = client.post(meanwhile, data, headers=headers)
    assert response.status_code == 200
    return Page(response)


def fields(page):
    return dict(page.form("shot-form").fields)


def choice(page, label):
    """What the button of a conflict sends."""
    return next({name: value} for name, value, text in page.form("shot-form").buttons if text == label)


def test_a_field_that_nobody_typed_in_takes_the_new_value(as_editor, as_owner, path, meanwhile, project, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(notes="ask the mayor"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="collar up, hat in hand "), HTMX)
    assert (fields(page)["subject"], fields(page)["notes"]) == ("collar up, hat in hand ", "ask the mayor")
    assert 'data-taken="notes" data-who="Owner"' in page.html
    assert as_editor.post(path, page.form("shot-form").data()).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.subject, shot.notes) == ("collar up, hat in hand ", "ask the mayor")


def test_catching_up_saves_nothing(as_editor, as_owner, path, meanwhile, project, base):
    mine = opened(as_editor, path)
    before = factories.everything()
    caught_up(as_editor, meanwhile, mine.data(subject="mine"))
    assert factories.everything() == before


def test_what_both_changed_is_shown_against_what_both_had(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="wet collar up"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="collar up to the ears"), HTMX)
    assert page.all("texts") == ["Owner wet collar up You collar up to the ears"]
    assert "<ins>wet </ins>collar up" in page.html
    assert fields(page)["subject"] == "collar up to the ears"
    assert fields(page)["merged_subject"] == "wet collar up to the ears"


@pytest.mark.parametrize(
    ("label", "changes", "wanted"),
    [
        ("Take theirs", {}, "wet collar up"),
        ("Keep mine", {}, "collar up to the ears"),
        ("Merge", {}, "wet collar up to the ears"),
        ("Merge", {"merged_subject": "collar up, wet"}, "collar up, wet"),
    ],
)
def test_a_decision_lets_the_next_save_pass(label, changes, wanted, as_editor, as_owner, path, meanwhile, project, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="wet collar up"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="collar up to the ears", title="also mine"))
    decided = caught_up(as_editor, meanwhile, {**page.form("shot-form").data(**changes), **choice(page, label)})
    assert (decided.all("conflict"), fields(decided)["subject"]) == ([], wanted)
    assert as_editor.post(path, decided.form("shot-form").data()).status_code == 302
    shot = factories.shot(project, "SH020")
    assert (shot.subject, shot.title) == (wanted, "also mine")


def test_a_save_without_a_decision_is_refused_once(as_editor, as_owner, path, meanwhile, project, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="wet collar up"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="mine"))
    refused = as_editor.post(path, page.form("shot-form").data())
    assert (refused.status_code, factories.shot(project, "SH020").subject) == (409, "wet collar up")
    again = caught_up(as_editor, meanwhile, Page(refused).form("shot-form").data())
    assert again.all("texts") == ["Owner wet collar up You collar up mine"]
    assert as_editor.post(path, again.form("shot-form").data()).status_code == 302
    assert factories.shot(project, "SH020").subject == "mine"


def test_a_decision_on_a_text_that_changed_once_more_is_asked_again(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="wet collar up"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="mine"))
    as_owner.post(path, opened(as_owner, path).data(subject="dry collar up"))
    again = caught_up(as_editor, meanwhile, {**page.form("shot-form").data(), **choice(page, "Take theirs")})
    assert (again.all("texts"), fields(again)["subject"]) == (["Owner dry collar up You collar up mine"], "mine")


def test_anchors_of_both_are_put_together(as_editor, as_owner, path, meanwhile, project, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(anchors=["pier", "dawn"]))
    page = caught_up(as_editor, meanwhile, mine.data(anchors=["pier", "keeper"]))
    decided = caught_up(as_editor, meanwhile, {**page.form("shot-form").data(), **choice(page, "Merge")})
    as_editor.post(path, decided.form("shot-form").data())
    assert factories.shot(project, "SH020").anchors == ("pier", "dawn", "keeper")


def test_camera_moves_are_one_field(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(move_0="dolly:in"))
    page = caught_up(as_editor, meanwhile, mine.data(move_0="pan:left", move_1="tilt:up"))
    assert page.all("texts") == ["Owner orbit clockwise dolly in slow You orbit clockwise slow pan left slow, tilt up"]
    decided = caught_up(as_editor, meanwhile, {**page.form("shot-form").data(), **choice(page, "Take theirs")})
    assert (fields(decided)["move_0"], fields(decided)["move_1"]) == ("dolly:in", "")


def test_what_cannot_be_read_stays_as_it_was_typed(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(duration="8"))
    page = caught_up(as_editor, meanwhile, mine.data(duration="ten", subject="mine"))
    assert (fields(page)["duration"], page.all("texts")) == ("ten", ["Owner 10 8 You 10 ten"])


def test_a_refused_form_keeps_its_open_conflicts(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="wet collar up"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="mine"))
    refused = as_editor.post(path, page.form("shot-form").data(duration="ten"))
    assert (refused.status_code, Page(refused).all("texts")) == (422, ["Owner wet collar up You collar up mine"])


@pytest.mark.parametrize("mangled", ["", "[]", "{", '{"subject": 1}', "null"])
def test_mangled_marks_lose_nothing(mangled, as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="theirs", notes="theirs"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="mine", seen=mangled, clash=mangled, choose=mangled))
    assert fields(page)["subject"] == "mine"


def test_a_shot_that_is_gone_is_a_404(as_editor, as_owner, path, meanwhile, project):
    mine = opened(as_editor, path)
    as_owner.post(reverse("shot_delete", args=[project.slug, "SH020"]))
    assert as_editor.post(meanwhile, mine.data(subject="mine"), headers=HTMX).status_code == 404


def test_texts_in_a_conflict_are_texts(as_editor, as_owner, path, meanwhile, base):
    mine = opened(as_editor, path)
    as_owner.post(path, opened(as_owner, path).data(subject="<script>alert(1)</script> theirs"))
    page = caught_up(as_editor, meanwhile, mine.data(subject="</textarea><b>mine"))
    assert ("<script>alert" in page.html, "</textarea><b>" in page.html) == (False, False)


# Two answers to a field of a shot, as a form sends them: what the owner saves first, and what the editor has typed.
TWO = {
    "camera": ({"move_0": "dolly:in"}, {"move_0": "pan:left"}),
    "shot_size": ("cu", "ws"), "framing": ("two-shot", "ots"), "angle": ("low", "high"), "duration": ("7", "8.5"),
    "quality": ("fast", "high"), "resolution": ("720p", "4k"), "model": ("sora-2", "runway-gen3"), "cfg": ("6.5", "9"),
    "seed": ("11", "12"), "previews": ("3", "5"), "attempt": ("2", "3"), "boundary": ("match", "continuous"),
    "starts_from": ("SH010:first", "SH010:last"), "anchors": (["keeper"], ["pier"]), "without": (["keeper"], ["pier"]),
    "state_in": ({"state_in_wardrobe": "red coat"}, {"state_in_wardrobe": "grey coat"}),
    "state_out": ({"state_out_props": "a lantern"}, {"state_out_props": "a rope"}),
}  # fmt: skip
# A box to tick has two answers only: whoever ticks it after somebody else says the same.
DECIDED = [name for name in EDITED if name not in SILENT and name != "fantasy"]


def test_every_field_of_a_shot_that_two_people_changed_shows_both_texts_and_is_decided_in_place(
    as_editor, as_owner, project, path, meanwhile
):
    SeedLock.objects.filter(project=project).delete()
    Scene.objects.filter(project=project).update(anchors=[])

    def check(name):
        theirs, mine = (
            values if isinstance(values, dict) else {name: values} for values in TWO.get(name, ("light one", "dark two"))
        )
        if name == "custom_prompt":  # one by hand has to say the anchors in use
            Shot.objects.filter(project=project).update(anchors=[])
        before = opened(as_editor, path)
        assert as_owner.post(path, opened(as_owner, path).data(**theirs)).status_code == 302
        saved = getattr(factories.shot(project, "SH020"), name)
        page = caught_up(as_editor, meanwhile, before.data(**mine), HTMX)
        assert f'data-conflict="{name}"' in page.html
        found = re.search(r"Owner (.+) You (.+)", page.all("texts")[0])
        assert found
        one, two = found.groups()
        assert one != two
        buttons = [text for field, _, text in page.form("shot-form").buttons if field == "choose"]
        assert buttons[:2] == ["Take theirs", "Keep mine"]
        page = caught_up(as_editor, meanwhile, page.form("shot-form").data(**choice(page, "Take theirs")), HTMX)
        assert "data-conflict" not in page.html
        as_editor.post(path, page.form("shot-form").data())
        assert getattr(factories.shot(project, "SH020"), name) == saved

    each(DECIDED, check)
