"""All addresses; the rooms are included by name, so the frame imports none of them."""

from __future__ import annotations

from django.urls import include, path

from ozgtracker import failures, health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("ozgtracker.page_urls")),
    path("", include("accounts.urls")),
    path("", include("exports.urls")),
    path("", include("services.urls")),
    path("", include("municipalities.urls")),
    path("", include("milestones.urls")),
    path("", include("dashboards.urls")),
    path("", include("reports.urls")),
]

handler429 = failures.too_many_requests  # allauth looks for it here
handler500 = "ozgtracker.failures.server_error"
