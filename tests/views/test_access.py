"""Who gets in where: every route, every person, every method, from the one table in tests.views.routes."""

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from projects import urls
from projects.writes.accounts import signin_link
from tests import factories
from tests.cast import EVERYBODY, OUTSIDERS
from tests.many import each, in_groups, twin
from tests.views.routes import Route, path_of, routes

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
READS_AND_WRITES = ("GET", "POST")  # of everybody; HEAD goes the way of GET, and the others are for nobody
NAMES = sorted(str(pattern.name) for pattern in urls.urlpatterns)
NOT_OURS = ("health-live", "health-ready")


def expected(name: str, route: Route, person: str, method: str) -> int:
    """The status that this person gets, read off the table."""
    allowed = {"GET": route.get, "HEAD": route.get, "POST": route.post}.get(method, frozenset())
    if not allowed:
        return 405
    if person in allowed:
        return route.done if method == "POST" else route.shown
    if person in ("anonymous", "deactivated", "guest"):
        return 302
    return 404 if person == "stranger" else route.denied


def token_of() -> str:
    return signin_link("owner@example.org").rstrip("/").rsplit("/", 1)[1]


def test_the_table_names_every_route():
    assert sorted(routes()) == NAMES


def test_nothing_but_the_app_health_and_accounts_has_an_address():
    others = [pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    assert tuple(others) == NOT_OURS


@in_groups(NAMES)
def test_every_person_gets_what_the_table_says_and_reading_writes_nothing(names, clients, project):
    def check(name):
        route, mine = routes()[name], {person: twin(clients[person]) for person in EVERYBODY}
        path = path_of(name, route, project, token_of())
        found: dict[tuple[str, str], object] = {}
        wanted: dict[tuple[str, str], object] = {}
        for person in EVERYBODY:
            for method in METHODS if person in ("owner", "anonymous") else READS_AND_WRITES:
                data = {"data": route.data} if method == "POST" else {}
                with factories.taken_back() if method == "POST" else factories.writes() as written:
                    response = getattr(mine[person], method.lower())(path, **data)
                found[person, method] = (response.status_code, written or [])
                wanted[person, method] = (expected(name, route, person, method), [])
        assert found == wanted

    each(names, check)


@in_groups(NAMES)
def test_who_may_not_writes_nothing(names, clients, project):
    def check(name):
        route = routes()[name]
        path = path_of(name, route, project, token_of())
        before = factories.everything()
        for person in set(EVERYBODY) - route.post:
            twin(clients[person]).post(path, route.data)
        assert factories.everything() == before

    each(names, check)


def test_htmx_is_sent_to_the_sign_in_page_whole(client, project):
    def check(name):
        route = routes()[name]
        path = path_of(name, route, project)
        for method, allowed in (("GET", route.get), ("POST", route.post)):
            response = client.generic(method, path, headers={"HX-Request": "true"})
            if allowed:
                assert (response.status_code, response["HX-Redirect"]) == (401, reverse("account_login"))
                assert response.content == b""

    each([name for name in NAMES if "anonymous" not in routes()[name].get | routes()[name].post], check)


def test_the_sign_in_page_leads_back_to_where_one_wanted_to_go(clients, project):
    path = reverse("export", args=[project.slug])
    assert clients["anonymous"].get(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("person", OUTSIDERS)
def test_a_project_that_does_not_exist_looks_like_one_of_somebody_else(person, clients, theirs, project):
    client = clients[person]
    if person == "stranger":
        other, missing = project.slug, "no-such-project"
    else:
        other, missing = theirs.slug, "no-such-project"
    for name, route in routes().items():
        if route.of_project and route.get:
            path = reverse(name, args=[other, *route.path])
            one, two = client.get(path), client.get(path.replace(other, missing))
            assert one.status_code == two.status_code
            assert one.content.decode().replace(other, missing) == two.content.decode()


def test_a_deleted_project_is_gone_for_everybody_but_for_its_restoration(clients, project):
    clients["owner"].post(reverse("project_delete", args=[project.slug]))
    for name, route in routes().items():
        if route.of_project and name != "project_restore":
            path = path_of(name, route, project)
            for person in ("owner", "editor", "reviewer", "viewer", "stranger"):
                response = clients[person].get(path) if route.get else clients[person].post(path, route.data)
                assert (name, person, response.status_code) == (name, person, 404)
    assert clients["editor"].post(reverse("project_restore", args=[project.slug])).status_code == 404
    assert clients["owner"].post(reverse("project_restore", args=[project.slug])).status_code == 302
    assert clients["viewer"].get(reverse("board", args=[project.slug])).status_code == 200
