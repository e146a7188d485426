"""Leaving an application out of the evaluation, and taking it in again: only by a sitting of the province's commission.

The directive says who transfers (okul/8/2) and nothing of exclusions: the procedure is administrative, each code names what it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from transfers.choices import EXCLUSION_BASIS, DecisionKind, ExclusionCode, RoundStatus
from transfers.models import Application, ApplicationDecision, Sitting, TransferRound
from transfers.permissions import may_decide_on_application
from workflow.lifecycle import basis_of
from workflow.refusals import Invalid, Refusal

from .applications import APPLICATION, S
from .commissions import reason_of
from .sittings import NO_QUORUM

LONG_NUMBER = re.compile(r"\d{11}")
MOST_AT_ONCE = 200


def basis_words(code: str) -> str:
    """What an exclusion code rests on: the provision, or administrative procedure."""
    return basis_of(EXCLUSION_BASIS.get(code, ""))


def _holds(application: Application, details: dict[str, Any]) -> None:
    """Round, then sitting, before the application: nobody announces results or closes the minutes meanwhile."""
    TransferRound.objects.select_for_update(of=("self",)).get(pk=application.round_id)
    Sitting.objects.select_for_update(of=("self",)).get(pk=details["sitting"].pk)


@APPLICATION.act(
    "Değerlendirme dışı bırak", source=S.SUBMITTED, target=S.EXCLUDED, may=may_decide_on_application,
    holds=_holds,
)  # fmt: skip
def exclude_application(
    application: Application, /, *, by: User, on: date, sitting: Sitting, code: str, reason: str
) -> dict[str, Any]:
    """Leaves the application out of the placement, as a sitting of the commission decided, for a coded reason."""
    if code not in ExclusionCode.values:
        raise Invalid("Neden listeden seçilmelidir (idari usul).", {"code": "Listeden bir neden seçin."})
    application.exclusion = _decision(application, sitting, on, DecisionKind.EXCLUDE, reason, code)
    return {"basis": basis_words(code)}


@APPLICATION.act(
    "Yeniden değerlendirmeye al", source=S.EXCLUDED, target=S.SUBMITTED, may=may_decide_on_application, holds=_holds
)
def readmit_application(
    application: Application, /, *, by: User, on: date, sitting: Sitting, reason: str
) -> dict[str, Any]:
    """Takes the application into the placement again, as a sitting of the commission decided."""
    before = application.exclusion
    _decision(application, sitting, on, DecisionKind.READMIT, reason)
    application.exclusion = None
    return {"code_before": before.code if before else ""}


def _decision(
    application: Application, sitting: Sitting, on: date, kind: str, reason: str, code: str = ""
) -> ApplicationDecision:
    sitting = Sitting.objects.select_related("commission").get(pk=sitting.pk)
    _refuse_round(application)
    refuse_sitting(application, sitting)
    sentence = reason_of(reason)
    if LONG_NUMBER.search(sentence):
        said = "Gerekçeye T.C. kimlik numarası yazılmaz; öğrenci başvuru numarasıyla bellidir."
        raise Invalid(said, {"reason": said})
    return ApplicationDecision.objects.create(
        sitting=sitting, application=application, kind=kind, code=code, reason=sentence, decided_on=sitting.meets_on
    )


def _refuse_round(application: Application) -> None:
    now = TransferRound.objects.get(pk=application.round_id)
    if now.status != RoundStatus.EVALUATION:
        raise Invalid(
            f"Başvuru yalnız dönem değerlendirmedeyken değerlendirme dışı bırakılır veya geri alınır; dönem şimdi "
            f"“{now.get_status_display()}” durumunda (idari usul)."
        )


def refuse_sitting(application: Application, sitting: Sitting) -> None:
    """A sitting decides on students of its own province and round, held with a quorum, its minutes still open."""
    commission, said = sitting.commission, ""
    if commission.round_id != application.round_id or commission.province_id != application.school.province_id:
        said = (
            "Karar, öğrencinin okulunun bulunduğu ilin bu dönemdeki komisyonunca alınır (Yönerge m. 8/2; idari usul)."
        )
    elif sitting.quorate is False:
        said = NO_QUORUM
    elif not Sitting.objects.deciding().filter(pk=sitting.pk).exists():
        said = f"Karar, yapılmış ve tutanağı henüz tamamlanmamış bir oturumda alınır ({sitting.get_status_display()})."
    if said:
        raise Invalid(said, {"sitting": said})


@transaction.atomic
def exclude_many(
    applications: Iterable[Application], *, by: User, on: date, sitting: Sitting, code: str, reason: str
) -> list[Application]:
    """Exclude a selection by one decision: all of it, or, where one is refused, nothing; the refusal names which."""
    done, refused = [], []
    for one in applications:
        try:
            with transaction.atomic():
                done.append(exclude_application(one, by=by, on=on, sitting=sitting, code=code, reason=reason))
        except Refusal as refusal:
            refused.append(f"{one.pk} no.lu başvuru: {refusal}")
    if not done and not refused:
        raise Invalid("En az bir başvuru seçin.", {"applications": "En az bir başvuru seçin."})
    if refused:
        said = " ".join(refused[:5])
        raise Invalid(f"Hiçbir başvuru değiştirilmedi. {said}", {"applications": said})
    return done
