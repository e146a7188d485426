"""What the database holds of a run: who may be in its results and where, and that nothing of it changes once it is finished."""

from __future__ import annotations

import threading
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.transfers import make_application, make_run
from tests.transfers.test_runs import three_for_two
from transfers.acts import start_run_of
from transfers.choices import ApplicationStatus, RunStatus
from transfers.models import Application, Placement, PlacementPart
from transfers.stored.writing import write_result

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
S = ApplicationStatus


def test_a_run_whose_students_changed_meanwhile_is_finished_all_the_same():
    """Its announcement is refused; the result of what was there then stands."""
    taking, _, (best, *_) = three_for_two()

    def write_and_withdraw(run, result):
        write_result(run, result)
        Application.objects.filter(pk=best.pk).update(status=S.WITHDRAWN, remark="Vazgeçti.")

    with patch("transfers.stored.writing.write_result", write_and_withdraw):
        run = make_run(taking)

    assert (run.status, run.students) == (RunStatus.VERIFIED, 3)


@pytest.mark.parametrize("together", [1, 2])
def test_results_kept_in_several_parts_are_found_one_by_one(together, monkeypatch):
    monkeypatch.setattr("transfers.stored.writing.TOGETHER", together)
    taking, _, made = three_for_two()
    keys = [one.pk for one in made]

    run, other = make_run(taking), make_run(taking)

    assert run.parts.count() == -(-3 // together)
    found = Placement.objects.of([*keys, 0], [run.pk])
    assert {one.application_id: (one.preference, one.ranks) for one in found} == {
        keys[0]: (1, [1]), keys[1]: (1, [2]), keys[2]: (None, [3]),
    }  # fmt: skip
    assert {one.run_id for one in Placement.objects.of(keys[:1], [run.pk, other.pk])} == {run.pk, other.pk}


def test_the_database_keeps_a_student_from_two_places_and_results_from_changing():
    taking, _, (best, _, _) = three_for_two()
    run = make_run(taking)
    (part,) = run.parts.all()
    assert part.first == best.pk

    for wrong, name in (
        (lambda: write_placement(run, application=best.pk), "placementpart_once_a_run"),
        (lambda: write_placement(run, application=make_application().pk), "placement_while_computed"),
        (lambda: run.parts.update(preferences=[2, 2, 2]), "placement_stays"),
        (lambda: run.parts.all().delete(), "placement_stays"),
        (lambda: run.offers.update(last_lot="0" * 64), "runprogramme_stays"),
        (lambda: run.offers.all().delete(), "runprogramme_stays"),
        (lambda: one_programme_more(run), "placement_while_computed"),
        (lambda: type(run).objects.filter(pk=run.pk).update(result_sha256="0" * 64), "placementrun_finished_stays"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            wrong()


def one_programme_more(run):
    offer = run.offers.get()
    offer.pk, offer.kind, offer.code = None, "girls", "x"
    offer.save(force_insert=True)


def write_placement(run, application, programme=0, preference=0, **values):
    """A part of one."""
    given = {
        "first": application, "last": application, "applications": [application], "programmes": [programme],
        "preferences": [preference], "ends": [1], "ranks": [1], "merits": bytes(8),
    }  # fmt: skip
    return PlacementPart.objects.create(run=run, **given | values)


def one_more(run, **values):
    """A student of the round who came too late for it."""
    joining = make_application()
    Application.objects.filter(pk=joining.pk).update(round=run.round)
    write_placement(run, joining.pk, **values)


def twice(run):
    one, other = make_application(), make_application()
    Application.objects.filter(pk__in=[one.pk, other.pk]).update(round=run.round)
    write_placement(
        run, one.pk, last=other.pk, applications=[one.pk, one.pk, other.pk], programmes=[0] * 3, preferences=[0] * 3,
        ends=[1, 2, 3], ranks=[1] * 3, merits=bytes(24),
    )  # fmt: skip


SPOILED = {
    "of another round": (lambda run: write_placement(run, make_application().pk), "placement_of_its_round"),
    "nobody": (lambda run: write_placement(run, 0), "placement_of_its_round"),
    "twice": (twice, "placement_of_its_round"),
    "a place of nowhere": (lambda run: one_more(run, programme=-1, preference=1), "placement_within_seats"),
    "a place without a preference": (
        lambda run: one_more(run, programme=run.offers.get().pk),
        "placementpart_on_a_preference",
    ),
    "a preference without a place": (lambda run: one_more(run, preference=1), "placementpart_on_a_preference"),
    "another key than its first": (lambda run: one_more(run, first=1), "placementpart_between_its_keys"),
    "more ranks than told": (lambda run: one_more(run, ranks=[1, 2]), "placementpart_of_equal_lengths"),
    "fewer programmes": (lambda run: one_more(run, programmes=[], preference=1), "placementpart_of_equal_lengths"),
    "no number": (lambda run: one_more(run, programmes=[None], preference=1), "placementpart_of_numbers"),
    "a seat too few": (lambda run: run.offers.filter(seats=2).update(seats=1, placed=1), "placement_within_seats"),
}


@pytest.mark.parametrize("spoiled", SPOILED)
def test_the_database_finishes_no_run_with_strangers_or_more_than_its_seats(spoiled):
    taking, _, _ = three_for_two()
    spoil, name = SPOILED[spoiled]

    def write_and_spoil(run, result):
        write_result(run, result)
        spoil(run)

    with patch("transfers.stored.writing.write_result", write_and_spoil), pytest.raises(IntegrityError, match=name):
        make_run(taking)

    assert taking.runs.get().status == RunStatus.FAILED
    assert not Placement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_rows_that_come_while_a_run_is_finished_are_asked_of_too(monkeypatch):
    monkeypatch.setattr("workflow.jobs._queue", lambda _: None)  # nobody computes it
    taking, _, _ = three_for_two()
    stranger = make_application()
    run = start_run_of(taking, by=make_user(Role.EXPERT), on=taking.results_on)
    said = []

    def finish():
        try:
            type(run).objects.filter(pk=run.pk).update(
                status=RunStatus.VERIFIED,
                engine_version="1",
                input="x.npz",
                input_sha256="0" * 64,
                result_sha256="0" * 64,
            )
        except IntegrityError as error:
            said.append(str(error))
        finally:
            connections.close_all()

    other = threading.Thread(target=finish)
    with transaction.atomic():
        write_placement(run, stranger.pk)
        other.start()
        other.join(1)
        assert other.is_alive()
    other.join()

    assert "placement_of_its_round" in said[0]


def test_a_ticket_that_says_something_else_than_its_application_refutes_the_run():
    """The second implementation reads the application and draws the lot itself."""
    taking, _, (best, _, last) = three_for_two()
    tickets = {one.pk: bytes(one.ticket) for one in Application.objects.all()}
    forged = tickets[last.pk][:16] + tickets[best.pk][16:]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # as nobody can but who owns the database
        Application.objects.filter(pk=last.pk).update(ticket=forged)
        Application.objects.filter(pk=best.pk).update(ticket=tickets[best.pk][:16] + tickets[last.pk][16:])
        cursor.execute("SET LOCAL session_replication_role = origin")

    run = make_run(taking)

    assert run.status == RunStatus.REFUTED
    assert run.report["count"] > 0
