"""A fixed cast with fixed roles, as fixtures: who is who in every test.

owner, editor, reviewer and viewer are members of `project` (the harbour of tests.boards). The stranger owns
`theirs`, a project of another tenant. The deactivated person was an owner with an open session. The guest has opened
`link`, a share link of `project` with every right, and given a name there.
"""

from collections.abc import Iterator

import pytest
from django.test import Client

from projects.models import Membership, Project, ShareLink, User
from tests import boards, factories

MEMBERS = ("owner", "editor", "reviewer", "viewer")
OUTSIDERS = ("stranger", "deactivated", "anonymous", "guest")
EVERYBODY = (*MEMBERS, *OUTSIDERS)
PASSWORD = "a long enough password"
LINK_TOKEN = "the-token-of-the-link-of-the-cast"


@pytest.fixture(autouse=True)
def _no_reports_of_other_tests() -> Iterator[None]:
    """Rolled-back tests give the same row ids and revisions again, which never happens in a real database."""
    factories.forget_reports()
    yield
    factories.forget_reports()


@pytest.fixture
def owner(db: None) -> User:
    return factories.person("owner", PASSWORD)


@pytest.fixture
def editor(db: None) -> User:
    return factories.person("editor")


@pytest.fixture
def reviewer(db: None) -> User:
    return factories.person("reviewer")


@pytest.fixture
def viewer(db: None) -> User:
    return factories.person("viewer")


@pytest.fixture
def stranger(db: None) -> User:
    return factories.person("stranger")


@pytest.fixture
def deactivated(db: None) -> User:
    return factories.person("deactivated")


@pytest.fixture
def project(owner: User, editor: User, reviewer: User, viewer: User, deactivated: User) -> Project:
    """The harbour: one locked scene `arrival` of the shots SH010 and SH020, three anchors."""
    made = factories.project_of(boards.harbour(), owner)
    for user, role in ((editor, "editor"), (reviewer, "reviewer"), (viewer, "viewer"), (deactivated, "owner")):
        Membership.objects.create(project=made, user=user, role=role)
    return made


@pytest.fixture
def theirs(stranger: User) -> Project:
    """The stranger's project, in which every code, key and text says so."""
    return factories.project_of(factories.secret_board(), stranger)


@pytest.fixture
def as_owner(owner: User) -> Client:
    return factories.client_of(owner)


@pytest.fixture
def as_editor(editor: User) -> Client:
    return factories.client_of(editor)


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    return factories.client_of(reviewer)


@pytest.fixture
def as_viewer(viewer: User) -> Client:
    return factories.client_of(viewer)


@pytest.fixture
def as_stranger(stranger: User) -> Client:
    return factories.client_of(stranger)


@pytest.fixture
def link(project: Project) -> ShareLink:
    """A share link of the project with every right; its token is LINK_TOKEN."""
    return factories.share_link(project, LINK_TOKEN, rights="approve")


@pytest.fixture
def as_guest(link: ShareLink) -> Client:
    """A browser in which somebody opened the link and gave the name Kim."""
    return factories.guest_client(LINK_TOKEN, "Kim")


@pytest.fixture
def clients(
    project: Project,
    owner: User,
    editor: User,
    reviewer: User,
    viewer: User,
    stranger: User,
    deactivated: User,
    as_guest: Client,
) -> dict[str, Client]:
    """A browser for each of the cast, by name; anonymous has one that is not signed in."""
    people = (owner, editor, reviewer, viewer, stranger, deactivated)
    found = {person.email.split("@")[0]: factories.client_of(person) for person in people}
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    return {**found, "anonymous": Client(), "guest": as_guest}
