"""Attendance by the code of a session: a participant, who has no account, marks that he or she is there.

It is no act of a signed-in user, so it has no lifecycle; the journal tells of it on the activity. What the coordinator enters
afterwards ("Yoklama gir") stands, whatever was marked.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from centers.choices.activities import ActivityState
from centers.models import Activity, ActivitySession, Attendance, Participant
from workflow.journal import record_act
from workflow.refusals import Invalid, OutOfState

NOT_HELD = "Faaliyet yürütülmüyor; yoklama alınmıyor."
ENTERED = "Bu oturumun yoklaması girildi. Katıldıysanız ve listede yoksanız merkezin koordinatörüne söyleyin."


@transaction.atomic
def check_in(
    session: ActivitySession,
    participant: Participant,
    *,
    on: date,
    how: str,
    code_of: Any,
    through: User | None = None,
) -> tuple[Attendance, bool]:
    """Marks the participant as present; returns whether that is new.

    ``code_of``: who showed or printed the code; ``through``: whose program told it, where the participant used no page.
    """
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=session.activity_id)
    session = ActivitySession.objects.get(pk=session.pk)
    if activity.status != ActivityState.HELD:
        raise OutOfState(NOT_HELD)
    if session.attendance_on is not None:
        raise OutOfState(ENTERED)
    if participant.activity_id != activity.pk:
        raise Invalid("Bu faaliyetin katılımcısı değil.")
    there, is_new = Attendance.objects.get_or_create(
        session=session, participant=participant, defaults={"present": True}
    )
    if is_new:
        details = {"session": session, "participant": participant, "how": how, "code_of": code_of}
        record_act(
            activity, act="check_in", label="Karekodla yoklama", by=None, on=on, before=activity.status,
            after=activity.status, details=details | ({"through": through} if through is not None else {}),
        )  # fmt: skip
    return there, is_new
