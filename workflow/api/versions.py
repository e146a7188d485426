"""Records written against the version that was read: its tag begins with the revision, and a write names it."""

from __future__ import annotations

import re

from django.utils.http import parse_etags
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.reading import Tagged

from .problems import VersionWanted

IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read; `*` writes over whatever is there."
)
TAG = re.compile(r'"([0-9]{1,9})\.[0-9a-f]{32}"')
NEVER = -1  # the revision of no record


class Versioned(Tagged):
    """Subclasses answer reads and writes with a body that has a ``revision``."""

    tagged = frozenset({"GET", "HEAD", "PUT"})

    def tag_of(self, response: Response) -> str:
        return f"{response.data['revision']}.{super().tag_of(response)}"


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
