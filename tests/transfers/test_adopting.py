"""Only the central commission adopts a placement: in a quorate sitting, one that was verified, the newest of its purpose."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from tests.factories import make_user
from tests.factories.commissions import make_commission, make_sitting
from tests.factories.transfers import make_round, make_run
from tests.workflow.doors import DOORS, through
from transfers.acts import RUN, SITTING, adopted
from transfers.choices import RoundStatus, SittingStatus as S
from transfers.models import PlacementRun, Sitting
from workflow.models import JournalEntry
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = SITTING.acts


@pytest.fixture
def run():
    return make_run(make_round(RoundStatus.EVALUATION))


@pytest.fixture
def sitting(run):
    return central(run)


def central(run, came=4, **values):
    on = run.round.results_on
    commission = make_commission(round=run.round, staffed=True, on=on, **{"central": True, **values})
    return make_sitting(S.HELD, commission=commission, came=came, on=on)


def adopt(sitting, run, act="adopt_run", by=None, **values):
    asked = {"run": run} if act == "adopt_run" else values
    return A[act](sitting, by=by or make_user(Role.EXPERT), on=sitting.meets_on, **asked)


def test_an_adopted_run_is_known_and_its_hashes_stand_in_the_journal(run, sitting):
    assert not adopted(run)

    made = adopt(sitting, run)

    assert (made.adopted_run, adopted(run)) == (run, True)
    entry = JournalEntry.objects.of(made).last()
    assert (entry.details["result_sha256"], entry.details["input_sha256"]) == (run.result_sha256, run.input_sha256)
    A["complete_minutes"](made, by=make_user(Role.EXPERT), on=made.meets_on, minutes="Kabul edildi.")
    assert adopted(run)
    with pytest.raises(OutOfState):
        adopt(made, run)


def test_an_adoption_is_taken_back_until_the_run_is_announced(run, sitting):
    made = adopt(sitting, run)
    with pytest.raises(Invalid, match="karar yazılmış"):
        adopt(made, run, "undo_sitting", reason="Yanlış.")
    made = adopt(made, run, "drop_adoption", reason="Yanlış yerleştirme.")
    assert not adopted(run)
    with pytest.raises(Invalid, match="yerleştirme yok"):
        adopt(made, run, "drop_adoption", reason="Yine.")
    made = adopt(made, run)
    RUN.acts["announce_run"](run, by=make_user(Role.DEPARTMENT_HEAD), on=run.round.results_on)
    with pytest.raises(Invalid, match="İlan edildi"):
        adopt(made, run, "drop_adoption", reason="Geç.")
    with pytest.raises(Invalid, match="İlan edildi"):
        adopt(made, run)
    assert adopted(run)


def test_only_the_newest_of_its_purpose(run, sitting):
    newer = make_run(run.round)

    with pytest.raises(Invalid, match="daha yeni") as refused:
        adopt(sitting, run)
    assert list(refused.value.faults) == ["run"]
    adopt(sitting, newer)
    assert (adopted(run), adopted(newer)) == (False, True)


def test_not_without_a_quorum_nor_by_a_province(run):
    with pytest.raises(Invalid, match="yeter sayısı"):
        adopt(central(run, came=2), run)
    theirs = central(run, central=False)
    with pytest.raises(Invalid, match="merkez komisyonu"):
        adopt(theirs, run, by=make_user(Role.PROVINCE_DIRECTOR, province=theirs.commission.province))
    with pytest.raises(IntegrityError, match="sitting_adopts_its_rounds_run"), transaction.atomic():
        Sitting.objects.filter(pk=theirs.pk).update(adopted_run=run)


def test_not_of_another_round_nor_unverified(run, sitting):
    other = make_run(make_round(RoundStatus.EVALUATION, year=2040))
    with pytest.raises(Invalid, match="başka bir dönemin"):
        adopt(sitting, other)
    with pytest.raises(IntegrityError, match="sitting_adopts_its_rounds_run"), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(adopted_run=other)
    with pytest.raises(IntegrityError, match="sitting_adopts_with_a_quorum"), transaction.atomic():
        Sitting.objects.filter(pk=sitting.pk).update(
            adopted_run=run, quorate=None, present=None, seats=None, needed=None, status=S.PLANNED
        )


def test_all_doors_do_the_same_and_the_page_shows_the_runs(run, sitting):
    head = make_user(Role.DEPARTMENT_HEAD)
    outcomes = [through(door, sitting, "adopt_run", by=head, run=run.pk) for door in DOORS]
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert outcomes[0].refusal == []
    client = Client()
    client.force_login(head)

    page = client.get(reverse("transfers:sitting", args=[sitting.pk])).content.decode()

    assert "1. yerleştirme" in page
    assert "kusur bulunmadı" in page
    assert "Yerleştirmeyi kabul et" in page
    assert PlacementRun.objects.count() == 1
