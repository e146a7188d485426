"""The acts on practice places: proposed, made ready, put in use, suspended, brought back, closed (okul/8/7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction

from accounts.models import User
from protocols.choices.places import OUT_OF_USE, PlaceStatus
from protocols.choices.trainers import TrainerStatus
from protocols.dossiers import bound_schools
from protocols.models import PracticePlace, Trainer
from protocols.permissions.places import may_bring, may_keep
from protocols.rules.places import covered
from protocols.usability import Partners, backing_of
from schools.models import Field, PhysicalStandard, School, SchoolField, StandardsVersion
from workflow.errands import follow_up
from workflow.journal import record_act
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid, NotPermitted

from .courses import most_students, stop_courses
from .settling import BASIS, OUT, enter, leave

PLACE = Lifecycle()
S = PlaceStatus
KEPT = (S.PROPOSED, S.IN_USE, *OUT_OF_USE)
MOST_STUDENTS = 10_000
NAMED = "Bu okul ile bu kuruluş için bu adla bir uygulama yeri zaten var."


class About(TypedDict):
    """What a place is: ``standards`` are codes of the Annex's rows that it meets in the enterprise."""

    name: str
    address: str
    capacity: int
    fields: Iterable[Field]
    standards: NotRequired[Iterable[str]]
    master_needed: NotRequired[bool]


@PLACE.opening("Uygulama yeri öner", target=S.PROPOSED, may=may_bring, cites=BASIS)
def propose_place(
    partners: Partners,
    /,
    *,
    by: User,
    on: date,
    teacher_name: str = "",
    teacher_title: str = "",
    **about: Unpack[About],
) -> PracticePlace:
    """Proposes a place in an enterprise that is party to a protocol of the school; it is used once it is put in use."""
    refuse_partners(partners, on, "m. 8/7")
    place = PracticePlace(school=partners.school, stakeholder=partners.stakeholder, proposed_by=by, state_since=on)
    fields = _write(place, on, about)
    _write_teacher(place, teacher_name, teacher_title)
    _save(place)
    place.fields.set(fields)
    return place


def _save(place: PracticePlace) -> None:
    """Save; who gives a name that another one has taken, also a moment ago, reads it in words."""
    try:
        with transaction.atomic():
            place.save()
    except IntegrityError as error:
        if "practiceplace_named_once" not in str(error):
            raise
        raise Invalid(NAMED, {"name": NAMED}) from error


def refuse_partners(partners: Partners, on: date, article: str) -> None:
    """Only for schools of which the directive speaks, and only with a party to a protocol in force that names the school."""
    school, stakeholder = partners
    if not bound_schools(on, [school.pk]):
        raise Invalid(
            f"Bu kayıt yalnız sektör içi veya sektöre entegre özellikli okullar için tutulur (Yönerge {article})."
        )
    if not covered(backing_of(school, stakeholder), on):
        said = f"{stakeholder}, bu okulu sayan ve yürürlükte olan bir protokolün tarafı değil (Yönerge {article})."
        raise Invalid(said, {"stakeholder": said})


def _write(place: PracticePlace, on: date, about: About) -> list[Field]:
    """Write what the place is; returns its fields, which are set once it is saved."""
    fields, standards = list(about["fields"]), list(about.get("standards", ()))
    faults = {}
    if not 0 < about["capacity"] <= MOST_STUDENTS:
        faults["capacity"] = "Kapasite sıfırdan büyük, gerçek bir sayı olmalıdır."
    if not fields:
        faults["fields"] = "En az bir alan seçin."
    elif strange := strange_fields(place.school, fields):
        faults["fields"] = f"Okulda açık olmayan alan: {', '.join(strange)}."
    if fault := _fault_of_standards(place.school, standards, on):
        faults["standards"] = fault
    if faults:
        raise Invalid(next(iter(faults.values())), faults)
    place.name, place.address = " ".join(about["name"].split()), " ".join(about["address"].split())
    place.capacity, place.standards = about["capacity"], sorted(set(standards))
    place.master_needed = about.get("master_needed", False)
    return fields


