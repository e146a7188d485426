"""The sessions of an activity, their attendance, and how it is concluded (smm/5/1/c); the figures are administrative practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from centers.choices.activities import ActivityState
from centers.choices.chain import IN_THE_CENTRE, ChainStatus
from centers.models import Activity, ActivitySession, Attendance, Participant
from centers.permissions.activities import may_run
from centers.rules.outcomes import attends_enough, outcome
from workflow.refusals import Invalid

from .activities import ACTIVITY, BASIS
from .needs import refuse

S, A = ChainStatus, ActivityState
PLANNED = (*IN_THE_CENTRE, S.APPROVED, A.HELD)
MOST_HOURS = 12
STRANGE = "Bu faaliyetin oturumu değil."


@ACTIVITY.act("Oturum ekle", source=PLANNED, may=may_run)
def add_session(
    activity: Activity, /, *, by: User, on: date, day: date, starts_at: time, hours: int, topic: str, trainer: str
) -> dict[str, Any]:
    """Adds a session: its day and hour, its topic, and who teaches."""
    within = activity.starts_on <= day <= activity.ends_on
    span = f"{activity.starts_on:%d.%m.%Y}–{activity.ends_on:%d.%m.%Y}"
    taken = activity.sessions.filter(day=day, starts_at=starts_at).exists()
    refuse({
        "day": "" if within else f"Oturum, faaliyetin günleri içinde olur: {span}.",
        "hours": "" if 0 < hours <= MOST_HOURS else f"Bir oturum 1 ile {MOST_HOURS} ders saati arasındadır.",
        "topic": "" if topic.strip() else "Konusunu yazın.",
        "trainer": "" if trainer.strip() else "Eğitim görevlisini yazın.",
        "starts_at": "Bu gün ve saatte bir oturum zaten var." if taken else "",
    })  # fmt: skip
    made = ActivitySession.objects.create(
        activity=activity, day=day, starts_at=starts_at, hours=hours, topic=topic.strip(), trainer=trainer.strip()
    )
    return {"session": made}


@ACTIVITY.act("Oturumu çıkar", source=PLANNED, may=may_run)
def drop_session(activity: Activity, /, *, by: User, on: date, session: ActivitySession) -> None:
    """Takes away a session whose attendance has not been entered."""
    found = _own(activity, session)
    if found.attendance_on is not None:
        raise Invalid("Yoklaması girilen oturum çıkarılmaz.", {"session": "Yoklaması girilmiş."})
    if found.attendances.exists():
        raise Invalid("Karekodla yoklaması alınan oturum çıkarılmaz.", {"session": "Karekodla yoklama alınmış."})
    found.delete()


def _own(activity: Activity, session: ActivitySession) -> ActivitySession:
    found: ActivitySession | None = activity.sessions.filter(pk=session.pk).first()
    if found is None:
        raise Invalid(STRANGE, {"session": STRANGE})
    return found


@ACTIVITY.act("Yoklama gir", source=A.HELD, may=may_run, cites=BASIS)
def take_attendance(
    activity: Activity, /, *, by: User, on: date, session: ActivitySession, present: Sequence[Participant]
) -> dict[str, Any]:
    """Says who was at a session; entered again, it replaces what was entered."""
    found = _own(activity, session)
    if on < found.day:
        raise Invalid("Oturumun günü gelmeden yoklama girilmez.", {"session": "Günü gelmedi."})
    everybody = list(activity.participants.values_list("pk", flat=True))
    there = {one.pk for one in present}
    if strange := there - set(everybody):
        said = f"{len(strange)} kişi bu faaliyetin katılımcısı değil."
        raise Invalid(said, {"present": said})
    found.attendances.all().delete()
    Attendance.objects.bulk_create(
        Attendance(session=found, participant_id=key, present=key in there) for key in everybody
    )
    found.attendance_on, found.attendance_by = on, by
    found.save()
    return {"present": len(there), "absent": len(everybody) - len(there)}


@ACTIVITY.act("Puanları gir", source=A.HELD, may=may_run)
def score_participants(
    activity: Activity, /, *, by: User, on: date, scores: Mapping[int, Decimal | None]
) -> dict[str, Any]:
    """Enters the points of the assessment, out of a hundred."""
    rows = list(activity.participants.filter(pk__in=scores))
    if len(rows) != len(scores):
        raise Invalid("Puanı girilen bir kişi bu faaliyetin katılımcısı değil.")
    for row in rows:
        row.score = scores[row.pk]
    Participant.objects.bulk_update(rows, ["score"])
    return {"scores": len(rows)}


@ACTIVITY.act("Anket sonucunu gir", source=(A.HELD, A.CONCLUDED), may=may_run)
def record_survey(activity: Activity, /, *, by: User, on: date, survey_answers: int, survey_score: Decimal) -> None:
    """Enters what the evaluation questionnaire gave: how many were returned, and their mean from one to five."""
    if survey_answers > activity.participants.count():
        said = "Yanıt sayısı katılımcı sayısından çok olamaz."
        raise Invalid(said, {"survey_answers": said})
    activity.survey_answers, activity.survey_score = survey_answers, survey_score


def attended_hours(activity: Activity) -> Any:
    """The participants, each with ``attended``: the hours of the sessions at which they were."""
    was_there = Sum("attendances__session__hours", filter=Q(attendances__present=True))
    return activity.participants.annotate(attended=Coalesce(was_there, 0))


@ACTIVITY.act("Faaliyeti sonuçlandır", source=A.HELD, target=A.CONCLUDED, may=may_run, cites=BASIS)
def conclude_activity(activity: Activity, /, *, by: User, on: date) -> dict[str, Any]:
    """Concludes the activity: each participant's result follows from attendance and points."""
    sessions = list(activity.sessions.all())
    _refuse_early(activity, sessions, on)
    total, rows = sum(one.hours for one in sessions), list(attended_hours(activity))
    _refuse_unscored(activity, rows, total)
    for row in rows:
        row.result = outcome(
            row.attended, total, least=activity.least_attendance, score=row.score, least_score=activity.least_score
        )
    Participant.objects.bulk_update(rows, ["result"], batch_size=1000)
    activity.concluded_on = on
    return {
        "results": {word: sum(row.result == word for row in rows) for word in sorted({row.result for row in rows})}
    }


def _refuse_early(activity: Activity, sessions: list[ActivitySession], on: date) -> None:
    if on < activity.ends_on:
        raise Invalid(f"Faaliyet {activity.ends_on:%d.%m.%Y} günü biter; bitmeden sonuçlandırılmaz.")
    if lacking := [str(one) for one in sessions if one.attendance_on is None]:
        raise Invalid(f"Yoklaması girilmeyen oturumlar var: {'; '.join(lacking)}.")
    held = sum(one.hours for one in sessions)
    if held < activity.hours:
        raise Invalid(f"Oturumlar {held} ders saati; faaliyetin süresi {activity.hours} ders saatidir.")


def _refuse_unscored(activity: Activity, rows: list[Any], total: int) -> None:
    if activity.least_score is None:
        return
    waiting = sum(
        row.score is None and attends_enough(row.attended, total, least=activity.least_attendance) for row in rows
    )
    if waiting:
        raise Invalid(f"{waiting} katılımcının puanı girilmedi.")
