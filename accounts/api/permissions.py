"""What a caller of the API may do at all; which records it sees is decided by the query."""

from rest_framework.permissions import IsAuthenticated


class HoldsScope(IsAuthenticated):
    pass
