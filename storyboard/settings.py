"""Settings of the whole site, read from the environment. A wrong value stops the start with one sentence.

STORYBOARD_DATA    folder of database, key, files and user catalogue (default: data, beside manage.py)
DATABASE_URL       postgres://user:password@host/name (default: SQLite in the data folder)
HOST, PORT         where the server listens (default: 127.0.0.1, 8000)
PUBLIC_URL         the address people use; https turns on Secure cookies, HSTS and trust in a proxy's header
EMAIL_URL          smtp://user:password@host:587, smtps://, file:///folder, console:// (default: DATA/mail)
STORYBOARD_SIGNUP  open: anybody may make an account (default: closed)
STORYBOARD_DEBUG   1: for developers of the product only
"""

import os
import tempfile
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from storyboard import data_folder, env

BASE_DIR: Final = Path(__file__).resolve().parent.parent
DAY: Final = 24 * 60 * 60


# --- The data folder and its key

STORYBOARD_DATA = env.folder("STORYBOARD_DATA", BASE_DIR / "data")
if "PYTEST_VERSION" in os.environ and "STORYBOARD_DATA" not in os.environ:
    # A test run must never see or touch a developer's own data.
    STORYBOARD_DATA = Path(tempfile.mkdtemp(prefix="storyboard-test-"))
try:
    data_folder.prepare(STORYBOARD_DATA)
    SECRET_KEY = data_folder.secret_key(STORYBOARD_DATA)
except data_folder.Unusable as error:
    raise ImproperlyConfigured(str(error)) from None


# --- Address and transport

DEBUG = env.choice("STORYBOARD_DEBUG", "0", "1") == "1"
HOST = env.host("HOST", "127.0.0.1")
PORT = env.whole("PORT", 8000, 1, 65535)
_own_name = HOST if HOST not in {"0.0.0.0", "::"} else "127.0.0.1"  # noqa: S104 - compared, not bound
PUBLIC_URL = env.origin("PUBLIC_URL", f"http://{env.bracketed(_own_name)}:{PORT}")
PUBLIC_HOST = env.bracketed(urlsplit(PUBLIC_URL).hostname or "")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = sorted({*LOOPBACK, env.bracketed(_own_name), PUBLIC_HOST})
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

HTTPS = PUBLIC_URL.startswith("https://")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 365 * DAY
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Preloading binds every name under the domain for months; that is the domain owner's decision, not ours.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "storyboard.accounts.not_from_here"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}
# Documents may be 64 MB (interchange format); a form of a large project has thousands of fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = 70 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000


# --- Application

ROOT_URLCONF = "storyboard.urls"
WSGI_APPLICATION = "storyboard.wsgi.application"
INSTALLED_APPS = [
    "projects",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "storyboard.statics.StaticFiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "storyboard.logs.Requests",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # outside WhiteNoise, so that static files carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "projects.middleware.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "storyboard.accounts.KeepSignedIn",
    "storyboard.accounts.FormStatus",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "projects.middleware.Privacy",
    "projects.middleware.Faults",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "projects.templatetags.jinja.environment", "auto_reload": DEBUG},
    },
    {
        # For templates of the libraries only (form fields, letters); every page of ours is Jinja2.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_STORAGE = "storyboard.accounts.Messages"  # a signed cookie: saying "saved" writes no row
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True


# --- Database and cache

SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456",
}
DATABASES = {"default": env.database("DATABASE_URL", STORYBOARD_DATA / data_folder.DATABASE, SQLITE)}
# Rate limits live here: they must hold over all workers and restarts. No page keeps data in it.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "storyboard_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}


# --- Accounts

AUTH_USER_MODEL = "projects.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 14 * DAY
SIGNUP_OPEN = env.choice("STORYBOARD_SIGNUP", "closed", "open") == "open"
ACCOUNT_ADAPTER = "storyboard.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Without a mail server letters go to a folder: nobody is told to look into their mail, links are shown instead.
MAIL_WORKS = bool(env.text("EMAIL_URL"))
# So that sign-up answers alike for new and known addresses; who must confirm: storyboard.accounts.Confirmed.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_WORKS else "none"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Storyboard] "
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,5/5m/key",  # key: account and address together (storyboard.accounts)
    "signup": "5/m/ip,30/h/ip",  # without a mail server its answer tells whether an address is taken
}
PASSWORD_RESET_TIMEOUT = DAY
# The library's own notes an unconfirmed address for whoever is asked about: a stranger's question would lock people out.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
MFA_ADAPTER = "storyboard.accounts.TwoFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]  # keys that need scripts of the library's own are left out
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come by invitation or from whoever runs the server
MFA_TOTP_TOLERANCE = 1  # a code is good for half a minute before and after: clocks of telephones differ
globals().update(env.email("EMAIL_URL", STORYBOARD_DATA / "mail", f"storyboard@{PUBLIC_HOST}"))


# --- Files and log

STATIC_URL = "/static/"
STATIC_ROOT = STORYBOARD_DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = STORYBOARD_DATA / "media"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "storyboard.statics.Storage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "storyboard.logs.Masked", "fmt": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"format": "%(message)s"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        "requests": {"class": "logging.StreamHandler", "formatter": "json"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO" if DEBUG else "WARNING", "propagate": True},
        "storyboard.requests": {"handlers": ["requests"], "level": "INFO", "propagate": False},
    },
}

# Lets one writer at a time reach SQLite. Only the test that proves it necessary switches it off.
WRITE_GATE = env.choice("STORYBOARD_WRITE_GATE", "on", "off") == "on"
