"""The settings as they come out in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = "ALLOWED_HOSTS", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "PUBLIC_URL", "DEBUG"


def manage(folder, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "STORYBOARD_DATA": str(folder), **variables}
    for name in {"HOST", "PORT", "PUBLIC_URL", "EMAIL_URL", "DATABASE_URL"} - set(variables):
        given.pop(name, None)
    command = (sys.executable, "manage.py", *command)
    return subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def settings(folder, **variables: str) -> list:
    code = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {ASKED}]))"
    return json.loads(manage(folder, "shell", "--no-imports", "-c", code, **variables).stdout)


def test_on_this_machine_plain_http_does(tmp_path):
    hosts = ["127.0.0.1", "[::1]", "localhost"]
    assert settings(tmp_path) == [hosts, "sessionid", "csrftoken", False, "http://127.0.0.1:8000", False]


def test_https_turns_on_secure_host_cookies(tmp_path):
    hosts = ["127.0.0.1", "[::1]", "localhost", "sb.example.org"]
    url = "https://sb.example.org"
    assert settings(tmp_path, PUBLIC_URL=url) == [hosts, "__Host-sessionid", "__Host-csrftoken", True, url, False]


def test_the_deployment_check_is_clean_with_https(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", PUBLIC_URL="https://sb.example.org")
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (1 silenced).\n")


def test_a_wrong_value_stops_every_command_with_one_line(tmp_path):
    done = manage(tmp_path, "check", PORT="eighty")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "PORT=eighty is not a whole number from 1 to 65535.\n",
    )


def test_a_data_folder_that_cannot_be_made_stops_every_command_with_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    done = manage(tmp_path / "file", "check")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"The data folder {tmp_path / 'file'} cannot be used: ")
