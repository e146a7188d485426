"""What the change feed tells: each kind of record with the tables that belong to it.

A table that stands in neither list of this file fails ``tests/workflow/test_feed_triggers.py``.
"""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig

from workflow.choices import ChangeKind
from workflow.feed.triggers import Part, Told, install

EVERYBODY = "ARRAY['*']"
PUBLISHED = "CASE WHEN r.status = 'published' THEN ARRAY['*'] ELSE ARRAY[]::text[] END"
PLACES_OF_SCHOOL = (
    "(SELECT feed_places(s.province_id, s.district_id, s.code) FROM schools_school s WHERE s.id = {key})"
)
CODE_OF_SCHOOL = "(SELECT s.code FROM schools_school s WHERE s.id = {key})"
PLACES_OF_PROTOCOL = """coalesce((SELECT array_agg(DISTINCT p) FROM protocols_protocol_schools m
    JOIN schools_school s ON s.id = m.school_id
    CROSS JOIN LATERAL unnest(feed_places(s.province_id, s.district_id, s.code)) p WHERE m.protocol_id = r.id), '{}')"""

PROTOCOL_OF_MEETING = """(SELECT b.protocol_id FROM protocols_boardmeeting m
    JOIN protocols_advisoryboard b ON b.id = m.board_id WHERE m.id = {key})"""


PLACES_OF_PAPER = """feed_union(feed_places(r.province_id, r.district_id, nullif(r.school_code, '')),
    coalesce((SELECT array_agg(DISTINCT p) FROM documents_paperplace m
    CROSS JOIN LATERAL unnest(feed_places(m.province_id, m.district_id, m.school_code)) p WHERE m.paper_id = r.id), '{}'))"""


PLACES_OF_APPLICATION = f"""feed_union({PLACES_OF_SCHOOL.format(key="r.school_id")},
    coalesce((SELECT feed_places(s.province_id, s.district_id, s.code) FROM transfers_runprogramme f
    JOIN transfers_quota q ON q.id = f.quota_id JOIN schools_school s ON s.id = q.school_id WHERE f.id = r.seat_id), '{{}}'))"""
PLACES_OF_QUOTA = f"""CASE WHEN r.status = 'quota_approved'
    THEN feed_union({EVERYBODY}, {PLACES_OF_SCHOOL.format(key="r.school_id")})
    ELSE {PLACES_OF_SCHOOL.format(key="r.school_id")} END"""
PLACES_OF_OBJECTION = """(SELECT feed_places(s.province_id, s.district_id, s.code) FROM transfers_application a
    JOIN schools_school s ON s.id = a.school_id WHERE a.id = r.application_id)"""


def of(key: str, *tables: str) -> tuple[Part, ...]:
    """Tables whose rows carry the key of their record."""
    return tuple(Part(table, f"t.{key}") for table in tables)


def through(table: str, parent: str, key: str, owner: str) -> Part:
    """A table whose rows carry the key of a row that carries the record's."""
    return Part(table, f"(SELECT b.{owner} FROM {parent} b WHERE b.id = t.{key})")


