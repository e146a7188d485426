"""The desk in the admin: its first page, target durations, the daily digests, and the yearly reports."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES, Role
from workflow.admin.base import MinistryAdmin

from .desk import desk_of
from .figures import FIGURES
from .maps import country_map
from .models import Digest, DirectorateReport, TargetDuration


def desk_context(request: HttpRequest) -> dict[str, Any]:
    today = localdate()
    held = FIGURES["belirlenen"]
    by_province = held.by_province(request.user, today)
    links = {plate: held.url(plate) for plate in by_province}
    drawn = country_map(by_province, unit=held.base.unit, links=links)
    return {**desk_of(request.user, on=today), "map": drawn}


admin.site.fill_desk(desk_context)


@admin.register(TargetDuration)
class TargetDurationAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "İdari hedef süreler"
    menu_rank = 60
    purpose = (
        "Bir tarafın bir işi kaç iş gününde bitirmesinin hedeflendiği. Yönerge süre öngörmez; bunlar idari usuldür ve "
        "yalnız iş masasında gösterilir. Hedefi değiştirmek için yeni başlangıç günüyle yeni bir kayıt ekleyin."
    )
    editors = MINISTRY_ROLES
    list_display = ["subject", "side", "days", "valid_from", "source"]
    list_filter = ["subject", "side"]


@admin.register(Digest)
class DigestAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Günlük e-posta özetleri"
    menu_rank = 45
    purpose = "Her kullanıcıya günde en çok bir kez gönderilen özetler. Gönderilemeyenler gün içinde yeniden denenir."
    viewers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    list_display = ["day", "user", "state", "notices", "attempts", "sent_at", "fault"]
    list_filter = ["state"]
    list_select_related = ["user"]
    date_hierarchy = "day"


@admin.register(DirectorateReport)
class DirectorateReportAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Yıllık raporlar"
    menu_rank = 10
    purpose = (
        "Genel Müdürlüğün takvim yılına göre hazırlanan raporları; her biri sayılarıyla saklanır ve yeniden basılabilir. "
        "Rapor, kendi sayfasında hazırlatılır ve okunur."
    )
    list_display = ["year", "until", "by", "ordered_on", "made_at", "digest"]
    list_filter = ["year"]
    list_select_related = ["by"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("figures")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """A report has a page of its own."""
        if self.get_object(request, object_id) is None:
            return super().change_view(request, object_id, *args, **kwargs)
        return redirect("desk:yearly_report", object_id)
