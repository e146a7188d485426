"""The contracts as pages for people: a registered school, other values tried, faults at the field, scope."""

import pytest

from accounts.choices import Role
from tests.factories import make_designation, make_policy, make_region_ready, make_school, make_user

pytestmark = pytest.mark.django_db
CHECK, REGISTRATION = "/uygunluk-denetimi/", "/kayit-denetimi/"


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, province=6)
    client.force_login(user)
    return client


@pytest.fixture
def school(db):
    make_policy(name="2026 değerleri")
    return make_region_ready(make_school())


def ask(client, school, **values):
    return client.get(CHECK, {"okul": school.code, "ozellik": "region", "gun": "2026-10-01", **values})


def outcomes(answer):
    return [str(finding.outcome) for finding in answer.context["findings"]]


def test_a_school_is_checked_as_it_is_on_record(officer, school):
    answer = ask(officer, school)

    assert outcomes(answer) == ["met"] * 4
    assert "2026 değerleri" in answer.content.decode()
    assert "Deneme sonucu" not in answer.content.decode()


@pytest.mark.parametrize(
    ("tried", "position", "said"),
    [
        ({"ogrenci": "100000"}, 3, "Öğrenci sayısı 100.000"),
        ({"erkek": "16"}, 1, "erkek öğrenci 16"),
        ({"buyume": "1,5"}, 3, "Büyüme payı 1,5"),
        ({"atolye": "1.1"}, 3, "Öğrenci başına atölye yeri 1,1"),
    ],
)
def test_other_values_are_tried_without_being_stored(officer, school, tried, position, said):
    answer = ask(officer, school, **tried)

    assert outcomes(answer)[position] == "unmet"
    assert said in answer.content.decode()
    assert outcomes(ask(officer, school)) == ["met"] * 4


def test_faults_of_both_forms_are_shown_at_their_fields(officer, school):
    answer = ask(officer, school, okul="12345", gun="2026-02-31", ogrenci="-1", yildiz="4")

    page = answer.content.decode()
    assert "findings" not in answer.context
    assert set(answer.context["form"].errors) == {"okul", "gun"}
    assert set(answer.context["trial"].errors) == {"ogrenci", "yildiz"}
    assert "Takvimde var olan bir gün girin" in page
    assert "<details open>" in page


def test_a_school_of_another_province_is_not_shown(officer, school):
    other = make_school(province=34, name="Gizli Okul")

    answer = ask(officer, other)

    assert "okul" in answer.context["form"].errors
    assert "Gizli Okul" not in answer.content.decode()


def test_a_day_before_the_directive_is_refused(officer, school):
    assert "gun" in ask(officer, school, gun="2024-02-14").context["form"].errors


@pytest.mark.provision("okul/8/1", "okul/8/2")
def test_registration_is_answered_with_the_rules_of_the_day(officer):
    designation = make_designation()

    answer = officer.get(REGISTRATION, {"okul": designation.school.code, "sinif": "9", "gun": "2026-10-01"})

    page = answer.content.decode()
    assert "Kayıt yapılabilir" in page
    assert "11’inci sınıf düzeyinde nakil kontenjanı oluşturulur." in page
