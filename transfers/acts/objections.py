"""The acts on objections: entered until the day of the calendar, decided by the province's commission in a sitting.

The directive knows no objection; the procedure is administrative (docs/adr/0015). An accepted one changes no result by itself:
it puts figures right or takes an application in again, and another placement shows exactly who changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from transfers.choices import ApplicationStatus, ObjectionStatus, RoundStatus
from transfers.models import Application, Objection, Sitting, TransferRound
from transfers.permissions import may_change_application, may_decide_on_application
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .commissions import reason_of
from .deciding import rescore
from .exclusions import LONG_NUMBER, refuse_sitting

OBJECTION = Lifecycle()
FOLLOWING = Lifecycle()
S = ObjectionStatus
A = ApplicationStatus
OPEN_TO_OBJECTION = (A.PLACED, A.WAITING, A.REGISTERED, A.EXCLUDED)
TOLD = ("transfers.tasks.tell_of_objection",)
TAKEN = "Bu başvurunun karar bekleyen bir itirazı var."


def may_withdraw(user: User, objection: Any) -> bool:
    """Whoever may enter it."""
    return may_change_application(user, objection.application)


def may_decide(user: User, objection: Any) -> bool:
    """What the commission of the student's province decided is recorded by that province's directorate."""
    return may_decide_on_application(user, objection.application)


@OBJECTION.opening("İtiraz gir", target=S.SUBMITTED, may=may_change_application)
def submit_objection(application: Application, /, *, by: User, on: date, text: str) -> Objection:
    """Takes the student's objection to the result, until the last day of objections."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    taking = TransferRound.objects.get(pk=application.round_id)
    if taking.status != RoundStatus.RESULTS or on > taking.objections_until:
        raise Invalid(
            f"İtiraz, sonuçların ilanından {taking.objections_until:%d.%m.%Y} gününün sonuna kadar yapılır (idari usul)."
        )
    if application.status not in OPEN_TO_OBJECTION:
        raise Invalid(f"“{application.get_status_display()}” durumundaki başvurunun sonucuna itiraz edilmez.")
    if application.objections.filter(status=S.SUBMITTED).exists():
        raise Invalid(TAKEN, {"text": TAKEN})
    return Objection(application=application, text=_plain(text, "text"), submitted_by=by, submitted_on=on)


def submit_objection_of(application: Application, *, by: User, on: date, text: str) -> Objection:
    """The opening as doors call it: of two at once, one is told."""
    try:
        with transaction.atomic():
            made: Objection = submit_objection(application, by=by, on=on, text=text)
    except IntegrityError as error:
        if "objection_one_open_an_application" not in str(error):
            raise
        raise Invalid(TAKEN, {"text": TAKEN}) from error
    return made


def _holds(objection: Objection, details: dict[str, Any]) -> None:
    """Round, sitting, application, then the objection: as exclusions do."""
    TransferRound.objects.select_for_update(of=("self",)).get(applications__objections=objection.pk)
    Sitting.objects.select_for_update(of=("self",)).get(pk=details["sitting"].pk)


@OBJECTION.act("İtirazı kabul et", source=S.SUBMITTED, target=S.ACCEPTED, may=may_decide, holds=_holds, then=TOLD)
def accept_objection(
    objection: Objection, /, *, by: User, on: date, sitting: Sitting, reason: str, values: Mapping[str, Decimal | None]
) -> dict[str, Any]:
    """Puts figures right, or takes an excluded application in again; the next placement counts with it."""
    application = objection.application
    given = {key: value for key, value in values.items() if value is not None}
    if not given and application.status != A.EXCLUDED:
        said = "Kabul edilen itiraz bir değeri düzeltir; düzeltilen değeri yazın veya itirazı reddedin."
        raise Invalid(said)
    _decide(objection, sitting, reason)
    before = application.values
    after = heed_objection(application, by=by, on=on, objection=objection.pk, values=given)
    objection.corrected = {key: [before.get(key), after.values[key]] for key in given}
    return {"figures": sorted(given)}


@OBJECTION.act("İtirazı reddet", source=S.SUBMITTED, target=S.REJECTED, may=may_decide, holds=_holds, then=TOLD)
def reject_objection(objection: Objection, /, *, by: User, on: date, sitting: Sitting, reason: str) -> None:
    """The result stands; the reason is told to the student."""
    _decide(objection, sitting, reason)


@OBJECTION.act("İtirazı geri al", source=S.SUBMITTED, target=S.WITHDRAWN, may=may_withdraw, danger=True)
def withdraw_objection(objection: Objection, /, *, by: User, on: date, reason: str) -> None:
    """The student gives the objection up."""
    objection.reason = reason_of(reason)


@FOLLOWING.act(
    "İtiraz kararı uygulandı", source=OPEN_TO_OBJECTION, may=may_decide_on_application,
    becomes=lambda application: A.SUBMITTED if application.status == A.EXCLUDED else application.status,
)  # fmt: skip
def heed_objection(
    application: Application, /, *, by: User, on: date, objection: int, values: Mapping[str, Decimal]
) -> dict[str, Any]:
    """What an accepted objection does to the application; nobody is offered it alone."""
    if application.status == A.EXCLUDED:
        application.exclusion = None
    if values:
        rescore(application, values)
    return {"figures": sorted(values)}


def _decide(objection: Objection, sitting: Sitting, reason: str) -> None:
    sitting = Sitting.objects.select_related("commission").get(pk=sitting.pk)
    taking = TransferRound.objects.get(pk=objection.application.round_id)
    if taking.status != RoundStatus.RESULTS:
        raise Invalid(
            f"İtiraz, sonuçlar ilan edildikten sonra dönem kapanana kadar karara bağlanır ({taking.get_status_display()})."
        )
    refuse_sitting(objection.application, sitting)
    objection.sitting, objection.reason = sitting, _plain(reason, "reason")


def _plain(text: str, name: str) -> str:
    """Some words, and no identity number among them."""
    if not text.strip():
        raise Invalid("Gerekçe yazılmalıdır.", {name: "Gerekçeyi yazın."})
    if LONG_NUMBER.search(text):
        said = "Gerekçeye T.C. kimlik numarası yazılmaz; öğrenci başvuru numarasıyla bellidir."
        raise Invalid(said, {name: said})
    return text.strip()
