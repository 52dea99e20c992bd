"""`manage.py retarget_storyboard`: comes with a later release."""

from projects.management.later import LaterCommand


class Command(LaterCommand):
    """Says that it is not there yet, exit code 2."""

    help = "Move a project to another model."
