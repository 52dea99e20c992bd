"""Rounds as they are read: what was shown and changed since, the banner, a summary that never changes."""

from projects.approvals import digest_of
from projects.models import Decision, Guest, Project, Round, User
from projects.reads import report_of
from projects.rounds import banner_of, shown, shown_in, shown_now, summary_of
from projects.writes.comments import add_comment, change_comment, resolve_comment
from projects.writes.reviewing import Person, decide
from projects.writes.rounds import RoundValues, close_round, open_a_round
from projects.writes.shots import delete_shot, save_shot

ALL = RoundValues("First cut", "Look at the pace", "project")


def fresh(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def digest(project: Project, code: str) -> str:
    return digest_of(report_of(fresh(project)).shot(code))


def edit(project: Project, by: User, **changes: object) -> None:
    save_shot(fresh(project), "SH020", changes, by=by)


def approve(project: Project, by: User, code: str = "SH020", kind: str = "approved", note: str = "") -> Decision:
    return decide(fresh(project), {code: digest(project, code)}, kind, person=Person(by), note=note)[0]


def test_what_changed_since_is_told_and_a_decision_is_on_what_stands_now(project, owner, editor):
    opened = open_a_round(project, ALL, by=owner)
    edit(project, editor, subject="collar down")
    seen = shown(opened, "SH020", report_of(fresh(project)))
    assert seen
    assert (seen.changed, "collar raised" in seen.prompt, seen.now == digest(project, "SH020")) == (True, True, True)
    assert seen.says.startswith(f"The round shows version {seen.version}. The shot has changed since")
    assert shown(opened, "SH999", report_of(fresh(project))) is None
    item = report_of(fresh(project)).shot("SH020")
    assert shown_now(project, item) == seen
    close_round(fresh(project), 1, "", by=owner)
    assert shown_now(project, item) is None


def test_a_shot_that_is_gone_is_told_and_its_prompt_kept(project, owner, editor):
    opened = open_a_round(project, ALL, by=owner)
    delete_shot(fresh(project), "SH020", by=editor)
    kept = shown_in(opened, report_of(fresh(project)))
    assert {code: (bool(item.now), item.changed) for code, item in kept.items()} == {
        "SH010": (True, False),
        "SH020": (False, True),
    }
    assert "collar raised" in kept["SH020"].prompt
    assert kept["SH020"].says.endswith("The shot was omitted or deleted since.")
    assert [(item.code, item.gone) for item in summary_of(opened, fresh(project)).items] == [
        ("SH010", False),
        ("SH020", True),
    ]


def test_a_closed_round_never_changes_but_for_the_names_of_people(project, owner, editor, reviewer):
    open_a_round(project, ALL, by=owner)
    approve(project, reviewer)
    edit_after = add_comment(fresh(project), "Darker?", person=Person(reviewer), code="SH010")
    closed = close_round(fresh(project), 1, "Thanks", by=owner)
    before = summary_of(closed, fresh(project))
    assert before.deciders == {"Reviewer": {"approved": 1, "changes-requested": 0}}

    edit(project, editor, title="Walk on")
    approve(project, editor, "SH010", "changes-requested", "Too late for the round")
    change_comment(fresh(project), edit_after.number, "Brighter?", person=Person(reviewer))
    resolve_comment(fresh(project), edit_after.number, True, person=Person(owner))
    add_comment(fresh(project), "One more", person=Person(editor))
    Project.objects.filter(pk=project.pk).update(title="Another title")
    open_a_round(fresh(project), ALL, by=owner)
    approve(project, owner, "SH010", "approved")
    assert summary_of(Round.objects.get(number=1), fresh(project)) == before

    User.objects.filter(pk=reviewer.pk).update(name="Rhea")
    after = summary_of(Round.objects.get(number=1), fresh(project))
    assert (after.deciders, [note.name for note in after.notes]) == (
        {"Rhea": {"approved": 1, "changes-requested": 0}},
        ["Rhea"],
    )
    assert [note.text for note in after.notes] == ["Darker?"]


def test_the_banner_counts_shots_of_the_round_and_not_decisions(project, owner, reviewer):
    assert banner_of(project) is None
    open_a_round(project, ALL, by=owner)
    approve(project, reviewer)
    approve(project, owner, kind="changes-requested", note="Again, please")
    found = banner_of(project)
    assert found
    assert (found.label, found.decided, found.total) == ("Round 1: First cut", 1, 2)


def test_what_was_approved_before_the_round_and_still_holds_is_told(project, owner, reviewer):
    approve(project, reviewer)
    opened = open_a_round(fresh(project), ALL, by=owner)
    assert [(item.code, item.outcome, item.held) for item in summary_of(opened, fresh(project)).items] == [
        ("SH010", "none", ""), ("SH020", "none", "Reviewer")
    ]  # fmt: skip


def test_a_guest_s_decision_belongs_to_the_round_and_says_that_it_is_a_guest_s(project, owner, link):
    opened = open_a_round(project, ALL, by=owner)
    kim = Guest.objects.create(link=link, name="Kim")
    made = decide(fresh(project), {"SH020": digest(project, "SH020")}, "approved", person=Person(guest=kim))
    assert made[0].round == opened
    assert summary_of(opened, fresh(project)).deciders == {"Kim (guest)": {"approved": 1, "changes-requested": 0}}


def test_a_banner_for_some_shots_counts_these_alone(project, owner, reviewer):
    open_a_round(project, ALL, by=owner)
    approve(project, reviewer)
    counts = [banner_of(project, codes) for codes in (["SH010"], {"SH020"})]
    assert [(found.decided, found.total) for found in counts if found] == [(0, 1), (1, 1)]
    assert (banner_of(project, []), banner_of(project, ["SH999"])) == (None, None)
