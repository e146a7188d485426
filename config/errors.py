"""What is said when something fails unexpectedly: a page to people, a problem to programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from workflow.api.problems import MEDIA_TYPE, problem


def server_error(request: HttpRequest) -> HttpResponse:
    if not request.path.startswith("/api/"):
        return defaults.server_error(request)
    body = problem(500, "Beklenmeyen bir hata oluştu; kayıt altına alındı.")
    return JsonResponse(body, status=500, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})
