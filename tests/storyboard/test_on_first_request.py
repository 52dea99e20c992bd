"""Addresses that are loaded late: nothing of the API is there until somebody asks for it."""

import subprocess
import sys

import pytest
from django.urls import Resolver404, get_resolver

from storyboard.on_first_request import OnFirstRequest

STORY = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "storyboard.settings"
import django; django.setup()
from django.core.checks import run_checks
from django.urls import resolve, reverse
run_checks(); reverse("projects"); resolve("/account/tokens/"); resolve("/")
print("ninja" in sys.modules, "pydantic" in sys.modules)
resolve("/api/v1/docs/")
print("ninja" in sys.modules, "pydantic" in sys.modules)
"""


def test_the_api_costs_nobody_anything_who_does_not_ask_for_it():
    done = subprocess.run([sys.executable, "-c", STORY], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False False", "True True"]


def test_an_address_beside_the_prefix_loads_nothing():
    late = OnFirstRequest("late/", "no.such.module", "late")
    with pytest.raises(Resolver404):
        late.resolve("early/")
    assert (late.url_patterns, late.namespace) == ([], "late")
    with pytest.raises(ModuleNotFoundError):
        late.resolve("late/x")


def test_the_api_stands_before_the_pages():
    assert [str(item.pattern) for item in get_resolver().url_patterns if isinstance(item, OnFirstRequest)] == ["api/v1/"]
