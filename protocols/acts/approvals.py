"""The acts on safety approvals: submitted by either side, accepted by the school's, sent back, withdrawn (okul/8/7)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from documents.models import Attachment
from protocols.choices.places import OPEN_PLACES, ApprovalStatus
from protocols.models import PracticePlace, SafetyApproval
from protocols.permissions.places import may_decide, may_submit
from protocols.rules.places import Span
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, OutOfState

from .documents import received
from .settling import BASIS, bring_back, locked, settle

APPROVAL = Lifecycle()
A = ApprovalStatus
TOLD = "protocols.tasks.after_approval"
WAITING = "Bu yer için kabul bekleyen bir güvenlik onayı zaten var; önce o sonuçlandırılır."


@APPROVAL.opening("Güvenlik onayı sun", target=A.SUBMITTED, may=may_submit, cites=BASIS, then=(TOLD,))
def submit_approval(
    place: PracticePlace, /, *, by: User, on: date, given_on: date, given_by: str, valid_until: date, file: Attachment
) -> SafetyApproval:
    """Hands in a written approval that the place is safe; it counts once the school's side has accepted it."""
    if place.status not in OPEN_PLACES:
        raise OutOfState("Kapatılan ya da vazgeçilen bir uygulama yerine güvenlik onayı sunulmaz.")
    faults = {}
    if given_on > on:
        faults["given_on"] = "Onay günü ileri bir tarih olamaz."
    if valid_until < given_on:
        faults["valid_until"] = "Geçerlik son günü, onay gününden önce olamaz."
    elif valid_until < on:
        faults["valid_until"] = "Süresi dolmuş bir onay sunulamaz (Yönerge m. 8/7)."
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    approval = SafetyApproval(
        place=place, given_on=given_on, given_by=" ".join(given_by.split()), valid_until=valid_until,
        until=valid_until + timedelta(days=1), file=file, submitted_by=by,
    )  # fmt: skip
    try:
        with transaction.atomic():
            approval.save()
    except IntegrityError as error:
        if "safetyapproval_one_waiting" not in str(error):
            raise
        raise OutOfState(WAITING) from error
    return approval


@APPROVAL.act("Onayı kabul et", source=A.SUBMITTED, target=A.ACCEPTED, may=may_decide, cites=BASIS, then=(TOLD,))
def accept_approval(approval: SafetyApproval, /, *, by: User, on: date) -> dict[str, Any]:
    """Takes the approval for good; a place that is out of use for want of one comes back with it."""
    if approval.valid_until < on:
        raise Invalid("Onayın süresi dolmuş; geri çevirip yenisini isteyin (Yönerge m. 8/7).")
    place = locked(approval.place_id)
    if place.status not in OPEN_PLACES:
        raise OutOfState("Bu uygulama yeri kapatılmış ya da vazgeçilmiş.")
    approval.decided_by = by
    if place.approval is None or place.approval.until <= on or place.approval.valid_until <= approval.valid_until:
        place.approval = approval
    returned = bring_back(place, Span(approval.given_on, approval.valid_until), by=by, on=on)
    if not returned:
        _tell_place(place, "take_approval", "Güvenlik onayı kabul edildi", approval, by, on)
    return {"file": approval.file.sha256, "returned_to_use": returned}


@APPROVAL.act("Onayı geri çevir", source=A.SUBMITTED, target=A.RETURNED, may=may_decide, then=(TOLD,))
def return_approval(approval: SafetyApproval, /, *, by: User, on: date, reason: str) -> None:
    """Does not take the approval: the paper does not show that the place is safe."""
    _reason(approval, by, reason)


@APPROVAL.act("Onayı geri al", source=A.ACCEPTED, target=A.WITHDRAWN, may=may_decide, cites=BASIS, danger=True)
def withdraw_approval(approval: SafetyApproval, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """The place is not safe any more: without another approval it is out of use from today on."""
    _reason(approval, by, reason)
    approval.until = min(max(on, approval.given_on), approval.until)
    place = locked(approval.place_id)
    approval.save(update_fields=["until"])  # what follows asks the days
    others = place.approvals.held(on).exclude(pk=approval.pk)
    place.approval = others.order_by("-valid_until", "-pk").first()
    out = settle(place, on=on, by=by)
    if not out:
        _tell_place(place, "lose_approval", "Güvenlik onayı geri alındı", approval, by, on)
    return {"out_of_use": out}


def _tell_place(place: PracticePlace, act: str, label: str, approval: SafetyApproval, by: User, on: date) -> None:
    """The place's own story says what became of its approval."""
    place.revision += 1
    place.save()
    details = {"valid_until": approval.valid_until, "given_by": approval.given_by}
    record_act(place, act=act, label=label, by=by, on=on, cites=BASIS, details=details)


def _reason(approval: SafetyApproval, by: User, reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    approval.note, approval.decided_by = reason, by


def bring_approval(place: PracticePlace, *, by: User, on: date, file: Any, **values: Any) -> SafetyApproval:
    """What doors call: checks the file, submits, and where ``by`` may decide, accepts at once; all of it or nothing."""
    attachment: Attachment | None = None
    try:
        with transaction.atomic():
            place = locked(place.pk)
            attachment = received(file, by, place.school)
            approval: SafetyApproval = submit_approval(place, by=by, on=on, file=attachment, **values)
            if may_decide(by, approval):
                approval = accept_approval(approval, by=by, on=on)
    except Exception:
        if attachment is not None:
            attachment.file.delete(save=False)
        raise
    return approval
