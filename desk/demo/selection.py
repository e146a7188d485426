"""The demonstration's calls for coordinators: one in each state, with a teacher who applies and people whom the province entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.choices import Role
from accounts.models import Duty, User
from centers.acts import CALL, CANDIDACY, CENTER, apply, prepare_call
from centers.acts.candidates import Applicant, Service, keep_evidence
from centers.choices.selection import CallStatus, MemberTitle, Seat, ServiceDuty
from centers.choices.staff import PostRole
from centers.models import CalledPost, Center, Post, PostApplication, SelectionCall
from centers.rules.staff import MOST_DEVELOPMENT_POSTS, MOST_TEACHERS

A, B = CALL.acts, CANDIDACY.acts
STATES = (
    CallStatus.ANNOUNCED,
    CallStatus.DRAFT,
    CallStatus.EVALUATION,
    CallStatus.SENT,
    CallStatus.EVALUATED,
    CallStatus.CANCELLED,
    CallStatus.CLOSED,
)
CRITERIA = (
    {"name": "Mesleki birikim ve belgeler", "weight": 40, "maximum": 100},
    {"name": "Hizmet içi eğitim deneyimi", "weight": 35, "maximum": 50},
    {"name": "Çalışma önerisinin sunumu", "weight": 25, "maximum": 20},
)
INSTRUCTIONS = (
    "Başvurular bu sistemden yapılır; sistemi kullanamayanların başvurusu il millî eğitim müdürlüğünce kaydedilir.\n"
    "Öğretmenliğe başlanan günden bugüne bütün görevler yazılır, her görevin belgesi eklenir.\n"
    "Değerlendirme komisyonu adayları ölçütlere göre puanlar; çalışma önerisinin sunumu on beş dakikadır."
)
MEMBERS = {
    Seat.CHAIR.value: ("Nurgül Çelikkol", MemberTitle.DIRECTOR),
    Seat.HUMAN_RESOURCES.value: ("Kemal Duranoğlu", MemberTitle.DEPUTY_DIRECTOR),
    Seat.TEACHER_TRAINING.value: ("Selda Erimgil", MemberTitle.BRANCH_MANAGER),
    Seat.VOCATIONAL.value: ("Okan Bulutçu", MemberTitle.BRANCH_MANAGER),
}
# Name, number (made up, its checksum right), kind, whether of the centre's field, duty, years taught, points of a hundred.
PEOPLE: tuple[tuple[str, str, str, bool, str, int, int], ...] = (
    ("Şükriye Çağlayanoğlu", "10000000146", "workshop", True, ServiceDuty.DEPARTMENT_HEAD, 12, 88),
    ("Ömer Faruk Işıldar", "10000000214", "workshop", True, ServiceDuty.DEPUTY, 9, 76),
    ("Gülizar Ünlütürk", "10000000382", "general", False, ServiceDuty.TEACHER, 15, 91),
    ("İlker Öğütçü", "10000000450", "workshop", True, ServiceDuty.TEACHER, 3, 0),
)


def make_selection(centers: Sequence[Center], people: dict[str, User], today: date) -> int:
    """A call of each state in a centre of its own; that of the demonstration's people takes applications. Returns how many."""
    teacher = people.get("ogretmen")
    if teacher is not None:
        Duty.objects.get_or_create(user=teacher, role=Role.TEACHER, defaults={"starts_on": date(2024, 2, 15)})
        people["ogretmen"] = User.objects.get(pk=teacher.pk)
    for center, state in zip(centers, STATES, strict=False):
        if _vacant(center) or len(center.posts.all()) < MOST_TEACHERS:
            _tell(center, state, people, today)
    return SelectionCall.objects.count()


def _tell(center: Center, state: str, people: dict[str, User], today: date) -> None:
    over = state not in {CallStatus.DRAFT, CallStatus.ANNOUNCED, CallStatus.CANCELLED}
    first = today - timedelta(days=40 if over else 5)
    _make_room(center, first, people["daire"])
    call = prepare_call(
        center, by=people["uzman"], on=first, title=f"{center.name}: koordinatör seçimi", instructions=INSTRUCTIONS,
        posts=_vacant(center), applications_from=first, applications_until=first + timedelta(days=15),
        evaluation_until=first + timedelta(days=30), results_on=first + timedelta(days=35),
        is_compulsory_service_place=bool(center.is_compulsory_service_place),
    )  # fmt: skip
    call = A["set_criteria"](call, by=people["uzman"], on=first, criteria=CRITERIA)
    if state == CallStatus.DRAFT:
        return
    call = A["announce_call"](call, by=people["daire"], on=first)
    officer = _officer(center, people)
    for called in call.posts.all():
        _apply(called, officer, first, all_of_others=state == CallStatus.EVALUATED)
    if state == CallStatus.ANNOUNCED:
        _own(call, people, today)
    elif state == CallStatus.CANCELLED:
        A["cancel_call"](call, by=people["genelmudur"], on=today, reason="Merkezin kadrosu yeniden belirlenecek.")
    else:
        _evaluate(call, state, officer, people, today)


