"""What each role of ``CONFINED_ROLES`` may open, beside the public pages; all else answers 403."""

from .representatives import OPEN_TO_REPRESENTATIVES

# The own account, the notices and the help are anybody's.
OWN = frozenset(name for name in OPEN_TO_REPRESENTATIVES if not name.startswith("representatives:"))
# The pages of a centre that its coordinators open; what they show and let do goes by the duty, in the query and in the act.
# A masked number is shown to who says why; whose, is asked of the kind of record.
OPEN_TO_COORDINATORS = (
    OWN
    | {"people:reveal"}
    | frozenset(
        f"centers:{name}"
        for name in (
            "mine",
            "center",
            "center_act",
            "center_paper",
            *(f"calendar{what}" for what in ("", "_of", "_addresses", "_end_address", "_feed")),
            "need",
            "need_act",
            "need_new",
            *(f"programme{what}" for what in ("", "_act", "_new", "_note", "_paper")),
            *(f"activity{what}" for what in ("", "_act", "_new", "_note", "_plan")),
            "participants",
            "check_in_code",
            "check_in",
            "people_file",
            "people_template",
            "results_file",
            "results_template",
            "certificate",
            "task",
            "answer",
            "answer_act",
            "answer_note",
            "monitoring",
            "monitoring_act",
            "monitoring_paper",
            "guides",
            "guide",
            "guide_file",
            "plan_new",
            "plan",
            "plan_act",
            "plan_edit",
            "plan_note",
            "reopening_new",
            "reopening",
            "reopening_act",
            "reopening_note",
            "plan_paper",
            "report_new",
            "report",
            "report_act",
            "report_note",
            "report_draft",
            "report_file",
            "report_order",
            "report_print",
            "report_progress",
            "works",
            "works_file",
            "works_template",
            "work",
            "work_new",
            "work_act",
            "work_figures",
            "bring_output",
            "output_file",
            "events",
            "duties",
            "assignment",
            "assignment_act",
            "assignment_paper",
        )
    )
)
# Calls for coordinators and the own applications (smm/10/1); announced events are for them (smm/5/1/g).
OPEN_TO_TEACHERS = OWN | frozenset(
    f"centers:{name}"
    for name in (
        "events",
        "open_calls",
        "call",
        "call_paper",
        "my_applications",
        "application",
        "application_new",
        "application_act",
        "evidence",
        "evidence_file",
    )
)
OPEN_TO_CONFINED = {
    "representative": OPEN_TO_REPRESENTATIVES,
    "general_coordinator": OPEN_TO_COORDINATORS,
    "development_coordinator": OPEN_TO_COORDINATORS,
    "teacher": OPEN_TO_TEACHERS,
}
