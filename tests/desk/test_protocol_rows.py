"""Protocols, amendments, duties and sponsor schools on the desk of who must act."""

import pytest

from accounts.choices import Role
from protocols.acts import SPONSOR, open_renewal, sign_amendment
from tests import factories
from tests.desk.test_waiting import DAYS, TODAY, later, pile, task
from tests.factories.obligations import make_obligation
from tests.factories.protocols import make_amendment, make_change, make_signed
from tests.factories.sponsors import make_sponsor_assignment

pytestmark = pytest.mark.django_db


def test_an_amendment_waits_for_the_general_directorate_until_it_is_signed():
    school = factories.make_school(province=6)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=6)
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    amendment = make_change(make_amendment(make_signed(school), by=officer)).amendment

    waiting = task(head, "ek-protokol", on=later(3))
    assert waiting.url == f"/protokoller/ek/{amendment.pk}/"
    assert waiting.timing.side == "ministry"
    assert pile(officer, "ek-protokolde").count == 1
    sign_amendment(amendment, by=head, on=TODAY, signed_on=TODAY, holds_from=TODAY)

    assert pile(head, "ek-protokol") is None or pile(head, "ek-protokol").count == 0
    assert pile(officer, "ek-protokolde") is None or pile(officer, "ek-protokolde").count == 0


def test_a_duty_of_a_protocol_is_on_the_desk_of_who_must_act_and_is_timed_from_its_day():
    school = factories.make_school(province=6)
    officer = factories.make_user(Role.PROVINCE_OFFICER, province=6)
    head = factories.make_user(Role.DEPARTMENT_HEAD)
    protocol = make_signed(school)
    make_obligation(protocol, first_due_on=later(20))
    make_obligation(protocol, first_due_on=later(20), owner="directorate", title="Denetim")

    assert task(officer, "yukumluluk").timing.clock is None
    assert task(officer, "yukumluluk", on=later(30)).timing.held == DAYS.between(later(20), later(30))
    assert task(head, "yukumluluk").record.startswith("Denetim")
    assert pile(officer, "yukumluluk", on=later(-30)) is None


def test_a_protocol_whose_term_ends_soon_waits_until_somebody_renews_it():
    school = factories.make_school(province=6)
    officer, head = factories.make_user(Role.PROVINCE_OFFICER, province=6), factories.make_user(Role.DEPARTMENT_HEAD)
    protocol = make_signed(school, title="Ostim protokolü", ends_on=later(60))
    make_signed(school, ends_on=later(91))
    make_signed(factories.make_school(province=34), ends_on=later(60))

    found = task(officer, "protokol-bitisi")
    assert (found.record, found.label, found.since) == ("Ostim protokolü", f"Bitiş: {later(60):%d.%m.%Y}", later(-30))
    assert (found.url, found.is_timed) == (f"/protokoller/{protocol.pk}/", False)
    assert pile(officer, "protokol-bitisi").count == 1
    assert pile(head, "protokol-bitisi").count == 2
    open_renewal(protocol, by=head, on=TODAY)

    assert pile(officer, "protokol-bitisi") is None


def test_a_sponsor_school_waits_for_the_side_whose_step_is_next():
    made = make_sponsor_assignment("sponsor_proposed")
    sponsor, needy = (factories.make_user(Role.PRINCIPAL, school=school) for school in (made.sponsor, made.school))
    head, proposer = factories.make_user(Role.DEPARTMENT_HEAD), made.proposed_by

    assert task(sponsor, "hami-saat").holder == made.sponsor.name
    assert pile(needy, "hami-onay") is None
    made = SPONSOR.acts["offer_hours"](made, by=sponsor, on=TODAY, weekly_hours=4)
    assert task(needy, "hami-onay").url == f"/protokoller/hami-okullar/{made.pk}/"
    assert pile(sponsor, "hami-saat") is None
    made = SPONSOR.acts["accept_hours"](made, by=needy, on=TODAY)
    assert task(head, "hami-karar").timing.side == "ministry"
    assert pile(proposer, "hami-karar") is None
    SPONSOR.acts["assign_sponsor"](made, by=head, on=TODAY)

    assert pile(head, "hami-karar") is None
