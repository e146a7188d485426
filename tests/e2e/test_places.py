"""Practice places and trainers in Chromium: every page wide and narrow, and a place brought into use by two sides."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices.places import PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.models import PracticePlace, Trainer
from protocols.papers import issue_practice_list
from schools.models import PhysicalStandard
from tests.designations.standards import publish_library
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG, walk
from tests.factories import PNG, make_policy, make_school, make_stakeholder
from tests.factories.places import (
    make_partners,
    make_practice_course,
    make_practice_place,
    make_qualification,
    make_safety_approval,
    make_trainer,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.provision("okul/8/7", "okul/8/8")]
PARTY = "Ostim Organize Sanayi Bölgesi Makine İmalatçıları Sanayi ve Ticaret Anonim Şirketi"
PLACE = "Şehit Mühendis Çağrı Işık Kaynak, Talaşlı İmalat ve Yüzey İşlemleri Uygulama Atölyesi (2 no.lu hol)"


@pytest.fixture
def partners(transactional_db):
    """A school and a party with long names; the Annex in force lets a library be met in the enterprise."""
    make_policy()
    publish_library()
    PhysicalStandard.objects.update(enterprise_allowed=True)
    partners = make_partners(make_school(name=LONG))
    type(partners.stakeholder).objects.filter(pk=partners.stakeholder.pk).update(name=PARTY)
    partners.stakeholder.refresh_from_db()
    return partners


def fill(partners):
    """Places and trainers in every state; returns a used place with lessons, one out of use, and a trainer."""
    today = localdate()
    master = make_trainer(partners=partners, name="Muhammed Çağrı Karaosmanoğlu", identity_number="10000000146")
    used = make_practice_place(partners=partners, name=PLACE, standards=["library"], until=today + timedelta(days=25))
    PracticePlace.objects.filter(pk=used.pk).update(master_needed=True, master_trainer=master)
    make_practice_course(used, name="Gaz altı kaynağı işletmede uygulama", starts_on=today)
    make_practice_course(used, weekday=3, students=18, starts_on=today)
    late = make_practice_place(partners=partners, name="Süresi geçen atölye")
    make_practice_course(late, starts_on=today)
    late.approvals.update(valid_until=today - timedelta(days=1), until=today)
    for state in (S.SUSPENDED, S.CLOSED, S.DROPPED):
        make_practice_place(state, partners=partners)
    proposed = make_practice_place(
        S.PROPOSED, partners=partners, name="Önerilen atölye", teacher_name="", teacher_title=""
    )
    trainer = make_trainer(T.PROPOSED, partners=partners, course="Bilgisayar destekli çizim")
    make_trainer(T.ENDED, partners=partners, course="Teknik resim")
    return used, late, proposed, trainer


def test_every_page_of_the_schools_side(visitor, person, partners):
    officer = person(Role.PROVINCE_OFFICER, province=6)
    school = partners.school.pk
    empty = ["places", "trainers"]
    visited = visitor(officer, width=WIDE_AND_NARROW)
    walk(visited, [*(reverse(f"protocols:{name}") for name in empty), reverse("protocols:places_of", args=[school])])
    used, late, proposed, trainer = fill(partners)
    make_safety_approval(proposed, by=person(Role.REPRESENTATIVE, stakeholder=partners.stakeholder))
    issue_practice_list(partners.school, on=localdate())
    acts = ["change_place", "name_teacher", "name_master", "suspend_place", "close_place", "put_in_use"]

    walk(
        visited,
        [
            "/",
            reverse("protocols:places"),
            reverse("protocols:places") + "?durum=dolacak",
            reverse("protocols:places") + "?durum=disi&il=34",
            *(
                reverse(f"protocols:{name}", args=[school])
                for name in ("places_of", "place_new", "places_print", "trainer_new")
            ),
            *(reverse("protocols:place", args=[place.pk]) for place in (used, late, proposed)),
            *(reverse(f"protocols:{name}", args=[used.pk]) for name in ("place_approve", "place_teach")),
            *(reverse("protocols:place_act", args=[used.pk, act]) for act in acts),
            reverse("protocols:course_end", args=[used.courses.all()[0].pk]),
            reverse("protocols:approval_act", args=[used.approval_id, "withdraw_approval"]),
            reverse("protocols:approval_act", args=[proposed.approvals.get().pk, "return_approval"]),
            reverse("protocols:trainers"),
            *(reverse("protocols:trainer", args=[one.pk]) for one in (trainer, used_master(used))),
            reverse("protocols:trainer_bring_evidence", args=[trainer.pk]),
            reverse("protocols:trainer_act", args=[used_master(used).pk, "end_trainer"]),
            reverse("people:reveal", args=["egitici", used_master(used).pk]),
            reverse("protocols:detail", args=[partners.stakeholder.protocols.get().pk]),
            reverse("workflow:history", args=["uygulama-yeri", used.pk]),
            reverse("desk:pile", args=["uygulama-yeri-onay"]),
        ],
    )


def used_master(place):
    return PracticePlace.objects.get(pk=place.pk).master_trainer


def test_every_page_of_a_representative(visitor, person, partners):
    theirs = person(Role.REPRESENTATIVE, stakeholder=partners.stakeholder)
    visited = visitor(theirs, width=WIDE_AND_NARROW)
    walk(visited, [reverse("representatives:places")])
    used, late, proposed, trainer = fill(partners)
    school = partners.school.pk

    walk(
        visited,
        [
            reverse("representatives:mine"),
            reverse("representatives:places"),
            *(reverse("representatives:place", args=[place.pk]) for place in (used, late, proposed)),
            reverse("representatives:place_approve", args=[used.pk]),
            reverse("representatives:place_act", args=[proposed.pk, "drop_place"]),
            reverse("representatives:place_act", args=[used.pk, "close_place"]),
            *(reverse(f"representatives:{name}", args=[school]) for name in ("place_new", "trainer_new")),
            reverse("representatives:trainer", args=[trainer.pk]),
            reverse("representatives:trainer_evidence", args=[trainer.pk]),
            reverse("desk:notices"),
            reverse("desk:help_page", args=["uygulama-yerleri"]),
        ],
    )


def test_pages_of_the_admin(visitor, person, partners):
    used, _late, _proposed, trainer = fill(partners)
    expert = visitor(person(Role.EXPERT))
    names = ("practiceplace", "safetyapproval", "trainer", "qualification")

    for address in (
        *(reverse(f"admin:protocols_{name}_changelist") for name in names),
        reverse("admin:protocols_practiceplace_change", args=[used.pk]),
        reverse("admin:protocols_safetyapproval_change", args=[used.approval_id]),
        reverse("admin:protocols_trainer_change", args=[trainer.pk]),
        reverse("admin:protocols_practiceplace_act", args=[used.pk, "change_place"]),
        reverse("admin:protocols_qualification_add"),
    ):
        expert.go(address)


def day(offset):
    return (localdate() + timedelta(days=offset)).isoformat()


def a_paper(folder: Path) -> Path:
    path = folder / "onay.png"
    path.write_bytes(PNG)
    return path


def propose_and_hand_in(theirs, paper):
    """A representative proposes a place, after a slip, and hands in its safety approval."""
    theirs.go("/")
    theirs.follow("Uygulama yerlerimiz", within="header")
    theirs.follow("uygulama yeri öner")
    theirs.page.get_by_label("Adı", exact=True).fill("Kaynak atölyesi")
    theirs.page.get_by_label("Adresi").fill("Ostim OSB 1. Cadde No 5")
    theirs.page.get_by_label("Kapasite (öğrenci)").fill("0")
    theirs.press("Öner")
    assert theirs.page.locator(".field-wrong").count() > 0
    theirs.page.get_by_label("Kapasite (öğrenci)").fill("16")
    theirs.page.get_by_label("Makine Teknolojisi").check()
    theirs.press("Öner")
    theirs.follow("Güvenlik onayı sun")
    theirs.page.get_by_label("Onay günü").fill(day(-3))
    theirs.page.get_by_label("Onayı veren").fill("İş güvenliği uzmanı Ayşe Işık")
    theirs.page.get_by_label("Geçerlik son günü").fill(day(300))
    theirs.page.get_by_label("Onay belgesi").set_input_files(paper)
    theirs.press("Sun")
    assert theirs.sees("Kabul bekliyor")


def bring_into_use(principal, place):
    """The school accepts the approval, names the teacher, and puts the place in use, which is refused before."""
    principal.go("/")
    principal.follow("Kaynak atölyesi")
    principal.follow("Kullanıma al")
    principal.press("Kullanıma al")
    assert principal.sees("Güvenlik onayı yok veya geçerli değil")
    principal.go(reverse("protocols:place", args=[place.pk]))
    principal.follow("Onayı kabul et")
    principal.press("Onayı kabul et")
    principal.follow("Sorumlu öğretmeni yaz")
    principal.page.get_by_label("Sorumlu öğretmenin adı soyadı").fill("Ömer Çınar")
    principal.page.get_by_label("Unvanı").fill("Makine Teknolojisi alan öğretmeni")
    principal.press("Sorumlu öğretmeni yaz")
    principal.follow("Kullanıma al")
    principal.press("Kullanıma al")


def test_a_place_comes_into_use_by_the_enterprise_and_the_school(visitor, person, partners, tmp_path):
    make_stakeholder(name="Başka bir kuruluş")
    propose_and_hand_in(visitor(person(Role.REPRESENTATIVE, stakeholder=partners.stakeholder)), a_paper(tmp_path))
    place = PracticePlace.objects.get()
    principal = visitor(person(Role.PRINCIPAL, school=partners.school), width=360)
    bring_into_use(principal, place)

    principal.follow("Ders yaz")
    principal.page.get_by_label("Alan", exact=True).select_option(label="Makine Teknolojisi")
    principal.page.get_by_label("Ders", exact=True).fill("Gaz altı kaynağı")
    principal.page.get_by_label("Başlama saati").fill("09:00")
    principal.page.get_by_label("Bitiş saati").fill("12:00")
    principal.page.get_by_label("Öğrenci sayısı").fill("17")
    principal.page.get_by_label("İlk günü").fill(day(0))
    principal.page.get_by_label("Son günü").fill(day(100))
    principal.press("Dersi yaz")
    assert principal.sees("aynı anda 17 öğrenci olur")
    principal.page.get_by_label("Öğrenci sayısı").fill("16")
    principal.press("Dersi yaz")

    place.refresh_from_db()
    assert (place.status, place.courses.count()) == (S.IN_USE, 1)


def test_a_trainer_is_brought_proved_and_engaged(visitor, person, partners, tmp_path):
    make_qualification()
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6))
    officer.go(reverse("designations:school", args=[partners.school.pk]))
    officer.follow("Uygulama yerleri ve eğiticiler")
    officer.follow("Eğitici bildir")
    officer.page.get_by_label("Adı soyadı").fill("Çağrı Işık")
    officer.page.get_by_label("T.C. kimlik no").fill("10000000147")
    officer.page.get_by_label("Yeterliği").select_option(label="Usta öğreticilik belgesi")
    officer.page.get_by_label("Alan", exact=True).select_option(label="Makine Teknolojisi")
    officer.page.get_by_label("Ders", exact=True).fill("Gaz altı kaynağı")
    officer.page.get_by_label("İlk günü").fill(day(0))
    officer.page.get_by_label("Son günü").fill(day(100))
    officer.press("Bildir")
    assert officer.sees("T.C. kimlik numarası geçerli değil")
    officer.page.get_by_label("T.C. kimlik no").fill("10000000146")
    officer.press("Bildir")
    officer.follow("Yeterlik belgesi ekle")
    officer.page.get_by_label("Yeterlik belgesi").set_input_files(a_paper(tmp_path))
    officer.press("Ekle")
    officer.follow("Görevlendir")
    officer.press("Görevlendir")

    assert Trainer.objects.get().status == T.ENGAGED
    assert not officer.sees("10000000146")
