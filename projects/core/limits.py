"""Honest limits: what words cannot hold, said where it matters.

Measured elsewhere on one film of six shots: anchors repeated word for word held places, props and clothes, and no face.
Words about a face are followed anew in every clip; a reference frame shows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.board import Anchor, Shot
from projects.core.catalog import Catalog
from projects.core.findings import Finding, Fix
from projects.core.names import mentions
from projects.core.noun_phrases import NounPhrases, noun_phrases
from projects.core.sequence import Placed, Sequence, SequenceRule
from projects.core.shot_context import ShotContext
from projects.core.use import Use
from projects.core.wording import clean
from projects.core.words import CLAUSE_END, singular, tokens, unquoted, without_article

# How many shots back the editor offers frames of.
REACH = 12
_ARTICLES = frozenset({"a", "an", "the"})
_NONE: frozenset[str] = frozenset()


def is_person(anchor: Anchor, catalog: Catalog) -> bool:
    """Whether a subject anchor reads as somebody human, by the head of its name or of how it is described.

    `a lighthouse keeper in his sixties` and `Mara, a woman in her thirties` do; `a cup with her initials`, animals,
    crowds, and a name that is described by features alone do not.
    """
    if anchor.kind != "subject":
        return False
    reader = noun_phrases(catalog)
    name = without_article(anchor.name)
    if _human(name, reader, catalog):
        return True
    description = clean(anchor.description)
    first, _, rest = _split(description)
    if _human(first, reader, catalog):
        return True
    # "Mara, a woman ...": the first part is no more than the name.
    return bool(rest) and mentions(name, first.strip()) and _human(_split(rest)[0], reader, catalog)


def _split(text: str) -> tuple[str, str, str]:
    match = CLAUSE_END.search(text)
    return (text, "", "") if match is None else (text[: match.start()], match.group(), text[match.end() :])


def _human(text: str, reader: NounPhrases, catalog: Catalog) -> bool:
    """Whether the first noun phrase of a text has a human being as its head."""
    words = tokens(f"a {text}")  # a run begins at a word that hangs on the one before
    start = next((at for at, token in enumerate(words) if token.word not in _ARTICLES), len(words))
    head = reader.head(reader.run(words, start))
    if head is None or head.possessive:
        return False
    said, lists = {head.word, singular(head.word)}, catalog.words
    if said & lists.get("no-face-people", _NONE):
        return False
    return reader.person(head.word) or bool(said & lists.get("face-people", _NONE))


def _shows_face(ctx: ShotContext) -> bool:
    """Whether a shot is framed so close that a face would be known again, and speaks of nothing else."""
    shot, lists = ctx.shot, ctx.catalog.words
    if ctx.custom or shot.shot_size not in lists.get("face-sizes", _NONE):
        return False
    if shot.framing in lists.get("faceless-framings", _NONE):
        return False
    typed = f"{shot.subject} {shot.action} {shot.camera_note}"
    return not {token.word for token in tokens(unquoted(typed))} & lists.get("faceless", _NONE)


def _setting(ctx: ShotContext) -> frozenset[str]:
    """The places and lights that a shot shows."""
    return frozenset(u.anchor.key for u in ctx.uses if u.anchor.kind in ("environment", "lighting") and u.role != "breaks")


def _shows(ctx: ShotContext, key: str) -> bool:
    """Whether a frame of this shot shows an anchor near enough to tell a face."""
    far = ctx.shot.shot_size in ctx.catalog.words.get("far-sizes", _NONE)
    return not far and any(use.anchor.key == key and use.role != "breaks" for use in ctx.uses)


def _source(use: Use, ctx: ShotContext, before: list[Shot], contexts: Sequence) -> str | None:
    """The shot whose frame would serve: it shows the face, in the same place and light. The establishing one first."""
    here = _setting(ctx)
    near = [contexts.contexts[shot.key] for shot in before[-REACH:] if not shot.omitted]
    fits = [other.shot.key for other in near if _shows(other, use.anchor.key) and _setting(other) == here]
    if use.established_in in fits:
        return use.established_in
    return fits[-1] if fits else None


def face_needs_frame(seq: Sequence) -> Iterator[Placed]:
    """A person comes back in a close shot that starts from words alone. Words hold places, props and clothes, not faces:
    let the shot start from a frame that shows the person. Said once a scene for each person."""
    before: list[Shot] = list(seq.before)
    persons: dict[str, bool] = {}
    for scene in seq.board.scenes:
        said: set[str] = set()
        for shot in scene.shots:
            ctx = seq.contexts[shot.key]
            for use in _carried_close(ctx):
                key = use.anchor.key
                if key not in persons:
                    persons[key] = is_person(use.anchor, ctx.catalog)
                if persons[key] and key not in said:
                    said.add(key)
                    yield shot.key, _finding(use, _source(use, ctx, before, seq))
            before.append(shot)


def _carried_close(ctx: ShotContext) -> list[Use]:
    """The subjects that a close shot carries by words alone, where the model would take a frame."""
    shot = ctx.shot
    if shot.omitted or shot.starts_from is not None or not _shows_face(ctx) or ctx.facts.first_frame is False:
        return []
    return [use for use in ctx.uses if use.role == "carries" and use.anchor.kind == "subject"]


def _finding(use: Use, source: str | None) -> Finding:
    name = without_article(use.anchor.name)
    label, text = f"Start from the last frame of {source}", f"{source}:last"
    if source is None:
        label, text = f"Plan a picture of {name} to start from", "upload"
    fix = Fix("set", label, "starts_from", text, anchor=use.anchor.key)
    return Finding(
        "continuity.face-needs-frame", "hint", "starts_from",
        f"Words hold places, props and clothes, not faces: plan a reference frame of {name}.",
        words=name, anchor=use.anchor.key, fixes=(fix,),
    )  # fmt: skip


LIMIT_SEQUENCE_RULES: tuple[SequenceRule, ...] = (face_needs_frame,)
