"""Transfers in Chromium, wide and narrow: rounds and quotas with long names, a fault, and an act."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.e2e.test_pages import LONG
from tests.factories.transfers import (
    make_application,
    make_criteria_simulation,
    make_quota,
    make_round,
    make_school_of_applicants,
    make_school_with_quota,
    student_number,
)
from transfers.choices import RoundStatus
from transfers.simulating import compute

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


@pytest.mark.parametrize("width", [1280, 360])
def test_rounds_and_quotas(visitor, person, width):
    today = localdate()
    school = make_school_with_quota(name=LONG)
    taking = make_round(RoundStatus.ANNOUNCED, first=today)
    quota = make_quota(round=taking, school=school, girls_places=3, on=today)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)

    for name, keys in (
        ("rounds", ()),
        ("round_new", ()),
        ("round", (taking.pk,)),
        ("round_act", (taking.pk, "move_days")),
        ("quotas", ()),
        ("quota", (quota.pk,)),
        ("quota_act", (quota.pk, "return_quota")),
    ):
        head.go(reverse(f"transfers:{name}", args=keys))
    head.go(reverse("transfers:quota", args=[quota.pk]))
    head.follow("Kontenjanı onayla")
    head.press("Kontenjanı onayla")
    assert head.sees("Onaylandı")
    head.follow("Yer değişikliği öner")
    head.page.get_by_label("Gündüzlü yer").fill("14")
    head.page.get_by_label("Değişikliğin nedeni").fill("Atölye genişledi.")
    head.press("Yer değişikliği öner")
    assert head.sees("Yer değişikliği karar bekliyor")

    principal = visitor(person(Role.PRINCIPAL, school=school), width=width)
    principal.go(reverse("transfers:quota_schools"))
    principal.follow(LONG)
    principal.page.get_by_label("Yatılı kız yeri").fill("99")
    principal.page.get_by_label("Alan").select_option(label=f"04 {quota.field.name}")
    principal.press("Öner")
    assert principal.sees("bir kontenjan var")


@pytest.mark.parametrize("width", [1280, 360])
def test_applications(visitor, person, width):
    own = make_school_of_applicants(name=LONG)
    made = make_application(on=localdate(), own=own)
    principal = visitor(person(Role.PRINCIPAL, school=own), width=width)
    page = principal.page

    for name, keys in (
        ("applications", ()),
        ("application", (made.pk,)),
        ("application_act", (made.pk, "correct_application")),
        ("application_act", (made.pk, "withdraw_application")),
        ("application_new", ()),
    ):
        principal.go(reverse(f"transfers:{name}", args=keys))
    page.get_by_label("Öğrencinin alanı").select_option(value="04")
    principal.press("Devam")
    page.get_by_label("T.C. kimlik no").fill(student_number())
    page.get_by_label("Kız", exact=True).check()
    page.get_by_label("Tamamladığı son sınıf").fill("9")
    page.get_by_label("Yok", exact=True).check()
    page.get_by_label("9. sınıf yıl sonu başarı puanı").fill("80")
    page.get_by_label("10. sınıf yıl sonu başarı puanı").fill("80")
    page.get_by_label("1. tercih").select_option(index=1)
    principal.press("Başvuruyu gönder")
    assert principal.sees("Başvuruyu engelleyen bulgular")
    page.get_by_label("Tamamladığı son sınıf").fill("10")
    principal.press("Başvuruyu gönder")
    assert principal.sees("Başvuru alındı")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_trial_of_criteria(visitor, person, width):
    simulation = make_criteria_simulation()
    simulation.figures = compute(simulation, lambda *_: None, on=localdate())
    simulation.save()
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)

    head.go(reverse("admin:transfers_transfercriteria_change", args=[simulation.version_id]))
    assert head.sees("Yerini yitiren")
    head.follow("Geçmiş dönemde dene")
    assert head.sees("Dönemde hiçbir şey değişmez")
