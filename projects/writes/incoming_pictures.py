"""Pictures that come with a plan in an archive of ours: which would differ, and those that were chosen, checked anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from projects.core.findings import Refused
from projects.core.incoming import Incoming
from projects.core.incoming_plan import Choices, Plan, tick
from projects.media.pictures import Pictures, checked
from projects.models import Project, Shot


@dataclass(frozen=True, slots=True)
class Coming:
    """A picture for the shot of this code. `new`: the shot comes with it; `other`: it would replace another picture."""

    code: str
    data: bytes
    new: bool
    other: bool

    @property
    def tick(self) -> str:
        """The name of its tick."""
        return tick(self.code, "picture")

    def taken(self, choices: Choices) -> bool:
        """Whether it is chosen; where another stands, only by a tick that somebody set."""
        return choices.take(self.tick, not self.other) and not (self.new and not choices.take(tick(self.code)))


def coming(project: Project | None, plan: Plan, incoming: Incoming) -> tuple[Coming, ...]:
    """The pictures that differ from what stands, in the order of the file."""
    if not incoming.pictures:
        return ()
    rows = Shot.objects.filter(project=project, deleted_at__isnull=True) if project else Shot.objects.none()
    standing = dict(rows.values_list("code", "picture__digest"))
    found = []
    for entry in plan.entries:
        scene, at = entry.place
        data = incoming.pictures.get(incoming.scenes[scene].shots[at].key)
        now = standing.get(entry.key)
        # What is kept is known by the digest of the very file that an archive holds.
        if data is not None and now != hashlib.sha256(data).hexdigest():
            found.append(Coming(entry.key, data, entry.shot is not None, now is not None))
    return tuple(found)


def read_pictures(found: Iterable[Coming], choices: Choices) -> tuple[dict[str, Pictures], list[str]]:
    """What was chosen, by code, checked and made anew as an upload is; and a sentence for each that cannot be used."""
    read: dict[str, Pictures] = {}
    told = []
    for item in found:
        if not item.taken(choices):
            continue
        try:
            read[item.code] = checked(item.data)
        except Refused as error:
            told.append(f"The picture of {item.code} was left out: {error}")
    return read, told
