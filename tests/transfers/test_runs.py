"""Runs of a round: what is stored, who may start and announce, and what announcing does to the applications."""

from __future__ import annotations

import threading
from datetime import timedelta
from decimal import Decimal
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connections, transaction

from accounts.choices import Role
from schools.models import Branch
from tests.factories import make_user
from tests.factories.transfers import (
    adopted_by_commission,
    announce,
    computed,
    make_application,
    make_open_round,
    make_run,
)
from transfers.acts import ROUND, RUN, start_run_of
from transfers.choices import ApplicationStatus, RoundStatus, RunStatus
from transfers.models import Application, Placement, RunProgramme
from transfers.sheets import sheet_of
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
S = ApplicationStatus


def three_for_two():
    """A round in evaluation: three girls ask for two places, two of them for a second programme as well."""
    taking = make_open_round()
    first = taking.quotas.get()
    type(first).objects.filter(pk=first.pk).update(day_places=2, girls_places=0, boys_places=0)
    from transfers.rules.preferences import Choice

    made = []
    for grade, _more in ((90, ()), (80, ()), (70, ())):
        made.append(
            make_application(
                values={"grade_9": Decimal(grade), "grade_10": Decimal(grade)}, preferences=[Choice(first.pk, "day")]
            )
        )
    evaluating = ROUND.acts["evaluate_round"](
        taking, by=make_user(Role.EXPERT), on=taking.applications_until + timedelta(days=1)
    )
    return evaluating, first, made


def test_the_best_are_placed_and_everything_that_proves_it_is_kept():
    taking, _quota, (best, second, last) = three_for_two()

    run = make_run(taking)

    assert (run.status, run.students, run.placed, run.on_first, run.places) == (RunStatus.VERIFIED, 3, 2, 2, 2)
    assert run.report["count"] == 0
    assert run.report["checked"]["lots"] == 3
    assert len(run.input_sha256) == len(run.result_sha256) == 64
    assert run.seed == taking.seed
    told = {row.application_id: row for row in Placement.objects.filter(run=run)}
    assert [told[one.pk].preference for one in (best, second, last)] == [1, 1, None]
    assert [told[one.pk].ranks for one in (best, second, last)] == [[1], [2], [3]]
    programme = run.offers.get()
    assert (programme.seats, programme.asked, programme.placed) == (2, 3, 2)
    assert programme.last_merit == programme.bar_merit == told[second.pk].merit
    assert told[second.pk].merit == [80_000_000, 80_000_000, 80_000_000]
    assert set(Application.objects.values_list("status", flat=True)) == {S.SUBMITTED}


def test_a_run_is_repeated_bit_for_bit_and_by_the_command_that_knows_no_database(tmp_path):
    from transfers.stored.inputs import unpacked
    from transfers.stored.writing import placed

    taking, _quota, _ = three_for_two()
    first, second = make_run(taking), make_run(taking)
    assert (first.input_sha256, first.result_sha256) == (second.input_sha256, second.result_sha256)

    given = unpacked(first.input.read())
    assert given.sha256 == first.input_sha256
    assert placed(given).sha256 == first.result_sha256

    from transfers.stored.files import write_files

    write_files(given, tmp_path)
    call_command(
        "place", programmes=tmp_path / "programmes.csv", applications=tmp_path / "applications.csv", seed=given.seed,
        out=tmp_path / "out", stdout=StringIO(),
    )  # fmt: skip
    import hashlib

    assert hashlib.sha256((tmp_path / "out" / "placements.csv").read_bytes()).hexdigest() == first.result_sha256


def test_announcing_seats_the_placed_and_lets_the_others_wait():
    taking, quota, (best, second, last) = three_for_two()
    run = make_run(taking)

    announce(run, on=taking.results_on)

    taking.refresh_from_db()
    assert taking.status == RoundStatus.RESULTS
    states = dict(Application.objects.values_list("pk", "status"))
    assert states == {best.pk: S.PLACED, second.pk: S.PLACED, last.pk: S.WAITING}
    best.refresh_from_db()
    assert (best.seat.quota_id, best.register_until) == (quota.pk, taking.registration_until)


def test_results_are_announced_by_who_decides_on_the_day_of_the_calendar_and_not_before():
    taking, _, _ = three_for_two()
    run = make_run(taking)
    head = make_user(Role.DEPARTMENT_HEAD)

    with pytest.raises(NotPermitted):
        RUN.acts["announce_run"](run, by=make_user(Role.EXPERT), on=taking.results_on)
    with pytest.raises(Invalid, match="ilan edilir"):
        RUN.acts["announce_run"](run, by=head, on=taking.results_on - timedelta(days=1))


def test_only_a_placement_that_the_commission_adopted_is_announced():
    taking, _, _ = three_for_two()
    run = make_run(taking)
    head = make_user(Role.DEPARTMENT_HEAD)

    with pytest.raises(Invalid, match="komisyonu bir oturumda kabul etmeden"):
        RUN.acts["announce_run"](run, by=head, on=taking.results_on)
    adopted_by_commission(run, on=taking.results_on)
    assert RUN.acts["announce_run"](run, by=head, on=taking.results_on).status == RunStatus.ANNOUNCED


