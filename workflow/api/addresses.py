"""Addresses under ``/api/v1/`` that are not served: a problem for programs instead of a page for people."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

PERMANENT_REDIRECT = 308  # keeps method and body, unlike 301


class NotServed(APIView):
    """A forgotten slash at the end is put right; all else is 404, to whoever asks."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    schema = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.path.endswith("/") or not _is_served(f"{request.path}/"):
            return super().dispatch(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        answer = HttpResponse(status=PERMANENT_REDIRECT)
        answer["Location"] = f"{request.path}/" + (f"?{query}" if query else "")
        return answer

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise Http404


def _is_served(path: str) -> bool:
    try:
        return getattr(resolve(path).func, "cls", None) is not NotServed
    except Resolver404:
        return False
