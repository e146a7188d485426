"""The quality of the register's data on the map: the average of each province's schools, at the last check."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from accounts.models import User
from schools.models import QualityMonth
from schools.quality.reading import months_so_far

from .figures import PROVINCES, Base


def _months(user: User, _on: date) -> QualityMonth:
    rows = QualityMonth.objects.visible_to(user).filter(month__in=months_so_far()[:1])
    return rows.exclude(province=None)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class QualityOfData:
    """Stands on the map beside the figures; it is an average and no count. A province sees its own alone."""

    key: str = "veri-kalitesi"
    title: str = "Veri kalitesi: okulların ortalama puanı"
    base_key: str = "quality"
    base: Base = field(
        default_factory=lambda: Base(
            "Veri kalitesi",
            "puan",
            "province",
            _months,  # type: ignore[arg-type]
            "100 üzerinden, son denetime göre; idari usul",
        )
    )

    def by_province(self, user: User, on: date) -> dict[int, float | None]:
        """Averages by plate number; ``None`` where no school was checked, which is not nought."""
        found = self.base.rows(user, on).values_list("province", "score")
        return dict.fromkeys(range(1, PROVINCES + 1)) | {plate: float(score) for plate, score in found}

    def url(self, province: int | None = None) -> str:
        if province:
            return reverse("schools:quality_province", args=[province])
        return reverse("schools:quality_provinces")
