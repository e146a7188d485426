"""Tasks of the General Directorate and the centres' answers in the ministry's admin."""

from __future__ import annotations

from django.contrib import admin

from centers.acts import ANSWER, TASK
from centers.forms.tasks import FORM_OF_ANSWER, FORM_OF_TASK
from centers.models import CenterTask, TaskAnswer
from workflow.admin.acts import LifecycleAdmin


@admin.register(CenterTask)
class CenterTaskAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Merkez görevleri"
    menu_rank = 20
    purpose = (
        "Genel Müdürlüğün merkezlere verdiği görevler (SMM Yönergesi m. 5/1-h). "
        "Görev, sayfalardaki Merkezler bölümünde “Görev hazırla” ile açılır."
    )
    lifecycle = TASK
    forms_of_acts = FORM_OF_TASK
    list_display = ["title", "due_on", "given_on", "status"]
    list_filter = ["status"]
    search_fields = ["title"]
    readonly_fields = ["title", "text", "due_on", "prepared_by", "given_on", "given_by", "end_reason"]
    fields = ["status", *readonly_fields]


@admin.register(TaskAnswer)
class TaskAnswerAdmin(LifecycleAdmin):
    job = "Merkezler"
    menu_label = "Görev yanıtları"
    menu_rank = 21
    purpose = (
        "Merkezlerin görevlere yanıtları; okul, ilçe ve il aracılığıyla Genel Müdürlüğe ulaşır (SMM Yönergesi m. 5/3)."
    )
    lifecycle = ANSWER
    forms_of_acts = FORM_OF_ANSWER
    list_display = ["task", "center", "state_since", "status"]
    list_filter = ["status", "center__school__province"]
    list_select_related = ["task", "center"]
    search_fields = ["task__title", "center__name"]
    readonly_fields = ["task", "center", "text", "author", "handed_in_on"]
    fields = ["status", *readonly_fields]
