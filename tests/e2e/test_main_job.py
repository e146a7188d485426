"""The main job by clicking: a school asked for, returned, corrected, proposed, designated; its paper verified by anybody."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.models import Designation, Dossier
from documents.models import Paper
from schools.models import BoardingNeed, Enrolment
from tests.factories import PNG, make_policy, make_region_ready, make_school

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Mesleki ve Teknik Anadolu Lisesi"
SECTIONS = ["Kurum bilgileri", "Alanlar ve öğrenciler", "Pansiyon", "Sektörel yoğunluk", "Gerekçe"]
CAPACITY = "Derslik, atölye ve laboratuvarlar"
NUMBER = "E-12345678-100.01-4567"


@pytest.fixture
def school(transactional_db):
    make_policy()
    school = make_region_ready(make_school(name=LONG))
    this_year = localdate().year  # the factories' own year must not lie ahead of the clock
    Enrolment.objects.update(year=this_year)
    BoardingNeed.objects.update(year=this_year)
    return school


def fill(officer, section, text):
    officer.follow(section)
    officer.page.get_by_label("Açıklama").fill(text)
    officer.page.get_by_label("Bu bölüm tamam").check()
    officer.press("Kaydet ve dosyaya dön")


def prepare(officer, school):
    """From the list of schools to the receipt."""
    officer.go("/okullar/")
    officer.follow(school.name)
    officer.follow("Dosya aç – Bölge okulu")
    officer.press("Dosyayı aç")
    for section in SECTIONS:
        fill(officer, section, f"{section}: bilgiler günceldir.")
    officer.follow(CAPACITY)
    officer.page.locator("summary", has_text="Kanıt ekle").click()
    evidence = {"name": "vaziyet planı.png", "mimeType": "image/png", "buffer": PNG}
    officer.page.get_by_label("Dosya", exact=True).set_input_files(evidence)
    officer.page.get_by_label("Dosyanın neyi gösterdiği").fill("Vaziyet planı")
    officer.press("Dosyayı ekle")
    assert officer.sees("vaziyet planı.png")
    officer.page.get_by_label("Açıklama").fill("Atölyeler yeterlidir.")
    officer.page.get_by_label("Bu bölüm tamam").check()
    officer.press("Kaydet ve dosyaya dön")
    hand_in(officer)


def hand_in(officer):
    officer.follow("Yanıtları denetle ve gönder")
    assert officer.sees("Atölyeler")
    officer.press("Dosyayı Genel Müdürlüğe gönder")
    assert officer.sees("Dosya gönderildi")


def send_back(expert, school):
    """From İş masası: taken up, then returned with a note on one section."""
    expert.go("/yonetim/")
    expert.follow(school.name)
    expert.follow("İncelemeye al")
    expert.press("İncelemeye al")
    expert.follow("Düzeltme için iade et")
    expert.page.get_by_label(CAPACITY).fill("Atölye sayısını açıklayın.")
    expert.press("Düzeltme için iade et")
    assert expert.sees("Düzeltme için iade edildi")


def correct(officer, dossier):
    """Only the named section is open; it is mended and handed in again."""
    officer.go(f"/dosyalar/{dossier.pk}/")
    assert officer.sees("Atölye sayısını açıklayın.")
    officer.follow("Pansiyon")
    assert officer.page.get_by_role("button", name="Kaydet ve dosyaya dön").count() == 0
    officer.go(f"/dosyalar/{dossier.pk}/")
    fill(officer, CAPACITY, "Atölyeler üç salondadır.")
    hand_in(officer)


def propose(head, dossier):
    """Taken up again with what changed, proposed; one's own proposal is not approved, and the sentence says why."""
    address = f"/yonetim/designations/dossier/{dossier.pk}/"
    head.go(f"{address}change/")
    head.follow("İncelemeye al")
    head.press("İncelemeye al")
    assert head.sees("Son gönderimde değişenler")
    head.follow("Belirlemeyi öner")
    head.page.get_by_label("Öneri gerekçesi").fill("Koşullar sağlanmaktadır.")
    head.press("Belirlemeyi öner")
    assert head.page.get_by_role("link", name="Onayla", exact=True).count() == 0
    head.go(f"{address}islem/approve/")
    assert head.sees("Öneriyi yapan kişi kararı veremez")
    assert head.page.locator("main").get_by_role("button", name="Onayla").count() == 0


def decide(director, school):
    director.go("/yonetim/")
    director.follow(school.name)
    director.follow("Onayla")
    director.press("Onayla")
    assert director.sees("Okul belirlendi.")


def number(director):
    """The Sayı makes the draft official; a wrong one is refused at the field."""
    paper = Paper.objects.get(kind="decision")
    director.go(f"/yonetim/documents/paper/{paper.pk}/change/")
    director.follow("Sayı gir")
    director.page.get_by_label("Sayı").fill("12345")
    director.page.get_by_label("Tarih").fill(f"{Designation.objects.get().decided_on:%Y-%m-%d}")
    director.press("Sayıyı kaydet")
    assert director.page.locator("[aria-invalid=true]").count() == 1
    director.page.get_by_label("Sayı").fill(NUMBER)
    director.press("Sayıyı kaydet")
    assert director.sees("Resmî")
    paper.refresh_from_db()
    return paper


def verify(anybody, paper, pdf):
    """Anybody reads the state and compares a file, without signing in."""
    anybody.go(f"/dogrula/{paper.code}/")
    assert anybody.sees(NUMBER)
    for content, sentence in ((pdf, "Dosya bu belgeye ait"), (pdf + b"x", "Dosya bu belgeyle eşleşmiyor")):
        chosen = {"name": "olur.pdf", "mimeType": "application/pdf", "buffer": content}
        anybody.page.locator("input[type=file]").set_input_files(chosen)
        anybody.press("Karşılaştır")
        assert anybody.sees(sentence)


@pytest.mark.provision("okul/1/1", "okul/8/2", "okul/8/4")
def test_school_is_designated_from_end_to_end(visitor, person, school):
    officer = visitor(person(Role.PROVINCE_OFFICER, province=6), by_hand=True)
    prepare(officer, school)
    dossier = Dossier.objects.get()

    send_back(visitor(person(Role.EXPERT), by_hand=True), school)
    correct(officer, dossier)
    propose(visitor(person(Role.DEPARTMENT_HEAD), by_hand=True), dossier)
    director = visitor(person(Role.DIRECTOR_GENERAL), by_hand=True)
    decide(director, school)
    paper = number(director)
    pdf = director.context.request.get(f"{director.base}/belge/{paper.pk}/pdf/").body()
    assert pdf.startswith(b"%PDF")
    verify(visitor(), paper, pdf)

    officer.go(f"/dosyalar/{dossier.pk}/")
    officer.follow("Belirlemeyi aç")
    assert officer.sees("nakil kontenjanı") or officer.sees("Nakil kontenjanı")
    assert officer.sees("Yürürlükte")
    officer.go(f"/okullar/{school.pk}/")
    assert officer.sees("gününden beri belirlenmiş")
