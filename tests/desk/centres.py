"""One of everything of centres that may wait for somebody."""

from datetime import timedelta

from centers.choices import CenterStatus, ChainStatus
from centers.choices.selection import CallStatus
from centers.choices.staff import StaffStatus
from centers.models import CenterTask, SelectionCall
from tests.factories import TODAY
from tests.factories.center_plans import make_owing_center, make_plan, make_reopening, make_report
from tests.factories.centers import bring, make_answer, make_center
from tests.factories.programmes import make_activity, make_programme
from tests.factories.selection import make_call
from tests.factories.staff import make_staff

PAST = TODAY - timedelta(days=60)


def of_centres():
    """Decisions on centres and their people, a term that ends, and of whatever travels the chain one at the directorate."""
    make_center(CenterStatus.PROPOSED)
    make_center(CenterStatus.CLOSING)
    make_staff(StaffStatus.PREPARED)
    make_staff(StaffStatus.PROPOSED)
    make_staff(ends_on=TODAY + timedelta(days=60))
    for state in (CallStatus.DRAFT, CallStatus.ANNOUNCED, CallStatus.EVALUATION, CallStatus.SENT):
        make_call(state)
    over = SelectionCall.objects.filter(status=CallStatus.ANNOUNCED)
    over.update(applications_from=PAST - timedelta(days=9), applications_until=PAST)
    for make in (make_programme, make_activity, make_plan, make_report, make_reopening):
        make(ChainStatus.AT_DIRECTORATE)
    bring(make_answer(), ChainStatus.AT_DIRECTORATE)
    late = make_answer()
    CenterTask.objects.filter(pk=late.task_id).update(given_on=PAST, due_on=PAST + timedelta(days=1))
    make_owing_center()
