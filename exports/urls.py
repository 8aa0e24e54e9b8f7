"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from exports import views

urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/new/", views.export_new, name="export-new"),
    path("exports/<uuid:token>/csv/", views.export_file, name="export-file"),
    path("exports/<uuid:token>/restart/", views.export_restart, name="export-restart"),
    path("exports/<uuid:token>/discard/", views.export_discard, name="export-discard"),
]
