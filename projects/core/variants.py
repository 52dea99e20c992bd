"""Prompt variants of a shot, A to E: the one that is picked is the shot itself, the others wait beside it."""

from __future__ import annotations

from dataclasses import replace

from projects.core.board import VARIANT_FIELDS, VARIANTS, Shot, Variant
from projects.core.findings import Refused


def own_variant(shot: Shot) -> Variant:
    """The shot's own fields as a variant under its letter."""
    return Variant(shot.variant, **{name: getattr(shot, name) for name in VARIANT_FIELDS})


def variants_of(shot: Shot) -> tuple[Variant, ...]:
    """All variants of a shot by letter, the picked one among them."""
    return tuple(sorted((own_variant(shot), *shot.variants), key=lambda item: item.key))


def variant_named(shot: Shot, letter: str) -> Variant:
    """The variant with this letter. Refused where the shot has none."""
    for item in variants_of(shot):
        if item.key == letter:
            return item
    raise Refused(f"{shot.key} has no variant {letter}.")


def as_shot(shot: Shot, variant: Variant) -> Shot:
    """The shot as it would be with this variant picked: what is compiled, checked and priced."""
    if variant.key == shot.variant:
        return shot
    others = tuple(item for item in variants_of(shot) if item.key != variant.key)
    values = {name: getattr(variant, name) for name in VARIANT_FIELDS}
    return replace(shot, **values, variant=variant.key, variants=others)


def picked(shot: Shot, letter: str) -> Shot:
    """The shot with this variant picked; what it said before waits under its own letter. Refused where there is none."""
    return as_shot(shot, variant_named(shot, letter))


def with_variant(shot: Shot, variant: Variant) -> Shot:
    """The shot with a variant put in place of the one of its letter. The picked one is edited as the shot itself."""
    if variant.key == shot.variant:
        return replace(shot, **{name: getattr(variant, name) for name in VARIANT_FIELDS})
    others = tuple(item for item in shot.variants if item.key != variant.key)
    return replace(shot, variants=tuple(sorted((*others, variant), key=lambda item: item.key)))


def free_letter(shot: Shot) -> str | None:
    """The next letter that no variant of the shot has, None where all five are taken."""
    taken = {item.key for item in variants_of(shot)}
    return next((letter for letter in VARIANTS if letter not in taken), None)


def added(shot: Shot, like: str) -> tuple[Shot, str]:
    """The shot with a copy of a variant under the next free letter, and that letter. Refused where five are there."""
    letter = free_letter(shot)
    if letter is None:
        raise Refused(f"{shot.key} has five variants, which is the most. Delete one first.")
    return with_variant(shot, replace(variant_named(shot, like), key=letter)), letter


def removed(shot: Shot, letter: str) -> Shot:
    """The shot without this variant. Refused for the picked one."""
    variant_named(shot, letter)
    if letter == shot.variant:
        raise Refused(f"Variant {letter} is the one in use. Pick another first.")
    return replace(shot, variants=tuple(item for item in shot.variants if item.key != letter))