def _make_room(center: Center, on: date, head: User) -> None:
    """Where everybody's post is held, one more is set; where none is set, a team's."""
    if _vacant(center):
        return
    posts = list(center.posts.holding(on).select_related("field"))
    others = [post.field for post in posts if post.role == PostRole.DEVELOPMENT]
    general = next((post.field for post in posts if post.role == PostRole.GENERAL), None)
    more = [*others, None][:MOST_DEVELOPMENT_POSTS] if posts else [None, None]
    CENTER.acts["set_posts"](center, by=head, on=on, starts_on=on, fields=more, general_field=general)


def _vacant(center: Center) -> list[Post]:
    """The posts that nobody holds."""
    return [post for post in center.posts.all() if not post.assignments.exists()]


def _officer(center: Center, people: dict[str, User]) -> User:
    """Somebody of the directorate of the centre's province."""
    province = center.school.province
    own = people.get("il")
    if own is not None and own.duties.filter(province=province).exists():
        return own
    user, _ = User.objects.get_or_create(
        username=f"il{province.pk:02d}", defaults={"first_name": "Sevgi", "last_name": "Yurtsever"}
    )
    user.set_unusable_password()
    user.save()
    since = date(2024, 2, 15)
    Duty.objects.get_or_create(user=user, role=Role.PROVINCE_OFFICER, province=province, defaults={"starts_on": since})
    return User.objects.get(pk=user.pk)


def _apply(called: CalledPost, officer: User, on: date, *, all_of_others: bool) -> None:
    """``all_of_others``: for the posts of the development coordinators nobody is of the centre's fields (smm/7/2)."""
    others = all_of_others and called.role == "development_coordinator"
    for person in PEOPLE:
        one = apply(
            called, by=officer, on=on, applicant=_applicant(called, person, on, related=person[3] and not others)
        )
        _serve(one, officer, on, duty=person[4], since=_since(on, person[5]))
        B["hand_in_application"](one, by=officer, on=on)


def _since(on: date, years: int) -> date:
    return date(on.year - years, 9, 1)


def _applicant(called: CalledPost, person: tuple[Any, ...], on: date, *, related: bool) -> Applicant:
    name, number, kind, _, _, years, _ = person
    english = called.role == "english_coordinator"
    field = next(iter(called.center.fields_on(on)), None) if related and not english else None
    return Applicant(
        full_name=name, identity_number=number, home=called.center.school.name, ministry_post=True,
        teacher_kind="english" if english and related else kind, appointed_field=field,
        appointed_branch="" if field else "İngilizce" if english and related else "Matematik", started_on=_since(on, years),
        compulsory_service="completed",
    )  # fmt: skip


def _serve(one: PostApplication, by: User, on: date, *, duty: str, since: date) -> None:
    row = Service(duty=duty, first_day=since, school=one.called.center.school)
    one = B["add_service"](one, by=by, on=on, service=row)
    keep_evidence(one, one.service.get(), by=by, on=on, file=SimpleUploadedFile("hizmet-belgesi.png", _paper()))


def _paper() -> bytes:
    """A blank sheet, as an image."""
    written = BytesIO()
    Image.new("L", (210, 297), 255).save(written, "PNG")
    return written.getvalue()


def _own(call: SelectionCall, people: dict[str, User], today: date) -> None:
    """The demonstration's teacher has begun an application, and not handed it in."""
    teacher, called = people.get("ogretmen"), call.posts.filter(role="development_coordinator").first()
    if teacher is None or called is None:
        return
    said = Applicant(
        full_name="Derya Akkuş", identity_number="10000000528", home=call.center.school.name, ministry_post=True,
        teacher_kind="workshop", appointed_field=next(iter(call.center.fields_on(today)), None), started_on=date(2014, 9, 15),
        compulsory_service="completed",
    )  # fmt: skip
    one = apply(called, by=teacher, on=today, applicant=said)
    _serve(one, teacher, today, duty=ServiceDuty.TEACHER, since=date(2015, 2, 1))


def _evaluate(call: SelectionCall, state: str, officer: User, people: dict[str, User], today: date) -> None:
    on = call.applications_until + timedelta(days=1)
    call = A["write_commission"](call, by=officer, on=on, members=MEMBERS)
    call = A["close_applications"](call, by=officer, on=on)
    if state == CallStatus.EVALUATION:
        return
    points_of = {number: points for _, number, _, _, _, _, points in PEOPLE}
    for one in PostApplication.objects.of_call(call).eligible():
        B["score_candidate"](one, by=officer, on=on, points=_points(points_of[one.identity_number]))
    said = "Adayların belgeleri incelendi, sunumları dinlendi; puanlar üyelerce ayrı ayrı verildi."
    call = A["complete_evaluation"](call, by=officer, on=on, minutes=said)
    if state == CallStatus.EVALUATED:
        return
    call = A["send_to_ministry"](call, by=officer, on=on)
    if state == CallStatus.CLOSED:
        call = A["tell_results"](call, by=people["uzman"], on=call.results_on)
        A["close_call"](call, by=people["uzman"], on=call.results_on)


def _points(of_hundred: int) -> dict[str, dict[int, Decimal]]:
    """A little apart from member to member."""
    return {
        seat: {
            number: Decimal(max(of_hundred - 2 * place, 0) * row["maximum"]) / 100  # type: ignore[operator]
            for number, row in enumerate(CRITERIA, start=1)
        }
        for place, seat in enumerate(Seat.values)
    }
