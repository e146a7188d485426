"""How often one client may ask: calls counted by the minute, what is left told in headers."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

from workflow.models import CallCount


class PerClient(SimpleRateThrottle):
    """Counts in fixed windows, in the database: one row per client, whichever process or machine answers.

    Every answer carries ``RateLimit-Limit``, ``RateLimit-Remaining`` and ``RateLimit-Reset`` (seconds).
    """

    scope = "client"
    num_requests: int
    duration: int  # seconds of a window

    def get_cache_key(self, request: Request, view: Any) -> str:
        """Who is counted: the account, or the address of one who has none."""
        known = request.user and request.user.is_authenticated
        return f"account {request.user.pk}" if known else f"address {self.get_ident(request)}"[:80]

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None:
            return True
        begins = int(self.timer() // self.duration * self.duration)
        count = CallCount.objects.count_one(self.get_cache_key(request, view), begins)
        view.headers |= {
            "RateLimit-Limit": str(self.num_requests),
            "RateLimit-Remaining": str(max(self.num_requests - count, 0)),
            "RateLimit-Reset": str(round(self.wait())),
        }
        return count <= self.num_requests

    def wait(self) -> float:
        """Seconds until the next window begins."""
        return float(self.duration - self.timer() % self.duration)
