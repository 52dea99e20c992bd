"""Files made in a process of their own: the same bytes, told step by step, with pictures read from disk."""

import io
import subprocess
import zipfile
from dataclasses import replace

import pytest
from PIL import Image

from projects.exports import FORMATS, apart
from projects.exports.material import Pictures
from tests import boards
from tests.papers import material


@pytest.fixture
def made(tmp_path):
    """The harbour, where the first shot has a picture of its own and that of the second is lost."""
    Image.new("RGB", (64, 36), "red").save(tmp_path / "own.jpg")
    return replace(
        material(boards.harbour()), picture=Pictures({"SH010": tmp_path / "own.jpg", "SH020": tmp_path / "lost.jpg"})
    )


def told(folder, kind, made):
    with apart.start(folder, kind, subprocess.PIPE) as process:
        return list(apart.answers(process, made))


def test_a_page_and_a_zip_are_the_same_as_without_a_process(tmp_path, made):
    assert told(tmp_path, "html", made)[-1] == {"ready": True, "note": ""}
    assert (tmp_path / apart.RESULT).read_bytes() == FORMATS["html"].write(made)
    said = told(tmp_path, "zip", made)
    assert [line["said"] for line in said[:2]] == ["Writing storyboard.json", "Writing shots.csv"]
    assert [(line["done"], line["total"]) for line in said[:-1]] == [(at, 12) for at in range(12)]
    archive = zipfile.ZipFile(io.BytesIO((tmp_path / apart.RESULT).read_bytes()))
    assert (archive.testzip(), archive.read("pictures/SH010.jpg")[:2]) == (None, b"\xff\xd8")
    assert "pictures/SH020.jpg" not in archive.namelist()


def test_what_goes_wrong_is_said_in_one_sentence(tmp_path, made):
    assert told(tmp_path / "gone", "json", made) == [
        {
            "failed": "The file could not be written (FileNotFoundError). Choose fewer scenes or shots, or another kind of file."
        }
    ]
