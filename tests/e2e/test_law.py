"""A provision changes, in a browser: drafted, seen with what it reaches, published by another, read by a province."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accounts.choices import Role
from designations.choices import DossierStatus as S
from tests.factories import TODAY, make_dossier, make_policy, make_region_ready, make_school
from tests.factories.law import SECTOR
from workflow.law.choices import LawStatus
from workflow.models import ProvisionVersion

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
PICTURES = os.environ.get("PICTURES", "")  # a folder: each page that is looked at leaves a picture there


def picture(visitor, name):
    if PICTURES:
        visitor.page.screenshot(path=Path(PICTURES) / f"{name}-{visitor.widths[0]}.png", full_page=True)


def draft(expert):
    """Tried without a reason for the transition, then whole."""
    expert.go("/mevzuat/surumler/")
    assert expert.sees("Hükümler onaylandıkları gibi duruyor")
    expert.go(f"/mevzuat/{SECTOR}/")
    expert.follow("Yeni sürümünü hazırla")
    page = expert.page
    text = page.get_by_label("Yeni metin")
    text.fill(text.input_value() + " Sektör en az üç yıldır yoğun olmalıdır.")
    page.get_by_label("Aranan koşul değişti").check()
    page.get_by_label("Yürürlük başlangıcı").fill("2026-11-01")
    page.get_by_label("Kısaca ne diyor").fill("Sektör en az üç yıldır yoğun mu?")
    page.get_by_label("Değiştiren yönergenin adı").fill("Yönergede Değişiklik Yapılmasına Dair Yönerge")
    page.get_by_label("Değiştiren yönergenin sayısı").fill("E-20880154-10.04-110000000")
    page.get_by_label("Değiştiren yönergenin tarihi").fill("2026-10-15")
    page.get_by_label("Önce açılan dosyalar eski hükme göre sonuçlanır").check()
    expert.press("Taslağı kaydet")
    assert expert.sees("Geçişin neden böyle olduğunu yazın")
    picture(expert, "form")
    page.get_by_label("Geçişin gerekçesi").fill("Hazırlanan dosyaların emeği korunur.")
    expert.press("Taslağı kaydet")
    assert expert.sees("göreviniz buna yetkili değil")
    assert expert.sees("henüz yazılıma işlenmedi")
    picture(expert, "version")
    return ProvisionVersion.objects.get()


def publish(head, version):
    head.go(f"/mevzuat/surumler/{version.pk}/")
    head.follow("1 kayıt: Eski hükme göre sonuçlanacak açık dosyalar")
    assert head.sees("Çağrı Işık")
    picture(head, "records")
    head.go(f"/yonetim/workflow/provisionversion/{version.pk}/change/")
    head.go(f"/mevzuat/surumler/{version.pk}/islem/publish_provision_version/")
    head.press("Yayımla")
    assert head.sees("Sürüm yayımlandı")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_provision_changes_and_files_go_by_their_own_version(visitor, person, width):
    make_policy()
    old = make_dossier(S.UNDER_REVIEW, school=make_region_ready(make_school(name=LONG)))
    expert, head = visitor(person(Role.EXPERT), width=width), visitor(person(Role.DIRECTOR_GENERAL), width=width)

    version = draft(expert)
    publish(head, version)

    version.refresh_from_db()
    assert version.status == LawStatus.PUBLISHED
    assert old.opened_on == TODAY
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    officer.go("/mevzuat/surumler/")
    officer.follow("Yönerge m. 4/2-b")
    assert officer.sees("Önce açılan dosyalar eski hükme göre sonuçlanır")
    officer.go(f"/dosyalar/{old.pk}/")
    assert officer.sees("15.02.2024 sürümü")
    picture(officer, "dossier")
    officer.go(f"/okullar/{old.school.pk}/")
    assert officer.sees("henüz yazılıma işlenmedi")
    officer.go(f"/mevzuat/{SECTOR}/")
    assert officer.sees("İlk metin")
    picture(officer, "provision")
