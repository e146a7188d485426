"""Tables of practice places and trainers: tried by the acts, each refusal in its cell, written all rows or none, once."""

import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from protocols.choices.places import PlaceStatus as S
from protocols.models import PracticePlace, Protocol, Trainer
from schools.choices import ImportSource, ImportStatus
from schools.imports.answers import marked_answer
from schools.imports.prefilled import template_of
from tests.factories import make_field, make_user
from tests.factories.places import make_partners, make_qualification
from tests.schools.imports.test_filled import bring, confirm, sentences, workbook
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/8/7", "okul/8/8")]
PLACES = [
    "Kurum kodu", "Kurum adı", "Paydaş kodu", "Paydaş kuruluş", "Uygulama yerinin adı", "Adresi", "Kapasite (öğrenci)",
    "Alanlar", "Sorumlu öğretmen", "Unvanı", "Usta öğretici gerekli",
]  # fmt: skip
TRAINERS = [
    "Kurum kodu", "Kurum adı", "Paydaş kodu", "Paydaş kuruluş", "Adı soyadı", "Yeterliği", "Belge no", "Alan", "Ders",
    "İlk günü", "Son günü",
]  # fmt: skip


@pytest.fixture
def partners():
    make_qualification()
    return make_partners()


@pytest.fixture
def officer(partners):
    return make_user(Role.PROVINCE_OFFICER, province=6)


def a_place(partners, *, name="Kaynak atölyesi", capacity=20, fields="04", party=None, teacher=("", ""), code=None):
    code, party = code or partners.school.code, party or partners.stakeholder.code
    return [code, "x", party, "x", name, "Ostim", capacity, fields, *teacher, ""]


def a_trainer(partners, *, name="Çağrı Işık", ends_on=date(2027, 6, 18), qualification="Usta öğreticilik belgesi"):
    code, party = partners.school.code, partners.stakeholder.code
    return [code, "x", party, "x", name, qualification, "2024/1", "04", "Kaynak", date(2027, 1, 4), ends_on]


def places_of(*rows):
    return workbook(rows, PLACES, "Uygulama yerleri")


def test_the_table_comes_with_the_parties_of_the_own_schools_and_asks_for_no_number(partners, officer):
    make_partners(province=34)

    for source, heading in ((ImportSource.PLACES, PLACES), (ImportSource.TRAINERS, TRAINERS)):
        book = load_workbook(io.BytesIO(template_of(source, officer)))
        sheet = book.worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [title.removesuffix(" *") for title in rows[0]] == heading
        assert [row[:4] for row in rows[1:] if any(row)] == [
            [partners.school.code, partners.school.name, partners.stakeholder.code, partners.stakeholder.name]
        ]


def test_a_table_as_it_comes_has_nothing_to_write(partners, officer):
    brought = bring(officer, template_of(ImportSource.PLACES, officer), ImportSource.PLACES)

    assert brought.status == ImportStatus.FAULTY
    assert not PracticePlace.objects.exists()


def test_places_are_proposed_once_they_are_confirmed_and_the_same_file_again_changes_nothing(partners, officer):
    content = places_of(
        a_place(partners, teacher=("Ömer Çınar", "Öğretmen")), a_place(partners, name="Montaj hattı", capacity=8)
    )

    brought = bring(officer, content, ImportSource.PLACES)
    assert (brought.status, brought.counts["added"]) == (ImportStatus.CHECKED, 2)
    assert not PracticePlace.objects.exists()
    assert [line.after for line in brought.lines.all()] == ["Kaynak atölyesi, 20 öğrenci", "Montaj hattı, 8 öğrenci"]
    written = confirm(brought)

    assert written.status == ImportStatus.WRITTEN
    assert set(PracticePlace.objects.values_list("name", "status")) == {
        ("Kaynak atölyesi", S.PROPOSED), ("Montaj hattı", S.PROPOSED)
    }  # fmt: skip
    place = PracticePlace.objects.get(name="Kaynak atölyesi")
    assert (place.teacher_name, list(place.fields.all()), place.proposed_by) == (
        "Ömer Çınar",
        [make_field("04")],
        officer,
    )
    assert JournalEntry.objects.of(place).get().act == "propose_place"
    again = bring(officer, content, ImportSource.PLACES)
    assert (again.counts["added"], again.counts["unchanged"]) == (0, 2)
    assert PracticePlace.objects.count() == 2


