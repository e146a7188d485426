"""Lessons in practice places: never where a place may not be used, never more students than it holds."""

from datetime import date, time, timedelta

import pytest

from accounts.choices import Role
from protocols.acts import add_course, end_course
from protocols.choices.places import PlaceStatus as S
from protocols.models import PracticePlace
from tests.factories import TODAY, make_field, make_user
from tests.factories.places import UNTIL, make_practice_course, make_practice_place
from tests.protocols.practice import at_once, do
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7")]
DAY = timedelta(days=1)


def test_lessons_fill_the_place_and_no_more():
    place = make_practice_place(capacity=20)
    make_practice_course(place, students=12)
    make_practice_course(place, students=20, begins=time(12), ends=time(15))
    make_practice_course(place, students=20, weekday=2)
    make_practice_course(place, students=8)

    with pytest.raises(Invalid, match="21 öğrenci") as refused:
        make_practice_course(place, students=1, begins=time(11), ends=time(12))
    assert "students" in refused.value.faults
    with pytest.raises(Invalid, match="20 öğrenci"):
        do("change_place", place, name="x", address="x", capacity=19, fields=[make_field("04")])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"students": 21}, "students"),
        ({"students": 0}, "students"),
        ({"field": "11"}, "field"),
        ({"ends": time(8)}, "ends"),
        ({"starts_on": date(2026, 10, 6), "ends_on": date(2026, 10, 8)}, "weekday"),
        ({"starts_on": date(2026, 5, 1), "ends_on": date(2026, 6, 1)}, "ends_on"),
        ({"ends_on": date(2026, 9, 1)}, "ends_on"),
        ({"starts_on": UNTIL + DAY, "ends_on": UNTIL + 9 * DAY}, "starts_on"),
    ],
)
def test_a_lesson_that_cannot_be_is_refused_at_its_field(values, field):
    if "field" in values:
        values["field"] = make_field("11", "Yiyecek İçecek")
    place = make_practice_place(capacity=20)

    with pytest.raises(Invalid) as refused:
        make_practice_course(place, **values)

    assert field in refused.value.faults
    assert not place.courses.exists()


@pytest.mark.parametrize("state", [S.PROPOSED, S.SUSPENDED])
def test_no_lesson_is_given_where_the_place_may_not_be_used(state):
    with pytest.raises(Invalid, match="8/7") as refused:
        make_practice_course(make_practice_place(state))

    assert "starts_on" in refused.value.faults


def test_a_lesson_that_ended_leaves_its_seats():
    place = make_practice_place(capacity=10)
    course = make_practice_course(place)
    person = make_user(Role.PRINCIPAL, school=place.school)

    with pytest.raises(Invalid, match="arasında"):
        end_course(course, by=person, on=TODAY, ended_on=TODAY - DAY)
    end_course(course, by=person, on=TODAY, ended_on=TODAY + 20 * DAY)

    assert make_practice_course(place, starts_on=TODAY + 20 * DAY).pk
    with pytest.raises(NotPermitted):
        end_course(course, by=make_user(Role.PROVINCE_OFFICER, province=34), on=TODAY, ended_on=TODAY)


def test_a_field_with_lessons_stays():
    course = make_practice_course()
    other = make_field("11", "Yiyecek İçecek")
    course.place.school.fields.create(field=other, programme="AMP")

    with pytest.raises(Invalid, match="süren dersi var") as refused:
        do("change_place", course.place, name="x", address="x", capacity=20, fields=[other])

    assert "fields" in refused.value.faults


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_last_seats_at_once_one_is_refused():
    place = make_practice_place(capacity=15)
    people = [make_user(Role.PRINCIPAL, school=place.school) for _ in range(2)]
    field = make_field("04")

    def give(person):
        return lambda: add_course(
            PracticePlace.objects.get(pk=place.pk), by=person, on=TODAY, field=field, name=f"Ders {person.pk}", weekday=1,
            begins=time(9), ends=time(12), students=10, starts_on=TODAY, ends_on=UNTIL,
        )  # fmt: skip

    answers = at_once(*map(give, people))

    assert answers[0] == "done"
    assert "20 öğrenci" in answers[1]
    assert place.courses.count() == 1
