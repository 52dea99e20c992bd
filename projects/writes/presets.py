"""Presets of the export page: options under a name, for everybody in the project."""

from __future__ import annotations

from projects.core.board import Preset
from projects.core.document_later import kept_board_values
from projects.core.document_post import PRESETS_MAX
from projects.core.findings import Refused
from projects.core.paper_options import Options
from projects.models import Project, User
from projects.writes.rows import keep_later
from projects.writes.transaction import changing, log

NAME_MAX = 80


def save_preset(project: Project, name: str, options: Options, *, by: User) -> bool:
    """Keeps options under a name; the ones that had this name give way. Whether the name is new."""
    name = " ".join(name.split())
    if not name:
        raise Refused("Give the preset a name.")
    if len(name) > NAME_MAX:
        raise Refused(f"The name of a preset has {NAME_MAX} characters at most.")
    with changing(project, by=by) as locked:
        presets = _presets(locked)
        new = name not in {preset.name for preset in presets}
        if new and len(presets) >= PRESETS_MAX:
            raise Refused(f"A project keeps {PRESETS_MAX} presets at most. Delete one first.")
        if not new and Preset(name, options) in presets:
            return False
        kept = [Preset(name, options) if preset.name == name else preset for preset in presets]
        keep_later(locked, presets=(*kept, Preset(name, options)) if new else tuple(kept))
        log(locked, by, "settings-preset-saved", name)
    return new


def delete_preset(project: Project, name: str, *, by: User) -> None:
    """Takes a preset away. Refused where there is none of this name any more."""
    with changing(project, by=by) as locked:
        presets = _presets(locked)
        kept = tuple(preset for preset in presets if preset.name != name)
        if len(kept) == len(presets):
            raise Refused("This preset is gone already.")
        keep_later(locked, presets=kept)
        log(locked, by, "settings-preset-deleted", name)


def _presets(locked: Project) -> tuple[Preset, ...]:
    found: tuple[Preset, ...] = kept_board_values(locked.later)["presets"]
    return found
