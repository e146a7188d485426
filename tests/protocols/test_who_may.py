"""Who may do what to a protocol: each role, here, elsewhere and without a duty; what is not written here is closed."""

import pytest
from django.db import transaction
from django.test import Client

from protocols.acts import PROTOCOL
from protocols.choices import ProtocolStatus as S
from protocols.models import Protocol
from tests.factories import make_protocol, make_school, make_stakeholder
from tests.workflow.people import CLIENTS, DECIDERS, MINISTRY, OUTSIDE, PROVINCE, WITHIN, everybody

pytestmark = pytest.mark.django_db
WITHOUT_A_DUTY = {"nobody", "former_expert"}
UNKNOWN = {"locked_out_head"}
SIGNED_DAYS = {"signed_on": None, "starts_on": None, "ends_on": None}


def answer(person, method, path, body=None, **headers):
    client = Client()
    client.force_login(person)
    with transaction.atomic():
        code = getattr(client, method)(path, body, content_type="application/json", headers=headers).status_code
        transaction.set_rollback(True)
    return code


@pytest.mark.parametrize(("act", "state", "allowed"), [("sign", S.DRAFT, MINISTRY), ("end", S.SIGNED, DECIDERS)])
def test_an_act_is_open_to_these_and_closed_to_all_others(act, state, allowed):
    school = make_school()
    protocol = make_protocol(school, status=state, **(SIGNED_DAYS if state == S.DRAFT else {}))
    people = everybody(school)

    open_to = {name for name, person in people.items() if PROTOCOL.acts[act].open_to(person, protocol)}
    codes = {
        name: answer(person, "post", f"/api/v1/protocols/{protocol.pk}/acts/{act}/", {})
        for name, person in people.items()
    }

    assert open_to == allowed
    assert {name for name, code in codes.items() if code in {200, 400, 422}} == allowed
    assert {name for name, code in codes.items() if code == 403} == WITHIN - allowed | WITHOUT_A_DUTY
    assert {name for name, code in codes.items() if code == 404} == OUTSIDE - WITHOUT_A_DUTY - UNKNOWN


def test_a_draft_is_opened_by_these_only():
    school, stakeholder = make_school(), make_stakeholder()
    body = {"title": "Protokol", "schools": [school.code], "stakeholders": [stakeholder.pk]}

    codes = {name: answer(person, "post", "/api/v1/protocols/", body) for name, person in everybody(school).items()}

    assert {name for name, code in codes.items() if code == 201} == MINISTRY | PROVINCE | CLIENTS
    assert {name for name, code in codes.items() if code == 400} == OUTSIDE - WITHOUT_A_DUTY - UNKNOWN


def test_a_draft_is_changed_by_these_only():
    school = make_school()
    protocol = make_protocol(school, status=S.DRAFT, **SIGNED_DAYS)
    body = {"title": "Başka", "schools": [school.code], "stakeholders": [protocol.stakeholders.get().pk]}
    address = f"/api/v1/protocols/{protocol.pk}/"

    codes = {
        name: answer(person, "put", address, body, **{"If-Match": "*"}) for name, person in everybody(school).items()
    }

    assert {name for name, code in codes.items() if code == 200} == MINISTRY | PROVINCE | CLIENTS


def test_a_province_does_not_change_what_names_a_school_of_another():
    here, there = make_school(), make_school(province=42)
    protocol = make_protocol(here, there, status=S.DRAFT, **SIGNED_DAYS)
    body = {"title": "Başka", "schools": [here.code], "stakeholders": [protocol.stakeholders.get().pk]}
    people = everybody(here)

    codes = {
        name: answer(people[name], "put", f"/api/v1/protocols/{protocol.pk}/", body, **{"If-Match": "*"})
        for name in ("expert", "client", "officer", "director", "client_here")
    }

    assert codes == {"expert": 200, "client": 200, "officer": 403, "director": 403, "client_here": 403}


def test_a_list_shows_each_role_the_protocols_that_name_a_school_of_its_scope():
    here, there = make_school(), make_school(province=42)
    ours, theirs, of_both = make_protocol(here), make_protocol(there), make_protocol(here, there)
    people = everybody(here)

    shown = {name: set(Protocol.objects.visible_to(person)) for name, person in people.items()}

    of_the_other = {"officer_elsewhere", "director_elsewhere", "client_elsewhere"}
    for name, protocols in shown.items():
        if name in MINISTRY | {"auditor", "administrator", "client"}:
            assert protocols == {ours, theirs, of_both}, name
        elif name in WITHIN:
            assert protocols == {ours, of_both}, name
        else:
            assert protocols == ({theirs, of_both} if name in of_the_other else set()), name
