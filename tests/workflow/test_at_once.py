"""Several selections in one statement: each holds what it would have held by itself."""

from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.test.utils import CaptureQueriesContext

from accounts.models import Duty, Province, User
from designations.models import Dossier, PolicyVersion
from schools.models import Enrolment, School
from tests.factories import make_dossier, make_policy, make_region_ready, make_school, make_user
from workflow.at_once import counted, only, read_at_once
from workflow.models import JournalEntry, RowVersion

pytestmark = pytest.mark.django_db


def selections():
    """Records and values of many types, with relations, annotations, groups, an order and a slice."""
    of_dossiers = Dossier.objects.filter(school=OuterRef("pk"))
    return [
        School.objects.select_related("province", "district").annotate(asked=Exists(of_dossiers)).order_by("-pk"),
        Dossier.objects.select_related("school__province", "policy", "reviewer"),
        PolicyVersion.objects.all(),
        User.objects.order_by("username").values_list("username", flat=True),
        Duty.objects.values("role", "starts_on", "ends_on"),
        Enrolment.objects.values_list("school_id").annotate(students=Sum("girls")).order_by("school_id"),
        School.objects.none(),
        Province.objects.order_by("name")[:3],
        JournalEntry.objects.order_by("pk"),
        RowVersion.objects.order_by("pk")[:20],
        counted(School.objects.all(), n=Count("pk"), coded=Count("pk", filter=~Q(code=None))),
        counted(School.objects.filter(pk=0), n=Count("pk")),
    ]


@pytest.fixture
def rows(db):
    make_policy()
    school = make_region_ready(make_school())
    make_school(code=None)
    make_dossier(school=school)
    make_user()


def kept(records):
    """Records with all their columns, and what else they hold."""
    return [
        {name: value for name, value in vars(one).items() if name != "_state"} if hasattr(one, "_state") else one
        for one in records
    ]


def test_each_selection_holds_what_it_would_hold_by_itself(rows):
    expected = [kept(one) for one in selections()]
    asked = selections()

    with CaptureQueriesContext(connection) as questions:
        read_at_once(*asked)
        found = [kept(one) for one in asked]

    assert (len(questions), found) == (1, expected)
    assert all(expected[place] for place in range(len(expected)) if place != 6)


def test_related_records_are_there_without_a_question(rows):
    dossiers = Dossier.objects.select_related("school__province", "policy")
    read_at_once(dossiers, School.objects.all())

    with CaptureQueriesContext(connection) as questions:
        names = [(one.school.province.name, one.policy) for one in dossiers]

    assert (len(questions), len(names)) == (0, 1)


def test_a_selection_made_of_one_that_was_read_is_asked_anew(rows):
    schools = School.objects.order_by("pk")
    read_at_once(schools, Province.objects.all())

    assert schools.filter(code=None).count() == 1
    assert list(schools.filter(code=None).values_list("code", flat=True)) == [None]


def test_what_was_read_is_not_read_again(rows):
    schools, provinces, users = School.objects.all(), Province.objects.all(), User.objects.all()
    read_at_once(schools, provinces)
    make_school()

    with CaptureQueriesContext(connection) as questions:
        read_at_once(schools, provinces, users)

    assert (len(questions), len(schools)) == (0, 2)


def test_a_count_of_nothing_is_nought(rows):
    none = counted(School.objects.filter(pk=0), n=Count("pk"))
    read_at_once(none, Province.objects.all())

    assert only(none) == (0,)


def test_the_first_row_is_none_where_there_is_none(rows):
    nobody, somebody = User.objects.filter(pk=0), User.objects.order_by("pk")[:1]
    read_at_once(nobody, somebody)

    assert only(nobody) is None
    assert only(somebody) == User.objects.order_by("pk").first()


def test_numbers_keep_their_type(rows):
    policies = PolicyVersion.objects.all()
    read_at_once(policies, counted(School.objects.all(), n=Count("pk")))

    expected = PolicyVersion.objects.get()
    assert [type(value) for value in vars(policies[0]).values()] == [type(value) for value in vars(expected).values()]
    assert any(isinstance(value, Decimal) for value in vars(policies[0]).values())
