"""One search over all kinds: what is found, in which order, and that nobody learns of what lies outside the own place."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import Duty
from designations.choices import DossierStatus
from desk.searching import Question, search
from documents.models import Paper
from tests.factories import (
    TODAY,
    make_designation,
    make_dossier,
    make_protocol,
    make_province,
    make_region_ready,
    make_school,
    make_stakeholder,
    make_user,
)

pytestmark = pytest.mark.django_db
SAYI = "E-12345678-10.04-555111"


def ask(user, text, **values):
    """The hits by kind: labels of what was found, and of what is alike."""
    return {group.kind.key: group for group in search(user, Question(text, TODAY, **values))}


def names(group):
    return [hit.record.name for hit in group.hits]


def paper_of(school, **values):
    return Paper.objects.create(
        **{
            "kind": "approval", "title": "Belirleme oluru", "record_kind": "designations.dossier", "record_id": "1",
            "event": "approve", "school_code": school.code, "province": school.province, "district": school.district,
            "content": {"school": {"name": school.name}}, **values,
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    [
        "şehit öğretmen", "SEHIT OGRETMEN", "Öğretmen Şehit", "ogret seh", "sehit ıgdır", "ŞEHİT IĞDIR", "lise iğdir",
        "anadolu teknik ve mesleki ıgdır", "iğdır’ın şehit".replace("’ın", ""),
    ],
)  # fmt: skip
def test_letters_order_and_ends_of_words_are_forgiven(typed):
    make_school(name="Şehit Öğretmen Iğdır Mesleki ve Teknik Anadolu Lisesi")
    make_school(name="Atatürk Anadolu Lisesi")

    assert names(ask(make_user(), typed)["kurum"]) == ["Şehit Öğretmen Iğdır Mesleki ve Teknik Anadolu Lisesi"]


@pytest.mark.parametrize("typed", ["ogretmn ıgdır", "igdr öğretmen", "ögertmen", "Iğdırr öğretmenn"])
def test_typing_errors_are_forgiven_but_set_apart(typed):
    make_school(name="Öğretmen Iğdır Anadolu Lisesi")

    group = ask(make_user(), typed)["kurum"]

    assert group.hits == []
    assert [hit.record.name for hit in group.similar] == ["Öğretmen Iğdır Anadolu Lisesi"]
    assert {hit.match for hit in group.similar} == {"similar"}


def test_the_surest_comes_first():
    exact = make_school(name="Lise")
    begins = make_school(name="Lise Caddesi Anadolu Lisesi")
    holds = make_school(name="Atatürk Anadolu Lisesi")
    by_code = make_school(name="Zafer Mesleki Eğitim Merkezi")

    assert [hit.record for hit in ask(make_user(), "lise")["kurum"].hits] == [exact, begins, holds]
    assert [(hit.record, hit.match) for hit in ask(make_user(), f" {by_code.code} ")["kurum"].hits] == [
        (by_code, "exact")
    ]
    assert by_code in [hit.record for hit in ask(make_user(), by_code.code[:4])["kurum"].hits]


def test_words_in_the_order_typed_come_before_others():
    make_school(name="Ankara Fatih Sultan Lisesi")
    make_school(name="Bursa Sultan Fatih Lisesi")

    assert names(ask(make_user(), "sultan fatih")["kurum"])[0] == "Bursa Sultan Fatih Lisesi"


def test_an_institution_leads_to_all_that_is_recorded_of_it():
    designation = make_designation(school=make_region_ready(make_school(name="Barbaros Lisesi")))
    school = designation.school
    protocol = make_protocol(school, title="Gemi yapımı protokolü")
    paper = paper_of(school, event="another")

    by_name, by_code = ask(make_user(), "barbaros"), ask(make_user(), school.code)

    for found in (by_name, by_code):
        assert designation.dossier in [hit.record for hit in found["dosya"].hits]
        assert [hit.record for hit in found["belirleme"].hits] == [designation]
        assert paper in [hit.record for hit in found["belge"].hits]
    assert [hit.record for hit in by_code["protokol"].hits] == [protocol]


def test_numbers_and_codes_find_one_record():
    school = make_school()
    dossier = make_dossier(DossierStatus.SUBMITTED, school=school)
    paper = paper_of(school, number=SAYI, dated_on=TODAY, status="official")

    assert ask(make_user(), f"#{dossier.pk}")["dosya"].hits[0].record == dossier
    for typed in (SAYI, SAYI.lower(), "555111", "12345678", paper.code, paper.code.lower().replace("-", " ")):
        assert [hit.record for hit in ask(make_user(), typed, kinds=("belge",))["belge"].hits] == [paper], typed


def test_protocols_are_found_by_title_and_by_stakeholder():
    school = make_school()
    stakeholder = make_stakeholder(name="Çelik İşleri Sanayi A.Ş.")
    protocol = make_protocol(school, title="Kaynakçılık eğitimi")
    protocol.stakeholders.add(stakeholder)

    assert [hit.record for hit in ask(make_user(), "kaynakcilik")["protokol"].hits] == [protocol]
    found = ask(make_user(), "celik isleri")
    assert [hit.record for hit in found["protokol"].hits] == [protocol]
    assert [hit.record for hit in found["paydas"].hits] == [stakeholder]
    assert found["paydas"].hits[0].url == f"/protokoller/paydaslar/{stakeholder.pk}/"
    assert [hit.record for hit in ask(make_user(), stakeholder.code.lower())["paydas"].hits] == [stakeholder]


def test_people_are_found_by_who_may_see_them():
    person = make_user(
        Role.PROVINCE_OFFICER, province=6, first_name="Işıl", last_name="Çağlar", email="isil@meb.gov.tr"
    )
    beside = make_user(Role.PROVINCE_DIRECTOR, province=6)
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    keeper, expert = make_user(Role.ADMINISTRATOR), make_user(Role.EXPERT)

    for typed in ("caglar isil", "IŞIL", "isil@meb.gov.tr"):
        assert [hit.record for hit in ask(beside, typed)["kisi"].hits] == [person]
        assert [hit.record for hit in ask(keeper, typed)["kisi"].hits] == [person]
        assert "kisi" not in ask(expert, typed)
        found = ask(elsewhere, typed).get("kisi")
        assert found is None or person not in [hit.record for hit in [*found.hits, *found.similar]]
    assert "kisi" not in ask(beside, "isil@")  # no guessing of masked addresses
    assert [hit.record for hit in ask(beside, "caglr")["kisi"].similar] == [person]


def test_a_duty_elsewhere_is_not_told_by_the_filter():
    person = make_user(Role.PROVINCE_OFFICER, province=6, first_name="Işıl")
    make_school(province=34)
    Duty.objects.create(user=person, role=Role.PROVINCE_OFFICER, province_id=34, starts_on=date(2025, 1, 1))
    beside = make_user(Role.PROVINCE_DIRECTOR, province=6)

    assert ask(beside, "ışıl", province=6)["kisi"].hits
    assert ask(beside, "ışıl", province=34) == {}


@pytest.mark.parametrize("role", [Role.PROVINCE_OFFICER, Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.CLIENT])
def test_nothing_of_another_place_is_found_nor_counted(role):
    hidden = make_designation(school=make_region_ready(make_school(name="Gizli Saklı Lisesi", province=34))).school
    make_protocol(hidden, title="Gizli protokol")
    paper_of(hidden, number=SAYI, dated_on=TODAY, status="official", event="another")
    make_user(Role.PROVINCE_OFFICER, province=34, first_name="Gizli", last_name="Kişi")
    user = make_user(role, province=6, school=make_school(name="Görünen Lisesi"))

    for typed in (
        "gizli",
        "gizlli saklii",
        hidden.code,
        SAYI,
        hidden.code[:4],
        str(hidden.dossiers.get().pk),
        "protokol",
    ):
        for group in ask(user, typed).values():
            assert all("izli" not in f"{hit.label}{hit.note}" for hit in [*group.hits, *group.similar]), typed
    assert [group.count for group in ask(user, "lisesi", kinds=("kurum",)).values()] == [1]


def test_filters_hold_and_leave_out_kinds_that_have_no_such_thing():
    here = make_school(name="Deneme Lisesi", province=6)
    there = make_school(name="Deneme Lisesi", province=34, closed_on=date(2026, 1, 1))
    dossier = make_dossier(DossierStatus.SUBMITTED, school=here)
    user = make_user()

    assert [hit.record for hit in ask(user, "deneme", province=34)["kurum"].hits] == [there]
    assert [hit.record for hit in ask(user, "deneme", kinds=("kurum",), state="open")["kurum"].hits] == [here]
    assert [hit.record for hit in ask(user, "deneme", kinds=("kurum",), state="closed")["kurum"].hits] == [there]
    assert [hit.record for hit in ask(user, "deneme", state="submitted")["dosya"].hits] == [dossier]
    assert ask(user, "deneme", state="refused") == {}
    year = dossier.opened_on.year
    assert list(ask(user, "deneme", year=year)) == ["dosya"]
    assert ask(user, "deneme", year=year - 1) == {}


def test_counts_are_bounded():
    for number in range(53):
        make_school(name=f"Deneme {number} Lisesi")

    group = ask(make_user(), "deneme lisesi")["kurum"]

    assert (len(group.hits), group.count, group.more) == (50, 50, True)
    assert (ask(make_user(), "deneme 7")["kurum"].count, ask(make_user(), "deneme 7")["kurum"].more) == (1, False)


@pytest.mark.parametrize(
    "typed", ["", "   ", "\x00", "'", "!!!", "q:* & | (", "%", "\\", "—", "😀", "x" * 5000, "9" * 400, "٣٣٣٣٣٣"]
)
def test_odd_questions_find_nothing_and_break_nothing(typed):
    make_school(name="Atatürk Lisesi")

    assert "kurum" not in ask(make_user(), typed)


def test_a_percent_sign_is_no_wildcard():
    make_school(name="Atatürk Lisesi")

    assert ask(make_user(), "%ürk") == {} or ask(make_user(), "%ürk")["kurum"].hits == []


def test_names_of_the_greatest_length_are_found():
    name = "Çok Uzun Adlı " * 7 + "Lisesi"
    make_school(name=name[:98].strip())

    assert ask(make_user(), name[:98])["kurum"].count == 1


def test_the_name_of_a_province_stands_for_the_place():
    make_province(34, "İstanbul")
    there, _ = make_school(name="Barbaros Lisesi", province=34), make_school(name="Barbaros Lisesi", province=6)
    named = make_school(name="İstanbul Caddesi Lisesi", province=6)

    assert [hit.record for hit in ask(make_user(), "istanbul barbaros")["kurum"].hits] == [there]
    assert [hit.record for hit in ask(make_user(), "istanbul barbros")["kurum"].similar] == [there]
    assert [hit.record for hit in ask(make_user(), "istanbul")["kurum"].hits] == [named]
    assert ask(make_user(Role.PROVINCE_OFFICER, province=6), "istanbul barbaros") == {}
