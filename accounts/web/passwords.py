"""The page behind the one-time link: a new person sets a password and goes to sign in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse
from django.urls import reverse_lazy

from accounts.models import SecurityEvent
from accounts.passwords import link_tokens
from accounts.security import note


class SetPassword(PasswordResetConfirmView):
    """Django's, which takes the token out of the address before anything of the page is fetched."""

    template_name = "accounts/set_password.html"
    token_generator = link_tokens
    form_class = SetPasswordForm
    success_url = reverse_lazy("account_login")
    reset_url_token = "belirle"  # noqa: S105 - what stands in the address in the token's place

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        note(SecurityEvent.Kind.PASSWORD_CHANGED, user=self.user, request=self.request, details={"by": "bağlantı"})
        messages.info(self.request, f"Parolanız belirlendi. “{self.user.username}” kullanıcı adıyla girin.")
        return answer

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        return super().render_to_response(context, status=200 if self.validlink else 410, **kwargs)
