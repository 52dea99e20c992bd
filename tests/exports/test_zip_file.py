"""Everything in one zip, read back by the library's own checks and by our importer."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace

from projects.core.findings import Refused
from projects.exports import FORMATS, csv_file, json_file
from projects.exports.zip_file import Part, write
from projects.imports import read
from tests import boards
from tests.exports.test_prompts_file import wrong
from tests.papers import material
from tests.strategies import catalog

JPEG = b"\xff\xd8\xff\xe0 a picture"
SMALL = (Part("storyboard.json", json_file.write), Part("shots.csv", csv_file.write))


def opened(made, parts=SMALL):
    archive = zipfile.ZipFile(io.BytesIO(write(made, parts)))
    assert archive.testzip() is None
    return archive, json.loads(archive.read("manifest.json"))


def test_every_kind_of_file_is_there_and_is_what_the_manifest_says():
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["zip"].write(material(boards.harbour()))))
    manifest = json.loads(archive.read("manifest.json"))
    assert archive.namelist() == [*(file["name"] for file in manifest["files"]), "manifest.json"]
    assert archive.namelist() == [
        "storyboard.json", "shots.csv", "shots.xlsx", "prompts.txt", "prompts.md", "storyboard.html", "timeline.otio",
        "timeline.edl", "timeline.fcpxml", "payloads.json", "storyboard.pdf", "manifest.json",
    ]  # fmt: skip
    assert [(file["bytes"], file["sha256"]) for file in manifest["files"]] == [
        (len(content), hashlib.sha256(content).hexdigest())
        for content in (archive.read(file["name"]) for file in manifest["files"])
    ]
    assert manifest["left_out"] == []


def test_the_manifest_says_what_this_is():
    _, manifest = opened(material(boards.harbour()))
    del manifest["files"]
    assert manifest == {
        "format": "storyboard-zip/1", "title": "Harbour morning", "snapshot": "7c1f-a09e", "version": 12,
        "date": "2026-11-22T14:05:00+00:00", "draft": False, "errors": 0, "scope": "project", "shots": 2, "left_out": [],
    }  # fmt: skip


def test_names_say_draft_but_for_what_programs_look_for():
    archive, manifest = opened(material(wrong()))
    assert (archive.namelist(), manifest["draft"]) == (["storyboard.json", "shots-DRAFT.csv", "manifest.json"], True)


def test_the_same_plan_at_the_same_moment_is_the_same_file():
    first, second = (write(material(boards.harbour()), SMALL) for _ in range(2))
    assert first == second


def test_own_pictures_are_in_it_under_their_shots_code():
    made = replace(material(boards.harbour()), picture=lambda code: JPEG if code == "SH020" else None)
    archive, _ = opened(made)
    assert archive.read("pictures/SH020.jpg") == JPEG


def test_what_cannot_be_written_is_named_and_the_rest_is_there():
    def refused(_):
        raise Refused("A PDF cannot be made of this.")

    def broken(_):
        raise ZeroDivisionError

    def unread(code):
        raise PermissionError(13, "Permission denied")

    parts = (*SMALL, Part("a.pdf", refused), Part("b.edl", broken), Part("c.pdf", json_file.write, 1))
    archive, manifest = opened(replace(material(boards.harbour()), picture=unread), parts)
    assert archive.namelist() == ["storyboard.json", "shots.csv", "manifest.json"]
    assert manifest["left_out"] == [
        {"name": "a.pdf", "why": "A PDF cannot be made of this."},
        {"name": "b.edl", "why": "It could not be written (ZeroDivisionError)."},
        {"name": "c.pdf", "why": "It takes long for 2 shots: save it by itself."},
        {"name": "pictures/SH010.jpg", "why": "The picture cannot be read (Permission denied)."},
        {"name": "pictures/SH020.jpg", "why": "The picture cannot be read (Permission denied)."},
    ]


def test_our_importer_reads_the_plan_out_of_it():
    board = boards.harbour_and_kitchen()
    found = read(write(material(board), SMALL), "plan.zip", "", catalog())
    assert [[shot.key for shot in scene.shots] for scene in found.scenes] == [
        [shot.key for shot in scene.shots] for scene in board.scenes
    ]
