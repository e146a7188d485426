"""Who prepares, agrees, signs and amends: each role, in the schools' place and elsewhere; through the acts and the pages."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from protocols.acts import AMENDMENT, PROTOCOL, TEMPLATE
from protocols.choices import AmendmentStatus as A, ProtocolStatus as S
from protocols.choices.obligations import DutyStatus
from protocols.models import Amendment, Protocol, ProtocolDuty, ProtocolTemplate
from tests.factories import make_school
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_amendment, make_change, make_draft, make_provision, make_signed
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, PROVINCE, everybody

pytestmark = pytest.mark.django_db
PREPARE = MINISTRY | PROVINCE | CLIENTS


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("negotiate", S.DRAFT, PREPARE),
        ("agree", S.NEGOTIATION, MINISTRY),
        ("reopen", S.AGREED, MINISTRY),
        ("sign", S.AGREED, MINISTRY),
        ("drop", S.NEGOTIATION, PREPARE),
        ("terminate", S.SIGNED, DECIDERS),
    ],
)
def test_an_act_on_a_protocol_is_open_to_these_only(act, state, allowed):
    school = make_school()
    protocol = make_signed(school) if state == S.SIGNED else make_draft(school, status=state)

    assert {
        name for name, person in everybody(school).items() if PROTOCOL.acts[act].open_to(person, protocol)
    } == allowed


def test_renewed_is_marked_only_what_was_renewed():
    school = make_school()
    protocol, people = make_signed(school), everybody(school)
    act = PROTOCOL.acts["mark_renewed"]

    assert not any(act.open_to(person, protocol) for person in people.values())
    assert "yenileyen" in act.why_not(people["expert"], protocol)
    make_signed(school, renews=protocol)
    assert {name for name, person in people.items() if act.open_to(person, protocol)} == MINISTRY


@pytest.mark.parametrize(
    ("act", "state", "allowed"),
    [
        ("agree_amendment", A.DRAFT, MINISTRY),
        ("reopen_amendment", A.AGREED, MINISTRY),
        ("sign_amendment", A.AGREED, MINISTRY),
        ("drop_amendment", A.DRAFT, PREPARE),
    ],
)
def test_an_act_on_an_amendment_is_open_to_these_only(act, state, allowed):
    school = make_school()
    amendment = make_change(make_amendment(make_signed(school))).amendment
    Amendment.objects.filter(pk=amendment.pk).update(status=state)
    amendment = Amendment.objects.get(pk=amendment.pk)

    assert {
        name for name, person in everybody(school).items() if AMENDMENT.acts[act].open_to(person, amendment)
    } == allowed


def test_a_template_is_published_by_these_only():
    draft = ProtocolTemplate.objects.create(name="Şablon")
    people = everybody(make_school())

    assert {n for n, person in people.items() if TEMPLATE.acts["publish_template"].open_to(person, draft)} == DECIDERS


def changed_by(person, name, args, data):
    """Whether the page changed anything for this person; undone afterwards."""
    client = Client()
    client.force_login(person)
    with transaction.atomic():
        before = _state()
        client.post(reverse(name, args=args), data)
        changed = _state() != before
        transaction.set_rollback(True)
    return changed


def _state():
    return [
        *Protocol.objects.order_by("pk").values_list("pk", "revision"),
        *Amendment.objects.order_by("pk").values_list("pk", "revision"),
    ]


@pytest.mark.parametrize(
    ("page", "state", "data", "allowed"),
    [
        ("clause_new", S.DRAFT, {"number": "20", "title": "", "text": "Yeni madde."}, PREPARE - CLIENTS),
        ("clause_new", S.SIGNED, {"number": "20", "title": "", "text": "Yeni madde."}, frozenset()),
        ("clause_remove", S.DRAFT, {}, PREPARE - CLIENTS),
        ("fields", S.NEGOTIATION, {}, PREPARE - CLIENTS),
        ("fields_decide", S.NEGOTIATION, {}, MINISTRY),
        ("signature", S.AGREED, {"stakeholder": "gm", "name": "Ayşe Işık", "signed_on": "2026-01-05"}, MINISTRY),
        ("amendment_new", S.SIGNED, {"title": "Ek protokol"}, PREPARE - CLIENTS),
        ("renew", S.SIGNED, {}, PREPARE - CLIENTS),
    ],
)
def test_a_page_writes_for_these_only(page, state, data, allowed):
    school = make_school()
    protocol = make_signed(school) if state == S.SIGNED else make_draft(school, status=state)
    more = {"clause_remove": [protocol.clauses.first().pk], "signature": ["protokol"]}
    args = [protocol.pk, *more.get(page, [])]
    people = {name: person for name, person in everybody(school).items() if name not in CLIENTS | {"client_elsewhere"}}

    assert {n for n, person in people.items() if changed_by(person, f"protocols:{page}", args, data)} == allowed


@pytest.mark.parametrize(("page", "data"), [("change", {"clause": "2", "text": "Değişen."}), ("change_remove", {})])
def test_an_amendments_page_writes_for_these_only(page, data):
    school = make_school()
    change = make_change(make_amendment(make_signed(school)))
    people = {name: person for name, person in everybody(school).items() if name not in CLIENTS | {"client_elsewhere"}}
    args = [change.amendment.pk, change.pk]

    changed = {n for n, person in people.items() if changed_by(person, f"protocols:{page}", args, data)}

    assert changed == PREPARE - CLIENTS


def closed_pages(school):
    """Each page that writes, of a record whose state or whose reader does not allow it: its name, arguments, and reader."""
    people = everybody(school)
    dropped, draft = make_draft(school, status=S.DROPPED), make_draft(school)
    signed = make_signed(school)
    change = make_change(make_amendment(signed))
    Amendment.objects.filter(pk=change.amendment_id).update(status=A.DROPPED)
    provision = make_provision(dropped)
    duty = make_protocol_duty(signed)
    ProtocolDuty.objects.filter(pk=duty.pk).update(status=DutyStatus.WITHDRAWN, note="x")
    clause = draft.clauses.first().pk
    for name in (
        "fields",
        "fields_decide",
        "provision_new",
        "oblige",
        "clause_new",
        "amendment_new",
        "renew",
        "edit",
        "paste",
    ):
        yield name, [dropped.pk], people["expert"]
    for name in ("clause", "clause_remove"):
        yield name, [draft.pk, clause], people["principal"]
    for name in ("provision", "provision_remove"):
        yield name, [dropped.pk, provision.pk], people["expert"]
    for name in ("signature", "bring_copy"):
        yield name, [dropped.pk, "protokol"], people["expert"]
        yield name, [change.amendment_id, "ek"], people["expert"]
    for name, args in (
        ("change", [change.pk]),
        ("change_remove", [change.pk]),
        ("change_new", ["term"]),
        ("amendment_conflicts", []),
    ):
        yield name, [change.amendment_id, *args], people["expert"]
    yield "bring_proof", [duty.pk], people["expert"]
    yield "obligation_close", [duty.obligation_id], people["principal"]
    yield "new", [], people["principal"]
    yield "open", [school.pk], people["principal"]


def test_a_page_that_is_closed_to_somebody_says_so_and_shows_no_form(client):
    for name, args, reader in closed_pages(make_school(province=6)):
        client.force_login(reader)

        shown = client.get(reverse(f"protocols:{name}", args=args)).content.decode()

        assert "şu an size açık değil" in shown, name
        assert "<textarea" not in shown, name
        assert 'type="submit" class="btn btn-primary"' not in shown, name


def test_what_was_typed_stays_on_a_page_that_closed_meanwhile(client):
    school = make_school()
    protocol = make_draft(school, status=S.AGREED)
    client.force_login(everybody(school)["expert"])

    answer = client.post(
        reverse("protocols:clause_new", args=[protocol.pk]), {"number": "20", "text": "Uzun bir metin."}
    )

    assert "Uzun bir metin." in answer.content.decode()
    assert "önce müzakereye geri alın" in answer.content.decode()
