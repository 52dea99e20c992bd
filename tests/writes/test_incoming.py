"""A file taken into a project: one step, one line, one way back, all of it or nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.core.board import Anchor, StartsFrom
from projects.core.document import dumps
from projects.core.findings import Refused
from projects.core.incoming import Incoming, IncomingScene, IncomingShot
from projects.core.incoming_plan import Choices, tick
from projects.exports.csv_file import write as write_csv
from projects.imports import read
from projects.imports.sheet import standing
from projects.material import material_of
from projects.models import Activity, Decision, Project, Shot, ShotVersion
from projects.reads import catalogue
from projects.writes.incoming import MovedOn, look, take_in
from projects.writes.protection import Protected, approved_may_change
from projects.writes.shots import save_shot
from projects.writes.transaction import Blocked
from projects.writes.undo import redo, undo
from tests import boards, factories

SCRIPT = """INT. KITCHEN - DAY

A chef in a white jacket plates a dessert carefully.

She looks up at the clock on the wall.

EXT. PIER - NIGHT

A keeper walks along the weathered pier.

The gull lands on the rail.

The keeper lights a lamp.
"""
MORE = SCRIPT.replace("The keeper lights", "A dog barks twice.\n\nThe keeper slowly lights")


def fresh(project):
    return Project.objects.get(pk=project.pk)


def script(text):
    return read(text.encode(), "plan.fountain", "fountain", catalogue())


def take(project, incoming, by, choices=None, **options):
    return take_in(fresh(project), incoming, choices or Choices(), by=by, role="owner", **options)


def codes(project):
    return [[shot.key for shot in scene.shots] for scene in factories.board(project).scenes]


def file_of(scene, *shots, **options):
    return Incoming("csv", scenes=(IncomingScene(scene, shots=tuple(shots)),), whole=False, **options)


@pytest.fixture
def kitchen(project, owner):
    """The harbour with a script taken in behind it."""
    line = take(project, replace(script(SCRIPT), whole=False), owner, allow_errors=True)
    assert line
    return project


def test_a_script_comes_in_as_one_line_and_goes_back_as_one(project, owner):
    before = factories.board(project)
    line = take(project, script(SCRIPT), owner, allow_errors=True, name="plan.fountain")
    assert (line.verb, line.target, line.can_undo) == ("file-taken-in", "SH030, SH040, SH050, SH060, SH070", True)
    assert line.data == {"file": "plan.fountain", "kind": "fountain", "added": 5, "changed": 0, "deleted": 0}
    assert Activity.objects.filter(verb="file-taken-in").count() == 1
    after = factories.board(project)
    assert codes(project) == [["SH010", "SH020"], ["SH030", "SH040"], ["SH050", "SH060", "SH070"]]
    assert list(ShotVersion.objects.filter(reason="import", shot__code="SH030").values_list("number", flat=True)) == [1]
    undo(fresh(project), line.pk, by=owner, role="owner")
    assert factories.board(project) == before
    redo(fresh(project), line.pk, by=owner, role="owner")
    assert factories.board(project) == after


def test_the_same_file_again_changes_nothing(kitchen, owner):
    before = factories.content()
    assert take(kitchen, script(SCRIPT), owner) is None
    assert factories.content()["Shot"] == before["Shot"]


def test_a_new_paragraph_goes_behind_the_one_before_it_with_a_code_between(kitchen, owner):
    take(kitchen, script(MORE), owner, allow_errors=True)
    assert codes(kitchen)[2] == ["SH050", "SH060", "SH065", "SH070"]
    assert factories.shot(kitchen, "SH070").action == "slowly lights a lamp"


def test_what_was_edited_here_is_kept_unless_chosen(kitchen, owner):
    save_shot(fresh(kitchen), "SH070", {"action": "lights an oil lamp"}, by=owner)
    take(kitchen, script(MORE), owner, allow_errors=True)
    assert factories.shot(kitchen, "SH070").action == "lights an oil lamp"
    take(kitchen, script(MORE), owner, Choices(on=frozenset({tick("SH070", "action")})), allow_errors=True)
    assert factories.shot(kitchen, "SH070").action == "slowly lights a lamp"


def test_what_the_file_lacks_is_kept_omitted_or_deleted_as_chosen(kitchen, owner):
    less = script(SCRIPT.replace("The gull lands on the rail.\n\n", ""))
    assert take(kitchen, less, owner) is None
    line = take(kitchen, less, owner, Choices(missing="omit"))
    assert [shot.key for _, shot in factories.board(kitchen).shots() if shot.omitted] == ["SH010", "SH020", "SH060"]
    assert take(kitchen, less, owner, Choices(missing="delete")) is None  # what was left out already is not missed
    undo(fresh(kitchen), line.pk, by=owner, role="owner")
    line = take(kitchen, less, owner, Choices(missing="delete"))
    assert codes(kitchen) == [[], ["SH030", "SH040"], ["SH050", "SH070"]]
    undo(fresh(kitchen), line.pk, by=owner, role="owner")
    assert codes(kitchen)[2] == ["SH050", "SH060", "SH070"]


def test_our_own_table_comes_back_with_two_cells_changed(project, owner):
    data = write_csv(material_of(fresh(project)))
    text = data.decode("utf-8-sig").replace("walks slowly along the planks", "runs along the planks")
    back = read(text.encode(), "list.csv", "csv", catalogue(), board=factories.board(project), standing=standing(data))
    line = take(project, back, owner)
    changed = [code for code in ("SH010", "SH020") if "runs along" in factories.shot(project, code).action]
    assert line.target == ", ".join(changed)
    assert len(changed) == 1


def test_shots_move_between_scenes_and_back(kitchen, owner):
    before = factories.board(kitchen)
    moved = Incoming("csv", whole=False, scenes=(
        IncomingScene("INT. KITCHEN - DAY", shots=(IncomingShot({}, "SH060"), IncomingShot({}, "SH040"), IncomingShot({}, "SH030"))),
    ))  # fmt: skip
    line = take(kitchen, moved, owner)
    assert codes(kitchen) == [["SH010", "SH020"], ["SH060", "SH040", "SH030"], ["SH050", "SH070"]]
    undo(fresh(kitchen), line.pk, by=owner, role="owner")
    assert factories.board(kitchen) == before


def test_many_new_shots_between_known_ones_stand_as_in_the_file(kitchen, owner):
    before = factories.board(kitchen)
    shots = []
    for at in range(12):
        shots.append(IncomingShot({"action": f"new {at}"}, f"N{at}"))
        shots += [IncomingShot({}, code) for code in ({3: "SH050", 6: "SH060", 9: "SH070"}.get(at),) if code]
    alternate = [IncomingShot({"action": "x"}, "A0")]
    for at, code in enumerate(("SH030", "SH040"), 1):
        alternate += [IncomingShot({}, code), IncomingShot({"action": "x"}, f"A{at}")]
    many = Incoming("csv", whole=False, scenes=(
        IncomingScene("EXT. PIER - NIGHT", shots=tuple(shots)), IncomingScene("INT. KITCHEN - DAY", shots=tuple(alternate)),
    ))  # fmt: skip
    line = take(kitchen, many, owner, allow_errors=True)
    found = {scene.title: [shot.key for shot in scene.shots] for scene in factories.board(kitchen).scenes}
    assert found["EXT. PIER - NIGHT"] == [shot.key for shot in shots]
    assert found["INT. KITCHEN - DAY"] == [shot.key for shot in alternate]
    undo(fresh(kitchen), line.pk, by=owner, role="owner")
    assert factories.board(kitchen) == before


def test_errors_stop_all_of_it_unless_they_are_taken_along(project, owner):
    wrong = file_of(
        "Arrival", IncomingShot({"environment": "another wooden pier, fog rolling in", "status": "approved"}, "SH020")
    )
    before = factories.everything()
    with pytest.raises(Blocked, match="continuity") as caught:
        take(project, wrong, owner)
    assert [f.message.split(":")[0] for f in caught.value.findings] == ["SH020"]
    assert factories.everything() == before
    take(project, wrong, owner, allow_errors=True)
    assert factories.shot(project, "SH020").status == "draft"


def test_an_approval_from_a_file_is_the_importers_decision(project, owner):
    take(project, file_of("Arrival", IncomingShot({"status": "approved"}, "SH010")), owner)
    assert factories.shot(project, "SH010").status == "approved"
    decision = Decision.objects.get(shot__code="SH010", kind="approved")
    assert (decision.imported, decision.by) == (True, owner)


def test_an_approved_shot_asks_first(project, owner):
    take(project, file_of("Arrival", IncomingShot({"status": "approved"}, "SH010")), owner)
    change = file_of("Arrival", IncomingShot({"cfg": Decimal(9)}, "SH010"))
    before = factories.content()
    with pytest.raises(Protected):
        take(project, change, owner)
    assert factories.content() == before
    with approved_may_change(True):
        take(project, change, owner)
    assert factories.shot(project, "SH010").cfg == Decimal(9)


def test_a_locked_seed_and_a_code_of_a_deleted_shot_are_told_and_left(project, owner):
    take(project, file_of("Arrival", IncomingShot({"action": "waves"}, "X1")), owner, allow_errors=True)
    Shot.objects.filter(code="X1").update(deleted_at="2026-01-01T00:00Z")
    given = file_of("Arrival", IncomingShot({"seed": 7}, "SH010"), IncomingShot({"action": "waves again"}, "X1"))
    found = look(fresh(project), given, Choices(), role="owner")
    assert [(item.key, item.field) for item in found.plan.refused] == [("SH010", "seed"), ("X1", "key")]
    take(project, given, owner, allow_errors=True)
    assert factories.shot(project, "SH010") == boards.harbour().scenes[0].shots[0]
    assert codes(project)[0] == ["SH010", "SH015", "SH020"]


def test_a_document_brings_anchors_settings_scenes_and_links(project, owner):
    board = factories.board(project)
    second = board.scenes[0].shots[1]
    lamp = Anchor("lamp", "subject", "lamp", "a brass lamp")
    new = replace(second, key="SH030", anchors=("lamp",), breaks=(), starts_from=StartsFrom("SH010", "last"))
    scene = replace(board.scenes[0], key="after", title="After", shots=(new,), seed_lock=None, anchors=())
    wanted = replace(board, cfg=Decimal(11), anchors=(*board.anchors, lamp), scenes=(scene, *board.scenes))
    back = read(dumps(wanted).encode(), "plan.json", "document", catalogue())
    line = take(project, back, owner, allow_errors=True)
    after = factories.board(project)
    assert after == wanted
    undo(fresh(project), line.pk, by=owner, role="owner")
    assert factories.board(project) == board


def test_what_was_seen_must_still_be_so(project, owner):
    given = file_of("Arrival", IncomingShot({"cfg": Decimal(9)}, "SH010"))
    seen = look(fresh(project), given, Choices(), role="owner").mark
    save_shot(fresh(project), "SH010", {"cfg": Decimal(8)}, by=owner)
    with pytest.raises(MovedOn):
        take(project, given, owner, seen=seen)


def test_more_shots_than_fit_are_refused(project, owner):
    many = file_of("Arrival", *(IncomingShot({"action": f"a {at}"}) for at in range(5_000)))
    with pytest.raises(Refused, match="5,000"):
        take(project, many, owner)
