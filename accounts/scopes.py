"""Which part of the country a user may see, as a filter in SQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, Self

from django.db.models import Q, QuerySet


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole country, or the union of provinces, districts and single institutions."""

    everywhere: bool = False
    provinces: frozenset[int] = frozenset()
    districts: frozenset[int] = frozenset()
    institution_codes: frozenset[str] = frozenset()
    # Organisations that are party to protocols; they lead to no school.
    stakeholder_codes: frozenset[str] = frozenset()
    # Schools whose centre of excellence one works in; they lead to the centre and to nothing else of the school.
    centre_codes: frozenset[str] = frozenset()

    def q(self, path: str = "") -> Q:
        """The rows whose school, reached over ``path`` (such as ``"school__"``), lies in this scope."""
        if self.everywhere:
            return Q()
        within = Q(pk__in=[])
        if self.provinces:
            within |= Q(**{f"{path}province_id__in": self.provinces})
        if self.districts:
            within |= Q(**{f"{path}district_id__in": self.districts})
        if self.institution_codes:
            within |= Q(**{f"{path}code__in": self.institution_codes})
        return within

    def covers(self, school: HasPlace) -> bool:
        """Whether one school lies in this scope; the twin of :meth:`q`."""
        return (
            self.everywhere
            or school.province_id in self.provinces
            or school.district_id in self.districts
            or (school.code is not None and school.code in self.institution_codes)
        )


class HasPlace(Protocol):
    province_id: int
    district_id: int | None
    code: str | None


class HasScope(Protocol):
    @property
    def scope(self) -> Scope: ...


class ScopedQuerySet(QuerySet):  # type: ignore[type-arg]
    """A queryset whose rows belong to a school, reached over ``path_to_school``."""

    path_to_school = ""

    def visible_to(self, user: HasScope) -> Self:
        return self.filter(user.scope.q(self.path_to_school))
