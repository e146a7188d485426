"""How each state looks: its tone, its icon and, where the word is fixed, its word. Never colour alone."""

from __future__ import annotations

from typing import NamedTuple


class Appearance(NamedTuple):
    """``tone``: good, bad, open, calm or still, a class of components.css; ``icon``: a symbol of the sprite."""

    tone: str
    icon: str
    word: str = ""


GOOD, BAD, OPEN, CALM, STILL = "good", "bad", "open", "calm", "still"

APPEARANCES: dict[str, Appearance] = {
    # Outcomes of a finding, and verdicts
    "met": Appearance(GOOD, "check-circle-fill", "sağlanıyor"),
    "unmet": Appearance(BAD, "x-circle-fill", "sağlanmıyor"),
    "unknown": Appearance(OPEN, "question-circle-fill", "bilgi eksik"),
    "eligible": Appearance(GOOD, "check-circle-fill", "Koşullar sağlanıyor"),
    "not_eligible": Appearance(BAD, "x-circle-fill", "Koşullar sağlanmıyor"),
    "undetermined": Appearance(OPEN, "question-circle-fill", "Bilgi eksik"),
    # Sections of a dossier, and of a school's record
    "done": Appearance(GOOD, "check-circle-fill", "tamam"),
    "todo": Appearance(OPEN, "circle", "eksik"),
    "correct": Appearance(OPEN, "arrow-return-left", "düzeltme istendi"),
    "locked": Appearance(STILL, "lock", "değişikliğe kapalı"),
    # Dossiers
    "draft": Appearance(STILL, "pencil-square", "Taslak"),
    "submitted": Appearance(CALM, "send"),
    "under_review": Appearance(CALM, "eye"),
    "returned": Appearance(OPEN, "arrow-return-left"),
    "approval_proposed": Appearance(CALM, "pen"),
    "refusal_proposed": Appearance(OPEN, "pen"),
    "approved": Appearance(GOOD, "patch-check"),
    "refused": Appearance(BAD, "x-octagon-fill"),
    "withdrawn": Appearance(STILL, "slash-circle"),
    # Designations
    "in_force": Appearance(GOOD, "patch-check"),
    "revocation_announced": Appearance(OPEN, "exclamation-triangle-fill"),
    "revocation_proposed": Appearance(OPEN, "pen"),
    "ended": Appearance(STILL, "slash-circle"),
    # In-service training
    "planned": Appearance(STILL, "pencil-square"),
    "awaiting_approval": Appearance(OPEN, "hourglass-split"),
    "held": Appearance(GOOD, "check-circle-fill"),
    # Follow-up reports of specialised schools
    "report_draft": Appearance(STILL, "pencil-square"),
    "report_sent": Appearance(CALM, "send"),
    "report_returned": Appearance(OPEN, "arrow-return-left"),
    "report_received": Appearance(GOOD, "check-circle-fill"),
    # Papers, versions, protocols
    "official": Appearance(GOOD, "file-earmark-check"),
    "issued": Appearance(GOOD, "file-earmark-check"),
    "published": Appearance(GOOD, "check-circle-fill"),
    "signed": Appearance(GOOD, "pen"),
    "negotiation": Appearance(CALM, "people"),
    "agreed": Appearance(CALM, "check-circle-fill"),
    "upcoming": Appearance(CALM, "hourglass-split"),
    "expiring": Appearance(OPEN, "hourglass-split"),
    "ending": Appearance(OPEN, "hourglass-split"),
    "over": Appearance(STILL, "slash-circle"),
    "terminated": Appearance(STILL, "slash-circle"),
    "renewed": Appearance(STILL, "arrow-repeat"),
    "dropped": Appearance(STILL, "slash-circle"),
    # Sponsor schools, and the needs that call for them
    "sponsor_proposed": Appearance(STILL, "pencil-square"),
    "sponsor_offered": Appearance(CALM, "hourglass-split"),
    "sponsor_agreed": Appearance(CALM, "check-circle-fill"),
    "sponsor_assigned": Appearance(GOOD, "patch-check"),
    "sponsor_ended": Appearance(STILL, "slash-circle"),
    "sponsor_dropped": Appearance(STILL, "slash-circle"),
    "missing": Appearance(OPEN, "exclamation-triangle-fill", "Hami okul gerekli"),
    "covered": Appearance(GOOD, "check-circle-fill", "Hami okulla karşılanıyor"),
    # Practice places, their safety approvals, and trainers from enterprises
    "place_proposed": Appearance(STILL, "pencil-square"),
    "place_in_use": Appearance(GOOD, "shield-check"),
    "place_expired": Appearance(OPEN, "exclamation-triangle-fill"),
    "place_unbacked": Appearance(OPEN, "exclamation-triangle-fill"),
    "place_suspended": Appearance(OPEN, "hourglass-split"),
    "place_closed": Appearance(STILL, "slash-circle"),
    "place_dropped": Appearance(STILL, "slash-circle"),
    "approval_submitted": Appearance(CALM, "send"),
    "approval_accepted": Appearance(GOOD, "shield-check"),
    "approval_returned": Appearance(OPEN, "arrow-return-left"),
    "approval_withdrawn": Appearance(STILL, "slash-circle"),
    "approval_over": Appearance(STILL, "slash-circle"),
    "trainer_proposed": Appearance(STILL, "pencil-square"),
    "trainer_engaged": Appearance(GOOD, "patch-check"),
    "trainer_idle": Appearance(OPEN, "exclamation-triangle-fill"),
    "trainer_ended": Appearance(STILL, "slash-circle"),
    "trainer_dropped": Appearance(STILL, "slash-circle"),
    # Advisory boards, their meetings and resolutions
    "board_open": Appearance(GOOD, "people"),
    "board_closed": Appearance(STILL, "slash-circle"),
    "meeting_planned": Appearance(STILL, "pencil-square"),
    "meeting_invited": Appearance(CALM, "send"),
    "meeting_held": Appearance(OPEN, "pencil-square"),
    "meeting_minuted": Appearance(OPEN, "pen"),
    "meeting_approved": Appearance(GOOD, "check-circle-fill"),
    "meeting_cancelled": Appearance(STILL, "slash-circle"),
    "resolution_written": Appearance(STILL, "pencil-square"),
    "resolution_awaiting": Appearance(OPEN, "hourglass-split"),
    "resolution_followed": Appearance(GOOD, "check-circle-fill"),
    "resolution_partly": Appearance(CALM, "dash-circle"),
    "resolution_not_followed": Appearance(STILL, "x-lg"),
    # Stakeholders
    "stakeholder_live": Appearance(GOOD, "check-circle-fill"),
    "stakeholder_closed": Appearance(STILL, "slash-circle"),
    "stakeholder_merged": Appearance(STILL, "arrow-return-left"),
    # Transfers to grade 11
    "round_draft": Appearance(STILL, "pencil-square"),
    "round_announced": Appearance(CALM, "calendar3"),
    "round_open": Appearance(GOOD, "pencil-square"),
    "round_evaluation": Appearance(OPEN, "hourglass-split"),
    "round_closed": Appearance(STILL, "lock"),
    "round_cancelled": Appearance(STILL, "slash-circle"),
    "quota_proposed": Appearance(CALM, "send"),
    "quota_returned": Appearance(OPEN, "arrow-return-left"),
    "quota_approved": Appearance(GOOD, "check-circle-fill"),
    "quota_closed": Appearance(STILL, "lock"),
    "quota_dropped": Appearance(STILL, "slash-circle"),
    "application_submitted": Appearance(GOOD, "check-circle-fill"),
    "round_results": Appearance(GOOD, "check-circle-fill"),
    "objection_submitted": Appearance(OPEN, "hourglass-split"),
    "objection_accepted": Appearance(GOOD, "check-circle-fill"),
    "objection_rejected": Appearance(STILL, "slash-circle"),
    "objection_withdrawn": Appearance(STILL, "arrow-return-left"),
    "run_prepared": Appearance(OPEN, "hourglass-split"),
    "run_verified": Appearance(OPEN, "check-circle-fill"),
    "run_refuted": Appearance(BAD, "x-octagon-fill"),
    "run_failed": Appearance(BAD, "x-octagon-fill"),
    "run_announced": Appearance(GOOD, "check-circle-fill"),
    "run_replaced": Appearance(STILL, "slash-circle"),
    "application_placed": Appearance(GOOD, "check-circle-fill"),
    "application_waiting": Appearance(OPEN, "hourglass-split"),
    "application_registered": Appearance(GOOD, "check-circle-fill"),
    "application_declined": Appearance(STILL, "slash-circle"),
    "application_lapsed": Appearance(STILL, "slash-circle"),
    "application_unplaced": Appearance(STILL, "slash-circle"),
    "application_withdrawn": Appearance(STILL, "slash-circle"),
    "application_excluded": Appearance(OPEN, "slash-circle"),
    "commission_appointed": Appearance(GOOD, "people"),
    "commission_dissolved": Appearance(STILL, "slash-circle"),
    "sitting_planned": Appearance(CALM, "calendar3"),
    "sitting_held": Appearance(OPEN, "pen"),
    "sitting_minuted": Appearance(GOOD, "check-circle-fill"),
    "sitting_cancelled": Appearance(STILL, "slash-circle"),
    # Centres of excellence, tasks, and the chain of what they send
    "center_proposed": Appearance(STILL, "pencil-square"),
    "center_open": Appearance(GOOD, "mortarboard"),
    "center_closing": Appearance(OPEN, "hourglass-split"),
    "center_closed": Appearance(STILL, "slash-circle"),
    "center_dropped": Appearance(STILL, "slash-circle"),
    "chain_draft": Appearance(STILL, "pencil-square"),
    "chain_returned": Appearance(OPEN, "arrow-return-left"),
    "chain_coordinator": Appearance(CALM, "send"),
    "chain_school": Appearance(CALM, "send"),
    "chain_district": Appearance(CALM, "send"),
    "chain_province": Appearance(CALM, "send"),
    "chain_directorate": Appearance(CALM, "eye"),
    "chain_unit": Appearance(CALM, "hourglass-split"),
    "chain_received": Appearance(GOOD, "check-circle-fill"),
    "chain_approved": Appearance(GOOD, "patch-check"),
    "chain_dropped": Appearance(STILL, "slash-circle"),
    "need_open": Appearance(OPEN, "hourglass-split"),
    "need_answered": Appearance(GOOD, "check-circle-fill"),
    "need_dropped": Appearance(STILL, "slash-circle"),
    "activity_held": Appearance(OPEN, "hourglass-split"),
    "activity_concluded": Appearance(GOOD, "check-circle-fill"),
    "activity_cancelled": Appearance(STILL, "slash-circle"),
    "staff_prepared": Appearance(STILL, "pencil-square"),
    "staff_proposed": Appearance(CALM, "send"),
    "staff_assigned": Appearance(GOOD, "patch-check"),
    "staff_ended": Appearance(STILL, "slash-circle"),
    "staff_dropped": Appearance(STILL, "slash-circle"),
    "task_draft": Appearance(STILL, "pencil-square"),
    "task_given": Appearance(CALM, "send"),
    "task_closed": Appearance(GOOD, "check-circle-fill"),
    "task_withdrawn": Appearance(STILL, "slash-circle"),
    # Works of centres
    "work_planned": Appearance(STILL, "pencil-square"),
    "work_under_way": Appearance(CALM, "hourglass-split"),
    "work_finished": Appearance(GOOD, "check-circle-fill"),
    "work_dropped": Appearance(STILL, "slash-circle"),
    "monitoring_open": Appearance(CALM, "eye"),
    "monitoring_closed": Appearance(GOOD, "check-circle-fill"),
    # Duties of protocols
    "due": Appearance(OPEN, "hourglass-split"),
    "late": Appearance(OPEN, "exclamation-triangle-fill"),
    "fulfilled": Appearance(GOOD, "check-circle-fill"),
    "waived": Appearance(STILL, "slash-circle"),
    # Expense statements
    "expense_draft": Appearance(STILL, "pencil-square"),
    "expense_submitted": Appearance(CALM, "send"),
    "expense_acknowledged": Appearance(CALM, "check-circle-fill"),
    "expense_disputed": Appearance(OPEN, "exclamation-triangle-fill"),
    "expense_settled": Appearance(CALM, "pen"),
    "expense_paid": Appearance(GOOD, "patch-check"),
    "expense_withdrawn": Appearance(STILL, "slash-circle"),
    "part_paid": Appearance(CALM, "hourglass-split", "kısmen ödendi"),
    "kept": Appearance(CALM, "check-lg"),
    # Files brought into the register, and their lines
    "uploaded": Appearance(CALM, "arrow-repeat"),
    "faulty": Appearance(OPEN, "exclamation-triangle-fill"),
    "checked": Appearance(OPEN, "hourglass-split"),
    "confirmed": Appearance(CALM, "arrow-repeat"),
    "written": Appearance(GOOD, "check-circle-fill"),
    "discarded": Appearance(STILL, "slash-circle"),
    "fault": Appearance(OPEN, "exclamation-triangle-fill"),
    "note": Appearance(CALM, "info-circle-fill"),
    "added": Appearance(GOOD, "plus-lg"),
    "changed": Appearance(OPEN, "pencil-square"),
    "gone": Appearance(OPEN, "dash-circle"),
    # Scans and long work
    "clean": Appearance(GOOD, "shield-check"),
    "waiting": Appearance(OPEN, "hourglass-split"),
    "not_configured": Appearance(STILL, "dash-circle"),
    "queued": Appearance(STILL, "hourglass-split"),
    "running": Appearance(CALM, "arrow-repeat"),
    "failed": Appearance(BAD, "exclamation-triangle-fill"),
    "cancelled": Appearance(STILL, "slash-circle"),
    # Webhooks
    "active": Appearance(GOOD, "check-circle-fill"),
    "paused": Appearance(OPEN, "hourglass-split"),
    "removed": Appearance(STILL, "slash-circle"),
    "delivered": Appearance(GOOD, "send"),
    "dead": Appearance(OPEN, "exclamation-triangle-fill"),
    # Plain yes and no, where a record says so
    "yes": Appearance(GOOD, "check-lg", "evet"),
    "no": Appearance(STILL, "x-lg", "hayır"),
    # A warning of a dry run
    "warning": Appearance(OPEN, "exclamation-triangle-fill", "uyarı"),
}
PLAIN = Appearance(STILL, "dash-circle")


def appearance_of(value: str) -> Appearance:
    """The look of a state; a state that nobody described is shown calmly, by its word."""
    return APPEARANCES.get(value, PLAIN)


def word_of(value: str) -> str:
    return appearance_of(value).word or value
