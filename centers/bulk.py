"""What centres send and do, acted on a list at a time."""

from __future__ import annotations

from typing import Any

from centers.acts import ACTIVITY, ANSWER, NEED, PLAN, PROGRAMME, REOPENING, REPORT
from centers.forms.activities import FORM_OF_ACTIVITY
from centers.forms.needs import FORM_OF_NEED
from centers.forms.plans import FORM_OF_PLAN, FORM_OF_REOPENING
from centers.forms.programmes import FORM_OF_PROGRAMME
from centers.forms.reports import FORM_OF_REPORT
from centers.forms.tasks import FORM_OF_ANSWER
from workflow.bulk.declaring import Kind

OF_CENTER = ("center__school__province", "center__school__district", "author")
# What is written or sent by a centre is its own text, one at a time; what offices do with it may go over a list.
BY_THE_CENTRE = frozenset(
    {"hand_in", "write_answer", "state_nothing", "drop_report", "redraft_report", "clone_plan", "drop_reopening"}
)


def _place(record: Any) -> str:
    return str(record.center.school.province)


PROGRAMMES = Kind(
    "hizmet-ici-egitim-programlari", PROGRAMME, FORM_OF_PROGRAMME, "centers:programme", OF_CENTER, _place,
    without=BY_THE_CENTRE,
)  # fmt: skip
ACTIVITIES = Kind(
    "hizmet-ici-egitim-faaliyetleri", ACTIVITY, FORM_OF_ACTIVITY, "centers:activity", (*OF_CENTER, "programme"), _place,
    without=BY_THE_CENTRE,
)  # fmt: skip
PLANS = Kind("merkez-planlari", PLAN, FORM_OF_PLAN, "centers:plan", OF_CENTER, _place, without=BY_THE_CENTRE)
REOPENINGS = Kind(
    "plan-yeniden-acma-istekleri", REOPENING, FORM_OF_REOPENING, "centers:reopening", (*OF_CENTER, "plan__center"), _place,
    without=BY_THE_CENTRE,
)  # fmt: skip
REPORTS = Kind("merkez-raporlari", REPORT, FORM_OF_REPORT, "centers:report", OF_CENTER, _place, without=BY_THE_CENTRE)
ANSWERS = Kind(
    "merkez-gorev-yanitlari", ANSWER, FORM_OF_ANSWER, "centers:answer", (*OF_CENTER, "task"), _place,
    without=BY_THE_CENTRE,
)  # fmt: skip
NEEDS = Kind("merkez-ihtiyaclari", NEED, FORM_OF_NEED, "centers:need", ("center__school__province",), _place)
