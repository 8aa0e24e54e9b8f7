"""Addresses of this room."""

from __future__ import annotations

from django.urls import path, register_converter

from milestones import views
from milestones.slugs import MilestoneSlug

register_converter(MilestoneSlug, "milestone")

urlpatterns = [
    path("milestones/", views.milestones, name="milestones"),
    path("milestones/csv/", views.milestones_csv, name="milestones-csv"),
    path("milestones/trend/", views.trend, name="milestones-trend"),
    path("milestones/trend/csv/", views.trend_csv, name="milestones-trend-csv"),
    path("milestones/baselines/", views.baselines, name="baselines"),
    path("milestones/baselines/csv/", views.baselines_csv, name="baselines-csv"),
    path("milestones/<milestone:slug>/", views.milestone, name="milestone"),
    path("milestones/<milestone:slug>/csv/", views.milestone_csv, name="milestone-csv"),
    path("milestones/<milestone:slug>/report/", views.milestone_report, name="milestone-report"),
    path("milestones/<milestone:slug>/undo/<uuid:change_set>/", views.milestone_undo, name="milestone-undo"),
    path("components/<slug:slug>/undo/<uuid:change_set>/", views.component_undo, name="component-undo"),
    path("milestones/<milestone:slug>/date/", views.milestone_date, name="milestone-date"),
    path("milestones/<milestone:slug>/proposal/answer/", views.proposal_answer, name="proposal-answer"),
    path("components/<slug:slug>/report/", views.component_report, name="component-report"),
    path(
        "milestones/<milestone:slug>/deliverables/<slug:deliverable>/release/",
        views.deliverable_release,
        name="deliverable-release",
    ),
    path(
        "milestones/<milestone:slug>/deliverables/<slug:deliverable>/correct/",
        views.deliverable_correct,
        name="deliverable-correct",
    ),
]
