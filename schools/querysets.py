"""Questions asked of the register; every list starts from ``visible_to``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from accounts.scopes import ScopedQuerySet
from accounts.wording import Asked, HoldsPattern, TextWords, are_abundant, holding, rarest, words_of

from .choices import SchoolKind
from .turkish import name_key

NAMES = "school_words"  # the index of the words of names
CODE = re.compile(r"[0-9]{6}")
# The folded name after a space, so that a pattern meets the beginning of its first word as of any other.
SPACED_NAME = Concat(Value(" "), F("search_key"), output_field=TextField())


class SchoolQuerySet(ScopedQuerySet):
    def designable(self) -> Self:
        """Institutions of the two kinds that the directive knows (okul/3/1)."""
        return self.filter(kind__in=[SchoolKind.MTAL, SchoolKind.MESEM])

    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def named(self, text: str) -> Self:
        """Every word of ``text`` begins a word of the name, however its Turkish letters are typed; or it is the code."""
        typed = text.strip()
        if not typed:
            return self
        asked = [Asked(word) for word in words_of(name_key(typed))]
        if CODE.fullmatch(typed):
            return self.alias(words=TextWords("name")).filter(Q(words=holding(asked)) | Q(code=typed))
        return self.with_words(asked) if asked else self.none()

    def with_words(self, asked: Sequence[Asked]) -> Self:
        """In whose name each word asked begins a word: the rare words by the index, the others by the rows."""
        kept = [] if are_abundant(asked, NAMES) else rarest(asked, NAMES)
        rows = self.alias(words=TextWords("name")).filter(words=holding(kept)) if kept else self
        rest = [HoldsPattern(SPACED_NAME, Value(word.pattern)) for word in asked if word not in kept]
        return rows.filter(*rest)


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
