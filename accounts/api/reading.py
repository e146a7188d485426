"""Reads with an ``ETag``: who asks again with ``If-None-Match`` is told by 304 that nothing changed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from rest_framework.request import Request
from rest_framework.response import Response

from .asking import OK, Answered

OF_THE_BODY = {"Content-Length", "Content-Type"}


class Tagged(Answered):
    """Subclasses read; each 200 of a method in ``tagged`` carries a tag of what it shows."""

    tagged = frozenset({"GET", "HEAD"})

    def tag_of(self, response: Response) -> str:
        """The tag, without quotes: the hash of the body, so that it changes exactly when the answer does."""
        return hashlib.sha256(response.content).hexdigest()[:32]

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if request.method in self.tagged and response.status_code == OK and isinstance(response, Response):
            response.add_post_render_callback(lambda rendered: self._tagged(request, rendered))
        return response

    def _tagged(self, request: Request, response: Response) -> HttpResponse:
        tag = f'"{self.tag_of(response)}"'
        response["ETag"] = tag
        # What is shown depends on who calls: nothing between us may keep it, and the caller asks again each time.
        response["Cache-Control"] = "private, no-cache"
        if request.method in {"GET", "HEAD"} and is_known(request, tag):
            return not_modified(response)
        return response


def is_known(request: Request, tag: str) -> bool:
    """Whether the caller has this very answer already."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or tag in {item.removeprefix("W/") for item in known}


def not_modified(response: HttpResponse) -> HttpResponse:
    answer = HttpResponseNotModified()
    for name, value in response.items():
        if name not in OF_THE_BODY:
            answer[name] = value
    return answer
