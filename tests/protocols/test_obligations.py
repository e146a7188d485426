"""Obligations and their duties: planned once, fulfilled with evidence, returned, moved, waived, fallen with what they rest on."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.urls import reverse

from accounts.choices import Role
from documents.intake import FileRefused
from protocols.acts import (
    DUTY,
    add_obligation,
    close_obligation,
    end,
    fulfil,
    keep_proof,
    move,
    plan_duties,
    return_duty,
    save_change,
    sign_amendment,
    waive,
)
from protocols.acts.days import open_the_day
from protocols.choices import ChangeKind as K
from protocols.choices.obligations import DutyStatus as D, Every, Owner
from protocols.models import AmendmentChange, Protocol, ProtocolDuty
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.obligations import make_obligation, make_protocol_duty
from tests.factories.protocols import make_agreed, make_amendment, make_draft, make_signed
from tests.protocols.test_texts_as_papers import a_pdf
from tests.workflow.people import MINISTRY, PROVINCE, SCHOOL_SIDE, everybody
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]
CLIENTS = frozenset({"client", "client_here"})


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def days(protocol, status=D.DUE):
    rows = ProtocolDuty.objects.filter(obligation__protocol=protocol, status=status)
    return list(rows.order_by("due_on", "pk").values_list("due_on", flat=True))


def test_duties_are_planned_for_each_school_until_the_terms_end():
    protocol = make_signed(make_school(), make_school(), ends_on=date(2027, 2, 1))

    make_obligation(protocol, every=Every.MONTH, first_due_on=date(2026, 11, 30))

    assert days(protocol) == [date(2026, 11, 30)] * 2 + [date(2026, 12, 30)] * 2 + [date(2027, 1, 30)] * 2
    assert plan_duties(protocol, on=TODAY) == 0


def test_an_obligation_of_one_school_is_none_of_the_others():
    here, there = make_school(), make_school()
    protocol = make_signed(here, there)

    make_obligation(protocol, school=there)

    assert ProtocolDuty.objects.get().school == there


def test_what_was_agreed_on_is_planned_when_it_is_signed(expert):
    protocol = make_agreed()
    make_obligation(protocol, first_due_on=date(2026, 11, 10))
    assert days(protocol) == []

    from protocols.acts import sign

    sign(protocol, by=expert, on=TODAY, signed_on=TODAY, starts_on=TODAY, ends_on=date(2028, 1, 1))

    assert days(protocol) == [date(2026, 11, 10)]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"clause": "77"}, "clause"),
        ({"owner": Owner.STAKEHOLDER}, "stakeholder"),
        ({"first_due_on": date(2025, 1, 1)}, "first_due_on"),
        ({"first_due_on": date(2035, 1, 1)}, "first_due_on"),
    ],
)
def test_an_obligation_that_cannot_be_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refused:
        make_obligation(**values)

    assert field in refused.value.faults
    assert not ProtocolDuty.objects.exists()


def test_a_stakeholder_that_is_no_party_and_a_school_elsewhere_are_refused():
    with pytest.raises(Invalid, match="tarafı"):
        make_obligation(owner=Owner.STAKEHOLDER, stakeholder=make_stakeholder())
    with pytest.raises(Invalid, match="saymıyor"):
        make_obligation(school=make_school())


def test_a_draft_obliges_to_nothing_yet(expert):
    with pytest.raises(OutOfState):
        make_obligation(make_draft())
    with pytest.raises(NotPermitted):
        add_obligation(make_signed(), by=make_user(Role.PROVINCE_OFFICER, province=6), on=TODAY, clause="2",
                       kind="other", title="x", owner=Owner.SCHOOL, first_due_on=TODAY)  # fmt: skip


def test_a_duty_is_fulfilled_with_the_evidence_that_was_asked_for(expert):
    duty = make_protocol_duty(evidence="Gider cetveli")

    with pytest.raises(Invalid, match="Gider cetveli"):
        fulfil(duty, by=expert, on=TODAY, fulfilled_on=TODAY)
    kept = keep_proof(duty, by=expert, on=TODAY, file=a_pdf())
    with pytest.raises(Invalid, match="ileri"):
        fulfil(duty, by=expert, on=TODAY, fulfilled_on=TODAY + timedelta(1))
    done = fulfil(duty, by=expert, on=TODAY, fulfilled_on=TODAY)

    assert (done.status, done.fulfilled_on, done.proof) == (D.FULFILLED, TODAY, kept)
    assert JournalEntry.objects.of(done).last().details["proof"] == kept.sha256
    with pytest.raises(OutOfState):
        keep_proof(duty, by=expert, on=TODAY, file=a_pdf())


def test_a_file_that_cannot_be_read_is_no_evidence(expert):
    duty = make_protocol_duty(evidence="Gider cetveli")

    with pytest.raises(FileRefused):
        keep_proof(duty, by=expert, on=TODAY, file=a_pdf(password="gizli"))

    duty.refresh_from_db()
    assert duty.proof is None


def test_what_was_said_to_be_done_is_asked_for_again(expert):
    duty = make_protocol_duty(evidence="Gider cetveli")
    keep_proof(duty, by=expert, on=TODAY, file=a_pdf())
    done = fulfil(duty, by=expert, on=TODAY, fulfilled_on=TODAY)

    again = return_duty(done, by=expert, on=TODAY, reason="Cetvel başka ayın.")

    assert (again.status, again.fulfilled_on, again.proof, again.note) == (D.DUE, None, None, "Cetvel başka ayın.")


def test_a_day_is_moved_also_after_it_has_passed_and_the_first_one_is_kept(expert):
    duty = make_protocol_duty(first_due_on=TODAY - timedelta(30))
    assert ProtocolDuty.objects.late(TODAY).get() == duty

    with pytest.raises(Invalid):
        move(duty, by=expert, on=TODAY, due_on=TODAY + timedelta(5), reason=" ")
    with pytest.raises(Invalid, match="bitişinden"):
        move(duty, by=expert, on=TODAY, due_on=date(2040, 1, 1), reason="x")
    moved = move(duty, by=expert, on=TODAY, due_on=TODAY + timedelta(5), reason="Fatura gecikti.")

    assert (moved.due_on, moved.first_due_on) == (TODAY + timedelta(5), TODAY - timedelta(30))
    assert not ProtocolDuty.objects.late(TODAY).exists()
    assert JournalEntry.objects.of(moved).last().details["reason"] == "Fatura gecikti."
    assert plan_duties(duty.obligation.protocol, on=TODAY) == 0


def test_a_duty_is_waived_with_a_reason_only(expert):
    duty = make_protocol_duty()

    with pytest.raises(Invalid):
        waive(duty, by=expert, on=TODAY, reason=" ")
    waived = waive(duty, by=expert, on=TODAY, reason="Bu ay gider olmadı.")

    assert (waived.status, waived.note) == (D.WAIVED, "Bu ay gider olmadı.")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProtocolDuty.objects.filter(pk=duty.pk).update(note="")


def test_a_closed_obligation_lets_what_is_due_fall_and_keeps_what_was_done(expert):
    obligation = make_obligation(every=Every.YEAR, first_due_on=TODAY)
    first = obligation.duties.order_by("due_on")[0]
    fulfil(first, by=expert, on=TODAY, fulfilled_on=TODAY)

    close_obligation(obligation, by=expert, on=TODAY, reason="Madde değişti.")

    assert set(obligation.duties.values_list("status", flat=True)) == {D.FULFILLED, D.WITHDRAWN}
    assert plan_duties(obligation.protocol, on=TODAY) == 0
    with pytest.raises(OutOfState):
        close_obligation(obligation, by=expert, on=TODAY, reason="Yine.")


def test_duties_after_the_end_fall_and_late_ones_stay():
    protocol = make_signed()
    make_obligation(protocol, every=Every.MONTH, first_due_on=TODAY - timedelta(40))
    late = days(protocol)[:2]

    end(protocol, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, ended_on=TODAY, reason="Bitti.")

    assert days(protocol) == late
    assert set(ProtocolDuty.objects.filter(status=D.WITHDRAWN).values_list("note", flat=True)) == {
        "Protokol sona erdi."
    }


def test_a_longer_term_brings_more_and_a_shorter_one_fewer(expert):
    protocol = make_signed(ends_on=date(2027, 1, 1))
    make_obligation(protocol, every=Every.YEAR, first_due_on=date(2026, 12, 1))

    def change_term(ends_on):
        amendment = make_amendment(Protocol.objects.get(pk=protocol.pk))
        save_change(amendment, AmendmentChange(kind=K.TERM, ends_on=ends_on), by=expert, on=TODAY)
        sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=TODAY)

    change_term(date(2029, 1, 1))
    assert days(protocol) == [date(2026, 12, 1), date(2027, 12, 1), date(2028, 12, 1)]
    change_term(date(2027, 6, 1))
    assert days(protocol) == [date(2026, 12, 1)]
    change_term(date(2028, 6, 1))
    assert days(protocol) == [date(2026, 12, 1), date(2027, 12, 1)]
    assert JournalEntry.objects.filter(act="reinstate").count() == 1


def test_a_school_that_leaves_takes_its_duties_along_and_one_that_comes_gets_its_own(expert):
    stays, leaves, comes = make_school(), make_school(), make_school()
    protocol = make_signed(stays, leaves)
    make_obligation(protocol)
    amendment = make_amendment(protocol)
    save_change(amendment, AmendmentChange(kind=K.SCHOOL_REMOVED, school=leaves), by=expert, on=TODAY)
    save_change(amendment, AmendmentChange(kind=K.SCHOOL_ADDED, school=comes), by=expert, on=TODAY)
    day = TODAY + timedelta(3)
    sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=day)
    open_the_day(on=day)

    assert set(ProtocolDuty.objects.open().values_list("school", flat=True)) == {stays.pk, comes.pk}
    assert ProtocolDuty.objects.get(school=leaves).note == "Okul protokolden çıktı."


def test_a_school_that_comes_back_finds_its_duties_again(expert):
    stays, leaves = make_school(), make_school()
    protocol = make_signed(stays, leaves)
    make_obligation(protocol)
    for kind in (K.SCHOOL_REMOVED, K.SCHOOL_ADDED):
        amendment = make_amendment(Protocol.objects.get(pk=protocol.pk))
        save_change(amendment, AmendmentChange(kind=kind, school=leaves), by=expert, on=TODAY)
        sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=TODAY)

    assert set(ProtocolDuty.objects.open().values_list("school", flat=True)) == {stays.pk, leaves.pk}


@pytest.mark.parametrize(
    ("act", "owner", "allowed"),
    [
        ("fulfil", Owner.SCHOOL, MINISTRY | PROVINCE | SCHOOL_SIDE | CLIENTS),
        ("fulfil", Owner.PROVINCE, MINISTRY | PROVINCE | CLIENTS),
        ("fulfil", Owner.DIRECTORATE, MINISTRY),
        ("move", Owner.SCHOOL, MINISTRY | PROVINCE | CLIENTS),
        ("move", Owner.PROVINCE, MINISTRY),
        ("waive", Owner.SCHOOL, MINISTRY),
    ],
)
def test_an_act_on_a_duty_is_open_to_these_only(act, owner, allowed):
    school = make_school()
    duty = make_protocol_duty(make_signed(school), owner=owner)

    assert {name for name, person in everybody(school).items() if DUTY.acts[act].open_to(person, duty)} == allowed


@pytest.mark.django_db(transaction=True)
def test_of_two_who_fulfil_and_waive_at_once_one_is_told_that_it_is_done():
    duty = make_protocol_duty()
    expert, barrier, outcomes = make_user(Role.EXPERT), threading.Barrier(2), []

    def do(act, **values):
        close_old_connections()
        barrier.wait()
        try:
            act(ProtocolDuty.objects.get(pk=duty.pk), by=expert, on=TODAY, **values)
            outcomes.append("done")
        except OutOfState:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=do, args=[fulfil], kwargs={"fulfilled_on": TODAY}),
        threading.Thread(target=do, args=[waive], kwargs={"reason": "Gerek kalmadı."}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "refused"]


def test_the_calendar_shows_what_is_late_and_takes_the_same_queries_for_thirty(client, django_assert_max_num_queries):
    school = make_school(province=6)
    protocol = make_signed(school, ends_on=date(2029, 2, 1))
    make_obligation(protocol, first_due_on=date(2026, 2, 10))
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    url = reverse("protocols:duties")

    assert "Gecikti" in client.get(url, {"durum": "geciken"}).content.decode()
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    make_obligation(protocol, every=Every.MONTH, first_due_on=date(2026, 3, 1))
    with django_assert_max_num_queries(len(one)):
        assert len(client.get(url).context["page_obj"].object_list) > 20
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    assert client.get(url).context["page_obj"].paginator.count == 0
