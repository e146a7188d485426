"""Every act has an address in the API; some are for people who are signed in, and no program is given their scope."""

import pytest
from django.urls import get_resolver

from accounts.api.scopes import SCOPES
from centers import acts as centers
from designations import acts as designations
from designations.api.papers import ACTS as ON_PAPERS
from protocols.acts import (
    AMENDMENT,
    APPROVAL,
    BOARD,
    DUTY,
    EXPENSE,
    MEETING,
    PLACE,
    PROTOCOL,
    RESOLUTION,
    SPONSOR,
    STAKEHOLDER,
    TRAINER,
)
from schools import acts as schools
from schools.acts.importing import BY_THE_WORKER, IMPORT
from schools.api.governing import ACTS as ON_SCHOOLS
from schools.forms import SECTION_FORMS
from transfers import acts as transfers
from workflow.api.acts import ActView
from workflow.api.together import PEOPLE
from workflow.law.acts import LAW
from workflow.lifecycle import Lifecycle
from workflow.people.acts import REQUEST

# Functions that write and are no act of a lifecycle, with the view's operation or the reason.
BESIDE = {
    "add_field": "through write_school_section",
    "close_field": "through write_school_section",
    "compute_stars": "follows from an import; nobody asks for it",
    "declare_section": "act_on_school",
    "close_school": "act_on_school",
    "govern_school": "act_on_school",
    "rename_school": "act_on_school",
    "succeed_school": "act_on_school",
    "save_school_details": "write_school_section",
    "save_boarding_need": "write_school_section",
    "save_dormitories": "write_school_section",
    "save_enrolment": "write_school_section",
    "save_fields": "write_school_section",
    "save_links": "write_school_section",
    "save_site": "write_school_section",
    "save_spaces": "write_school_section",
    "save_standard_values": "write_school_section",
    "site_on": "reads",
}


def views():
    """The view class of each address of the API."""

    def walk(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern)
            else:
                yield getattr(pattern.callback, "cls", None)

    return [view for view in walk(get_resolver("config.api")) if view]


LIFECYCLES = {
    name: value
    for module in (designations, schools)
    for name, value in vars(module).items()
    if isinstance(value, Lifecycle)
} | {
    "PROTOCOL": PROTOCOL,
    "AMENDMENT": AMENDMENT,
    "DUTY": DUTY,
    "EXPENSE": EXPENSE,
    "SPONSOR": SPONSOR,
    "STAKEHOLDER": STAKEHOLDER,
    "IMPORT": IMPORT,
    "REQUEST": REQUEST,
    "APPROVAL": APPROVAL,
    "PLACE": PLACE,
    "TRAINER": TRAINER,
    "BOARD": BOARD,
    "MEETING": MEETING,
    "RESOLUTION": RESOLUTION,
    "CRITERIA": transfers.CRITERIA,
    "ROUND": transfers.ROUND,
    "QUOTA": transfers.QUOTA,
    "APPLICATION": transfers.APPLICATION,
    "RUN": transfers.RUN,
    "OBJECTION": transfers.OBJECTION,
    "COMMISSION": transfers.COMMISSION,
    "SITTING": transfers.SITTING,
    "CENTER": centers.CENTER,
    "NEED": centers.NEED,
    "ACTIVITY": centers.ACTIVITY,
    "PROGRAMME": centers.PROGRAMME,
    "TASK": centers.TASK,
    "ANSWER": centers.ANSWER,
    "PLAN": centers.PLAN,
    "REPORT": centers.REPORT,
    "MONITORING": centers.MONITORING,
    "GUIDE": centers.GUIDE,
    "WORK": centers.WORK,
    "STAFF": centers.STAFF,
    "CALL": centers.CALL,
    "CANDIDACY": centers.CANDIDACY,
    "LAW": LAW,
}


@pytest.mark.parametrize("name", sorted(LIFECYCLES))
def test_a_lifecycle_is_reached(name):
    served = {id(view.lifecycle) for view in views() if issubclass(view, ActView) and hasattr(view, "lifecycle")}

    assert id(LIFECYCLES[name]) in served


def test_the_register_is_written_by_the_acts_of_the_pages():
    assert set(schools.__all__) - {"STANDARDS"} == set(BESIDE)
    through_sections = {editor.act.__name__ for editor in SECTION_FORMS.values()}
    assert through_sections == {name for name, how in BESIDE.items() if how == "write_school_section"}
    assert set(ON_SCHOOLS) == {name for name, how in BESIDE.items() if how == "act_on_school"}


def test_acts_on_papers_are_all_reached():
    assert set(ON_PAPERS) == {"number_paper", "correct_paper_number", "withdraw_paper"} <= set(designations.__all__)


def test_what_the_worker_does_is_no_act_of_a_program():
    assert set(BY_THE_WORKER) <= {*IMPORT.acts, *IMPORT.openings}


def test_what_people_do_alone_is_open_to_no_program():
    alone = {view.__name__ for view in views() if PEOPLE in getattr(view, "required_scopes", {}).values()}

    assert PEOPLE not in SCOPES
    assert alone == {
        "AccountRequests", "ActOnRequest", "CircularDetail", "CircularList", "Comments", "Holder", "OneComment", "PrintAgain",
        "RequestDetail",
        "ActOnBulkAct", "BulkActDetail", "BulkActList", "BulkActRepeat", "BulkLines",
        "ActOnScenario", "CheckDetail", "CheckList", "MovedList", "ScenarioDetail", "ScenarioList", "StopCheck", "WeighDraft",
        "QualityRunDetail", "QualityRunList", "StopQualityRun",
        "DirectorateReportDetail", "DirectorateReportFile", "DirectorateReportList", "StopDirectorateReport",
        "ProvisionVersionTrial",
    }  # fmt: skip
