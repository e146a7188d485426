"""How often one client may ask: calls counted by the minute, what is left told in headers."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle


class PerClient(SimpleRateThrottle):
    """Counts in fixed windows: one small number per client, however many calls the limit allows.

    Every answer carries ``RateLimit-Limit``, ``RateLimit-Remaining`` and ``RateLimit-Reset`` (seconds).
    """

    scope = "client"
    num_requests: int
    duration: int  # seconds of a window

    def get_cache_key(self, request: Request, view: Any) -> str:
        ident = request.user.pk if request.user and request.user.is_authenticated else self.get_ident(request)
        window = int(self.timer() // self.duration)
        return f"{self.cache_format % {'scope': self.scope, 'ident': ident}}_{window}"

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None:
            return True
        count = self._count(self.get_cache_key(request, view))
        view.headers |= {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(self.num_requests - count, 0)),
            "RateLimit-Reset": str(round(self.wait())),
        }
        return count <= self.num_requests

    def wait(self) -> float:
        """Seconds until the next window begins."""
        return float(self.duration - self.timer() % self.duration)

    def _count(self, key: str) -> int:
        """This call's number within its window."""
        if self.cache.add(key, 1, self.duration):
            return 1
        try:
            return int(self.cache.incr(key))
        except ValueError:  # the window ended in between
            self.cache.set(key, 1, self.duration)
            return 1
