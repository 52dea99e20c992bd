"""A write that asks nothing says which approvals hold no longer after it."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from projects.models import Project
from projects.views.approvals_told import held_now
from projects.writes.reviewing import Person, decide


@pytest.fixture
def approved(project, reviewer):
    decide(project, {"SH020": ""}, "approved", person=Person(reviewer))
    return Project.objects.get(pk=project.pk)


LOST = "SH020 has changed since approval by Reviewer."


@pytest.mark.parametrize(("name", "args", "data", "said"), [
    ("moves", [], {"shot": "SH020", "scene": "arrival", "position": "0"}, f"SH020 is now shot 1 of Arrival. {LOST}"),
    ("moves", [], {"shot": "SH010", "scene": "arrival", "place": "2"}, f"SH010 is now shot 2 of Arrival. {LOST}"),
    ("omission", ["SH010"], {"omitted": "1"}, f"SH010 is omitted: it keeps its code and counts nowhere. {LOST}"),
    ("shot_delete", ["SH010"], {}, f"SH010 deleted. {LOST}"),
    ("shots", [], {"before": "SH020"}, "SH015 added before SH020."),
    ("anchor_delete", ["dawn"], {}, f"dawn light deleted. {LOST}"),
    ("scene", ["arrival"], {"title": "Arrival", "anchors": ["keeper"]}, f"Scene saved. {LOST}"),
    ("scene", ["arrival"], {"title": "The arrival", "anchors": ["pier"]}, "Scene saved."),
    ("moves", [], {"shot": "SH020", "scene": "arrival", "position": "1"}, "SH020 is now shot 2 of Arrival."),
])  # fmt: skip
def test_order_scenes_and_anchors_say_what_they_cost(name, args, data, said, as_editor, approved):
    response = as_editor.post(reverse(name, args=[approved.slug, *args]), data)
    assert (response.status_code, [str(m) for m in get_messages(response.wsgi_request)]) == (302, [said])


def test_a_plan_without_approvals_is_asked_one_question(project, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert held_now(project) == frozenset()


def test_many_are_counted(as_editor, project, reviewer):
    decide(project, {"SH010": "", "SH020": ""}, "approved", person=Person(reviewer))
    response = as_editor.post(reverse("anchor_delete", args=[project.slug, "dawn"]))
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "dawn light deleted. Changed since approval: SH010, SH020."
    ]
