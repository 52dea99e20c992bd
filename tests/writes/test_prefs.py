"""A person's own settings of a project: theirs alone, and no change of the plan."""

from projects.models import Membership, Project
from projects.writes.prefs import set_pref


def test_a_setting_is_kept_for_one_person_beside_the_others(project, owner, editor):
    set_pref(project, owner, "table", {"columns": ["notes"]})
    set_pref(project, owner, "timeline", {"scale": 2})
    prefs = {row.user: row.prefs for row in Membership.objects.filter(project=project, user__in=[owner, editor])}
    assert prefs == {owner: {"table": {"columns": ["notes"]}, "timeline": {"scale": 2}}, editor: {}}
    assert Project.objects.get(pk=project.pk).revision == project.revision


def test_nothing_happens_for_somebody_who_left(project, stranger):
    set_pref(project, stranger, "table", {"columns": []})
    assert not Membership.objects.filter(project=project, user=stranger).exists()
