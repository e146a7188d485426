"""The acts that end a designation: revocation in steps, entered in error, and the end with the school.

The directive knows no revocation; these steps are administrative procedure (see docs/adr/0001).
"""

from __future__ import annotations

from datetime import date, timedelta

from accounts.models import User
from designations.choices import DesignationStatus, Ending, Reason
from designations.models import Designation
from designations.permissions import may_answer, may_end, may_follow, may_revoke
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

DESIGNATION = Lifecycle()
S = DesignationStatus
DAYS_TO_ANSWER = 30  # administrative, not the directive's


@DESIGNATION.act(
    "İptal sürecini başlat",
    source=S.IN_FORCE,
    target=S.REVOCATION_ANNOUNCED,
    may=may_follow,
    then=("designations.tasks.after_announcement",),
)
def announce_revocation(
    designation: Designation, /, *, by: User, on: date, reason: str, note: str, answer_until: date | None = None
) -> None:
    """Tells the province why the designation may be revoked, and until when it may answer."""
    if reason not in Reason.values:
        raise Invalid("İptal nedeni seçilmelidir.", {"reason": "Listeden bir neden seçin."})
    if not note.strip():
        raise Invalid("İptal gerekçesi yazılmalıdır.", {"note": "Gerekçe yazın."})
    until = answer_until or on + timedelta(days=DAYS_TO_ANSWER)
    if until <= on:
        raise Invalid("Görüş için ileri bir gün verilmelidir.", {"answer_until": "Bugünden sonra olmalıdır."})
    designation.reason, designation.ending_note, designation.answer_until = reason, note, until
    designation.answer = ""


@DESIGNATION.act("Görüş kaydet", source=S.REVOCATION_ANNOUNCED, may=may_answer)
def record_answer(designation: Designation, /, *, by: User, on: date, answer: str) -> None:
    """The province answers the announced revocation."""
    if not answer.strip():
        raise Invalid("Görüş boş olamaz.", {"answer": "Görüşü yazın."})
    designation.answer = answer


@DESIGNATION.act("İptali öner", source=S.REVOCATION_ANNOUNCED, target=S.REVOCATION_PROPOSED, may=may_follow)
def propose_revocation(designation: Designation, /, *, by: User, on: date, note: str) -> None:
    """Puts the revocation to the person who decides; not before the province has answered or its days have passed."""
    if not designation.answer and designation.answer_until and on <= designation.answer_until:
        raise Invalid(
            f"İlin görüşü bekleniyor; {designation.answer_until:%d.%m.%Y} gününden önce iptal önerilemez (idari usul)."
        )
    designation.proposed_by = by
    designation.ending_note = note.strip() or designation.ending_note


@DESIGNATION.act(
    "İptal et",
    source=S.REVOCATION_PROPOSED,
    target=S.ENDED,
    may=may_revoke,
    danger=True,
    then=("designations.tasks.after_ending",),
)
def revoke(designation: Designation, /, *, by: User, on: date, note: str = "") -> None:
    """Revokes the designation: from this day it no longer holds."""
    _end(designation, Ending.REVOKED, by=by, on=on, note=note)


@DESIGNATION.act(
    "İptal sürecini kapat", source={S.REVOCATION_ANNOUNCED, S.REVOCATION_PROPOSED}, target=S.IN_FORCE, may=may_follow
)
def drop_revocation(designation: Designation, /, *, by: User, on: date, note: str) -> None:
    """Ends the revocation procedure; the designation stays in force."""
    if not note.strip():
        raise Invalid("Sürecin neden kapatıldığı yazılmalıdır.", {"note": "Gerekçe yazın."})
    designation.reason, designation.ending_note, designation.answer = "", "", ""
    designation.answer_until, designation.proposed_by = None, None


@DESIGNATION.act(
    "Sehven kaydedildi olarak işaretle",
    source={S.IN_FORCE, S.REVOCATION_ANNOUNCED, S.REVOCATION_PROPOSED},
    target=S.ENDED,
    may=may_end,
    danger=True,
    then=("designations.tasks.after_ending",),
)
def mark_entered_in_error(designation: Designation, /, *, by: User, on: date, note: str) -> None:
    """States that the designation was entered in error: it never held."""
    if not note.strip():
        raise Invalid("Hatanın ne olduğu yazılmalıdır.", {"note": "Gerekçe yazın."})
    _end(designation, Ending.ENTERED_IN_ERROR, by=by, on=on, note=note)


@DESIGNATION.act(
    "Okulla birlikte sona erdir",
    source={S.IN_FORCE, S.REVOCATION_ANNOUNCED, S.REVOCATION_PROPOSED},
    target=S.ENDED,
    may=may_end,
    danger=True,
    then=("designations.tasks.after_ending",),
)
def end_with_school(designation: Designation, /, *, by: User, on: date, note: str = "") -> None:
    """Ends the designation of a school that was closed or merged."""
    if designation.school.closed_on is None:
        raise Invalid("Kurum açık görünüyor; önce kurum kaydında kapanış gününü girin.")
    _end(
        designation,
        Ending.SCHOOL_CLOSED,
        by=by,
        on=max(designation.school.closed_on, designation.starts_on),
        note=note,
    )


def _end(designation: Designation, ending: str, *, by: User, on: date, note: str) -> None:
    # A designation that was to start later never held; its end cannot lie before its start.
    designation.ended_on = max(on, designation.starts_on)
    designation.ending = ending
    designation.ended_by = by
    designation.ending_note = note.strip() or designation.ending_note
