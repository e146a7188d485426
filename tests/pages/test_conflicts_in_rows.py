"""Two editors of a school's section: rows are matched, what only one changed is merged, what both changed is asked."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from schools.acts import save_spaces
from schools.choices import Section
from schools.models import Declaration, Enrolment, Space, StandardsVersion
from schools.snapshots import fingerprint
from tests.factories import TODAY, make_field, make_school, make_user
from tests.pages.browsing import sent_by
from workflow.refusals import Stale

pytestmark = pytest.mark.django_db
LONG = "Şehit Öğretmen Çağrı Işık ve Gazi Ömer Ağaoğlu Organize Sanayi Bölgesi Motorlu Araçlar Atölyesi No 1"


@pytest.fixture
def school():
    school = make_school()
    for name, area in (("Kitaplık", "48.50"), ("Derslik 1", "40"), ("Derslik 2", "42")):
        Space.objects.create(school=school, kind="library", name=name, area=area, places=20)
    return school


@pytest.fixture
def editors():
    clients = []
    for first_name in ("Ali", "Ayşe"):
        client = Client()
        client.person = make_user(Role.PROVINCE_OFFICER, province=6, first_name=first_name)
        client.force_login(client.person)
        clients.append(client)
    return clients


def url_of(school, section="spaces"):
    return reverse("schools:edit", args=[school.pk, section])


def told(response):
    return {(one.row, one.label): (one.by, one.was, one.theirs, one.mine) for one in response.context["bound"].conflict.differences}  # fmt: skip


def test_what_each_changed_alone_is_merged_and_named_and_saved_by_saving_again(school, editors):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-places": 30}))

    offered = second.post(url, sent_by(page, **{"spaces-1-name": LONG}))

    assert told(offered) == {
        ("Kütüphane · Kitaplık", "Öğrenci kapasitesi"): ("theirs", "20", "30", "20"),
        ("Kütüphane · Derslik 1", "Adı"): ("mine", "Derslik 1", "Derslik 1", LONG),
    }
    assert first.person.first_name in offered.content.decode()
    assert Space.objects.filter(name=LONG).count() == 0
    assert second.post(url, sent_by(offered)).status_code == 302
    assert list(Space.objects.order_by("pk").values_list("name", "places")) == [
        ("Kitaplık", 30), (LONG, 20), ("Derslik 2", 20),
    ]  # fmt: skip


@pytest.mark.parametrize(("choice", "kept"), [("mine", 50), ("theirs", 30)])
def test_what_both_changed_is_as_chosen(school, editors, choice, kept):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-2-places": 30}))

    offered = second.post(url, sent_by(page, **{"spaces-2-places": 50}))

    assert told(offered) == {("Kütüphane · Derslik 2", "Öğrenci kapasitesi"): ("both", "20", "30", "50")}
    second.post(url, sent_by(offered, **{"secim-spaces-2-places": choice}))
    assert Space.objects.get(name="Derslik 2").places == kept


def test_rows_that_came_on_both_sides_all_stay(school, editors):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-3-kind": "workshop", "spaces-3-name": "Onun"}))

    offered = second.post(url, sent_by(page, **{"spaces-3-kind": "workshop", "spaces-3-name": "Benim"}))

    assert {by for by, *_ in told(offered).values()} == {"theirs", "mine"}
    assert "Onun" in offered.content.decode()
    second.post(url, sent_by(offered))
    assert {*Space.objects.values_list("name", flat=True)} >= {"Onun", "Benim"}
    assert Space.objects.count() == 5


def test_a_row_taken_away_by_the_other_stays_away_where_nobody_changed_it(school, editors):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-DELETE": "on"}))

    offered = second.post(url, sent_by(page, **{"spaces-1-places": 7}))

    assert told(offered)["Kütüphane · Kitaplık", "Bütün satır"][0] == "theirs"
    second.post(url, sent_by(offered))
    assert list(Space.objects.order_by("pk").values_list("name", "places")) == [("Derslik 1", 7), ("Derslik 2", 20)]


@pytest.mark.parametrize(("choice", "left"), [("mine", 3), ("theirs", 2)])
def test_a_row_taken_away_by_the_other_and_changed_by_the_user_is_asked(school, editors, choice, left):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-DELETE": "on"}))

    offered = second.post(url, sent_by(page, **{"spaces-0-places": 99}))

    by, _, theirs, mine = told(offered)["Kütüphane · Kitaplık", "Bütün satır"]
    assert (by, theirs) == ("both", "satır silindi")
    assert "Öğrenci kapasitesi: 99" in mine
    (row,) = offered.context["bound"].conflict.rows
    assert second.post(url, sent_by(offered, **{row.choice: choice})).status_code == 302
    assert Space.objects.count() == left
    assert Space.objects.filter(places=99).exists() == (choice == "mine")


@pytest.mark.parametrize(("choice", "left"), [("mine", 2), ("theirs", 3)])
def test_a_row_taken_away_by_the_user_and_changed_by_the_other_is_asked(school, editors, choice, left):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-places": 99}))

    offered = second.post(url, sent_by(page, **{"spaces-0-DELETE": "on"}))

    assert told(offered)["Kütüphane · Kitaplık", "Bütün satır"][0] == "both"
    (row,) = offered.context["bound"].conflict.rows
    second.post(url, sent_by(offered, **{row.choice: choice}))
    assert Space.objects.count() == left
    assert Space.objects.filter(places=99).exists() == (choice == "theirs")


def test_the_same_new_row_of_both_is_one_row(editors):
    school, field = make_school(), make_field("04")
    (first, second), url = editors, url_of(school, "enrolment")
    page = second.get(url)
    row = {"enrolment-0-year": 2025, "enrolment-0-grade": 10, "enrolment-0-field": field.pk, "enrolment-0-girls": 5}
    first.post(url, sent_by(first.get(url), **row, **{"enrolment-0-boys": 6}))

    offered = second.post(url, sent_by(page, **row, **{"enrolment-0-boys": 8}))

    ((by, _, theirs, mine),) = told(offered).values()
    assert (by, theirs, mine) == ("both", "6", "8")
    second.post(url, sent_by(offered))
    assert list(Enrolment.objects.values_list("girls", "boys")) == [(5, 8)]


def test_what_cannot_be_saved_keeps_standing_with_its_fault(school, editors):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-places": 30}))

    offered = second.post(url, sent_by(page, **{"spaces-1-places": "otuz", "spaces-3-name": "Türü yazılmadı"}))

    text = offered.content.decode()
    assert 'value="otuz"' in text
    assert "Türü yazılmadı" in text
    again = second.post(url, sent_by(offered))
    assert again.status_code == 200
    assert again.context["bound"].conflict is None
    assert 'value="otuz"' in again.content.decode()


def test_stating_the_section_complete_is_not_taken_back_by_who_did_not_see_it(school, editors):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-guard-complete": "on"}))

    offered = second.post(url, sent_by(page, **{"spaces-1-places": 7}))

    assert ("", "Bu bölüm tamdır") in told(offered)
    second.post(url, sent_by(offered))
    assert Declaration.objects.filter(school=school, section=Section.SPACES).exists()


@pytest.mark.parametrize("beginning", ["", "bozuk", None])
def test_without_its_beginning_every_difference_is_asked(school, editors, beginning):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-places": 30}))

    offered = second.post(url, sent_by(page, baslangic=beginning, **{"spaces-1-places": 7}))

    assert {(by, was) for by, was, *_ in told(offered).values()} == {("both", "bilinmiyor")}
    assert Space.objects.filter(places=7).count() == 0


def test_the_details_of_a_school_merge_too(school, editors):
    (first, second), url = editors, url_of(school, "details")
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"details-phone": "(312) 413 19 17", "details-address": "Yeni adres"}))

    offered = second.post(url, sent_by(page, **{"details-address": "Başka adres", "details-addable_places": 30}))

    assert {label: by for (_, label), (by, *_) in told(offered).items()} == {
        "Adres": "both", "Telefon": "theirs", "Eklenebilir derslik kapasitesi (öğrenci)": "mine",
    }  # fmt: skip
    second.post(url, sent_by(offered))
    school.refresh_from_db()
    assert (school.phone, school.address, school.addable_places) == ("+903124131917", "Başka adres", 30)


def test_a_picture_of_many_rows_asks_the_database_no_more_than_a_fault_does(school, editors):
    Space.objects.bulk_create(
        Space(school=school, kind="classroom", name=f"Derslik {n}", places=30) for n in range(3, 120)
    )
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    mine = {f"spaces-{at}-places": 32 for at in range(118)}
    with CaptureQueriesContext(connection) as faulty:
        assert second.post(url, sent_by(page, **mine, **{"spaces-119-places": "x"})).status_code == 200
    first.post(url, sent_by(first.get(url), **{f"spaces-{at}-places": 31 for at in range(0, 118, 2)}))

    with CaptureQueriesContext(connection) as compared:
        offered = second.post(url, sent_by(page, **mine))

    assert len(offered.context["bound"].conflict.rows) == 59
    assert len(compared) <= len(faulty) + 12


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_a_section_at_once_one_is_written():
    school = make_school()
    people, outcomes = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(6)], []
    seen, start = fingerprint(school, "spaces"), threading.Barrier(6)

    def save(person):
        start.wait()
        try:
            rows = [{"kind": "classroom", "name": str(person.pk), "area": None, "places": 30, "fields": []}]
            save_spaces(school, by=person, on=TODAY, rows=rows, expected=seen)
            outcomes.append("saved")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["saved", *["stale"] * 5]
    assert Space.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_pages_sent_at_the_same_moment_one_is_offered_again():
    school = make_school()
    Space.objects.create(school=school, kind="library", name="Kitaplık", places=20)
    url, start, answers = url_of(school), threading.Barrier(2), []
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    pages = [client.get(url) for client in clients]

    def send(client, page, places):
        start.wait()
        answers.append(client.post(url, sent_by(page, **{"spaces-0-places": places})))
        connection.close()

    threads = [
        threading.Thread(target=send, args=[client, page, 30 + at])
        for at, (client, page) in enumerate(zip(clients, pages, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    offered = next(answer for answer in answers if answer.status_code == 200)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    (row,) = offered.context["bound"].conflict.rows
    assert {int(row.theirs), int(row.mine)} == {30, 31}
    assert Space.objects.get().places == int(row.theirs)


def test_rows_that_a_file_wrote_anew_are_found_by_what_makes_them_unique(editors):
    school, field = make_school(), make_field("04")
    row = {"school": school, "year": 2025, "grade": 10, "field": field}
    Enrolment.objects.create(**row, girls=5, boys=6)
    (_, second), url = editors, url_of(school, "enrolment")
    page = second.get(url)
    Enrolment.objects.all().delete()
    Enrolment.objects.create(**row, girls=7, boys=6)

    offered = second.post(url, sent_by(page, **{"enrolment-0-boys": 9}))

    assert {label: by for (_, label), (by, *_) in told(offered).items()} == {"Kız": "theirs", "Erkek": "mine"}
    second.post(url, sent_by(offered))
    assert list(Enrolment.objects.values_list("girls", "boys")) == [(7, 9)]


def test_measures_of_the_annex_are_matched_by_their_standard(editors):
    school = make_school()
    version = StandardsVersion.objects.create(name="Ek", status="published", valid_from="2025-01-01")
    for position, code in enumerate(("kitaplik", "depo", "spor")):
        version.rows.create(position=position, code=code, name=code, minimum=1, types=["in_sector"])
    (first, second), url = editors, url_of(school, "standards")
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"standards-1-value": "3", "standards-2-value": "8"}))

    offered = second.post(url, sent_by(page, **{"standards-0-value": "5", "standards-2-value": "9"}))

    assert sorted(by for by, *_ in told(offered).values() if by != "mine") == ["both", "theirs"]
    assert second.post(url, sent_by(offered)).status_code == 302
    values = dict(school.standards.values_list("code", "value"))
    assert (values["kitaplik"], values["depo"], values["spor"]) == (5, 3, 9)


@pytest.mark.parametrize("total", ["", "-1", "x", "9" * 30, "100000"])
def test_a_count_of_rows_that_cannot_be_is_no_way_in(school, editors, total):
    (first, second), url = editors, url_of(school)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"spaces-0-places": 30}))

    answer = second.post(url, sent_by(page, **{"spaces-TOTAL_FORMS": total}))

    assert answer.status_code == 200
    assert Space.objects.filter(school=school).count() == 3
