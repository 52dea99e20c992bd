"""People, their place in a project, and one-time sign-in links."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from projects.core.roles import Role


class Users(BaseUserManager["User"]):
    """Makes accounts. The email address is the name to sign in with, whatever its case."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    # How often news come by mail: never, every day, every week.
    digest = models.CharField(
        max_length=6, choices=[("", "Never"), ("day", "Every day"), ("week", "Every week")], blank=True
    )
    digest_at = models.DateTimeField(null=True, blank=True)
    # How often this person has signed out everywhere: part of what every session has to know.
    sign_outs = models.PositiveIntegerField(default=0)

    objects = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages call this person: the name, else the part of the address before the @."""
        return self.name or self.email.split("@")[0]

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must know to hold, as Django says, and how often this person has signed out everywhere.

        Nothing has to look into sessions to end them: those with another hash are refused when they are used.
        """
        known: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]  # Django has it, its stubs have not
        if not self.sign_outs:
            return known
        return salted_hmac("projects.sign-outs", f"{known}{self.sign_outs}", secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """One person's role in one project."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=[(role.value, role.value.title()) for role in Role])
    # How this person has set up the pages of this project: columns of the table and the like.
    prefs = models.JSONField(default=dict, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "user"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} of {self.project_id}"


class Presence(models.Model):
    """Where a device of a person was seen last in a project; `shot` is the code of the shot that stood open, if any."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="+")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    device = models.CharField(max_length=16, blank=True, default="")
    shot = models.CharField(max_length=32, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "user", "device"], name="presence_of_device")]
        indexes = [models.Index(fields=["project", "seen_at"], name="presence_latest")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.shot or self.project_id}"


class SignInLink(models.Model):
    """A link that signs one person in once. Only a hash of its token is stored."""

    user = models.ForeignKey(User, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link of {self.user_id}, until {self.expires_at:%Y-%m-%d %H:%M}"
