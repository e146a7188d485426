"""Whatever a page's context holds is read in one statement."""

import pytest

from accounts.models import Province, User
from schools.models import School
from tests.factories import make_school, make_user
from workflow.panels import all_read

pytestmark = pytest.mark.django_db


def test_the_selections_of_a_context_are_read_at_once_wherever_they_stand(django_assert_num_queries):
    make_school(name="Atatürk"), make_user()
    context = {
        "schools": School.objects.select_related("province"),
        "panel": {"people": User.objects.all(), "word": "Okullar"},
        "parts": [{"provinces": Province.objects.filter(schools__isnull=False)}],
    }

    with django_assert_num_queries(1):
        read = all_read(context)
        told = [
            [one.province.name for one in read["schools"]],
            len(read["panel"]["people"]),
            [one.pk for one in read["parts"][0]["provinces"]],
        ]

    assert told == [["İl 6"], 1, [6]]
    assert read is context
