"""Stakeholders in Chromium: every page wide and narrow, a double found and merged by clicking, a representative at work."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices.obligations import DutyStatus, Owner
from protocols.choices.stakeholders import StakeholderStatus as S
from protocols.models import Protocol, Stakeholder
from tests.e2e.conftest import WIDE_AND_NARROW
from tests.e2e.test_pages import LONG, walk
from tests.factories import PNG, make_district, make_province, make_school, make_stakeholder
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from tests.factories.stakeholders import TAX_NUMBER, make_affiliation, make_contact, make_merged, make_pair

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.provision("okul/3/1")]
ACTS = (
    "close_stakeholder",
    "add_contact",
    "change_contact",
    "end_contact",
    "forget_contact",
    "affiliate",
    "end_affiliation",
)


@pytest.fixture
def party(transactional_db):
    """An organisation with a long name and something under each heading of its page."""
    ankara = make_province(6, "Ankara")
    made = make_stakeholder(
        name=f"{LONG} İmalatçıları Sanayi ve Ticaret Anonim Şirketi", kind="zone_management", province=ankara,
        district=make_district(ankara), tax_number=TAX_NUMBER, nace="28", address=LONG, phone="+903124131917",
    )  # fmt: skip
    protocol = make_signed(make_school(name=LONG), title=LONG)
    protocol.stakeholders.set([made])
    make_protocol_duty(
        protocol, title=LONG, owner=Owner.STAKEHOLDER, stakeholder=made, evidence="Bakım formu",
        first_due_on=date(2026, 2, 10),
    )  # fmt: skip
    make_contact(made)
    make_affiliation(made)
    make_affiliation(make_stakeholder(), made)
    make_merged(made)
    return made


def test_every_page_of_the_ministry(visitor, person, party):
    first, second = make_pair()
    expert = visitor(person(Role.EXPERT), width=WIDE_AND_NARROW)
    closed = make_stakeholder(province=make_province(6))
    Stakeholder.objects.filter(pk=closed.pk).update(status=S.CLOSED, closed_on=localdate(), close_reason=LONG)

    walk(
        expert,
        [
            reverse("protocols:stakeholders"),
            reverse("protocols:stakeholders") + "?q=bulunmayan",
            reverse("protocols:stakeholder_new"),
            reverse("protocols:stakeholder_pairs"),
            reverse("protocols:stakeholder_apart", args=[first.pk, second.pk]),
            reverse("protocols:stakeholder", args=[party.pk]),
            reverse("protocols:stakeholder", args=[party.pk]) + f"?tarih={localdate():%Y-%m-%d}",
            reverse("protocols:stakeholder", args=[closed.pk]),
            reverse("protocols:stakeholder_edit", args=[party.pk]),
            reverse("protocols:stakeholder_edit", args=[closed.pk]),
            reverse("protocols:stakeholder_merge", args=[second.pk]),
            reverse("protocols:stakeholder_merge", args=[second.pk]) + f"?into={first.code}",
            reverse("protocols:stakeholder_merge", args=[second.pk]) + f"?into={second.code}",
            *(reverse("protocols:stakeholder_act", args=[party.pk, name]) for name in ACTS),
            reverse("people:reveal", args=["irtibat", party.contacts.get().pk]),
            reverse("admin:protocols_stakeholder_change", args=[party.pk]),
            reverse("admin:protocols_stakeholder_act", args=[party.pk, "merge"]),
        ],
    )


def test_every_page_of_a_province(visitor, person, party):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=WIDE_AND_NARROW)

    walk(
        officer,
        [
            reverse("protocols:stakeholders"),
            reverse("protocols:stakeholder", args=[party.pk]),
            reverse("protocols:stakeholder_pairs"),
            reverse("protocols:stakeholder_merge", args=[party.pk]),
            reverse("schools:import_bring", args=["paydaslar"]),
        ],
    )


def add(expert, name):
    expert.go("/protokoller/")
    expert.follow("Paydaş kuruluşlar")
    expert.follow("Paydaş kuruluş ekle")
    expert.page.get_by_label("Adı", exact=True).fill(name)
    expert.page.get_by_label("Türü").select_option(label="İşletme")
    expert.press("Kuruluşu kaydet")


def test_a_double_is_added_found_and_merged(visitor, person, party):
    expert = visitor(person(Role.EXPERT))
    for name in ("Örnek Makina Sanayi A.Ş.", "ÖRNEK MAK. SAN. A.Ş."):
        add(expert, name)
    assert expert.sees("Bu adla kayıtlı bir kuruluş var")
    expert.page.get_by_label("Aynı adlı kayıt başka bir kuruluş").check()
    expert.press("Kuruluşu kaydet")
    expert.follow("İrtibat kişisi ekle")
    expert.page.get_by_label("Adı soyadı").fill("Zümrüt Yalçın")
    expert.page.get_by_label("Telefon").fill("0312 413 19 17")
    expert.press("İrtibat kişisi ekle")
    assert expert.sees("Z••••• Y•••••")
    assert not expert.sees("Zümrüt")

    expert.go("/protokoller/paydaslar/benzerler/")
    expert.follow("Birleştirmeye bak")
    assert expert.sees("İrtibat kişisi: 1 kayıt korunan kayda geçer")
    expert.page.get_by_label("Gerekçe").fill("Aynı şirket iki yazılışla kaydedilmiş.")
    expert.press("Birleştir")

    assert expert.sees("Bu kayıtla birleştirilenler")
    kept, gone = Stakeholder.objects.filter(match_key="ornek makine").order_by("pk")
    assert (gone.status, gone.merged_into, kept.contacts.count()) == (S.MERGED, kept, 1)
    expert.go(f"/protokoller/paydaslar/{gone.pk}/")
    assert expert.page.url.endswith(f"/protokoller/paydaslar/{kept.pk}/")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_representative_shows_that_it_was_done(visitor, person, party, width):
    duty = party.obligations.get().duties.get()
    representative = visitor(person(Role.REPRESENTATIVE, stakeholder=party), width=width)
    walk(representative, [reverse("representatives:mine"), reverse("representatives:organisation")])

    representative.go("/protokollerimiz/yukumlulukler/")
    representative.follow(LONG)
    representative.follow("Kanıt ekle")
    representative.page.get_by_label("Kanıt").set_input_files(
        {"name": "form.png", "mimeType": "image/png", "buffer": PNG}
    )
    representative.press("Ekle")
    representative.follow("Yerine getirildi")
    representative.page.get_by_label("Yerine getirildiği gün").fill("2026-02-09")
    representative.press("Yerine getirildi")

    duty.refresh_from_db()
    assert duty.status == DutyStatus.FULFILLED
    walk(representative, [reverse("representatives:duties")])
    assert representative.sees("Yerine getirildi")


@pytest.mark.parametrize("width", [1280, 360])
def test_parties_are_chosen_while_one_types(visitor, person, party, width):
    other = make_stakeholder(name="Işık Çelik Sanayi A.Ş.", province=make_province(6))
    school = make_school(province=6)
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), width=width)
    officer.go("/protokoller/ac/")
    officer.page.get_by_label("Konusu").fill("Çelik işlerinde öğretim")
    officer.page.get_by_label("Okulların kurum kodları").fill(school.code)
    search = officer.page.get_by_label("Kuruluş ara")

    search.fill("isik cel")
    officer.page.get_by_label("Işık Çelik Sanayi").check()
    search.fill(TAX_NUMBER)
    officer.page.get_by_label(party.name).check()
    officer.look()
    search.fill("")
    officer.page.get_by_text("Seçilenler").wait_for()
    officer.press("Taslağı kaydet")

    assert set(Protocol.objects.get(title="Çelik işlerinde öğretim").stakeholders.all()) == {other, party}
