"""What the site holds about one person, for their own copy."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from projects.models import Activity, Comment, Decision, Invitation, ShareLink, ShotVersion, User


def personal_data(user: User) -> dict[str, Any]:
    """What the site knows of one person, as JSON holds it: of tokens and share links all but what would open a door."""
    return {
        "format": "storyboard-account/1",
        "profile": {
            "email": user.email, "name": user.name, "joined": user.date_joined, "last_sign_in": user.last_login,
            "news_by_mail": user.digest or "never", "has_password": user.has_usable_password(),
        },
        "memberships": [
            {"project": row.project.title, "slug": row.project.slug, "role": row.role, "since": row.joined_at}
            for row in user.memberships.select_related("project").order_by("pk")
        ],
        "comments": [
            {
                **_place(row), "text": row.text, "at": row.at, "edited": row.edited_at, "deleted": row.deleted_at,
                "resolved": row.resolved_at,
            }
            for row in _mine(Comment.objects.select_related("project", "shot"), user)
        ],
        "decisions": [
            {**_place(row), "kind": row.kind, "note": row.note, "name": row.name, "at": row.at}
            for row in _mine(Decision.objects.select_related("project", "shot"), user)
        ],
        "activity": [
            {"project": row.project.title, "verb": row.verb, "target": row.target, "at": row.at}
            for row in _mine(Activity.objects.select_related("project").defer("changes", "data"), user)
        ],
        "templates": [
            {"title": row.title, "at": row.at, "deleted": row.deleted_at, "document": row.document}
            for row in user.templates.order_by("pk")
        ],
        "api_tokens": [
            {
                "name": row.name, "begins": row.prefix, "may": row.scopes,
                "project": row.project.title if row.project else None, "made": row.at, "expires": row.expires_at,
                "last_used": row.last_used_at, "revoked": row.revoked_at,
            }
            for row in user.api_tokens.select_related("project").order_by("pk")
        ],
        "share_links": [
            {
                "project": row.project.title, "label": row.label, "scope": row.scope, "rights": row.rights, "made": row.at,
                "expires": row.expires_at, "last_used": row.last_used_at, "revoked": row.revoked_at,
            }
            for row in _mine(ShareLink.objects.select_related("project"), user)
        ],
        "invitations": [
            {
                "project": row.project.title, "email": row.email, "role": row.role, "made": row.at,
                "expires": row.expires_at, "accepted": row.accepted_at, "revoked": row.revoked_at,
            }
            for row in _mine(Invitation.objects.select_related("project"), user)
        ],
        "versions": [
            {"project": project, "shot": shot, "version": number, "at": at}
            for project, shot, number, at in _mine(ShotVersion.objects.all(), user).values_list(
                "shot__project__title", "shot__code", "number", "at"
            )
        ],
        "inbox": [
            {
                "project": row.project.title, "kind": row.kind, "from": row.who, "at": row.at, "read": row.read_at,
                "shot": row.shot.code if row.shot else None, "mailed": row.mailed_at,
            }
            for row in user.notices.select_related("project", "shot").order_by("pk")
        ],
    }  # fmt: skip


def _mine(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.filter(by=user).order_by("pk")


def _place(row: Comment | Decision) -> dict[str, Any]:
    return {"project": row.project.title, "shot": row.shot.code if row.shot else None}
