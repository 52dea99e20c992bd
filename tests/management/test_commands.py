"""The commands of the exchange paper as scripts call them: what they print where, and how they leave."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from projects.core.document import dumps, loads
from projects.reads import catalogue
from tests import boards
from tests.forking import Forker
from tests.servers import environment

LIST = "# Two shots\n\n1. A keeper walks slowly along the pier, warm dawn light.\n2. Close-up, the keeper turns.\n"
LATER_COMMANDS = {
    "retarget_storyboard": ["some-slug", "sora-2", "--apply"], "expand_batch": ["some-slug", "rows.csv"],
    "import_takes": ["some-slug", "a.mp4"], "render_animatic": ["some-slug", "--output", "a.mp4", "--size", "1280x720"],
}  # fmt: skip


_SERVING: dict[Path, Forker] = {}


@contextmanager
def commands_in(folder: Path) -> Iterator[Path]:
    """Lets `manage` run commands on a data folder, on SQLite."""
    env = {name: value for name, value in environment(folder).items() if name != "DATABASE_URL"}
    with Forker(env) as _SERVING[folder]:
        yield folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator[Path]:
    """A data folder that nothing has prepared."""
    with commands_in(tmp_path_factory.mktemp("commands") / "data") as made:
        yield made


def manage(folder: Path, *words: str, given: str | bytes = "") -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    return _SERVING[folder].run(words, given.encode() if isinstance(given, str) else given)


def refused(answer: tuple[int, str, str], code: int = 1) -> str:
    """What a refusal says: nothing on standard output, no traceback."""
    status, out, err = answer
    assert (status, out, "Traceback" in err) == (code, "", False)
    return err


@pytest.fixture(scope="module")
def slug(folder) -> str:
    """The first command in a new folder: it makes the database itself."""
    status, out, err = manage(folder, "import_storyboard", "-", given=dumps(boards.harbour()))
    assert (status, err) == (0, "")
    return out.strip().splitlines()[-1]


def test_the_slug_is_alone_on_the_last_line(slug):
    assert slug.startswith("harbour-morning-")
    assert len(slug.split()) == 1


def test_what_was_imported_is_exported(folder, slug, tmp_path):
    status, out, err = manage(folder, "export_storyboard", slug, "--format", "json")
    assert (status, err, loads(out, catalogue())) == (0, "", boards.harbour())
    file = tmp_path / "plan without an ending"
    status, nothing, _ = manage(folder, "export_storyboard", slug, "--format", "json", "--output", str(file))
    assert (status, nothing, file.read_text()) == (0, "", out)


def test_the_other_formats(folder, slug):
    status, out, _ = manage(folder, "export_storyboard", slug, "--format", "csv")
    assert (status, out.count("\r\n")) == (0, 3)
    status, out, _ = manage(folder, "export_storyboard", slug, "--format", "prompts")
    assert (status, [line for line in out.splitlines() if line.startswith("#")]) == (0, ["# 1.1 SH010", "# 1.2 SH020"])


def test_everything_in_one_file_and_what_it_is_without(folder, slug, tmp_path):
    file = tmp_path / "plan.zip"
    status, nothing, err = manage(folder, "export_storyboard", slug, "--format", "zip", "--output", str(file))
    assert (status, nothing, err) == (0, "", "Everything (ZIP): 2 shots …\n")
    status, out, err = manage(
        folder, "import_storyboard", "-", given=zipfile.ZipFile(file).read("storyboard.json").decode()
    )
    assert (status, err, out.startswith("harbour-morning-")) == (0, "", True)


def test_a_list_of_shots_comes_in(folder, tmp_path):
    file = tmp_path / "list.md"
    file.write_text(LIST)
    status, out, err = manage(folder, "import_text", str(file), "--title", "A new title", "--owner", "ada@example.org")
    assert (status, err, out.startswith("a-new-title-")) == (0, "", True)


def test_a_document_with_errors_is_refused_with_each_shot_and_code(folder):
    raw = json.loads(dumps(boards.harbour()))
    raw["scenes"][0]["shots"][1]["environment"] = "another wooden pier"
    raw["scenes"][0]["shots"][1]["status"] = "approved"
    lines = refused(manage(folder, "import_storyboard", "-", given=json.dumps(raw))).splitlines()
    assert lines[0] == "-: 1 continuity error in SH020."
    assert lines[1].split()[:3] == ["SH020", "continuity.reintroduced", "environment:"]
    status, out, _ = manage(folder, "import_storyboard", "-", "--allow-errors", given=json.dumps(raw))
    assert status == 0
    status, text, err = manage(folder, "export_storyboard", out.strip(), "--format", "prompts")
    assert (status, err, text.startswith("# DRAFT: 1 open error\n")) == (0, "DRAFT: 1 open error.\n", True)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b'{"format": "storyboard/1"}',
        b'{"format": "storyboard/1", "title": "x", "hue": 1}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_document_is_one_line(content, folder):
    assert refused(manage(folder, "import_storyboard", "-", given=content)).count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("import_storyboard", "/no/such/file.json"), ("import_storyboard", "/"), ("import_text", "/no/such/file"), ("check_prompts", "/no/such/file"),
        ("export_storyboard", "no-such-slug", "--format", "json"), ("signin_link", "no address"), ("import_text", "-"),
        ("import_storyboard", "-", "--owner", "nobody"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line(words, folder):
    assert refused(manage(folder, *words, given="")).count("\n") == 1


def test_a_file_that_cannot_be_written_is_one_line(folder, slug):
    answer = manage(folder, "export_storyboard", slug, "--format", "json", "--output", "/no/such/folder/x")
    assert refused(answer).count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("import_storyboard",), ("import_storyboard", "a", "b"), ("import_storyboard", "-", "--no-such-option"), ("export_storyboard", "x"),
        ("export_storyboard", "x", "--format", "doc"), ("export_storyboard", "--format", "json"), ("import_text",), ("signin_link",),
        ("check_prompts",), ("check_prompts", "a", "b"),
    ],
)  # fmt: skip
def test_wrong_usage_leaves_with_64(words, folder):
    refused(manage(folder, *words), 64)


@pytest.mark.parametrize("name", LATER_COMMANDS)
def test_a_command_of_a_later_release_leaves_with_2(name, folder):
    assert refused(manage(folder, name, *LATER_COMMANDS[name]), 2) == f"{name} is not available yet.\n"


def test_a_link_signs_somebody_in(folder):
    status, out, err = manage(folder, "signin_link", "ada@example.org")
    assert (status, err, out.count("\n")) == (0, "", 1)
    assert out.startswith(f"{settings.PUBLIC_URL}/signin/")


def test_each_line_in_is_an_object_out_empty_ones_too(folder):
    text = "A chef in a white jacket plates a dessert carefully, medium close-up, 85mm lens, slow orbit\r\n\n漢字 🎬"
    status, out, err = manage(folder, "check_prompts", "-", given=text)
    found = [json.loads(line) for line in out.splitlines()]
    assert (status, err, [sorted(item) for item in found]) == (0, "", [["findings", "slots"]] * 3)
    keys = "subject action environment lighting camera style shot_size framing angle lens".split()
    assert [sorted(item["slots"]) for item in found] == [sorted(keys)] * 3
    assert (found[0]["slots"]["shot_size"], found[0]["slots"]["lens"]) == ("mcu", "85mm")
    assert found[0]["slots"]["camera"] == [{"move": "orbit", "direction": None, "speed": "slow"}]
    assert {finding["code"].split(".")[0] for item in found for finding in item["findings"]} <= {"prompt"}


def test_no_line_in_is_none_out(folder):
    assert manage(folder, "check_prompts", "-", given="") == (0, "", "")


def test_the_demo_project_has_eight_shots_and_one_error_to_mend(folder):
    status, out, _ = manage(folder, "demo")
    slug = out.strip().splitlines()[-1]
    document = json.loads(manage(folder, "export_storyboard", slug, "--format", "json")[1])
    computed = document["computed"]
    breaks = [b for scene in document["scenes"] for shot in scene["shots"] for b in shot["breaks"]]
    assert (status, computed["shots"], computed["duration"], len(document["scenes"]), computed["errors"], len(breaks)) == (
        0,
        8,
        58,
        2,
        1,
        1,
    )
