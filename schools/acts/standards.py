"""Putting a version of the Annex in force (okul/ek)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.module_loading import import_string

from accounts.models import User
from legislation.provisions import IN_FORCE_SINCE
from schools.guards import before_publishing
from schools.models import StandardsVersion
from schools.permissions import may_publish
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import make_room, refuse_own_draft

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
    refuse_own_draft(version, by)
    for guard in before_publishing:
        import_string(guard)(version)
    make_room(StandardsVersion.objects, valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    return {"rows": [[row.code, row.minimum, row.unit] for row in version.rows.all()]}
