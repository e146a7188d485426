"""Personal data of participants and applicants go when the retention term is over (administrative practice)."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from centers.choices.activities import ActivityState
from centers.choices.selection import CallStatus
from centers.models import Activity, PostApplication
from centers.models.participants import FORGOTTEN_NAME
from documents.models import Attachment
from workflow.journal import record_act, record_acts

DAYS_OF_A_YEAR = 365.25


def forget_participants(*, on: date) -> int:
    """Take number, name and institution off those of activities that ended long ago; how many they were. Again: nothing.

    Attendance, points and results stay for the figures. A certificate that was printed stays, as the paper that it is.
    """
    until = on - timedelta(round(settings.CENTRE_PARTICIPANTS_KEPT_YEARS * DAYS_OF_A_YEAR))
    ended = Q(status__in=[ActivityState.CONCLUDED, ActivityState.CANCELLED], state_since__lt=until)
    rows = Activity.objects.filter(ended).exclude(participants=None)
    waiting = rows.filter(~Q(participants__identity_number="")).distinct()
    return sum(_forget(key, on) for key in waiting.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget(key: int, on: date) -> int:
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=key)
    gone = activity.participants.exclude(identity_number="").update(
        identity_number="", first_name=FORGOTTEN_NAME, last_name="", institution_code="", institution=FORGOTTEN_NAME,
    )  # fmt: skip
    details = {activity.pk: {"participants": gone, "years": settings.CENTRE_PARTICIPANTS_KEPT_YEARS}}
    record_acts([activity], act="forget", label="Kişisel veriler silindi", by=None, on=on, details=details)
    return gone


def forget_candidates(*, on: date) -> int:
    """Take name, number, school and service record off applications to calls that ended long ago; how many. Again: nothing.

    What was found, the points and the ranks stay; minutes that were printed stay, as the papers that they are.
    """
    until = on - timedelta(round(settings.CENTRE_CANDIDATES_KEPT_YEARS * DAYS_OF_A_YEAR))
    over = Q(called__call__status__in=[CallStatus.CLOSED, CallStatus.CANCELLED], called__call__state_since__lt=until)
    rows = PostApplication.objects.filter(over).exclude(identity_number="")
    return sum(_forget_candidate(key, on) for key in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _forget_candidate(key: int, on: date) -> int:
    one = PostApplication.objects.select_for_update(of=("self",)).get(pk=key)
    papers = list(Attachment.objects.filter(pk__in=one.service.exclude(evidence=None).values("evidence")))
    rows = one.service.all().delete()[0]
    for paper in papers:
        paper.file.delete(save=False)
        paper.delete()
    one.name, one.identity_number, one.home, one.account = FORGOTTEN_NAME, "", "", None
    one.save()
    details = {"rows": rows, "files": len(papers), "years": settings.CENTRE_CANDIDATES_KEPT_YEARS}
    record_act(one, act="forget", label="Kişisel veriler silindi", by=None, on=on, details=details)
    return 1
