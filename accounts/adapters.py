"""How sign-in behaves here: nobody signs up by themselves, accounts are given; whoever has a provider's word uses it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from .models import User
from .oidc import SESSION_KEY
from .oidc.identity import must_use_provider


class ClosedAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The right password of somebody who signs in by the provider opens nothing, and says where to go instead."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and must_use_provider(user):
            raise ValidationError(
                f"Bu hesaba parolayla girilmiyor; “{settings.OIDC['name']} ile giriş” düğmesini kullanın."
            )
        return user

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Keep what the provider said for this session, or forget what it said for another person's."""
        request.session.pop(SESSION_KEY, None)
        if (kwargs.get("signal_kwargs") or {}).get("sociallogin") is not None:
            request.session[SESSION_KEY] = _kept(request.oidc, user)  # type: ignore[attr-defined]
        return super().pre_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.stages.SecondFactor"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        if isinstance(user, User) and must_use_provider(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods


def _kept(told: dict[str, Any], user: User) -> dict[str, Any]:
    claims, wanted = told["claims"], settings.OIDC["multi_factor"]
    methods = claims.get("amr") if isinstance(claims.get("amr"), list) else []
    return {
        "user": user.pk,
        "id_token": told["id_token"],
        "end_session": told["end_session"],
        "multi_factor": claims.get("acr") in wanted["acr"] or not set(map(str, methods)).isdisjoint(wanted["amr"]),
    }


class SecondFactorAdapter(DefaultMFAAdapter):
    pass
