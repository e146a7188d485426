"""Posts of centres and assignments to them in the ministry's admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from centers.acts import STAFF
from centers.duties import duties_of, holder_of
from centers.forms.staff import FORM_OF_ACT
from centers.models import Post, StaffAssignment
from workflow.admin.acts import LifecycleAdmin
from workflow.admin.base import MinistryInline


class PostInline(MinistryInline):
    model = Post
    editors = ()
    fields = readonly_fields = ["role", "field", "starts_on", "until", "decided_by"]


@admin.register(StaffAssignment)
class StaffAssignmentAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Merkez görevlendirmeleri"
    menu_rank = 10
    purpose = (
        "Merkezlerin genel koordinatörleri ve mesleki gelişim koordinatörleri (SMM Yönergesi m. 4/4, 4/5, 10/4, 10/5). İnha, "
        "merkezin sayfasında “İnha hazırla” ile açılır; T.C. kimlik no maskeli görünür, okunması kayda geçer."
    )
    change_form_template = "centers/admin/assignment.html"
    lifecycle = STAFF
    forms_of_acts = FORM_OF_ACT
    list_display = ["name", "role", "center", "starts_on", "ends_on", "status"]
    list_filter = ["status", "role", "center__school__province"]
    list_select_related = ["center"]
    search_fields = ["name", "center__name"]
    readonly_fields = [
        "center", "post", "role", "name", "number", "account", "teacher_kind", "appointed_field", "home", "starts_on",
        "ends_on", "until", "basis", "renews", "proposed_by", "decided_by", "decided_on", "end_reason", "work",
    ]  # fmt: skip
    fields = ["status", *readonly_fields]

    @admin.display(description="T.C. kimlik no")
    def number(self, record: StaffAssignment) -> str:
        return record.masked_number

    def record_context(self, request: HttpRequest, record: StaffAssignment) -> dict[str, Any]:
        """Who serves has the duties of the post (smm/8/1, smm/9/1), shown with the records that answer to each."""
        found, today = super().record_context(request, record), localdate()
        if record.serves_on(today):
            found["duties"] = duties_of(holder_of(record), request.user, today)  # type: ignore[arg-type]
        return found
