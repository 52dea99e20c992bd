"""The guide to the core: every example in it runs, and nothing in the core asks for Django."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EVERY_MODULE = """
import importlib, pkgutil, sys
import projects.core
for found in pkgutil.walk_packages(projects.core.__path__, "projects.core."):
    importlib.import_module(found.name)
print(sorted({name.split(".")[0] for name in sys.modules} & {"django", "crispy_forms", "allauth", "jinja2"}))
"""


def test_every_example_of_the_guide_gives_what_it_says() -> None:
    result = doctest.testfile(str(ROOT / "docs" / "CORE.md"), module_relative=False)
    assert (result.failed, result.attempted > 20) == (0, True)


def test_no_module_of_the_core_loads_a_web_framework() -> None:
    done = subprocess.run([sys.executable, "-c", EVERY_MODULE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
