"""The two answers for machines, and the headers of every answer."""

import pytest
from django.db import DatabaseError

from storyboard import health

POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


def test_alive_without_a_database(client):
    response = client.get("/health/live")
    assert (response.status_code, response.content) == (200, b"live\n")


@pytest.mark.django_db
def test_ready_with_one_query(client, django_assert_num_queries):
    health.needed_migrations()
    with django_assert_num_queries(1):
        response = client.get("/health/ready")
    assert (response.status_code, response.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_not_ready_before_the_migrations(client, monkeypatch):
    monkeypatch.setattr(health, "needed_migrations", lambda: {("projects", "9999_later")})
    response = client.get("/health/ready")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.content == b"not ready: the database is not migrated\n"


def test_not_ready_without_the_database(client, monkeypatch):
    def fail(*names):
        raise DatabaseError

    monkeypatch.setattr("django.db.models.Manager.values_list", fail)
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (503, b"not ready: no answer from the database\n")


@pytest.mark.parametrize("path", ["/health/live", "/static/css/bootstrap.min.css", "/no/such/page/"])
@pytest.mark.django_db
def test_every_answer_carries_the_policy(client, path):
    response = client.get(path)
    response.close()
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_an_unknown_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
