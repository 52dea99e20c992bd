"""An own picture takes the place of the drawn frame, as a step like any other."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from projects.cards import cards_of
from projects.core.batching import Batch
from projects.core.findings import Refused
from projects.media.pictures import SIZES, checked
from projects.media.places import picture_file
from projects.models import Picture, Project
from projects.reads import catalogue, pictures_of, report_of
from projects.writes.batch_edit import edit_shots
from projects.writes.pictures import remove_picture, set_picture
from projects.writes.projects import duplicate_project
from projects.writes.shots import duplicate_shot
from projects.writes.undo import redo, undo


def picture(colour=(200, 40, 40)):
    out = io.BytesIO()
    Image.new("RGB", (64, 36), colour).save(out, "PNG")
    return checked(out.getvalue())


def frame(project, code):
    fresh = Project.objects.get(pk=project.pk)
    return cards_of(fresh.slug, report_of(fresh), catalogue())[code].sketch


def test_the_card_shows_the_picture_and_then_the_drawing_again(project, owner):
    kept = picture()
    set_picture(project, "SH010", kept, by=owner)
    assert f"/pictures/{kept.digest}/{SIZES[0]}/" in frame(project, "SH010")
    undo(project, None, by=owner, role="owner")
    assert "<image" not in frame(project, "SH010")
    redo(project, None, by=owner, role="owner")
    assert "<image" in frame(project, "SH010")
    remove_picture(project, "SH010", by=owner)
    assert "<image" not in frame(project, "SH010")


def test_the_files_lie_in_both_sizes_and_once(project, owner):
    kept = picture()
    set_picture(project, "SH010", kept, by=owner)
    set_picture(project, "SH020", kept, by=owner)
    assert [picture_file(project.pk, kept.digest, size).read_bytes() for size in SIZES] == list(kept.files.values())
    assert (Picture.objects.count(), sorted(pictures_of(project.slug))) == (1, ["SH010", "SH020"])
    assert [
        path.name for path in picture_file(project.pk, kept.digest, SIZES[0]).parent.iterdir() if path.suffix == ".part"
    ] == []


def test_copies_of_a_shot_and_of_the_project_show_it_too(project, owner):
    kept = picture()
    set_picture(project, "SH010", kept, by=owner)
    code = duplicate_shot(project, "SH010", by=owner)
    edit_shots(project, ["SH010"], Batch("duplicate"), by=owner, role="owner")
    copy = Project.objects.get(slug=duplicate_project(project, by=owner))
    assert code in pictures_of(project.slug)
    assert len(pictures_of(project.slug)) == len(pictures_of(copy.slug)) == 3
    assert picture_file(copy.pk, kept.digest, SIZES[0]).read_bytes() == kept.files[SIZES[0]]


def test_the_same_picture_again_is_no_step(project, owner):
    set_picture(project, "SH010", picture(), by=owner)
    lines = project.activity.count()
    set_picture(project, "SH010", picture(), by=owner)
    assert project.activity.count() == lines


def test_a_shot_without_a_picture_has_none_to_remove(project, owner):
    with pytest.raises(Refused, match="SH010 has no picture of its own"):
        remove_picture(project, "SH010", by=owner)


def test_a_copy_of_a_project_does_without_a_picture_that_is_lost_on_disk(project, owner):
    kept = picture()
    set_picture(project, "SH010", kept, by=owner)
    for size in SIZES:
        picture_file(project.pk, kept.digest, size).unlink()
    assert pictures_of(duplicate_project(project, by=owner)) == {}
