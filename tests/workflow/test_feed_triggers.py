"""Whatever changes a record, by whichever way, the feed tells of it once a transaction, to whom it concerns."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from config.feed import NOT_TOLD, TOLD
from designations.choices import DossierStatus as S
from schools.models import Enrolment, School
from tests.factories import (
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_province,
    make_school,
    make_stakeholder,
)
from workflow.feed.triggers import install, installed, wanted
from workflow.models import Change

pytestmark = pytest.mark.django_db
KEPT_TO_ITSELF = {"accounts", "workflow"}  # people, and this system's own housekeeping


@pytest.fixture
def fresh():
    """Begins a transaction of its own within the test's: forgets what was told until now, so that it is told again."""

    def forget():
        Change.objects.all().delete()

    return forget


def told(kind=None):
    rows = Change.objects.order_by("pk")
    rows = rows.filter(kind=kind) if kind else rows
    return [(row.kind, row.record, row.change) for row in rows]


def test_every_table_is_told_or_says_why_not():
    declared = {told.table for told in TOLD} | {part.table for told in TOLD for part in told.parts} | NOT_TOLD.keys()
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    ours = {
        model._meta.db_table
        for model in models
        if model._meta.app_label in {"schools", "protocols", "designations", "documents", "centers", "transfers"}
        and not model.__name__.endswith("Event")
    } | {"workflow_provisionversion"}  # the law; the rest of its app is housekeeping

    assert ours - declared == set()
    assert declared - ours == set()


def test_the_database_has_exactly_the_declared_triggers():
    assert installed() == set(wanted(TOLD))
    assert install(TOLD) == 0


def test_a_trigger_that_is_declared_no_longer_is_taken_away():
    with transaction.atomic():
        taken = install(TOLD[:1])
        left = installed()
        install(TOLD)

    assert taken > 0
    assert left == set(wanted(TOLD[:1]))
    assert installed() == set(wanted(TOLD))


def test_a_new_school_is_told_once_with_all_that_was_entered_with_it(fresh):
    school = make_school(code="112267")
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=1, boys=2)
    School.objects.filter(pk=school.pk).update(addable_places=5)

    row = Change.objects.get(kind="school")
    assert (row.record, row.code, row.change) == (str(school.pk), "112267", "created")
    assert set(row.places) == {f"p{school.province_id}", f"d{school.district_id}", "k112267"}
    assert row.places_left == []


def test_what_belongs_to_a_school_is_a_change_of_the_school(fresh):
    school, field = make_school(), make_field()
    fresh()
    space = school.spaces.create(kind="classroom", name="Derslik")
    first = told()
    fresh()
    space.fields.add(field)
    second = told()
    fresh()
    Enrolment.objects.bulk_create([Enrolment(school=school, year=2026, grade=g, girls=1, boys=1) for g in (9, 10)])
    third = told()
    fresh()
    school.enrolments.filter(grade=9).delete()

    assert first == second == third == told() == [("school", str(school.pk), "updated")]


def test_a_write_that_changes_nothing_is_not_told(fresh):
    school = make_school()
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=1, boys=2)
    fresh()
    school.save()  # moves only the day of the last change
    School.objects.filter(pk=school.pk).update(name=school.name)
    Enrolment.objects.filter(school=school).update(girls=1)

    assert told() == []


def test_what_came_and_went_in_one_transaction_is_not_told(fresh):
    stakeholder = make_stakeholder()
    stakeholder.delete()

    assert told("stakeholder") == []


def test_a_deleted_record_is_told_as_deleted(fresh):
    stakeholder = make_stakeholder()
    key = str(stakeholder.pk)
    fresh()
    stakeholder.name = "Yeni ad"
    stakeholder.save()
    stakeholder.delete()

    assert told() == [("stakeholder", key, "deleted")]


def test_a_school_that_moves_is_told_where_it_was_and_where_it_is(fresh):
    school = make_school(province=6)
    before = school.district_id
    make_province(34)
    fresh()
    School.objects.filter(pk=school.pk).update(province=34, district=None)

    row = Change.objects.get()
    assert set(row.places) == {"p6", f"d{before}", "p34", f"k{school.code}"}
    assert set(row.places_left) == {"p6", f"d{before}"}


def test_an_act_is_named_with_its_day(fresh):
    dossier = make_dossier(S.DRAFT)
    fresh()
    from designations.acts import withdraw

    withdraw(dossier, by=dossier.opened_by, on=dossier.opened_on, note="Vazgeçildi.")

    row = Change.objects.get(kind="dossier")
    assert (row.act, row.on, row.code) == ("withdraw", dossier.opened_on, dossier.school.code)


def test_a_protocol_is_told_in_the_provinces_of_all_its_schools(fresh):
    one, other = make_school(province=6), make_school(province=34)
    protocol = make_protocol(one, other)
    created = Change.objects.get(kind="protocol")
    fresh()
    protocol.schools.remove(other)
    removed = Change.objects.get(kind="protocol")

    assert {"p6", "p34"} <= set(created.places)
    assert (created.change, created.places_left) == ("created", [])
    assert removed.change == "updated"
    assert "p34" in removed.places
    assert "p34" in removed.places_left
    assert "p6" not in removed.places_left


def test_drafts_of_the_ministry_are_told_to_nobody_else(fresh):
    make_policy(status="draft", valid_from=None)
    draft = Change.objects.get(kind="policy").places
    fresh()
    make_policy()

    assert draft == []
    assert Change.objects.get(kind="policy").places == ["*"]


def test_a_part_that_was_undone_is_not_told(fresh):
    school = make_school()
    fresh()
    with pytest.raises(RuntimeError), transaction.atomic():
        School.objects.filter(pk=school.pk).update(addable_places=7)
        raise RuntimeError

    assert told() == []


def test_raw_sql_is_told_like_everything_else(fresh):
    school = make_school()
    fresh()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schools_school SET phone = '+903120000000' WHERE id = %s", [school.pk])

    assert told() == [("school", str(school.pk), "updated")]
