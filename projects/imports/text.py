"""A pasted shot list or story as a board: scenes, shots in order, first frames sorted into slots, nothing lost.

Understood: `# Title`, a logline before the first scene, `## Scene 1`, `Scene 2: The harbour`, shots as `1.`, `1)`,
`-`, `Shot 1:` or paragraphs apart, and lines such as `First frame:`, `Lighting:` or `Dialogue:` inside a shot.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from projects.core.board import Board, Scene, Shot
from projects.core.catalog import Catalog
from projects.core.document_values import TEXT_MAX
from projects.core.ordering import first_codes, slug_keys
from projects.core.parsing import Parsed, parse
from projects.core.parsing_frame import sort_frame
from projects.imports.text_duration import bare_duration, duration
from projects.imports.text_lines import Draft, DraftScene, DraftShot, StoryError, read_draft

__all__ = ["StoryError", "read_story"]

TITLE_MAX = 200
SHOTS_MAX = 5_000
_DEFAULT_DURATION = Decimal(10)
_TITLE_WORDS = 8
_ENDS = '.!?…。！？।؟۔:;,"”’)'
# What is left around a phrase cut out (the NUL stands for it): a bracket pair, a comma or a stop too many.
_WITHOUT = re.compile(
    r"[(\[]\s*\x00\s*[)\]]|^\s*\x00\s*[,;:.–—-]*\s*|\s*[,;–—-]\s*\x00(?=\s*(?:$|[,;.]))|\s*\x00\s*\.?\s*$"
)
_TEXTS = ("subject", "action", "environment", "lighting", "style", "camera_note", "notes", "dialogue", "negative_prompt")


class _Slots(TypedDict):
    subject: str
    action: str
    environment: str
    lighting: str
    style: str


def read_story(text: str, catalog: Catalog, title: str | None = None) -> Board:
    """The board that a pasted text describes; it is its own preview, nothing is saved.

    `title` goes before the text's own. Raises StoryError, with the line, for an empty text, control characters,
    a text over 10,000 characters in one place, a title over 200, more than 5,000 shots.
    """
    draft = read_draft(text, catalog)
    shots = [shot for scene in draft.scenes for shot in scene.shots]
    if not shots:
        raise StoryError(1, "there is no shot in this text")
    if len(shots) > SHOTS_MAX:
        raise StoryError(shots[SHOTS_MAX].line, f"more than {SHOTS_MAX:,} shots")
    name, brief = _title(draft, title)
    _fits(brief, "the text before the first shot", draft.brief_line)
    codes = first_codes(())
    keys = slug_keys([scene.title for scene in draft.scenes], (), "scene")
    scenes = tuple(
        Scene(key, scene.title, shots=tuple(_shot(next(codes), shot, scene, catalog) for shot in scene.shots))
        for key, scene in zip(keys, draft.scenes, strict=True)
    )
    return Board(name, brief=brief, model=catalog.default_model, scenes=scenes)


def _title(draft: Draft, given: str | None) -> tuple[str, str]:
    """The title and the brief. A heading that a given title replaces stays in the brief."""
    brief = "\n\n".join(part for part in draft.brief if part)
    given = " ".join((given or "").split())
    heading = draft.title
    if given and heading and given != heading:
        brief = f"{heading}\n\n{brief}" if brief else heading
    name = given or heading
    if not name:
        first = next(shot for scene in draft.scenes for shot in scene.shots)
        words = (draft.brief[0] if draft.brief else first.text() or " ".join(map(first.part, first.parts))).split()
        name = " ".join(words[:_TITLE_WORDS])[:TITLE_MAX].rstrip(".,;: ") or "Story"
    if len(name) > TITLE_MAX:
        raise StoryError(draft.title_line, f"the title is over {TITLE_MAX} characters long")
    return name, brief


def _fits(text: str, what: str, line: int) -> None:
    if len(text) > TEXT_MAX:
        raise StoryError(line, f"{what} is over {TEXT_MAX:,} characters long")


def _join(*texts: str) -> str:
    """Texts one after another; a full stop where one has no end of its own."""
    joined = ""
    for text in texts:
        if joined and text:
            joined += (" " if joined[-1] in _ENDS else ". ") + text
        else:
            joined += text
    return joined


def _shot(key: str, draft: DraftShot, scene: DraftScene, catalog: Catalog) -> Shot:
    """One shot with everything that was said about it in some field."""
    text, frame = draft.text(), draft.part("frame")
    _fits(text, "the shot", draft.line)
    _fits(frame, "the first frame", draft.line)
    framed = sort_frame(frame, catalog) if frame else {}
    described = bool(framed.get("subject") or draft.part("subject") or draft.part("action"))
    seconds, text, aside = _seconds(draft, text, cut=not described)
    said = parse(text, catalog, whole=described)
    told = parse(draft.part("camera"), catalog, whole=True)
    slots, overflow = _slots(draft, (said, told), framed)
    lead = scene.lead() if scene.shots[0] is draft else ""
    notes = (lead, framed.get("notes", ""), draft.part("notes"), aside, *overflow)
    shot = replace(
        Shot(key, **slots),
        camera=said.camera + tuple(move for move in told.camera if move not in said.camera),
        shot_size=said.shot_size or told.shot_size,
        framing=said.framing or told.framing,
        angle=said.angle or told.angle,
        lens=said.lens or told.lens,
        camera_note=_join(said.rest_camera, told.rest_camera),
        duration=seconds or _DEFAULT_DURATION,
        dialogue=draft.part("dialogue"),
        negative_prompt=draft.part("negative"),
        notes="\n".join(part for part in notes if part),
    )
    for name in _TEXTS:
        _fits(getattr(shot, name), f"the {name.replace('_', ' ')} of this shot", draft.line)
    return shot


def _slots(draft: DraftShot, parsed: tuple[Parsed, ...], framed: dict[str, str]) -> tuple[_Slots, list[str]]:
    """The five slots, and what of the first frame they cannot hold."""
    overflow: list[str] = []

    def slot(name: str) -> str:
        said, *told = (str(getattr(part, name)) for part in parsed)
        own = _join(said, draft.part(name), *told)
        full = _join(own, framed.get(name, ""))
        if len(full) <= TEXT_MAX:
            return full
        overflow.append(framed.get(name, ""))
        return own

    slots = _Slots(
        subject=slot("subject"),
        action=slot("action"),
        environment=slot("environment"),
        lighting=slot("lighting"),
        style=slot("style"),
    )
    return slots, overflow


def _seconds(draft: DraftShot, text: str, *, cut: bool) -> tuple[Decimal | None, str, str]:
    """The duration, the text of the shot, and what goes to the notes.

    That is a `Duration:` line that states none and, with `cut`, a phrase that states nothing but the duration.
    """
    line = draft.part("duration")
    seconds = bare_duration(line, draft.catalog) if line else None
    if seconds is not None:
        return seconds, text, ""
    aside = f"{draft.label('duration')}: {line}" if line else ""
    stated = duration(text, draft.catalog)
    if stated is None:
        return None, text, aside
    if not cut or stated.start == stated.end:
        return stated.seconds, text, aside
    phrase = text[stated.start : stated.end].strip()
    left = _WITHOUT.sub("", f"{text[: stated.start]}\x00{text[stated.end :]}")
    return stated.seconds, left.replace("\x00", " ").strip(), f"{aside}\n{phrase}".strip()
