"""Schools, people and rows of the register for its tests."""

from datetime import date

import pytest

from accounts.choices import Role
from accounts.models import Duty, User
from schools.choices import SchoolKind
from schools.models import EducationRegion, Field, School

ON = date(2026, 11, 2)


@pytest.fixture
def on():
    return ON


@pytest.fixture
def person(reference):
    """Makes a user with one duty: ``person(Role.PROVINCE_OFFICER, province_id=1)``."""

    def make(role, **place):
        user = User.objects.create(username=f"{role}-{User.objects.count()}", first_name="Örnek", last_name=role)
        Duty.objects.create(user=user, role=role, starts_on=date(2024, 1, 1), **place)
        return user

    return make


@pytest.fixture
def make_school(reference):
    """Makes a school in Adana, Ceyhan unless told otherwise."""

    def make(code="900001", **values):
        values = {"name": f"Örnek {code} Lisesi", "kind": SchoolKind.MTAL, "province_id": 1, **values}
        return School.objects.create(code=code, **values)

    return make


@pytest.fixture
def school(make_school):
    region = EducationRegion.objects.create(province_id=1, name="1. Eğitim Bölgesi")
    return make_school(district_id=1219, education_region=region, attached_to_gd=True)


@pytest.fixture
def officer(person):
    return person(Role.PROVINCE_OFFICER, province_id=1)


@pytest.fixture
def expert(person):
    return person(Role.EXPERT)


@pytest.fixture
def field_of(reference):
    """The field with a code: ``field_of("10")``."""
    return lambda code: Field.objects.get(code=code)
