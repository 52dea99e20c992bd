"""The page of a project's rules."""

from dataclasses import replace

import pytest
from django.urls import reverse

from projects.core.board import RuleSetting
from projects.models import Project
from projects.reads import catalogue
from projects.writes.rules import set_rule
from tests import boards, factories
from tests.pages import Page

NEW = "continuity.reintroduced"


@pytest.fixture
def wrong(owner):
    """The harbour with one error: SH020 brings the pier in as new."""
    start = boards.harbour()
    first, second = start.scenes[0].shots
    return factories.project_of(factories.board_with(start, first, replace(second, environment="on a wooden pier")), owner)


def path(project):
    return reverse("rules", args=[project.slug])


def post(client, project, **data):
    return client.post(path(project), {"seen": "as-it-is", **data})


def row(response, code):
    return Page(response).text(code)


def test_every_rule_stands_there_with_what_it_finds_now(as_owner, wrong):
    response = as_owner.get(path(wrong))
    assert [code for code in catalogue().rules if code not in Page(response).texts] == []
    assert "As it is: 1 finding now, 1 error among them" in row(response, NEW)


def test_a_rule_is_switched_off_and_the_page_says_who_why_and_what_is_not_shown(as_owner, wrong):
    response = post(as_owner, wrong, code=NEW, level="off", reason="Two piers")
    assert response["Location"] == f"{path(wrong)}#{NEW}"
    assert factories.board(wrong).rules == (RuleSetting(NEW, "off", "Two piers"),)
    text = row(as_owner.get(path(wrong)), NEW)
    assert "Off: Two piers Owner, " in text
    assert "1 finding not shown, 1 error among them" in text


def test_settings_and_export_name_what_was_changed(as_owner, wrong, owner):
    plain = as_owner.get(reverse("export", args=[wrong.slug])).content.decode()
    assert ("rules-off" in plain, "DRAFT · 1 OPEN ERROR" in plain) == (False, True)
    assert f'href="{reverse("help_rule", args=[NEW])}"' in plain
    set_rule(wrong, NEW, "off", "Two piers", by=owner)
    set_rule(wrong, "seed.unlocked", "hint", "Seeds later", by=owner)
    page = Page(as_owner.get(reverse("export", args=[wrong.slug])))
    assert page.all("rules-off") == [
        f"Rules that this project changed {NEW} off: Two piers seed.unlocked hint: Seeds later"
    ]
    assert "DRAFT" not in page.html
    assert "Rules (2 changed)" in as_owner.get(reverse("settings", args=[wrong.slug])).content.decode()


@pytest.mark.parametrize("level", ["off", "hint"])
def test_without_a_reason_nothing_is_set_and_the_choice_is_kept(as_owner, project, level):
    response = post(as_owner, project, code=NEW, level=level, reason="  ")
    page = Page(response)
    assert response.status_code == 422
    assert "Say why: the next person will want to know." in page.text(NEW)
    assert page.html.count('<details class="rule-change" open>') == 1
    assert f'value="{level}" checked' in page.html.split(f'id="{NEW}"')[1].split("</form>")[0]
    assert factories.board(project).rules == ()


@pytest.mark.parametrize(
    "data",
    [
        {"code": "seed.unheard-of", "level": "off", "reason": "x"},
        {"code": NEW, "level": "loud", "reason": "x"},
        {"code": NEW, "level": "off", "reason": "x" * 501},
        {"code": NEW, "level": "off", "reason": "\x00"},
        {},
    ],
)
def test_what_is_no_setting_is_answered_with_the_page(as_owner, project, data):
    assert post(as_owner, project, **data).status_code == 422
    assert factories.board(project).rules == ()


def test_a_reason_is_kept_exactly_as_text(as_owner, project):
    post(as_owner, project, code=NEW, level="off", reason='<b>"twins" & مرحبا')
    assert factories.board(project).rules[0].reason == '<b>"twins" & مرحبا'
    assert "<b>&#34;twins&#34;" not in as_owner.get(path(project)).content.decode()
    assert '<b>"twins" & مرحبا' in row(as_owner.get(path(project)), NEW)


def test_somebody_who_was_faster_is_named_and_nothing_is_overwritten(as_owner, project, editor):
    set_rule(project, NEW, "off", "Theirs", by=editor)
    response = post(as_owner, project, code=NEW, level="hint", reason="Mine")
    assert response.status_code == 409
    assert "Somebody set this rule meanwhile (Off: Theirs)." in row(response, NEW)
    assert factories.board(project).rules == (RuleSetting(NEW, "off", "Theirs"),)
    assert post(as_owner, project, code=NEW, level="hint", reason="Mine", seen="off").status_code == 302
    assert factories.board(project).rules == (RuleSetting(NEW, "hint", "Mine"),)


def test_a_setting_that_came_with_an_import_has_no_author(as_owner, owner):
    board = replace(boards.harbour(), rules=(RuleSetting(NEW, "off", "Their house style"),))
    made = factories.project_of(board, owner)
    assert "Off: Their house style came with an import" in row(as_owner.get(path(made)), NEW)


def test_who_may_not_change_sees_no_form(as_viewer, project):
    assert [form.action for form in Page(as_viewer.get(path(project))).forms if form.action.startswith("#")] == []


def test_the_page_takes_the_same_queries_whatever_is_set(as_owner, project, owner, django_assert_max_num_queries):
    for code in list(catalogue().rules)[:20]:
        set_rule(project, code, "off", "quiet", by=owner)
    with django_assert_max_num_queries(15):
        as_owner.get(path(Project.objects.get(pk=project.pk)))
