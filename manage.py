#!/usr/bin/env python3
"""Django's command line, with plain sentences where the environment is wrong."""

import os
import sys
from pathlib import Path

VENV_PYTHON = Path(__file__).resolve().parent / ".venv" / "bin" / "python"


def main() -> None:
    """Run one management command; exit code 1 and one line where it cannot even start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        if VENV_PYTHON.exists() and Path(sys.prefix) != VENV_PYTHON.parents[1]:
            os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])  # noqa: S606 - our own interpreter
        sys.exit("Django is not installed here. Run: make install")
    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
