"""A job on its way: what the vendor takes in place of what is asked, its body, and what is said about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from projects.core.catalog import Payload, PayloadRoute
from projects.core.catalog.payloads import Place
from projects.core.payload_body import Body, put
from projects.core.payload_fitting import fit_ratio, fit_resolution, fit_seconds, seconds_allowed
from projects.core.payload_values import Length, Mark, Parameter, Together, Wanted


@dataclass(slots=True)
class Filled:
    """A job on its way: what it sends, and what is said about it."""

    wanted: Wanted
    payload: Payload
    route: PayloadRoute
    image: bool
    resolution: str
    ratio: str
    crop: str
    length: Length
    audio: bool | None
    together: Together | None = None
    body: Body = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What sentences call the model."""
        return self.wanted.model.name

    def tell(self, name: str, label: str, asked: str, sent: Any, mark: Mark, why: str = "") -> None:
        """One parameter and what became of it."""
        self.parameters.append(Parameter(name, label, asked, sent, mark, why))

    def send(self, place: Place, value: Any) -> None:
        """Puts a value where its vendor wants it, in the words of the vendor."""
        at = place.image_at if self.image and place.image_at else place.at
        put(self.body, at, value)

    def takes(self, place: Place | None) -> bool:
        """Whether the job has a field for it, started from words or from a picture as it is."""
        return place is not None and place.only in (None, "image" if self.image else "text")


def fit(wanted: Wanted, payload: Payload, route: PayloadRoute) -> Filled:
    """What the vendor takes in place of what is asked."""
    image = payload.image is not None and (wanted.frame is not None or payload.text is None)
    sizes = payload.image_sizes if image and payload.image_sizes else payload.sizes
    facts, catalog = wanted.model.api, wanted.catalog
    resolution = fit_resolution(wanted.resolution, payload.resolutions or sizes or facts.resolutions or (), catalog)
    offered = payload.ratios or sizes.get(resolution, {}) or facts.aspect_ratios or ()
    ratio, crop = fit_ratio(wanted.board.aspect_ratio, [value for value in offered if value != "any"], catalog)
    seconds, note = seconds_allowed(payload, wanted.model, resolution, wanted.quality)
    length = fit_seconds(wanted.seconds, seconds, wanted.model.name, note)
    return Filled(wanted, payload, route, image, resolution, ratio, crop, length, _sound(wanted, payload, resolution))


def _sound(wanted: Wanted, payload: Payload, resolution: str) -> bool | None:
    """Whether the clip will have sound; None where nobody knows."""
    if payload.audio is not None:
        return wanted.audio and resolution in (payload.audio_resolutions or (resolution,))
    facts = wanted.model.api
    if facts.audio is False:
        return False
    return True if facts.audio and facts.audio_toggle is False else None


def written_seconds(seconds: int, form: str) -> int | str:
    """Seconds as a vendor writes them: 8, "8" or "8s"."""
    if form == "number":
        return seconds
    return f"{seconds}s" if form == "seconds" else str(seconds)


def no_field(job: Filled, fact: bool | None, what: str) -> str:
    """Why something stays at home: the model does not take it, the route has no field, or nobody knows."""
    if fact:
        return f"{job.name} takes {what}, but {job.route.label} has no field for it."
    return f"{job.name} takes no {what.removeprefix('a ')}." if fact is False else f"This job has no field for {what}."
