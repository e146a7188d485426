"""Publishing the criteria of transfers (okul/8/2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from legislation.provisions import IN_FORCE_SINCE
from transfers.dossiers import criteria_of
from transfers.models import TransferCriteria
from transfers.permissions import may_publish
from transfers.rules.scoring import faults_of
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import make_room

CRITERIA = Lifecycle()


@CRITERIA.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish, cites="okul/8/2")
def publish_criteria(
    version: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> dict[str, Any]:
    """Puts a draft of the criteria in force; the version before it ends on the day before."""
    if valid_from < IN_FORCE_SINCE:
        said = f"Yönerge’den önce olamaz: {IN_FORCE_SINCE:%d.%m.%Y} veya sonrası."
        raise Invalid(said, {"valid_from": said})
    if valid_until and valid_until < valid_from:
        raise Invalid("Bitiş başlangıçtan önce olamaz.", {"valid_until": "Başlangıçtan önce olamaz."})
    criteria = criteria_of(version)
    if faults := faults_of(criteria.components):
        raise Invalid(" ".join(faults))
    make_room(TransferCriteria.objects, valid_from, valid_until)
    version.valid_from, version.valid_until = valid_from, valid_until
    components = [[one.key, str(one.maximum), str(one.weight), one.tie_rank] for one in criteria.components]
    return {"components": components}
