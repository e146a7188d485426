"""A representative sees what its organisation owes, shows that it was done, and nothing of what others owe."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import DUTY, keep_proof
from protocols.choices import ProtocolStatus
from protocols.choices.obligations import DutyStatus as D, Owner
from protocols.models import Protocol, ProtocolDuty
from tests.factories import TODAY, make_school, make_stakeholder, make_upload, make_user
from tests.factories.obligations import make_protocol_duty
from tests.factories.protocols import make_signed
from tests.factories.stakeholders import TAX_NUMBER, make_affiliation, make_contact, make_merged
from workflow.models import JournalEntry
from workflow.refusals import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


@pytest.fixture
def ours():
    """Owed by our organisation, with evidence; its school and its protocol's other duty beside it."""
    protocol = make_signed(make_school(), title="Bizim protokolümüz")
    party = protocol.stakeholders.get()
    make_protocol_duty(protocol, title="Okulun işi")
    return make_protocol_duty(
        protocol, title="Makine bakımı", owner=Owner.STAKEHOLDER, stakeholder=party, evidence="Bakım formu"
    )


@pytest.fixture
def theirs():
    protocol = make_signed(make_school(), title="Başkasının protokolü")
    party = protocol.stakeholders.get()
    return make_protocol_duty(protocol, title="Başkasının işi", owner=Owner.STAKEHOLDER, stakeholder=party)


@pytest.fixture
def representative(client, ours):
    person = make_user(Role.REPRESENTATIVE, stakeholder=ours.obligation.stakeholder)
    client.force_login(person)
    return person


def url(name, *args):
    return reverse(f"representatives:{name}", args=args)


def test_it_sees_what_its_organisation_owes_and_nothing_else(client, representative, ours, theirs):
    shown = client.get(url("duties"), {"durum": "hepsi"}).content.decode()

    assert set(ProtocolDuty.objects.visible_to(representative)) == {ours}
    assert "Makine bakımı" in shown
    assert "Okulun işi" not in shown
    assert "Başkasının işi" not in shown


