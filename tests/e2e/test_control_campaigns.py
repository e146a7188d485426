"""A control campaign in a browser from its draft to its result: two provinces, two people of the ministry."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from designations.choices import CampaignStatus as C, ControlFinding as F
from designations.models import ControlCampaign, ControlledSchool
from documents.models import Paper
from tests.factories import PNG, make_policy
from tests.factories.campaigns import DUE, make_designated

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"


def prepare(expert):
    """Tried without a question, then whole."""
    expert.go("/denetim-kampanyalari/")
    assert expert.sees("Henüz denetim kampanyası yok")
    expert.follow("Kampanya hazırla", within="body")
    page = expert.page
    page.get_by_label("Kampanyanın adı").fill("Pansiyon ve kapasite denetimi")
    page.get_by_label("Oran (%)").fill("50")
    page.get_by_label("Yanıt için son gün").fill(DUE.isoformat())
    expert.press("Taslağı kaydet")
    assert expert.sees("En az bir soru yazın")
    page.get_by_label("Yanıtlanacak sorular").fill("Koşullar sürüyor mu?")
    page.get_by_label("Belgeyle kanıtlanacaklar").fill("Kapasite çizelgesi")
    expert.press("Taslağı kaydet")
    assert expert.sees("göreviniz buna yetkili değil")
    return ControlCampaign.objects.get()


def announce(head, campaign):
    head.go("/")
    head.follow("Pansiyon ve kapasite denetimi")
    assert head.sees("Seçilecek")
    head.follow("Okulları çek ve duyur")
    head.press("Okulları çek ve duyur")
    campaign.refresh_from_db()
    assert head.sees(campaign.seed)
    assert Paper.objects.of(campaign).count() == 2
    head.follow("Yanıtları aç")
    head.press("Yanıtları aç")
    assert head.sees("İller yanıt verebilir")


def answer(officer, controlled):
    """Sent too early, written, proved, sent."""
    officer.go("/")
    officer.follow(controlled.designation.school.name)
    officer.follow("Yanıtı gönder")
    officer.press("Yanıtı gönder")
    assert officer.sees("belge eklenmedi")
    officer.go(f"/denetim-kampanyalari/okul/{controlled.pk}/")
    officer.follow("Yanıtları yaz")
    officer.page.get_by_label("1. Koşullar sürüyor mu?").fill("Evet, sürüyor.")
    officer.page.get_by_label("2. Kapasite çizelgesi").fill("Ekte.")
    officer.press("Yanıtları yaz")
    officer.page.locator("summary", has_text="Belge ekle").nth(1).click()
    officer.page.locator("#belge-2-file").set_input_files(
        {"name": "çizelge.png", "mimeType": "image/png", "buffer": PNG}
    )
    officer.page.locator("#belge-2-description").fill("Kapasite çizelgesi")
    officer.press("Dosyayı ekle")
    assert officer.sees("çizelge.png")
    officer.follow("Yanıtı gönder")
    officer.press("Yanıtı gönder")
    assert officer.sees("Yanıt Genel Müdürlüğe gönderildi")


def judge(expert, controlled):
    expert.go(f"/denetim-kampanyalari/okul/{controlled.pk}/")
    expert.follow("Yanıtı kabul et")
    expert.press("Yanıtı kabul et")
    expert.follow("Denetimi sonuçlandır")
    expert.page.get_by_label("Eksiklik bulundu").check()
    expert.press("Denetimi sonuçlandır")
    assert expert.sees("Bulunan eksikliği yazın")
    expert.page.get_by_label("Gerekçe").fill("Pansiyonun bir katı kapalı.")
    expert.press("Denetimi sonuçlandır")
    assert expert.sees("İptal sürecini başlat")


def close(expert, campaign, there):
    """Refused while a school waits, done once that one is closed with a reason."""
    expert.go(f"/denetim-kampanyalari/{campaign.pk}/")
    expert.follow("Kampanyayı kapat")
    expert.page.get_by_label("Kampanyanın sonucu").fill("Bir okulda eksiklik bulundu.")
    expert.press("Kampanyayı kapat")
    assert expert.sees("1 okulun denetimi sonuçlanmadı")
    expert.go(f"/denetim-kampanyalari/okul/{there.pk}/islem/leave_control/")
    expert.page.get_by_label("Neden yanıt alınmadan kapatıldığı").fill("Okul taşınıyor.")
    expert.press("Yanıt alınmadan kapat")
    expert.go(f"/denetim-kampanyalari/{campaign.pk}/islem/close_control_campaign/")
    expert.page.get_by_label("Kampanyanın sonucu").fill("Bir okulda eksiklik bulundu.")
    expert.press("Kampanyayı kapat")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_campaign_goes_from_its_draft_to_its_result(visitor, person, width):
    make_policy()
    for number in (1, 2):
        make_designated(6, name=f"{LONG} {number}")
    make_designated(34, name="İstanbul Lisesi")
    expert = visitor(person(Role.EXPERT), width=width)
    head = visitor(person(Role.DEPARTMENT_HEAD), width=width)
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    elsewhere = visitor(person(Role.PROVINCE_OFFICER, province=34), width=width)

    campaign = prepare(expert)
    announce(head, campaign)
    here = ControlledSchool.objects.get(designation__school__province=6)
    there = ControlledSchool.objects.get(designation__school__province=34)
    answer(officer, here)
    judge(expert, here)

    elsewhere.go("/denetim-kampanyalari/okullar/")
    assert elsewhere.sees("İstanbul Lisesi")
    assert not elsewhere.sees("Çağrı Işık")
    close(expert, campaign, there)

    campaign.refresh_from_db()
    here.refresh_from_db()
    assert (campaign.status, here.finding) == (C.CLOSED, F.SHORTCOMING)
    expert.go("/denetim-kampanyalari/okullar/?sonuc=shortcoming")
    assert expert.sees("Çağrı Işık")
    expert.go("/denetim-kampanyalari/okullar/?q=bulunmayan")
    assert expert.sees("Bu süzgeçlere uyan okul yok")
