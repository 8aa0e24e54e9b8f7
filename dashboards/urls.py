"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from dashboards.components import views as components
from dashboards.overview import views as overview
from dashboards.packages import views as packages
from dashboards.places import views as places
from dashboards.rollouts import views as rollouts
from dashboards.services import views as services
from dashboards.what_if import views as what_if

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("attention/csv/", overview.attention_csv, name="attention-csv"),
    path("changes/csv/", overview.changes_csv, name="changes-csv"),
    path("components/", components.components, name="components"),
    path("components/csv/", components.components_csv, name="components-csv"),
    path("packages/", packages.packages, name="packages"),
    path("packages/<int:number>/", packages.package, name="package"),
    path("milestones/what-if/", what_if.what_if, name="what-if"),
    path("milestones/what-if/csv/", what_if.what_if_csv, name="what-if-csv"),
    path("services/", services.services, name="services"),
    path("services/csv/", services.services_csv, name="services-csv"),
    path("services/<str:ozg_id>/", services.service, name="service"),
    path("municipalities/", places.municipalities, name="municipalities"),
    path("municipalities/csv/", places.municipalities_csv, name="municipalities-csv"),
    path("municipalities/<str:ars>/", places.authority, name="authority"),
    path("rollouts/", rollouts.rollouts, name="rollouts"),
    path("rollouts/csv/", rollouts.rollouts_csv, name="rollouts-csv"),
    path("rollouts/<str:ars>/<str:ozg_id>/", rollouts.why, name="why"),
]
