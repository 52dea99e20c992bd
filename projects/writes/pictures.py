"""An own picture in place of a shot's drawn frame: kept in the data folder, taken away and brought back by undo."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from projects.core.findings import Refused
from projects.media.pictures import SIZES, SUFFIX, Pictures
from projects.media.places import picture_file
from projects.models import Picture, Project, Shot, User
from projects.writes.shots_gate import kept_shot
from projects.writes.step import put
from projects.writes.transaction import changing, log


def _store(project: Project, pictures: Pictures) -> None:
    """Writes the files beside their names, then renames them: none is ever half there."""
    for size, data in pictures.files.items():
        path = picture_file(project.pk, pictures.digest, size)
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            part.write_bytes(data)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


def _kept(locked: Project, pictures: Pictures, by: User) -> Picture:
    """The row of a picture whose files are stored."""
    picture, _ = Picture.objects.get_or_create(
        project=locked, digest=pictures.digest,
        defaults={"file": f"{pictures.digest}{SUFFIX}", "width": pictures.width, "height": pictures.height, "by": by},
    )  # fmt: skip
    return picture


def set_logo(project: Project, pictures: Pictures, *, by: User) -> None:
    """Puts a checked picture at the top of the project's paper."""
    _store(project, pictures)
    with changing(project, by=by) as locked:
        picture = _kept(locked, pictures, by)
        if locked.logo_id == picture.pk:
            return
        put(locked, locked, logo=picture)
        log(locked, by, "settings-logo-set")


def remove_logo(project: Project, *, by: User) -> None:
    """Takes the logo away. The picture stays in the data folder for the way back."""
    with changing(project, by=by) as locked:
        if locked.logo_id is None:
            raise Refused("The paper has no logo.")
        put(locked, locked, logo=None)
        log(locked, by, "settings-logo-removed")


def store_all(project: Project, found: Mapping[str, Pictures]) -> None:
    """Puts the files of checked pictures, by code of their shots, into the data folder."""
    for pictures in found.values():
        _store(project, pictures)


def put_all_pictures(locked: Project, found: Mapping[str, Pictures], by: User) -> int:
    """Shows stored pictures in place of the drawn frames of these shots; inside of `changing`. How many differ by it."""
    changed = 0
    for row in Shot.objects.filter(project=locked, code__in=list(found), deleted_at__isnull=True):
        picture = _kept(locked, found[row.code], by)
        if row.picture_id != picture.pk:
            put(locked, row, by, picture=picture)
            changed += 1
    return changed


def set_picture(project: Project, code: str, pictures: Pictures, *, by: User) -> None:
    """Puts a checked picture in place of the drawn frame of a shot."""
    _store(project, pictures)
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        picture = _kept(locked, pictures, by)
        if row.picture_id == picture.pk:
            return
        put(locked, row, by, picture=picture)
        log(locked, by, "picture-set", code)


def remove_picture(project: Project, code: str, *, by: User) -> None:
    """Shows the drawn frame again. The picture stays in the data folder for the way back."""
    with changing(project, by=by) as locked:
        row = kept_shot(locked, code)
        if row.picture_id is None:
            raise Refused(f"{code} has no picture of its own.")
        put(locked, row, by, picture=None)
        log(locked, by, "picture-removed", code)


def copy_pictures(source: Project, target: Project, *, by: User) -> None:
    """Gives the shots of a project's copy the pictures of the shots that they are copies of."""
    rows = Shot.objects.filter(project=source, deleted_at__isnull=True, picture__isnull=False).select_related("picture")
    kept: dict[str, Picture | None] = {}
    for row in rows:
        picture = row.picture
        assert picture is not None  # noqa: S101 - the query says so
        if picture.digest not in kept:
            paths = {size: picture_file(source.pk, picture.digest, size) for size in SIZES}
            if not all(path.is_file() for path in paths.values()):
                # Lost on disk: the copy shows the drawn frame.
                kept[picture.digest] = None
                continue
            files = {size: path.read_bytes() for size, path in paths.items()}
            _store(target, Pictures(picture.digest, picture.width, picture.height, files))
            kept[picture.digest] = Picture.objects.create(
                project=target, digest=picture.digest, file=picture.file, width=picture.width, height=picture.height, by=by
            )
        Shot.objects.filter(project=target, code=row.code).update(picture=kept[picture.digest])  # None: it has none
