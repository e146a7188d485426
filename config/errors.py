"""What is said when something fails unexpectedly: a page to people, a problem to programs."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults

from workflow.api.problems import MEDIA_TYPE, problem

logger = logging.getLogger(__name__)


# For the hour when not even the page of the error can be drawn: no template, no static file, no database.
LAST_RESORT = """<!doctype html><html lang="tr"><meta charset="utf-8"><title>Beklenmeyen bir hata oluştu</title>
<h1>Beklenmeyen bir hata oluştu</h1><p>İşleminiz tamamlanamadı; yarım kalan bir kayıt yapılmadı.
Birkaç dakika sonra yeniden deneyin. Sürerse sistem yöneticisine bildirin.</p><p><a href="/">Ana sayfaya dön</a></p></html>"""


def server_error(request: HttpRequest) -> HttpResponse:
    if not request.path.startswith("/api/"):
        return _page(request)
    body = problem(500, "Beklenmeyen bir hata oluştu; kayıt altına alındı.")
    return JsonResponse(body, status=500, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest) -> HttpResponse:
    try:
        return defaults.server_error(request)
    except Exception:  # the first error is in the log already; a second one must not hide behind a bare answer
        logger.exception("the page of the error could not be drawn")
        return HttpResponse(LAST_RESORT, status=500)
