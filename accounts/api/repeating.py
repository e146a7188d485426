"""Calls that may be repeated: a POST with an ``Idempotency-Key`` takes place once, however often it arrives."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.timezone import now
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import StoredAnswer

HEADER = "Idempotency-Key"
KEPT = timedelta(hours=48)
KEY = re.compile(r"[\x21-\x7e]{1,255}")
PARAMETER = OpenApiParameter(
    HEADER,
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="The call takes place once; the same call again within 48 hours gets the same answer, marked by "
    "`Idempotency-Replayed: true`. A refused call changed nothing and leaves its key free.",
)
Handler = Callable[..., Response]


class KeyUsedOtherwise(APIException):
    """A key that was given to another call."""

    status_code = 422
    default_detail = (
        "Bu Idempotency-Key başka bir istekte kullanıldı; aynı anahtarla yalnız aynı istek yinelenebilir. "
        "Yeni istek için yeni bir anahtar verin."
    )


def once(handler: Handler) -> Handler:
    """Decorates a view's method: with the header, handler and stored answer stand or fall in one transaction.

    A second call with the key waits at the unique constraint until the first one has ended: then it finds the answer,
    or, when the first was refused or broke off, it takes place itself.
    """

    @wraps(handler)
    def handle(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(view, request, *args, **kwargs)
        if not KEY.fullmatch(key):
            raise ValidationError({HEADER: ["1–255 görünür ASCII karakter olmalıdır."]})
        with transaction.atomic():
            stored = _claim(request, key)
            if stored.status:
                return _replay(stored)
            answer = handler(view, request, *args, **kwargs)
            stored.status, stored.body = answer.status_code, JSONRenderer().render(answer.data).decode()
            stored.save(update_fields=["status", "body"])
        return answer

    return handle


def _claim(request: Request, key: str) -> StoredAnswer:
    """The row of this key: made now, or that of the call before. Making it waits for whoever is making it."""
    body_hash = _hash(request)
    rows = StoredAnswer.objects.filter(user=request.user, key=key)
    rows.filter(created_at__lt=now() - KEPT).delete()
    StoredAnswer.objects.bulk_create(
        [StoredAnswer(user=request.user, key=key, body_hash=body_hash)], ignore_conflicts=True
    )
    stored = rows.select_for_update().get()
    if stored.body_hash != body_hash:
        raise KeyUsedOtherwise
    return stored


def _hash(request: Request) -> str:
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if isinstance(request.data, dict) and hasattr(request.data, "lists"):  # a form with files
        for name, values in sorted(request.data.lists()):
            for value in values:
                digest.update(f"{name}={_content_hash(value)}\n".encode())
    else:
        digest.update(json.dumps(request.data, sort_keys=True).encode())
    return digest.hexdigest()


def _content_hash(value: Any) -> str:
    if not isinstance(value, UploadedFile):
        return hashlib.sha256(str(value).encode(errors="surrogatepass")).hexdigest()
    content = hashlib.sha256(f"{value.name}\n".encode(errors="surrogatepass"))
    for chunk in value.chunks():
        content.update(chunk)
    value.seek(0)
    return content.hexdigest()


def _replay(stored: StoredAnswer) -> Response:
    headers = {"Idempotency-Replayed": "true"}
    return Response(json.loads(stored.body) if stored.body else None, status=stored.status, headers=headers)


def forget_old() -> int:
    """Delete the answers that are kept no longer; how many there were."""
    return StoredAnswer.objects.filter(created_at__lt=now() - KEPT).delete()[0]
