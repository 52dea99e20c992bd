"""Lists come in pages."""

import pytest
from django.test import RequestFactory

from projects.api.answers import Problem
from projects.api.shown import paged


def page(query):
    return paged(RequestFactory().get(f"/?{query}"), list(range(120)))


def test_a_page_of_a_list():
    assert page("") == (list(range(50)), {"page": 1, "per_page": 50, "total": 120})
    assert page("page=3") == (list(range(100, 120)), {"page": 3, "per_page": 50, "total": 120})
    assert page("page=9&per_page=500")[0] == []


@pytest.mark.parametrize("query", ["page=0", "page=-1", "per_page=501", "page=x", "page=٣", "per_page=1e3"])
def test_no_page_is_without_bounds(query):
    with pytest.raises(Problem) as caught:
        page(query)
    assert caught.value.status == 422
