"""The way to the provider and back, and out: answered only where a provider is configured."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

from allauth.account.views import LogoutView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from accounts.oidc import SESSION_KEY, is_configured, provider_id
from accounts.oidc.refusing import refuse
from accounts.oidc.tokens import ProviderAdapter, new_nonce

logger = logging.getLogger(__name__)


@login_not_required
@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider, with PKCE, a state and a nonce."""
    if not is_configured():
        raise Http404
    if request.user.is_authenticated:
        return redirect("desk:home")
    provider = get_adapter().get_provider(request, provider_id())
    nonce = new_nonce()
    parameters = {"nonce": nonce}
    if wanted := settings.OIDC["multi_factor"]["acr"]:
        parameters["acr_values"] = " ".join(wanted)
    try:
        return provider.redirect(
            request, AuthProcess.LOGIN, next_url=_next(request), auth_params=parameters, nonce=nonce
        )
    except RequestException as error:
        logger.warning("the OIDC provider does not answer: %s", type(error).__name__)
        return refuse(request, "down", fault=type(error).__name__)
    except (OAuth2Error, KeyError, ValueError) as error:
        return refuse(request, "invalid", fault=f"{type(error).__name__}: {error}")


def _next(request: HttpRequest) -> str | None:
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None, require_https=request.is_secure())
    return address if is_ours else None


@login_not_required
@never_cache
@require_GET
def callback(request: HttpRequest) -> HttpResponse:
    """The provider sends the browser back: with a code, or with the reason why not."""
    if not is_configured():
        raise Http404
    view = OAuth2CallbackView.adapter_view(ProviderAdapter(request, provider_id()))
    try:
        return view(request)
    except ImmediateHttpResponse as answer:
        return answer.response
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        # The provider's answers are foreign data: whatever shape they have, it is no error of this house.
        logger.warning("an answer of the OIDC provider is malformed", exc_info=True)
        return refuse(request, "invalid", fault=type(error).__name__)


class SignOut(LogoutView):
    """Ends our session, and leads to the provider's end of session where it announces one."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        kept = self.request.session.get(SESSION_KEY) or {}
        answer = super().post(*args, **kwargs)
        url = end_session_url(kept) if is_configured() else ""
        if not url:
            return answer
        # A page that leads on, not a redirect: the CSP lets a form of ours end only at ours.
        return render(self.request, "accounts/signed_out.html", {"url": url, "name": settings.OIDC["name"]})


def end_session_url(kept: dict[str, Any]) -> str:
    """Where the provider's session is ended (RP-initiated logout); empty where there is none to end."""
    if not settings.OIDC["ends_session"] or not kept.get("end_session"):
        return ""
    back = f"{settings.SITE_URL.rstrip('/')}{reverse('account_login')}"
    query = {
        "id_token_hint": kept["id_token"],
        "post_logout_redirect_uri": back,
        "client_id": settings.OIDC["client_id"],
    }
    return f"{kept['end_session']}{'&' if '?' in kept['end_session'] else '?'}{urlencode(query)}"
