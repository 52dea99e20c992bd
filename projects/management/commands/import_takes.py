"""`manage.py import_takes`: comes with a later release."""

from projects.management.later import LaterCommand


class Command(LaterCommand):
    """Says that it is not there yet, exit code 2."""

    help = "Bring generated clips back to their shots."
