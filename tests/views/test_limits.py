"""Wrong links: thirty a minute from one network, whatever kind of link, counted where all workers see it."""

import pytest
from django.test import Client

from projects.views.limits import WRONG_LINKS
from projects.writes.accounts import signin_link
from projects.writes.invitations import invite

pytestmark = pytest.mark.django_db
HERE = "http://127.0.0.1:8000"


def test_thirty_wrong_links_a_minute_and_no_more_from_one_network(project, owner):
    link = invite(project, ["new@example.org"], "viewer", by=owner)[0].link.removeprefix(HERE)
    answers = [Client().get(f"/invitations/wrong-{n}/").status_code for n in range(31)]
    assert answers == [404] * 30 + [429]
    stopped = Client().get(link)
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "60")
    assert Client().post(signin_link(owner.email).removeprefix(HERE)).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(link).status_code == 200


def test_right_links_are_not_counted(project, owner):
    link = invite(project, ["new@example.org"], "viewer", by=owner)[0].link.removeprefix(HERE)
    assert {Client().get(link).status_code for _ in range(40)} == {200}


def test_neighbours_in_one_network_of_the_newer_kind_count_together():
    for host in range(WRONG_LINKS.most):
        Client(REMOTE_ADDR=f"2001:db8::{host + 1:x}").get("/signin/wrong/")
    assert Client(REMOTE_ADDR="2001:db8::ffff").get("/signin/wrong/").status_code == 429
    assert Client(REMOTE_ADDR="2001:db9::1").get("/signin/wrong/").status_code == 404
