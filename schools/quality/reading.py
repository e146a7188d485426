"""What pages, desk and API say of the data's quality: averages by month, what changed since the last one, where items are mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Avg, Count, Q
from django.urls import reverse

from accounts.models import Province, User
from schools.choices import ItemOwner
from schools.models import QualityItem, QualityMonth, QualityScore, School
from schools.permissions import may_edit, may_govern, may_import, may_place

MONTHS = 12  # of the trend
PLACED = frozenset({"id_details-education_region", "id_details-registration_area"})  # drawn by the province alone
TENTH = Decimal("0.1")


def months_so_far() -> list[date]:
    """The last months of which there are scores, the newest first, at most a year."""
    rows = QualityMonth.objects.of_country().order_by("-month")
    return list(rows.values_list("month", flat=True)[:MONTHS])


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in a user's place since the last month. ``before`` is empty in the first month, when all items are new."""

    month: date
    score: Decimal
    before: Decimal | None
    opened: int
    mended: int
    open: int

    @property
    def step(self) -> Decimal | None:
        """How far the score went up or down."""
        return None if self.before is None else self.score - self.before


def change_for(user: User) -> Change | None:
    """The desk's figures: of the country, of the user's provinces, or of the schools of a narrower duty; none before a first run."""
    months = months_so_far()[:2]
    if not months:
        return None
    if user.scope.everywhere:
        return _of_months(QualityMonth.objects.of_country(), months)
    if not user.scope.districts and not user.scope.institution_codes:
        return _of_months(QualityMonth.objects.filter(province__in=user.scope.provinces), months)
    return _of_schools(user, months)


def _of_months(rows: Any, months: list[date]) -> Change | None:
    """Of rows that are stored; of several provinces the average of all their schools."""
    found: dict[date, list[QualityMonth]] = {month: [] for month in months}
    for row in rows.filter(month__in=months):
        found[row.month].append(row)
    newest = found[months[0]]
    if not newest:
        return None
    return Change(
        months[0],
        _mean(newest),
        _mean(found[months[1]]) if len(months) > 1 and found[months[1]] else None,
        sum(row.opened for row in newest),
        sum(row.mended for row in newest),
        sum(row.items for row in newest),
    )


def _mean(rows: list[QualityMonth]) -> Decimal:
    weight = sum(row.schools for row in rows)
    return _rounded(sum((row.score * row.schools for row in rows), Decimal(0)) / weight)


def _of_schools(user: User, months: list[date]) -> Change | None:
    scores = QualityScore.objects.visible_to(user).filter(month__in=months).order_by()
    means = dict(scores.values_list("month").annotate(mean=Avg("score")))
    if months[0] not in means:
        return None
    counted = QualityItem.objects.visible_to(user).aggregate(
        opened=Count("pk", filter=Q(first_seen__gte=months[0])),
        mended=Count("pk", filter=Q(gone_on__gte=months[0])),
        open=Count("pk", filter=Q(gone_on=None)),
    )
    before = means.get(months[1]) if len(months) > 1 else None
    return Change(months[0], _rounded(means[months[0]]), None if before is None else _rounded(before), **counted)


def _rounded(value: Any) -> Decimal:
    return Decimal(value).quantize(TENTH, ROUND_HALF_UP)


def trend_of(province: Province | None) -> list[QualityMonth]:
    """The months of a province, or of the country, from the oldest to the newest."""
    rows = QualityMonth.objects.filter(province=province).order_by("-month")[:MONTHS]
    return list(rows)[::-1]


def trend_of_school(school: School) -> list[QualityScore]:
    return list(QualityScore.objects.filter(school=school).order_by("-month")[:MONTHS])[::-1]


def mend_url(item: QualityItem, user: User) -> str:
    """The address of the field that mends the item, or nothing where the user may not mend it; the item brings its school."""
    section, school = item.section, item.school
    if section == "govern":
        keys = [school.pk, "govern_school"] if may_govern(user, school) else []
        return _to("admin:schools_school_act", keys, item.anchor)
    if section == "field_sectors":
        return _to("admin:schools_field_change", [item.key] if user.is_ministry else [], item.anchor)
    if section.startswith("import:"):
        source = section.partition(":")[2]
        return _to("schools:import_bring", [source] if may_import(user, source) else [], item.anchor)
    may = may_place if item.anchor in PLACED else may_edit
    return _to("schools:edit", [school.pk, section] if may(user, school) else [], item.anchor)


def _to(name: str, keys: list[Any], anchor: str) -> str:
    """Nothing without keys."""
    return reverse(name, args=keys) + (f"#{anchor}" if anchor else "") if keys else ""


def owner_words(item: QualityItem) -> str:
    """Who mends the item, by its office."""
    if item.owner == ItemOwner.PROVINCE:
        return f"{item.school.province} İl Millî Eğitim Müdürlüğü"
    return ItemOwner(item.owner).label