def strange_fields(school: School, fields: Iterable[Field]) -> list[str]:
    """The names of fields that the school does not teach."""
    taught = set(SchoolField.objects.filter(school=school, closed_on=None).values_list("field_id", flat=True))
    return [field.name for field in fields if field.pk not in taught]


def allowed_standards(school: School, on: date) -> list[PhysicalStandard]:
    """The rows of the Annex in force that this school may meet in the enterprise (okul/8/7)."""
    version = StandardsVersion.objects.in_force(on)
    types = bound_schools(on, [school.pk]).get(school.pk, set())
    rows = version.rows.filter(enterprise_allowed=True) if version else []
    return [row for row in rows if types & set(row.types)]


def _fault_of_standards(school: School, standards: list[str], on: date) -> str:
    strange = set(standards) - {row.code for row in allowed_standards(school, on)} if standards else set()
    if not strange:
        return ""
    return f"Yürürlükteki Ek çizelgesine göre işletmede karşılanamaz: {', '.join(sorted(strange))} (Yönerge m. 8/7)."


def _write_teacher(place: PracticePlace, name: str, title: str) -> None:
    if bool(name.strip()) != bool(title.strip()):
        missing = "teacher_title" if name.strip() else "teacher_name"
        said = "Sorumlu öğretmenin adı ve unvanı birlikte yazılır."
        raise Invalid(said, {missing: said})
    place.teacher_name, place.teacher_title = " ".join(name.split()), " ".join(title.split())


@PLACE.act("Kullanıma al", source=S.PROPOSED, target=S.IN_USE, may=may_keep, cites=BASIS)
def put_in_use(place: PracticePlace, /, *, by: User, on: date) -> dict[str, Any]:
    """Opens the place to lessons: safe by an accepted approval, under a teacher's responsibility, carried by a protocol."""
    enter(place, on)
    return {"approval": str(place.approval), "teacher": place.teacher_name}


@PLACE.act("Bilgilerini düzelt", source=KEPT, may=may_keep, cites=BASIS)
def change_place(place: PracticePlace, /, *, by: User, on: date, **about: Unpack[About]) -> dict[str, Any]:
    """Sets name, address, capacity, fields and standards right; no lesson may be left without room or field."""
    before = {"name": place.name, "address": place.address, "capacity": place.capacity}
    fields = _write(place, on, about)
    _refuse_lessons(place, on, fields)
    _refuse_master(place)
    _save(place)
    place.fields.set(fields)
    return {"before": before}


def _refuse_lessons(place: PracticePlace, on: date, fields: list[Field]) -> None:
    there = most_students(place, on)
    if there > place.capacity:
        said = f"Bu yerde aynı anda {there} öğrencinin dersi var; kapasite bundan az olamaz."
        raise Invalid(said, {"capacity": said})
    left = place.courses.filter(until__gt=on).exclude(field__in=fields).values_list("field__name", flat=True)
    if left:
        said = f"Bu alanların bu yerde süren dersi var: {', '.join(sorted(set(left)))}."
        raise Invalid(said, {"fields": said})


def _refuse_master(place: PracticePlace) -> None:
    if place.status == S.IN_USE and place.master_needed and place.master_trainer_id is None:
        said = "Kullanımdaki yerde gözetim gerekiyorsa önce usta öğreticisini belirleyin (Yönerge m. 8/7)."
        raise Invalid(said, {"master_needed": said, "trainer": said})