@pytest.mark.parametrize("name", ["duty", "proof", "bring_proof", "fulfil"])
def test_the_duty_of_another_is_not_there(client, representative, theirs, name):
    assert client.get(url(name, theirs.pk)).status_code == 404
    assert client.post(url(name, theirs.pk), {"fulfilled_on": "2026-10-01"}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.status == D.DUE


def test_what_two_parties_owe_is_each_ones_own(client, representative, ours):
    protocol, other = ours.obligation.protocol, make_stakeholder()
    protocol.stakeholders.add(other)
    beside = make_protocol_duty(protocol, title="Öbür tarafın işi", owner=Owner.STAKEHOLDER, stakeholder=other)

    assert client.get(url("duty", beside.pk)).status_code == 404
    assert beside not in ProtocolDuty.objects.visible_to(representative)


def test_it_brings_the_evidence_and_says_that_it_was_done(client, representative, ours):
    first = client.post(url("fulfil", ours.pk), {"fulfilled_on": "2026-01-05"}).content.decode()
    assert "Önce kanıtı ekleyin: Bakım formu." in first
    assert client.post(url("bring_proof", ours.pk), {"file": make_upload()}).status_code == 302
    assert client.get(url("proof", ours.pk)).status_code == 200

    done = client.post(url("fulfil", ours.pk), {"fulfilled_on": "2026-01-05", "note": "Yapıldı."})

    ours.refresh_from_db()
    assert (done.status_code, ours.status, ours.fulfilled_on) == (302, D.FULFILLED, date(2026, 1, 5))
    assert JournalEntry.objects.of(ours).last().by == representative
    assert "Yerine getirildi" in client.get(url("duty", ours.pk)).content.decode()
    again = client.post(url("fulfil", ours.pk), {"fulfilled_on": "2026-01-05"}).content.decode()
    assert "İşlem şu an yapılamaz" in again


def test_what_was_returned_says_why(client, representative, ours):
    keep_proof(ours, by=representative, on=TODAY, file=make_upload())
    acts = DUTY.acts
    done = acts["fulfil"](ours, by=representative, on=TODAY, fulfilled_on=TODAY)
    acts["return_duty"](done, by=make_user(Role.EXPERT), on=TODAY, reason="İmzasız form.")

    assert "İmzasız form." in client.get(url("duty", ours.pk)).content.decode()


@pytest.mark.parametrize("act", ["return_duty", "move", "waive"])
def test_it_performs_no_other_act(representative, ours, act):
    assert not DUTY.acts[act].may(representative, ours)
    assert DUTY.open_to(representative, ours) == [DUTY.acts["fulfil"]]


def test_a_duty_that_is_not_its_own_is_not_fulfilled_by_the_act_either(representative, theirs):
    with pytest.raises(NotPermitted):
        DUTY.acts["fulfil"](theirs, by=representative, on=TODAY, fulfilled_on=TODAY)
    with pytest.raises(NotPermitted):
        keep_proof(theirs, by=representative, on=TODAY, file=make_upload())


def test_who_represents_a_merged_record_acts_for_the_kept_one(ours):
    gone = make_merged(ours.obligation.stakeholder)
    person = make_user(Role.REPRESENTATIVE, stakeholder=gone)

    assert set(ProtocolDuty.objects.visible_to(person)) == {ours}
    assert DUTY.acts["fulfil"].open_to(person, ours)


def test_what_is_owed_by_a_protocol_that_is_not_shown_is_not_shown(representative, ours):
    Protocol.objects.update(status=ProtocolStatus.DROPPED, signed_on=None, starts_on=None, ends_on=None)

    assert not ProtocolDuty.objects.visible_to(representative).exists()


def test_the_list_goes_by_day_and_by_state(client, representative, ours):
    party = ours.obligation.stakeholder
    early = make_protocol_duty(
        ours.obligation.protocol, title="Erken iş", owner=Owner.STAKEHOLDER, stakeholder=party,
        first_due_on=date(2026, 2, 3),
    )  # fmt: skip
    DUTY.acts["fulfil"](early, by=representative, on=TODAY, fulfilled_on=date(2026, 2, 2))

    def shown(**given):
        return [one.obligation.title for one in client.get(url("duties"), given).context["page_obj"]]

    assert shown() == ["Makine bakımı"]
    assert shown(durum="yapilan") == ["Erken iş"]
    assert shown(durum="hepsi") == ["Erken iş", "Makine bakımı"]
    assert shown(durum="olmayan") == ["Makine bakımı"]


def test_the_list_asks_as_often_with_one_row_as_with_thirty(
    client, representative, ours, django_assert_max_num_queries
):
    party = ours.obligation.stakeholder
    with django_assert_max_num_queries(12):
        client.get(url("duties"))
    make_protocol_duty(
        ours.obligation.protocol, owner=Owner.STAKEHOLDER, stakeholder=party, every="month", title="Aylık"
    )

    with django_assert_max_num_queries(12):
        client.get(url("duties"))


def test_it_sees_the_facts_of_its_own_organisation_masked(client, representative, ours, theirs):
    party = ours.obligation.stakeholder
    type(party).objects.filter(pk=party.pk).update(tax_number=TAX_NUMBER, phone="+903124131917")
    make_contact(party)
    make_affiliation(party, make_stakeholder(name="Ostim Bölgesi"))

    shown = client.get(url("organisation")).content.decode()

    assert party.name in shown
    assert "(312) 413 19 17" in shown
    assert "Ostim Bölgesi" in shown
    hidden = (TAX_NUMBER, "Zümrüt", "zumrut", theirs.obligation.stakeholder.name)
    assert [one for one in hidden if one in shown] == []


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL])
def test_the_pages_are_for_representatives(client, ours, role):
    client.force_login(make_user(role, province=6, school=ours.school))

    for name, args in (("duties", ()), ("organisation", ()), ("duty", (ours.pk,)), ("fulfil", (ours.pk,))):
        assert client.get(url(name, *args)).status_code == 403
