"""The prompts as Markdown: to be read, kept in a repository, or pasted into a page."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.figures import clock, day, plural
from projects.core.paper_entries import entry_of, post_line
from projects.core.paper_options import Options
from projects.core.report import SceneReport, ShotReport
from projects.exports.marked_text import fenced, quoted, shown
from projects.exports.material import Material


def write(material: Material) -> bytes:
    """UTF-8. A heading a scene, a smaller one a shot with parameters, the prompt in a fenced block, and what is said of it.

    With open errors the second line says DRAFT; no prompt ever does.
    """
    return ("\n\n".join(_parts(material)) + "\n").encode("utf-8")


def _parts(material: Material) -> Iterator[str]:
    report, about = material.report, material.facts
    yield f"# {shown(report.board.title)}"
    if report.draft:
        yield f"**DRAFT: {plural(report.errors, 'open error')}**"
    snapshot = [f"snapshot {shown(about.snapshot)}"] if about.snapshot else []
    facts = [plural(report.shots, "shot"), clock(report.duration), f"version {about.revision}", *snapshot]
    yield " · ".join([*facts, f"{day(about.now)} UTC"])
    if report.board.brief.strip():
        yield quoted(report.board.brief)
    if report.board.post:
        yield "Finishing, every shot:\n\n" + "\n".join(
            f"{at}. {shown(post_line(step, material.catalog))}" for at, step in enumerate(report.board.post, 1)
        )
    for scene in report.scenes:
        running = [item for item in scene.shots if not item.shot.omitted]
        if running:
            yield _heading(scene)
        for item in running:
            yield from _shot(item, material)


def _heading(scene: SceneReport) -> str:
    return f"## {scene.number} · {shown(scene.scene.title or scene.scene.key)}"


def _shot(item: ShotReport, material: Material) -> Iterator[str]:
    entry = entry_of(item, material.catalog, material.facts.approvals.get(item.shot.key), Options())
    yield f"### {entry.number} {entry.code}{f' · {shown(entry.title)}' if entry.title.strip() else ''}"
    facts = [*([("Camera", entry.camera)] if entry.camera else []), *((fact.label, fact.value) for fact in entry.facts)]
    facts += [("Credits", entry.credits), ("Status", f"{entry.status}{f', {entry.approval}' if entry.approval else ''}")]
    yield "\n".join(f"- {label}: {shown(value)}" for label, value in facts)
    yield fenced(item.prompt.text) if item.prompt.text.strip() else "(no prompt)"
    if item.negative.strip():
        yield f"Negative prompt:\n\n{fenced(item.negative)}"
    for label, text in (("Dialogue", entry.dialogue), ("Notes", entry.notes)):
        if text.strip():
            yield f"{label}:\n\n{quoted(text)}"
    if item.shot.post is not None:
        yield f"Finishing: {shown('; '.join(entry.post)) if entry.post else 'none'}"
    if entry.breaks:
        yield "\n".join(f"- Break, {shown(text)}" for text in entry.breaks)
    if entry.errors:
        yield "\n".join(f"- **Open error:** {shown(text)}" for text in entry.errors)
