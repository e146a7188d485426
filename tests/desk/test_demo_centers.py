"""The demonstration's centres: founded over the years, one closed, two tasks, an answer on its way."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.choices import (
    ActivityState,
    CenterStatus,
    ChainStatus,
    MonitoringStatus,
    NeedStatus,
    WorkKind,
    WorkStatus as S,
)
from centers.choices.selection import CallStatus, CandidacyStatus
from centers.models import (
    Activity,
    Center,
    CenterTask,
    Monitoring,
    Need,
    PostApplication,
    Programme,
    SelectionCall,
    StaffAssignment,
    TaskAnswer,
    Work,
    YearlyPlan,
    YearlyReport,
)
from desk.demo.centers import make_centers
from desk.demo.selection import STATES, make_selection
from schools.models import Field
from tests.factories import make_field, make_province, make_school, make_user
from tests.factories.centers import make_center
from tests.factories.staff import with_posts

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/4/1")]


def test_centres_are_founded_one_closes_and_an_answer_waits_for_the_principal():
    for code in ("04", "11", "23", "28", "30"):
        make_field(code)
    own = make_school(province=6)
    for plate in (34, 35):
        make_school(province=make_province(plate))
    people = {
        "uzman": make_user(Role.EXPERT),
        "uzman2": make_user(Role.EXPERT),
        "daire": make_user(Role.DEPARTMENT_HEAD),
        "genelmudur": make_user(Role.DIRECTOR_GENERAL),
        "genelkoord": make_user(None),
        "koordinator": make_user(None),
        "ogretmen": make_user(None),
    }

    assert make_centers(people, localdate(), own_school=own.code) == 2

    assert Center.objects.filter(status=CenterStatus.CLOSED).count() == 1
    assert Center.objects.filter(status=CenterStatus.OPEN).count() == 2
    assert CenterTask.objects.count() == 2
    sent = TaskAnswer.objects.exclude(status=ChainStatus.DRAFT).get()
    assert (sent.status, sent.center.school) == (ChainStatus.AT_SCHOOL, own)
    assert people["koordinator"].is_confined
    assert StaffAssignment.objects.ending(localdate(), 90).count() == 1
    assert Field.objects.count() == 5
    assert TaskAnswer.objects.overdue(localdate()).count() == 2
    assert set(Work.objects.filter(center__school=own).values_list("kind", flat=True)) == set(WorkKind)
    holds_programmes()
    assert set(Work.objects.values_list("status", flat=True)) == {S.PLANNED, S.UNDER_WAY, S.FINISHED}
    assert Work.objects.announced().count() == 2
    assert Work.objects.exclude(center__school=own).count() == 3
    _assert_planned_and_reported(localdate().year)
    _assert_called(people["ogretmen"], own)


def _assert_called(teacher, own):
    """The own centre's call takes applications, the teacher's is begun; another is prepared."""
    calls = {call.status: call for call in SelectionCall.objects.all()}
    assert set(calls) == {CallStatus.ANNOUNCED, CallStatus.DRAFT}
    assert calls[CallStatus.ANNOUNCED].center.school == own
    begun = PostApplication.objects.get(account=teacher)
    assert begun.status == CandidacyStatus.DRAFT
    assert begun.service.exclude(evidence=None).exists()
    assert PostApplication.objects.handed_in().count() == 4


@pytest.mark.provision("smm/10/3")
def test_a_call_of_every_state_is_told():
    own, field = make_school(province=6), make_field("04")
    schools = [own, *(make_school(province=make_province(plate)) for plate in (34, 35, 42, 16, 1, 7))]
    centers = [make_center(school=school, fields=[field], on=localdate() - timedelta(days=90)) for school in schools]
    with_posts(centers[0], on=localdate() - timedelta(days=80))
    people = {"uzman": make_user(Role.EXPERT), "daire": make_user(Role.DEPARTMENT_HEAD)}
    people["genelmudur"] = make_user(Role.DIRECTOR_GENERAL)

    assert make_selection(centers, people, localdate()) == len(STATES)

    assert set(SelectionCall.objects.values_list("status", flat=True)) == set(CallStatus.values)
    seen = set(PostApplication.objects.values_list("status", flat=True))
    assert {CandidacyStatus.QUALIFIED, CandidacyStatus.FALLBACK, CandidacyStatus.UNQUALIFIED} <= seen
    assert PostApplication.objects.filter(rank=1).exists()


def _assert_planned_and_reported(year):
    """Of each centre three years: the last two reported in different ways, this one planned."""
    own, other = Center.objects.filter(status=CenterStatus.OPEN).order_by("pk")
    for center in (own, other):
        years = YearlyPlan.objects.filter(center=center).order_by("year").values_list("year", flat=True)
        assert list(years) == [year - 2, year - 1, year]
    sent = YearlyReport.objects.filter(center=own).values_list("year", "status")
    assert dict(sent) == {year - 2: ChainStatus.AT_SCHOOL, year - 1: ChainStatus.AT_SCHOOL}
    assert set(YearlyReport.objects.filter(center=other).values_list("status", flat=True)) == {ChainStatus.RECEIVED}
    assert {one.status for one in Monitoring.objects.filter(center=other)} == set(MonitoringStatus)
    assert StaffAssignment.objects.filter(center=other, status="staff_assigned").count() == 3


def holds_programmes():
    """Needs in every state, an activity that was held, and one of each on its way."""
    assert {need.status for need in Need.objects.filter(center__school__province=6)} == set(NeedStatus)
    own = Center.objects.filter(status=CenterStatus.OPEN).order_by("pk")[0]
    found = {one.status for one in Programme.objects.filter(center=own)}
    assert found == {ChainStatus.APPROVED, ChainStatus.AT_SCHOOL}
    concluded = Activity.objects.get(center=own, status=ActivityState.CONCLUDED)
    assert set(concluded.participants.values_list("result", flat=True)) == {"successful", "absent"}
    assert Activity.objects.get(center=own, status=ChainStatus.AT_SCHOOL).starts_on > localdate()
