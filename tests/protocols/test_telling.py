"""Who is told in time: ends of protocols and days of duties, once each, gathered by day, substitutes included."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from protocols.acts import fulfil
from protocols.choices.obligations import Owner
from protocols.models import ProtocolDuty
from protocols.telling import warn
from tests.factories import TODAY, make_school, make_user
from tests.factories.obligations import make_obligation
from tests.factories.protocols import make_signed
from tests.factories.together import make_substitution
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


def heard(user):
    return sorted(Notice.objects.filter(user=user).values_list("text", flat=True))


@pytest.fixture
def people():
    school = make_school(province=6)
    return {
        "school": school,
        "principal": make_user(Role.PRINCIPAL, school=school),
        "other principal": make_user(Role.PRINCIPAL, school=make_school(province=6)),
        "officer": make_user(Role.PROVINCE_OFFICER, province=6),
        "elsewhere": make_user(Role.PROVINCE_OFFICER, province=34),
        "expert": make_user(Role.EXPERT),
    }


@pytest.mark.parametrize("days", [90, 60, 30])
def test_the_end_of_a_protocol_is_told_in_time_and_once(people, days):
    make_signed(people["school"], title="Ostim protokolü", ends_on=TODAY + timedelta(days))

    for _ in range(2):
        warn(on=TODAY)

    expected = [f"Süresi {days} gün sonra dolan protokol: Ostim protokolü"]
    assert [heard(people[name]) for name in ("principal", "officer", "expert")] == [expected] * 3
    assert heard(people["other principal"]) == heard(people["elsewhere"]) == []


def test_the_duties_of_a_day_are_told_together_to_those_who_must_act(people):
    protocol = make_signed(people["school"])
    day = TODAY + timedelta(30)
    for owner in (Owner.SCHOOL, Owner.SCHOOL, Owner.PROVINCE, Owner.DIRECTORATE):
        make_obligation(protocol, owner=owner, first_due_on=day)

    for _ in range(2):
        warn(on=TODAY)

    said = f"Günü 30 gün sonra gelen {{}} protokol yükümlülüğü ({day:%d.%m.%Y})"
    assert heard(people["principal"]) == [said.format(2)]
    assert heard(people["officer"]) == [said.format(3)]
    assert heard(people["expert"]) == [said.format(1)]
    assert heard(people["elsewhere"]) == []


def test_a_day_that_passed_unused_is_told_once_and_one_that_was_used_is_not(people):
    protocol = make_signed(people["school"])
    done, _ = (make_obligation(protocol, first_due_on=TODAY) for _ in range(2))
    fulfil(ProtocolDuty.objects.get(obligation=done), by=people["expert"], on=TODAY, fulfilled_on=TODAY)

    for later in (0, 1, 1, 2):
        warn(on=TODAY + timedelta(later))

    assert heard(people["principal"]) == [f"Günü dün geçen 1 protokol yükümlülüğü ({TODAY:%d.%m.%Y})"]


def test_a_substitute_hears_in_place_of_who_is_on_leave(people):
    colleague = make_user(Role.PROVINCE_OFFICER, province=34)
    make_substitution(people["officer"], colleague, starts_on=TODAY, ends_on=TODAY)
    make_signed(people["school"], ends_on=TODAY + timedelta(30))

    warn(on=TODAY)

    assert len(heard(colleague)) == 1
