"""Comments: written, answered, changed, deleted, resolved, read. The plan and its revision stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from projects.core.findings import Refused
from projects.core.markdown import comment_text
from projects.core.mentions import Mentioned, People, mentioned, told
from projects.models import Activity, Comment, Notice, Project, Read, Round, Scene, Shot, ShotVersion, User
from projects.reads import report_of
from projects.talk import EDIT_FOR, Reader, people_of
from projects.writes.notices import tell_of_comment, tell_of_mentions
from projects.writes.reviewing import Person
from projects.writes.sharing import still_in
from projects.writes.shots_gate import add_versions, kept_scene, kept_shot
from projects.writes.transaction import Reused, fingerprint, log, once, writing

TOO_LATE = "A comment can be changed for 15 minutes after it was written. Say what is different in an answer."
_WIPED = "Deleted"


@dataclass(frozen=True, slots=True)
class Added:
    """A comment that was written: its number, and what its writer has to know about it, empty mostly."""

    number: int
    told: str


@contextmanager
def talking(project: Project, person: Person) -> Iterator[Project]:
    """A write to what is said about a project: `talk` goes up, `revision` stays. Locks the project's row first.

    A guest whose link ended meanwhile is refused.
    """
    with writing():
        rows = Project.objects.filter(pk=project.pk, deleted_at__isnull=True)
        if not rows.update(talk=F("talk") + 1):
            raise Refused("This project was deleted. Ask its owner to restore it.")
        locked = rows.get()
        still_in(person.guest)
        yield locked
    project.talk = locked.talk


def reader_of(person: Person) -> Reader:
    """Whose comments are the person's own."""
    return Reader(person.user.pk if person.user else None, person.guest.pk if person.guest else None)


def add_comment(
    project: Project, text: str, *, person: Person, code: str = "", scene: str = "", thread: int = 0, key: str = ""
) -> Added:
    """Writes a comment on a shot (and its version now), a scene, or the whole sequence; or an answer in a thread.

    A `thread` says by itself what it is about. The same `key` twice gives the first comment again. Refused with a
    sentence for a text that is empty or too long, and where the shot, the scene or the thread is gone.
    """
    text = comment_text(text)
    report_of(project)  # made before others have to wait for this write
    with talking(project, person) as locked:
        return _added(locked, text, person, code, scene, thread, key)


def add_comments(project: Project, text: str, codes: Iterable[str], *, person: Person, key: str = "") -> None:
    """Writes the same comment on each of these shots: in one transaction, on all of them or none."""
    text = comment_text(text)
    report_of(project)
    with talking(project, person) as locked:
        for code in codes:
            _added(locked, text, person, code, "", 0, f"{key}{code}"[:64] if key else "")


def _added(locked: Project, text: str, person: Person, code: str, scene: str, thread: int, key: str) -> Added:
    body = {"text": text, "code": code, "scene": scene, "thread": thread, "project": locked.pk}

    def make() -> dict[str, Any]:
        comment, said = _write(locked, text, person, code, scene, thread)
        verb = "answered-on" if comment.thread_id else "commented-on"
        _log(locked, person, verb, comment, **_receipt(person, key, body, told(said)))
        return {"comment": comment.pk, "told": told(said)}

    answer = once(person.user, key, body, make) if person.user else _once_for_guest(locked, person, key, body, make)
    return Added(int(answer["comment"]), str(answer["told"]))


def _write(locked: Project, text: str, person: Person, code: str, scene: str, thread: int) -> tuple[Comment, Mentioned]:
    first = _standing_thread(locked, thread) if thread else None
    shot = first.shot if first else kept_shot(locked, code) if code else None
    place: Scene | None = first.scene if first else kept_scene(locked, scene) if scene else None
    if shot is not None:
        shot = kept_shot(locked, shot.code)
    comment = Comment.objects.create(
        project=locked, shot=shot, scene=place, version=_version(locked, shot) if shot else None, thread=first, text=text,
        round=Round.objects.filter(project=locked, closed_at__isnull=True).only("pk").first(), by=person.user,
        guest=person.guest, name=person.name,
    )  # fmt: skip
    said = _mentions(locked, text, person)
    tell_of_comment(locked, comment, said.people)
    if person.user:
        _keep_read(locked, person.user, shot, comment.pk)
    return comment, said


def _mentions(locked: Project, text: str, person: Person) -> Mentioned:
    """Whom a text tells. A guest reaches members by their names, and is not told which names are anybody's."""
    members = people_of(locked)
    if person.user:
        return mentioned(text, members)
    return Mentioned(mentioned(text, People(replace(member, address="") for member in members.people)).people)


def _version(locked: Project, shot: Shot) -> ShotVersion | None:
    """The version of a shot that stands now; frozen first where nothing has kept it yet."""
    context = report_of(locked).shot(shot.code).context
    add_versions([(shot, context)], None, "frozen")
    return ShotVersion.objects.filter(shot=shot).order_by("-number").only("pk").first()


