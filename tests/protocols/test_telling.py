"""Who is told in time: ends of protocols and days of duties, in one notice a day, substitutes and representatives included."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from protocols.acts import SPONSOR, end, fulfil
from protocols.choices.obligations import Owner
from protocols.models import ProtocolDuty
from protocols.tasks import after_sponsor_step
from protocols.telling import warn
from tests.factories import TODAY, make_school, make_stakeholder, make_user
from tests.factories.obligations import make_obligation
from tests.factories.protocols import make_signed
from tests.factories.reminders import publish_reminder_version
from tests.factories.sponsors import make_school_with_library, make_sponsor_assignment
from tests.factories.together import make_substitution
from workflow.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/6")]


def heard(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def addresses(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("url", flat=True))


def day(offset):
    return f"{TODAY + timedelta(offset):%d.%m.%Y}"


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
    protocol = make_signed(people["school"], title="Ostim protokolü", ends_on=TODAY + timedelta(days))
    representative = make_user(Role.REPRESENTATIVE, stakeholder=protocol.stakeholders.get())

    for _ in range(2):
        warn(on=TODAY)

    expected = [f"Protokol hatırlatması: {days} gün sonra ({day(days)}) süresi doluyor: Ostim protokolü."]
    told = (people["principal"], people["officer"], people["expert"], representative)
    assert [heard(one) for one in told] == [expected] * 4
    assert heard(people["other principal"]) == heard(people["elsewhere"]) == []
    assert addresses(people["expert"]) == ["/protokoller/?yururluk=bitiyor"]
    assert addresses(representative) == ["/protokollerimiz/"]


def test_a_protocol_that_was_ended_is_not_told_of_any_more(people):
    protocol = make_signed(people["school"], ends_on=TODAY + timedelta(30))
    head = make_user(Role.DEPARTMENT_HEAD)
    end(protocol, by=head, on=TODAY, ended_on=TODAY + timedelta(5), reason="Bitti.")

    warn(on=TODAY)

    assert heard(people["principal"]) == []


def test_all_of_a_day_is_told_in_one_notice_to_those_who_must_act(people):
    soon, later = TODAY + timedelta(30), TODAY + timedelta(60)
    make_signed(people["school"], title="Ostim protokolü", ends_on=later)
    protocol = make_signed(people["school"])
    for owner in (Owner.SCHOOL, Owner.SCHOOL, Owner.PROVINCE, Owner.DIRECTORATE):
        make_obligation(protocol, owner=owner, first_due_on=soon)

    for _ in range(2):
        warn(on=TODAY)

    ends = f"60 gün sonra ({day(60)}) süresi doluyor: Ostim protokolü."
    said = f"Protokol hatırlatması: 30 gün sonra ({day(30)}) günü gelen {{}} yükümlülük; {ends}"
    assert heard(people["principal"]) == [said.format(2)]
    assert heard(people["officer"]) == [said.format(3)]
    assert heard(people["expert"]) == [said.format(1)]
    assert heard(people["elsewhere"]) == []
    assert addresses(people["officer"]) == ["/"]


def test_what_an_organisation_owes_is_told_to_its_representatives(people):
    protocol = make_signed(people["school"])
    party = protocol.stakeholders.get()
    representative = make_user(Role.REPRESENTATIVE, stakeholder=party)
    stranger = make_user(Role.REPRESENTATIVE, stakeholder=make_stakeholder())
    make_obligation(protocol, owner=Owner.STAKEHOLDER, stakeholder=party, first_due_on=TODAY + timedelta(30))
    make_obligation(protocol, owner=Owner.SCHOOL, first_due_on=TODAY + timedelta(30))

    warn(on=TODAY)

    assert heard(representative) == [f"Protokol hatırlatması: 30 gün sonra ({day(30)}) günü gelen 1 yükümlülük."]
    assert addresses(representative) == ["/protokollerimiz/yukumlulukler/"]
    assert heard(stranger) == []
    assert "2 yükümlülük" in heard(people["principal"])[0]


def test_a_day_that_passed_unused_is_told_once_and_one_that_was_used_is_not(people):
    protocol = make_signed(people["school"])
    done, _ = (make_obligation(protocol, first_due_on=TODAY) for _ in range(2))
    fulfil(ProtocolDuty.objects.get(obligation=done), by=people["expert"], on=TODAY, fulfilled_on=TODAY)

    for later in (0, 1, 1, 2):
        warn(on=TODAY + timedelta(later))

    assert heard(people["principal"]) == [f"Protokol hatırlatması: dün ({day(0)}) günü geçen 1 yükümlülük."]


def test_what_a_failed_night_left_untold_is_told_later_with_the_days_that_are_left(people):
    make_signed(people["school"], title="Ostim protokolü", ends_on=TODAY + timedelta(30))

    warn(on=TODAY + timedelta(3))
    warn(on=TODAY + timedelta(4))

    assert heard(people["principal"]) == [
        f"Protokol hatırlatması: 27 gün sonra ({day(30)}) süresi doluyor: Ostim protokolü."
    ]


def test_the_days_are_those_of_the_version_in_force(people):
    publish_reminder_version(before_end=[14], before_duty=[3])
    protocol = make_signed(people["school"], title="Ostim protokolü", ends_on=TODAY + timedelta(14))
    make_signed(people["school"], ends_on=TODAY + timedelta(30))
    make_obligation(protocol, first_due_on=TODAY + timedelta(3))
    make_obligation(protocol, first_due_on=TODAY + timedelta(7))

    warn(on=TODAY)

    first = f"3 gün sonra ({day(3)}) günü gelen 1 yükümlülük"
    last = f"14 gün sonra ({day(14)}) süresi doluyor: Ostim protokolü"
    assert heard(people["principal"]) == [f"Protokol hatırlatması: {first}; {last}."]


def test_a_substitute_hears_in_place_of_who_is_on_leave(people):
    colleague = make_user(Role.PROVINCE_OFFICER, province=34)
    make_substitution(people["officer"], colleague, starts_on=TODAY, ends_on=TODAY)
    make_signed(people["school"], ends_on=TODAY + timedelta(30))

    warn(on=TODAY)

    assert len(heard(colleague)) == 1


def test_telling_the_country_asks_as_often_for_thirty_schools_as_for_one(django_assert_max_num_queries):
    for _ in range(30):
        school = make_school(province=6)
        make_user(Role.PRINCIPAL, school=school)
        make_obligation(make_signed(school, ends_on=TODAY + timedelta(60)), first_due_on=TODAY + timedelta(30))

    # Each title is another notice; what the people hear of is gathered in a fixed number of questions.
    with django_assert_max_num_queries(2 + 7 * 5 + 3 * 31):
        warn(on=TODAY)


def test_the_school_whose_step_is_next_hears_of_a_sponsor_school(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        made = make_sponsor_assignment("sponsor_proposed", sponsor=make_school_with_library(name="Hami Lisesi"))
    told = make_user(Role.PRINCIPAL, school=made.sponsor)
    needy = make_user(Role.PRINCIPAL, school=made.school)
    for _ in range(2):
        after_sponsor_step(pk=made.pk)
    SPONSOR.acts["offer_hours"](made, by=told, on=TODAY, weekly_hours=4)
    after_sponsor_step(pk=made.pk)

    assert heard(told) == [f"Hami okul olarak kullanım saati bildirmeniz bekleniyor: {made.name}, Hami Lisesi"]
    assert heard(needy) == [f"Hami okulun bildirdiği saati onaylamanız bekleniyor: {made.name}, {made.school.name}"]
