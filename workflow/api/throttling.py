"""How often one client may ask."""

from rest_framework.throttling import SimpleRateThrottle


class PerClient(SimpleRateThrottle):
    scope = "client"

    def get_cache_key(self, request, view):
        ident = request.user.pk if request.user and request.user.is_authenticated else self.get_ident(request)
        return self.cache_format % {"scope": self.scope, "ident": ident}
