"""Putting a version of the Annex in force (okul/ek)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from legislation.provisions import IN_FORCE_SINCE
from schools.models import StandardsVersion
from schools.permissions import may_publish
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

STANDARDS = Lifecycle()


@STANDARDS.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish, cites="okul/ek")
def publish_standards(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> dict[str, Any]:
    """Puts a draft of the minimum physical standards in force; the version before it ends on the day before."""
    faults = {}
    if valid_from < IN_FORCE_SINCE:
        faults["valid_from"] = f"Yönerge’nin yürürlüğünden ({IN_FORCE_SINCE:%d.%m.%Y}) önce olamaz."
    if valid_until and valid_until < valid_from:
        faults["valid_until"] = "Başlangıçtan önce olamaz."
    if faults:
        raise Invalid("Günleri düzeltin.", faults)
    if not version.rows.exists():
        raise Invalid("Sürümde hiç standart satırı yok.")
    _make_room(valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    return {"rows": [[row.code, row.minimum, row.unit] for row in version.rows.all()]}


def _make_room(valid_from: date, valid_until: date | None) -> None:
    """An open-ended version ends on the day before; one that would overlap still is named."""
    published = StandardsVersion.objects.select_for_update().published()
    for before in published.filter(valid_until=None, valid_from__lt=valid_from):
        before.valid_until = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_until"])
    for other in published.filter(valid_from__lte=valid_until or date.max):
        if other.valid_until is None or other.valid_until >= valid_from:
            fault = f"“{other}” sürümü bu günlerde yürürlüktedir."
            raise Invalid(fault, {"valid_from": fault})
