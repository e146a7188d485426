"""Whatever is done to a record on whichever day: its state as of any day is what stood there at that day's end."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from schools.history import SCHOOL
from schools.models import Enrolment, School, SchoolName, Space
from tests.factories import make_field, make_province, make_school
from tests.workflow.past import Calendar
from workflow.history.reading import end_of, past

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")
FIRST_DAY = date(2026, 3, 1)
# The edges of a day are where it goes wrong.
TIMES = [time(0, 0), time(0, 0, 0, 1), time(2, 59, 59), time(3, 0), time(12, 0), time(21, 0), time(23, 59, 59, 999999)]


def seen(school):
    """Everything that people see of a school, as plain values; the same of today's record and of a past one."""
    return {
        "school": (school.name, school.province_id, school.addable_places, school.closed_on, school.attached_to_gd),
        "names": sorted((name.pk, name.name, name.ends_on) for name in school.names.all()),
        "spaces": sorted(
            (space.pk, space.name, space.places, space.area, tuple(sorted(f.code for f in space.fields.all())))
            for space in school.spaces.all()
        ),
        "enrolments": sorted((row.pk, row.year, row.grade, row.girls, row.boys) for row in school.enrolments.all()),
    }


class Register(RuleBasedStateMachine):
    """A school that is edited in every way there is, while days go by."""

    def __init__(self):
        super().__init__()
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.fields = [make_field(code) for code in ("04", "11", "23")]
        self.provinces = [make_province(code) for code in (6, 34)]
        self.calendar = Calendar()
        self.day, self.time = FIRST_DAY, TIMES[0]
        self.snapshots = {}
        self.school = make_school(name="İlk Ad")
        self.written()

    def teardown(self):
        try:
            for days in range((self.day - FIRST_DAY).days + 2):
                self.agrees_on(FIRST_DAY + timedelta(days=days))
        finally:
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    def written(self):
        """Date what was written, and remember what stands there at this day's end."""
        self.calendar.date(datetime.combine(self.day, self.time, ISTANBUL))
        self.snapshots[self.day] = seen(School.objects.get(pk=self.school.pk))

    def agrees_on(self, day):
        known = [d for d in self.snapshots if d <= day]
        before = past(SCHOOL, self.school.pk, day)
        assert seen(before.record) == self.snapshots[max(known)], day

    def spaces(self):
        return list(Space.objects.filter(school=self.school).order_by("pk"))

    @rule(days=st.integers(0, 3), position=st.integers(0, len(TIMES) - 1))
    def time_goes_by(self, days, position):
        self.day += timedelta(days=days)
        self.time = TIMES[position] if days else max(self.time, TIMES[position])

    @rule(
        name=st.text(st.characters(categories=["L"]), min_size=1, max_size=20), places=st.none() | st.integers(0, 900)
    )
    def add_a_space(self, name, places):
        Space.objects.create(school=self.school, kind="workshop", name=name, places=places)
        self.written()

    @rule(number=st.integers(2, 4))
    def import_spaces(self, number):
        Space.objects.bulk_create(
            [Space(school=self.school, kind="classroom", name=f"D{n}", area="12.50") for n in range(number)]
        )
        self.written()

    @precondition(spaces)
    @rule(which=st.integers(0), codes=st.sets(st.integers(0, 2)))
    def share_a_space(self, which, codes):
        spaces = self.spaces()
        spaces[which % len(spaces)].fields.set([self.fields[code] for code in codes])
        self.written()

    @precondition(spaces)
    @rule(places=st.none() | st.integers(0, 900))
    def change_all_spaces(self, places):
        Space.objects.filter(school=self.school).update(places=places)
        self.written()

    @precondition(spaces)
    @rule(which=st.integers(0))
    def take_a_space_away(self, which):
        spaces = self.spaces()
        spaces[which % len(spaces)].delete()
        self.written()

    @rule(girls=st.integers(0, 300), year=st.integers(2024, 2026))
    def write_enrolment(self, girls, year):
        Enrolment.objects.update_or_create(
            school=self.school, year=year, grade=9, field=None, defaults={"girls": girls, "boys": 1}
        )
        self.written()

    @rule(places=st.integers(0, 900))
    def write_by_raw_sql(self, places):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE schools_school SET addable_places = %s WHERE id = %s", [places, self.school.pk])
        self.written()

    @rule(name=st.text(st.characters(categories=["L"]), min_size=1, max_size=20))
    def rename(self, name):
        SchoolName.objects.filter(school=self.school).delete()
        SchoolName.objects.create(school=self.school, name=self.school.name, ends_on=self.day)
        School.objects.filter(pk=self.school.pk).update(name=name)
        self.written()

    @rule(position=st.integers(0, 1))
    def move_to_a_province(self, position):
        School.objects.filter(pk=self.school.pk).update(province=self.provinces[position])
        self.written()

    @rule()
    def go_back_to_the_first_state(self):
        Space.objects.filter(school=self.school).delete()
        School.objects.filter(pk=self.school.pk).update(name="İlk Ad", addable_places=None)
        self.written()

    @invariant()
    def today_is_what_stands_there(self):
        self.agrees_on(self.day)


def test_every_day_is_shown_as_it_ended(db):
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Register,
        settings=settings(max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=checks),
    )


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 3, 15), "2026-03-15T21:00:00+00:00"),  # Türkiye keeps UTC+3 all year since 2016
        (date(2016, 3, 26), "2016-03-26T22:00:00+00:00"),
        (date(2015, 10, 25), "2015-10-25T21:00:00+00:00"),  # summer time was kept two weeks longer that year
        (date(2015, 11, 8), "2015-11-08T22:00:00+00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_istanbul(day, end):
    assert end_of(day) == datetime.fromisoformat(end)


def test_what_is_written_in_the_last_second_belongs_to_the_day():
    calendar = Calendar()
    school = make_school(addable_places=1)
    calendar.date(datetime(2026, 3, 14, 12, tzinfo=ISTANBUL))
    for places, moment in ((2, (15, 23, 59, 59)), (3, (16, 0, 0, 0))):
        School.objects.filter(pk=school.pk).update(addable_places=places)
        calendar.date(datetime(2026, 3, *moment, tzinfo=ISTANBUL))

    assert [past(SCHOOL, school.pk, date(2026, 3, d)).record.addable_places for d in (14, 15, 16)] == [1, 2, 3]


def test_a_record_that_is_gone_was_there_before():
    calendar = Calendar()
    school = make_school()
    key = school.pk
    calendar.date(datetime(2026, 3, 10, 12, tzinfo=ISTANBUL))
    school.delete()
    calendar.date(datetime(2026, 3, 20, 12, tzinfo=ISTANBUL))

    assert past(SCHOOL, key, date(2026, 3, 15)).record.name == school.name
    assert past(SCHOOL, key, date(2026, 3, 20)).record is None


def test_a_state_of_the_past_costs_the_same_with_one_row_and_with_30():
    counts = []
    for number in (1, 30):
        school = make_school()
        for position in range(number):
            space = Space.objects.create(school=school, kind="workshop", name=f"Atölye {position}")
            space.fields.add(make_field("04"))
        with CaptureQueriesContext(connection) as captured:
            before = past(SCHOOL, school.pk, date(2999, 1, 1))
            seen(before.record)
        counts.append(len(captured))

    assert counts[0] == counts[1] <= 6
