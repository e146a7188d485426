"""Whether a student may apply for a place at grade 11 of a school (okul/8/2), and with which score."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from legislation.provisions import IN_FORCE_SINCE
from legislation.rules import Answer, Outcome, RuleBook, all_of, rule, truth

from .scoring import Criteria, missing

VOCATIONAL = ("mtal", "mesem")  # okul/3/1 e
WITH_QUOTA = ("region", "sector_integrated")  # okul/8/2
GRADE_COMPLETED = 10
CRITERION = " (Genel Müdürlükçe belirlenen ölçüt)"


@dataclass(frozen=True, slots=True)
class Target:
    """The school that is asked for. ``designations``: those in force on the day; ``None``: not known."""

    code: str | None = None
    designations: frozenset[str] | None = None
    registration_area: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Applicant:
    """The student and the school that the student comes from; ``values``: the figures of the score by key."""

    school: str | None = None
    school_kind: str | None = None
    attached_to_gd: bool | None = None
    registration_area: str | None = None
    field: str | None = None
    completed_grade: int | None = None
    has_penalty: bool | None = None
    values: Mapping[str, Decimal | None] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Application:
    applicant: Applicant
    target: Target


@rule(cites="okul/8/2", asks="Okulun 11. sınıf nakil kontenjanı var mı?", since=IN_FORCE_SINCE)
def has_a_quota(facts: Application, policy: Criteria, on: date) -> Answer:
    held = facts.target.designations
    if held is None:
        return _unknown("okulun belirlenmiş özelliği")
    fits = bool(held & set(WITH_QUOTA))
    said = (
        "bölge okulu veya sektöre entegre özelliklidir"
        if fits
        else "bölge okulu veya sektöre entegre özellikli değildir"
    )
    return Answer(
        truth(fits),
        f"Okul {said}; nakil kontenjanı yalnız bu okullarda oluşturulur.",
        measured={"designations": sorted(held)},
        required={"one_of": list(WITH_QUOTA)},
        remedy="" if fits else "Bölge okulu veya sektöre entegre bir okul tercih edilir.",
    )


@rule(cites="okul/8/2", asks="Öğrenci başka bir mesleki ve teknik ortaöğretim kurumunda mı?", since=IN_FORCE_SINCE)
def comes_from_another_vocational_school(facts: Application, policy: Criteria, on: date) -> Answer:
    one, target = facts.applicant, facts.target
    kind = Outcome.UNKNOWN if one.school_kind is None else truth(one.school_kind in VOCATIONAL)
    other = Outcome.UNKNOWN if one.school is None or target.code is None else truth(one.school != target.code)
    outcome = all_of([kind, truth(one.attached_to_gd), other])
    said = {
        Outcome.MET: "Öğrenci, başka bir mesleki ve teknik ortaöğretim kurumunda öğrenim görmektedir.",
        Outcome.UNMET: "Öğrenci, Genel Müdürlüğe bağlı başka bir mesleki ve teknik ortaöğretim kurumunda öğrenim görmemektedir.",
        Outcome.UNKNOWN: "Bilgi eksik: öğrencinin okulu, türü veya Genel Müdürlüğe bağlılığı kayıtlı değil.",
    }[outcome]
    measured = {"school": one.school, "school_kind": one.school_kind, "attached_to_gd": one.attached_to_gd}
    return Answer(outcome, said, measured, {"school_kind": list(VOCATIONAL), "attached_to_gd": True})


@rule(cites="okul/8/2", asks="Öğrencinin okulu, kayıt alanının dışında mı?", since=IN_FORCE_SINCE)
def comes_from_outside_the_registration_area(facts: Application, policy: Criteria, on: date) -> Answer:
    own, theirs = facts.applicant.registration_area, facts.target.registration_area
    if own is None or theirs is None:
        whose = "öğrencinin okulunun" if own is None else "tercih edilen okulun"
        return _unknown(f"{whose} kayıt alanı")
    outside = own != theirs
    return Answer(
        truth(outside),
        f"Öğrencinin okulu, tercih edilen okulun kayıt alanının {'dışındadır' if outside else 'içindedir'}.",
        measured={"registration_area": own},
        required={"outside": theirs},
        remedy="" if outside else "Nakil kontenjanı, kayıt alanı dışındaki okulların öğrencileri içindir.",
    )


@rule(cites="okul/8/2", asks="Öğrenci 10. sınıfı tamamladı mı?", since=IN_FORCE_SINCE)
def has_completed_grade_10(facts: Application, policy: Criteria, on: date) -> Answer:
    grade = facts.applicant.completed_grade
    if grade is None:
        return _unknown("öğrencinin tamamladığı sınıf")
    done = grade == GRADE_COMPLETED
    return Answer(
        truth(done),
        f"Öğrencinin tamamladığı son sınıf: {grade}.",
        measured={"completed_grade": grade},
        required={"completed_grade": GRADE_COMPLETED},
        remedy="" if done else "Kontenjan, 10. sınıfı tamamlayıp 11. sınıfa geçen öğrenciler içindir.",
    )


@rule(cites="okul/8/2", asks=f"Öğrenci aynı alanda mı?{CRITERION}", since=IN_FORCE_SINCE)
def is_of_the_same_field(facts: Application, policy: Criteria, on: date) -> Answer:
    if not policy.same_field:
        return Answer(Outcome.MET, "Bu yılın ölçütlerinde aynı alandan olma şartı aranmaz.")
    own, theirs = facts.applicant.field, facts.target.field
    if own is None or theirs is None:
        return _unknown("öğrencinin alanı" if own is None else "tercih edilen alan")
    same = own == theirs
    return Answer(
        truth(same),
        f"Öğrencinin alanı ({own}), tercih edilen alanla ({theirs}) {'aynıdır' if same else 'aynı değildir'}.",
        measured={"field": own},
        required={"field": theirs},
        remedy="" if same else "Öğrencinin kendi alanındaki bir kontenjan tercih edilir.",
    )


@rule(cites="okul/8/2", asks=f"Öğrencinin disiplin cezası var mı?{CRITERION}", since=IN_FORCE_SINCE)
def has_no_penalty(facts: Application, policy: Criteria, on: date) -> Answer:
    if not policy.clean_discipline:
        return Answer(Outcome.MET, "Bu yılın ölçütlerinde disiplin cezası bulunmama şartı aranmaz.")
    has = facts.applicant.has_penalty
    if has is None:
        return _unknown("öğrencinin disiplin durumu")
    return Answer(
        truth(not has),
        f"Öğrencinin işlenmiş bir disiplin cezası {'vardır' if has else 'yoktur'}.",
        measured={"has_penalty": has},
        required={"has_penalty": False},
        remedy="Ceza kaldırılmışsa öğrencinin kaydında düzeltilir." if has else "",
    )


@rule(cites="okul/8/2", asks=f"Yerleştirme puanı hesaplanabiliyor mu?{CRITERION}", since=IN_FORCE_SINCE)
def has_a_score(facts: Application, policy: Criteria, on: date) -> Answer:
    if not policy.components:
        said = f"Bilgi eksik: {on:%d.%m.%Y} günü yürürlükte nakil ölçütü yok."
        return Answer(Outcome.UNKNOWN, said, remedy="Genel Müdürlük o günün nakil ölçütlerini yayımlar.")
    lacking = [one.label for one in missing(policy, facts.applicant.values)]
    values = {one.key: facts.applicant.values.get(one.key) for one in policy.components}
    if lacking:
        said = f"Bilgi eksik: {', '.join(lacking)} girilmemiş."
        return Answer(Outcome.UNKNOWN, said, measured=values, remedy="Eksik puanları girin.")
    return Answer(Outcome.MET, "Puanın bütün bileşenleri girilmiştir.", measured=values)


def _unknown(what: str) -> Answer:
    return Answer(Outcome.UNKNOWN, f"Bilgi eksik: {what} kayıtlı değil.", remedy="Bilgiyi kaydına girin.")


APPLICATION: RuleBook[Application, Criteria] = RuleBook(
    [
        has_a_quota,
        comes_from_another_vocational_school,
        comes_from_outside_the_registration_area,
        has_completed_grade_10,
        is_of_the_same_field,
        has_no_penalty,
        has_a_score,
    ]
)
