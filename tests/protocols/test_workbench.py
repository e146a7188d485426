"""A protocol from its draft to its signature: clauses of the template, fields asked for and decided, signatures, renewal."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from protocols.acts import (
    agree,
    ask_fields,
    decide_fields,
    drop,
    end,
    negotiate,
    open_protocol,
    open_renewal,
    record_signature,
    remove_clause,
    reopen,
    save_clause,
    save_protocol,
    sign,
    terminate,
)
from protocols.choices import ProtocolStatus as S
from protocols.models import Backing, Clause, Protocol
from protocols.snapshots import contents_of, frozen, text_on, thawed
from schools.models import SchoolField
from tests.factories import TODAY, make_field, make_protocol, make_school, make_stakeholder, make_user
from tests.factories.protocols import (
    CLAUSES,
    make_draft,
    make_signed,
    make_signed_amendment,
    make_template,
    sign_for_all,
)
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState, Stale

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/3/1")]
DAYS = {"signed_on": date(2026, 1, 10), "starts_on": date(2026, 2, 1), "ends_on": date(2029, 1, 31)}


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


@pytest.fixture
def officer(db):
    return make_user(Role.PROVINCE_OFFICER, province=6)


def do(act, record, by, **values):
    return act(record, by=by, on=TODAY, **values)


def test_a_draft_begins_with_the_clauses_of_the_template_in_force(officer):
    template = make_template()

    protocol = do(open_protocol, make_school(province=6), officer, title="Protokol")

    assert dict(protocol.clauses.values_list("number", "text")) == CLAUSES
    assert list(protocol.clauses.filter(required=True).values_list("number", flat=True)) == ["2"]
    assert protocol.template == template


def test_without_a_template_a_draft_begins_empty(officer):
    protocol = do(open_protocol, make_school(province=6), officer, title="Protokol")

    assert (protocol.clauses.count(), protocol.template) == (0, None)


def test_a_clause_is_written_changed_and_taken_out_and_the_journal_knows(expert):
    protocol = make_draft()

    added = do(save_clause, protocol, expert, clause=None, number="4", title="Süre", text="Üç yıldır.")
    do(save_clause, protocol, expert, clause=added, number="5", title="Süre", text="Dört yıldır.")
    do(remove_clause, protocol, expert, clause=protocol.clauses.get(number="1"))

    assert sorted(protocol.clauses.values_list("number", "text")) == [
        ("2", CLAUSES["2"]),
        ("3", CLAUSES["3"]),
        ("5", "Dört yıldır."),
    ]
    entries = list(JournalEntry.objects.of(protocol))
    assert [entry.act for entry in entries] == ["save_clause", "save_clause", "remove_clause"]
    assert entries[1].details["before"]["text"] == "Üç yıldır."
    protocol.refresh_from_db()
    assert protocol.revision == 3


@pytest.mark.parametrize("number", ["1", "0", "a", "4..2", "1000", "4.", "-3", "٣"])
def test_a_number_used_twice_or_none_is_refused_at_its_field(expert, number):
    protocol = make_draft()

    with pytest.raises(Invalid) as refused:
        do(save_clause, protocol, expert, clause=None, number=number, title="", text="Metin.")

    assert "number" in refused.value.faults
    assert protocol.clauses.count() == 3
    assert not JournalEntry.objects.of(protocol).exists()


def test_a_required_clause_stays_and_keeps_its_number(expert):
    protocol = make_draft()
    required = protocol.clauses.get(number="2")
    Clause.objects.filter(pk=required.pk).update(required=True)
    required.refresh_from_db()

    with pytest.raises(Invalid, match="çıkarılamaz"):
        do(remove_clause, protocol, expert, clause=required)
    with pytest.raises(Invalid, match="numarası"):
        do(save_clause, protocol, expert, clause=required, number="7", title="", text="x")

    do(save_clause, protocol, expert, clause=required, number="2", title="", text="Değişti.")
    assert protocol.clauses.get(number="2").text == "Değişti."


def test_a_text_agreed_on_is_closed_until_it_is_opened_again(expert):
    protocol = make_draft()
    protocol = do(negotiate, protocol, expert)
    protocol = do(agree, protocol, expert)
    clause = protocol.clauses.first()

    with pytest.raises(OutOfState, match="müzakereye geri alın"):
        do(save_clause, protocol, expert, clause=clause, number="1", title="", text="x")
    with pytest.raises(OutOfState):
        do(save_protocol, protocol, expert, title="x")
    with pytest.raises(Invalid):
        do(reopen, protocol, expert, reason=" ")
    protocol = do(reopen, protocol, expert, reason="Süre yeniden görüşülecek.")

    do(save_clause, protocol, expert, clause=clause, number="1", title="", text="Yeniden.")
    assert protocol.clauses.get(number="1").text == "Yeniden."


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": None}, "Yürürlük başlangıcını ve bitişini yazın."),
        ({"clauses": {}}, "Protokolün hiç maddesi yok."),
    ],
)
def test_no_agreement_without_days_or_clauses(expert, values, sentence):
    protocol = do(negotiate, make_draft(**values), expert)

    with pytest.raises(Invalid, match=sentence):
        do(agree, protocol, expert)


def test_negotiation_needs_a_party_and_a_school(expert):
    alone = make_draft()
    alone.stakeholders.clear()
    nowhere = make_draft()
    nowhere.schools.clear()

    with pytest.raises(Invalid, match="paydaş"):
        do(negotiate, alone, expert)
    with pytest.raises(Invalid, match="okul"):
        do(negotiate, nowhere, expert)


def taught(school, *codes):
    fields = [make_field(code) for code in codes]
    for field in fields:
        SchoolField.objects.get_or_create(school=school, field=field)
    return fields


def test_fields_asked_for_are_decided_one_by_one_and_only_the_covered_ones_are_signed(expert, officer):
    school = make_school(province=6)
    machines, food = taught(school, "04", "11")
    protocol = make_draft(school)

    do(ask_fields, protocol, officer, asked={school: [machines, food]})
    rows = {row.field_id: row for row in protocol.covered.all()}
    protocol = do(negotiate, protocol, officer)
    with pytest.raises(Invalid, match="2 alanın"):
        do(agree, protocol, expert)
    with pytest.raises(NotPermitted):
        do(decide_fields, protocol, officer, decided={rows[food.pk].pk: (True, "")})
    with pytest.raises(Invalid) as refused:
        do(decide_fields, protocol, expert, decided={rows[food.pk].pk: (False, " ")})
    do(
        decide_fields,
        protocol,
        expert,
        decided={rows[machines.pk].pk: (True, ""), rows[food.pk].pk: (False, "Atölye yok.")},
    )
    protocol = do(agree, protocol, expert)
    sign_for_all(protocol)
    protocol = do(sign, protocol, expert, **DAYS)

    assert list(refused.value.faults) == [f"reason-{rows[food.pk].pk}"]
    assert contents_of(protocol).fields == {f"{school.pk}:04"}
    assert thawed(protocol.base) == contents_of(protocol)


def test_only_open_fields_of_named_schools_are_asked_for(officer):
    school, other = make_school(province=6), make_school(province=6)
    [machines] = taught(other, "04")
    protocol = make_draft(school)

    with pytest.raises(Invalid):
        do(ask_fields, protocol, officer, asked={other: [machines]})

    assert not protocol.covered.exists()


def test_a_school_taken_out_takes_its_fields_along(expert):
    school, other = make_school(), make_school()
    taught(school, "04")
    protocol = make_draft(school, other)
    do(ask_fields, protocol, expert, asked={school: taught(school, "04")})

    do(save_protocol, protocol, expert, schools=[other])

    assert not protocol.covered.exists()


def test_each_party_signs_once(expert):
    protocol = do(agree, do(negotiate, make_draft(), expert), expert)
    party, stranger = protocol.stakeholders.get(), make_stakeholder()
    words = {"name": "Ayşe Işık", "title": "Bölge Müdürü", "signed_on": TODAY}

    do(record_signature, protocol, expert, stakeholder=party, **words)
    do(record_signature, protocol, expert, stakeholder=None, **words)
    for again in (party, None):
        with pytest.raises(Invalid, match="zaten imzaladı"):
            do(record_signature, protocol, expert, stakeholder=again, **words)
    with pytest.raises(Invalid, match="tarafı değil"):
        do(record_signature, protocol, expert, stakeholder=stranger, **words)
    protocol.stakeholders.add(stranger)
    with pytest.raises(Invalid, match="ileri"):
        do(record_signature, protocol, expert, stakeholder=stranger, **(words | {"signed_on": TODAY + timedelta(1)}))

    assert protocol.signatures.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        protocol.signatures.create(stakeholder=party, name="x", signed_on=TODAY)


def test_signatures_are_set_under_an_agreed_text_only_and_fall_with_it(expert):
    protocol = make_draft()
    with pytest.raises(OutOfState):
        do(record_signature, protocol, expert, stakeholder=None, name="A", title="", signed_on=TODAY)
    protocol = do(agree, do(negotiate, protocol, expert), expert)
    do(record_signature, protocol, expert, stakeholder=None, name="A", title="", signed_on=TODAY)

    protocol = do(reopen, protocol, expert, reason="Metin değişecek.")

    assert not protocol.signatures.exists()


def test_a_school_is_carried_by_one_protocol_of_an_organisation_at_a_time(expert):
    school, party = make_school(), make_stakeholder()

    def draft(**days):
        protocol = make_draft(school)
        protocol.stakeholders.set([party])
        return do(sign, protocol, expert, **(DAYS | days))

    first = draft()
    with pytest.raises(Invalid, match="aynı günlerde") as refused:
        draft(starts_on=date(2029, 1, 31), ends_on=date(2030, 1, 1))
    draft(starts_on=date(2029, 2, 1), ends_on=date(2030, 1, 1))

    assert "starts_on" in refused.value.faults
    assert Backing.objects.filter(school=school, stakeholder=party).count() == 2
    do(end, first, make_user(Role.DIRECTOR_GENERAL), ended_on=date(2027, 1, 1), reason="Bitti.")
    assert first.backings.get().ends_on == date(2026, 12, 31)
    draft(starts_on=date(2027, 1, 1), ends_on=date(2029, 1, 31))


def test_a_renewal_takes_over_the_text_in_force_and_closes_the_old_one_when_signed(expert):
    old = make_signed(ends_on=date(2029, 1, 31))
    make_signed_amendment(old, text="Giderleri bölge karşılar.")
    old.refresh_from_db()

    renewal = do(open_renewal, old, expert)
    with pytest.raises(OutOfState, match="zaten"):
        do(open_renewal, old, expert)
    renewal = do(sign, renewal, expert, signed_on=TODAY, starts_on=date(2029, 2, 1), ends_on=date(2032, 1, 31))
    old.refresh_from_db()

    assert renewal.clauses.get(number="2").text == "Giderleri bölge karşılar."
    assert set(renewal.schools.all()) == set(old.schools.all())
    assert (old.status, old.ended_on) == (S.RENEWED, date(2029, 2, 1))
    assert JournalEntry.objects.of(old).last().act == "mark_renewed"
    assert Protocol.objects.in_force(date(2029, 1, 31)).filter(pk=old.pk).exists()
    assert not Protocol.objects.in_force(date(2029, 2, 1)).filter(pk=old.pk).exists()


def test_what_was_dropped_may_be_renewed_again(expert):
    old = make_signed()
    dropped = do(drop, do(open_renewal, old, expert), expert, reason="Taraf vazgeçti.")

    assert dropped.status == S.DROPPED
    assert do(open_renewal, old, expert).renews == old


def test_a_draft_is_not_renewed(expert):
    with pytest.raises(OutOfState):
        do(open_renewal, make_draft(), expert)


def test_a_termination_ends_the_protocol_the_same_day():
    protocol = make_signed()

    do(terminate, protocol, make_user(Role.DIRECTOR_GENERAL), ended_on=TODAY, reason="Taraf feshetti.")

    assert not Protocol.objects.in_force(TODAY).filter(pk=protocol.pk).exists()
    assert Protocol.objects.in_force(TODAY - timedelta(1)).filter(pk=protocol.pk).exists()


def test_two_editors_of_a_draft_do_not_overwrite_each_other(expert):
    protocol = make_draft()
    do(save_clause, protocol, expert, clause=None, number="4", title="", text="x", revision=protocol.revision)

    with pytest.raises(Stale):
        do(save_clause, protocol, expert, clause=None, number="5", title="", text="x", revision=protocol.revision)


def test_contents_are_the_same_after_they_were_kept():
    contents = text_on(make_signed())

    assert thawed(frozen(contents)) == contents


def test_a_protocol_from_before_its_text_was_kept_says_what_its_tables_say():
    protocol = make_protocol(make_school())

    assert protocol.base is None
    assert text_on(protocol) == contents_of(protocol)