SCHOOL = Told(
    ChangeKind.SCHOOL,
    "schools.school",
    "schools_school",
    code="r.code",
    places="feed_places(r.province_id, r.district_id, r.code)",
    unsaid=("updated_at", "search_key"),
    parts=(
        *of("school_id", "schools_schoolname", "schools_schoolfield", "schools_enrolment", "schools_space"),
        *of("school_id", "schools_dormitory", "schools_transportlink", "schools_boardingneed", "schools_site"),
        *of("school_id", "schools_standardvalue", "schools_declaration"),
        *of("predecessor_id", "schools_schoolsuccession"),
        *of("successor_id", "schools_schoolsuccession"),
        through("schools_space_fields", "schools_space", "space_id", "school_id"),
        through("schools_site_suited_fields", "schools_site", "site_id", "school_id"),
    ),
)
FIELD = Told(
    ChangeKind.FIELD, "schools.field", "schools_field", places=EVERYBODY, parts=of("field_id", "schools_branch")
)
DOSSIER = Told(
    ChangeKind.DOSSIER,
    "designations.dossier",
    "designations_dossier",
    code=CODE_OF_SCHOOL.format(key="r.school_id"),
    places=PLACES_OF_SCHOOL.format(key="r.school_id"),
    parts=(
        *of("dossier_id", "designations_sectionentry", "designations_submission", "designations_returnnote"),
        *of("dossier_id", "designations_evidence", "designations_humanfinding", "designations_sitevisit"),
    ),
)
ON_DESIGNATION = ("designations_developmentwork", "designations_inserviceactivity")
DESIGNATION = Told(
    ChangeKind.DESIGNATION,
    "designations.designation",
    "designations_designation",
    code=CODE_OF_SCHOOL.format(key="r.school_id"),
    places=PLACES_OF_SCHOOL.format(key="r.school_id"),
    parts=(
        *of("designation_id", *ON_DESIGNATION, "designations_affiliation", "designations_followupreport"),
        *of("designation_id", "designations_controlledschool"),
        through("designations_developmentwork_fields", ON_DESIGNATION[0], "developmentwork_id", "designation_id"),
        through("designations_controlanswer", "designations_controlledschool", "controlled_id", "designation_id"),
        through("designations_controlfile", "designations_controlledschool", "controlled_id", "designation_id"),
        through("designations_inserviceactivity_fields", ON_DESIGNATION[1], "inserviceactivity_id", "designation_id"),
    ),
)
PROTOCOL = Told(
    ChangeKind.PROTOCOL,
    "protocols.protocol",
    "protocols_protocol",
    places=PLACES_OF_PROTOCOL,
    parts=(
        Part("protocols_protocol_schools", "t.protocol_id", PLACES_OF_SCHOOL.format(key="t.school_id")),
        *of("protocol_id", "protocols_protocol_stakeholders", "protocols_specialprovision", "protocols_clause"),
        *of("protocol_id", "protocols_coveredfield", "protocols_signature", "protocols_amendment"),
        *of("protocol_id", "protocols_obligation"),
        through("protocols_protocolduty", "protocols_obligation", "obligation_id", "protocol_id"),
        through("protocols_amendmentchange", "protocols_amendment", "amendment_id", "protocol_id"),
        *of("protocol_id", "protocols_boardrules", "protocols_advisoryboard"),
        through("protocols_boardmeeting", "protocols_advisoryboard", "board_id", "protocol_id"),
        Part("protocols_resolution", PROTOCOL_OF_MEETING.format(key="t.meeting_id")),
    ),
)
STAKEHOLDER = Told(
    ChangeKind.STAKEHOLDER,
    "protocols.stakeholder",
    "protocols_stakeholder",
    places=EVERYBODY,
    parts=of("member_id", "protocols_stakeholderaffiliation"),
)
PAPER = Told(
    ChangeKind.PAPER,
    "documents.paper",
    "documents_paper",
    code="r.school_code",
    places=PLACES_OF_PAPER,
    parts=(Part("documents_paperplace", "t.paper_id", "feed_places(t.province_id, t.district_id, t.school_code)"),),
)
# A proposal is the General Directorate's own paper until the centre is founded.
CENTER = Told(
    ChangeKind.CENTER,
    "centers.center",
    "centers_center",
    code=CODE_OF_SCHOOL.format(key="r.school_id"),
    places=f"""CASE WHEN r.status IN ('center_proposed', 'center_dropped') THEN ARRAY[]::text[]
    ELSE {PLACES_OF_SCHOOL.format(key="r.school_id")} END""",
    parts=of("center_id", "centers_centerfield", "centers_post"),
)
PLACES_OF_CENTER = """(SELECT feed_places(s.province_id, s.district_id, s.code) FROM centers_center c
    JOIN schools_school s ON s.id = c.school_id WHERE c.id = {key})"""
