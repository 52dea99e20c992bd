"""How a plan is put on paper and into files: layout, scope, columns, paper and ink. Read from forms, links and presets."""

from __future__ import annotations

from dataclasses import dataclass

LAYOUTS = ("table", "grid", "pages", "deck")
SCOPES = ("project", "scenes", "shots", "approved", "changed")
PER_PAGE = (3, 6, 8, 9, 12)
PAPERS = ("a4", "letter")
ORIENTATIONS = ("landscape", "portrait")
INKS = ("colour", "black")
# Columns of the table in their usual order, with their headings.
COLUMNS = {
    "number": "Shot",
    "frame": "Frame",
    "title": "Title",
    "prompt": "Prompt",
    "camera": "Camera",
    "start": "Start",
    "duration": "Duration",
    "parameters": "Parameters",
    "anchors": "Anchors",
    "seed": "Seed",
    "model": "Model",
    "dialogue": "Dialogue",
    "notes": "Notes",
    "post": "Finishing",
    "status": "Status",
    "credits": "Credits",
}
USUAL = ("number", "frame", "prompt", "parameters", "credits")


@dataclass(frozen=True, slots=True)
class Options:
    """What goes on the paper and how. `keys` are scene or shot keys where the scope asks for them.

    `since` is what "changed" counts from; `dialect` "" is the project's own; `appendix` puts prompts at the end.
    """

    layout: str = "table"
    scope: str = "project"
    keys: tuple[str, ...] = ()
    since: str = ""
    columns: tuple[str, ...] = USUAL
    per_page: int = 6
    paper: str = "a4"
    orientation: str = "landscape"
    ink: str = "colour"
    dialect: str = ""
    threads: bool = True
    legend: bool = True
    sign_off: bool = True
    appendix: bool = False