def test_each_refusal_of_the_act_is_marked_in_its_cell_and_nothing_is_written(partners, officer):
    stranger = make_partners(province=6)
    make_field("11", "Yiyecek İçecek")
    content = places_of(
        a_place(partners),
        a_place(partners, capacity=5),
        a_place(partners, name="İkinci", capacity=0),
        a_place(partners, name="Üçüncü", fields="11"),
        a_place(partners, name="Dördüncü", party=stranger.stakeholder.code),
        a_place(partners, name="Beşinci", party="P999999"),
        a_place(partners, name="Altıncı", teacher=("Ömer Çınar", "")),
        a_place(partners, name="Y" * 161),
        a_place(partners, name="Sekizinci", code="999999"),
    )

    brought = bring(officer, content, ImportSource.PLACES)

    assert brought.status == ImportStatus.FAULTY
    told = sentences(brought)
    assert set(told) == {
        (3, "Uygulama yerinin adı"), (4, "Kapasite (öğrenci)"), (5, "Alanlar"), (6, "Paydaş kodu"), (7, "Paydaş kodu"),
        (8, "Unvanı"), (9, "Uygulama yerinin adı"), (10, "Kurum kodu"),
    }  # fmt: skip
    assert "zaten var" in told[3, "Uygulama yerinin adı"]
    assert "8/7" in told[6, "Paydaş kodu"]
    assert "160" in told[9, "Uygulama yerinin adı"]
    assert not PracticePlace.objects.exists()
    assert not JournalEntry.objects.filter(act="propose_place").exists()
    book = load_workbook(io.BytesIO(marked_answer(brought)))
    assert "protokolün tarafı değil" in book["Uygulama yerleri"]["C6"].comment.text


def test_trainers_are_brought_and_their_terms_are_held_to_the_protocol(partners, officer):
    late = a_trainer(partners, name="Şule Gök", ends_on=date(2031, 1, 1))
    twice = a_trainer(partners, ends_on=date(2027, 3, 1))
    unknown = a_trainer(partners, name="Nazlı Öğüt", qualification="Ehliyet")

    faulty = bring(officer, workbook([a_trainer(partners), late, twice, unknown], TRAINERS), ImportSource.TRAINERS)
    assert set(sentences(faulty)) == {(3, "Son günü"), (4, "İlk günü"), (5, "Yeterliği")}
    assert not Trainer.objects.exists()
    written = confirm(bring(officer, workbook([a_trainer(partners)], TRAINERS), ImportSource.TRAINERS))

    trainer = Trainer.objects.get()
    assert (written.status, trainer.name, trainer.evidence) == (ImportStatus.WRITTEN, "Çağrı Işık", None)
    again = bring(officer, workbook([a_trainer(partners)], TRAINERS), ImportSource.TRAINERS)
    assert (again.counts["added"], again.counts["unchanged"]) == (0, 1)


def test_what_changed_meanwhile_is_shown_anew_or_told(partners, officer):
    brought = bring(officer, places_of(a_place(partners)), ImportSource.PLACES)
    Protocol.objects.update(ends_on="2026-10-31")

    told = confirm(brought)

    assert told.status == ImportStatus.FAULTY
    assert not PracticePlace.objects.exists()


def test_only_the_own_schools_can_be_named_and_representatives_bring_no_tables(partners):
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    theirs = make_user(Role.REPRESENTATIVE, stakeholder=partners.stakeholder)
    client = Client()
    client.force_login(theirs)

    brought = bring(elsewhere, places_of(a_place(partners)), ImportSource.PLACES)

    assert set(sentences(brought)) == {(2, "Kurum kodu")}
    assert "yetki alanınızda değil" in sentences(brought)[2, "Kurum kodu"]
    assert client.get(reverse("schools:import_bring", args=[ImportSource.PLACES])).status_code == 403


def test_the_page_offers_the_tables_and_their_templates(partners, officer):
    client = Client()
    client.force_login(officer)

    page = client.get(reverse("schools:imports")).content.decode()
    answer = client.get(reverse("schools:import_template", args=[ImportSource.TRAINERS]))

    assert "Uygulama yerleri" in page
    assert "Eğiticiler" in page
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    form = client.get(reverse("schools:import_bring", args=[ImportSource.PLACES])).content.decode()
    assert "tamdır" not in form
