"""Backup and restore, in installations of their own."""

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def manage(folder: Path, *command: object) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "STORYBOARD_DATA": str(folder)}
    given.pop("DATABASE_URL", None)
    line = [sys.executable, "manage.py", *map(str, command)]
    return subprocess.run(line, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def rows(folder: Path) -> list[str]:
    connection = sqlite3.connect(folder / "storyboard.sqlite3")
    try:
        return [email for (email,) in connection.execute("SELECT email FROM projects_user ORDER BY email")]
    finally:
        connection.close()


@pytest.fixture(scope="module")
def backup(tmp_path_factory) -> Path:
    """A backup taken while another connection holds rows in the write-ahead log."""
    folder = tmp_path_factory.mktemp("installation")
    assert manage(folder, "migrate").returncode == 0
    (folder / "catalog").mkdir()
    (folder / "catalog" / "models.toml").write_text("# mine\n")
    code = "from django.contrib.auth import get_user_model as m; m().objects.create_user('ada@example.org')"
    assert manage(folder, "shell", "-c", code).returncode == 0
    writer = sqlite3.connect(folder / "storyboard.sqlite3")
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute("UPDATE projects_user SET email = 'eve@example.org'")
    writer.commit()
    file = folder / "out.zip"
    done = manage(folder, "backup", file)
    writer.close()
    assert done.stdout == f"{file}: the database and 2 files. It holds secrets: keep it private.\n"
    return file


def test_a_backup_is_private_and_lists_what_it_holds(backup):
    assert backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert sorted(manifest["files"]) == ["catalog/models.toml", "secret.key", "storyboard.sqlite3"]
        assert manifest["engine"] == "sqlite"


def test_a_backup_never_replaces_a_file(backup):
    done = manage(backup.parent, "backup", backup)
    assert (done.returncode, done.stderr) == (1, f"{backup} is there already. Name another file.\n")


def test_a_restored_installation_has_the_rows_the_files_and_the_key(backup, tmp_path):
    done = manage(tmp_path / "new", "restore", backup)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(tmp_path / "new") == ["eve@example.org"]
    assert (tmp_path / "new" / "catalog" / "models.toml").read_text() == "# mine\n"
    assert (tmp_path / "new" / "secret.key").read_text() == (backup.parent / "secret.key").read_text()
    assert manage(tmp_path / "new", "migrate", "--check").returncode == 0


def test_data_is_replaced_only_by_force_and_then_kept_aside(backup, tmp_path):
    assert manage(tmp_path, "restore", backup).returncode == 0
    (tmp_path / "catalog" / "models.toml").write_text("# newer\n")
    refused = manage(tmp_path, "restore", backup)
    assert (refused.returncode, refused.stderr) == (
        1,
        "There is data here already. Use an empty STORYBOARD_DATA or --force.\n",
    )
    assert manage(tmp_path, "restore", backup, "--force").returncode == 0
    aside = next(tmp_path.glob("before-restore-*"))
    assert (aside / "catalog" / "models.toml").read_text() == "# newer\n"
    assert (tmp_path / "catalog" / "models.toml").read_text() == "# mine\n"
    assert rows(aside) == ["eve@example.org"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data["files"]["secret.key"].__setitem__(1, "0" * 64), "secret.key in this backup is damaged"),
        (lambda data: data["files"].pop("secret.key"), "This backup was changed"),
        (lambda data: data.update(format="storyboard-backup/9"), "This is a backup of the form storyboard-backup/9"),
        (lambda data: data.update(engine="postgresql"), "This backup is for postgresql"),
        (lambda data: data["migrations"].append(["projects", "9999_later"]), "This backup comes from a newer release"),
    ],
)
def test_a_backup_that_does_not_fit_changes_nothing(backup, tmp_path, change, reason):
    file = tmp_path / "changed.zip"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "manifest.json":
                data = json.loads(body)
                change(data)
                body = json.dumps(data).encode()
            target.writestr(name, body)
    done = manage(tmp_path / "new", "restore", file)
    assert done.returncode == 1
    assert done.stderr.removeprefix("Not restored. ").startswith(reason)
    assert not (tmp_path / "new" / "catalog").exists()


def test_wrong_usage_leaves_with_64(tmp_path):
    assert manage(tmp_path, "restore").returncode == 64
