"""Who the API lets in: every role at every address, every state a token can be in, and nobody by a cookie."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from projects.api.door import READS, WRITES
from projects.core.document import dumps
from projects.models import ApiToken, Job, Project, User
from projects.writes.tokens import MARK, revoke_token
from storyboard.logs import masked
from tests import boards, factories
from tests.api.clients import ROOT, Program, program_of, token_for
from tests.many import each

DOCUMENT = dumps(boards.harbour())
EDITORS, REVIEWERS = {"owner", "editor"}, {"owner", "editor", "reviewer"}
ALL, OWNER, SIGNED_IN = {*REVIEWERS, "viewer"}, {"owner"}, {"owner", "editor", "reviewer", "viewer", "stranger"}
# method, address below projects/SLUG (or from the root with /), body, who may, what they get
TABLE = [
    ("GET", "/projects", None, SIGNED_IN, 200),
    ("POST", "/projects", DOCUMENT, SIGNED_IN, 201),
    ("GET", "", None, ALL, 200),
    ("PATCH", "", {"title": "Harbour evening"}, EDITORS, 200),
    ("DELETE", "", None, OWNER, 204),
    ("GET", "/shots", None, ALL, 200),
    ("POST", "/shots", {"scene": "arrival"}, EDITORS, 201),
    ("GET", "/shots/SH020", None, ALL, 200),
    ("PATCH", "/shots/SH020", {"title": "Turn"}, EDITORS, 200),
    ("DELETE", "/shots/SH020", None, EDITORS, 204),
    ("POST", "/check", {"shot": "SH020"}, ALL, 200),
    ("POST", "/shots/SH010/status", {"status": "approved"}, REVIEWERS, 200),
    ("POST", "/shots/SH010/decision", {"kind": "changes-requested", "note": "Slower.", "digest": "DIGEST"}, REVIEWERS, 200),
    ("GET", "/scenes", None, ALL, 200),
    ("POST", "/scenes", {"title": "Night"}, EDITORS, 201),
    ("PATCH", "/scenes/arrival", {"title": "Landing"}, EDITORS, 200),
    ("DELETE", "/scenes/arrival", None, EDITORS, 204),
    ("GET", "/anchors", None, ALL, 200),
    ("POST", "/anchors", {"kind": "style", "name": "grain"}, EDITORS, 201),
    ("PATCH", "/anchors/dawn", {"description": "cold dawn light"}, EDITORS, 200),
    ("DELETE", "/anchors/dawn", None, EDITORS, 204),
    ("GET", "/comments", None, ALL, 200),
    ("GET", "/findings", None, ALL, 200),
    ("GET", "/estimates", None, ALL, 200),
    ("GET", "/exports/csv", None, ALL, 200),
    ("GET", "/jobs", None, ALL, 200),
    ("GET", "/jobs/JOB", None, ALL, 200),
    ("GET", "/jobs/JOB/file", None, ALL, 409),
    ("DELETE", "/jobs/JOB", None, ALL, 204),
]  # fmt: skip


def address(project: Project, path: str) -> str:
    job = project.jobs.first()
    path = path.replace("JOB", str(job.pk) if job else "")
    return path[1:] if path == "/projects" else f"projects/{project.slug}{path}"


@pytest.fixture
def job(project):
    return Job.objects.create(project=project, kind="zip", state="running", beat_at=timezone.now())


def sent(row, project: Project, program: Program, digest: str):
    method, path, body = row[:3]
    if isinstance(body, dict):
        body = {name: digest if value == "DIGEST" else value for name, value in body.items()}
    return program.send(method, address(project, path), body)


def is_write(row) -> bool:
    return row[0] != "GET" and row[1] not in ("/check", "/jobs/JOB")  # whoever may export may cancel


def test_the_table_names_every_address(db):
    from projects.api.urls import description

    named = {(method.upper(), path) for path, methods in description()["paths"].items() for method in methods}
    known = {
        (method, f"{ROOT}projects" if path == "/projects" else f"{ROOT}projects/{{slug}}{path}".replace("SH010", "{code}")
         .replace("SH020", "{code}").replace("csv", "{kind}").replace("JOB", "{job}")
         .replace("/arrival", "/{key}").replace("/dawn", "/{key}"))
        for method, path, *_ in TABLE
    }  # fmt: skip
    assert known == named


@pytest.mark.parametrize("person", sorted(SIGNED_IN))
def test_a_token_has_the_rights_of_its_person_and_no_more(person, project, stranger, owner, job):
    program = program_of(User.objects.get(email=f"{person}@example.org"))
    reader = program_of(User.objects.get(email=f"{person}@example.org"), write=False)
    digest = program_of(owner).get(f"projects/{project.slug}/shots/SH010").json()["digest"]

    def check(row):
        *_, may, status = row
        wanted = status if person in may else 404 if person == "stranger" else 403
        assert sent(row, project, program, digest).status_code == wanted

    def check_reading(row):
        before = factories.content()
        wanted = 403 if is_write(row) else row[4] if person in row[3] else 404
        assert sent(row, project, reader, digest).status_code == wanted
        assert factories.content() == before

    each(TABLE, check)
    each(TABLE, check_reading)


def test_nothing_of_another_tenant_is_told_apart_from_what_is_not_there(project, stranger, theirs, owner, job):
    program, before = program_of(stranger), factories.content()
    digest = "0" * 64

    def check(row):
        answer = sent(row, project, program, digest)
        missing = program.send(row[0], address(project, row[1]).replace(project.slug, "no-such-project"), row[2])
        assert (answer.status_code, answer.content) == (missing.status_code, missing.content)
        assert b"arbour" not in answer.content

    each([row for row in TABLE if row[1] != "/projects"], check)
    mine = program_of(owner)
    assert factories.SECRET.encode() not in mine.get("projects").content
    assert mine.get(f"projects/{project.slug}/shots/{factories.SECRET}-1").status_code == 404
    assert mine.patch(f"projects/{project.slug}/shots/SH010", {"anchors": [f"{factories.SECRET}-place"]}).status_code == 422
    assert factories.content() == before


def test_a_token_of_one_project_reaches_that_one_alone(project, owner):
    other = factories.project_of(boards.blank("Another"), owner)
    program = program_of(owner, project=project)
    assert [item["slug"] for item in program.get("projects").json()["items"]] == [project.slug]
    assert program.get(f"projects/{project.slug}").status_code == 200
    assert program.get(f"projects/{other.slug}").content == program.get("projects/no-such-project").content
    assert program.post("projects", DOCUMENT).status_code == 403


def test_no_other_token_opens_the_door(project, owner, as_owner):
    good = token_for(owner)
    row = ApiToken.objects.get()
    assert (row.token_hash, row.prefix) == (sha256(good.encode()).hexdigest(), good[:8])
    assert good not in str(ApiToken.objects.values())

    def status(header):
        headers = {} if header is None else {"Authorization": header}
        return Program(good).client.get(f"{ROOT}projects", headers=headers).status_code

    assert status(f"Bearer {good}") == 200
    mangled = [
        None, "", "Bearer", "Bearer ", f"Basic {good}", good, f"Bearer {good[:-1]}", f"Bearer {good}x", f"Bearer {good.upper()}",
        f"Bearer {MARK}", "Bearer sb_é\udc80".encode("utf-8", "surrogatepass").decode("latin-1"), f"Bearer {'x' * 5000}",
        f"Bearer {row.token_hash}",
    ]  # fmt: skip
    assert [status(header) for header in mangled] == [401] * len(mangled)
    answer = as_owner.get(f"{ROOT}projects")  # a cookie is no token
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="storyboard"')
    assert status(f"bearer {good}") == 200


def test_a_token_ends_when_it_says_or_its_person_says(project, owner, editor):
    program = program_of(owner)
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert program.get("projects").json()["error"].startswith("This token has expired.")
    program = program_of(owner, days=None)
    row = ApiToken.objects.latest("id")
    assert program.get("projects").status_code == 200
    assert revoke_token(editor, row.pk) is None
    assert program.get("projects").status_code == 200
    assert revoke_token(owner, row.pk) == "Nightly build"
    assert program.get("projects").json()["error"].startswith("This token was revoked.")
    program = program_of(editor)
    User.objects.filter(pk=editor.pk).update(is_active=False)
    assert program.get("projects").status_code == 401
    User.objects.filter(pk=editor.pk).update(is_active=True)
    project.memberships.filter(user=editor).delete()
    assert program.get(f"projects/{project.slug}").status_code == 404


def test_use_is_noted_once_a_minute(project, owner):
    program = program_of(owner)
    program.get("projects")
    first = ApiToken.objects.get().last_used_at
    with factories.writes() as written:
        program.get("projects")
    assert first is not None
    assert [sql for sql in written if "apitoken" in sql] == []


def test_too_many_requests_wait(project, owner):
    program, other = program_of(owner), program_of(owner)
    number = ApiToken.objects.earliest("id").pk
    for _ in range(WRITES.most):
        WRITES.count(str(number))
    answer = program.patch(f"projects/{project.slug}", {"title": "x"})
    assert (answer.status_code, 0 < int(answer["Retry-After"]) <= 60) == (429, True)
    assert program.get("projects").status_code == 200
    assert other.patch(f"projects/{project.slug}", {"title": "x"}).status_code == 200
    assert READS.most == 120


def test_no_token_stands_in_a_log(owner, db):
    token = token_for(owner)
    assert masked(f"Authorization: Bearer {token}\n") == "Authorization: Bearer sb_…\n"
