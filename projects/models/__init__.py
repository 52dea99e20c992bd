"""The rows of the product. No rule lives here: fields, constraints and QuerySets only."""

from projects.models.history import Activity, AnchorVersion, Receipt, ShotVersion
from projects.models.library import Picture, Template
from projects.models.outside import ApiToken, Job
from projects.models.people import Membership, Presence, SignInLink, User
from projects.models.plan import Anchor, Break, Scene, SeedLock, Shot
from projects.models.project import Project
from projects.models.reviewing import Comment, Decision, Notice, Read, Round, RoundItem
from projects.models.sharing import Guest, Invitation, ShareLink

__all__ = [
    "Activity",
    "Anchor",
    "AnchorVersion",
    "ApiToken",
    "Break",
    "Comment",
    "Decision",
    "Guest",
    "Invitation",
    "Job",
    "Membership",
    "Notice",
    "Picture",
    "Presence",
    "Project",
    "Read",
    "Receipt",
    "Round",
    "RoundItem",
    "Scene",
    "SeedLock",
    "ShareLink",
    "Shot",
    "ShotVersion",
    "SignInLink",
    "Template",
    "User",
]
