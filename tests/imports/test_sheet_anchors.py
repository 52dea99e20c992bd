"""Anchors made of the cells of a spreadsheet."""

from projects.core.board import Anchor
from projects.core.incoming_plan import Choices, applied, plan
from projects.imports.sheet import incoming, read_table
from tests import boards

CATALOG = boards.catalog()
ROWS = (
    "Shot,Action,Cast,Set\n"
    "A1,waits,Mara: a woman in a red coat; wet hair; Tom,Harbour\n"
    "A2,leaves,mara,harbour\n"
    'SH010,walks,keeper,"a, b"\n'
)
MAPPING = {0: "key", 1: "action", 2: "anchor_subject", 3: "anchor_environment"}


def found(board):
    return incoming(read_table(ROWS.encode(), "csv", CATALOG), MAPPING, CATALOG, board=board)


def test_cells_name_anchors_and_describe_new_ones():
    told = found(boards.blank())
    assert told.project["anchors"] == (
        Anchor("mara", "subject", "Mara", "a woman in a red coat; wet hair; Tom"),
        Anchor("harbour", "environment", "Harbour", ""),
        Anchor("keeper", "subject", "keeper", ""),
    )
    own = {shot.key: shot.fields["anchors"] for scene in told.scenes for shot in scene.shots}
    assert own == {"A1": ("mara", "harbour"), "A2": ("mara", "harbour"), "SH010": ("keeper",)}
    assert [(item.where, "no name" in item.reason) for item in told.skipped] == [("row 4", True)]


def test_anchors_of_the_plan_are_known_by_name_and_shots_keep_their_others():
    board = boards.harbour()
    after = applied(board, plan(board, found(board)), Choices())
    by_key = {shot.key: shot.anchors for _, shot in after.shots()}
    assert (by_key["SH010"], by_key["A1"]) == (("keeper", "dawn"), ("mara", "harbour"))
    assert [anchor.key for anchor in after.anchors] == [*(a.key for a in board.anchors), "mara", "harbour"]
