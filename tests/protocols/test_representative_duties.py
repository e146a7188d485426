"""What an organisation owes, for its representative: its own duties only, their evidence, and that they were done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import DUTY
from protocols.choices.obligations import DutyStatus, Owner
from protocols.models import ProtocolDuty
from protocols.telling import warn
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.obligations import make_obligation, make_protocol_duty
from tests.factories.protocols import make_signed
from tests.protocols.test_texts_as_papers import a_pdf
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


@pytest.fixture
def protocol():
    return make_signed(make_school(province=6))


@pytest.fixture
def party(protocol):
    return protocol.stakeholders.get()


@pytest.fixture
def representative(client, party):
    person = make_user(Role.REPRESENTATIVE, stakeholder=party)
    client.force_login(person)
    return person


@pytest.fixture
def duty(protocol, party):
    return make_protocol_duty(
        protocol, owner=Owner.STAKEHOLDER, stakeholder=party, title="Giderlerin ödenmesi", evidence="Dekont"
    )


def test_only_what_the_own_organisation_owes_is_seen(representative, protocol, duty):
    other = make_stakeholder()
    protocol.stakeholders.add(other)
    make_obligation(protocol, owner=Owner.SCHOOL)
    theirs = make_signed()
    make_obligation(theirs, owner=Owner.STAKEHOLDER, stakeholder=theirs.stakeholders.get())

    assert list(ProtocolDuty.objects.visible_to(representative)) == [duty]


def test_a_duty_is_proved_and_fulfilled_on_its_pages(client, representative, duty):
    listed = client.get(reverse("representatives:duties")).content.decode()
    page = reverse("representatives:duty", args=[duty.pk])
    act = reverse("representatives:duty_act", args=[duty.pk, "fulfil"])

    early = client.post(act, {"fulfilled_on": TODAY.isoformat()}).content.decode()
    client.post(reverse("representatives:bring_proof", args=[duty.pk]), {"file": a_pdf()})
    proof = client.get(reverse("representatives:proof", args=[duty.pk]))
    client.post(act, {"fulfilled_on": TODAY.isoformat(), "note": "Ödendi."})
    duty.refresh_from_db()
    shown = client.get(page).content.decode()

    assert "Giderlerin ödenmesi" in listed
    assert "Önce kanıtı ekleyin: Dekont." in early
    assert b"".join(proof.streaming_content).startswith(b"%PDF")
    assert (duty.status, duty.note) == (DutyStatus.FULFILLED, "Ödendi.")
    assert "Yerine getirildi" in shown
    assert reverse("representatives:bring_proof", args=[duty.pk]) not in shown


@pytest.mark.parametrize("name", ["duty", "proof", "bring_proof"])
def test_the_duty_of_another_organisation_is_not_there(client, representative, name):
    theirs = make_signed()
    other = make_protocol_duty(theirs, owner=Owner.STAKEHOLDER, stakeholder=theirs.stakeholders.get())

    assert client.get(reverse(f"representatives:{name}", args=[other.pk])).status_code == 404
    assert client.post(reverse("representatives:duty_act", args=[other.pk, "fulfil"]), {}).status_code == 404


def test_a_representative_neither_returns_nor_moves_nor_waives(representative, duty):
    assert [act.name for act in DUTY.open_to(representative, duty)] == ["fulfil"]
    ProtocolDuty.objects.filter(pk=duty.pk).update(status=DutyStatus.FULFILLED, fulfilled_on=TODAY)
    assert DUTY.open_to(representative, ProtocolDuty.objects.get(pk=duty.pk)) == []


def test_the_ministrys_pages_of_the_same_duty_stay_closed(client, representative, duty):
    for name, args in (("duty", [duty.pk]), ("bring_proof", [duty.pk]), ("duty_act", [duty.pk, "fulfil"])):
        assert client.get(reverse(f"protocols:{name}", args=args)).status_code == 403


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PRINCIPAL])
def test_the_pages_are_for_representatives(role, duty):
    client = Client()
    client.force_login(make_user(role, school=duty.school))

    assert client.get(reverse("representatives:duties")).status_code == 403
    for name in ("duty", "proof", "bring_proof"):
        assert client.get(reverse(f"representatives:{name}", args=[duty.pk])).status_code == 403


def test_a_reminder_is_read_by_its_representative(client, representative, duty):
    ProtocolDuty.objects.filter(pk=duty.pk).update(due_on=TODAY)
    warn(on=TODAY + timedelta(1))
    notice = Notice.objects.get(user=representative)

    opened = client.get(reverse("desk:open_notice", args=[notice.pk]))

    assert opened.url == reverse("representatives:duties")
    assert client.get(reverse("desk:notices")).status_code == 200


def test_the_list_asks_as_often_with_one_row_as_with_thirty(
    client, representative, protocol, party, django_assert_max_num_queries
):
    make_obligation(protocol, owner=Owner.STAKEHOLDER, stakeholder=party)
    client.get(reverse("representatives:duties"))
    with django_assert_max_num_queries(14) as asked:
        client.get(reverse("representatives:duties"))
    for _ in range(29):
        make_obligation(protocol, owner=Owner.STAKEHOLDER, stakeholder=party)

    with django_assert_max_num_queries(len(asked)):
        client.get(reverse("representatives:duties"))
