"""What a vendor's job is made of, as values: the request, what became of every parameter, both costs, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from projects.core.board import Board
from projects.core.catalog import Catalog, Model, Payload, PayloadRoute

Mark = Literal["sent", "written into the prompt", "kept for the record"]
SENT: Mark = "sent"
WRITTEN: Mark = "written into the prompt"
KEPT: Mark = "kept for the record"
# `packed only`: the vendor takes no single shot here. `unknown`: the catalogue knows no job of this model.
Status = Literal["ready", "ending", "historical", "packed only", "unknown"]


@dataclass(frozen=True, slots=True)
class JobOptions:
    """Another model for every shot, the route where a model has several, and sound on or off for all of them."""

    model: str = ""
    route: str = ""
    audio: bool | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the plan asks of one job. `frame` is the placeholder of the picture that it starts from, None without one."""

    model: Model
    board: Board
    catalog: Catalog
    prompt: str
    layout: str
    seconds: Decimal
    resolution: str
    quality: str
    cfg: Decimal
    previews: int
    negative: str = ""
    seed: int | None = None
    attempt: int = 1
    frame: str | None = None
    audio: bool = False
    dialogue: str = ""
    written: tuple[tuple[str, str], ...] = ()
    custom: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the plan: what was asked, what goes out (None where nothing does), how, and why."""

    name: str
    label: str
    asked: str
    sent: Any
    mark: Mark
    why: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """The request as it is sent, less the key. `files` are fields that carry a file; `auth` says what the sender adds."""

    method: str
    url: str
    headers: Mapping[str, str]
    content_type: str
    body: Mapping[str, Any]
    auth: str
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Length:
    """Seconds asked and sent. `other` is the next shorter length that the vendor takes, where the sent one is longer."""

    asked: Decimal
    sent: int
    other: int | None = None
    why: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """Several shots in one job: the words and the seconds of each, the length of the whole, how many seeds they have."""

    prompts: tuple[str, ...]
    shares: tuple[int, ...]
    length: Length
    seeds: int = 0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a length costs: whole credits of the rate card, money of the price list. None where there is no rate."""

    credits: int | None = None
    money: Decimal | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class Part:
    """One shot of a job: its code and number, its seconds asked and sent, and its words where several share a job."""

    shot: str
    number: str
    title: str
    asked: Decimal
    sent: int
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """One job as its vendor wants it. `request` is None where none can be made; `note` says what to know about it.

    `alone` says why a shot is in no job of several; `price` where the money was read, with its date.
    """

    parts: tuple[Part, ...]
    model: Model
    route: PayloadRoute | None
    payload: Payload | None
    status: Status
    request: Request | None
    parameters: tuple[Parameter, ...] = ()
    length: Length | None = None
    asked: Cost = Cost()
    sent: Cost = Cost()
    other: Cost | None = None
    price: str = ""
    note: str = ""
    successor: str = ""
    problems: tuple[str, ...] = ()
    alone: str = ""

    @property
    def shot(self) -> str:
        """The code of its first shot."""
        return self.parts[0].shot


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every shot as a job of its own, and the jobs of several shots that they can be packed into."""

    single: tuple[Job, ...]
    packed: tuple[Job, ...]
