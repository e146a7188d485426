"""Special provisions on registration and transfer: written by clause, used by the registration check, gone with the clause."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from designations.choices import DesignationType
from designations.models import Designation
from designations.operations import clauses_on, registration_check
from protocols.acts import end, remove_provision, save_change, save_provision, sign_amendment
from protocols.choices import ChangeKind, ProtocolStatus as S, ProvisionEffect as E, ProvisionSubject
from protocols.models import AmendmentChange, SpecialProvision
from tests.factories import TODAY, make_designation, make_field, make_school, make_user
from tests.factories.protocols import make_amendment, make_draft, make_signed, make_signed_amendment
from tests.workflow.people import MINISTRY, PROVINCE, everybody
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/3")]
SEATS = {
    "clause": "3",
    "subject": ProvisionSubject.REGISTRATION,
    "effect": E.RESERVED_SEATS,
    "whom": "Çalışan çocukları",
    "seats": 5,
    "grades": "11",
    "text": "Her yıl beş yer ayrılır.",
}


@pytest.fixture
def expert(db):
    return make_user(Role.EXPERT)


def write(protocol, by, provision=None, **values):
    return save_provision(protocol, provision, by=by, on=TODAY, **(SEATS | values))


def carried(**values):
    """An in-sector school with a protocol in force."""
    made = make_designation()
    Designation.objects.filter(pk=made.pk).update(type=DesignationType.IN_SECTOR)
    school = made.school
    return school, make_signed(school, **values)


def test_reserved_seats_are_told_by_the_registration_check_with_their_clause(expert):
    school, protocol = carried()
    write(protocol, expert)

    answer = registration_check(school, grade=11, on=TODAY)

    assert (answer.allowed, answer.provision) == (True, "okul/8/3")
    assert f"{protocol.title} m. 3 (5 yer: Çalışan çocukları): Her yıl beş yer ayrılır." in answer.reason
    assert registration_check(school, grade=9, on=TODAY).provision == "okul/8/1"


def test_a_provision_of_one_school_is_none_of_another(expert):
    school, protocol = carried()
    other = make_school()
    protocol.schools.add(other)
    write(protocol, expert, school=other, field=make_field("04"))

    assert clauses_on(school, TODAY) == []
    assert [clause.seats for clause in clauses_on(other, TODAY)] == [5]


def test_a_provision_goes_with_its_clause_on_the_day(expert):
    school, protocol = carried()
    write(protocol, expert)
    amendment = make_amendment(protocol)
    save_change(amendment, AmendmentChange(kind=ChangeKind.CLAUSE_REMOVED, clause="3"), by=expert, on=TODAY)
    day = TODAY + timedelta(days=5)
    sign_amendment(amendment, by=expert, on=TODAY, signed_on=TODAY, holds_from=day)

    assert len(clauses_on(school, day - timedelta(days=1))) == 1
    assert clauses_on(school, day) == []


def test_a_provision_goes_with_its_protocol_the_same_day(expert):
    school, protocol = carried()
    write(protocol, expert)

    end(protocol, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, ended_on=TODAY, reason="Bitti.")

    assert clauses_on(school, TODAY) == []


def test_a_clause_that_changed_asks_for_another_look(expert, client):
    protocol = make_signed()
    provision = write(protocol, expert, clause="2")
    make_signed_amendment(protocol)
    client.force_login(expert)
    url = reverse("protocols:detail", args=[protocol.pk])

    assert "1 no.lu ek protokolle değişti" in client.get(url).content.decode()
    write(protocol, expert, provision, clause="2")
    assert "no.lu ek protokolle değişti" not in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"clause": "99"}, "clause"),
        ({"seats": None}, "seats"),
        ({"seats": 0}, "seats"),
        ({"whom": " "}, "whom"),
        ({"effect": E.PRIORITY, "seats": None, "whom": ""}, "whom"),
        ({"effect": E.CONDITION}, "seats"),
    ],
)
def test_what_a_provision_lacks_is_said_at_its_field(expert, values, field):
    protocol = make_signed()

    with pytest.raises(Invalid) as refused:
        write(protocol, expert, **values)

    assert field in refused.value.faults
    assert not protocol.provisions.exists()


def test_a_school_that_the_protocol_does_not_name_and_the_same_twice_are_refused(expert):
    protocol = make_signed()
    with pytest.raises(Invalid, match="saymıyor"):
        write(protocol, expert, school=make_school())
    write(protocol, expert)

    with pytest.raises(Invalid, match="aynı hüküm"):
        write(protocol, expert, seats=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpecialProvision.objects.create(
            protocol=protocol, clause="1", subject="transfer", effect=E.RESERVED_SEATS, text="x"
        )


def test_it_is_changed_and_taken_out_and_the_journal_knows(expert):
    protocol = make_signed()
    provision = write(protocol, expert)

    write(protocol, expert, provision, seats=8)
    remove_provision(protocol, provision, by=expert, on=TODAY)

    entries = list(JournalEntry.objects.of(protocol))
    assert [entry.act for entry in entries] == ["save_provision", "save_provision", "remove_provision"]
    assert (entries[1].details["before"]["seats"], entries[1].details["after"]["seats"]) == ("5", "8")
    assert entries[0].cites == "okul/8/3"


def test_of_a_protocol_that_is_over_nothing_is_written(expert):
    protocol = end(make_signed(), by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, ended_on=TODAY, reason="Bitti.")

    with pytest.raises(OutOfState):
        write(protocol, expert)


@pytest.mark.parametrize(("make", "allowed"), [(make_draft, MINISTRY | PROVINCE), (make_signed, MINISTRY)])
def test_these_write_provisions_and_nobody_else(make, allowed):
    school = make_school()
    protocol = make(school)
    wrote = set()
    for name, person in everybody(school).items():
        if "client" in name:
            continue
        with transaction.atomic():
            try:
                write(protocol, person)
                wrote.add(name)
            except NotPermitted:
                pass
            transaction.set_rollback(True)

    assert wrote == allowed


def test_page_and_program_write_the_same(expert, client):
    page, served = make_draft(status=S.NEGOTIATION), make_draft(status=S.NEGOTIATION)
    client.force_login(expert)
    posted = client.post(reverse("protocols:provision_new", args=[page.pk]), {**SEATS, "school": "", "field": ""})
    api = Client()
    api.force_login(expert)
    url = f"/api/v1/protocols/{served.pk}/provisions/"

    answer = api.post(url, SEATS, content_type="application/json")
    faulty = api.post(url, {**SEATS, "grades": "13"}, content_type="application/json")
    removed = api.delete(f"{url}{answer.json()['provisions'][0]['id']}/")

    assert (posted.status_code, answer.status_code, removed.status_code) == (302, 201, 200)
    assert faulty.json()["faults"][0]["path"] == "grades"
    [row] = page.provisions.values("clause", "effect", "whom", "seats", "grades")
    assert row == {key: answer.json()["provisions"][0][key] for key in row}
    assert removed.json()["provisions"] == []
