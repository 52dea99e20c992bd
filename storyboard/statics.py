"""Static files: which ones the installed packages contribute, and how they are collected."""

import hashlib
import io
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "static.stamp"


class StaticFiles(StaticFilesConfig):
    """Leaves out what no page asks for: source maps, builds for bundlers, the next htmx."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(
            "*.map",
            "*.rtl.*",
            "*.esm.*",
            "ext",  # extensions of htmx: no page uses one
            "bootstrap-*",
            "bootstrap.css",
            "bootstrap.js",
            "bootstrap.bundle.js",
        ),
        *("*-4.js", "*-4.min.js"),
    ]


class Storage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library is not typed
    """Hashed names and compressed copies, in imports of modules too. References to source maps, left out above, stay."""

    support_js_module_import_aggregation = True

    patterns = tuple(
        (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for glob, rules in CompressedManifestStaticFilesStorage.patterns
    )


def collect_when_changed() -> bool:
    """Collect the static files unless the very same ones are there already; True where it was done."""
    stamp = settings.STORYBOARD_DATA / STAMP
    state = fingerprint()
    if stamp.exists() and stamp.read_text() == state and Path(settings.STATIC_ROOT).is_dir():
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=io.StringIO())
    stamp.write_text(state)
    return True


def fingerprint() -> str:
    """A digest over name, size and time of every file that would be collected."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(StaticFiles.ignore_patterns):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return digest.hexdigest()
