"""What every admin page of ours has: roles instead of groups, the scope in the query, and a place in the menu."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.choices import NATIONAL_ROLES, Role


class MinistryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Looks are open to national roles; changes only to ``editors``; nothing is deleted here.

    ``job``: the menu's heading (see :data:`workflow.sites.JOBS`); empty keeps the list out of the menu.
    """

    job: str | None = None
    menu_label = ""
    menu_rank = 50
    viewers: Collection[str] = NATIONAL_ROLES
    editors: Collection[str] = frozenset()
    adders: Collection[str] | None = None  # as the editors, unless said otherwise
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def get_queryset(self, request: HttpRequest) -> Any:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        user = request.user
        return user.is_authenticated and (user.is_superuser or user.has_role(*self.viewers))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated and request.user.has_role(*self.editors)

    def has_add_permission(self, request: HttpRequest) -> bool:
        adders = self.editors if self.adders is None else self.adders
        return request.user.is_authenticated and request.user.has_role(*adders)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class MinistryInline(admin.TabularInline):  # type: ignore[type-arg]
    """Rows of a record, open to whoever may change the record."""

    extra = 0
    editors: Collection[str] = frozenset({Role.EXPERT, Role.DEPARTMENT_HEAD})

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_authenticated

    def _may_edit(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.has_role(*self.editors)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may_edit(request)
