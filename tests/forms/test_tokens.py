"""The form of a new token."""

from projects.forms.tokens import TokenForm
from projects.models import Project
from projects.writes.tokens import TokenValues

FORM = {"name": " Nightly  build ", "scope": "read", "project": "", "expires": "365"}


def form(**changes):
    return TokenForm({**FORM, **changes}, projects={"ours-1": Project(slug="ours-1", title="Ours")})


def test_what_it_says():
    asked = form()
    assert asked.is_valid()
    assert asked.values() == TokenValues("Nightly build", False, None, 365)


def test_a_token_of_one_project_that_never_ends():
    asked = form(project="ours-1", expires="never", scope="write")
    assert asked.is_valid()
    assert (asked.values().project.title, asked.values().days, asked.values().write) == ("Ours", None, True)


def test_what_is_refused():
    wrong = {"name": "\t", "scope": "admin", "project": "theirs-1", "expires": "1"}
    assert {name: list(form(**{name: value}).errors) for name, value in wrong.items()} == {name: [name] for name in wrong}
