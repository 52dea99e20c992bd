"""Rules over scenes and the running order, and the list of all that look at more than one shot."""

from __future__ import annotations

from collections.abc import Iterator

from projects.core.advice import ADVICE_RULES
from projects.core.findings import Finding, Fix
from projects.core.handover import HANDOVER_RULES
from projects.core.sequence_cuts import CUT_RULES
from projects.core.sequence_presence import PRESENCE_RULES
from projects.core.sequence_seeds import SEED_RULES
from projects.core.sequence_values import Placed, Sequence, SequenceRule

__all__ = ["SEQUENCE_RULES", "Placed", "Sequence", "SequenceRule"]


def no_anchor(seq: Sequence) -> Iterator[Placed]:
    """A scene of two or more shots has no environment anchor, or no lighting anchor, on any shot. Every clip would
    invent its own place or light. Add one to the scene."""
    for scene in seq.board.scenes:
        running = seq.running(scene)
        if len(running) < 2:
            continue
        kinds = {use.anchor.kind for shot in running for use in seq.contexts[shot.key].uses}
        for kind, what in (("environment", "place"), ("lighting", "light")):
            if kind not in kinds:
                yield (
                    running[0].key,
                    Finding(
                        "continuity.no-anchor",
                        "warning",
                        None,
                        f"No shot of this scene has {'an' if kind[0] == 'e' else 'a'} {kind} anchor: "
                        f"each clip will invent its own {what}.",
                        words=kind,
                        fixes=(Fix("anchor", f"Add {'an' if kind[0] == 'e' else 'a'} {kind} anchor", text=kind),),
                    ),
                )


def stale_reference(seq: Sequence) -> Iterator[Placed]:
    """A shot starts from a frame of a shot that no longer comes before it, or that was omitted or deleted. Choose
    another reference frame."""
    order = {key: at for at, (key, ctx) in enumerate(seq.contexts.items()) if not ctx.shot.omitted}
    for key, at in order.items():
        source = seq.contexts[key].shot.starts_from
        if source is None or source.shot is None or order.get(source.shot, at) < at:
            continue
        gone = "is no longer in the sequence" if source.shot not in order else "does not come before it"
        yield (
            key,
            Finding(
                "continuity.stale-reference",
                "warning",
                "starts_from",
                f"This shot starts from a frame of {source.shot}, which {gone}.",
                words=source.shot,
                fixes=(
                    Fix("set", "Start without a frame", "starts_from", ""),
                    Fix("open", "Choose another", "starts_from"),
                ),
            ),
        )


SEQUENCE_RULES: tuple[SequenceRule, ...] = (
    no_anchor,
    stale_reference,
    *PRESENCE_RULES,
    *HANDOVER_RULES,
    *SEED_RULES,
    *CUT_RULES,
    *ADVICE_RULES,
)
