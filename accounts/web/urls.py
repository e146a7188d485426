"""Addresses of sign-in, second factor and sessions: those of allauth that a closed house needs, and no others.

Nobody signs up, confirms an address or resets a password alone: accounts are given, and renewed by an administrator.
"""

from allauth.account import views as account
from django.urls import include, path

from . import oidc, passwords, sign_in

urlpatterns = [
    path("login/", sign_in.SignIn.as_view(), name="account_login"),
    path("logout/", oidc.SignOut.as_view(), name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("parola/<str:uidb64>/<str:token>/", passwords.SetPassword.as_view(), name="set_password"),
    path("2fa/", include("allauth.mfa.urls")),
    path("kurum/giris/", oidc.start, name="oidc_start"),
    path("kurum/donus/", oidc.callback, name="oidc_callback"),
    path("sessions/", sign_in.Sessions.as_view(), name="usersessions_list"),
]
