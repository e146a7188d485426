"""The second step of signing in: left out where the provider has asked for two factors itself and is trusted for it."""

from __future__ import annotations

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from .oidc import vouches_for_two_factors


class SecondFactor(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and not vouches_for_two_factors(request, self.login.user)
