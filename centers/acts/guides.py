"""The Ministry's guides to monitoring: a draft is edited, then published and never changed (smm/11/3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from accounts.models import User
from centers.models import MonitoringGuide
from centers.permissions.guides import may_publish_guide
from legislation.provisions import CENTRES_SINCE, provision
from workflow.choices import VersionStatus
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid
from workflow.versions import make_room

GUIDE = Lifecycle()
BASIS = "smm/11/3"


@GUIDE.act("Yayımla", source=VersionStatus.DRAFT, target=VersionStatus.PUBLISHED, may=may_publish_guide, cites=BASIS)
def publish_guide(
    guide: Any, /, *, by: User, on: date, valid_from: date, valid_until: date | None = None
) -> dict[str, Any]:
    """Puts a draft of the guide in force with its indicators; the version before it ends on the day before."""
    if valid_from < CENTRES_SINCE:
        said = f"Yönerge’den önce olamaz: {CENTRES_SINCE:%d.%m.%Y} veya sonrası ({provision('smm/12').citation})."
        raise Invalid(said, {"valid_from": said})
    if valid_until and valid_until < valid_from:
        raise Invalid("Bitiş başlangıçtan önce olamaz.", {"valid_until": "Başlangıçtan önce olamaz."})
    indicators = list(guide.indicators.all())
    if not indicators:
        raise Invalid("Göstergesi olmayan bir kılavuz yayımlanmaz (SMM Yönergesi m. 11/3).")
    make_room(MonitoringGuide.objects, valid_from, valid_until)
    guide.valid_from, guide.valid_until = valid_from, valid_until
    return {"indicators": [str(one) for one in indicators]}
