"""What the review screens show, for members and guests alike: the film strip, one shot large, what was decided on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from markupsafe import Markup

from projects.access import MemberRequest
from projects.approvals import Approval, digest_of, since_approval, standing
from projects.cards import cards_of, drawn, frame_of, picture_frame, unlabelled
from projects.core.report import Report, ShotReport
from projects.core.review import LABELS, open_errors
from projects.core.reviewing import SHOWN, STATES, narrowed, state_of, tally
from projects.core.roles import Action
from projects.core.sketch import sketch_defs
from projects.core.versions_compared import PARAMETERS, Compared, Difference
from projects.media.pictures import SIZES
from projects.models import Decision
from projects.reads import catalogue, pictures_of
from projects.rounds import banner_of, shown_now
from projects.views.comments_shown import comments_values
from projects.views.place import Place
from projects.views.shared import base_values
from projects.views.sketches import defs_of

MOST_DECISIONS = 30


@dataclass(frozen=True, slots=True)
class Tile:
    """One shot of the film strip. `says`: its state in words, with who decided where that is known."""

    item: ShotReport
    state: str
    label: str
    says: str
    frame: Markup
    href: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The shots of one scene that the film strip shows."""

    key: str
    number: int
    title: str
    tiles: list[Tile]


@dataclass(frozen=True, slots=True)
class Used:
    """One anchor in the shot that is shown; `broken` says that a finding names it as an error."""

    name: str
    kind: str
    key: str
    told: str
    role: str
    broken: bool


def may_decide(place: Place) -> None:
    """403 for who may not decide here, a guest without a name among them."""
    place.must(Action.REVIEW)
    if place.guest and place.person.guest is None:
        raise PermissionDenied("Say who you are first: a decision carries a name.")


def mine_of(place: Place) -> QuerySet[Decision]:
    """The decisions of this person in this project; none of a guest without a name."""
    rows = Decision.objects.filter(project=place.project, shot__deleted_at__isnull=True)
    if place.guest:
        return rows.filter(guest=place.person.guest) if place.person.guest else rows.none()
    return rows.filter(by=place.person.user)


def states_of(place: Place, report: Report) -> dict[str, str]:
    """The state of each shot in scope by code, in running order. At most two queries."""
    items = place.items(report)
    stale = standing(place.project, report).stale
    asked = [item for item in items if item.shot.status == "changes-requested"]
    moved: set[str] = set()
    if asked:
        rows = Decision.objects.filter(
            project=place.project, kind="changes-requested", shot__status="changes-requested", shot__deleted_at=None
        )
        last = dict(rows.order_by("id").values_list("shot__code", "digest"))
        now = {item.shot.key: digest_of(item) for item in asked}
        moved = {code for code, digest in now.items() if code in last and last[code] != digest}
    return {item.shot.key: state_of(item.shot.status, item.shot.key in stale or item.shot.key in moved) for item in items}


def show_of(request: HttpRequest) -> str:
    """What the film strip is narrowed to, as the address or the form says."""
    asked = str((request.POST if request.method == "POST" else request.GET).get("show", ""))
    return asked if asked in SHOWN else ""


def start_of(place: Place) -> str:
    """Where this review begins."""
    return reverse("share" if place.guest else "review", args=[place.key])


def address(place: Place, name: str, *args: object, show: str = "", **more: str) -> str:
    """An address of this review that keeps what the film strip is narrowed to."""
    query = {**({"show": show} if show else {}), **more}
    return place.url(name, *args) + (f"?{urlencode(query)}" if query else "")


def base_of(request: HttpRequest, place: Place, report: Report) -> dict[str, Any]:
    """What every screen of a review needs. A guest's wrapper adds who shared the link."""
    if place.guest:
        values: dict[str, Any] = {"project": place.project, "report": report, "role": "", "edit": False}
    else:
        member: MemberRequest = request  # type: ignore[assignment]  # the place of a member comes from such a request
        values = base_values(member, place.project, report)
    cards = cards_of(place.project.slug, report, catalogue())
    return {
        **values, "place": place, "decides": place.may(Action.REVIEW), "talks": place.may(Action.COMMENT),
        "start": start_of(place), "now": timezone.now(), "live_url": place.url("live") if place.guest else "",
        "states": STATES,
        "banner": banner_of(place.project, [item.shot.key for item in place.items(report)] if place.guest else None),
        "defs": drawn(sketch_defs()) if place.guest else defs_of(cards.values()),
    }  # fmt: skip


class Frames:
    """The frames of shots, small and large, with the addresses that this place gives to own pictures."""

    def __init__(self, place: Place, report: Report) -> None:
        self._place, self._report = place, report
        self._pictures = pictures_of(place.project.slug, report)
        self._cards = cards_of(place.project.slug, report, catalogue())

    def _address(self, code: str, size: int) -> str:
        digest = self._pictures.get(code, "")
        if not digest:
            return ""
        return reverse("share_picture" if self._place.guest else "picture", args=[self._place.key, digest, size])

    def small(self, item: ShotReport) -> Markup:
        """A frame inside a link that says everything itself."""
        own = self._address(item.shot.key, SIZES[0])
        if own and self._place.guest:
            return unlabelled(picture_frame(item, catalogue(), self._report.board.aspect_ratio, own))
        return self._cards[item.shot.key].sketch

    def large(self, item: ShotReport) -> Markup:
        """A frame to look at."""
        return frame_of(item, catalogue(), self._report.board.aspect_ratio, self._address(item.shot.key, SIZES[-1]))


