"""A board as what a file says: all of it for a document."""

from __future__ import annotations

import pytest

from projects.core.board import Board, Scene, Shot
from projects.core.document import dumps
from projects.core.incoming import ImportProblem
from projects.imports import read
from tests import boards

CATALOG = boards.catalog()


def test_a_document_speaks_of_everything():
    board = boards.harbour_and_kitchen()
    found = read(dumps(board).encode(), "x", "", CATALOG)
    scenes = tuple(
        Scene(scene.key, scene.title, **scene.fields, shots=tuple(Shot(shot.key, **shot.fields) for shot in scene.shots))
        for scene in found.scenes
    )
    assert Board(found.title, scenes=scenes, **found.project) == board


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{}", "The document is not read: format: is missing."),
        (
            b'{"format": "storyboard/1", "title": "x", "fps": 0}',
            "The document is not read: fps: must be a number from 1 to 120 with at most 3 decimals, not 0.",
        ),
    ],
)
def test_a_document_that_breaks_the_format_is_refused_with_its_path(data, message):
    with pytest.raises(ImportProblem) as error:
        read(data, "x", "document", CATALOG)
    assert str(error.value) == message