CODE_OF_CENTER = "(SELECT s.code FROM centers_center c JOIN schools_school s ON s.id = c.school_id WHERE c.id = {key})"
WORK = Told(
    ChangeKind.WORK,
    "centers.work",
    "centers_work",
    code=CODE_OF_CENTER.format(key="r.center_id"),
    places=PLACES_OF_CENTER.format(key="r.center_id"),
    parts=of("work_id", "centers_workpartner", "centers_workoutput", "centers_work_fields"),
)
POLICY = Told(ChangeKind.POLICY, "designations.policyversion", "designations_policyversion", places=PUBLISHED)
CLUSTERS = Told(
    ChangeKind.CLUSTERS,
    "designations.clusterversion",
    "designations_clusterversion",
    places=PUBLISHED,
    parts=(
        *of("version_id", "designations_fieldcluster"),
        through("designations_fieldcluster_fields", "designations_fieldcluster", "fieldcluster_id", "version_id"),
    ),
)
STANDARDS = Told(
    ChangeKind.STANDARDS,
    "schools.standardsversion",
    "schools_standardsversion",
    places=PUBLISHED,
    parts=of("version_id", "schools_physicalstandard"),
)
TRANSFER_ROUND = Told(
    ChangeKind.TRANSFER_ROUND,
    "transfers.transferround",
    "transfers_transferround",
    places=f"CASE WHEN r.announced_on IS NOT NULL THEN {EVERYBODY} ELSE ARRAY[]::text[] END",
    parts=of("round_id", "transfers_commissionrules"),
)
# Of its school; while approved also everybody's, whose students may ask for its places.
TRANSFER_QUOTA = Told(
    ChangeKind.TRANSFER_QUOTA,
    "transfers.quota",
    "transfers_quota",
    code=CODE_OF_SCHOOL.format(key="r.school_id"),
    places=PLACES_OF_QUOTA,
)
# A student's: where the own school lies and where the place is that is held, and not a word of who it is, not even of which school.
TRANSFER_APPLICATION = Told(
    ChangeKind.TRANSFER_APPLICATION,
    "transfers.application",
    "transfers_application",
    places=PLACES_OF_APPLICATION,
    parts=of("application_id", "transfers_preference", "transfers_applicationdecision"),
)
TRANSFER_OBJECTION = Told(
    ChangeKind.TRANSFER_OBJECTION, "transfers.objection", "transfers_objection", places=PLACES_OF_OBJECTION
)
# What was computed and not announced is the General Directorate's trial, of which programs hear nothing.
TRANSFER_RUN = Told(
    ChangeKind.TRANSFER_RUN,
    "transfers.placementrun",
    "transfers_placementrun",
    places=EVERYBODY,
    only="r.announced_on IS NOT NULL",
)
# A version that was taken back before its first day is told too: whoever heard of it hears that it does not come.
PROVISION = Told(
    ChangeKind.PROVISION,
    "workflow.provisionversion",
    "workflow_provisionversion",
    places=f"CASE WHEN r.published_on IS NOT NULL THEN {EVERYBODY} ELSE ARRAY[]::text[] END",
)
OF_TRANSFERS = (TRANSFER_ROUND, TRANSFER_QUOTA, TRANSFER_APPLICATION, TRANSFER_OBJECTION, TRANSFER_RUN)
TOLD = (
    *(SCHOOL, FIELD, DOSSIER, DESIGNATION, PROTOCOL, STAKEHOLDER, PAPER, POLICY, CLUSTERS, STANDARDS),
    *OF_TRANSFERS,
    CENTER,
    WORK,
    PROVISION,
)

