"""Questions asked of the register; every list starts from ``visible_to``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache, partial
from typing import Any, Self

from django.apps import apps
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from accounts.choices import Role
from accounts.finding import Search
from accounts.scopes import ScopedQuerySet
from accounts.spelling import with_whole_words
from accounts.wording import Asked, HoldsPattern, TextWords, are_abundant, holding, rarest, words_of

from .choices import PERSONAL, SchoolKind
from .turkish import name_key

NAMES = "school_words"  # the index of the words of names
CODE = re.compile(r"[0-9]{6}")
# The folded name after a space, so that a pattern meets the beginning of its first word as of any other.
SPACED_NAME = Concat(Value(" "), F("search_key"), output_field=TextField())

Parted = tuple[Sequence[Asked], Sequence[Asked]]


class SchoolQuerySet(ScopedQuerySet):
    def designable(self) -> Self:
        """Institutions of the two kinds that the directive knows (okul/3/1)."""
        return self.filter(kind__in=[SchoolKind.MTAL, SchoolKind.MESEM])

    def open_on(self, day: date) -> Self:
        return self.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))

    def named(self, text: str) -> Self:
        """Every word of ``text`` begins a word of the name, however its Turkish letters are typed; or it is the code."""
        return of_named(self, text, "pk")

    def with_words(self, asked: Sequence[Asked]) -> Self:
        """In whose name each word asked begins a word; the order they are read in does not matter."""
        return self._in_whose_rows(asked) if are_abundant(asked, NAMES) else self.in_whose_index(_parted(asked))

    def in_whose_index(self, parted: Parted) -> Self:
        """The same of words that are parted in those for the index and those for the rows that it gives."""
        of_index, of_rows = parted
        return self.alias(words=TextWords("name")).filter(words=holding(of_index))._in_whose_rows(of_rows)

    def _in_whose_rows(self, asked: Sequence[Asked]) -> Self:
        return self.filter(*(HoldsPattern(SPACED_NAME, Value(word.pattern)) for word in asked))


def _parted(asked: Sequence[Asked]) -> Parted:
    """The rare words, with all that begin so, and the others."""
    rare = rarest(asked, NAMES)
    return with_whole_words(rare), [word for word in asked if word not in rare]


def of_named(rows: Any, text: str, path: str = "school") -> Any:
    """The rows whose institution, reached over ``path``, :meth:`SchoolQuerySet.named` finds."""
    typed = text.strip()
    asked = [Asked(word) for word in words_of(name_key(typed))]
    if not asked:
        return rows.none() if typed else rows
    institutions = apps.get_model("schools", "School").objects.all()
    if CODE.fullmatch(typed):
        return Search(asked, NAMES, institutions, partial(_with_words_or_code, typed), path=path).filter(rows)
    name = SPACED_NAME if path == "pk" else Concat(Value(" "), F(f"{path}__search_key"), output_field=TextField())
    parted = cache(partial(_parted, asked))
    return Search(asked, NAMES, institutions, lambda found: found.in_whose_index(parted()), name, path).filter(rows)


def _with_words_or_code(code: str, institutions: SchoolQuerySet) -> SchoolQuerySet:
    return institutions.alias(words=TextWords("name")).filter(Q(words=holding([Asked(code)])) | Q(code=code))


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
        """Those that the user brought, and of the user's provinces all; who sees the whole country sees all.

        Those that name people are seen by who brought them alone.
        """
        others = ~Q(source__in=PERSONAL)
        if not user.scope.everywhere:
            others &= Q(province__in=user.scope.provinces)
        return self.filter(Q(by=user) | others)


class QualityItemQuerySet(OfSchoolQuerySet):
    def open(self) -> Self:
        """What is still to be mended."""
        return self.filter(gone_on=None)


class QualityMonthQuerySet(QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """The country's average to everybody, a province's to its own people, all of them to who sees the whole country."""
        if user.scope.everywhere:
            return self
        return self.filter(Q(province=None) | Q(province__in=user.scope.provinces))

    def of_country(self) -> Self:
        return self.filter(province=None)


class QualityRunQuerySet(QuerySet):  # type: ignore[type-arg]
    def visible_to(self, user: Any) -> Self:
        """Runs are the ministry's work, and its auditors'; others see what came of them for their schools."""
        return self if user.scope.everywhere and not user.has_role(Role.CLIENT) else self.none()

    def done(self) -> Self:
        return self.exclude(finished_at=None)
