"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from municipalities import views

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/<str:ars>/unchanged/", views.report_unchanged, name="report-unchanged"),
    path("report/<str:ars>/several/", views.report_several, name="report-several"),
    path("report/<str:ars>/<str:ozg_id>/", views.rollout_report, name="rollout-report"),
    path("components/", views.components, name="components"),
    path("municipalities/<str:ars>/representatives/", views.appoint, name="appoint"),
    path("municipalities/<str:ars>/representatives/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
]
