"""The register asks designations before it takes students in at a grade."""

from datetime import date

import pytest

from designations.choices import DesignationType
from schools import acts
from tests import factories
from workflow.refusals import Invalid

pytestmark = pytest.mark.django_db


@pytest.mark.provision("okul/7/3")
@pytest.mark.parametrize(("grade", "allowed"), [(9, False), (10, False), (11, True), (12, True)])
def test_no_students_are_entered_at_grades_9_and_10_of_a_sector_integrated_school(grade, allowed):
    designation = factories.make_designation()
    type(designation).objects.update(type=DesignationType.SECTOR_INTEGRATED)
    row = {"year": 2026, "grade": grade, "field": factories.make_field("04"), "girls": 3, "boys": 3}
    entered = {"by": factories.make_user(), "on": date(2027, 3, 1), "rows": [row]}

    if allowed:
        acts.save_enrolment(designation.school, **entered)
    else:
        with pytest.raises(Invalid) as refusal:
            acts.save_enrolment(designation.school, **entered)
        assert "0.grade" in refusal.value.faults

    assert designation.school.enrolments.filter(year=2026, grade=grade).exists() == allowed
