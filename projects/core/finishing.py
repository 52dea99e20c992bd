"""What is done to clips after they were generated: names of steps, and the usual chain of them."""

from __future__ import annotations

from projects.core.board import PostStep
from projects.core.catalog import Catalog


def tool_of(text: str, catalog: Catalog) -> str:
    """What a step keeps for a name that somebody typed: the id of the tool that is known by it, else the name itself."""
    name = " ".join(text.split())
    wanted = name.casefold()
    for tool in catalog.post_tools.values():
        if wanted in (tool.id.casefold(), tool.label.casefold()):
            return tool.id
    return name


def tool_name(tool: str, catalog: Catalog) -> str:
    """The name under which a step is shown and edited."""
    known = catalog.post_tools.get(tool)
    return tool if known is None else known.label


def usual_chain(catalog: Catalog) -> tuple[PostStep, ...]:
    """The chain of the guide: base clip, style pass, grade, upscale."""
    listed = sorted((tool.chain, tool.id) for tool in catalog.post_tools.values() if tool.chain)
    return tuple(PostStep(name) for _, name in listed)


def moved(steps: tuple[PostStep, ...], at: int, by: int) -> tuple[PostStep, ...]:
    """The steps with one of them moved up (-1) or down (1); unchanged where it stands at that end."""
    to = at + by
    if not (0 <= at < len(steps) and 0 <= to < len(steps)):
        return steps
    kept = list(steps)
    kept[at], kept[to] = kept[to], kept[at]
    return tuple(kept)
