"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from reports import views

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/csv/", views.reports_csv, name="reports-csv"),
    path("reports/<int:number>/", views.report_issue, name="report-issue"),
    path("reports/<int:number>/pdf/", views.report_pdf, name="report-pdf"),
    path("reports/recipients/", views.recipient_add, name="recipient-add"),
    path("reports/recipients/csv/", views.recipients_csv, name="recipients-csv"),
    path("reports/recipients/<int:pk>/remove/", views.recipient_remove, name="recipient-remove"),
    path("mail/", views.mail, name="mail"),
    path("mail/csv/", views.mail_csv, name="mail-csv"),
    path("mail/decide/", views.mail_decide, name="mail-decide"),
    path("mail/continue/", views.mail_continue, name="mail-continue"),
    path("mail/<int:pk>/", views.mail_item, name="mail-item"),
    path("mail/<int:pk>/requeue/", views.delivery_requeue, name="delivery-requeue"),
    path("mail/<int:pk>/confirm/", views.delivery_confirm, name="delivery-confirm"),
]
