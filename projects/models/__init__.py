"""The rows of the product. No rule lives here: fields, constraints and QuerySets only."""

from projects.models.history import Activity, AnchorVersion, Receipt, ShotVersion
from projects.models.library import Picture, Template
from projects.models.people import Membership, Presence, SignInLink, User
from projects.models.plan import Anchor, Break, Scene, SeedLock, Shot
from projects.models.project import Project

__all__ = [
    "Activity",
    "Anchor",
    "AnchorVersion",
    "Break",
    "Membership",
    "Picture",
    "Presence",
    "Project",
    "Receipt",
    "Scene",
    "SeedLock",
    "Shot",
    "ShotVersion",
    "SignInLink",
    "Template",
    "User",
]
