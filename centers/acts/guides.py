"""The Ministry's guides to monitoring: a draft is edited, then published and never changed (smm/11/3)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from centers.models import MonitoringGuide
from centers.permissions.guides import may_keep_guide, may_publish_guide
from documents.intake import receive
from documents.models import Attachment
from legislation.provisions import CENTRES_SINCE, provision
from workflow.choices import VersionStatus
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle, not_permitted
from workflow.refusals import Invalid, NotPermitted, OutOfState
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


def keep_guide_file(guide: MonitoringGuide, *, by: User, on: date, file: Any) -> Attachment:
    """Check an uploaded file and keep it as the guide itself; the one before stays in the archive. A draft alone takes one."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            locked = MonitoringGuide.objects.select_for_update(of=("self",)).get(pk=guide.pk)
            _refuse_file(locked, by)
            attachment = receive(file, by=by)
            before = locked.file.name if locked.file else ""
            locked.file = attachment
            locked.revision += 1
            locked.save()
            details = {"file": attachment.name, "sha256": attachment.sha256, "before": before}
            record_act(
                locked, act="keep_guide_file", label="Kılavuzun dosyası kaydedildi", by=by, on=on, cites=BASIS,
                before=locked.status, after=locked.status, details=details,
            )  # fmt: skip
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return attachment


def _refuse_file(guide: MonitoringGuide, by: User) -> None:
    if guide.status != VersionStatus.DRAFT:
        raise OutOfState("Yayımlanan kılavuz değişmez; dosya için yeni bir sürüm hazırlayın (SMM Yönergesi m. 11/3).")
    if not may_keep_guide(by, guide):
        raise NotPermitted(not_permitted(may_keep_guide, "Kılavuzun dosyasını kaydet", by, guide))
