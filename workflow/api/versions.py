"""Records written against the version that was read: its tag begins with the revision, and a write names it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged

from .exceptions import VersionWanted

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read; `*` writes over whatever is there."
)
TAG = re.compile(r'"([0-9]{1,9})\.[0-9a-f]{32}"')
NEVER = -1  # the revision of no record
NO_STAMP = "of no record"


class Versioned(Tagged):
    """Subclasses answer reads and writes with a body that has a ``revision``."""

    tagged = frozenset({"GET", "HEAD", "PUT"})

    def tag_of(self, response: Response) -> str:
        return f"{response.data['revision']}.{super().tag_of(response)}"


STAMP = re.compile(r'"([0-9a-f]{16})\.[0-9a-f]{32}"')


def stamp_of(values: Any) -> str:
    """Sixteen hex digits that change with these values: what a record without a revision is written against."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Stamped(Tagged):
    """Subclasses answer with a record whose writable part has a stamp; the tag begins with it."""

    tagged = frozenset({"GET", "HEAD", "PUT", "PATCH"})

    def stamp(self, data: Any) -> str:
        raise NotImplementedError

    def tag_of(self, response: Response) -> str:
        return f"{self.stamp(response.data)}.{super().tag_of(response)}"


def stamp_named(request: Request, *, wanted: bool = True) -> str | None:
    """The stamp that the caller wrote against; ``None`` when it writes over whatever is there (``*``).

    Without ``If-Match`` it is asked for, unless ``wanted`` is off.
    """
    header = request.headers.get("If-Match")
    if header is None and wanted:
        raise VersionWanted
    tags = parse_etags(header or "*")
    if "*" in tags:
        return None
    return next((found[1] for tag in tags if (found := STAMP.fullmatch(tag))), NO_STAMP)


def revision_named(request: Request, current: int) -> int | None:
    """The revision that the caller wrote against; ``None`` when it wants to write over whatever is there (``*``)."""
    header = request.headers.get("If-Match")
    if header is None:
        raise VersionWanted
    tags = parse_etags(header)
    if "*" in tags:
        return None
    named = {int(found[1]) for tag in tags if (found := TAG.fullmatch(tag))}
    return current if current in named else next(iter(named), NEVER)
