"""A representative sees the facts of its organisation, and what it owes also where its record was merged into another."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import DUTY, keep_proof
from protocols.choices import ProtocolStatus
from protocols.choices.obligations import Owner
from protocols.models import PracticePlace, Protocol, ProtocolDuty
from tests.factories import TODAY, make_school, make_stakeholder, make_upload, make_user
from tests.factories.obligations import make_protocol_duty
from tests.factories.places import make_partners, make_practice_place
from tests.factories.protocols import make_signed
from tests.factories.stakeholders import TAX_NUMBER, make_affiliation, make_contact, make_merged
from workflow.refusals import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


def owed(title):
    protocol = make_signed(make_school())
    party = protocol.stakeholders.get()
    return make_protocol_duty(
        protocol, title=title, owner=Owner.STAKEHOLDER, stakeholder=party, evidence="Bakım formu"
    )


@pytest.fixture
def ours():
    return owed("Makine bakımı")


@pytest.fixture
def theirs():
    return owed("Başkasının işi")


@pytest.fixture
def representative(client, ours):
    person = make_user(Role.REPRESENTATIVE, stakeholder=ours.obligation.stakeholder)
    client.force_login(person)
    return person


def test_what_was_returned_says_why(client, representative, ours):
    keep_proof(ours, by=representative, on=TODAY, file=make_upload())
    done = DUTY.acts["fulfil"](ours, by=representative, on=TODAY, fulfilled_on=TODAY)
    DUTY.acts["return_duty"](done, by=make_user(Role.EXPERT), on=TODAY, reason="İmzasız form.")

    assert "İmzasız form." in client.get(reverse("representatives:duty", args=[ours.pk])).content.decode()


def test_a_duty_that_is_not_its_own_is_not_fulfilled_by_the_act_either(representative, theirs):
    with pytest.raises(NotPermitted):
        DUTY.acts["fulfil"](theirs, by=representative, on=TODAY, fulfilled_on=TODAY)
    with pytest.raises(NotPermitted):
        keep_proof(theirs, by=representative, on=TODAY, file=make_upload())


def test_who_represents_a_merged_record_acts_for_the_kept_one(client, ours):
    person = make_user(Role.REPRESENTATIVE, stakeholder=make_merged(ours.obligation.stakeholder))

    assert set(ProtocolDuty.objects.visible_to(person)) == {ours}
    assert DUTY.acts["fulfil"].open_to(person, ours)


def test_who_represents_a_merged_record_keeps_the_places_of_the_kept_one(client):
    partners = make_partners()
    place = make_practice_place(partners=partners)
    make_practice_place()
    client.force_login(make_user(Role.REPRESENTATIVE, stakeholder=make_merged(partners.stakeholder)))

    page = client.get(reverse("representatives:places"))

    assert list(page.context["places"]) == [place]
    assert list(page.context["schools"]) == [partners.school]
    assert PracticePlace.objects.count() == 2


def test_what_is_owed_by_a_protocol_that_is_not_shown_is_not_shown(representative, ours):
    assert ProtocolDuty.objects.visible_to(representative).exists()
    Protocol.objects.update(status=ProtocolStatus.DROPPED, signed_on=None, starts_on=None, ends_on=None)

    assert not ProtocolDuty.objects.visible_to(representative).exists()


def test_it_sees_the_facts_of_its_own_organisation_masked(client, representative, ours, theirs):
    party = ours.obligation.stakeholder
    type(party).objects.filter(pk=party.pk).update(tax_number=TAX_NUMBER, phone="+903124131917")
    make_contact(party)
    make_affiliation(party, make_stakeholder(name="Ostim Bölgesi"))

    shown = client.get(reverse("representatives:organisation")).content.decode()

    assert party.name in shown
    assert "(312) 413 19 17" in shown
    assert "Ostim Bölgesi" in shown
    hidden = (TAX_NUMBER, "Zümrüt", "zumrut", theirs.obligation.stakeholder.name)
    assert [one for one in hidden if one in shown] == []


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL])
def test_the_page_of_the_own_organisation_is_for_representatives(client, ours, role):
    client.force_login(make_user(role, province=6, school=ours.school))

    assert client.get(reverse("representatives:organisation")).status_code == 403


def test_a_representative_looks_for_no_other_organisation(client, representative):
    assert client.get(reverse("protocols:stakeholder_choose"), {"stakeholders_ara": "ostim"}).status_code == 403
    assert client.get(reverse("protocols:stakeholders")).status_code == 403
