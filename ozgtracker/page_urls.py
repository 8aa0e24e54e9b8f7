"""Addresses of the pages about the application itself."""

from __future__ import annotations

from django.urls import path

from ozgtracker import pages

urlpatterns = [
    path("impressum/", pages.imprint, name="imprint"),
    path("datenschutz/", pages.privacy, name="privacy"),
    path("barrierefreiheit/", pages.accessibility, name="accessibility"),
    path("quellen/", pages.sources, name="sources"),
    path("hilfe/", pages.help_page, name="help"),
]
