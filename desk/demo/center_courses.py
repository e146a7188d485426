"""The demonstration's programmes and activities of the other centres: at each station of the way, held, concluded, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from centers.acts import ACTIVITY, PROGRAMME
from centers.acts.activities import draft_activity
from centers.acts.needs import note_need
from centers.acts.participants import People
from centers.acts.programmes import draft_programme
from centers.choices import ActivityState, ChainStatus
from centers.models import Activity, Programme
from centers.rules.participants import Person

from .center_people import NAMES, Team, bring
from .programmes import PARTS

S, A = ChainStatus, ActivityState
STATIONS = (
    S.DRAFT, S.AT_COORDINATOR, S.AT_SCHOOL, S.AT_DISTRICT, S.AT_PROVINCE, S.AT_DIRECTORATE, S.AT_UNIT, S.RETURNED, S.APPROVED,
)  # fmt: skip
ENDS = (A.CONCLUDED, A.HELD, S.APPROVED, A.CONCLUDED, A.CANCELLED)
TOPICS = ("İş güvenliği ve ölçme", "Uygulama ve değerlendirme")
FIRST_NUMBER = 100_000_000


def make_courses(teams: list[Team], today: date) -> None:
    """Of each centre an approved programme with activities of two years, and another programme on its way."""
    for team in teams:
        on = min(max(team.since, date(team.since.year, 9, 15)), today)
        field = team.center.fields_on(today)[0]
        need = note_need(
            team.center, by=team.writer, on=on, kind="development", title=f"{field.name}: güncel uygulamalar",
            text="Sektörün bugünkü uygulaması derslere yansımıyor.", target_groups=["workshop"], source="survey", found_on=on,
            evidence="Öğretmen anketi (22 yanıt).", priority="1",
        )  # fmt: skip
        named: dict[str, Any] = {**PARTS, "name": f"{field.name} Uygulamaları Kursu", "needs": [need]}
        programme = bring(
            PROGRAMME, draft_programme(team.center, by=team.writer, on=on, **named), team, S.APPROVED, on
        )
        _activities(programme, team, today)
        second: dict[str, Any] = {**PARTS, "name": f"{field.name} İleri Düzey Kursu"}
        station = STATIONS[team.number % len(STATIONS)]
        draft = draft_programme(team.center, by=team.writer, on=today, **second)
        bring(PROGRAMME, draft, team, station, today, part="content")


def _activities(programme: Any, team: Team, today: date) -> None:
    """One that was held last spring, and one of this term in another state for each centre."""
    spring = date(today.year, 3, 2 + team.number)
    if team.since < spring - timedelta(days=60) and spring < today:
        _held(programme, team, spring, A.CONCLUDED, "birinci grup")
    end = ENDS[team.number % len(ENDS)]
    day = (
        today + timedelta(days=20 + team.number)
        if end in {S.APPROVED, A.CANCELLED}
        else today - timedelta(days=2 + team.number)
    )
    if (day + timedelta(days=1)).year == today.year and (
        day - timedelta(days=50)
    ).year == today.year:  # a plan is of one year
        _held(programme, team, day, end, "ikinci grup")


def _held(programme: Programme, team: Team, day: date, end: str, group: str) -> Activity:
    """As far as its end; of eight teachers one misses half of it."""
    acts, before, last = ACTIVITY.acts, day - timedelta(days=40), day + timedelta(days=1)
    made: Any = draft_activity(
        programme, by=team.writer, on=before, name=f"{programme.name}, {group}", level="local", delivery="face_to_face",
        place=f"{team.center.school.name} atölyesi"[:200], starts_on=day, ends_on=last, hours=12, quota=20, least_attendance=80,
    )  # fmt: skip
    made = bring(ACTIVITY, made, team, S.APPROVED, before)
    for number, topic in enumerate(TOPICS):
        made = acts["add_session"](
            made, by=team.writer, on=before, day=day + timedelta(days=number), starts_at=time(9), hours=6, topic=topic,
            trainer="Nihat Öztürk",
        )  # fmt: skip
    people = People(list(_teachers(team, group)))
    made = acts["add_participants"](made, by=team.writer, on=before, people=people)
    if end == A.CANCELLED:
        return acts["cancel_activity"](made, by=team.expert, on=before, reason="Başvuru yetersiz kaldı.")
    if end == S.APPROVED:
        return made
    made = acts["start_activity"](made, by=team.writer, on=day)
    everybody = list(made.participants.order_by("pk"))
    for session, present in zip(made.sessions.order_by("day"), (everybody, everybody[:-1]), strict=True):
        made = acts["take_attendance"](made, by=team.writer, on=last, session=session, present=present)
    if end == A.HELD:
        return made
    made = acts["conclude_activity"](made, by=team.writer, on=last)
    made = acts["record_survey"](made, by=team.writer, on=last, survey_answers=7, survey_score="4.4")
    return acts["issue_certificates"](made, by=team.writer, on=last)


def _teachers(team: Team, group: str) -> Iterator[Person]:
    """Numbers that pass the check and are nobody's; names invented."""
    school = team.center.school
    for place in range(8):
        first, last = (
            NAMES[(team.number + place * 2) % len(NAMES)][0],
            NAMES[(team.number * 3 + place) % len(NAMES)][1],
        )
        number = _number(FIRST_NUMBER + team.number * 100 + place + (50 if group.startswith("ikinci") else 0))
        yield Person(number, first, last, school.code or "", school.name, str(team.center.fields.all()[0].field)[:120])


def _number(stem: int) -> str:
    """Nine digits with their two check digits."""
    digits = [int(digit) for digit in str(stem)]
    tenth = (sum(digits[0::2]) * 7 - sum(digits[1::2])) % 10
    return f"{stem}{tenth}{(sum(digits) + tenth) % 10}"
