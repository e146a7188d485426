"""Objections to results: entered in time, decided by the own province's commission, heeded by another placement."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.commissions import (
    make_application_to_decide,
    make_commission,
    make_excluded_application,
    make_sitting,
)
from tests.factories.transfers import announce, make_run, with_results
from tests.transfers.test_runs import three_for_two
from transfers.acts import OBJECTION, ROUND, start_run_of, submit_objection_of
from transfers.choices import ApplicationStatus, ObjectionStatus, RunPurpose, SittingStatus
from transfers.comparing import changes, counted
from transfers.models import Application, Objection, Sitting
from transfers.papers.minutes import content_of
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = ApplicationStatus
TEXT = "10. sınıf puanım yanlış girilmiş."


@pytest.fixture
def world():
    """Announced results, three students, and a quorate sitting of the province of the last one."""
    taking, _, students = three_for_two()
    first = announce(make_run(taking))
    for one in (taking, *students):
        one.refresh_from_db()
    province = students[2].school.province
    commission = make_commission(round=taking, province=province, staffed=True, on=taking.results_on)
    sitting = make_sitting(SittingStatus.HELD, commission=commission, on=taking.results_on)
    return taking, first, students, sitting


def principal_of(application):
    return make_user(Role.PRINCIPAL, school=application.school)


def director_of(application):
    return make_user(Role.PROVINCE_DIRECTOR, province=application.school.province)


def objection_of(application, on=None):
    return submit_objection_of(
        application, by=principal_of(application), on=on or application.round.results_on, text=TEXT
    )


def accepted(made, sitting):
    """The last of the three becomes better than the second."""
    return OBJECTION.acts["accept_objection"](
        made, by=director_of(made.application), on=sitting.meets_on, sitting=sitting, reason="Belge 95 gösteriyor.",
        values={"grade_10": Decimal(95), "grade_9": None},
    )  # fmt: skip


def test_an_accepted_objection_puts_figures_right_and_the_next_placement_changes_the_result(world):
    taking, first, (_best, second, last), sitting = world
    made = objection_of(last)
    day = taking.objections_until

    decided = OBJECTION.acts["accept_objection"](
        made, by=director_of(last), on=day, sitting=sitting, reason="Belge 95 gösteriyor.",
        values={"grade_10": Decimal(95), "grade_9": None},
    )  # fmt: skip

    last.refresh_from_db()
    assert (decided.status, decided.corrected) == (ObjectionStatus.ACCEPTED, {"grade_10": ["70", "95"]})
    assert (last.score, last.values["grade_10"], last.status) == (Decimal("82.5"), "95", A.WAITING)
    assert JournalEntry.objects.of(last).last().act == "heed_objection"
    run = make_run(taking, RunPurpose.OBJECTION, on=day)
    assert counted(changes(first, run)) == {"gained": 1, "moved": 0, "lost": 1}
    announce(run, on=day)
    assert dict(Application.objects.values_list("pk", "status"))[last.pk] == A.PLACED
    assert dict(Application.objects.values_list("pk", "status"))[second.pk] == A.WAITING


def test_a_rejected_one_leaves_the_result_with_a_reason(world):
    _, _, (*_, last), sitting = world
    made = objection_of(last)

    with pytest.raises(Invalid, match="Gerekçe"):
        OBJECTION.acts["reject_objection"](
            made, by=director_of(last), on=sitting.meets_on, sitting=sitting, reason=" "
        )
    decided = OBJECTION.acts["reject_objection"](
        made, by=director_of(last), on=sitting.meets_on, sitting=sitting, reason="Belge 70 gösteriyor."
    )

    last.refresh_from_db()
    assert (decided.status, last.score) == (ObjectionStatus.REJECTED, Decimal(70))


def test_objections_are_entered_in_their_days_once_and_without_identity_numbers(world):
    taking, _, (*_, last), _ = world

    with pytest.raises(Invalid, match="gününün sonuna kadar"):
        objection_of(last, on=taking.objections_until + timedelta(days=1))
    with pytest.raises(Invalid, match="kimlik numarası yazılmaz"):
        submit_objection_of(last, by=principal_of(last), on=taking.results_on, text="10000000146 numaralı öğrenci")
    objection_of(last)
    with pytest.raises(Invalid, match="karar bekleyen"):
        objection_of(last)


def test_before_the_results_there_is_nothing_to_object_to():
    application, _ = make_application_to_decide()

    with pytest.raises(Invalid, match="sonuçların ilanından"):
        objection_of(application)


def test_the_commission_of_another_province_does_not_decide_and_nobody_else_records_it(world):
    taking, _, (*_, last), sitting = world
    made = objection_of(last)
    other = make_sitting(
        SittingStatus.HELD, commission=make_commission(round=taking, province=34, staffed=True, on=taking.results_on),
        on=taking.results_on,
    )  # fmt: skip

    with pytest.raises(Invalid, match="ilin bu dönemdeki komisyonunca"):
        OBJECTION.acts["reject_objection"](
            made, by=director_of(last), on=sitting.meets_on, sitting=other, reason="Olmaz."
        )
    for person in (principal_of(last), make_user(Role.EXPERT), make_user(Role.PROVINCE_DIRECTOR, province=34)):
        with pytest.raises(NotPermitted):
            OBJECTION.acts["reject_objection"](made, by=person, on=sitting.meets_on, sitting=sitting, reason="Olmaz.")
    with pytest.raises(IntegrityError, match="objection_decided_in_its_province"), transaction.atomic():
        Objection.objects.filter(pk=made.pk).update(sitting=other)


def test_an_excluded_student_who_is_right_takes_part_in_the_next_placement():
    made = make_excluded_application()
    taking = with_results(made.round)
    made.refresh_from_db()
    assert made.status == A.EXCLUDED
    objection = objection_of(made, on=taking.results_on)
    commission = taking.commissions.get(province=made.school.province)
    sitting = make_sitting(SittingStatus.HELD, commission=commission, on=taking.results_on)

    OBJECTION.acts["accept_objection"](
        objection, by=director_of(made), on=taking.results_on, sitting=sitting, reason="Belge bulundu.", values={}
    )

    made.refresh_from_db()
    assert (made.status, made.exclusion) == (A.SUBMITTED, None)
    announce(make_run(taking, RunPurpose.OBJECTION, on=taking.results_on))
    made.refresh_from_db()
    assert made.status == A.PLACED


def test_while_an_objection_waits_no_further_placement_begins_and_the_round_stays_open(world):
    taking, _, (*_, last), _ = world
    objection_of(last)

    with pytest.raises(Invalid, match="1 itiraz karar bekliyor"):
        start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on, purpose=RunPurpose.OBJECTION)
    with pytest.raises(Invalid, match="1 itiraz karar bekliyor"):
        ROUND.acts["close_round"](
            taking, by=make_user(Role.DEPARTMENT_HEAD), on=taking.waiting_until + timedelta(days=1)
        )


def test_it_is_entered_and_decided_in_pages(world, client, monkeypatch):
    taking, _, (*_, last), sitting = world
    for door in ("transfers.web.objections.localdate", "workflow.web.acts.localdate"):
        monkeypatch.setattr(door, lambda: taking.results_on)
    client.force_login(principal_of(last))
    client.post(f"/nakil/basvuru/{last.pk}/itiraz/", {"text": TEXT})
    made = last.objections.get()
    assert TEXT in client.get(f"/nakil/itirazlar/{made.pk}/").content.decode()

    client.force_login(director_of(last))
    page = client.get(f"/nakil/itirazlar/{made.pk}/islem/accept_objection/").content.decode()
    assert "Doğrusu: 10. sınıf yıl sonu başarı puanı" in page
    given = {"sitting": sitting.pk, "reason": "Belge 95 gösteriyor.", "value_grade_10": "95"}
    client.post(f"/nakil/itirazlar/{made.pk}/islem/accept_objection/", given)

    made.refresh_from_db()
    assert made.status == ObjectionStatus.ACCEPTED
    assert "70 yerine 95" in client.get(f"/nakil/itirazlar/{made.pk}/").content.decode()


def test_the_sitting_lists_what_it_can_decide_and_its_minutes_what_it_decided(world, client):
    _, _, (*_, last), sitting = world
    made = objection_of(last)
    client.force_login(director_of(last))
    address = f"/nakil/komisyonlar/oturum/{sitting.pk}/"
    assert "Karar bekleyen itirazlar" in client.get(address).content.decode()
    waiting = client.get(f"/nakil/itirazlar/{made.pk}/").content.decode()
    assert f"/nakil/komisyonlar/{sitting.commission_id}/" in waiting

    accepted(made, sitting)

    page = client.get(address).content.decode()
    assert "Karar bekleyen itirazlar" not in page
    assert "İtirazlar hakkında" in page
    assert address in client.get(f"/nakil/itirazlar/{made.pk}/").content.decode()
    (row,) = content_of(Sitting.objects.select_related("commission__round__criteria").get(pk=sitting.pk))["objections"]
    assert row[0] == f"{last.pk:09d}"
    assert row[2:] == [
        "Kabul edildi", "Belge 95 gösteriyor. 10. sınıf yıl sonu başarı puanı: 70 yerine 95.",
    ]  # fmt: skip


def test_the_school_does_not_see_the_commissions_sitting_on_its_objections_page(world, client):
    _, _, (*_, last), sitting = world
    made = accepted(objection_of(last), sitting)
    client.force_login(principal_of(last))

    page = client.get(f"/nakil/itirazlar/{made.pk}/").content.decode()

    assert f"{sitting.number} no.lu oturum" in page
    assert f"/nakil/komisyonlar/oturum/{sitting.pk}/" not in page
