"""Calls and applications in every state, brought there by the acts."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.choices import Role
from accounts.models import User
from centers.acts import CALL, CANDIDACY, apply, prepare_call
from centers.acts.candidates import Applicant, Service, keep_evidence
from centers.choices.selection import CallStatus, CandidacyStatus, MemberTitle, Seat
from centers.models import CalledPost, Center, Post, PostApplication, SelectionCall

from . import TODAY, make_field, make_upload, make_user
from .centers import make_center
from .staff import with_posts

DAY = timedelta(days=1)
UNTIL = TODAY + 20 * DAY
AFTER = UNTIL + DAY
RESULTS = UNTIL + 30 * DAY
CRITERIA = ({"name": "Mesleki birikim", "weight": 60, "maximum": 100}, {"name": "Sunum", "weight": 40, "maximum": 20})
MEMBERS = {
    Seat.CHAIR.value: ("Nermin Akyol", MemberTitle.DIRECTOR),
    Seat.HUMAN_RESOURCES.value: ("Kemal Duran", MemberTitle.DEPUTY_DIRECTOR),
    Seat.TEACHER_TRAINING.value: ("Selda Erim", MemberTitle.BRANCH_MANAGER),
    Seat.VOCATIONAL.value: ("Okan Bulut", MemberTitle.BRANCH_MANAGER),
}
_numbers = itertools.count(100_000_001)


def identity_number() -> str:
    """The next number whose checksum is right."""
    digits = [int(digit) for digit in str(next(_numbers))]
    tenth = (sum(digits[::2]) * 7 - sum(digits[1::2])) % 10
    return "".join(map(str, [*digits, tenth, (sum(digits) + tenth) % 10]))


def days(**values: Any) -> dict[str, Any]:
    return {
        "title": "Koordinatör seçimi", "applications_from": TODAY, "applications_until": UNTIL,
        "evaluation_until": UNTIL + 20 * DAY, "results_on": RESULTS, "instructions": "Başvurular sistem üzerinden yapılır.",
        "is_compulsory_service_place": False, **values,
    }  # fmt: skip


def make_call(
    state: str = CallStatus.ANNOUNCED, *, center: Center | None = None, on: date = TODAY, **values: Any
) -> SelectionCall:
    """A call in this state for all posts of a centre whose field is 04; those that are evaluated have nobody to rank."""
    center = center or with_posts(make_center(fields=[make_field("04")]))
    expert, head = make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)
    officer = make_user(Role.PROVINCE_OFFICER, province=center.school.province)
    posts = values.pop("posts", None) or list(Post.objects.filter(center=center, until=None))
    criteria = values.pop("criteria", CRITERIA)
    made = prepare_call(center, by=expert, on=on, posts=posts, **days(**values))
    made = CALL.acts["set_criteria"](made, by=expert, on=on, criteria=criteria)
    if state == CallStatus.DRAFT:
        return made
    made = CALL.acts["announce_call"](made, by=head, on=on)
    if state == CallStatus.CANCELLED:
        return CALL.acts["cancel_call"](made, by=head, on=on, reason="Kadro değişti.")
    return bring_call(made, state, officer=officer)


def bring_call(call: SelectionCall, state: str, *, officer: User | None = None, on: date = AFTER) -> SelectionCall:
    """An announced call brought on, with the points that its applicants have by then."""
    officer = officer or make_user(Role.PROVINCE_OFFICER, province=call.center.school.province)
    acts = CALL.acts
    if state == CallStatus.ANNOUNCED:
        return call
    if call.status == CallStatus.ANNOUNCED:
        call = acts["write_commission"](call, by=officer, on=TODAY, members=MEMBERS)
        call = acts["close_applications"](call, by=officer, on=on)
    if state == CallStatus.EVALUATION:
        return call
    for one in PostApplication.objects.of_call(call).eligible().filter(scores=None):
        score(one, by=officer, on=on)
    call = acts["complete_evaluation"](call, by=officer, on=on, minutes="Adaylar tek tek görüşüldü.")
    if state == CallStatus.EVALUATED:
        return call
    call = acts["send_to_ministry"](call, by=officer, on=on)
    if state == CallStatus.SENT:
        return call
    expert = make_user(Role.EXPERT)
    call = acts["tell_results"](call, by=expert, on=RESULTS)
    return acts["close_call"](call, by=expert, on=RESULTS)


def called_of(call: SelectionCall, role: str = "development_coordinator") -> CalledPost:
    return call.posts.get(role=role)


def applicant(**values: Any) -> Applicant:
    """Somebody who meets every condition of a post in field 04."""
    said = {
        "full_name": "Şükriye Çağlayanoğlu", "identity_number": identity_number(), "home": "Ostim MTAL",
        "ministry_post": True, "teacher_kind": "workshop", "appointed_field": make_field("04"),
        "started_on": date(2015, 9, 1), "compulsory_service": "completed",
    }  # fmt: skip
    return Applicant(**{**said, **values})


def service(**values: Any) -> Service:
    said = {"duty": "department_head", "first_day": date(2015, 9, 1), "institution": "Ostim MTAL", "attached": True}
    return Service(**{**said, **values})


def make_application(
    state: str = CandidacyStatus.SUBMITTED, *, called: CalledPost | None = None, by: User | None = None, on: date = TODAY,
    rows: tuple[Service, ...] | None = None, **values: Any,
) -> PostApplication:  # fmt: skip
    """A teacher's application; examined ones take their state from what the applicant says."""
    called = called or called_of(make_call())
    by = by or make_user(Role.TEACHER)
    acts = CANDIDACY.acts
    made = apply(called, by=by, on=on, applicant=applicant(**values))
    for row in (service(),) if rows is None else rows:
        made = acts["add_service"](made, by=by, on=on, service=row)
        keep_evidence(made, made.service.get(evidence=None), by=by, on=on, file=make_upload())
        made.refresh_from_db()
    if state == CandidacyStatus.DRAFT:
        return made
    if state == CandidacyStatus.WITHDRAWN:
        return acts["withdraw_application"](made, by=by, on=on)
    return acts["hand_in_application"](made, by=by, on=on)


def make_examined(**values: Any) -> PostApplication:
    """An application whose call is closed for applications."""
    made = make_application(**values)
    bring_call(made.called.call, CallStatus.EVALUATION)
    made.refresh_from_db()
    return made


def points(first: int | str = 80, second: int | str = 15) -> dict[str, dict[int, Decimal]]:
    """The same points from every member."""
    return {seat: {1: Decimal(first), 2: Decimal(second)} for seat in Seat.values}


def score(
    one: PostApplication, *, by: User | None = None, on: date = AFTER, given: Mapping[str, Any] | None = None
) -> PostApplication:
    by = by or make_user(Role.PROVINCE_OFFICER, province=one.called.center.school.province)
    return CANDIDACY.acts["score_candidate"](one, by=by, on=on, points=given or points())