def _standing_thread(locked: Project, number: int) -> Comment:
    first = Comment.objects.filter(project=locked, pk=number, thread__isnull=True).select_related("shot", "scene").first()
    answered = first is not None and (first.deleted_at is None or first.answers.filter(deleted_at__isnull=True).exists())
    if first is None or not answered:
        raise Refused("This thread was deleted meanwhile. Copy what you typed and begin a new one.")
    return first


def _log(locked: Project, person: Person, verb: str, comment: Comment, **data: Any) -> None:
    """One line in the log, which cannot be taken back."""
    target = comment.shot.code if comment.shot else f"scene {comment.scene.key}" if comment.scene else "the sequence"
    who = {"guest": person.name} if person.guest else {}
    log(locked, person.user, verb, target, comment=comment.pk, **who, **data)


def _receipt(person: Person, key: str, body: dict[str, Any], said: str) -> dict[str, str]:
    """What the line of a guest's comment keeps, so that the same form sent twice is one comment."""
    if not (person.guest and key):
        return {}
    return {"key": fingerprint([person.guest.pk, key])[:32], "body": fingerprint(body)[:32], "told": said}


def _once_for_guest(
    locked: Project, person: Person, key: str, body: dict[str, Any], make: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What `once` does for accounts: a guest has no receipts, the log keeps them. The project's row is locked."""
    mark = _receipt(person, key, body, "")
    if mark:
        lines = Activity.objects.filter(project=locked, by=None, verb__in=("commented-on", "answered-on"))
        line = lines.filter(data__key=mark["key"]).order_by("-id").first()
        if line is not None and line.data["body"] != mark["body"]:
            raise Reused("This form was already sent with other content. Reload the page and send it again.")
        if line is not None:
            return {"comment": line.data["comment"], "told": line.data["told"]}
    return make()


def _own(locked: Project, number: int, person: Person, now: datetime) -> Comment:
    """The person's own comment while it can be changed. Refused with the reason where it cannot."""
    comment = Comment.objects.filter(project=locked, pk=number).select_related("shot", "scene").first()
    if comment is None or comment.deleted_at is not None:
        raise Refused("This comment was deleted.")
    if not reader_of(person).wrote(comment):
        raise Refused("Only its author can change a comment.")
    if now - comment.at >= EDIT_FOR:
        raise Refused(TOO_LATE)
    return comment


def change_comment(project: Project, number: int, text: str, *, person: Person) -> Added:
    """Writes another text over one's own comment, within 15 minutes. Who is mentioned anew gets a notice."""
    text = comment_text(text)
    with talking(project, person) as locked:
        comment = _own(locked, number, person, timezone.now())
        if comment.text == text:
            return Added(comment.pk, "")
        comment.text, comment.edited_at = text, timezone.now()
        comment.save(update_fields=["text", "edited_at"])
        said = _mentions(locked, text, person)
        tell_of_mentions(locked, comment, said.people)
        _log(locked, person, "comment-edited-on", comment)
    return Added(comment.pk, told(said))


def delete_comment(project: Project, number: int, *, person: Person) -> None:
    """Takes back one's own comment, within 15 minutes: its text is wiped, its place stays where answers hang on it."""
    with talking(project, person) as locked:
        comment = _own(locked, number, person, timezone.now())
        comment.text, comment.deleted_at = _WIPED, timezone.now()
        comment.save(update_fields=["text", "deleted_at"])
        Notice.objects.filter(comment=comment).delete()
        _log(locked, person, "comment-deleted-on", comment)


def resolve_comment(project: Project, number: int, resolved: bool, *, person: Person) -> None:
    """Marks a thread as resolved, or opens it again. Nothing happens where it is so already."""
    with talking(project, person) as locked:
        comment = _standing_thread(locked, number)
        if (comment.resolved_at is not None) == resolved:
            return
        comment.resolved_at = timezone.now() if resolved else None
        comment.resolved_by = person.name if resolved else ""
        comment.save(update_fields=["resolved_at", "resolved_by"])
        _log(locked, person, "resolved-a-thread-on" if resolved else "reopened-a-thread-on", comment)


def keep_read(project: Project, user: User, code: str, upto: int) -> None:
    """Notes that a person has read what is said about a shot (without a code: about scenes and the sequence)."""
    shot = kept_shot(project, code) if code else None
    said = Comment.objects.filter(project=project, shot=shot, pk__lte=upto).aggregate(last=Max("pk"))["last"]
    waits = Notice.objects.filter(user=user, project=project, read_at__isnull=True, comment__shot=shot, comment__lte=upto)
    if said is None or (_known(project, user, shot) >= said and not waits.exists()):
        return
    with writing():
        _keep_read(project, user, shot, said)
        Notice.objects.filter(pk__in=list(waits.values_list("pk", flat=True))).update(read_at=timezone.now())


def _known(project: Project, user: User, shot: Shot | None) -> int:
    return Read.objects.filter(project=project, user=user, shot=shot).values_list("upto", flat=True).first() or 0


def _keep_read(project: Project, user: User, shot: Shot | None, upto: int) -> None:
    row, made = Read.objects.get_or_create(project=project, user=user, shot=shot, defaults={"upto": upto})
    if not made and row.upto < upto:
        Read.objects.filter(pk=row.pk, upto__lt=upto).update(upto=upto)
