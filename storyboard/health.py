"""Two answers for whoever watches the server: is the process alive, and can it work."""

from functools import cache

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks the database nothing."""
    return HttpResponse("live\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated, else 503 with a word why; one query."""
    try:
        applied = set(MigrationRecorder.Migration.objects.values_list("app", "name"))
    except DatabaseError:
        return _not_ready("no answer from the database")
    if not needed_migrations() <= applied:
        return _not_ready("the database is not migrated")
    return HttpResponse("ready\n", content_type="text/plain")


@cache
def needed_migrations() -> frozenset[tuple[str, str]]:
    """(app, name) of the last migration of each app in this release."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _not_ready(reason: str) -> HttpResponse:
    answer = HttpResponse(f"not ready: {reason}\n", content_type="text/plain", status=503)
    answer["Retry-After"] = "5"
    return answer
