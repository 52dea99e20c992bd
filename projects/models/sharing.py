"""How others come in: invitations for people with an account, share links for guests without one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from projects.core.roles import LINK_RIGHTS, LINK_SCOPES, Role
from projects.models.people import User
from projects.models.project import Project


class Invitation(models.Model):
    """An offer to join a project with a role. Only a hash of its token is stored."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=[(role.value, role.value.title()) for role in Role])
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "email"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.project_id}"


class ShareLink(models.Model):
    """A link for guests. `scenes` holds the keys of the scenes in scope where `scope` is "scenes".

    Only a hash of the token is stored; `password` is a password hash, empty for none.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="share_links")
    label = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=[(scope, scope) for scope in LINK_SCOPES], default="project")
    scenes = models.JSONField(default=list, blank=True)
    rights = models.CharField(max_length=10, choices=[(right, right) for right in LINK_RIGHTS], default="comment")
    password = models.CharField(max_length=160, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=LINK_SCOPES), name="share_scope_known"),
            models.CheckConstraint(condition=Q(rights__in=LINK_RIGHTS), name="share_rights_known"),
        ]

    def __str__(self) -> str:
        return self.label or f"link {self.pk}"


class Guest(models.Model):
    """Somebody who came by a share link and gave a name."""

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="guests")
    name = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    shot = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="guest_name_given")]

    def __str__(self) -> str:
        return self.name
