"""Whatever changes a kept row, by whichever way, a version of it is written down, with who and in which transaction."""

import pghistory
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from config.history import KEPT, NOT_KEPT
from schools.models import Enrolment, School, Space
from tests.factories import make_field, make_protocol, make_school, make_site
from tests.factories.stakeholders import make_contact
from workflow.history.triggers import baseline, install, installed, wanted
from workflow.models import RowVersion

pytestmark = pytest.mark.django_db


def told(record):
    rows = RowVersion.objects.filter(record_kind=record._meta.label_lower, record_id=str(record.pk)).order_by("id")
    return [(row.table_name.split("_", 1)[1], row.change) for row in rows]


def test_every_table_is_kept_or_says_why_not():
    kept = {table.name for kind in KEPT for table in kind.tables}
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    ours = {
        model._meta.db_table
        for model in models
        if model._meta.app_label in {"schools", "protocols", "designations", "transfers", "centers"}
        and not model.__name__.endswith("Event")
    } | {"workflow_provisionversion"}  # the law; the rest of its app is housekeeping

    assert ours - kept - NOT_KEPT.keys() == set()
    assert (kept | NOT_KEPT.keys()) - ours == set()


def test_the_database_has_exactly_the_declared_triggers():
    assert installed() == set(wanted(KEPT))
    assert install(KEPT) == 0


def test_a_trigger_that_is_declared_no_longer_is_taken_away():
    with transaction.atomic():
        taken = install(KEPT[:1])
        left = installed()
        install(KEPT)

    assert taken > 0
    assert left == set(wanted(KEPT[:1]))
    assert installed() == set(wanted(KEPT))


def test_bulk_writes_updates_and_raw_sql_are_kept_with_what_was_before():
    school = make_school()
    Enrolment.objects.bulk_create([Enrolment(school=school, year=2026, grade=g, girls=1, boys=2) for g in (9, 10)])
    Enrolment.objects.filter(school=school).update(girls=5)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE schools_school SET addable_places = 7 WHERE id = %s", [school.pk])
    Enrolment.objects.filter(school=school, grade=10).delete()

    assert told(school) == [
        ("school", "insert"),
        ("enrolment", "insert"),
        ("enrolment", "insert"),
        ("enrolment", "update"),
        ("enrolment", "update"),
        ("school", "update"),
        ("enrolment", "delete"),
    ]
    update = RowVersion.objects.filter(table_name="schools_enrolment", change="update").first()
    assert (update.was, update.data["girls"]) == ({"girls": 1}, 5)
    assert RowVersion.objects.get(change="delete").data["grade"] == 10


def test_rows_of_many_to_many_tables_are_kept_with_their_record():
    school = make_school()
    space = Space.objects.create(school=school, kind="workshop", name="Atölye")
    space.fields.set([make_field("04"), make_field("11")])
    space.fields.set([make_field("11")])
    make_site(school).suited_fields.add(make_field("04"))
    space.delete()
    protocol = make_protocol(school)

    links = [(name, change) for name, change in told(school) if name in {"space_fields", "site_suited_fields"}]
    assert links == [
        *[("space_fields", "insert")] * 2,
        ("space_fields", "delete"),
        ("site_suited_fields", "insert"),
        ("space_fields", "delete"),
    ]
    assert [name for name, _ in told(protocol)] == ["protocol", "protocol_schools", "protocol_stakeholders"]


def test_a_row_that_goes_over_to_another_record_leaves_the_one_and_joins_the_other():
    one, other = make_school(), make_school()
    space = Space.objects.create(school=one, kind="workshop", name="Atölye")
    Space.objects.filter(pk=space.pk).update(school=other)

    assert told(one)[1:] == [("space", "insert"), ("space", "delete")]
    assert told(other)[1:] == [("space", "insert")]


def test_a_write_that_changes_nothing_leaves_no_version():
    school = make_school()
    school.save()
    School.objects.filter(pk=school.pk).update(name=school.name)

    assert told(school) == [("school", "insert")]


def test_whom_to_ask_for_is_not_kept():
    contact = make_contact(name="Ayşe Yılmaz", phone="+903124131917")
    type(contact).objects.update(name="Veli Yılmaz")

    assert told(contact.stakeholder) == [("stakeholder", "insert")]
    assert not RowVersion.objects.filter(table_name="protocols_stakeholdercontact").exists()


def test_who_wrote_is_kept_with_the_version():
    with pghistory.context(user=4, url="/deneme/"):
        school = make_school()

    context = RowVersion.objects.get(table_name="schools_school", record_id=str(school.pk)).context
    from pghistory.models import Context

    assert Context.objects.get(pk=context).metadata == {"user": 4, "url": "/deneme/"}


def test_versions_are_never_changed_or_taken_away():
    make_school()

    for statement in (lambda: RowVersion.objects.update(data={}), lambda: RowVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_rows_from_before_the_history_get_a_baseline_once():
    school = make_school()
    table = next(KEPT[0].tables)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM workflow_rowversion")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute(baseline(table))
        cursor.execute(baseline(table))

    assert told(school) == [("school", "baseline")]


def test_many_rows_at_once_are_kept_as_a_few_are():
    school = make_school()
    spaces = [school.spaces.create(kind="classroom", name="İlk")]
    spaces += Space.objects.bulk_create(
        [Space(school=school, kind="classroom", name=f"Derslik {n}") for n in range(150)]
    )
    Space.objects.filter(school=school).update(places=30)
    Space.objects.filter(school=school).delete()

    found = [change for table, change in told(school) if table == "space"]
    assert found == ["insert"] * 151 + ["update"] * 151 + ["delete"] * 151
    versions = RowVersion.objects.filter(table_name="schools_space", change="update")
    assert {version.was["places"] for version in versions} == {None}