def test_what_changed_after_the_run_is_not_announced():
    taking, _, (best, _, _) = three_for_two()
    run = make_run(taking)
    Application.objects.filter(pk=best.pk).update(status=S.WITHDRAWN, remark="Vazgeçti.")

    with pytest.raises(Invalid, match="değişti"):
        announce(run, on=taking.results_on)


def test_a_result_that_the_verifier_refutes_cannot_be_announced():
    taking, _, (_best, _, _last) = three_for_two()

    def wrong(market):
        from transfers.placement import place

        rows = place(market)
        rows[0], rows[2] = -1, market.starts[2]  # the last instead of the best
        return rows

    with patch("transfers.stored.writing.place", wrong):
        run = make_run(taking)

    assert run.status == RunStatus.REFUTED
    assert "yerleşebilirdi" in run.report["faults"][0]["says"]
    with pytest.raises(OutOfState, match="Doğrulanamadı"):
        RUN.acts["announce_run"](run, by=make_user(Role.DEPARTMENT_HEAD), on=taking.results_on)


def test_a_worker_that_fails_leaves_no_result_and_the_run_may_be_started_again():
    taking, _, _ = three_for_two()
    run = start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on)

    with patch("transfers.stored.writing.write_result", side_effect=RuntimeError), pytest.raises(RuntimeError):
        computed(run)

    run.refresh_from_db()
    assert (run.status, Placement.objects.count(), RunProgramme.objects.count()) == (RunStatus.FAILED, 0, 0)
    assert make_run(taking).status == RunStatus.VERIFIED


def test_a_run_whose_job_was_given_up_is_marked_failed():
    from transfers.tasks import fail_lost_runs
    from workflow.choices import JobState
    from workflow.models import Job

    taking, _, _ = three_for_two()
    run = start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on)
    fail_lost_runs()
    run.refresh_from_db()
    assert run.status == RunStatus.PREPARED
    Job.objects.filter(pk=run.job_id).update(state=JobState.FAILED)

    fail_lost_runs()

    run.refresh_from_db()
    assert run.status == RunStatus.FAILED
    assert "yarıda kaldı" in run.message


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_start_together_one_runs_and_the_other_is_told():
    taking, _, _ = three_for_two()
    people = [make_user(Role.EXPERT), make_user(Role.EXPERT)]
    started, told = [], []
    gate = threading.Barrier(2)

    def start(person):
        try:
            gate.wait()
            started.append(start_run_of(taking, by=person, on=taking.results_on))
        except Invalid as refusal:
            told.append(str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=start, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(started) == len(told) == 1
    assert "hesaplanıyor" in told[0]


def test_a_quota_of_a_branch_is_placed_and_named_by_it():
    taking, quota, (best, _, _) = three_for_two()
    branch = Branch.objects.create(field=quota.field, name="Bilgisayar Destekli Endüstriyel Modelleme")
    type(quota).objects.filter(pk=quota.pk).update(branch=branch)

    run = make_run(taking)

    assert run.status == RunStatus.VERIFIED, run.message
    assert Placement.objects.get(run=run, application=best).programme.code.endswith(f"-{branch.pk}-G")
    announce(run)
    (sheet,) = sheet_of(Application.objects.get(pk=best.pk))
    assert branch.name in sheet["rows"][0]["label"]


def test_a_quota_cannot_fall_below_the_placed():
    taking, quota, _ = three_for_two()
    announce(make_run(taking))

    with pytest.raises(IntegrityError, match="quota_not_below_the_placed"), transaction.atomic():
        type(quota).objects.filter(pk=quota.pk).update(day_places=1)


@pytest.mark.provision("okul/8/3")
def test_reserved_places_go_to_their_group_first_however_it_is_written():
    taking, quota, (best, second, last) = three_for_two()
    type(quota).objects.filter(pk=quota.pk).update(reserved_for="Şehit çocukları", reserved_day=1)
    Application.objects.filter(pk=last.pk).update(group="ŞEHİT  ÇOCUKLARI")

    run = make_run(taking)

    assert run.status == RunStatus.VERIFIED
    placed = {row.application_id for row in Placement.objects.filter(run=run, preference=1)}
    assert placed == {best.pk, last.pk}
    programme = run.offers.exclude(seats=0).get()
    assert (programme.last_merit[0], programme.bar_merit[0]) == (70_000_000, 90_000_000)
    announce(run)
    (sheet,) = sheet_of(Application.objects.get(pk=second.pk))
    assert sheet["rows"][0]["says"].endswith("sizde 80, son yerleşende 90.")


def test_a_quota_that_was_closed_meanwhile_places_nobody():
    taking, quota, _ = three_for_two()
    type(quota).objects.filter(pk=quota.pk).update(status="quota_closed", remark="Alan kapandı.")

    run = make_run(taking)

    assert (run.status, run.placed, run.places) == (RunStatus.VERIFIED, 0, 0)


def test_a_round_closes_only_when_every_application_is_dealt_with():
    taking, _, (best, second, last) = three_for_two()
    announce(make_run(taking))
    head, over = make_user(Role.DEPARTMENT_HEAD), taking.waiting_until + timedelta(days=1)
    taking.refresh_from_db()

    closed = ROUND.acts["close_round"](taking, by=head, on=over)

    assert closed.status == RoundStatus.CLOSED
    states = dict(Application.objects.values_list("pk", "status"))
    assert states == {best.pk: S.LAPSED, second.pk: S.LAPSED, last.pk: S.UNPLACED}
