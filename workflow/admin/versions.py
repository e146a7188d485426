"""Versions of figures in the admin: a draft is edited, compared with the one in force, weighed, then published by act."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import MINISTRY_ROLES
from workflow.choices import VersionStatus
from workflow.versions import OWN_DRAFT, is_own_draft

from .acts import LifecycleAdmin


class VersionAdmin(LifecycleAdmin):
    """A draft may be edited; what is published never changes.

    ``remark``: whose figures these are, said at the top. ``effect_kind``: how the page of effects calls this table; empty where no finding rests on it.
    """

    job = "Ayarlar"
    editors = MINISTRY_ROLES
    list_display = ["name", "status", "valid_from", "valid_until"]
    change_form_template = "workflow/admin/version.html"
    remark = ""
    effect_kind = ""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.status == VersionStatus.DRAFT
        return is_draft and super().has_change_permission(request, obj)

    def compare(self, record: Any, in_force: Any) -> list[dict[str, Any]]:
        """What differs: rows of ``label``, ``here``, ``in_force`` and ``changed``."""
        raise NotImplementedError

    def record_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        in_force = self.model.objects.in_force(localdate())
        is_current = in_force is not None and in_force.pk == record.pk
        return {
            **super().record_context(request, record),
            "remark": self.remark,
            "in_force": in_force,
            "is_current": is_current,
            "comparison": self.compare(record, in_force) if in_force and not is_current else [],
            "effect_url": self._effect_url(record),
            "own_draft": self._own_draft(request, record),
        }

    def _own_draft(self, request: HttpRequest, record: Any) -> str:
        """Why the reader, who wrote the draft, leaves publishing it to somebody else; empty for others."""
        is_figures = bool(self.effect_kind) and record.status == VersionStatus.DRAFT
        return OWN_DRAFT if is_figures and is_own_draft(record, request.user) else ""

    def _effect_url(self, record: Any) -> str:
        """Where a draft's effect on the country is shown; none of what changes no finding."""
        if not self.effect_kind or record.status != VersionStatus.DRAFT:
            return ""
        return reverse("admin:designations_effect", args=[self.effect_kind, record.pk])

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """From the form to the version's page, where comparison and effect stand."""
        self._say_saved(request)
        return redirect(self.record_url(obj))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        self._say_saved(request)
        return redirect(self.record_url(obj))

    def _say_saved(self, request: HttpRequest) -> None:
        self.message_user(
            request,
            "Taslak kaydedildi. Karşılaştırmasını ve ülkedeki etkisini görün; yayımlanmaya hazırsa bir yetkili yayımlar.",
        )
