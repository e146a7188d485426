"""The journal of each application tells where an announced placement put it, that its days ran out, or that it stayed without a place."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from tests.api.conftest import Program
from tests.factories import make_user
from tests.factories.transfers import announce, make_application, make_open_round, make_run
from transfers.acts import APPLICATION, ROUND
from transfers.acts.seating import lapse, leave_unplaced, seat
from transfers.choices import ApplicationStatus, RunPurpose
from workflow.models import JournalEntry
from workflow.verifying import first_break

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
S = ApplicationStatus


def side_of(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def entries_of(application):
    """The entries after the submission: ``(act, before, after, details)``, oldest first."""
    rows = JournalEntry.objects.of(application).exclude(act="submit_application").order_by("sequence")
    return [(row.act, row.before, row.after, row.details) for row in rows]


@pytest.fixture
def ran():
    """From the announcement to the close: the best registers, the second lets the days run out, the third moves up, the fourth waits in vain."""
    taking = make_open_round()
    quota = taking.quotas.get()
    type(quota).objects.filter(pk=quota.pk).update(day_places=2, girls_places=0, boys_places=0)
    made = [
        make_application(values={"grade_9": Decimal(grade), "grade_10": Decimal(grade)}) for grade in (90, 80, 70, 60)
    ]
    expert, head = make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)
    taking = ROUND.acts["evaluate_round"](taking, by=expert, on=taking.applications_until + timedelta(days=1))
    announce(make_run(taking))
    made[0].refresh_from_db()
    APPLICATION.acts["confirm_registration"](made[0], by=side_of(made[0]), on=taking.results_on)
    day = taking.registration_until + timedelta(days=1)
    announce(make_run(taking, RunPurpose.WAITING, on=day), on=day)
    made[2].refresh_from_db()
    APPLICATION.acts["confirm_registration"](made[2], by=side_of(made[2]), on=day)
    taking.refresh_from_db()
    ROUND.acts["close_round"](taking, by=head, on=taking.waiting_until + timedelta(days=1))
    for one in made:
        one.refresh_from_db()
    return taking, made


def test_each_application_tells_its_way_from_the_announcement_to_the_close(ran):
    taking, (best, second, third, last) = ran
    place = entries_of(best)[0][3]["place"]
    until, later = taking.registration_until.isoformat(), taking.waiting_until.isoformat()
    placed = {"run": 1, "place": place, "preference": 1, "register_until": until}

    assert place.endswith("(Gündüzlü)")
    assert entries_of(best)[0] == ("be_placed", S.SUBMITTED, S.PLACED, placed)
    assert entries_of(best)[1][:3] == ("confirm_registration", S.PLACED, S.REGISTERED)
    assert entries_of(second) == [
        ("be_placed", S.SUBMITTED, S.PLACED, placed),
        ("lapse_registration", S.PLACED, S.LAPSED, {"place_before": place, "register_until": until}),
    ]
    assert entries_of(third)[:2] == [
        ("wait_for_place", S.SUBMITTED, S.WAITING, {"run": 1}),
        ("be_placed", S.WAITING, S.PLACED, {"run": 2, "place": place, "preference": 1, "register_until": later}),
    ]
    assert entries_of(last) == [
        ("wait_for_place", S.SUBMITTED, S.WAITING, {"run": 1}),
        ("stay_unplaced", S.WAITING, S.UNPLACED, {}),
    ]
    assert best.status == third.status == S.REGISTERED
    assert first_break() is None


def test_the_page_reads_it_in_words(ran):
    taking, (_, second, *_) = ran
    client = Client()
    client.force_login(side_of(second))

    page = client.get(f"/nakil/basvuru/{second.pk}/").content.decode()

    assert "1. yerleştirmenin sonucu" in page
    assert "(1. tercih)" in page
    assert "Önceki yer: " in page
    assert f"Kaydın son günü: {taking.registration_until:%d.%m.%Y}" in page
    assert "register_until" not in page


def test_the_api_tells_it_to_the_province_and_nothing_of_what_was_entered(ran):
    taking, (_, second, *_) = ran
    program = Program(province=second.school.province_id)

    answer = program.get(f"/transfer-applications/{second.pk}/history/")

    lost, placed, entered = answer.json()
    assert (placed["act"], placed["run"], placed["preference"], placed["register_until"]) == (
        "be_placed", 1, 1, taking.registration_until.isoformat(),
    )  # fmt: skip
    assert (lost["label"], lost["place_before"], lost["place"]) == ("Kayıt süresi geçti", placed["place"], None)
    assert entered["act"] == "submit_application"
    assert second.student_number not in answer.content.decode()
    assert not any("entry" in one or "details" in one for one in answer.json())
    assert Program(province=1).get(f"/transfer-applications/{second.pk}/history/").status_code == 404


def seating_queries(students):
    """How many statements announcing, lapsing and leaving unplaced take for so many students."""
    taking = make_open_round()
    quota = taking.quotas.get()
    places = students // 2 + 1
    type(quota).objects.filter(pk=quota.pk).update(day_places=places, girls_places=0, boys_places=0)
    own = None
    for _ in range(students + 1):
        own = own or make_application().school
        make_application(own=own)
    taking = ROUND.acts["evaluate_round"](
        taking, by=make_user(Role.EXPERT), on=taking.applications_until + timedelta(days=1)
    )
    run, head = make_run(taking), make_user(Role.DEPARTMENT_HEAD)
    counts = []
    for step in (
        lambda: seat(run, taking.registration_until, by=head, on=taking.results_on),
        lambda: lapse(taking, by=head, on=taking.registration_until + timedelta(days=1)),
        lambda: leave_unplaced(taking, by=head, on=taking.waiting_until + timedelta(days=1)),
    ):
        with CaptureQueriesContext(connection) as asked:
            step()
        counts.append(len(asked))
    assert JournalEntry.objects.filter(act="lapse_registration").exists()
    assert JournalEntry.objects.filter(act="stay_unplaced").exists()
    return counts


def test_thirty_students_cost_as_many_statements_as_two():
    assert seating_queries(2) == seating_queries(30)
