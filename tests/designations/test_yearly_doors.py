"""Follow-up reports through admin, page and API: the same act, the same refusal, nothing of other provinces."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import CONFINED_ROLES, Role
from designations.acts import FOLLOW_UP_REPORT
from designations.choices import ReportStatus as R
from designations.models import FollowUpReport
from tests.factories import make_district, make_province, make_school, make_user
from tests.factories.follow_up import YEAR, make_follow_up_report, make_specialised
from tests.workflow.doors import API, DOORS, PAGE, through

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6")]
MINISTRY = {Role.EXPERT, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}
SCHOOL_SIDE = {
    Role.PROVINCE_OFFICER, Role.PROVINCE_DIRECTOR, Role.CLIENT, Role.DISTRICT_OFFICER, Role.PRINCIPAL,
}  # fmt: skip
MAY = {
    "write_follow_up_report": MINISTRY | SCHOOL_SIDE,
    "send_follow_up_report": MINISTRY | SCHOOL_SIDE,
    "receive_follow_up_report": MINISTRY,
    "return_follow_up_report": MINISTRY,
}
NOTE = {"note": "Çalışmaları yazın."}
CASES = [
    ("write_follow_up_report", R.DRAFT, R.DRAFT, Role.PRINCIPAL, {"assessment": "İyi.", "next_year": ""}, (PAGE, API)),
    ("send_follow_up_report", R.RETURNED, R.SENT, Role.PROVINCE_OFFICER, {}, (PAGE, API)),
    ("receive_follow_up_report", R.SENT, R.RECEIVED, Role.EXPERT, {}, DOORS),
    ("return_follow_up_report", R.SENT, R.RETURNED, Role.EXPERT, NOTE, DOORS),
]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def school():
    return make_school(district=make_district(), code="112233", name="Gizli Lise")


@pytest.mark.parametrize(("act", "before", "after", "role", "values", "doors"), CASES, ids=lambda one: str(one)[:25])
def test_each_act_is_the_same_through_every_door(school, act, before, after, role, values, doors):
    report = make_follow_up_report(before, designation=make_specialised(school))
    by = make_user(role, province=school.province, school=school)

    outcomes = [through(door, report, act, by=by, **values) for door in doors]

    assert outcomes[0].status == after
    assert outcomes[0].entries[-1]["act"] == act
    assert all(outcome == outcomes[0] for outcome in outcomes[1:])


def test_the_table_of_roles_names_every_act():
    assert set(MAY) == set(FOLLOW_UP_REPORT.acts)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("name", MAY)
def test_who_may_act_on_a_report(school, name, role):
    report = make_follow_up_report(designation=make_specialised(school))
    near = make_user(role, province=school.province, school=school)
    other = make_school(province=make_province(34), district=make_district(make_province(34), "Kadıköy"))
    far = make_user(role, province=other.province, school=other)
    may = FOLLOW_UP_REPORT.acts[name].may

    assert may(near, report) == (role in MAY[name])
    assert may(far, report) == (role in MAY[name] & MINISTRY)


def test_a_school_opens_writes_and_sends_its_report_by_the_pages(school, settings):
    settings.FOLLOW_UP_REPORT_OPENS_DAYS_BEFORE = 400  # whatever the day of the test
    designation = make_specialised(school)
    principal = client_of(make_user(Role.PRINCIPAL, province=school.province, school=school))
    page = principal.get(reverse("designations:follow_up", args=[designation.pk]), {"yil": YEAR}).content.decode()
    assert "Bu yılın raporu hazırlanmadı" in page

    address = reverse("designations:follow_up_report_new", args=[designation.pk])
    opened = principal.post(address, {"school_year": YEAR}, follow=True).content.decode()
    assert "Rapor açıldı" in opened
    again = principal.post(address, {"school_year": YEAR}).content.decode()
    assert "bir izleme raporu var" in again
    report = FollowUpReport.objects.get()
    act = reverse("designations:follow_up_report_act", args=[report.pk, "write_follow_up_report"])
    principal.post(act, {"assessment": "Çalışmalar sürdü.", "next_year": "Yeni atölye."})
    written = principal.get(reverse("designations:follow_up_report", args=[report.pk])).content.decode()

    assert "Çalışmalar sürdü." in written
    assert "Raporu gönder" in written
    assert "bilgi eksik" in written


def test_the_list_adds_up_by_province_and_shows_who_owes(school):
    make_follow_up_report(R.RECEIVED, designation=make_specialised(school))
    owing = make_specialised(make_school(name="Borçlu Lise", province=make_province(34)))
    expert = client_of(make_user(Role.EXPERT))
    address = reverse("designations:follow_up_reports")

    everything = expert.get(address, {"yil": YEAR}).content.decode()
    missing = expert.get(address, {"yil": YEAR, "durum": "eksik"}).content.decode()

    assert "Toplam" in everything
    assert "Gizli Lise" in everything
    assert "Borçlu Lise" in missing
    assert "Gizli Lise" not in missing
    local = client_of(make_user(Role.PROVINCE_OFFICER, province=owing.school.province))
    assert "Gizli Lise" not in local.get(address, {"yil": YEAR}).content.decode()


def test_the_sums_are_taken_away_as_pdf_and_workbook(school):
    make_follow_up_report(R.SENT, designation=make_specialised(school))
    expert = client_of(make_user(Role.EXPERT))

    pdf = expert.get(reverse("designations:follow_up_paper"), {"yil": YEAR})
    book = expert.get(reverse("designations:follow_up_book"), {"yil": YEAR})

    assert pdf.content.startswith(b"%PDF")
    rows = [list(row) for row in load_workbook(BytesIO(book.content)).active.iter_rows(values_only=True)]
    assert rows[1][:4] == ["İl", "Okul", "Gönderilen rapor", "Eksik rapor"]
    assert rows[-1][:4] == ["Toplam", 1, 1, 0]


def test_the_report_is_a_pdf_of_its_own(school):
    report = make_follow_up_report(R.SENT, designation=make_specialised(school))

    answer = client_of(make_user(Role.EXPERT)).get(reverse("designations:follow_up_report_paper", args=[report.pk]))

    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["follow_up_report", "follow_up_report_paper"])
def test_another_province_and_confined_people_do_not_find_it(school, name):
    report = make_follow_up_report(R.SENT, designation=make_specialised(school))
    other = make_school(province=make_province(34))
    address = reverse(f"designations:{name}", args=[report.pk])

    for role, code in ((Role.PROVINCE_OFFICER, 404), *((role, 403) for role in sorted(CONFINED_ROLES))):
        user = make_user(role, province=other.province, school=other)
        assert client_of(user).get(address).status_code == code, role
