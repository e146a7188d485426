"""What waits in a centre, on its page and on the desks of its offices, whatever the subject; and reports that nobody opened."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from centers.acts import REPORT, prepare_report
from centers.choices import ChainStatus as S
from centers.models import ReportExtension
from centers.reporting import owing
from centers.subjects import OF_MODEL, SUBJECTS
from centers.web.waiting import rows_of, told
from desk.centre_piles import CENTRE_PILES
from desk.piles import PILE_OF
from desk.waiting import piles_of
from tests.factories import TODAY, make_user
from tests.factories.center_plans import YEAR, make_owing_center, make_plan, make_reopening, make_report
from tests.factories.centers import bring, make_center, make_task, people_of_chain
from tests.factories.programmes import make_activity, make_programme

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/3")]
LAST = YEAR - 1
DUE = date(YEAR, 1, 31)
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def of_every_subject(center, people, state):
    """A record of each subject of the chain in this state."""
    make_plan(state, center=center, people=people)
    bring(make_task("task_given", center).answers.get(), state, people=people)
    programme = make_programme(S.APPROVED, center=center, people=people)
    make_programme(state, center=center, people=people, name="Yazılacak program")
    make_activity(state, programme=programme, people=people)


def names(center, user):
    return {one.name for one in told(rows_of(center, user, TODAY), center, TODAY)}


def test_whatever_was_returned_waits_for_the_centres_coordinators(client, center, people):
    of_every_subject(center, people, S.RETURNED)
    told = names(center, people["writer"])

    assert len(told) == 4
    assert f"{center.name}, {YEAR} faaliyet planı" in told
    client.force_login(people["writer"])
    page = client.get(reverse("centers:center", args=[center.pk])).content.decode()
    assert "Sizi bekleyenler" in page
    assert all(name in page for name in told)


def test_each_level_is_told_what_waits_for_it_and_nothing_else(center, people):
    of_every_subject(center, people, S.AT_SCHOOL)

    assert len(names(center, people["school"])) == 4
    assert names(center, people["province"]) == set()
    assert names(center, people["writer"]) == set()
    assert names(make_center(), people["school"]) == set()


def test_every_subject_has_a_pile_and_the_same_words(center, people):
    of_every_subject(center, people, S.AT_DIRECTORATE)
    make_reopening(S.AT_DIRECTORATE)
    found = {pile.kind.key: pile for pile in piles_of(people["directorate"], on=TODAY)}

    for subject in SUBJECTS:
        assert PILE_OF[subject.key].title == f"Sırası sizde olan {subject.plural}"
        if subject.key != "merkez-rapor":
            assert found[subject.key].tasks[0].holder == "Genel Müdürlük"
    assert {one.key for one in SUBJECTS} <= {pile.key for pile in CENTRE_PILES}


@pytest.mark.provision("smm/11/2")
def test_a_centre_that_never_opened_its_report_is_late(client):
    center = make_owing_center()
    people = people_of_chain(center)
    expert = make_user(Role.EXPERT)
    late = {pile.kind.key: pile for pile in piles_of(expert, on=TODAY)}["merkez-rapor-geciken"]

    assert (late.count, late.tasks[0].record, late.tasks[0].holder) == (1, center.name, "Merkez")
    assert late.tasks[0].label == f"{LAST} raporu, son gün: {DUE:%d.%m.%Y}"
    assert late.tasks[0].since == DUE
    assert names(center, people["writer"]) == {f"{LAST} faaliyet raporu hazırlanmadı"}
    client.force_login(people["school"])
    assert "hazırlanmadı" in client.get(reverse("centers:center", args=[center.pk])).content.decode()
    client.force_login(expert)
    assert center.name in client.get(reverse("desk:pile", args=["merkez-rapor-geciken"])).content.decode()


@pytest.mark.provision("smm/11/2")
def test_a_report_is_late_after_its_last_day_until_it_is_sent():
    center = make_owing_center()
    people = people_of_chain(center)
    rows = type(center).objects.filter(pk=center.pk)
    assert not owing(rows, DUE).exists()
    assert owing(rows, DUE + DAY).get().report_year == LAST

    given = ReportExtension.objects.create(
        center=center, year=LAST, due_on=DUE + 30 * DAY, reason="Sel", given_by=people["directorate"], given_on=TODAY
    )
    assert not owing(rows, given.due_on).exists()
    assert owing(rows, given.due_on + DAY).get().due_on == given.due_on

    report = prepare_report(center, by=people["writer"], on=TODAY, year=LAST)
    assert names(center, people["writer"]) == {str(report)}
    report = REPORT.acts["state_nothing"](report, by=people["writer"], on=TODAY, reason="Merkez kuruluyordu.")
    dropped = REPORT.acts["drop_report"](report, by=people["writer"], on=TODAY, reason="Yeniden.")
    assert dropped.status == S.DROPPED
    assert owing(rows, TODAY).exists()
    again = prepare_report(center, by=people["writer"], on=TODAY, year=LAST)
    again = REPORT.acts["state_nothing"](again, by=people["writer"], on=TODAY, reason="Merkez kuruluyordu.")
    REPORT.acts["hand_in"](again, by=people["writer"], on=TODAY)
    assert not owing(rows, TODAY).exists()


@pytest.mark.provision("smm/11/2")
def test_a_province_sees_its_own_late_centres_alone():
    ours, _ = make_owing_center(), make_owing_center()
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    officer = make_user(Role.PROVINCE_OFFICER, province=ours.school.province)

    assert "merkez-rapor-geciken" not in {pile.kind.key for pile in piles_of(elsewhere, on=TODAY)}
    assert ours.name in {t.record for pile in piles_of(officer, on=TODAY) for t in pile.tasks}


def test_the_centres_page_asks_the_same_number_of_queries_however_much_waits(client, center, people):
    make_plan(S.RETURNED, center=center, people=people)
    client.force_login(people["writer"])
    address = reverse("centers:center", args=[center.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    short = len(few)
    for number in range(6):
        make_programme(S.RETURNED, center=center, people=people, name=f"Program {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) <= short + 1


def test_records_say_their_last_day_where_they_have_one(center, people):
    report = make_report(S.RETURNED, center=center, people=people)
    subject = OF_MODEL[type(report)]
    record = subject.seen_by(people["writer"]).get()

    assert subject.words(record) == f"Son gün: {date(YEAR + 1, 1, 31):%d.%m.%Y}"
    assert subject.url(record) == reverse("centers:report", args=[report.pk])
