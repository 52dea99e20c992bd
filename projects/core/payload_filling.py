"""One job filled in: its body, and what became of every parameter of the plan with the reason."""

from __future__ import annotations

from decimal import Decimal

from projects.core.catalog import Payload, PayloadRoute
from projects.core.payload_body import put, put_all
from projects.core.payload_filled import Filled, fit, no_field, written_seconds
from projects.core.payload_fitting import plain, scaled_cfg
from projects.core.payload_values import KEPT, SENT, WRITTEN, Together, Wanted
from projects.core.payload_words import negative, prompt
from projects.core.seeds import seed_badge

_NO_FRAME = "{{starts_from}}"


def fill(wanted: Wanted, payload: Payload, route: PayloadRoute, together: Together | None = None) -> Filled:
    """The whole job of one clip, or of several shots `together`."""
    job = fit(wanted, payload, route)
    if together is not None:
        job.together, job.length = together, together.length
    put_all(job.body, payload.constants)
    put_all(job.body, payload.image_constants if job.image else payload.text_constants)
    for step in _STEPS:
        step(job)
    return job


def _model(job: Filled) -> None:
    sent = job.payload.api_id
    for choice in job.payload.choices:
        value = choice.values.get(job.resolution if choice.by == "resolution" else job.wanted.quality)
        if value is not None:
            put(job.body, choice.at, value)
            sent = value if choice.at in ("model", "model_name") else sent
    job.tell("model", "Model", job.name, sent, SENT, f"Through {job.route.label}.")


def _duration(job: Filled) -> None:
    length, place = job.length, job.payload.duration
    asked = f"{plain(length.asked)} s"
    if place is None:
        job.tell("duration", "Length", asked, None, KEPT, no_field(job, None, "a length"))
        return
    value = written_seconds(length.sent, place.form)
    job.send(place, value)
    job.tell("duration", "Length", asked, value, SENT, length.why)
    if length.problem:
        job.problems.append(length.problem)


def _picture(job: Filled) -> None:
    """Ratio and resolution, in a field each or in a size for both."""
    payload, asked = job.payload, job.wanted.board.aspect_ratio
    sizes = payload.image_sizes if job.image and payload.image_sizes else payload.sizes
    size, whole = None, sizes.get(job.resolution, {})
    if job.takes(payload.size) and payload.size is not None:
        size = whole.get(job.ratio, whole.get("any"))
        if size is not None:
            job.send(payload.size, size)
    follows = "The picture that it starts from decides."
    why = f"{job.crop} Sent as {size}." if job.crop and size else job.crop
    if job.takes(payload.ratio) and payload.ratio is not None:
        job.send(payload.ratio, job.ratio)
        job.tell("ratio", "Ratio", asked, job.ratio, SENT, job.crop)
    elif size is not None and "any" not in whole:
        job.tell("ratio", "Ratio", asked, size, SENT, why)
    else:
        job.tell("ratio", "Ratio", asked, None, KEPT, follows if job.image else no_field(job, None, "a ratio"))
    _resolution(job, size)


def _resolution(job: Filled, size: str | None) -> None:
    asked, place = job.wanted.resolution, job.payload.resolution
    near = "" if asked == job.resolution else f"{job.name} makes no {asked} here: {job.resolution} is the nearest."
    chosen = next((c for c in job.payload.choices if c.by == "resolution" and job.resolution in c.values), None)
    if place is not None:
        value = place.values.get(job.resolution, job.resolution)
        job.send(place, value)
        job.tell("resolution", "Resolution", asked, value, SENT, near)
    elif chosen is not None:
        why = " ".join(text for text in (near, f"Sent as {chosen.says}.") if text)
        job.tell("resolution", "Resolution", asked, chosen.values[job.resolution], SENT, why)
    elif size is not None:
        job.tell("resolution", "Resolution", asked, size, SENT, near)
    else:
        made = f"The job has no field for it: it is made in {job.resolution}." if near or job.payload.resolutions else ""
        job.tell("resolution", "Resolution", asked, None, KEPT, made or no_field(job, None, "a resolution"))


