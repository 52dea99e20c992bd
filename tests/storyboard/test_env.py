"""Readers of environment variables."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from storyboard import env


def refusal(reader, *arguments) -> str:
    with pytest.raises(ImproperlyConfigured) as caught:
        reader("NAME", *arguments)
    return str(caught.value)


@pytest.mark.parametrize(("value", "expected"), [("", 8000), ("  ", 8000), ("1", 1), ("65535", 65535)])
def test_a_whole_number_is_read_or_its_default(monkeypatch, value, expected):
    monkeypatch.setenv("NAME", value)
    assert env.whole("NAME", 8000, 1, 65535) == expected


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.0", "eighty", "٨٠"])
def test_a_wrong_number_is_refused_with_its_range(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert refusal(env.whole, 8000, 1, 65535) == f"NAME={value} is not a whole number from 1 to 65535."


def test_an_unknown_choice_is_refused_with_the_known_ones(monkeypatch):
    monkeypatch.setenv("NAME", "ajar")
    assert refusal(env.choice, "closed", "open") == "NAME=ajar is unknown: use one of closed, open."


@pytest.mark.parametrize("value", ["localhost", "127.0.0.1", "::1", "[::1]", "studio.example.org"])
def test_hosts_and_addresses_are_read_without_brackets(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert env.host("NAME", "") == value.strip("[]")


@pytest.mark.parametrize("value", ["http://localhost", "localhost:80", "a b", "user@host"])
def test_what_is_no_host_is_refused(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert refusal(env.host, "") == f"NAME={value} is not a host name or address."


@pytest.mark.parametrize("value", ["https://example.org", "http://127.0.0.1:8000/", "http://[::1]:9000"])
def test_an_origin_loses_its_last_slash(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert env.origin("NAME", "") == value.rstrip("/")


@pytest.mark.parametrize(
    "value", ["example.org", "ftp://example.org", "https:", "https://a@b", "https://a/b", "http://a:99999", "http://["]
)
def test_what_is_no_origin_is_refused(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert refusal(env.origin, "").startswith(f"NAME={value} is not of the form ")


def test_without_an_address_the_database_is_a_file_of_any_name(monkeypatch):
    monkeypatch.delenv("NAME", raising=False)
    file = Path("/a b/100%/#1?.sqlite3")
    found = env.database("NAME", file, {"timeout": 20})
    assert (found["ENGINE"], found["NAME"], found["OPTIONS"]) == (
        "django.db.backends.sqlite3",
        file,
        {"timeout": 20},
    )


def test_postgresql_keeps_checked_connections_and_reads_socket_folders(monkeypatch):
    monkeypatch.setenv("NAME", "postgres://me:p%40ss@%2Ftmp%2Fpg/plans")
    found = env.database("NAME", Path("x"), {})
    assert (found["ENGINE"], found["HOST"], found["PASSWORD"], found["NAME"]) == (
        "django.db.backends.postgresql",
        "/tmp/pg",
        "p@ss",
        "plans",
    )
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize("value", ["mysql://me:secret@host/plans", "nonsense", "nonsense://me:secret@host"])
def test_another_database_is_refused_without_its_password(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert refusal(env.database, Path("x"), {}).startswith("NAME ")
    assert "secret" not in refusal(env.database, Path("x"), {})


def test_letters_go_to_a_private_folder_without_a_mail_server(monkeypatch):
    monkeypatch.delenv("NAME", raising=False)
    found = env.email("NAME", Path("/data/mail"), "storyboard@localhost")
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert found["EMAIL_FILE_PATH"] == Path("/data/mail")


@pytest.mark.parametrize(
    ("value", "port", "tls", "ssl"),
    [("smtp://me:p%2Fw@host", 587, True, False), ("smtps://host", 465, False, True), ("smtp://host:25", 25, False, False)],
)
def test_a_mail_server_is_read_with_its_encryption(monkeypatch, value, port, tls, ssl):
    monkeypatch.setenv("NAME", f"{value}?from=plan@example.org")
    found = env.email("NAME", Path("x"), "")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert found["DEFAULT_FROM_EMAIL"] == "plan@example.org"


@pytest.mark.parametrize("value", ["pigeon://host", "smtp://", "smtp://me:secret@host:0x", "host:25"])
def test_another_mail_address_is_refused_without_its_password(monkeypatch, value):
    monkeypatch.setenv("NAME", value)
    assert refusal(env.email, Path("x"), "").startswith("NAME must look like smtp://")
    assert "secret" not in refusal(env.email, Path("x"), "")
