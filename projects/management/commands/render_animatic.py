"""`manage.py render_animatic`: comes with a later release."""

from projects.management.later import LaterCommand


class Command(LaterCommand):
    """Says that it is not there yet, exit code 2."""

    help = "Render the sequence as a video."
