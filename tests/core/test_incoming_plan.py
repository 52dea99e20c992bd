"""What a file would do to a plan: added, changed, moved, missing, refused, and the board of what was chosen."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.core.board import Anchor, Board, Break, SeedLock, Shot, StartsFrom
from projects.core.document_references import check_references
from projects.core.incoming import Incoming, IncomingScene, IncomingShot
from projects.core.incoming_order import out_of_order
from projects.core.incoming_plan import Choices, Rights, Taken, applied, plan, tick
from projects.imports.document import from_board
from tests import boards

HARBOUR = boards.harbour()
TITLE = HARBOUR.scenes[0].title
FIRST, SECOND = HARBOUR.scenes[0].shots[:2]


def file_of(*shots, kind="csv", title=TITLE, **options):
    return Incoming(kind, scenes=(IncomingScene(title, shots=shots),), **options)


def codes(board):
    return [[shot.key for shot in scene.shots] for scene in board.scenes]


@given(boards.boards())
def test_a_document_taken_in_where_it_came_from_changes_nothing(board):
    again = plan(board, from_board(board, "document"))
    assert (again.says_something(), again.missing, again.refused) == (False, (), ())
    assert applied(board, again) == board


@given(boards.boards())
def test_a_document_taken_into_nothing_is_the_board(board):
    empty = Board(board.title)
    found = plan(empty, from_board(board, "document"))
    made = applied(empty, found)
    assert made == board


def test_two_codes_that_differ_in_case_alone_are_two_shots_and_what_was_left_out_is_not_missed():
    twins = file_of(IncomingShot({"title": "One"}, "N1"), IncomingShot({"title": "Two"}, "n1"), whole=True)
    found = plan(HARBOUR, twins)
    assert [entry.key for entry in found.entries] == ["N1", "n1"]
    assert found.missing == tuple(shot.key for _, shot in HARBOUR.shots())
    scene, *others = HARBOUR.scenes
    left_out = replace(scene, shots=(replace(scene.shots[0], omitted=True), *scene.shots[1:]))
    assert plan(replace(HARBOUR, scenes=(left_out, *others)), twins).missing == found.missing[1:]


@given(boards.boards(), boards.boards(), st.sampled_from(["keep", "omit", "delete"]))
def test_any_document_taken_into_any_plan_is_a_plan(one, other, missing):
    found = plan(one, from_board(other, "document"))
    after = applied(one, found, Choices(missing=missing))
    keys = [shot.key for _, shot in after.shots()]
    assert len(keys) == len(set(keys))
    assert len({scene.key for scene in after.scenes}) == len(after.scenes)


@given(st.lists(st.integers(0, 30), unique=True))
def test_what_moves_is_the_least_that_puts_the_rest_in_order(places):
    moved = out_of_order(places)
    rest = [place for at, place in enumerate(places) if at not in moved]
    assert rest == sorted(rest)


def test_fields_that_the_file_does_not_speak_of_stay():
    found = plan(HARBOUR, file_of(IncomingShot({"cfg": Decimal(9)}, "SH010", where="row 2")))
    (entry,) = found.entries
    assert (entry.kind, [(c.field, c.before, c.after) for c in entry.changes]) == (
        "changed",
        [("cfg", FIRST.cfg, Decimal(9))],
    )
    assert applied(HARBOUR, found).scenes[0].shots[0] == replace(FIRST, cfg=Decimal(9))


def test_a_tick_that_is_not_set_changes_nothing():
    found = plan(
        HARBOUR, file_of(IncomingShot({"cfg": Decimal(9), "title": "New"}, "SH010"), IncomingShot({"title": "x"}, "N1"))
    )
    off = Choices(off=frozenset({tick("SH010", "cfg"), "N1"}))
    assert applied(HARBOUR, found, off).scenes[0].shots == (replace(FIRST, title="New"), *HARBOUR.scenes[0].shots[1:])


def test_a_script_keeps_what_was_edited_here_unless_it_is_ticked():
    came = {"SH010": [{"action": "strolls"}]}
    script = file_of(IncomingShot({"action": "runs"}, "SH010"), kind="fountain")
    found = plan(HARBOUR, script, imported=came)
    assert [change.edited for change in found.entries[0].changes] == [True]
    assert applied(HARBOUR, found) == HARBOUR
    ticked = Choices(on=frozenset({tick("SH010", "action")}))
    assert applied(HARBOUR, found, ticked).scenes[0].shots[0].action == "runs"
    untouched = plan(HARBOUR, script, imported={"SH010": [{"action": FIRST.action}]})
    assert applied(HARBOUR, untouched).scenes[0].shots[0].action == "runs"


def test_only_a_whole_file_has_missing_shots_and_they_are_kept_unless_chosen():
    whole = plan(HARBOUR, file_of(IncomingShot({}, "SH010")))
    assert whole.missing == tuple(shot.key for _, shot in HARBOUR.shots())[1:]
    assert plan(HARBOUR, file_of(IncomingShot({}, "SH010"), whole=False)).missing == ()
    assert applied(HARBOUR, whole) == HARBOUR
    assert codes(applied(HARBOUR, whole, Choices(missing="delete")))[0] == ["SH010"]
    omitted = applied(HARBOUR, whole, Choices(missing="omit"))
    assert [shot.key for _, shot in omitted.shots() if shot.omitted] == list(whole.missing)


def test_new_shots_stand_after_their_neighbour_with_a_code_between():
    given_file = file_of(
        IncomingShot({"action": "a"}), IncomingShot({}, "SH010"), IncomingShot({"action": "b"}), IncomingShot({"action": "c"}, "X1"),
        IncomingShot({}, "SH020"), IncomingShot({"action": "d"}, "SH020"),
    )  # fmt: skip
    found = plan(HARBOUR, given_file, taken=Taken(codes=["SH015"]))
    assert codes(applied(HARBOUR, found))[0] == ["SH030", "SH010", "SH014", "X1", "SH020", "SH040"]


def test_what_cannot_be_is_told_with_its_place_and_left_out():
    board = replace(HARBOUR, seed_lock=SeedLock(5))
    shot = IncomingShot(
        {"seed": 7, "anchors": ("nobody",), "starts_from": StartsFrom("SH999", "last"), "breaks": (Break("grain", "x"),)},
        "SH020", where="row 3",
    )  # fmt: skip
    found = plan(board, file_of(shot))
    assert {(item.where, item.key) for item in found.refused} == {("row 3", "SH020")}
    assert {item.field for item in found.refused} >= {"seed", "anchors", "starts_from"}
    assert {change.field for change in found.entries[0].changes} <= {"anchors", "breaks"}
    check_references(applied(board, found))


def test_approving_needs_the_right_and_under_four_eyes_arrives_in_review():
    given_file = file_of(IncomingShot({"status": "approved"}, "SH010"))
    refused = plan(HARBOUR, given_file, rights=Rights(approve=False))
    assert [item.field for item in refused.refused] == ["status"]
    assert applied(HARBOUR, refused) == HARBOUR
    approved = applied(HARBOUR, plan(HARBOUR, given_file))
    for board, status, told in (
        (HARBOUR, "changes-requested", "You may not request changes here."),
        (approved, "draft", "You may not take an approval back here."),
    ):
        refused = plan(board, file_of(IncomingShot({"status": status}, "SH010")), rights=Rights(approve=False))
        assert ([item.sentence for item in refused.refused], applied(board, refused)) == ([told], board)
    watched = plan(HARBOUR, given_file, rights=Rights(four_eyes=True))
    assert applied(HARBOUR, watched).scenes[0].shots[0].status == "in-review"


def test_anchors_of_a_document_come_along_and_none_goes():
    lamp = Anchor("lamp", "subject", "lamp", "a brass lamp")
    given_file = Incoming("document", project={"anchors": (lamp,), "cfg": Decimal(11)}, whole=False)
    after = applied(HARBOUR, plan(HARBOUR, given_file))
    assert after == replace(HARBOUR, anchors=(*HARBOUR.anchors, lamp), cfg=Decimal(11))


def test_a_timeline_speaks_of_no_scenes():
    cut = file_of(
        *(IncomingShot({"duration": Decimal(4)}, shot.key) for shot in (SECOND, FIRST)), kind="edl", title="CUT 3"
    )
    after = applied(HARBOUR, plan(HARBOUR, cut))
    assert [scene.title for scene in after.scenes] == [scene.title for scene in HARBOUR.scenes]
    assert {shot.duration for shot in after.scenes[0].shots[:2]} == {Decimal(4)}


def test_a_scene_of_which_no_shot_is_taken_does_not_come():
    new = file_of(IncomingShot({"action": "a"}, "N1"), title="Elsewhere", whole=False)
    found = plan(HARBOUR, new)
    assert applied(HARBOUR, found, Choices(off=frozenset({"N1"}))) == HARBOUR
    assert applied(HARBOUR, found).scenes[-1].shots == (Shot("N1", action="a"),)
