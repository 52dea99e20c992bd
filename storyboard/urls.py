"""Addresses of the whole site: health for machines, accounts, the API, and the app."""

from django.urls import include, path

from storyboard import health
from storyboard.on_first_request import OnFirstRequest

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("accounts/", include("storyboard.account_urls")),
    OnFirstRequest("api/v1/", "projects.api.urls", "api"),
    path("", include("projects.urls")),
]
