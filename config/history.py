"""Which records have a history: those of the register, of designations, of protocols, of transfers and of centres.

A table that stands in no kept record and not below fails ``tests/workflow/test_history_triggers.py``.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from centers.history import KEPT as OF_CENTERS
from designations.history import KEPT as OF_DESIGNATIONS, begin as begin_designations
from protocols.history import KEPT as OF_PROTOCOLS
from schools.history import KEPT as OF_SCHOOLS
from transfers.history import KEPT as OF_TRANSFERS
from workflow.history.kinds import register
from workflow.history.triggers import install
from workflow.law.history import KEPT as OF_THE_LAW

KEPT = (*OF_SCHOOLS, *OF_PROTOCOLS, *OF_DESIGNATIONS, *OF_TRANSFERS, *OF_CENTERS, *OF_THE_LAW)

# Not kept: what is computed from the rest, what never changes once written, and what is reference for all.
NOT_KEPT = {
    "centers_chainstep": "a step is written once, and ended once; the acts stand in the journal of its record",
    "centers_participant": "people's data, which go when the retention term is over; the acts stand in the journal of the activity",
    "centers_attendance": "entered session by session; the acts stand in the journal of the activity",
    "centers_calendaraddress": "taken once and closed once, in its journal",
    "centers_postapplication": "people's data; the acts stand in the journal, what was found is frozen with the application",
    "centers_servicerow": "as the application that it belongs to",
    "centers_candidatescore": "as the application that it belongs to; taken back, the journal keeps it",
    "centers_chainnote": "written once, and answered once, in the journal of its record",
    "transfers_criteriasimulation": "a computation; written once, and anew for another draft",
    "designations_controlanswer": "the acts that write it stand in the journal of its school, with every text",
    "designations_controlfile": "added once and taken out once, in the journal of its school",
    "designations_circular": "written once; what becomes of it stands in the journal",
    "designations_circularletter": "a letter that is printed is kept as a paper",
    "designations_countrysnapshot": "computed every night",
    "designations_scenario": "a computation; who saved, ran and dropped it stands in the journal",
    "designations_scenariochange": "a computation; written anew with each run",
    "designations_versiontrial": "a computation; who ordered it stands in the journal of the version",
    "designations_countrycheck": "written once, and ended once; who asked for it stands in the journal",
    "designations_standingchange": "is a history itself, written once",
    "designations_standingcount": "counts standings",
    "designations_standing": "computed every night; what a decision relied on is frozen in its dossier",
    "protocols_backing": "follows from the parties, schools and days of its protocol, which are kept",
    "protocols_preparation": "follows from the parties, schools and state of its protocol, which are kept",
    "protocols_stakeholdercontact": "people; their days stand in the row, who entered or changed them in the journal",
    "protocols_stakeholderdistinction": "a decision, written once, in the journal of both",
    "transfers_application": "a student's data, kept no longer than its term; the acts on it stand in the journal",
    "transfers_placementrun": "never changed once computed; its acts stand in the journal",
    "transfers_objection": "a student's; the acts on it stand in the journal",
    "transfers_runprogramme": "written once, with its run",
    "transfers_placementpart": "written once, with its run",
    "transfers_applicationdecision": "written once; told in the journal of its application",
    "transfers_applicationbatch": "gone once it is settled; each application that came of it has its journal",
    "transfers_preference": "as the application that it belongs to",
    "schools_qualityitem": "is a history itself: from the day it was seen to the day it was gone",
    "schools_qualitymonth": "computed every night; each month keeps its last",
    "schools_qualityrun": "written once, and ended once; who asked for it stands in the journal",
    "schools_qualityscore": "computed every night; each month keeps its last",
    "schools_sectorstar": "computed from the statistics, which are kept",
    "schools_branch": "reference, changed by releases",
    "schools_field": "reference, changed by releases",
    "schools_fieldalias": "spellings, for imports",
    "schools_fieldsector": "reference of the statistics",
    "schools_educationregion": "a name; which school lies in it is kept with the school",
    "schools_registrationarea": "a name; which school lies in it is kept with the school",
    "schools_fileimport": "written once, its state by acts in the journal",
    "schools_importline": "written once",
}


def begin() -> None:
    """Make the kept kinds known to the pages, the admin and the API."""
    register(*KEPT)
    begin_designations()


def after_migrate(sender: AppConfig, **_: Any) -> None:
    """Make the database's triggers those declared."""
    install(KEPT)
