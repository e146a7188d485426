"""Yearly reports: drafted from plan and records, finished, sent, extended, missed; and nothing to report."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import CENTER, REPORT, prepare_report
from centers.acts.printing import order_print, prints_of
from centers.choices import ChainStatus as S
from centers.models import Center, YearlyReport
from centers.papers import issue_report, report_paper
from centers.querysets import not_reported
from centers.rules.reports import rows_of, tables_of
from centers.tasks import after_report_step, print_report
from centers.telling_plans import warn_of_reports
from documents.models import Paper
from tests.factories import TODAY, make_school, make_user
from tests.factories.center_plans import END, YEAR, finish_activity, make_plan, make_report, realise
from tests.factories.centers import make_center, make_task, people_of_chain
from tests.factories.programmes import make_need
from tests.factories.works import make_work
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, everybody
from workflow.models import Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/2")]
A = REPORT.acts
DUE = date(YEAR + 1, 1, 31)
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def finished(report, people, **words):
    said = {"works": report.works, "gains": report.gains, "proposals": "Simülatör önerilir.", **words}
    return A["write_report"](report, by=people["writer"], on=END, **said)


def test_the_draft_is_written_from_the_years_plan_and_records(center, people):
    make_task("task_given", center)
    report = make_report(center=center, people=people)

    assert "CNC programlama eğitimi" in report.works
    assert "İki grup eğitildi." in report.works
    assert "Genel Müdürlükçe verilen görevler: 1 kayıt." in report.works
    assert "hedef 120 öğretmen, gerçekleşen 100 öğretmen (%80)" in report.gains
    assert (report.proposals, report.usual_due_on) == ("", DUE)


def test_the_report_travels_the_chain_with_the_figures_of_the_day_it_was_sent(center, people):
    report = make_report(S.RECEIVED, center=center, people=people)
    realise(report.plan, 119, by=people["writer"])

    assert report.status == S.RECEIVED
    assert report.facts["indicators"][0]["realised"] == "100"
    assert YearlyReport.objects.get().facts["indicators"][0]["share"] == "80"


def test_the_draft_is_written_anew_from_what_came_later(center, people):
    report = make_report(center=center, people=people)
    realise(report.plan, 120, by=people["writer"])

    report = A["redraft_report"](report, by=people["writer"], on=END)

    assert "Hedefine ulaşan" in report.gains


def test_a_report_without_proposals_or_with_an_unrealised_indicator_is_not_sent(center, people):
    report = finished(make_report(center=center, people=people), people, proposals="")
    with pytest.raises(Invalid) as refused:
        A["hand_in"](report, by=people["writer"], on=END)
    assert set(refused.value.faults) == {"proposals"}

    report.plan.indicators.update(realised=None, realised_on=None)
    with pytest.raises(Invalid, match="Eğitim alan öğretmen sayısı"):
        A["hand_in"](finished(report, people), by=people["writer"], on=END)


def test_a_report_needs_the_years_plan_and_says_what_to_do_without(center, people):
    report = finished(prepare_report(center, by=people["writer"], on=END, year=YEAR), people, works="x", gains="y")

    with pytest.raises(Invalid, match="Bildirilecek bir şey yok"):
        A["hand_in"](report, by=people["writer"], on=END)


def test_nothing_to_report_is_a_statement_with_a_reason(center, people):
    report = prepare_report(center, by=people["writer"], on=END, year=YEAR)
    with pytest.raises(Invalid, match="Nedenini"):
        A["state_nothing"](report, by=people["writer"], on=END, reason=" ")

    report = A["state_nothing"](report, by=people["writer"], on=END, reason="Merkez aralıkta kuruldu.")
    report = A["hand_in"](report, by=people["writer"], on=END)

    assert report.status == S.AT_COORDINATOR
    assert not not_reported(Center.objects.all(), YEAR, last_of_year=END).exists()


def test_a_report_is_not_sent_long_before_the_years_end(center, people):
    report = finished(make_report(center=center, people=people), people)

    with pytest.raises(Invalid, match=r"01\.12"):
        A["hand_in"](report, by=people["writer"], on=date(YEAR, 11, 30))


def test_the_database_lets_no_empty_report_leave_the_centre(center, people):
    report = make_report(center=center, people=people)

    with pytest.raises(IntegrityError, match="yearlyreport_sent"), transaction.atomic():
        YearlyReport.objects.filter(pk=report.pk).update(status=S.AT_SCHOOL)


@pytest.mark.parametrize(("year", "said"), [(YEAR + 1, "Henüz"), (2025, "faaliyette değildi")])
def test_a_report_is_of_a_year_in_which_the_centre_worked(center, people, year, said):
    with pytest.raises(Invalid) as refused:
        prepare_report(center, by=people["writer"], on=TODAY, year=year)
    assert said in refused.value.faults["year"]


def test_a_year_has_one_report(center, people):
    make_report(center=center, people=people)

    with pytest.raises(Invalid, match="bir raporu var"):
        prepare_report(center, by=people["writer"], on=END, year=YEAR)


def test_more_time_is_given_by_the_directorate_forward_only_and_shown(client, center, people):
    extend = CENTER.acts["extend_report"]
    expert = people["directorate"]
    with pytest.raises(Invalid) as refused:
        extend(center, by=expert, on=END, year=YEAR, due_on=DUE, reason="Kar tatili")
    assert "31.01" in refused.value.faults["due_on"]

    extend(center, by=expert, on=END, year=YEAR, due_on=DUE + 14 * DAY, reason="Kar tatili")
    report = make_report(center=center, people=people)

    assert YearlyReport.objects.with_day().get().due_on == DUE + 14 * DAY
    assert not YearlyReport.objects.overdue(DUE + DAY).exists()
    assert YearlyReport.objects.overdue(DUE + 15 * DAY).get() == report
    client.force_login(people["writer"])
    assert "Kar tatili" in client.get(reverse("centers:report", args=[report.pk])).content.decode()


def test_who_has_not_reported_is_counted_by_province(client, people):
    owing = make_center(school=make_school(province=42), on=TODAY - 500 * DAY)
    last_year = TODAY.year - 1
    make_center()
    client.force_login(people["directorate"])

    page = client.get(reverse("centers:not_reported"), {"yil": last_year})

    assert page.context["provinces"] == [{"school__province__name": owing.school.province.name, "count": 1}]
    assert [one.pk for one in page.context["page_obj"]] == [owing.pk]


def test_a_returned_report_is_owed_again(center, people):
    make_report(S.RETURNED, center=center, people=people)

    assert not_reported(Center.objects.all(), YEAR, last_of_year=END).get() == center


def test_the_centre_is_reminded_a_month_and_a_week_before_and_once_it_is_late(center, people):
    for day in (DUE - 31 * DAY, DUE - 30 * DAY, DUE - 29 * DAY, DUE - 7 * DAY, DUE, DUE + DAY, DUE + 2 * DAY):
        warn_of_reports(on=day)

    mine = Notice.objects.filter(user=people["writer"]).order_by("pk")
    assert [one.text.split(":")[0] for one in mine] == [
        "Son gün 31.01.2027",
        "Son gün 31.01.2027",
        "Son günü geçti (31.01.2027)",
    ]
    assert set(Notice.objects.values_list("user", flat=True)) == {
        people[who].pk for who in ("writer", "coordinator", "school")
    }


def test_whoever_has_reported_is_not_reminded(center, people):
    make_report(S.AT_SCHOOL, center=center, people=people)

    warn_of_reports(on=DUE + DAY)

    assert not Notice.objects.exists()


def test_a_sent_report_is_printed_in_the_background_once(center, people, django_capture_on_commit_callbacks):
    report = make_report(S.RECEIVED, center=center, people=people)
    job = order_print(report, by=people["writer"])
    assert list(prints_of(report, people["writer"])) == [job]
    assert list(prints_of(report, people["school"])) == []

    print_report(job=str(job.pk), report=report.pk)
    job.refresh_from_db()

    paper = Paper.objects.of(report).get()
    assert (job.state, job.done, job.result) == ("done", 2, {"paper": paper.pk})
    assert paper.file.read(5) == b"%PDF-"
    assert issue_report(YearlyReport.objects.get(pk=report.pk), on=TODAY).pk == paper.pk


def test_a_draft_is_not_printed_but_looked_at(client, center, people):
    report = make_report(center=center, people=people)
    with pytest.raises(OutOfState):
        order_print(report, by=people["writer"])

    client.force_login(people["writer"])
    assert client.get(reverse("centers:report_draft", args=[report.pk])).content[:5] == b"%PDF-"
    assert client.get(reverse("centers:report_print", args=[report.pk])).status_code == 404


def test_the_paper_says_what_the_report_says(center, people):
    from io import BytesIO

    from pypdf import PdfReader

    report = make_report(S.RECEIVED, center=center, people=people)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(report_paper(report, on=END))).pages)

    said = " ".join(text.split())
    for words in ("Kurumsal Faaliyet Raporu", "Simülatörle eğitim önerilir.", "İki grup eğitildi."):
        assert words in said


MAY = {
    "write_report": (S.DRAFT, {"principal"}),
    "redraft_report": (S.DRAFT, {"principal"}),
    "state_nothing": (S.DRAFT, {"principal"}),
    "drop_report": (S.DRAFT, {"principal"}),
    "hand_in": (S.DRAFT, {"principal"}),
    "take_back": (S.AT_SCHOOL, {"principal"}),
    "pass_on": (S.AT_PROVINCE, {"officer", "director"}),
    "return_to_centre": (S.AT_PROVINCE, {"officer", "director"}),
    "receive": (S.AT_DIRECTORATE, MINISTRY),
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what_with_a_report(center, people, name):
    state, allowed = MAY[name]
    report = make_report(state, center=center, people=people)
    around = everybody(center.school)
    theirs = {who for who in ("writer", "coordinator") if A[name].open_to(people[who], report)}

    assert {one for one in EVERYBODY if A[name].open_to(around[one], report)} == set(allowed)
    assert theirs == ({"writer", "coordinator"} if "principal" in allowed else set())


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)


def test_a_report_is_opened_by_the_centre_alone(center):
    with pytest.raises(NotPermitted, match="koordinatörleri"):
        prepare_report(center, by=make_user(Role.EXPERT), on=END, year=YEAR)


@pytest.mark.parametrize(
    ("name", "state", "who", "values"),
    [
        ("write_report", S.DRAFT, "school", {"works": "a", "gains": "b", "proposals": "c"}),
        ("state_nothing", S.DRAFT, "school", {"reason": "Merkez yeni kuruldu."}),
        ("state_nothing", S.DRAFT, "school", {}),
        ("redraft_report", S.DRAFT, "school", {}),
        ("return_to_centre", S.AT_PROVINCE, "province", {"reason": "Eksik", "note_gains": "Sayıları yazın."}),
        ("receive", S.AT_DIRECTORATE, "directorate", {}),
    ],
)
def test_page_and_api_do_the_same_and_refuse_the_same(center, people, name, state, who, values):
    report = make_report(state, center=center, people=people)
    doors = DOORS if who == "directorate" else DOORS[1:]

    outcomes = [through(door, report, name, by=people[who], **values) for door in doors]

    assert all(outcome == outcomes[0] for outcome in outcomes)


@pytest.mark.parametrize(
    "values", [{"reason": "Kar"}, {"due_on": "2020-01-01", "reason": "Kar"}, {"due_on": "2099-01-01", "reason": "Kar"}]
)
def test_three_doors_extend_alike(center, people, values):
    asked = {"year": TODAY.year, **values}

    outcomes = [through(door, center, "extend_report", by=people["directorate"], **asked) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_coordinators_see_nothing_of_another_centres_reports(client, people):
    other = make_report(S.RECEIVED)
    client.force_login(people["writer"])

    for name in ("report", "report_draft", "report_print", "report_progress"):
        assert client.get(reverse(f"centers:{name}", args=[other.pk])).status_code == 404
    assert client.post(reverse("centers:report_order", args=[other.pk])).status_code == 404
    for name in ("reports", "not_reported"):
        assert client.get(reverse(f"centers:{name}")).status_code == 403


def test_the_report_is_opened_and_read_over_the_api(program, center, people):
    client = Client()
    client.force_login(people["school"])
    body = {"center": center.pk, "year": YEAR}

    made = client.post("/api/v1/center-reports/", body, content_type="application/json")
    assert made.status_code == 201, made.content
    listed = program.get("/center-reports/", year=YEAR, overdue="false").json()["results"]
    assert listed[0]["due_on"] == DUE.isoformat()
    assert program.get("/center-reports/", overdue="true").json()["results"] == []


@pytest.mark.provision("smm/5/3")
def test_who_is_next_hears_of_the_report(center, people):
    report = make_report(S.AT_PROVINCE, center=center, people=people)

    after_report_step(pk=report.pk)

    assert list(Notice.objects.values_list("user", flat=True)) == [people["province"].pk]


def test_an_activity_that_is_done_says_what_was_done(center, people):
    plan = make_plan(S.RECEIVED, center=center, people=people)

    assert finish_activity(plan, by=people["writer"]).done_on == TODAY


def test_needs_programmes_activities_and_works_fill_their_sections(center, people):
    make_need(center=center)
    make_work(center=center)
    make_need()
    make_work()

    found = {table.title: len(table.rows) for table in tables_of(rows_of(center, YEAR))}

    assert found["Tespit edilen ihtiyaçlar"] == 1
    assert found["Merkezin çalışmaları"] == 1
    assert "Hizmet içi eğitim programları" not in found
