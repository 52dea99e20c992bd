"""The one Django app of Storyboard."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Storyboard's app: every layer below the site."""

    name = "projects"
    default_auto_field = "django.db.models.BigAutoField"
