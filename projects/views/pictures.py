"""Own pictures of shots: taken in by a form or by drop, and shown to members only."""

from __future__ import annotations

import re

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, for_project
from projects.core.findings import Refused
from projects.core.roles import Action
from projects.media.pictures import MOST_BYTES, SIZES, checked
from projects.media.places import picture_file
from projects.models import Picture, Project
from projects.views.canvas import known_or_404
from projects.views.shared import done_here
from projects.writes.pictures import remove_picture, set_picture

_DIGEST = re.compile(r"[0-9a-f]{64}")


@require_POST
@for_project(Action.EDIT)
def shot_picture(request: MemberRequest, project: Project, code: str) -> HttpResponse:
    """Takes in the file `picture` in place of the drawn frame, or with `remove` shows the drawn frame again."""
    known_or_404(project, code)
    if request.POST.get("remove"):
        remove_picture(project, code, by=request.person)
        sentence = f"{code} shows its drawn frame again."
    else:
        file = request.FILES.get("picture")
        if file is None:
            raise Refused("Choose a picture first.")
        if (file.size or 0) > MOST_BYTES:
            raise Refused(f"This file is over {MOST_BYTES // 1024 // 1024} MB. Save it smaller first.")
        set_picture(project, code, checked(file.read()), by=request.person)
        sentence = f"{code} shows your picture."
    return done_here(request, project, reverse("shot", args=[project.slug, code]), sentence)


@require_safe
@for_project(Action.VIEW)
def picture(request: MemberRequest, project: Project, digest: str, size: int) -> HttpResponseBase:
    """One picture of this project in one of the sizes that are kept."""
    known = _DIGEST.fullmatch(digest) and size in SIZES and Picture.objects.filter(project=project, digest=digest).exists()
    path = picture_file(project.pk, digest, size)
    if not known or not path.is_file():
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    # Its name is its content: it never changes. Only this person's browser may keep it.
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["Content-Disposition"] = f'inline; filename="{digest[:12]}.jpg"'
    return response