@PLACE.act("Sorumlu öğretmeni yaz", source=KEPT, may=may_keep, cites=BASIS)
def name_teacher(
    place: PracticePlace, /, *, by: User, on: date, teacher_name: str, teacher_title: str
) -> dict[str, Any]:
    """Names the teacher under whose responsibility the practice is given; another one takes the former's place."""
    if not teacher_name.strip():
        said = "Sorumlu öğretmenin adını yazın (Yönerge m. 8/7)."
        raise Invalid(said, {"teacher_name": said})
    before = place.teacher_name
    _write_teacher(place, teacher_name, teacher_title)
    return {"before": before}


@PLACE.act("Usta öğreticiyi belirle", source=KEPT, may=may_keep, cites=BASIS)
def name_master(place: PracticePlace, /, *, by: User, on: date, trainer: Trainer | None = None) -> dict[str, Any]:
    """Says which of the enterprise's trainers watches over the practice, or that none is needed any more."""
    before = place.master_trainer
    if trainer is not None and (fault := _fault_of_master(place, trainer, on)):
        raise Invalid(fault, {"trainer": fault})
    place.master_trainer = trainer
    _refuse_master(place)
    return {"before": str(before) if before else ""}


def _fault_of_master(place: PracticePlace, trainer: Trainer, on: date) -> str:
    if (trainer.school_id, trainer.stakeholder_id) != (place.school_id, place.stakeholder_id):
        return "Usta öğretici, bu okula bu kuruluştan bildirilen eğiticilerden seçilir (Yönerge m. 8/7, m. 8/8)."
    if trainer.status != TrainerStatus.ENGAGED or trainer.until <= on:
        return "Bu eğitici görevde değil."
    return "" if trainer.qualification.makes_master else "Bu eğiticinin yeterliği usta öğreticilik sayılmıyor."


@PLACE.act("Askıya al", source=S.IN_USE, target=S.SUSPENDED, may=may_keep, cites=BASIS, then=(OUT,))
def suspend_place(place: PracticePlace, /, *, by: User, on: date, reason: str) -> None:
    """Takes the place out of use from today on, until it is put in use again."""
    _reason(place, reason)
    leave(place, on)


@PLACE.act("Yeniden kullanıma al", source=OUT_OF_USE, target=S.IN_USE, may=may_keep, cites=BASIS)
def resume_place(place: PracticePlace, /, *, by: User, on: date) -> dict[str, Any]:
    """Opens the place to lessons again: as for the first time, nothing may bar it."""
    before = place.out_reason
    enter(place, on)
    return {"before": before}


@PLACE.act("Kapat", source=(S.IN_USE, *OUT_OF_USE), target=S.CLOSED, may=may_keep, danger=True, then=(OUT,))
def close_place(place: PracticePlace, /, *, by: User, on: date, reason: str) -> dict[str, Any]:
    """Ends the place for good, with the lessons in it; what was given there stays on record."""
    _reason(place, reason)
    leave(place, on)
    return {"courses": stop_courses(place, on)}


@PLACE.act("Öneriden vazgeç", source=S.PROPOSED, target=S.DROPPED, may=may_bring, danger=True)
def drop_place(place: PracticePlace, /, *, by: User, on: date, reason: str) -> None:
    """Gives a proposal up."""
    _reason(place, reason)


def _reason(place: PracticePlace, reason: str) -> None:
    if not reason.strip():
        raise Invalid("Nedeni yazılmalıdır.", {"reason": "Nedeni yazın."})
    place.out_reason = reason


@transaction.atomic
def order_list(school: School, *, by: User, on: date) -> None:
    """Has the day's list of the school's places and trainers printed; it names people, and so who asked stands in the journal."""
    school = School.objects.select_for_update(of=("self",)).get(pk=school.pk)
    if not may_keep(by, PracticePlace(school=school)):
        raise NotPermitted("Listeyi okul, ilçe ve il müdürlüğü ile Genel Müdürlük alır.")
    record_act(school, act="order_practice_list", label="Uygulama yerleri ve eğitici listesi istendi", by=by, on=on)
    follow_up("protocols.tasks.print_practice_list", pk=school.pk, on=on.isoformat())
