"""Ten dossiers decided on at once by a head in a browser, two of them refused; and a specialised school's report on its year."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from designations.choices import DossierStatus as D
from designations.models import Designation, FollowUpReport
from schools.models import Space
from tests.factories import make_dossier, make_policy, make_province, make_region_ready, make_school
from tests.factories.follow_up import YEAR, make_follow_up_report, make_specialised

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Motorlu Araçlar Atölyesi 12"


@pytest.mark.parametrize("width", [1280, 360])
def test_ten_schools_are_designated_in_one_bulk_act_with_two_refusals(visitor, person, width):
    dossiers = [
        make_dossier(
            D.APPROVAL_PROPOSED,
            school=make_region_ready(make_school(province=make_province(6, "Ankara"), name=f"{LONG[:90]} {number}")),
        )
        for number in range(12)
    ]
    Space.objects.filter(school__in=[one.school for one in dossiers[:2]]).update(places=1)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)

    head.go(f"/dosyalar/?durum={D.APPROVAL_PROPOSED}")
    head.follow("Toplu işlem")
    assert head.sees("12 kaydın 12 tanesinde")
    head.follow("Onayla")
    head.page.get_by_label("Not").fill("Uygun görülmüştür.")
    head.press("Dene")
    assert head.sees("Hiçbir kayıt henüz değişmedi")
    assert head.sees("10 × Belirleme oluru (taslak)")
    assert Designation.objects.count() == 0
    head.follow("Yapılamaz")
    assert head.sees("m. 4/2-c")
    head.follow("Onayla ve uygula")
    head.press("Onayla ve uygula")
    head.look()

    assert Designation.objects.count() == 10
    assert head.sees("Yapılmayan 2 kaydı yeniden dene")
    head.press("Yapılmayan 2 kaydı yeniden dene")
    assert head.sees("Yapılabilecek kayıt yok")
    head.go("/toplu-islem/")
    assert head.sees("Onayla")


def hand_in(officer, designation):
    """Opened, sent too early, written, and sent."""
    officer.go(f"/belirlemeler/{designation.pk}/izleme/?yil={YEAR}")
    officer.follow("Yıllık izleme raporu hazırla")
    officer.page.get_by_label("Öğretim yılı").fill(str(YEAR))
    officer.press("Raporu aç")
    officer.follow("Raporu gönder")
    officer.press("Raporu gönder")
    assert officer.sees("Önce yılın değerlendirmesini yazın")
    report = FollowUpReport.objects.get(designation=designation)
    officer.go(f"/ihtisas-okullari/rapor/{report.pk}/")
    officer.follow("Raporu yaz")
    officer.page.get_by_label("Yılın değerlendirmesi").fill("Atölyeler ortak kullanıldı.")
    officer.press("Raporu yaz")
    officer.follow("Raporu gönder")
    officer.press("Raporu gönder")
    assert officer.sees("Genel Müdürlüğe gönderildi")


@pytest.mark.provision("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6")
@pytest.mark.parametrize("width", [1280, 360])
def test_a_specialised_school_reports_on_its_year(visitor, person, settings, width):
    settings.FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE = 400
    make_policy()
    school = make_school(province=make_province(6, "Ankara"), name=LONG)
    designation = make_specialised(school)
    make_follow_up_report(designation=make_specialised(make_school(province=make_province(34, "İstanbul"))))
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    expert = visitor(person(Role.EXPERT), width=width)

    hand_in(officer, designation)

    expert.go("/")
    expert.follow(LONG)
    expert.follow("Raporu teslim al")
    expert.press("Raporu teslim al")
    expert.go(f"/ihtisas-okullari/?yil={YEAR}")
    assert expert.sees("Gönderilen rapor")
    assert expert.sees("Teslim alındı")
    expert.go(f"/ihtisas-okullari/?yil={YEAR}&durum=eksik")
    assert not expert.sees(LONG)
