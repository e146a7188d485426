"""Errors as ``application/problem+json`` (RFC 9457), each with a Turkish sentence; faults name their path."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from workflow.refusals import ConditionsUnmet, Invalid, NotPermitted, OutOfState, Refusal, Stale

from .changed import changed_fields
from .exceptions import Changed, Faults, TooLarge

STATUS_OF: dict[type[Refusal], int] = {
    OutOfState: status.HTTP_409_CONFLICT,
    Stale: status.HTTP_409_CONFLICT,
    NotPermitted: status.HTTP_403_FORBIDDEN,
    ConditionsUnmet: status.HTTP_422_UNPROCESSABLE_ENTITY,
    Invalid: status.HTTP_422_UNPROCESSABLE_ENTITY,
}
TITLES = {
    400: "İstek hatalı",
    401: "Kimlik doğrulaması gerekli",
    403: "Yetki yok",
    404: "Bulunamadı",
    405: "Bu yöntem burada kullanılamaz",
    406: "İstenen biçim verilemiyor",
    409: "Kayıt bu işleme uygun durumda değil",
    410: "Artık saklanmıyor",
    412: "Kayıt arada değişti",
    413: "İstek çok büyük",
    415: "İçerik türü desteklenmiyor",
    422: "Koşullar sağlanmıyor",
    428: "Hangi sürümün değiştirildiği yazılmamış",
    429: "Çok sık istek",
}
MEDIA_TYPE = "application/problem+json"


def problem(code: int, detail: str, *, kind: str = "about:blank", **more: Any) -> dict[str, Any]:
    return {"type": kind, "title": TITLES.get(code, "Hata"), "status": code, "detail": detail, **more}


def explain(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: what is anticipated is explained, all else stays loud (and becomes a bare 500)."""
    if isinstance(error, Refusal):
        set_rollback()
        return _answer(_of_refusal(error))
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    elif isinstance(error, RequestDataTooBig):
        error = TooLarge()
    elif isinstance(error, SuspiciousOperation):  # more fields or files than a form may have
        error = exceptions.ParseError()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    if isinstance(error, Changed):
        return _answer(_of_change(error, context), _headers(error))
    return _answer(_of_api_error(error), _headers(error))


def _answer(body: dict[str, Any], headers: dict[str, str] | None = None) -> Response:
    return Response(body, status=body["status"], headers=headers, content_type=MEDIA_TYPE)


def _of_refusal(refusal: Refusal) -> dict[str, Any]:
    kinds = type(refusal).__mro__  # a room may have a refusal of its own
    code = next((STATUS_OF[kind] for kind in kinds if kind in STATUS_OF), status.HTTP_409_CONFLICT)
    body = problem(code, str(refusal), kind=f"urn:refusal:{type(refusal).__name__}")
    if isinstance(refusal, ConditionsUnmet):
        body["findings"] = [finding.as_json() for finding in refusal.findings]
    if isinstance(refusal, Invalid):
        body["faults"] = [{"path": path, "message": message} for path, message in refusal.faults.items()]
    return body


def _of_api_error(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, Faults):
        return problem(error.status_code, str(error.detail), faults=error.faults)
    if isinstance(error, exceptions.ValidationError):
        faults = list(_flatten(error.detail))
        return problem(error.status_code, "İstekte düzeltilmesi gereken yerler var.", faults=faults)
    if isinstance(error, exceptions.ParseError):
        faults = [{"path": "", "message": "Gövdenin biçimi bozuk (geçerli JSON veya form verisi değil)."}]
        return problem(error.status_code, "Gövde okunamadı.", faults=faults)
    return problem(error.status_code, str(error.detail))


def _of_change(error: Changed, context: dict[str, Any]) -> dict[str, Any]:
    """What stands there now, whole, and by field where it differs from what was sent."""
    request = context.get("request")
    changed = changed_fields(request.data, error.current) if request is not None else []
    return problem(error.status_code, str(error.detail), current=error.current, changed=changed)


def _flatten(detail: Any, path: str = "") -> Any:
    if isinstance(detail, dict):
        for key, value in detail.items():
            yield from _flatten(value, f"{path}.{key}" if path else str(key))
    elif isinstance(detail, list):
        for position, item in enumerate(detail):
            nested = isinstance(item, dict | list)
            yield from _flatten(item, f"{path}[{position}]" if nested else path)
    else:
        yield {"path": path, "message": str(detail)}


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait) + 1)
    return headers
