"""Where a review happens: in the app, by a member, or behind a share link, by a guest. Screens ask it, and know neither."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from projects.access import MemberRequest
from projects.core.report import Report, ShotReport
from projects.core.roles import Action, guest_may, may
from projects.models import Guest, Project, ShareLink
from projects.writes.reviewing import Person


@dataclass(frozen=True, slots=True)
class Place:
    """One person's review of one project: who, with which rights, which shots, at which addresses.

    `key` is the slug of the project for a member, the token of the share link for a guest; addresses of a member are
    those of the routes `review_NAME`, of a guest `share_NAME`, with the same further arguments.
    """

    project: Project
    person: Person
    rights: frozenset[Action]
    key: str = field(repr=False)
    scenes: frozenset[str] | None = None
    approved_only: bool = False

    @property
    def guest(self) -> bool:
        """Whether this is behind a share link."""
        return self.person.user is None

    @property
    def marks(self) -> tuple[str, str]:
        """What tells an open page that something is new: in the plan, and in what is said and decided."""
        return str(self.project.revision), str(self.project.talk)

    def url(self, name: str, *args: object) -> str:
        """An address of this review: `url("shot", "SH010")`."""
        return reverse(f"{'share' if self.guest else 'review'}_{name}", args=[self.key, *args])

    def number(self, key: int) -> int:
        """How a comment or a decision is called here."""
        return key

    def key_of(self, number: int) -> int:
        """The key of the row that is called so here; 0 for none."""
        return number if number < 2**63 else 0

    def may(self, action: Action) -> bool:
        """Whether this person may do this here."""
        return action in self.rights

    def must(self, action: Action) -> None:
        """403 where this person may not do this here."""
        if not self.may(action):
            raise PermissionDenied("This link does not let you do this. Ask whoever sent it." if self.guest else
                                   "Your role does not let you do this. Ask the owner of the project.")  # fmt: skip

    def items(self, report: Report) -> list[ShotReport]:
        """The shots in scope in running order, omitted ones left out."""
        found = []
        for scene in report.scenes:
            if self.scenes is None or scene.scene.key in self.scenes:
                found += [item for item in scene.shots if not item.shot.omitted]
        return [item for item in found if not self.approved_only or item.shot.status == "approved"]

    def codes(self, report: Report) -> frozenset[str]:
        """The codes of the shots in scope."""
        return frozenset(item.shot.key for item in Place.items(self, report))

    def item(self, report: Report, code: str) -> ShotReport:
        """One shot in scope. 404 for any other, as if it did not exist."""
        for item in self.items(report):
            if item.shot.key == code:
                return item
        raise Http404


def member_place(request: MemberRequest, project: Project) -> Place:
    """A member's review of a project."""
    rights = frozenset(action for action in Action if may(request.role, action))
    return Place(project, Person(user=request.person), rights, project.slug)


def guest_place(link: ShareLink, token: str, guest: Guest | None) -> Place:
    """A guest's review behind a share link, whose project is loaded. Nothing is written without a name."""
    rights = frozenset(action for action in Action if guest_may(link.rights, action))
    scenes = frozenset(link.scenes) if link.scope == "scenes" else None
    return Place(link.project, Person(guest=guest), rights, token, scenes, approved_only=link.scope == "approved")