def tile_of(place: Place, item: ShotReport, state: str, who: str, frames: Frames, show: str) -> Tile:
    """One shot of the film strip."""
    label = STATES[state] if state != "open" else LABELS[item.shot.status] if item.shot.status == "in-review" else "Open"
    says = f"{label} approval by {who}" if state == "changed" and who else f"{label} by {who}" if who else label
    return Tile(item, state, label, says, frames.small(item), address(place, "shot", item.shot.key, show=show))


def strips_of(place: Place, report: Report, states: dict[str, str], codes: Iterable[str], show: str) -> list[Strip]:
    """The film strip: these shots by scene."""
    approvals, frames, wanted = standing(place.project, report).approvals, Frames(place, report), set(codes)
    found = []
    for scene in report.scenes:
        tiles = [
            tile_of(place, item, states[code], approvals[code].by if code in approvals else "", frames, show)
            for item in scene.shots
            if (code := item.shot.key) in wanted
        ]
        if tiles:
            found.append(Strip(scene.scene.key, scene.number, scene.scene.title, tiles))
    return found


def review_values(
    request: HttpRequest, place: Place, report: Report, item: ShotReport | None, *, note: str = "", error: str = "",
    moved: list[tuple[str, str]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """What the review screen shows, with one shot large or, where there is none, the empty state."""
    show, states = show_of(request), states_of(place, report)
    mine = frozenset(mine_of(place).values_list("shot__code", flat=True)) if show == "mine" else frozenset()
    codes = narrowed(states, show, mine)
    here = item.shot.key if item else ""
    listed = [code for code in states if code in set(codes) or code == here]
    values = {
        **base_of(request, place, report), "show": show, "shown": SHOWN, "tally": tally(states.values()),
        "strips": strips_of(place, report, states, listed, show), "fits": len(codes), "item": item,
        "note": note, "error": error, "moved": moved,
    }  # fmt: skip
    return {**values, **_shot_values(place, report, item, states, listed, show)} if item else values


def _shot_values(
    place: Place, report: Report, item: ShotReport, states: dict[str, str], listed: list[str], show: str
) -> dict[str, Any]:
    code, frames, items = item.shot.key, Frames(place, report), place.items(report)
    at, place_in_all = listed.index(code), [other.shot.key for other in items].index(code)
    before = items[place_in_all - 1] if place_in_all else None
    after = items[place_in_all + 1] if place_in_all + 1 < len(items) else None
    now = standing(place.project, report)
    approval = now.approvals.get(code)
    rows = Decision.objects.filter(project=place.project, shot__code=code).select_related("version").order_by("-id")
    return {
        "state": states[code], "frame": frames.large(item), "digest": digest_of(item), "at": at + 1, "of": len(listed),
        "previous": address(place, "shot", listed[at - 1], show=show) if at else "",
        "next": address(place, "shot", listed[at + 1], show=show) if at + 1 < len(listed) else "",
        "beside": [_beside(place, label, other, frames, show) for label, other in (("Before", before), ("After", after))],
        "uses": used(item), "decisions": list(rows[:MOST_DECISIONS]), "approval": approval,
        "since": _since(place, item, approval) if approval and code in now.stale else None,
        "held": open_errors(item.findings), "in_round": shown_now(place.project, item), **_comments(place, report, code),
    }  # fmt: skip


def _since(place: Place, item: ShotReport, approval: Approval) -> Compared | None:
    """What changed since an approval; guests are told of no seed, and of no other shot that it starts from."""
    found = since_approval(place.project, item, approval)
    if found is None or not place.guest:
        return found
    told = (_unnamed(part) for part in found.parameters if part.label != PARAMETERS["seed"])
    return replace(found, parameters=tuple(told))


def _unnamed(part: Difference) -> Difference:
    """`Starts from last frame of SH010` without the code; other parameters as they are."""
    if part.label != PARAMETERS["starts_from"]:
        return part
    was, now = (
        re.sub(r" of .*", f" of {which}", text) for text, which in ((part.was, "a shot"), (part.now, "another shot"))
    )
    return replace(part, was=was, now=now)


def _beside(place: Place, label: str, item: ShotReport | None, frames: Frames, show: str) -> tuple[Any, ...]:
    """A neighbour: what it is called, the shot, its frame, its address."""
    if item is None:
        return label, None, "", ""
    return label, item, frames.small(item), address(place, "shot", item.shot.key, show=show)


def used(item: ShotReport) -> list[Used]:
    """The anchors of a shot, and what each does in it."""
    wrong = {finding.anchor for finding in item.errors}
    found = []
    for use in item.uses:
        told = {"establishes": "established here", "carries": f"carried from {use.established_in}"}.get(
            use.role, f"break: {use.reason}"
        )
        anchor = use.anchor
        broken = anchor.key in wrong
        found.append(Used(anchor.name, anchor.kind, anchor.key, f"broken, {told}" if broken else told, use.role, broken))
    return found


def _comments(place: Place, report: Report, code: str) -> dict[str, Any]:
    """The comments on a shot, where this place has addresses for them."""
    try:
        return comments_values(place, code, report=report)
    except NoReverseMatch:
        return {"comments": None}
