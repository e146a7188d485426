"""Comments and assignments in the admin: looked at, by who may read them; written on the record's own page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from workflow.models import Assignment, Comment, Mention
from workflow.sides import sides_read_by

from .base import MinistryAdmin, MinistryInline


class MentionInline(MinistryInline):
    model = Mention
    editors = frozenset()


@admin.register(Comment)
class CommentAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Yorumlar"
    menu_rank = 45
    purpose = (
        "Kayıtlar üzerine yazılan yorumlar. Yorum, kaydın kendi sayfasında yazılır; il içi yorumlar burada görünmez."
    )
    list_display = ["at", "by", "side", "record_kind", "record_id", "shown_text"]
    list_filter = ["side", "record_kind"]
    list_select_related = ["by"]
    fields = ["record_kind", "record_id", "side", "by", "at", "shown_text", "edited_at", "withdrawn_at"]
    readonly_fields = fields
    inlines = [MentionInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).for_sides(sides_read_by(request.user))

    @admin.display(description="yorum")
    def shown_text(self, comment: Comment) -> str:
        return "Yorum geri alındı." if comment.withdrawn_at else comment.text


@admin.register(Assignment)
class AssignmentAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Görevlendirmeler"
    menu_rank = 46
    purpose = (
        "Hangi kayda kimin baktığı, önceki görevliler ve gerekçeleriyle. Görevlendirme kaydın sayfasından yapılır."
    )
    list_display = ["record_label", "side", "person", "by", "starts_at", "ended_at", "reason"]
    list_filter = ["side", ("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["person", "by"]
