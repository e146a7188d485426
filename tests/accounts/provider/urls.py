"""The provider's addresses: the toolkit's, a sign-in page, and where it lies on request."""

from __future__ import annotations

import json

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from jwcrypto import jwk
from oauth2_provider import views

from .claims import FOLDER, said

KEYS = json.loads((FOLDER / "keys.json").read_text())


def keys(request: HttpRequest) -> HttpResponse:
    """The public key; with ``fault: key`` the one of another pair under the same name, so that no signature fits."""
    right, wrong = (jwk.JWK.from_pem(key.encode()) for key in KEYS)
    shown = wrong if said().get("fault") == "key" else right
    answer = {"alg": "RS256", "use": "sig", **json.loads(shown.export_public()), "kid": right.thumbprint()}
    return JsonResponse({"keys": [answer]})


def discovery(request: HttpRequest, **kwargs: object) -> HttpResponse:
    fault = said().get("fault")
    if fault == "down":
        return HttpResponse("bakımda", status=503)
    if fault == "html":
        return HttpResponse("<html>bakımda</html>")
    if fault == "array":
        return JsonResponse([1], safe=False)
    answer = views.ConnectDiscoveryInfoView.as_view()(request)
    if fault == "mix_up":
        return JsonResponse({**json.loads(answer.content), "issuer": "https://elsewhere.example"})
    return answer


@csrf_exempt
def token(request: HttpRequest) -> HttpResponse:
    fault = said().get("fault")
    if fault == "token_down":
        return HttpResponse(status=500)
    if fault == "token_shape":
        return JsonResponse({"access_token": ["a"], "id_token": {"a": 1}})
    return views.TokenView.as_view()(request)


urlpatterns = [
    path("login/", LoginView.as_view(template_name="login.html")),
    path("o/.well-known/openid-configuration", discovery),
    path("o/.well-known/jwks.json", keys),
    path("o/token/", token),
    path("o/", include("oauth2_provider.urls")),
]
