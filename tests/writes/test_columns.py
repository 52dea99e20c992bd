"""Columns of a row as the log keeps them."""

from datetime import UTC, datetime
from decimal import Decimal

from projects.models import Shot
from projects.writes.columns import columns_of, plain, whole


def test_equal_values_look_equal():
    assert (plain(Decimal("5.0")), plain(Decimal("5.00")), plain("x"), plain(None)) == ("5", "5", "x", None)
    assert plain(datetime(2026, 11, 22, tzinfo=UTC)) == "2026-11-22T00:00:00+00:00"


def test_a_reference_is_kept_by_its_key(project):
    row = Shot.objects.get(project=project, code="SH020")
    assert columns_of(row, ["scene", "duration"]) == {"scene_id": row.scene_id, "duration": "10"}


def test_the_whole_row_is_every_column_but_its_key(project):
    kept = whole(Shot.objects.get(project=project, code="SH020"))
    assert (kept["code"], "id" in kept, len(kept)) == ("SH020", False, len(Shot._meta.concrete_fields) - 1)
