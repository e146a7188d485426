"""Who comes to the system for one thing: coordinators of a centre and teachers see what is opened to them, and nothing else."""

from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import get_resolver, resolve, reverse

from accounts.choices import CENTRE_ROLES, CONFINED_ROLES, Role
from accounts.middleware import ConfinedElsewhere
from accounts.models import Duty
from centers.models import Center
from protocols.models import Protocol, Stakeholder
from schools.models import School
from tests.architecture.test_urls import ADDRESSES, fill, plain
from tests.factories import make_province, make_school, make_stakeholder, make_user
from tests.factories.centers import make_center

pytestmark = pytest.mark.django_db
COORDINATORS = sorted(CENTRE_ROLES)


@pytest.fixture
def center():
    return make_center()


def person_of(role, school):
    return make_user(role, school=school)


@pytest.mark.parametrize("role", COORDINATORS)
def test_a_coordinator_sees_the_own_centre_and_no_school(role, center):
    person = person_of(role, center.school)
    make_center()

    assert list(Center.objects.visible_to(person)) == [center]
    assert not School.objects.visible_to(person).exists()
    assert not person.scope.covers(center.school)
    assert person.scope.institution_codes == frozenset()


@pytest.mark.parametrize("role", sorted(CONFINED_ROLES - {Role.REPRESENTATIVE}))
def test_who_is_confined_sees_no_organisation_and_no_protocol(role, center):
    make_stakeholder()
    person = person_of(role, center.school)

    assert person.is_confined
    assert not person.is_representative
    assert not Stakeholder.objects.visible_to(person).exists()
    assert not Protocol.objects.visible_to(person).exists()


@pytest.mark.parametrize("role", sorted(CONFINED_ROLES))
def test_all_that_is_not_opened_by_name_is_closed(rf, role):
    """The gate itself, asked about every address; what it lets through is public or opened by name."""
    person, gate = make_user(role, school=make_school()), ConfinedElsewhere(lambda _: None)
    passed = set()
    for address in map(fill, filter(plain, ADDRESSES)):
        request = rf.get(address)
        request.user, request.resolver_match = person, resolve(address)
        view = request.resolver_match.func
        try:
            gate.process_view(request, view, (), {})
        except PermissionDenied:
            continue
        if getattr(view, "login_required", True):
            passed.add(request.resolver_match.view_name)

    assert passed <= settings.OPEN_TO_CONFINED[role]
    assert "desk:notices" in passed


@pytest.mark.parametrize("role", sorted(CONFINED_ROLES))
def test_programs_offices_and_the_register_are_closed(client, role, center):
    client.force_login(person_of(role, center.school))

    for address in ("/api/v1/centers/", "/yonetim/", "/okullar/", "/merkezler/", "/merkezler/gorevler/", "/ara/"):
        assert client.get(address).status_code == 403, address


def test_every_confined_role_has_its_pages_and_they_exist():
    there = get_resolver().namespace_dict["centers"][1].reverse_dict

    assert set(settings.OPEN_TO_CONFINED) == set(CONFINED_ROLES)
    names = {name.partition(":")[2] for name in set().union(*settings.OPEN_TO_CONFINED.values()) if "centers:" in name}
    assert [name for name in names if name not in there] == []


@pytest.mark.parametrize("role", COORDINATORS)
def test_the_first_page_of_a_coordinator_is_the_own_centre(client, role, center):
    client.force_login(person_of(role, center.school))

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == reverse("centers:center", args=[center.pk])
    shown = page.content.decode()
    assert "Merkezim" in shown
    assert "Protokoller" not in shown
    assert reverse("desk:search") not in shown


def test_the_first_page_of_a_teacher_is_the_own_applications(client):
    client.force_login(make_user(Role.TEACHER))

    page = client.get("/", follow=True)

    assert page.redirect_chain[-1][0] == reverse("centers:my_applications")
    shown = page.content.decode()
    assert reverse("centers:open_calls") in shown
    assert "Protokoller" not in shown


def test_a_coordinator_of_two_duties_with_an_office_is_not_confined(center):
    person = person_of(Role.GENERAL_COORDINATOR, center.school)
    Duty.objects.create(
        user=person, role=Role.PRINCIPAL, institution_code=center.school.code, starts_on=date(2024, 1, 1)
    )
    again = type(person).objects.get(pk=person.pk)

    assert not again.is_confined
    assert School.objects.visible_to(again).get() == center.school


def test_a_representative_who_is_a_teacher_too_still_represents(client):
    person = make_user(Role.REPRESENTATIVE)
    Duty.objects.create(user=person, role=Role.TEACHER, starts_on=date(2024, 1, 1))
    again = type(person).objects.get(pk=person.pk)
    client.force_login(again)

    assert again.is_confined
    assert again.is_representative
    assert client.get(reverse("representatives:mine")).status_code == 200


@pytest.mark.parametrize(
    ("role", "place"),
    [
        (Role.GENERAL_COORDINATOR, {}),
        (Role.DEVELOPMENT_COORDINATOR, {}),
        (Role.GENERAL_COORDINATOR, {"institution_code": "123456", "province": 6}),
        (Role.TEACHER, {"institution_code": "123456"}),
        (Role.TEACHER, {"province": 6}),
    ],
)
def test_a_coordinators_duty_names_a_school_alone_and_a_teachers_no_place(role, place):
    if "province" in place:
        place = {**place, "province": make_province(6)}
    person = make_user(None)

    with pytest.raises(IntegrityError, match="duty_place_fits_its_role"), transaction.atomic():
        Duty.objects.create(user=person, role=role, starts_on=date(2024, 1, 1), **place)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.PRINCIPAL])
def test_the_way_to_the_own_centre_is_for_coordinators(client, role):
    client.force_login(make_user(role, province=6, school=make_school()))

    assert client.get(reverse("centers:mine")).status_code == 403


def test_a_coordinator_of_a_school_without_a_centre_is_told_so(client):
    client.force_login(make_user(Role.GENERAL_COORDINATOR, school=make_school()))

    assert "merkez yok" in client.get(reverse("centers:mine")).content.decode()


def test_a_duty_that_is_over_opens_no_centre(center):
    person = person_of(Role.GENERAL_COORDINATOR, center.school)
    person.duties.update(ends_on=date(2025, 1, 1))
    person = type(person).objects.get(pk=person.pk)

    assert not Center.objects.visible_to(person).exists()
    assert not person.is_confined