# Not told: what is computed from the rest, belongs to people or to this system itself, or is told with another record.
NOT_TOLD = {
    "designations_circular": "its letters are told, as papers",
    "designations_circularletter": "its letters are told, as papers",
    "designations_controlcampaign": "asked for by the list of campaigns; each school that it draws is told",
    "designations_controlitem": "told with its campaign",
    "designations_countrysnapshot": "what a check knew, packed for the laboratory",
    "designations_scenario": "the General Directorate's own trial of figures",
    "designations_versiontrial": "the General Directorate's own trial of a version of a provision",
    "designations_scenariochange": "the General Directorate's own trial of figures",
    "designations_countrycheck": "computing, of which the standings tell",
    "designations_standingchange": "asked for by the list of changed standings",
    "designations_standing": "computed every night from what is told",
    "designations_standingcount": "counts standings",
    "schools_qualityitem": "computed every night from what is told",
    "schools_qualitymonth": "computed every night from what is told",
    "schools_qualityrun": "computing, of which items and scores tell",
    "schools_qualityscore": "computed every night from what is told",
    "centers_centertask": "asked for by the list of tasks",
    "centers_taskanswer": "asked for by the list of answers",
    "centers_yearlyplan": "asked for by the list of plans",
    "centers_planaim": "asked for with its plan",
    "centers_plantarget": "asked for with its plan",
    "centers_planindicator": "asked for with its plan",
    "centers_indicatorvalue": "asked for with its plan",
    "centers_planactivity": "asked for with its plan",
    "centers_planreopening": "asked for by the list of requests",
    "centers_yearlyreport": "asked for by the list of reports",
    "centers_reportextension": "told with the report's last day",
    "centers_monitoring": "asked for by the list of monitoring periods",
    "centers_assessment": "asked for with its period",
    "centers_monitoringfinding": "asked for with its period",
    "centers_improvement": "asked for with its period",
    "centers_monitoringguide": "published versions are read by their list",
    "centers_guideindicator": "told with its version",
    "centers_guidestatement": "told with its version",
    "centers_need": "asked for by the list of needs",
    "centers_programme": "asked for by the list of programmes",
    "centers_programme_needs": "told with its programme",
    "centers_calendaraddress": "somebody's own way to what is told",
    "centers_activity": "asked for by the list of activities",
    "centers_activitysession": "told with its activity",
    "centers_participant": "belongs to people",
    "centers_attendance": "belongs to people",
    "centers_staffassignment": "people; asked for by the list of assignments",
    "centers_selectioncall": "asked for by the list of calls",
    "centers_calledpost": "asked for with its call",
    "centers_selectioncriterion": "asked for with its call",
    "centers_evaluationmember": "asked for with its call",
    "centers_postapplication": "belongs to people",
    "centers_servicerow": "belongs to people",
    "centers_candidatescore": "belongs to people",
    "centers_chainstep": "told with the record that travels",
    "centers_chainnote": "told with the record that travels",
    "documents_attachment": "told with the record that it proves",
    "documents_paperfile": "told with its paper",
    "protocols_agendaitem": "told with the meeting of its board",
    "protocols_attendance": "who came is people's data; what the meeting was counted is told with it",
    "protocols_expenseduty": "what it does is told with the duty of its protocol",
    "protocols_expenseline": "between a school and a stakeholder; programs ask for statements",
    "protocols_expensepayment": "between a school and a stakeholder; programs ask for statements",
    "protocols_expensestatement": "between a school and a stakeholder; programs ask for statements",
    "protocols_backing": "follows from its protocol, which is told",
    "protocols_preparation": "follows from its protocol, which is told",
    "protocols_reminderversion": "days of this system's own reminders",
    "protocols_placeuse": "told by the list of practice places: usable or not changes with the days, not with the rows",
    "protocols_practicecourse": "asked for with its practice place",
    "protocols_practiceplace": "told by the list of practice places: usable or not changes with the days, not with the rows",
    "protocols_practiceplace_fields": "asked for with its practice place",
    "protocols_qualification": "the ministry's list of words",
    "protocols_safetyapproval": "asked for with its practice place",
    "protocols_trainer": "a person's; asked for by whoever may",
    "protocols_boardchair": "people; the board is told with its protocol",
    "protocols_boardmember": "people; the board is told with its protocol",
    "protocols_protocoltemplate": "what drafts begin from; what was made of it is told with the protocol",
    "protocols_sponsorassignment": "its decision is told, as a paper",
    "protocols_stakeholdercontact": "people; programs are not told of them",
    "protocols_stakeholderdistinction": "of use to whoever looks for duplicates, on the pages",
    "protocols_templateclause": "told with the protocols made from it",
    "transfers_transfercriteria": "published versions are read by their list; a round names its own",
    "transfers_commission": "who decides, not what; asked for by the list of commissions of a round",
    "transfers_commissionmember": "people; told with their commission to whoever asks",
    "transfers_sitting": "what it decided is told with the applications, objections and runs that it decided on",
    "transfers_sittingattendance": "people; told with their sitting",
    "transfers_sittingdecision": "told with its sitting",
    "transfers_applicationbatch": "its job is asked for by whoever handed it in",
    "transfers_runprogramme": "written with its run, once; told by the run's announcement",
    "transfers_placementpart": "written with its run, once; what it does to a student is told with the application",
    "transfers_criteriasimulation": "the General Directorate's own trial of a draft",
    "transfers_criteriacomponent": "told with its version",
    "schools_educationregion": "told with the schools that are put into it",
    "schools_registrationarea": "told with the schools that are put into it",
    "schools_employment": "published statistics, a file a year",
    "schools_employmentyear": "published statistics, a file a year",
    "schools_sectorstar": "computed from the statistics",
    "schools_fileimport": "told with the records that it writes",
    "schools_importline": "told with the records that it writes",
    "schools_fieldsector": "reference of the statistics",
    "schools_fieldalias": "spellings, for imports",
}


def after_migrate(sender: AppConfig, **_: Any) -> None:
    """Make the database's triggers those of this file."""
    install(TOLD)
