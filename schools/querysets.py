"""Questions asked of the register; every list starts from ``visible_to``."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db.models import Q, QuerySet

from accounts.scopes import ScopedQuerySet

from .choices import SchoolKind
from .turkish import fold


class SchoolQuerySet(ScopedQuerySet):
    def designable(self) -> Self:
        """Institutions of the two kinds that the directive knows (okul/3/1)."""
        return self.filter(kind__in=[SchoolKind.MTAL, SchoolKind.MESEM])

    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def named(self, text: str) -> Self:
        """Every word of ``text`` stands in the name, however its Turkish letters are typed; or it is the code."""
        words = fold(text).split()
        found = Q()
        for word in words:
            found &= Q(search_key__contains=word)
        return self.filter(found | Q(code=text.strip())) if words else self


class OfSchoolQuerySet(ScopedQuerySet):
    """Rows that belong to one school."""

    path_to_school = "school__"


class DormitoryQuerySet(OfSchoolQuerySet):
    def reachable_candidates(self, school: Any) -> Self:
        """Other schools' dormitories in the school's education region (okul/4/2/a)."""
        if school.education_region_id is None:
            return self.none()
        return self.filter(school__education_region_id=school.education_region_id).exclude(school=school)


class FileImportQuerySet(QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Those that the user brought, and of the user's provinces all; who sees the whole country sees all."""
        if user.scope.everywhere:
            return self
        return self.filter(Q(by=user) | Q(province__in=user.scope.provinces))
