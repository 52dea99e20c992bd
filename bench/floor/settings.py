"""The product's production settings, with the floor's own tables, pages and libraries' middleware only."""

from pathlib import Path

from storyboard import settings as product

globals().update({name: value for name, value in vars(product).items() if name.isupper()})

ROOT_URLCONF = "bench.floor.pages"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "csp",
    "django_htmx",
    "bench.floor",
]
# What the product puts in on its own account (accounts, privacy, faults) is not part of the floor.
MIDDLEWARE = [name for name in product.MIDDLEWARE if not name.startswith(("storyboard.", "projects.", "allauth."))]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {"environment": "jinja2.Environment", "auto_reload": False},
    }
]
DATABASES = {
    "default": {
        **product.DATABASES["default"],
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": product.STORYBOARD_DATA / "floor.sqlite3",
        "OPTIONS": product.SQLITE,
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
AUTH_USER_MODEL = "auth.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/signin/"
