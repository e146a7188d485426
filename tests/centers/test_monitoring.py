"""Monitoring periods: opened, assessed, findings and improvements, closed only when each finding is answered."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from centers.acts import GUIDE, MONITORING, begin_monitoring
from centers.choices import CenterStatus, MonitoringStatus as S
from centers.models import GuideStatement, Improvement, Monitoring
from centers.papers import issue_monitoring
from centers.tasks import after_monitoring_step
from centers.telling_monitoring import warn_of_improvements
from documents.models import Paper
from tests.factories import TODAY, make_user
from tests.factories.center_monitoring import FINDING, improve, make_monitoring
from tests.factories.center_plans import make_guide
from tests.factories.centers import make_center, people_of_chain
from tests.workflow.doors import DOORS, through
from tests.workflow.people import EVERYBODY, MINISTRY, PROVINCE, everybody
from workflow.models import Notice
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/11/1")]
A = MONITORING.acts
DAY = timedelta(days=1)
ASKED = {"title": "Birinci dönem", "first_day": date(2026, 1, 1), "last_day": date(2026, 6, 30)}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


@pytest.mark.parametrize(
    ("values", "field"), [({"last_day": date(2025, 12, 31)}, "last_day"), ({"title": " "}, "title")]
)
def test_a_period_has_a_name_and_days_in_order(center, people, values, field):
    with pytest.raises(Invalid) as refused:
        begin_monitoring(center, by=people["directorate"], on=TODAY, **{**ASKED, **values})
    assert field in refused.value.faults


def test_a_closed_centre_is_not_monitored(people):
    with pytest.raises(Invalid, match="izlenmez"):
        begin_monitoring(make_center(CenterStatus.CLOSED), by=people["directorate"], on=TODAY, **ASKED)


def test_a_period_is_not_closed_while_a_finding_has_no_improvement(center, people):
    record = make_monitoring(center=center)
    A["write_finding"](record, by=people["directorate"], on=TODAY, text="Örnek tanıtım", level="good")
    with pytest.raises(Invalid, match="anketleri saklanmıyor"):
        A["close_monitoring"](record, by=people["directorate"], on=TODAY, conclusion="Tamam.")

    improve(record, by=people["writer"])
    record = A["close_monitoring"](record, by=people["directorate"], on=TODAY, conclusion="Tamam.")

    assert (record.status, record.conclusion) == (S.CLOSED, "Tamam.")


def test_an_improvement_is_followed_until_it_is_done_also_after_the_period(center, people):
    record = make_monitoring(S.CLOSED, center=center)
    one = record.improvements.get()
    assert Improvement.objects.overdue(one.due_on + DAY).get() == one

    A["follow_improvement"](
        record, by=people["writer"], on=TODAY, improvement=one, outcome="Dosyalandı.", done_on=TODAY
    )

    assert not Improvement.objects.overdue(one.due_on + DAY).exists()
    with pytest.raises(Invalid, match="İleri"):
        A["follow_improvement"](
            record, by=people["writer"], on=TODAY, improvement=one, outcome="x", done_on=TODAY + DAY
        )


@pytest.mark.provision("smm/11/3")
def test_the_centre_assesses_itself_by_the_statements_of_the_periods_guide(center, people):
    guide = make_guide(status="draft", valid_from=date(2025, 1, 1))
    statement = GuideStatement.objects.create(guide=guide, number=1, text="Eğitimler değerlendirilir.")
    GUIDE.acts["publish_guide"](guide, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=date(2025, 1, 1))
    other = GuideStatement.objects.create(guide=make_guide(status="draft"), number=1, text="Başka")
    record = begin_monitoring(center, by=people["directorate"], on=TODAY, **ASKED)
    assert record.guide_id == guide.pk

    for answer in (1, 3):
        A["assess"](record, by=people["writer"], on=TODAY, statement=statement, answer=answer, note="Anketle.")

    assert record.assessments.get().answer == 3
    with pytest.raises(Invalid, match="kılavuzunda yok"):
        A["assess"](record, by=people["writer"], on=TODAY, statement=other, answer=1)


def test_the_database_closes_no_period_without_a_conclusion(center):
    record = make_monitoring(center=center)

    with pytest.raises(IntegrityError, match="monitoring_closed_with_a_conclusion"), transaction.atomic():
        Monitoring.objects.filter(pk=record.pk).update(status=S.CLOSED)


MONITORS = MINISTRY | PROVINCE
MAY = {
    "assess": {"principal"},
    "write_finding": MONITORS,
    "plan_improvement": MONITORS | {"principal"},
    "follow_improvement": {"principal"},
    "close_monitoring": MONITORS,
}


@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what(center, people, name):
    record = make_monitoring(center=center)
    around = everybody(center.school)

    assert {one for one in EVERYBODY if A[name].open_to(around[one], record)} == set(MAY[name])
    assert A[name].open_to(people["writer"], record) == ("principal" in MAY[name])


def test_every_act_is_asked_of_everybody(center, people):
    assert set(MAY) == set(A)
    with pytest.raises(NotPermitted):
        begin_monitoring(center, by=people["writer"], on=TODAY, **ASKED)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("write_finding", FINDING),
        ("write_finding", {"level": "major"}),
        ("close_monitoring", {"conclusion": "Tamam."}),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(center, people, name, values):
    record = make_monitoring(center=center)

    outcomes = [through(door, record, name, by=people["directorate"], **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_page_and_api_begin_the_same(center, people):
    client = Client()
    client.force_login(people["directorate"])
    body = {"title": "İlk", "first_day": "2026-01-01", "last_day": "2026-06-30"}

    assert client.post(reverse("centers:monitoring_new", args=[center.pk]), body).status_code == 302
    given = {**body, "center": center.pk, "title": "İkinci"}
    made = client.post("/api/v1/center-monitorings/", given, content_type="application/json")

    assert made.status_code == 201, made.content
    assert Monitoring.objects.count() == 2
    assert client.post("/api/v1/center-monitorings/", given, content_type="application/json").status_code == 422


def test_the_page_shows_findings_with_their_improvements_to_the_centre_alone(client, center, people):
    record = make_monitoring(S.CLOSED, center=center)
    other = make_monitoring()
    client.force_login(people["writer"])

    page = client.get(reverse("centers:monitoring", args=[record.pk])).content.decode()
    assert "Anketler dosyalanacak" in page
    assert "İyileştirmeyi izle" in page
    assert client.get(reverse("centers:monitoring", args=[other.pk])).status_code == 404
    assert client.get(reverse("centers:monitorings")).status_code == 403


def test_programs_read_periods_with_what_was_found(program, center):
    record = make_monitoring(S.CLOSED, center=center)

    listed = program.get("/center-monitorings/", province=6, status="monitoring_closed").json()["results"]
    assert [one["id"] for one in listed] == [record.pk]
    read = program.get(f"/center-monitorings/{record.pk}/").json()
    assert read["findings"][0]["improvements"][0]["responsible"] == "Ayşe Yılmaz"


def test_a_closed_period_is_printed_once_for_who_sees_the_centre(client, center, people):
    record = make_monitoring(S.CLOSED, center=center)
    after_monitoring_step(pk=record.pk)
    after_monitoring_step(pk=record.pk)

    paper = Paper.objects.of(record).get()
    said = str(paper.content)
    for words in (FINDING["text"], "Anketler dosyalanacak", "Gelişiyor.", "SMM Yönergesi m. 11/1"):
        assert words in said
    assert (paper.dated_on, paper.is_public) == (TODAY, False)
    address = reverse("centers:monitoring_paper", args=[record.pk, paper.pk])
    for name in ("writer", "school", "province", "directorate"):
        client.force_login(people[name])
        assert client.get(address).getvalue()[:5] == b"%PDF-", name
        assert address in client.get(reverse("centers:monitoring", args=[record.pk])).text, name
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    assert client.get(address).status_code == 404
    assert issue_monitoring(make_monitoring(center=center, title="Süren dönem")) is None


def test_the_centre_hears_of_a_period_and_of_improvements_whose_day_is_near(center, people):
    record = make_monitoring(center=center)
    after_monitoring_step(pk=record.pk)
    one = improve(record, by=people["writer"])
    for day in (
        one.due_on - 8 * DAY,
        one.due_on - 7 * DAY,
        one.due_on - 6 * DAY,
        one.due_on + DAY,
        one.due_on + 2 * DAY,
    ):
        warn_of_improvements(on=day)

    told = list(Notice.objects.filter(user=people["writer"]).order_by("pk").values_list("text", flat=True))
    assert [text.partition(":")[0] for text in told] == [
        "İzleme dönemi başladı; öz değerlendirmenizi yazın",
        f"Son gün {one.due_on:%d.%m.%Y}",
        f"Son günü geçti ({one.due_on:%d.%m.%Y})",
    ]
    assert set(Notice.objects.values_list("user", flat=True)) == {
        people[name].pk for name in ("writer", "coordinator", "school")
    }
    A["follow_improvement"](record, by=people["writer"], on=TODAY, improvement=one, outcome="Bitti.", done_on=TODAY)
    warn_of_improvements(on=one.due_on + 40 * DAY)
    assert Notice.objects.filter(user=people["writer"]).count() == 3
