"""The yearly follow-up report of a specialised school: its acts, its guards in the database, who is reminded, what is added up."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from designations import acts, tasks, telling
from designations.choices import ReportStatus as R, WorkKind
from designations.models import FollowUpReport
from designations.yearly import owing, sums_of
from documents.models import Paper
from tests.factories import (
    make_designation,
    make_district,
    make_field,
    make_province,
    make_region_ready,
    make_school,
    make_user,
)
from tests.factories.follow_up import SENT_ON, YEAR, make_follow_up_report, make_specialised
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/5/3", "okul/5/4", "okul/5/5", "okul/5/6")]


@pytest.fixture
def designation():
    return make_specialised()


@pytest.fixture
def officer(designation):
    return make_user(Role.PROVINCE_OFFICER, province=designation.school.province)


def prepare(designation, by, **values):
    return acts.prepare_follow_up_report(designation, by=by, on=SENT_ON, **{"school_year": YEAR, **values})


def test_a_report_keeps_the_records_of_the_day_on_which_it_was_sent(designation, officer):
    report = prepare(designation, officer)
    work = {"kind": WorkKind.MATERIAL, "title": "Modül", "fields": [make_field("04")], "school_year": YEAR}
    acts.record_work(designation, by=officer, on=SENT_ON, **work)
    report = acts.write_follow_up_report(report, by=officer, on=SENT_ON, assessment=" İyi bir yıl. ", next_year="")
    report = acts.send_follow_up_report(report, by=officer, on=SENT_ON)
    acts.record_work(designation, by=officer, on=SENT_ON, **{**work, "title": "Sonradan"})

    report.refresh_from_db()
    assert (report.status, report.assessment, report.handed_in_by, report.handed_in_on) == (
        R.SENT, "İyi bir yıl.", officer, SENT_ON,
    )  # fmt: skip
    assert [one["title"] for one in report.facts["works"]] == ["Modül"]
    found = {one["provision"]: one["outcome"] for one in report.facts["findings"]}
    assert found == {"okul/5/3": "unmet", "okul/5/4": "met", "okul/5/5": "unknown", "okul/5/6": "unknown"}
    assert JournalEntry.objects.of(report).last().act == "send_follow_up_report"


@pytest.mark.parametrize(
    ("year", "says"),
    [(2022, "arasında"), (2026, "henüz başlamadı"), (2023, "ihtisas özellikli değildi"), (2030, "arasında")],
)
def test_only_years_in_which_the_school_was_specialised_are_reported(designation, officer, year, says):
    day = date(2026, 8, 1)

    with pytest.raises(Invalid, match=says):
        acts.prepare_follow_up_report(designation, by=officer, on=day, school_year=year)
    assert not FollowUpReport.objects.exists()


def test_other_schools_have_no_such_report(officer):
    region = make_designation(school=make_region_ready(make_school(district=make_district())))

    with pytest.raises(Invalid, match="yalnız ihtisas özellikli"):
        prepare(region, make_user(Role.EXPERT))


def test_a_year_has_one_report(designation, officer):
    report = prepare(designation, officer)

    with pytest.raises(Invalid, match="bir izleme raporu var"):
        prepare(designation, officer)
    with pytest.raises(IntegrityError, match="followupreport_one_a_year"), transaction.atomic():
        FollowUpReport.objects.create(designation=designation, school_year=YEAR, author=officer)
    assert FollowUpReport.objects.get() == report


def test_it_is_sent_with_an_assessment_and_not_before_the_year_ends(designation, officer):
    report = prepare(designation, officer)

    with pytest.raises(Invalid, match="değerlendirmesini yazın"):
        acts.send_follow_up_report(report, by=officer, on=SENT_ON)
    report = acts.write_follow_up_report(report, by=officer, on=SENT_ON, assessment="Değerlendirme")
    with pytest.raises(Invalid, match=r"02\.06\.2026 günü açılır"):
        acts.send_follow_up_report(report, by=officer, on=date(2026, 6, 1))
    report.refresh_from_db()
    assert (report.status, report.facts) == (R.DRAFT, None)


def test_who_sent_it_does_not_receive_it(designation):
    expert, other = make_user(Role.EXPERT), make_user(Role.EXPERT)
    report = prepare(designation, expert)
    report = acts.write_follow_up_report(report, by=expert, on=SENT_ON, assessment="Değerlendirme")
    report = acts.send_follow_up_report(report, by=expert, on=SENT_ON)

    with pytest.raises(NotPermitted, match="başka biri teslim alır"):
        acts.receive_follow_up_report(report, by=expert, on=SENT_ON)
    with pytest.raises(IntegrityError, match="followupreport_received_by_another"), transaction.atomic():
        FollowUpReport.objects.filter(pk=report.pk).update(status=R.RECEIVED, received_by=expert)
    assert acts.receive_follow_up_report(report, by=other, on=SENT_ON).status == R.RECEIVED


def test_a_returned_report_says_what_to_mend_and_is_sent_again(officer, designation):
    report = make_follow_up_report(R.RETURNED, designation=designation)
    assert report.return_note == "Çalışmaları yazın."

    report = acts.send_follow_up_report(report, by=officer, on=SENT_ON)

    assert (report.status, report.return_note) == (R.SENT, "")


def test_a_return_without_a_note_is_refused():
    report = make_follow_up_report(R.SENT)

    with pytest.raises(Invalid, match="Neyin düzeltileceğini"):
        acts.return_follow_up_report(report, by=make_user(Role.EXPERT), on=SENT_ON, note=" ")


@pytest.mark.parametrize(
    "values",
    [
        {"status": R.SENT},
        {"status": R.RETURNED},
        {"status": R.RECEIVED, "facts": {}, "assessment": "x", "handed_in_on": SENT_ON},
        {"school_year": 1999},
    ],
)
def test_the_database_holds_what_a_state_needs(values):
    report = make_follow_up_report()

    with pytest.raises(IntegrityError, match="followupreport_"), transaction.atomic():
        FollowUpReport.objects.filter(pk=report.pk).update(**values)


def test_schools_without_a_report_are_owed_until_it_is_sent(designation, officer):
    draft = make_follow_up_report()
    make_follow_up_report(R.SENT)
    make_specialised(starts_on=date(2026, 9, 5))  # only since the year that followed
    head = make_user(Role.DEPARTMENT_HEAD)

    assert set(owing(head, SENT_ON)) == {designation, draft.designation}
    assert set(owing(officer, SENT_ON)) >= {designation}
    assert not owing(make_user(Role.PROVINCE_OFFICER, province=make_province(34)), SENT_ON)


def test_the_sums_are_of_the_users_scope_in_as_many_queries_for_10_schools_as_for_1():
    head = make_user(Role.DEPARTMENT_HEAD)
    make_follow_up_report(R.SENT)
    counts = []
    sums_of(YEAR, head, on=SENT_ON)  # asks for the duties of the head, which are kept
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            _, total = sums_of(YEAR, head, on=SENT_ON)
        counts.append(len(asked))
        for _ in range(9):
            make_specialised()

    assert counts[0] == counts[1]
    assert (total.schools, total.handed_in, total.missing) == (10, 1, 9)
    _, elsewhere = sums_of(YEAR, make_user(Role.PROVINCE_OFFICER, province=make_province(34)), on=SENT_ON)
    assert elsewhere.schools == 0


def notices(user):
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


def test_the_schools_side_is_reminded_a_month_and_a_week_before_and_when_it_is_late(designation, officer):
    sent = make_follow_up_report(R.SENT)
    told = make_user(Role.PROVINCE_OFFICER, province=sent.designation.school.province)
    for day in (date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 24), date(2026, 10, 1)):
        telling.warn_of_reports(on=day)

    found = [text for text in notices(officer) if designation.school.name in text]
    assert [text.split(":")[0] for text in reversed(found)] == [
        "Son gün 30.09.2026", "Son gün 30.09.2026", "Son günü geçti (30.09.2026)",
    ]  # fmt: skip
    assert not [text for text in notices(told) if sent.designation.school.name in text]


def test_sending_returning_and_receiving_are_told_and_the_received_one_is_kept_as_a_paper(officer, designation):
    expert = make_user(Role.EXPERT)
    report = make_follow_up_report(R.SENT, designation=designation, by=officer)
    tasks.after_report_sent(pk=report.pk)
    assert any("Teslim alınacak" in text for text in notices(expert))

    report = acts.receive_follow_up_report(report, by=expert, on=SENT_ON)
    tasks.after_report_received(pk=report.pk)
    tasks.after_report_received(pk=report.pk)  # a worker that was killed does it again

    assert any("Teslim alındı" in text for text in notices(officer))
    paper = Paper.objects.of(report).get()
    assert (paper.kind, paper.is_public) == ("follow_up_report", False)
    assert paper.content["findings"][1]["outcome_label"] == "Bilgi eksik"
