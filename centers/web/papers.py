"""A printed paper of a record of centres."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from documents.models import Paper


def paper_of(record: Any, key: int, name: str) -> FileResponse:
    """``name``: how the file is called, before the paper's code. The record is one that the user sees."""
    found = get_object_or_404(Paper.objects.of(record), pk=key)
    if not found.file:
        raise Http404("Belge henüz basılmadı.")
    return FileResponse(found.file.open("rb"), content_type="application/pdf", filename=f"{name}-{found.code}.pdf")
