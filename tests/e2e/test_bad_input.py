"""What people do wrong, in the browser: each gets a clear Turkish answer where it happened, and nothing is lost."""

from __future__ import annotations

import pytest

from accounts.choices import Role
from designations.choices import DossierStatus
from designations.models import Designation
from documents.models import Attachment
from schools.models import Dormitory, School
from tests.factories import complete, make_dossier, make_policy, make_school
from workflow.models import JournalEntry

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


@pytest.fixture
def officer(visitor, person):
    return visitor(person(Role.PROVINCE_OFFICER, province=6))


@pytest.fixture
def head(visitor, person):
    return visitor(person(Role.DEPARTMENT_HEAD))


def test_the_31st_of_february_is_answered_at_the_field(head, transactional_db):
    school = make_school()
    head.go(f"/yonetim/schools/school/{school.pk}/islem/close_school/")
    day = head.page.locator("input[type=date]").first
    for typed in ("02312026", "31022026"):  # in the order of the browser's own language
        if not day.evaluate("input => input.validity.badInput"):
            day.fill("")
            day.focus()
            head.page.keyboard.type(typed)
    head.page.locator("main button[type=submit]").first.click()

    head.page.locator("[data-wrong-day]").get_by_text("Takvimde böyle bir gün yok.").wait_for()

    head.look()
    assert day.get_attribute("aria-invalid") == "true"
    assert School.objects.get(pk=school.pk).closed_on is None


def test_a_pdf_called_jpg_is_refused_and_nothing_kept(officer, transactional_db):
    dossier = make_dossier(ready=False)
    officer.go(f"/dosyalar/{dossier.pk}/bolum/rationale/")
    officer.page.locator("summary", has_text="Kanıt ekle").click()
    chosen = {"name": "plan.jpg", "mimeType": "image/jpeg", "buffer": PDF}
    officer.page.get_by_label("Dosya", exact=True).set_input_files(chosen)
    officer.page.get_by_label("Dosyanın neyi gösterdiği").fill("Plan")

    officer.press("Dosyayı ekle")

    assert officer.page.locator("input[name=file][aria-invalid=true]").count() == 1
    assert officer.page.get_by_label("Dosyanın neyi gösterdiği").input_value() == "Plan"
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("places", "occupied", "sentence"), [("-5", "0", "Eksi sayı olamaz."), ("40", "55", "kapasiteden (40) çok olamaz")]
)
def test_impossible_places_are_answered_at_the_field(officer, places, occupied, sentence):
    school = make_school()
    officer.go(f"/okullar/{school.pk}/kutuk/dormitories/")
    values = {"name": "Kız pansiyonu", "girls_places": places, "girls_occupied": occupied, "boys_places": "0"}
    for name, value in values.items():
        officer.page.locator(f"input[name$='-{name}']").first.fill(value)

    officer.press("Kaydet")

    assert officer.page.locator("[aria-invalid=true]").count() == 1
    assert sentence in officer.page.locator("main form").inner_text()
    assert officer.page.locator("input[name$='-name']").first.input_value() == "Kız pansiyonu"
    assert Dormitory.objects.count() == 0


def test_a_code_of_five_digits_is_answered_at_the_field(head):
    school = make_school()
    head.go(f"/yonetim/schools/school/{school.pk}/islem/govern_school/")
    head.page.locator("input[name=code]").fill("12345")

    head.press("Statüyü düzenle")

    assert head.page.locator("input[name=code][aria-invalid=true]").input_value() == "12345"
    assert head.sees("altı rakam")
    assert School.objects.get(pk=school.pk).code == school.code


@pytest.mark.parametrize("address", ["/dosyalar/{dossier}/", "/okullar/{school}/", "/okullar/{school}/kutuk/details/"])
def test_another_provinces_address_is_not_found_in_turkish(visitor, person, address):
    dossier = make_dossier(ready=False, school=make_school(name="Gizli Kalacak Lise"))
    stranger = visitor(person(Role.PROVINCE_OFFICER, province=34))

    answer = stranger.go(address.format(dossier=dossier.pk, school=dossier.school_id))

    assert answer.status == 404
    assert "Gizli Kalacak" not in stranger.page.content()
    assert stranger.page.get_by_role("link", name="dön").count() >= 1


def test_the_admin_is_closed_to_a_province(officer):
    answer = officer.go("/yonetim/designations/dossier/")

    assert "/yonetim/" not in officer.page.url or answer.status == 403
    assert officer.page.get_by_role("heading", level=1).count() == 1


def test_the_second_to_save_a_section_sees_what_the_first_wrote(visitor, person):
    dossier = make_dossier(ready=False)
    pages = [visitor(person(Role.PROVINCE_OFFICER, province=6)) for _ in range(2)]
    for editor in pages:
        editor.go(f"/dosyalar/{dossier.pk}/bolum/rationale/")
    first, second = pages
    for editor, words in ((first, "Birincinin sözü."), (second, "İkincinin sözü.")):
        editor.page.get_by_label("Açıklama").fill(words)
    first.press("Kaydet ve dosyaya dön")

    second.press("Kaydet ve dosyaya dön")

    assert second.sees("Siz düzenlerken bu kayıt değişti")
    assert all(map(second.sees, ["Birincinin sözü.", "İkincinin sözü."]))
    assert dossier.entries.get(section="rationale").text == "Birincinin sözü."

    second.page.get_by_label("Benimki – Açıklama").check()
    second.press("Kaydet ve dosyaya dön")

    assert dossier.entries.get(section="rationale").text == "İkincinin sözü."


def test_a_decision_is_taken_once(visitor, person):
    make_policy()
    dossier = make_dossier(DossierStatus.APPROVAL_PROPOSED)
    deciders = [visitor(person(Role.DEPARTMENT_HEAD)), visitor(person(Role.DIRECTOR_GENERAL))]
    for decider in deciders:
        decider.go(f"/yonetim/designations/dossier/{dossier.pk}/islem/approve/")
    deciders[0].press("Onayla")
    assert deciders[0].sees("Okul belirlendi.")

    deciders[1].press("Onayla")

    assert deciders[1].sees("“Onayla” işlemi “Belirlendi” durumunda yapılamaz.")
    assert Designation.objects.count() == 1
    assert JournalEntry.objects.of(dossier).filter(act="approve").count() == 1


def test_an_incomplete_dossier_says_which_sections_are_missing(officer, person):
    dossier = make_dossier(ready=False)
    complete(dossier, by=dossier.opened_by)
    dossier.entries.filter(section="rationale").update(is_done=False)
    officer.go(f"/dosyalar/{dossier.pk}/denetle/")

    officer.press("Dosyayı Genel Müdürlüğe gönder")

    assert officer.sees("Dosya eksik: Gerekçe.")
