"""Who may do what to a specialised school's training and to the standards, against a table written by hand."""

import pytest

from accounts.choices import CONFINED_ROLES, Role
from designations.acts import ACTIVITY, plan_activity
from designations.choices import DesignationType
from designations.models import Designation
from schools.acts import STANDARDS
from schools.models import StandardsVersion
from tests.factories import (
    TODAY,
    make_designation,
    make_district,
    make_field,
    make_province,
    make_region_ready,
    make_school,
    make_user,
)
from workflow.refusals import NotPermitted

pytestmark = pytest.mark.django_db
R = Role
MINISTRY = {R.EXPERT, R.DEPARTMENT_HEAD, R.DIRECTOR_GENERAL}
DECIDERS = {R.DEPARTMENT_HEAD, R.DIRECTOR_GENERAL}
PROVINCE = {R.PROVINCE_OFFICER, R.PROVINCE_DIRECTOR, R.CLIENT}
SCHOOL_SIDE = PROVINCE | {R.DISTRICT_OFFICER, R.PRINCIPAL}
# Of the own province; in another one, only those for whom the whole country is their place.
MAY = {
    "request_approval": MINISTRY | SCHOOL_SIDE,
    "approve_activity": DECIDERS,
    "refuse_activity": DECIDERS,
    "record_held": MINISTRY | SCHOOL_SIDE,
    "cancel_activity": MINISTRY | SCHOOL_SIDE,
    "publish_standards": DECIDERS,
}
LIFECYCLES = {"activity": ACTIVITY, "standards": STANDARDS}


@pytest.fixture
def records():
    """One record a lifecycle, all of a school in Ankara."""
    school = make_region_ready(make_school(district=make_district()))
    designation = make_designation(school=school)
    Designation.objects.filter(pk=designation.pk).update(type=DesignationType.SPECIALISED)
    designation.refresh_from_db()
    activity = plan_activity(
        designation,
        by=make_user(R.EXPERT),
        on=TODAY,
        title="CNC",
        fields=[make_field("04")],
        starts_on=TODAY,
        ends_on=TODAY,
        places=5,
    )
    return {
        "activity": activity,
        "standards": StandardsVersion.objects.create(name="Taslak"),
    }


def school_of(record):
    found = getattr(record, "school", None) or getattr(getattr(record, "designation", None), "school", None)
    return found or make_school()


def somebody(role, school, *, elsewhere: bool):
    if not elsewhere:
        return make_user(role, province=school.province, school=school)
    other = make_province(34, "İstanbul")
    return make_user(
        role, province=other, school=make_school(province=other, district=make_district(other, "Kadıköy"))
    )


def test_the_table_knows_every_act():
    assert {name for lifecycle in LIFECYCLES.values() for name in lifecycle.acts} == set(MAY)


@pytest.mark.parametrize("role", list(R))
@pytest.mark.parametrize("elsewhere", [False, True], ids=["own province", "another province"])
def test_each_role_may_what_the_table_says_and_nothing_else(records, role, elsewhere):
    wrong = []
    for kind, lifecycle in LIFECYCLES.items():
        record = records[kind]
        person = somebody(role, school_of(record), elsewhere=elsewhere)
        for name, act in lifecycle.acts.items():
            expected = role in MAY[name] and (not elsewhere or role in MINISTRY)
            if act.may(person, record) != expected:
                wrong.append((name, expected))
    assert wrong == []


@pytest.mark.parametrize("role", [None, R.AUDITOR, R.ADMINISTRATOR])
def test_who_may_nothing_is_refused_before_anything_is_asked(records, role):
    person = make_user(role)
    open_acts = [
        (act, records[kind])
        for kind, lifecycle in LIFECYCLES.items()
        for act in lifecycle.acts.values()
        if records[kind].status in act.sources
    ]
    for act, record in open_acts:
        with pytest.raises(NotPermitted):
            act(record, by=person, on=TODAY)


@pytest.mark.parametrize("role", [*R, None])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["own province", "another province"])
def test_each_role_sees_the_records_of_its_place_only(records, role, elsewhere):
    activity = records["activity"]
    person = somebody(role, school_of(activity), elsewhere=elsewhere) if role else make_user(None)
    everywhere = role in MINISTRY | {R.AUDITOR, R.ADMINISTRATOR}

    seen = type(activity).objects.visible_to(person).filter(pk=activity.pk).exists()

    in_place = role is not None and role not in CONFINED_ROLES and not elsewhere
    assert seen == (everywhere or in_place)
