"""`manage.py expand_batch`: comes with a later release."""

from projects.management.later import LaterCommand


class Command(LaterCommand):
    """Says that it is not there yet, exit code 2."""

    help = "Make projects from a template and a table of rows."
