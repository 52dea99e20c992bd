"""The words of a job: its prompt or prompts, the negative prompt, and what stands written in them."""

from __future__ import annotations

from typing import Any

from projects.core.catalog.payloads import Several
from projects.core.payload_body import Body, put, put_all, steps
from projects.core.payload_filled import Filled, no_field, written_seconds
from projects.core.payload_fitting import prompt_limit, too_long
from projects.core.payload_values import KEPT, SENT, WRITTEN, Together


def prompt(job: Filled) -> None:
    """The prompt, or the list of them where several shots share the job."""
    wanted, several = job.wanted, job.payload.several
    if job.together is not None and several is not None and several.style == "list":
        _list(job, several, job.together)
    else:
        job.send(job.payload.prompt, wanted.prompt)
        job.tell("prompt", "Prompt", wanted.layout, wanted.prompt, SENT)
        limit = too_long(wanted.prompt, *prompt_limit(job.payload, wanted.model), "prompt", job.name)
        job.problems += [limit] if limit else []
    if not wanted.prompt.strip():
        job.problems.append("The prompt is empty: say what the shot shows.")
    _told(job)


def _list(job: Filled, several: Several, together: Together) -> None:
    """The shots of a job as a list, each with its words and seconds."""
    put_all(job.body, several.constants)
    for at, (text, seconds) in enumerate(zip(together.prompts, together.shares, strict=True)):
        entry: Body = {several.index: at + 1} if several.index else {}
        put(entry, several.prompt, text)
        put(entry, several.duration, written_seconds(seconds, several.form))
        if not at:
            put(job.body, several.at, [])
        _last(job.body, several.at).append(entry)
    why = "The anchors are told by the first shot that has them; the shots after it share one context."
    job.tell("prompt", "Prompts", job.wanted.layout, f"{len(together.prompts)} prompts", SENT, why)


def _last(body: Body, place: str) -> list[Body]:
    here: Any = body
    for step in steps(place):
        here = here[step]
    return here  # type: ignore[no-any-return]


def _told(job: Filled) -> None:
    """What stands in the prompt, and that nobody rewrites it."""
    wanted = job.wanted
    for label, text in wanted.written:
        if wanted.custom:
            job.tell(label.casefold(), label, text, None, KEPT, "The prompt is written by hand and says what it says.")
        else:
            job.tell(label.casefold(), label, text, None, WRITTEN)
    if job.payload.rewriting is not None:
        value = job.payload.rewriting.values.get("off", False)
        job.send(job.payload.rewriting, value)
        job.tell("rewriting", "Prompt rewriting", "off", value, SENT, "The words stay as they are written.")


def negative(job: Filled) -> None:
    """The negative prompt, where there is a field for it."""
    asked, place = job.wanted.negative, job.payload.negative
    if not asked:
        return
    if place is None or not job.takes(place):
        why = no_field(job, job.wanted.model.api.negative_prompt, "a negative prompt")
        job.tell("negative_prompt", "Negative prompt", asked, None, KEPT, f"{why} Say what shall be there instead.")
        return
    job.send(place, asked)
    job.tell("negative_prompt", "Negative prompt", asked, asked, SENT)
    limit = too_long(asked, job.wanted.model.api.max_negative_prompt_chars, "characters", "negative prompt", job.name)
    if limit:
        job.problems.append(limit)
