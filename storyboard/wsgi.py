"""The WSGI application; `manage.py serve` runs it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")

application = get_wsgi_application()
