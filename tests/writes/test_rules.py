"""Switching a rule off for one project: who, when, why, and what it does to every gate."""

import pytest

from projects.core.board import RuleSetting
from projects.core.document_later import RULES_MAX
from projects.core.findings import Refused
from projects.models import Activity, Project
from projects.reads import report_of
from projects.writes.rows import keep_later
from projects.writes.rules import AS_IT_IS, set_rule
from projects.writes.shots import save_shot
from projects.writes.status import set_status
from projects.writes.transaction import Blocked, Stale
from tests import factories

NEW = "continuity.reintroduced"


def rules(project):
    return factories.board(project).rules


def lines(project):
    rows = Activity.objects.filter(project=project, verb__startswith="rule-").order_by("id")
    return [(line.by.email.split("@")[0] if line.by else "", line.verb, line.target, line.data["reason"]) for line in rows]


def test_a_rule_is_switched_off_with_who_and_why(project, editor):
    set_rule(project, NEW, "off", "  Two piers \n are meant ", by=editor)
    assert rules(project) == (RuleSetting(NEW, "off", "Two piers are meant"),)
    assert lines(project) == [("editor", "rule-switched-off", NEW, "Two piers are meant")]


def test_rules_stand_in_order_and_each_once(project, owner):
    set_rule(project, "seed.unlocked", "off", "no seeds", by=owner)
    set_rule(project, NEW, "off", "two piers", by=owner)
    set_rule(project, "seed.unlocked", "hint", "some seeds", by=owner)
    assert rules(project) == (RuleSetting(NEW, "off", "two piers"), RuleSetting("seed.unlocked", "hint", "some seeds"))


def test_a_rule_is_put_back_without_a_reason(project, owner, editor):
    set_rule(project, NEW, "hint", "two piers", by=owner)
    assert set_rule(project, NEW, AS_IT_IS, "", by=editor) is None
    assert rules(project) == ()
    assert lines(project)[-1] == ("editor", "rule-put-back", NEW, "")


def test_setting_what_is_set_logs_nothing(project, owner):
    set_rule(project, NEW, "hint", "two piers", by=owner)
    set_rule(project, NEW, "hint", "two piers", by=owner)
    set_rule(project, "seed.varies", AS_IT_IS, "", by=owner)
    assert len(lines(project)) == 1


@pytest.mark.parametrize(
    ("code", "level", "reason", "sentence"),
    [
        ("seed.unheard-of", "off", "x", "There is no rule seed.unheard-of."),
        (NEW, "loud", "x", "A rule can be left as it is, made a hint or switched off."),
        (NEW, "off", " \n ", "Say why this project does without the rule."),
    ],
)
def test_what_is_no_setting_is_refused(project, owner, code, level, reason, sentence):
    with pytest.raises(Refused) as caught:
        set_rule(project, code, level, reason, by=owner)
    assert str(caught.value) == sentence
    assert (rules(project), lines(project)) == ((), [])


def test_what_somebody_else_set_meanwhile_is_not_overwritten(project, owner, editor):
    set_rule(project, NEW, "off", "two piers", by=owner, seen=AS_IT_IS)
    with pytest.raises(Stale) as caught:
        set_rule(project, NEW, "hint", "mine", by=editor, seen=AS_IT_IS)
    assert caught.value.row == RuleSetting(NEW, "off", "two piers")
    assert rules(project) == (RuleSetting(NEW, "off", "two piers"),)
    set_rule(project, NEW, "hint", "mine", by=editor, seen="off")
    assert rules(project) == (RuleSetting(NEW, "hint", "mine"),)


def save_new_pier(project, owner):
    save_shot(project, "SH020", {"environment": "on a wooden pier"}, by=owner)


def test_an_error_made_a_hint_no_longer_blocks_a_save(project, owner):
    with pytest.raises(Blocked):
        save_new_pier(project, owner)
    set_rule(project, NEW, "hint", "two piers", by=owner)
    save_new_pier(project, owner)
    project = Project.objects.get(pk=project.pk)
    found = [f for f in report_of(project).shot("SH020").findings if f.code == NEW]
    assert [finding.severity for finding in found] == ["hint"]


def test_an_error_of_a_rule_that_is_off_keeps_no_shot_from_approval(project, owner):
    set_rule(project, NEW, "off", "two piers", by=owner)
    save_new_pier(project, owner)
    set_status(project, "SH020", "approved", by=owner, role="owner")
    assert factories.shot(project, "SH020").status == "approved"


def test_a_rule_that_is_put_back_counts_again(project, owner):
    set_rule(project, NEW, "off", "two piers", by=owner)
    save_new_pier(project, owner)
    assert report_of(Project.objects.get(pk=project.pk)).errors == 0
    set_rule(project, NEW, AS_IT_IS, "", by=owner)
    assert report_of(Project.objects.get(pk=project.pk)).errors == 1


def test_a_project_sets_no_more_rules_than_a_document_holds(project, owner):
    codes = (f"x.{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(RULES_MAX))
    keep_later(project, rules=tuple(RuleSetting(code, "off", "unknown here") for code in codes))
    with pytest.raises(Refused, match="at most"):
        set_rule(project, NEW, "off", "two piers", by=owner)
