"""Transfers to grade 11 by clicking, as the help says: from a round's draft to its end, day after day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from schools.models import Branch
from tests.e2e.clock import clock  # noqa: F401
from tests.e2e.transfers import applying, deciding, opening, placing
from tests.factories import make_field
from tests.factories.transfers import in_area, make_criteria, make_school_of_applicants, make_school_with_quota
from transfers.choices import ApplicationStatus as A, RoundStatus
from transfers.models import Application, Objection, TransferRound

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.slow,
    pytest.mark.provision("okul/8/2"),
]
BRANCH = "Gömülü Sistemler, Nesnelerin İnterneti ve Veri Toplama Donanımları Bakım Onarımı"


@pytest.fixture
def schools(transactional_db) -> dict[str, Any]:
    """Two places in Ankara; the students are at a school in İstanbul."""
    make_criteria()
    Branch.objects.create(field=make_field("04"), name=BRANCH)
    there = in_area(make_school_with_quota(name="Ostim Mesleki ve Teknik Anadolu Lisesi"), "Ostim kayıt alanı")
    own = make_school_of_applicants(name="Haydarpaşa Mesleki ve Teknik Anadolu Lisesi", province=34)
    return {"there": there, "own": own}


@pytest.fixture
def people(visitor, person, schools) -> dict[str, Any]:
    return {
        "expert": visitor(person(Role.EXPERT)),
        "head": visitor(person(Role.DEPARTMENT_HEAD)),
        "principal": visitor(person(Role.PRINCIPAL, school=schools["there"])),
        "officer": visitor(person(Role.PROVINCE_OFFICER, province=34)),
        "student": visitor(),
    }


def states() -> dict[int, str]:
    return dict(Application.objects.values_list("pk", "status"))


def test_a_round_from_its_draft_to_its_end(people, schools, clock, tmp_path):  # noqa: F811
    expert, head, officer = people["expert"], people["head"], people["officer"]
    today = localdate()
    taking = opening.announce(expert, head, today)
    opening.open_places(people["principal"], head, expert, schools["there"], places=2, branch=BRANCH)
    best = applying.by_page(officer, schools["own"], 90)
    others = applying.by_file(officer, schools["own"], [80, 70, 95, 60], tmp_path)
    second, third, without, last = (others[score] for score in (80, 70, 95, 60))

    clock.pass_until(taking.applications_until + timedelta(days=1))
    opening.evaluate(expert)
    evaluate_and_place(people, taking, without, clock)
    assert states() == {
        best.pk: A.PLACED,
        second.pk: A.PLACED,
        third.pk: A.WAITING,
        without.pk: A.EXCLUDED,
        last.pk: A.WAITING,
    }
    read_results(people, best, third)

    clock.pass_until(taking.objections_until)
    decide_objections(people, third, last, taking.objections_until)
    place_again(people, third, second, taking.objections_until)
    assert states() == {
        best.pk: A.PLACED,
        second.pk: A.WAITING,
        third.pk: A.PLACED,
        without.pk: A.EXCLUDED,
        last.pk: A.WAITING,
    }

    clock.pass_until(taking.registration_until)
    placing.register(people["principal"], best)
    placing.decline(officer, third)
    close(head, "Yedek yerleştirme")
    move_up(people, taking, second, clock)

    clock.pass_until(taking.waiting_until + timedelta(days=1))
    close(head, "Kapandı")
    assert TransferRound.objects.get().status == RoundStatus.CLOSED
    assert states() == {
        best.pk: A.REGISTERED, second.pk: A.REGISTERED, third.pk: A.DECLINED, without.pk: A.EXCLUDED, last.pk: A.UNPLACED,
    }  # fmt: skip


def evaluate_and_place(people: dict[str, Any], taking: Any, without: Application, clock: Any) -> None:  # noqa: F811
    """The province leaves one out; the central commission adopts what the verifier found nothing in."""
    expert, head, officer = people["expert"], people["head"], people["officer"]
    today = taking.applications_until + timedelta(days=1)
    deciding.appoint(officer, "İstanbul komisyonu", today)
    deciding.sit(officer, "İstanbul komisyonu", today)
    deciding.exclude(officer, without)
    deciding.close_minutes(officer)
    deciding.appoint(expert, "Merkez komisyonu", today)
    clock.pass_until(taking.results_on)
    made = placing.run(expert, "main")
    head.go(f"/nakil/yerlestirme/{made.pk}/")
    head.follow("Sonuçları ilan et")
    head.press("Sonuçları ilan et")
    assert head.sees("merkez komisyonu bir oturumda kabul etmeden")
    deciding.adopt(expert, taking.results_on)
    placing.announce(head, made)


def read_results(people: dict[str, Any], best: Application, third: Application) -> None:
    student = people["student"]
    placing.read_sheet(student, best)
    assert student.sees("Yerleştiniz")
    assert student.sees(BRANCH)
    placing.read_sheet(student, third)
    assert student.sees("2 yer sizden önce gelenlerle doldu")
    assert placing.take_pdf(student).startswith(b"%PDF")
    student.go("/nakil/taban-puanlari/")
    assert student.sees("Ostim Mesleki ve Teknik Anadolu Lisesi")
    assert student.sees(BRANCH)


def decide_objections(people: dict[str, Any], third: Application, last: Application, day: date) -> None:
    """One objection is accepted, one is rejected; until then nothing is placed again."""
    expert, officer = people["expert"], people["officer"]
    placing.object_to(officer, third, "10. sınıf puanım 95, 70 yazılmış.")
    placing.object_to(officer, last, "Puanım yanlış hesaplanmış.")
    deciding.sit(officer, "İstanbul komisyonu", day)
    assert officer.sees("Karar bekleyen itirazlar")
    placing.decide(officer, third, "İtirazı kabul et", "Belge 95 gösteriyor.", grade_10="95")
    placing.start(expert, "objection")
    assert expert.sees("1 itiraz karar bekliyor")
    placing.decide(officer, last, "İtirazı reddet", "Belge 60 gösteriyor.")
    assert set(Objection.objects.values_list("status", flat=True)) == {"objection_accepted", "objection_rejected"}
    deciding.the_commission(officer, "İstanbul komisyonu")
    officer.follow("2 no.lu oturum")
    assert officer.sees("İtirazlar hakkında")
    deciding.close_minutes(officer)


def place_again(people: dict[str, Any], third: Application, second: Application, day: date) -> None:
    """The comparison shows exactly who changes, and whoever's student it is hears of it."""
    expert, head, officer = people["expert"], people["head"], people["officer"]
    made = placing.run(expert, "objection")
    expert.follow("kim değişiyor?")
    assert expert.sees("1 öğrenci yerleşiyor, 0 öğrencinin yeri değişiyor, 1 öğrenci yerini yitiriyor")
    for one in (second, third):
        assert expert.page.locator(f"main a[href='/nakil/basvuru/{one.pk}/']").count() == 1
    deciding.adopt(expert, day)
    placing.announce(head, made)
    officer.go("/bildirimler/")
    assert officer.sees("Nakil itirazı kabul edildi")
    officer.follow("görev alanınızda 2 öğrencinin sonucu değişti")
    assert officer.sees("Görev alanınızdaki öğrencilerden: 1 öğrenci yerleşiyor")


def move_up(people: dict[str, Any], taking: Any, second: Application, clock: Any) -> None:  # noqa: F811
    """The place that was given up falls to the first who waits, who registers until the last day."""
    expert, head, officer = people["expert"], people["head"], people["officer"]
    clock.pass_until(taking.registration_until + timedelta(days=1))
    made = placing.run(expert, "waiting")
    deciding.adopt(expert, taking.registration_until + timedelta(days=1))
    placing.announce(head, made)
    assert states()[second.pk] == A.PLACED
    placing.register(officer, second)
    head.go("/nakil/gostergeler/akislar/")
    assert head.sees("yer tutan 2 öğrenciden 2 tanesi okulunun ilinden başka bir ilde yer buldu")
    head.follow("2 öğrencinin listesi: İstanbul – Ankara")
    assert head.sees("2 başvuru")


def close(head: Any, says: str) -> None:
    opening.the_round(head)
    head.follow("Dönemi kapat")
    head.press("Dönemi kapat")
    assert head.sees(says), head.page.inner_text("main")
