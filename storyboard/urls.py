"""Addresses of the whole site: health for machines, accounts, and the app."""

from django.urls import include, path

from storyboard import health

urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("accounts/", include("storyboard.account_urls")),
    path("", include("projects.urls")),
]
