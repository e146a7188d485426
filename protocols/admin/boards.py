"""Advisory boards, their meetings and resolutions in the ministry's admin: looked at and acted on (okul/8/9)."""

from __future__ import annotations

from django.contrib import admin

from protocols.acts import BOARD, MEETING, RESOLUTION
from protocols.forms.boards import FORM_OF_ACT
from protocols.forms.meetings import FORM_OF_ACT as OF_MEETING, FORM_OF_ANSWER
from protocols.models import (
    AdvisoryBoard,
    AgendaItem,
    Attendance,
    BoardChair,
    BoardMeeting,
    BoardMember,
    BoardRules,
    Resolution,
)
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class BoardRulesInline(MinistryInline):
    model = BoardRules
    fields = [
        "clause",
        "holds_from",
        "every_months",
        "quorum_kind",
        "quorum_count",
        "share_numerator",
        "share_denominator",
    ]


class BoardMemberInline(MinistryInline):
    model = BoardMember
    fk_name = "board"
    fields = ["name", "title", "side", "stakeholder", "substitutes", "starts_on", "ends_on"]


class BoardChairInline(MinistryInline):
    model = BoardChair
    fields = ["member", "starts_on", "ends_on"]


class AgendaItemInline(MinistryInline):
    model = AgendaItem
    fields = ["number", "text"]


class AttendanceInline(MinistryInline):
    model = Attendance
    fields = ["member", "came"]


@admin.register(AdvisoryBoard)
class AdvisoryBoardAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Danışma kurulları"
    menu_rank = 22
    purpose = "Protokollerin danışma kurulları (Yönerge m. 8/9): üyeler, başkan, toplantı günleri. Kurul, protokolün sayfasında oluşturulur."
    lifecycle = BOARD
    forms_of_acts = FORM_OF_ACT
    editors = ()
    adders = ()
    list_display = ["school", "protocol", "status", "formed_on", "due_on", "closed_on"]
    list_filter = ["status", "school__province"]
    list_select_related = ["school", "protocol"]
    search_fields = ["school__code", "protocol__title"]
    readonly_fields = ["school", "protocol", "formed_on", "due_on", "closed_on", "close_reason"]
    fields = ["status", *readonly_fields]
    inlines = [BoardMemberInline, BoardChairInline]


@admin.register(BoardMeeting)
class BoardMeetingAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Kurul toplantıları"
    menu_rank = 23
    purpose = (
        "Danışma kurulu toplantıları: davet, katılım, yeter sayı, tutanak. Toplantı, kurulun sayfasında planlanır."
    )
    lifecycle = MEETING
    forms_of_acts = OF_MEETING
    editors = ()
    adders = ()
    list_display = ["board", "number", "meets_on", "status", "quorate", "signed_on"]
    list_filter = ["status", "quorate", "board__school__province"]
    list_select_related = ["board__school"]
    search_fields = ["board__school__code"]
    readonly_fields = [
        "board", "number", "meets_on", "starts_at", "place", "is_online", "invited_on", "rules", "seats", "present", "needed",
        "quorate", "presided_by", "minutes", "signed_on", "document", "duty", "reason",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
    inlines = [AgendaItemInline, AttendanceInline]


@admin.register(Resolution)
class ResolutionAdmin(LifecycleAdmin):
    job = "Protokol"
    menu_label = "Kurul kararları"
    menu_rank = 24
    purpose = "Danışma kurullarının kararları ve okul müdürlüklerinin yanıtları. Kararı okul müdürlüğü yanıtlar (Yönerge m. 8/9)."
    lifecycle = RESOLUTION
    forms_of_acts = FORM_OF_ANSWER
    editors = ()
    adders = ()
    list_display = ["meeting", "number", "status", "answer_by", "answered_on"]
    list_filter = ["status", "meeting__board__school__province"]
    list_select_related = ["meeting__board__school"]
    search_fields = ["text", "meeting__board__school__code"]
    readonly_fields = [
        "meeting", "number", "item", "text", "in_favour", "against", "abstaining", "attending", "answer_by", "answered_on",
        "answer",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]
