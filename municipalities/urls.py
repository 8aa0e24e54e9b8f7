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
    path("components/<slug:slug>/report/", views.component_report, name="component-report"),
    path("people/invite/", views.person_invite, name="person-invite"),
    path("people/invite/list/", views.people_list, name="people-list"),
    path("mandates/", views.mandates, name="mandates"),
    path("mandates/decide/", views.decide, name="mandates-decide"),
    path("associations/", views.associations, name="associations"),
    path("associations/<slug:slug>/representatives/", views.association_appoint, name="association-appoint"),
    path(
        "associations/<slug:slug>/representatives/<int:pk>/dismiss/",
        views.association_dismiss,
        name="association-dismiss",
    ),
    path("municipalities/<str:ars>/representatives/", views.appoint, name="appoint"),
    path("municipalities/<str:ars>/representatives/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
]
