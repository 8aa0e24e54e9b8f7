"""Addresses of this room; of allauth only what invited people need. There is no sign-up."""

from __future__ import annotations

from allauth.account import views as allauth
from django.urls import path, re_path

from accounts import views
from accounts.roles import EVERYONE
from ozgtracker.access import allow, public

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/csv/", views.people_csv, name="people-csv"),
    path("people/requests/", views.access_requests, name="access-requests"),
    path("people/requests/csv/", views.access_requests_csv, name="access-requests-csv"),
    path("people/requests/<int:pk>/", views.access_request, name="access-request"),
    path("people/requests/<int:pk>/withdraw/", views.access_withdraw, name="access-withdraw"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/role/", views.person_role, name="person-role"),
    path("people/<int:pk>/link/", views.person_link, name="person-link"),
    path("people/<int:pk>/deactivate/", views.person_deactivate, name="person-deactivate"),
    path("people/<int:pk>/activate/", views.person_activate, name="person-activate"),
    path("audit/", views.audit, name="audit"),
    path("audit/csv/", views.audit_csv, name="audit-csv"),
    path("sign-ins/", views.sign_ins, name="sign-ins"),
    path("sign-ins/csv/", views.sign_ins_csv, name="sign-ins-csv"),
    path("konto/sessions/", views.sessions, name="account-sessions"),
    path("konto/login/", public(allauth.LoginView.as_view()), name="account_login"),
    path("konto/logout/", public(allauth.LogoutView.as_view()), name="account_logout"),
    path(
        "konto/password/change/", allow(EVERYONE)(allauth.PasswordChangeView.as_view()), name="account_change_password"
    ),
    # Where allauth sends people on who are signed in without a password of their own.
    path("konto/password/set/", allow(EVERYONE)(allauth.PasswordSetView.as_view()), name="account_set_password"),
    path("konto/password/reset/", public(allauth.PasswordResetView.as_view()), name="account_reset_password"),
    path(
        "konto/password/reset/done/",
        public(allauth.PasswordResetDoneView.as_view()),
        name="account_reset_password_done",
    ),
    re_path(
        r"^konto/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(allauth.PasswordResetFromKeyView.as_view()),
        name="account_reset_password_from_key",
    ),
    path(
        "konto/password/reset/key/done/",
        public(allauth.PasswordResetFromKeyDoneView.as_view()),
        name="account_reset_password_from_key_done",
    ),
]
