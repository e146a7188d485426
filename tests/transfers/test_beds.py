"""Beds of a dormitory that serves several schools: promised once, by acts, under races, and by the database itself."""

import threading

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction

from accounts.choices import Role
from schools.models import Dormitory, School, TransportLink
from tests.factories import TODAY, make_field, make_user
from tests.factories.boards import make_sector_school
from tests.factories.transfers import make_quota, make_round, make_school_with_quota, teaching
from transfers.acts import QUOTA, propose_quota_of
from transfers.choices import QuotaStatus as S, RoundStatus as R
from transfers.models import Quota
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = QUOTA.acts


def make_neighbour(owner, *, linked=True):
    """A school of the owner's education region whose students can board at the owner's dormitory."""
    school = teaching(make_sector_school(province=owner.province_id))
    School.objects.filter(pk=school.pk).update(education_region=owner.education_region_id)
    school.refresh_from_db()
    if linked:
        TransportLink.objects.create(dormitory=owner.dormitories.get(), school=school, is_available=True)
    return school


def test_the_same_bed_is_not_promised_to_two_schools_and_it_is_said_who_has_it():
    owner = make_school_with_quota()
    neighbour = make_neighbour(owner)
    taken = make_quota(school=owner, girls_places=15)

    with pytest.raises(Invalid, match="en çok 5 boş kız") as refused:
        Dormitory.objects.create(school=neighbour, name="Boş", girls_places=0)
        make_quota(school=neighbour, girls_places=6)
    assert f"{owner.name} 15" in refused.value.faults["girls_places"]

    made = make_quota(school=neighbour, girls_places=5)
    A["drop_quota"](taken, by=make_user(Role.EXPERT), on=TODAY, reason="Vazgeçildi.")
    assert A["change_quota"](made, by=make_user(Role.EXPERT), on=TODAY, girls_places=20).girls_places == 20


def test_what_a_neighbour_boards_in_its_own_dormitory_takes_none_of_the_shared_beds():
    owner = make_school_with_quota()
    neighbour = make_neighbour(owner)
    Dormitory.objects.create(school=neighbour, name="Kendi", girls_places=12, girls_occupied=0)
    make_quota(school=neighbour, girls_places=12)

    assert make_quota(school=owner, girls_places=20).girls_places == 20


def test_a_link_that_is_not_known_is_no_bed():
    owner = make_school_with_quota()
    neighbour = make_neighbour(owner, linked=False)
    with pytest.raises(Invalid, match="Bilgi eksik: pansiyonda kesin olan boş kız yeri 0"):
        make_quota(school=neighbour, girls_places=1)

    TransportLink.objects.create(dormitory=owner.dormitories.get(), school=neighbour, is_available=False)
    Dormitory.objects.create(school=neighbour, name="Boş", girls_places=0)
    with pytest.raises(Invalid, match="en çok 0 boş kız"):
        make_quota(school=neighbour, girls_places=1)


@pytest.mark.django_db(transaction=True)
def test_of_schools_that_ask_at_once_for_the_same_beds_one_gets_them():
    owner, taking = make_school_with_quota(), make_round(R.ANNOUNCED)
    schools = [owner, make_neighbour(owner), make_neighbour(owner)]
    for school in schools[1:]:
        Dormitory.objects.create(school=school, name="Boş", girls_places=0)
    people, gate, answers = [make_user(Role.EXPERT) for _ in schools], threading.Barrier(3), []
    field = make_field("04")

    def go(person, school):
        close_old_connections()
        gate.wait()
        try:
            propose_quota_of(school, by=person, on=TODAY, round=taking, field=field, girls_places=12)
            answers.append("made")
        except Invalid as refused:
            answers.append(next(iter(refused.faults)))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in zip(people, schools, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["girls_places", "girls_places", "made"]


def test_the_database_gives_no_more_beds_than_the_region_has():
    owner = make_school_with_quota()
    neighbour = make_neighbour(owner)
    make_quota(school=owner, girls_places=15)
    made = make_quota(school=neighbour, day_places=3)

    with pytest.raises(IntegrityError, match="quota_beds_given_once"), transaction.atomic():
        Quota.objects.filter(pk=made.pk).update(girls_places=6)
    with pytest.raises(IntegrityError, match="quota_beds_given_once"), transaction.atomic():
        Quota.objects.filter(pk=made.pk).update(boys_places=11)
    assert Quota.objects.filter(pk=made.pk).update(girls_places=5) == 1


def test_a_quota_can_be_lowered_and_closed_after_its_dormitory_has_filled_up():
    made = make_quota(S.APPROVED, girls_places=20)
    Dormitory.objects.filter(school=made.school).update(girls_occupied=25)

    assert Quota.objects.filter(pk=made.pk).update(girls_places=18) == 1
    assert A["close_quota"](made, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, reason="Doldu.").status == S.CLOSED
