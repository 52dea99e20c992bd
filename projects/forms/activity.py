"""Which lines of the activity log somebody wants to see, as it stands in an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from projects.core.roles import Role
from projects.core.telling import KINDS, REFUSED, UNDONE, verbs_of, verbs_saying
from projects.models import Activity, Project

NAMES = ("person", "kind", "shot", "since", "until", "words")
GUESTS, OTHERS = "guests", "others"
_LONGEST = 120
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter as it was typed, by field. `faults` says what of it is not understood, and is passed over."""

    person: str = ""
    kind: str = ""
    shot: str = ""
    since: str = ""
    until: str = ""
    words: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The filter as part of an address, empty without one."""
        return urlencode({name: getattr(self, name) for name in NAMES if getattr(self, name)})


def wanted(given: Mapping[str, str]) -> Wanted:
    """The filter in an address."""
    typed = {name: str(given.get(name, "")).replace("\x00", "").strip()[:_LONGEST] for name in NAMES}
    faults = {}
    for name in ("since", "until"):
        if typed[name] and _day(typed[name]) is None:
            faults[name] = "Enter a day such as 2027-01-31."
    since, until = _day(typed["since"]), _day(typed["until"])
    if since and until and until < since:
        faults["until"] = "This day is before the first one."
    if typed["kind"] not in ("", *KINDS):
        faults["kind"] = "Choose one of the list."
    if typed["person"] not in ("", GUESTS, OTHERS) and _number(typed["person"]) is None:
        faults["person"] = "Choose one of the list."
    return Wanted(**typed, faults=faults)


def lines_of(project: Project, asked: Wanted, role: str) -> QuerySet[Activity]:
    """The lines that a filter leaves, the latest first; refusals are for owners. One query, none of it made here."""
    rows = Activity.objects.filter(project=project).select_related("by").defer("changes").order_by("-id")
    if role != Role.OWNER:
        rows = rows.exclude(verb=REFUSED)
    for name, narrowed in _NARROWED.items():
        text = getattr(asked, name)
        if text and name not in asked.faults:
            rows = rows.filter(narrowed(text, project))
    return rows


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1970 <= found.year <= 9000 else None


def _moment(text: str, days: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(text) + timedelta(days=days), time(), UTC)


def _by(text: str, project: Project) -> Q:
    if text == GUESTS:
        return Q(by__isnull=True, data__guest__isnull=False)
    if text == OTHERS:
        return ~Q(by__in=project.memberships.values("user")) & Q(data__guest__isnull=True)
    return Q(by=_number(text))


def _kind(text: str, _: Project) -> Q:
    verbs = verbs_of(text)
    return Q(verb__in=verbs) | Q(verb__in=UNDONE, data__what__in=verbs)


def _shot(text: str, _: Project) -> Q:
    """Lines about a shot alone, about one of its variants, and about several shots of which it is one."""
    alone = Q(target__iexact=text) | Q(target__istartswith=f"{text} ") | Q(target__istartswith=f"{text},")
    return (
        alone | Q(target__icontains=f", {text},") | Q(target__icontains=f", {text} and ") | Q(target__iendswith=f", {text}")
    )


def _words(text: str, _: Project) -> Q:
    """Lines in which each word stands: in the sentence, the reason or note given, the name of a guest or of an
    API token."""
    found = Q()
    for word in text.split()[:_MOST_WORDS]:
        said = Q(verb__in=verbs_saying(word)) | Q(target__icontains=word) | Q(by__name__icontains=word)
        for name in ("reason", "note", "guest", "token"):
            said |= Q(**{f"data__{name}__icontains": word})
        found &= said
    return found


_NARROWED = {
    "person": _by, "kind": _kind, "shot": _shot, "since": lambda text, _: Q(at__gte=_moment(text)),
    "until": lambda text, _: Q(at__lt=_moment(text, 1)), "words": _words,
}  # fmt: skip
