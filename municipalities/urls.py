"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from municipalities import views

urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/csv/", views.members_csv, name="members-csv"),
    path("report/<str:ars>/unchanged/", views.report_unchanged, name="report-unchanged"),
    path("report/<str:ars>/several/", views.report_several, name="report-several"),
    path("report/<str:ars>/undo/<uuid:change_set>/", views.report_undo, name="report-undo"),
    path("report/<str:ars>/<str:ozg_id>/", views.rollout_report, name="rollout-report"),
    path("competence/<str:ars>/<str:ozg_id>/", views.competence_answer, name="competence-answer"),
    path("people/invite/", views.person_invite, name="person-invite"),
    path("people/invite/list/", views.people_list, name="people-list"),
    path("mandates/", views.mandates, name="mandates"),
    path("mandates/csv/", views.mandates_csv, name="mandates-csv"),
    path("mandates/decide/", views.decide, name="mandates-decide"),
    path("associations/", views.associations, name="associations"),
    path("associations/csv/", views.associations_csv, name="associations-csv"),
    path("associations/<slug:slug>/representatives/", views.association_appoint, name="association-appoint"),
    path(
        "associations/<slug:slug>/representatives/<int:pk>/dismiss/",
        views.association_dismiss,
        name="association-dismiss",
    ),
    path("municipalities/<str:ars>/representatives/", views.appoint, name="appoint"),
    path("municipalities/<str:ars>/representatives/<int:pk>/dismiss/", views.dismiss, name="dismiss"),
]
