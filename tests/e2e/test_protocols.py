"""A protocol by clicking: drafted, negotiated, signed, amended twice with a conflict solved, and ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from protocols.choices import ProtocolStatus as S
from protocols.models import Amendment, Protocol
from protocols.snapshots import text_on
from schools.models import SchoolField
from tests.factories import make_field, make_policy, make_school, make_stakeholder
from tests.factories.protocols import make_template
from tests.protocols.test_texts_as_papers import a_pdf

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.provision("okul/3/1")]


@pytest.fixture
def school(transactional_db):
    make_policy()
    make_template()
    make_stakeholder(name="Ostim Organize Sanayi Bölge Müdürlüğü")
    school = make_school(name="Ostim Mesleki ve Teknik Anadolu Lisesi")
    for code, name in (("04", "Makine Teknolojisi"), ("11", "Yiyecek İçecek Hizmetleri")):
        SchoolField.objects.create(school=school, field=make_field(code, name))
    return school


def day(offset=0):
    return (localdate() + timedelta(days=offset)).isoformat()


def draft(officer, school):
    """A province opens the draft, adds a clause, asks for two fields, and opens it to negotiation."""
    officer.go(f"/protokoller/okul/{school.pk}/ac/")
    officer.page.get_by_label("konusu").fill("Ostim iş birliği protokolü")
    officer.page.get_by_label("paydaş kuruluşlar").select_option(label="Ostim Organize Sanayi Bölge Müdürlüğü")
    officer.page.get_by_label("Yürürlük başlangıcı").fill(day(-10))
    officer.page.get_by_label("Yürürlük bitişi").fill(day(1000))
    officer.press("Taslağı kaydet")
    officer.follow("Taslağın metnini aç")
    assert officer.sees("Giderleri işletme karşılar.")
    officer.follow("Madde ekle")
    officer.page.get_by_label("Madde no").fill("2")
    officer.page.get_by_label("metin").fill("Giderler her ay bildirilir.")
    officer.press("Maddeyi kaydet")
    assert officer.sees("Bu numarayla bir madde var.")
    officer.page.get_by_label("Madde no").fill("2.1")
    officer.press("Maddeyi kaydet")
    protocol = Protocol.objects.get()
    officer.go(f"/protokoller/{protocol.pk}/")
    officer.follow("İstenen alanları yaz")
    for name in ("Makine Teknolojisi", "Yiyecek İçecek Hizmetleri"):
        officer.page.get_by_label(name).check()
    officer.press("Kaydet")
    officer.follow("Müzakereye aç")
    officer.press("Müzakereye aç")
    return protocol


def conclude(expert, protocol):
    """The ministry decides the scope, agrees, records both signatures, signs, and keeps the copy."""
    expert.go(f"/protokoller/{protocol.pk}/")
    expert.follow("Kapsamı kararlaştır")
    expert.page.get_by_label("Makine Teknolojisi").select_option(label="Kapsama alındı")
    expert.page.get_by_label("Yiyecek İçecek Hizmetleri").select_option(label="Kapsama alınmadı")
    expert.press("Kaydet")
    assert expert.sees("Kapsama alınmayan alan için gerekçe yazın.")
    expert.page.get_by_label("Alınmadıysa gerekçesi").last.fill("Üretim yok.")
    expert.press("Kaydet")
    expert.follow("Mutabakatı kaydet")
    expert.press("Mutabakatı kaydet")
    for name in ("Ayşe Işık", "Ömer Çınar"):
        expert.follow("Taraf imzasını kaydet")
        expert.page.get_by_label("İmzalayan").fill(name)
        expert.page.get_by_label("İmza günü").fill(day(-1))
        expert.press("Kaydet")
    expert.follow("İmzayı kaydet")
    expert.page.get_by_label("İmza günü").fill(day(-1))
    expert.page.get_by_label("Yürürlük başlangıcı").fill(day(-10))
    expert.page.get_by_label("Yürürlük bitişi").fill(day(1000))
    expert.press("İmzayı kaydet")
    expert.follow("İmzalı metni ekle")
    copy = {"name": "imzali.pdf", "mimeType": "application/pdf", "buffer": a_pdf(3).read()}
    expert.page.get_by_label("İmzalı metin").set_input_files(copy)
    expert.press("Ekle")
    assert expert.sees("SHA-256")


def amend(user, protocol, title, text):
    user.go(f"/protokoller/{protocol.pk}/")
    user.follow("Ek protokol taslağı aç")
    user.page.get_by_label("Konusu").fill(title)
    user.press("Kaydet")
    user.follow("Madde değişikliği")
    user.page.get_by_label("Madde no").fill("2")
    user.page.get_by_label("yeni metin").fill(text)
    user.press("Kaydet")
    assert user.sees("Eski ve yeni metin yan yana")
    return Amendment.objects.get(title=title)


def sign_amendment(expert, amendment):
    expert.go(f"/protokoller/ek/{amendment.pk}/")
    expert.follow("İmzayı kaydet")
    expert.page.get_by_label("İmza günü").fill(day())
    expert.page.get_by_label("Geçerlilik başlangıcı").fill(day())
    expert.press("İmzayı kaydet")


def solve(officer, amendment):
    officer.go(f"/protokoller/ek/{amendment.pk}/")
    assert officer.sees("Çakışma var")
    officer.follow("Çakışmaları çöz")
    officer.page.get_by_label("İkisini birleştiren aşağıdaki metin geçerli olsun").check()
    officer.page.get_by_label("birleştirilen metin").fill("Giderleri bölge yönetimi ile oda birlikte karşılar.")
    officer.press("Kararları kaydet")
    assert officer.sees("Çakışmalar çözüldü")


def test_a_protocol_from_its_draft_to_its_end(visitor, person, school):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6))
    expert = visitor(person(Role.EXPERT))
    protocol = draft(officer, school)
    conclude(expert, protocol)

    theirs = amend(expert, protocol, "Giderler", "Giderleri bölge yönetimi karşılar.")
    mine = amend(officer, protocol, "Giderlerin paylaşımı", "Giderleri oda karşılar.")
    sign_amendment(expert, theirs)
    solve(officer, mine)
    sign_amendment(expert, mine)
    expert.go(f"/protokoller/{protocol.pk}/metin/")
    assert expert.sees("Giderleri bölge yönetimi ile oda birlikte karşılar.")
    head = visitor(person(Role.DEPARTMENT_HEAD))
    head.go(f"/protokoller/{protocol.pk}/")
    head.follow("Fesih kaydet")
    head.page.get_by_label("Sona erdiği gün").fill(day())
    head.page.get_by_label("Sona erme nedeni").fill("Taraf feshetti.")
    head.press("Fesih kaydet")

    protocol.refresh_from_db()
    assert (protocol.status, protocol.covered.filter(agreed=True).count()) == (S.TERMINATED, 1)
    assert list(protocol.amendments.signed().values_list("number", flat=True)) == [1, 2]
    assert text_on(protocol).clause("2").text == "Giderleri bölge yönetimi ile oda birlikte karşılar."
    assert not Protocol.objects.in_force(localdate()).exists()
