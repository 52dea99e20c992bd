"""Archives: our own zip, and those that lead out of themselves, unfold too far or are not what they say."""

from __future__ import annotations

import hashlib
import io
import json
import stat
import zipfile

import pytest

from projects.core.board import Board
from projects.core.document import dumps
from projects.core.incoming import ImportProblem
from projects.imports import read, sniff
from tests import boards

CATALOG = boards.catalog()
PLAN = dumps(boards.harbour_and_kitchen()).encode()


def packed(files, **changes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def manifest(files, **wrong):
    listed = [
        {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()
    ]
    return {**files, **wrong, "manifest.json": json.dumps({"files": listed}).encode()}


def link(name):
    info = zipfile.ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


def refused(data):
    with pytest.raises(ImportProblem) as error:
        read(data, "plan.zip", "", CATALOG)
    return str(error.value)


def test_our_own_zip_gives_the_whole_plan_back():
    board = boards.harbour_and_kitchen()
    data = packed(
        manifest({"storyboard.json": PLAN, "shots.csv": b"Shot,Action\nA,b\n", "pictures/SH010.jpg": b"\xff\xd8"})
    )
    found = read(data, "plan.zip", "", CATALOG)
    back = Board(found.title, **found.project)
    assert (sniff(data, "x"), found.kind, back.anchors, back.cfg) == ("zip", "document", board.anchors, board.cfg)
    for scene, old in zip(found.scenes, board.scenes, strict=True):
        assert (scene.key, scene.title, dict(scene.fields)) == (
            old.key,
            old.title,
            {"anchors": old.anchors, "seed_lock": old.seed_lock},
        )
        for shot, was in zip(scene.shots, old.shots, strict=True):
            assert (shot.key, dict(shot.fields)) == (was.key, {name: getattr(was, name) for name in shot.fields})
    assert found.notes == ("Read from “storyboard.json”; 1 other file left out.",)


def test_an_archive_with_one_file_that_can_be_read_is_that_file():
    found = read(packed({"list.csv": b"Shot,Action\nA1,runs\n", "__MACOSX/list.csv": b"x"}), "a.zip", "", CATALOG)
    assert (found.kind, found.scenes[0].shots[0].key) == ("csv", "A1")


@pytest.mark.parametrize(
    "name", ["../storyboard.json", "a/../../b.json", "/etc/passwd", "C:\\plan.json", "c:plan.json", "a\\..\\b.json"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    shown = name.encode("unicode_escape").decode()
    assert refused(packed({name: PLAN})) == f"The entry “{shown}” leads out of the archive: nothing of it was read."


def test_a_name_with_a_nul_is_refused():
    data = packed({"storyboardX.json": PLAN}).replace(b"storyboardX.json", b"storyboard\x00.json")
    assert refused(data) == "The entry “storyboard\\x00.json” leads out of the archive: nothing of it was read."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (packed({link("storyboard.json"): b"/etc/passwd"}), "The entry “storyboard.json” is a link: nothing of the archive was read."),
        (packed({"storyboard.json": b" " * 30_000_000}), "“storyboard.json” would unfold to over 300 times its size: the archive was not read."),
        (packed({f"{at}.txt": b"" for at in range(12_001)}), "The archive holds 12,001 entries: at most 12,000 are read."),
        (packed({"inner.zip": b"PK"}), "“inner.zip” is an archive inside the archive: unpack it and choose the file itself."),
        (packed({"storyboard.json": packed({"a.csv": b"x"})}), "“storyboard.json” is an archive inside the archive: unpack it and choose the file itself."),
        (packed({"picture.jpg": b"x"}), "The archive holds no file that can be read: unpack it and choose one file."),
        (packed({"a.csv": b"x", "b.csv": b"y"}), "The archive holds 2 files that could be the plan: unpack it and choose one file."),
        (packed(manifest({"storyboard.json": PLAN}, **{"storyboard.json": PLAN + b" "})), "“storyboard.json” is not as the archive's manifest says: download it again."),
        (packed(manifest({"storyboard.json": PLAN, "gone.txt": b"x"}) | {"gone.txt": b"y"}), "“gone.txt” is not as the archive's manifest says: download it again."),
        (packed({"storyboard.json": PLAN, "manifest.json": b'{"files": 3}'}), "The list of files (manifest.json) in the archive cannot be read: download it again."),
        (packed({"storyboard.json": PLAN})[:200], "The archive is broken and cannot be opened: save or download it again."),
    ],
    ids=range(11),
)  # fmt: skip
def test_an_archive_that_cannot_be_trusted_is_refused_in_one_sentence(data, message):
    assert refused(data) == message
