"""Every craft rule, in the order in which reports ask them: about one shot, and about a whole plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from projects.core.craft_action import static_action
from projects.core.craft_camera import camera
from projects.core.craft_conflict import conflict
from projects.core.craft_light import vague_lighting
from projects.core.craft_load import no_negative, overloaded
from projects.core.craft_model import (
    crop_loss,
    duration,
    low_cfg,
    no_preview,
    ratio_destination,
    retired,
    seed_unsupported,
    unsupported,
)
from projects.core.craft_physics import physics
from projects.core.craft_settings import parameters_in_text
from projects.core.craft_slots import empty_slot, generic_subject, vague_environment
from projects.core.findings import Finding
from projects.core.shot_context import ShotContext

__all__ = ["CRAFT_RULES", "CRAFT_SEQUENCE_RULES", "PROMPT_RULES", "Rule", "crop_loss"]

Rule = Callable[[ShotContext], Iterator[Finding]]

# What a prompt can be held to by itself, wherever it comes from: `check_prompts` asks these alone.
PROMPT_RULES: tuple[Rule, ...] = (
    generic_subject,
    static_action,
    vague_environment,
    vague_lighting,
    camera,
    conflict,
    physics,
    overloaded,
    parameters_in_text,
)

CRAFT_RULES: tuple[Rule, ...] = (empty_slot, *PROMPT_RULES, duration, no_preview, low_cfg, unsupported)

CRAFT_SEQUENCE_RULES = (no_negative, ratio_destination, retired, seed_unsupported)
