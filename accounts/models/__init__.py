"""The tables of people and programs, their duties, and the places of the country."""

from .people import DateSpan, Duty, User, scope_of
from .places import District, Province
from .programs import ApiClient, StoredAnswer
from .security import SecurityEvent
from .substitutions import Substitution

__all__ = [
    "ApiClient",
    "DateSpan",
    "District",
    "Duty",
    "Province",
    "SecurityEvent",
    "StoredAnswer",
    "Substitution",
    "User",
    "scope_of",
]
