"""Two states of a shot beside each other: words of the prompt, parameters, fields, and what caused the difference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from projects.core.diff import word_diff
from projects.core.fixing import STATE_FIELDS
from projects.core.words import without_article

Data = Mapping[str, Any]
Words = list[tuple[str, str]]

# What an approval holds for beside the wording, by its name in `computed`; `negative_prompt` is told word by word.
PARAMETERS = {
    "model": "Model", "quality": "Quality", "duration": "Duration (s)", "resolution": "Resolution",
    "aspect_ratio": "Aspect ratio", "fps": "Frames per second", "cfg": "CFG", "seed": "Seed",
    "starts_from": "Starts from", "continuity": "Continuity", "dialect": "Prompts are written as",
}  # fmt: skip
# Fields of the shot whose own words or choices are told; parameters are told as they go out.
_FIELDS = (
    "title subject action environment lighting style camera shot_size framing angle lens camera_note custom_prompt fantasy "
    "anchors without breaks previews attempt boundary state_in state_out dialogue notes"
).split()
# The parts of a thing in the order they are told in; a database may keep them in another.
_PARTS = ("move", "direction", "speed", "shot", "frame", "anchor", "reason")
_LONG = frozenset(
    "subject action environment lighting style camera_note custom_prompt negative_prompt dialogue notes".split()
)
# Labels of fields that an approval holds for by their wording; the part that anchors play is told as a cause.
_HELD = frozenset(
    name.replace("_", " ").capitalize()
    for name in (
        "subject action environment lighting style camera shot_size framing angle lens camera_note custom_prompt fantasy "
        "negative_prompt"
    ).split()
)


@dataclass(frozen=True, slots=True)
class State:
    """One side: a version, or the shot as it stands now. `data` is what `core.freezing.frozen` gives."""

    prompt: str
    data: Data


@dataclass(frozen=True, slots=True)
class Difference:
    """One value on both sides; `words` tells a long text word by word."""

    label: str
    was: str
    now: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs between two states of a shot. `known` says whether both tell the settings and anchors in force."""

    prompt: Words
    negative: Words
    parameters: tuple[Difference, ...]
    fields: tuple[Difference, ...]
    causes: tuple[str, ...]
    known: bool

    @property
    def same(self) -> bool:
        """Whether there is nothing to tell."""
        told = differs(self.prompt) or differs(self.negative)
        return not (told or self.parameters or self.fields or self.causes)

    @property
    def beside(self) -> tuple[Difference, ...]:
        """Fields that an approval holds for though no word of the prompt moved, such as those under a custom prompt."""
        return () if differs(self.prompt) else tuple(item for item in self.fields if item.label in _HELD)


def differs(words: Words) -> bool:
    """Whether two texts that were compared word by word are not the same."""
    return any(what != "same" for what, _ in words)


def compared(before: State, after: State) -> Compared:
    """What differs between two states of a shot."""
    old, new = (state.data.get("computed") or {} for state in (before, after))
    known = bool(old) and bool(new)
    negative = word_diff(*[str(side.get("negative_prompt") or "") for side in _sides(before, after, old, new, known)])
    fields = _FIELDS if differs(negative) else [*_FIELDS, "negative_prompt"]  # else it is told as it goes out
    return Compared(
        prompt=word_diff(before.prompt, after.prompt),
        negative=negative,
        parameters=tuple(_parameters(*_sides(before, after, old, new, known))),
        fields=tuple(_fields(before.data, after.data, fields)),
        causes=tuple(_causes(old, new)) if known else (),
        known=known,
    )


def _sides(before: State, after: State, old: Data, new: Data, known: bool) -> tuple[Data, Data]:
    """What goes out on both sides; where one does not tell it, the shots' own values."""
    return (old, new) if known else (before.data, after.data)


def _parameters(old: Data, new: Data) -> Iterator[Difference]:
    for name, label in PARAMETERS.items():
        was, now = told(old.get(name)), told(new.get(name))
        if was != now:
            yield Difference(label, was, now)


def _fields(old: Data, new: Data, names: Iterable[str]) -> Iterator[Difference]:
    for name in names:
        was, now = told(old.get(name)), told(new.get(name))
        if was != now:
            words = word_diff(was, now) if name in _LONG and was and now else None
            yield Difference(name.replace("_", " ").capitalize(), was, now, words)


def told(value: Any) -> str:
    """A value of a document in words: lists one after the other, the parts of a thing too."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        if set(value) <= set(STATE_FIELDS):
            return "; ".join(f"{name.replace('_', ' ')}: {told(value[name])}" for name in STATE_FIELDS if value.get(name))
        between = " " if "move" in value else ": "
        listed = sorted(value, key=lambda name: (_PARTS.index(name) if name in _PARTS else len(_PARTS), name))
        return between.join(part for part in (told(value[name]) for name in listed) if part)
    if isinstance(value, (list, tuple)):
        return "; ".join(part for part in map(told, value) if part)
    return str(value)


def _causes(old: Data, new: Data) -> Iterator[str]:
    """Why the shot reads otherwise though nobody may have written in it: anchors, and the part that each plays."""
    was = {anchor["key"]: anchor for anchor in old.get("anchors", ())}
    now = {anchor["key"]: anchor for anchor in new.get("anchors", ())}
    for key, anchor in now.items():
        if key in was:
            yield from _anchor_causes(was[key], anchor)
        else:
            yield f"{_name(anchor)} is in use now."
    for key, anchor in was.items():
        if key not in now:
            yield f"{_name(anchor)} is no longer in use."
    if list(was) != list(now) and set(was) == set(now):
        yield "The anchors stand in another order."


def _anchor_causes(was: Data, now: Data) -> Iterator[str]:
    name = _name(now)
    if was["name"] != now["name"]:
        yield f"{_name(was)} is called {name} now."
    if was["kind"] != now["kind"]:
        yield f"{name} is now of the kind {now['kind']}; it was {was['kind']}."
    if was["description"] != now["description"]:
        yield f"{name}: {_what_changed(str(was['description']), str(now['description']))}"
    if was["role"] != now["role"] or bool(was["established_in"]) != bool(now["established_in"]):
        yield _part(name, now)


def _what_changed(was: str, now: str) -> str:
    """Two wordings in short: from the first word that differs to the last, and the word after it."""
    if not was or not now:
        return f"{was or 'no description'} → {now or 'no description'}"
    runs = word_diff(was, now)
    differ = [at for at, (what, _) in enumerate(runs) if what != "same"]
    middle = runs[differ[0] : differ[-1] + 1]
    old, new = ("".join(text for what, text in middle if what in ("same", side)).strip(" ,") for side in ("gone", "new"))
    if not old or not new:
        return f"“{new}” added" if new else f"“{old}” taken out"
    after = runs[differ[-1] + 1][1].split(maxsplit=1)[0].strip(",") if differ[-1] + 1 < len(runs) else ""
    return f"{old} {after}".strip() + " → " + f"{new} {after}".strip()


def _part(name: str, now: Data) -> str:
    if now["role"] == "establishes":
        return f"{name} is now established here."
    if now["role"] == "breaks":
        return f"{name} is now broken here on purpose."
    there = now["established_in"]
    return f"{name} is now carried from {there}, which comes before this shot." if there else f"{name} is now carried."


def _name(anchor: Data) -> str:
    return without_article(str(anchor["name"]))
