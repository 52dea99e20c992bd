"""`manage.py suggest_anchors`: comes with a later release."""

from projects.management.later import LaterCommand


class Command(LaterCommand):
    """Says that it is not there yet, exit code 2."""

    help = "Propose anchors from what recurs in a project."
