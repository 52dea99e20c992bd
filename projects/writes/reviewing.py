"""Deciding on shots: one write for members and guests, one shot or many, each on the version that was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from projects.approvals import digest_of
from projects.core.findings import Held, Refused
from projects.core.report import Report, ShotReport
from projects.core.review import note_text, refused_decision
from projects.models import Decision, Guest, Project, Round, Shot, ShotVersion, User
from projects.reads import report_of
from projects.writes.batch import rows_of, target_of
from projects.writes.notices import tell_of_decisions
from projects.writes.sharing import still_in
from projects.writes.shots_gate import add_versions
from projects.writes.step import put_all
from projects.writes.transaction import changing, log

OMITTED = "It is omitted. Take it back in first."


class Moved(Refused):
    """A decision on a version that is no longer current. Nothing was decided; `codes` says which shots moved on."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        one = len(codes) == 1
        super().__init__(
            f"{', '.join(codes[:3])} {'has' if one else 'have'} changed since you opened {'it' if one else 'them'}. "
            "Look at the new version, then decide."
        )
        self.codes = codes


@dataclass(frozen=True, slots=True)
class Person:
    """Who decides or comments: a member, or a guest who came by a share link, `account` being signed in there, too."""

    user: User | None = None
    guest: Guest | None = None
    account: User | None = None

    @property
    def name(self) -> str:
        """How others call this person."""
        return (self.user.label if self.user else self.guest.name if self.guest else "Somebody")[:80]


def decide(project: Project, seen: Mapping[str, str], kind: str, *, person: Person, note: str = "") -> list[Decision]:
    """Decides alike on shots by code, all of them or none. `seen` gives the digest of what was shown of each.

    Moved where a shot is no longer what was shown; Held where the table of steps, an open error, a missing note or four
    eyes stand against it. The shot's current state is frozen as a version first, so that a decision always has one.
    """
    if not seen:
        raise Refused("Pick at least one shot first.")
    with changing(project, by=person.user) as locked:
        report = report_of(locked)
        was = {item.shot.key: item.shot.status for item in report.all_shots()}
        made = decide_inside(locked, report, seen, kind, person=person, note=note)
        who = {"guest": person.name} if person.guest else {}
        verb = "shot-status" if len(seen) == 1 else "shots-status"
        log(locked, person.user, verb, target_of(seen), status=kind, was=was[next(iter(seen))], note=note[:200], **who)
    return made


def decide_inside(
    locked: Project, report: Report, seen: Mapping[str, str], kind: str, *, person: Person, note: str = ""
) -> list[Decision]:
    """What `decide` does inside of `changing`, less its line in the log. `report` is what stood there before."""
    still_in(person.guest)
    note = note_text("", note)  # a missing one is held against it below, with everything else
    rows, items = rows_of(locked, seen), _items(report, seen)
    moved = tuple(code for code, digest in seen.items() if digest and digest != digest_of(items[code]))
    if moved:
        raise Moved(moved)
    _refuse(locked, rows, items, kind, note, person)
    add_versions([(rows[code], items[code].context) for code in seen], None, "frozen")
    made = _keep(locked, rows, items, kind, note, person)
    tell_of_decisions(locked, made)
    put_all(locked, rows.values(), person.user, status=kind)
    Project.objects.filter(pk=locked.pk).update(talk=F("talk") + 1)
    return made


def _items(report: Report, codes: Mapping[str, str]) -> dict[str, ShotReport]:
    return {item.shot.key: item for item in report.all_shots() if item.shot.key in codes}


def _refuse(
    locked: Project, rows: Mapping[str, Shot], items: Mapping[str, ShotReport], kind: str, note: str, person: Person
) -> None:
    """Held with the first sentence that stands against this decision on one of the shots."""
    mine = _mine(locked, rows, person)
    written = whose_work(locked, rows.values(), person)
    for code, item in items.items():
        again = mine.get(rows[code].pk) == (kind, digest_of(item)) and rows[code].status == kind
        sentence = (
            OMITTED
            if item.shot.omitted
            else refused_decision(kind, note, item.findings, same_again=again, own_work=written.get(rows[code].pk, ""))
        )
        if sentence:
            raise Held(sentence if len(items) == 1 else f"{code}: {sentence}", code)


def decided_anew(locked: Project, report: Report, rows: Iterable[Shot], status: str) -> set[int]:
    """Of these shots (keys of rows) those that have this status already, but of a version that was not decided on."""
    held = [row for row in rows if row.status == status]
    decided = Decision.objects.filter(project=locked, shot__in=held, kind=status).order_by("id")
    last = dict(decided.values_list("shot_id", "digest"))
    return {row.pk for row in held if row.pk in last and last[row.pk] != digest_of(report.shot(row.code))}


def _mine(locked: Project, rows: Mapping[str, Shot], person: Person) -> dict[int, tuple[str, str]]:
    """The last decision of this person on each of the shots: what, on which digest. While a round is open, in that one."""
    asked = Decision.objects.filter(shot__in=rows.values(), by=person.user, guest=person.guest).order_by("id")
    current = open_round_of(locked)
    asked = asked.filter(round=current) if current else asked
    return {shot: (kind, digest) for shot, kind, digest in asked.values_list("shot_id", "kind", "digest")}


def own_work(locked: Project, rows: Iterable[Shot], user: User | None) -> set[int]:
    """The shots (keys of rows) that this member may not approve: four eyes are asked for, and part of it is their work.

    That is any version since somebody else approved the shot last; a guest by this member's link is nobody else.
    """
    if user is None or not locked.four_eyes:
        return set()
    keys = [row.pk for row in rows]
    approved = Decision.objects.filter(shot__in=keys, kind="approved").exclude(by=user).exclude(guest__link__by=user)
    since = dict(approved.order_by("id").values_list("shot_id", "version__number"))
    written = ShotVersion.objects.filter(shot__in=keys, by=user).values_list("shot_id", "number")
    return {shot for shot, number in written if number > since.get(shot, 0)}


def whose_work(locked: Project, rows: Iterable[Shot], person: Person) -> dict[int, str]:
    """The shots (keys of rows) that this person may not approve under four eyes, with whose work it is (`OWN_WORK`).

    A guest writes nothing, but whoever made the link could have opened it, and so could who is signed in beside it.
    """
    link = person.guest.link if person.guest and locked.four_eyes else None
    found: dict[int, str] = {}
    for who, user in (("account", person.account), ("maker", link.by if link else None), ("author", person.user)):
        found |= dict.fromkeys(own_work(locked, rows, user), who)
    return found


def open_round_of(project: Project) -> Round | None:
    """The round of review that is open, if any."""
    return Round.objects.filter(project=project, closed_at__isnull=True).defer("document").first()


def _keep(
    locked: Project, rows: Mapping[str, Shot], items: Mapping[str, ShotReport], kind: str, note: str, person: Person
) -> list[Decision]:
    """One decision for each shot, on its latest version and in the round that is open."""
    versions: dict[int, ShotVersion] = {}
    for version in ShotVersion.objects.filter(shot__in=rows.values()).order_by("number").only("shot_id", "digest"):
        versions[version.shot_id] = version
    current = open_round_of(locked)
    return Decision.objects.bulk_create(
        [
            Decision(
                project=locked, shot=rows[code], version=versions[rows[code].pk], digest=digest_of(item), kind=kind,
                note=note, by=person.user, guest=person.guest, name=person.name, round=current,
            )
            for code, item in items.items()
        ]
    )  # fmt: skip
