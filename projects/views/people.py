"""The people of a project: roles, invitations, handing over, leaving."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from projects.access import MemberRequest, for_project, must
from projects.core.findings import Refused
from projects.core.roles import Action, Role, may
from projects.forms.people import ROLE_CHOICES, InviteForm, RoleForm, point_out
from projects.middleware import message
from projects.models import Membership, Project
from projects.views.regions import page
from projects.views.shared import base_values, said
from projects.writes.invitations import HOLDS, Invited, invite, open_invitations, renew, revoke
from projects.writes.people import LAST_OWNER, hand_over, owners_but, people_of, remove, set_role

A_ROLE = {Role.OWNER: "an owner", Role.EDITOR: "an editor", Role.REVIEWER: "a reviewer", Role.VIEWER: "a viewer"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def people(request: MemberRequest, project: Project) -> HttpResponse:
    """Who is in the project, since when, as what. A post invites people; their links show this once."""
    if request.method != "POST":
        return _people(request, project, InviteForm())
    must(request, Action.MANAGE)
    form = InviteForm(request.POST)
    if not form.is_valid():
        point_out(form)
        return _people(request, project, form, status=422)
    results = invite(project, form.cleaned_data["emails"], form.cleaned_data["role"], by=request.person)
    return _people(request, project, InviteForm(), results)


def _people(
    request: MemberRequest, project: Project, form: InviteForm, results: list[Invited] | None = None, status: int = 200
) -> HttpResponse:
    members = people_of(project)
    manage = may(request.role, Action.MANAGE)
    me = next(row for row in members if row.user_id == request.person.pk)
    values: dict[str, Any] = {
        **base_values(request, project),
        "members": members,
        "me": me,
        "manage": manage,
        "stays": me.role == Role.OWNER and not owners_but(members, request.person),
        "heirs": [row for row in members if row.user.is_active and row.pk != me.pk],
        "roles": [(value, label.partition(":")[0]) for value, label in ROLE_CHOICES],
        "invitations": open_invitations(project) if manage else [],
        "now": timezone.now(),
        "form": form,
        "results": results,
        "days": HOLDS.days,
        "mail": settings.MAIL_WORKS,
    }
    return page(request, "screens/people.html", values, status=status)


def _member(project: Project, number: int) -> Membership:
    row = Membership.objects.select_related("user").filter(project=project, pk=min(number, 2**62)).first()
    if row is None:
        raise Http404
    return row


def _done(request: MemberRequest, project: Project, sentence: str) -> HttpResponse:
    return said(request, reverse("people", args=[project.slug]), sentence)


@require_POST
@for_project(Action.MANAGE)
def person_role(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Gives a member another role."""
    row, form = _member(project, number), RoleForm(request.POST)
    if not form.is_valid():
        return message(request, 422, "No such role", "Choose one of the roles.")
    role = form.cleaned_data["role"]
    set_role(project, row.user, role, by=request.person)
    return _done(request, project, f"{row.user.label} is {A_ROLE[Role(role)]} now.")


def _sure(request: MemberRequest, project: Project, question: str, means: str, yes: str) -> HttpResponse:
    """Asks before what whoever does it cannot take back alone."""
    values = {**base_values(request, project), "question": question, "means": means, "yes": yes}
    return page(request, "screens/people_sure.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.MANAGE)
def person_remove(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Takes a member out of the project: asks on GET, does it on POST."""
    row = _member(project, number)
    if request.method != "POST":
        means = "The project is closed to them from now on. What they wrote and decided stays. You can invite them again."
        return _sure(request, project, f"Remove {row.user.label}?", means, "Remove")
    remove(project, row.user, by=request.person)
    if row.user_id == request.person.pk:
        return said(request, reverse("projects"), f"You left {project.title}.")
    return _done(request, project, f"{row.user.label} is no longer a member.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.MANAGE)
def person_heir(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Hands the project over to a member: asks on GET, does it on POST."""
    row = _member(project, number)
    if request.method != "POST":
        means = f"{row.user.label} owns it from now on and you are an editor. Only an owner can hand it back."
        return _sure(request, project, f"Hand {project.title} over to {row.user.label}?", means, "Hand it over")
    hand_over(project, row.user, by=request.person)
    return _done(request, project, f"{row.user.label} owns this project now; you are an editor.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_project(Action.VIEW)
def leave(request: MemberRequest, project: Project) -> HttpResponse:
    """Lets a member leave: asks on GET, does it on POST. The only owner cannot."""
    if request.method != "POST":
        if request.role == Role.OWNER and not owners_but(people_of(project), request.person):
            raise Refused(LAST_OWNER.format(who="You are"))
        means = "The project is closed to you from now on. What you wrote and decided stays. An owner can invite you again."
        return _sure(request, project, f"Leave {project.title}?", means, "Leave")
    remove(project, request.person, by=request.person)
    return said(request, reverse("projects"), f"You left {project.title}.")


@require_POST
@for_project(Action.MANAGE)
def invitation_link(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """A new link for an open invitation, shown this once."""
    _invited(project, number)
    return _people(request, project, InviteForm(), [renew(project, number, by=request.person)])


@require_POST
@for_project(Action.MANAGE)
def invitation_revoke(request: MemberRequest, project: Project, number: int) -> HttpResponse:
    """Takes an invitation back."""
    _invited(project, number)
    return _done(request, project, f"The invitation of {revoke(project, number, by=request.person)} is taken back.")


def _invited(project: Project, number: int) -> None:
    """404 for a number that is none of this project's invitations."""
    if not project.invitations.filter(pk=min(number, 2**62)).exists():
        raise Http404
