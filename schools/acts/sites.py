"""Where a school stands: the site of today is corrected, or a move opens the next one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from schools.choices import SiteKind
from schools.models import School, Site
from workflow.refusals import Invalid

from .editing import Edit, write

HOSTED = frozenset({SiteKind.BUILDING, SiteKind.FACTORY, SiteKind.FACILITY})


def site_on(school: School, on: date) -> Site | None:
    """The school's site on a day."""
    day = Q(starts_on__isnull=True) | Q(starts_on__lte=on)
    return Site.objects.filter(day, Q(ends_on__isnull=True) | Q(ends_on__gte=on), school=school).first()


@transaction.atomic
def save_site(
    school: School,
    *,
    by: User,
    on: date,
    values: dict[str, Any],
    expected: str | None = None,
    complete: bool | None = None,
) -> School:
    """Correct the site of today; with a later ``starts_on`` and another place, close it and open the next (okul/6/2/a).

    ``values``: ``kind``, ``host``, ``suited_fields``, ``suitability_known``, ``starts_on``.
    """
    edit = Edit(school, "site", by=by, on=on, expected=expected)
    if values["kind"] in HOSTED and not (values.get("host") or "").strip():
        raise Invalid("Girilenleri düzeltin.", {"host": "Binanın, fabrikanın veya tesisin ait olduğu kuruluşu yazın."})
    current = site_on(edit.school, on)
    starts_on = values.get("starts_on")
    if current is not None and _is_move(current, values):
        current.ends_on = starts_on - timedelta(days=1)  # type: ignore[operator]
        current.save()
        current = None
    if faults := write(current or Site(school=edit.school), values):
        raise Invalid("Girilenleri düzeltin.", faults)
    return edit.finish("Yerleşim kaydedildi", complete=complete, cites="okul/6/2/a")


def _is_move(current: Site, values: dict[str, Any]) -> bool:
    starts_on = values.get("starts_on")
    if starts_on is None or (current.starts_on is not None and starts_on <= current.starts_on):
        return False
    return (current.kind, current.host) != (values["kind"], values.get("host", ""))
