"""The ASGI application, for hosts that need one. It is several times slower than storyboard.wsgi."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "storyboard.settings")

application = get_asgi_application()
