"""The registry of formats."""

import pytest

from projects.exports import FORMATS
from tests import boards
from tests.papers import material


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_writes_every_kind_of_board(kind):
    for board in (boards.blank(), boards.harbour(), boards.harbour_and_kitchen()):
        assert isinstance(FORMATS[kind].write(material(board)), bytes)
