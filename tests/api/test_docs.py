"""The examples of docs/API.md, run as they stand there by curl against a running server."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import factories
from tests.api.clients import token_for

PAPER = Path(__file__).parents[2] / "docs" / "API.md"
EXAMPLES = re.findall(r"```sh\n(.+?)```", PAPER.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not here")
def test_the_examples_do_what_they_say(live_server, project, owner, tmp_path):
    values = {"BASE": live_server.url, "TOKEN": token_for(owner), "SLUG": project.slug, "PATH": "/usr/bin:/bin"}
    told = [
        subprocess.run(["sh", "-ec", text], env=values, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        for text in EXAMPLES
    ]
    assert len(told) == 4
    assert json.loads(told[0])["total"] == 0
    assert json.loads(told[1])["title"] == "The turn"
    assert factories.shot(project, "SH020").duration == 6
    assert (tmp_path / "shots.csv").read_text(encoding="utf-8-sig").startswith("number,key,scene")
    assert (tmp_path / "plan.pdf").read_bytes()[:5] == b"%PDF-"
