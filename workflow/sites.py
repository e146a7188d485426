"""The ministry's own admin site: who may enter, the menu by job, and İş masası as its first page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

# The menu goes by job, in this order; each admin class says under which job it stands.
JOBS = ("Belirleme", "Protokol", "Nakil", "Merkezler", "Kurumlar", "Ayarlar", "Denetim")

DeskContext = Callable[[HttpRequest], dict[str, Any]]


class MinistryAdminSite(admin.AdminSite):
    site_header = "Okul Belirleme"
    site_title = "Okul Belirleme"
    index_title = "İş masası"
    site_url = "/"
    enable_nav_sidebar = False  # our own menu by job stands in its place
    index_template = "desk/admin/index.html"

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        self._desk: DeskContext | None = None

    def fill_desk(self, context: DeskContext) -> None:
        """Say what stands on the first page; the desk, above all other rooms, calls this once."""
        self._desk = context

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_active and request.user.needs_second_factor

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "job_menu": self.job_menu(request)}

    def job_menu(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The lists that this user may look at, by job: ``[{"title", "items": [{"label", "url", "active"}]}]``."""
        if not self.has_permission(request):
            return []
        groups: dict[str, list[dict[str, Any]]] = {job: [] for job in JOBS}
        for model, model_admin in self._registry.items():
            job = getattr(model_admin, "job", None)
            if job is None or not model_admin.has_view_permission(request):
                continue
            url = reverse(f"{self.name}:{model._meta.app_label}_{model._meta.model_name}_changelist")
            groups[job].append(
                {
                    "label": getattr(model_admin, "menu_label", "") or str(model._meta.verbose_name_plural),
                    "url": url,
                    "active": request.path.startswith(url),
                    "rank": getattr(model_admin, "menu_rank", 50),
                }
            )
        return [
            {"title": job, "items": sorted(items, key=lambda item: (item["rank"], item["label"]))}
            for job, items in groups.items()
            if items
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().index(request, {**(self._desk(request) if self._desk else {}), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One way in for all: the sign-in page with lock-out and second factor, never the admin's own."""
        if request.user.is_authenticated:
            return redirect("desk:home")
        return redirect_to_login(request.GET.get("next") or reverse(f"{self.name}:index"))
