"""Requests for accounts in the ministry's admin: who asks for whom, who might be the same person, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.choices import Role
from accounts.masking import mask_email
from accounts.models import User
from workflow.models import AccountRequest
from workflow.people.acts import REQUEST
from workflow.people.choices import RequestKind
from workflow.people.forms import FORM_OF_ACT
from workflow.people.names import same_name

from .acts import LifecycleAdmin


@admin.register(AccountRequest)
class AccountRequestAdmin(LifecycleAdmin):
    job = "Ayarlar"
    menu_label = "Hesap istekleri"
    menu_rank = 79
    purpose = "İllerin hesap ve görev istekleri. Onay, hesabı ve görevi açar (idari usul)."
    viewers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_HEAD})
    lifecycle = REQUEST
    forms_of_acts = FORM_OF_ACT
    list_display = ["__str__", "role", "province", "starts_on", "ends_on", "submitted_at", "status"]
    list_filter = ["status", "kind", "role", "province"]
    list_select_related = ["province"]
    search_fields = ["first_name", "last_name"]
    fields = [
        "status",
        "kind",
        ("first_name", "last_name"),
        "address",
        "role",
        "province",
        "district",
        "institution_code",
        "starts_on",
        "ends_on",
        "reason",
        "requested_by",
        "answer",
        "alike",
        "person",
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "address", "alike"]

    @admin.display(description="E-posta")
    def address(self, record: AccountRequest) -> str:
        url = reverse("people:reveal", args=["istek", record.pk])
        return format_html('{} <a href="{}">Göster</a>', mask_email(record.email), url)

    @admin.display(description="Aynı kişi olabilir")
    def alike(self, record: AccountRequest) -> str:
        """Accounts of the same address (approval gives them the duty) or the same name."""
        if record.kind != RequestKind.NEW or record.person_id:
            return "–"
        same = User.objects.filter(email__iexact=record.email, api_client=None)
        namesakes = same_name(record.first_name, record.last_name).exclude(email__iexact=record.email)
        rows = [
            *((user, "aynı adres; onay görevi bu hesaba ekler") for user in same),
            *((u, "aynı ad") for u in namesakes),
        ]
        if not rows:
            return "Aynı adresle veya adla hesap yok"
        return format_html_join(
            format_html("<br>"),
            '<a href="{}">{}</a> ({})',
            ((reverse("admin:accounts_user_change", args=[user.pk]), user, why) for user, why in rows[:10]),
        )
