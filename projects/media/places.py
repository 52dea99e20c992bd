"""Where files of people's own lie."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from projects.media.pictures import SUFFIX


def picture_file(project_id: int, digest: str, size: int) -> Path:
    """Where a picture of this project lies, in one of `media.pictures.SIZES`."""
    return Path(settings.STORYBOARD_DATA) / "media" / "pictures" / str(project_id) / f"{digest}-{size}{SUFFIX}"
