"""Follow-up reports of specialised schools over REST."""

from __future__ import annotations

import pytest

from designations.choices import ReportStatus as R
from designations.models import FollowUpReport
from tests.api.conftest import Program
from tests.factories import make_province, make_school
from tests.factories.follow_up import YEAR, make_follow_up_report, make_specialised

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6")]


@pytest.fixture
def designation():
    return make_specialised(make_school(province=make_province(6, "Ankara")))


def test_a_program_of_the_province_opens_writes_and_reads_the_report(designation):
    program = Program(province=6)

    made = program.post(f"/designations/{designation.pk}/follow-up-reports/", {"school_year": YEAR})
    assert made.status_code == 201, made.content
    address = f"/follow-up-reports/{made.json()['id']}/"
    written = program.post(f"{address}acts/write_follow_up_report/", {"assessment": "İyi.", "next_year": ""})

    assert written.status_code == 200, written.content
    assert (written.json()["status"], written.json()["assessment"]) == (R.DRAFT, "İyi.")
    assert written.json()["acts"] == ["write_follow_up_report", "send_follow_up_report"]
    assert [one["school"] for one in program.get("/follow-up-reports/").json()["results"]] == [designation.school.code]


def test_a_second_report_of_a_year_is_refused_at_its_path(designation):
    program = Program(province=6)
    make_follow_up_report(designation=designation)

    answer = program.post(f"/designations/{designation.pk}/follow-up-reports/", {"school_year": YEAR})

    assert answer.status_code == 422, answer.content
    assert [fault["path"] for fault in answer.json()["faults"]] == ["school_year"]


def test_reports_are_filtered_by_school_year_and_state(designation):
    program = Program(province=6)
    sent = make_follow_up_report(R.SENT, designation=designation)
    make_follow_up_report(designation=make_specialised(make_school(province=designation.school.province)))

    for asked in (f"school={designation.school.code}", f"status={R.SENT}"):
        rows = program.get(f"/follow-up-reports/?school_year={YEAR}&{asked}").json()["results"]
        assert [row["id"] for row in rows] == [sent.pk], asked
    assert program.get("/follow-up-reports/?school_year=2024").json()["results"] == []


def test_another_provinces_program_finds_nothing(designation):
    elsewhere, report = Program(province=34), make_follow_up_report(designation=designation)

    assert elsewhere.get(f"/follow-up-reports/{report.pk}/").status_code == 404
    answer = elsewhere.post(f"/designations/{designation.pk}/follow-up-reports/", {"school_year": YEAR})
    assert answer.status_code == 404
    assert FollowUpReport.objects.count() == 1
