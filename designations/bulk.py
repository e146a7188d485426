"""Dossiers and follow-up, acted on a list at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from designations.acts import CONTROLLED_SCHOOL, DOSSIER
from designations.dossiers import read_together
from designations.forms import FORM_OF_ACT
from designations.models import Evidence, SiteVisit
from documents.choices import Scan
from workflow.bulk.declaring import Kind

NOTICE_OF_PROVINCE = "İl ve okul tarafına bildirim"


def _place(dossier: Any) -> str:
    return str(dossier.school.province)


def _warnings(dossiers: Iterable[Any]) -> dict[Any, list[str]]:
    """What who decides would want to know of each dossier and does not stop the act."""
    keys = [dossier.pk for dossier in dossiers]
    unscanned = Evidence.objects.filter(dossier__in=keys, removed_on=None).exclude(attachment__scan=Scan.CLEAN)
    waiting = Counter(unscanned.order_by().values_list("dossier_id", flat=True))
    visited = set(SiteVisit.objects.filter(dossier__in=keys).order_by().values_list("dossier_id", flat=True))
    return {key: list(_warnings_of(waiting[key], key in visited)) for key in keys}


def _warnings_of(waiting: int, visited: bool) -> Iterator[str]:
    if waiting:
        yield f"{waiting} kanıtın virüs taraması bitmedi."
    if not visited:
        yield "Yerinde inceleme kaydı yok."


DOSSIERS = Kind(
    "dosyalar",
    DOSSIER,
    FORM_OF_ACT,
    "designations:dossier",
    of=("school__province", "policy"),
    place=_place,
    goes_out={
        "designations.tasks.after_submission": ("Alındı belgesi", "Uzmanlara bildirim"),
        "designations.tasks.after_return": ("İade yazısı (taslak)", NOTICE_OF_PROVINCE),
        "designations.tasks.after_proposal": ("Karar verenlere bildirim",),
        "designations.tasks.after_approval": ("Belirleme oluru (taslak)", NOTICE_OF_PROVINCE),
        "designations.tasks.after_refusal": ("Ret yazısı (taslak)", NOTICE_OF_PROVINCE),
    },
    warns=_warnings,
    together=read_together,
    without=frozenset({"record_site_visit"}),
)


def _of_school(controlled: Any) -> str:
    return str(controlled.designation.school.province)


CONTROLS = Kind(
    "denetlenen-okullar",
    CONTROLLED_SCHOOL,
    FORM_OF_ACT,
    "designations:controlled_school",
    of=("campaign", "designation__school__province"),
    place=_of_school,
    goes_out={
        "designations.tasks.after_control_answered": ("Uzmanlara bildirim",),
        "designations.tasks.after_control_returned": (NOTICE_OF_PROVINCE,),
        "designations.tasks.after_control_extended": (NOTICE_OF_PROVINCE,),
        "designations.tasks.after_control_reminded": (NOTICE_OF_PROVINCE,),
        "designations.tasks.after_control_concluded": (NOTICE_OF_PROVINCE,),
    },
)
