"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from milestones import views

urlpatterns = [
    path("milestones/", views.milestones, name="milestones"),
    path("milestones/csv/", views.milestones_csv, name="milestones-csv"),
    path("milestones/<slug:slug>/", views.milestone, name="milestone"),
    path("milestones/<slug:slug>/csv/", views.milestone_csv, name="milestone-csv"),
    path("milestones/<slug:slug>/report/", views.milestone_report, name="milestone-report"),
    path("milestones/<slug:slug>/undo/<uuid:change_set>/", views.milestone_undo, name="milestone-undo"),
    path("components/<slug:slug>/undo/<uuid:change_set>/", views.component_undo, name="component-undo"),
    path("milestones/<slug:slug>/date/", views.milestone_date, name="milestone-date"),
    path("milestones/<slug:slug>/proposal/answer/", views.proposal_answer, name="proposal-answer"),
    path("components/<slug:slug>/report/", views.component_report, name="component-report"),
    path(
        "milestones/<slug:slug>/deliverables/<slug:deliverable>/release/",
        views.deliverable_release,
        name="deliverable-release",
    ),
    path(
        "milestones/<slug:slug>/deliverables/<slug:deliverable>/correct/",
        views.deliverable_correct,
        name="deliverable-correct",
    ),
]