def _seed(job: Filled) -> None:
    seed, place = job.wanted.seed, job.payload.seed
    if seed is None:
        return
    attempt = f"Attempt {job.wanted.attempt} of this clip." if job.wanted.attempt > 1 else ""
    if job.together is not None and job.together.seeds > 1:
        attempt = "A job has one seed: that of its first shot."
    if place is None or not job.takes(place):
        known = {"honoured": True, "ignored": False, "unknown": None}[seed_badge(job.wanted.model)]
        job.tell("seed", "Seed", str(seed), None, KEPT, no_field(job, known, "a seed"))
    elif place.most is not None and seed > place.most:
        job.tell("seed", "Seed", str(seed), None, KEPT, f"The highest seed that {job.name} takes is {place.most}.")
        job.problems.append(f"The seed {seed} is above {place.most}, the highest that {job.name} takes: it is not sent.")
    else:
        job.send(place, seed)
        job.tell("seed", "Seed", str(seed), seed, SENT, attempt)


def _cfg(job: Filled) -> None:
    asked, place = job.wanted.cfg, job.payload.cfg
    if place is None or not job.takes(place):
        job.tell("cfg", "CFG", plain(asked), None, KEPT, no_field(job, job.wanted.model.api.cfg, "a CFG"))
        return
    value = scaled_cfg(asked, place.scale)
    job.send(place, value)
    low, high = plain(place.scale[0]), plain(place.scale[2])
    job.tell("cfg", "CFG", plain(asked), value, SENT, f"The plan's 1 to 20 on this model's {low} to {high}.")


def _audio(job: Filled) -> None:
    wanted, place = job.wanted, job.payload.audio
    asked = "on" if wanted.audio else "off"
    if place is None:
        facts = wanted.model.api
        why = no_field(job, None, "a switch for sound")
        if facts.audio is False:
            why = f"{job.name} makes no sound."
        elif job.audio:
            why = f"{job.name} always makes sound."
        job.tell("audio", "Sound", asked, None, KEPT, why)
    else:
        value = place.values.get("on" if job.audio else "off", job.audio)
        job.send(place, value)
        shut = f"Sound needs {' or '.join(job.payload.audio_resolutions)}." if wanted.audio and not job.audio else ""
        job.tell("audio", "Sound", asked, value, SENT, shut)
    if wanted.dialogue:
        said = wanted.dialogue in wanted.prompt
        why = "" if said else "The prompt does not say it: write it there where the model shall speak it."
        job.tell("dialogue", "Dialogue", wanted.dialogue, None, WRITTEN if said else KEPT, why)


def _frame(job: Filled) -> None:
    asked, place = job.wanted.frame, job.payload.frame
    if job.image and place is not None:
        value = asked or _NO_FRAME
        if job.route.multipart:
            job.files[place.at] = value
        else:
            job.send(place, value)
        put_here = "Put the picture's address in place of the name in braces."
        job.tell("starts_from", "Starts from", asked or "", value, SENT, put_here)
        if asked is None:
            job.problems.append(f"{job.name} starts from a picture alone: choose the frame that this shot starts from.")
    elif asked is not None:
        job.tell("starts_from", "Starts from", asked, None, KEPT, "The catalogue knows no field for a picture here.")


def _rest(job: Filled) -> None:
    """What is mostly the plan's own: frames a second, quality, previews."""
    wanted, fps = job.wanted, job.wanted.board.fps
    place, frames = job.payload.fps, job.payload.frames
    if place is not None and frames:
        value = min(frames, key=lambda each: (abs(Decimal(each) - fps), each))
        job.send(place, value)
        near = "" if value == fps else f"{job.name} makes {' or '.join(map(str, frames))} here: retime it in the edit."
        job.tell("fps", "Frames a second", plain(fps), value, SENT, near)
    else:
        own = wanted.model.api.fps
        made = f"{job.name} makes {' or '.join(map(plain, own))}." if own else no_field(job, None, "frames a second")
        job.tell("fps", "Frames a second", plain(fps), None, KEPT, made)
    chosen = [c for c in job.payload.choices if c.by == "quality" and wanted.quality in c.values]
    for choice in chosen:
        job.tell("quality", "Quality", wanted.quality, choice.values[wanted.quality], SENT, f"Sent as {choice.says}.")
    if not chosen:
        job.tell("quality", "Quality", wanted.quality, None, KEPT, "No vendor has this mode as a field here.")
    if wanted.previews:
        job.tell("previews", "Previews", str(wanted.previews), None, KEPT, "Each preview is a job of its own.")


_STEPS = (_model, prompt, negative, _duration, _picture, _seed, _cfg, _audio, _frame, _rest)
