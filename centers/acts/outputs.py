"""The partners of a project, and what a work brought forth: addresses and files, each change an act on the work."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from centers.choices.works import AT_WORK, PartnerRole, WorkStatus
from centers.models import Work, WorkOutput, WorkPartner
from centers.permissions.works import may_keep_partners, may_keep_work
from documents.intake import receive
from documents.models import Attachment
from workflow.journal import record_act
from workflow.lifecycle import not_permitted
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .works import WORK

WITH_OUTPUTS = (*AT_WORK, WorkStatus.FINISHED)
BASIS = "smm/8/1"


@WORK.act("Ortak ekle", source=AT_WORK, may=may_keep_partners, cites="smm/5/1/e")
def add_partner(work: Work, /, *, by: User, on: date, name: str, country: str, role: str) -> None:
    """Adds an organisation that takes part in the project."""
    name = name.strip()
    there = list(work.partners.all())
    if any(one.name == name for one in there):
        raise Invalid("Bu kuruluş projenin ortakları arasında.", {"name": "Ortaklar arasında zaten var."})
    if role == PartnerRole.LEAD and any(one.role == PartnerRole.LEAD for one in there):
        raise Invalid("Projenin bir yürütücüsü var.", {"role": "Projede yalnız bir yürütücü olur."})
    WorkPartner.objects.create(work=work, name=name, country=country, role=role)


@WORK.act("Ortağı çıkar", source=AT_WORK, may=may_keep_partners)
def drop_partner(work: Work, /, *, by: User, on: date, partner: WorkPartner) -> dict[str, Any]:
    """Takes an organisation out of the project."""
    said = str(partner)
    if not work.partners.filter(pk=partner.pk).delete()[0]:
        raise Invalid("Bu kuruluş projenin ortakları arasında değil.", {"partner": "Ortaklar arasında değil."})
    return {"partner": said}


@WORK.act("Çıktı adresi ekle", source=WITH_OUTPUTS, may=may_keep_work, cites=BASIS)
def add_output(work: Work, /, *, by: User, on: date, title: str, address: str) -> None:
    """Adds an output that stands at an address; files are added on the work's page."""
    WorkOutput.objects.create(work=work, title=title.strip(), address=address, added_on=on, added_by=by)


@WORK.act("Çıktıyı kaldır", source=AT_WORK, may=may_keep_work)
def drop_output(work: Work, /, *, by: User, on: date, output: WorkOutput) -> dict[str, Any]:
    """Takes an output off the work; a file that was brought stays in the archive."""
    said = f"{output.title} ({output.file or output.address})"
    if not work.outputs.filter(pk=output.pk).delete()[0]:
        raise Invalid("Bu çıktı çalışmada yok.", {"output": "Çalışmada yok."})
    return {"output": said}


def keep_output(work: Work, *, by: User, on: date, title: str, file: Any) -> WorkOutput:
    """Check an uploaded file and keep it as an output of the work: file and record, both or neither."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            locked = Work.objects.select_for_update(of=("self",)).select_related("center__school").get(pk=work.pk)
            _refuse_file(locked, by)
            attachment = receive(file, by=by, school=locked.center.school)
            made = WorkOutput.objects.create(
                work=locked, title=title.strip() or attachment.name, file=attachment, added_on=on, added_by=by
            )
            locked.revision += 1
            locked.save()
            details = {"title": made.title, "file": attachment.name, "sha256": attachment.sha256}
            record_act(
                locked, act="keep_output", label="Çıktı dosyası eklendi", by=by, on=on, cites=BASIS, details=details
            )
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return made


def _refuse_file(work: Work, by: User) -> None:
    if work.status not in WITH_OUTPUTS:
        raise OutOfState(f"“{work.get_status_display()}” durumundaki çalışmaya çıktı eklenmez.")
    if not may_keep_work(by, work):
        raise NotPermitted(not_permitted(may_keep_work, "Çıktı dosyası ekle", by, work))
