"""People, duties and API clients in the ministry's admin; kept by the system administrator."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from accounts.acts import open_client
from accounts.api.scopes import SCOPES
from accounts.choices import Role
from accounts.models import ApiClient, Duty, Province, SecurityEvent, User
from workflow.journal import record_act

from .base import MinistryAdmin, MinistryInline

KEEPERS = frozenset({Role.ADMINISTRATOR})
READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR_GENERAL})


class Journalled:
    """Writes each saved change of people and duties to the journal."""

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        record_act(
            obj,
            act="change" if change else "add",
            label="Değiştirildi" if change else "Eklendi",
            by=request.user,
            on=localdate(),
            details={name: form.cleaned_data.get(name) for name in form.changed_data if "password" not in name},
        )


class DutyInline(MinistryInline):
    model = Duty
    editors = KEEPERS
    autocomplete_fields = ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a duty is ended, never deleted


@admin.register(User)
class UserAdmin(Journalled, MinistryAdmin, DjangoUserAdmin):  # type: ignore[misc]
    job = "Ayarlar"
    menu_label = "Kullanıcılar"
    menu_rank = 80
    purpose = "Sistemi kullanan kişiler. Yetki, kişiye verilen görevle başlar ve görevle biter."
    viewers = READERS
    editors = KEEPERS
    add_form = UserCreationForm
    list_display = ["username", "get_full_name", "is_active", "last_login"]
    list_filter = ["is_active", "duties__role"]
    search_fields = ["username", "first_name", "last_name"]
    filter_horizontal = ()
    fieldsets = [(None, {"fields": ["username", "first_name", "last_name", "email", "is_active", "last_login"]})]
    add_fieldsets = [(None, {"fields": ["username", "first_name", "last_name", "email", "password1", "password2"]})]
    readonly_fields = ["last_login"]
    inlines = [DutyInline]
    ordering = ["username"]


@admin.register(Duty)
class DutyAdmin(Journalled, MinistryAdmin):
    job = "Ayarlar"
    menu_label = "Görevler"
    menu_rank = 81
    purpose = "Kimin hangi yerde, hangi günler arasında görevli olduğu."
    viewers = READERS
    editors = KEEPERS
    list_display = ["user", "role", "province", "district", "institution_code", "starts_on", "ends_on"]
    list_filter = ["role", "province"]
    list_select_related = ["user", "province", "district"]
    search_fields = ["user__username", "institution_code"]
    raw_id_fields = ["user", "district"]


@admin.register(SecurityEvent)
class SecurityEventAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Güvenlik günlüğü"
    menu_rank = 92
    purpose = (
        "Girişler, geçici kapanan hesaplar, kabul edilmeyen kodlar, parola ve oturum olayları. Silinmez, değişmez."
    )
    viewers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    list_display = ["at", "kind", "who", "address", "details"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["username", "user__first_name", "user__last_name"]
    date_hierarchy = None

    @admin.display(description="Kim", ordering="username")
    def who(self, event: SecurityEvent) -> str:
        return str(event.user) if event.user else (event.username or "–")


class ClientForm(forms.Form):
    name = forms.CharField(label="Sistemin adı", max_length=100)
    contact = forms.EmailField(label="İrtibat")
    province = forms.ModelChoiceField(
        label="İl sınırı",
        queryset=Province.objects.all(),
        required=False,
        empty_label="Sınır yok (bütün ülke)",
        help_text="Seçilirse istemci yalnız bu ilin kayıtlarını görür.",
    )
    scopes = forms.MultipleChoiceField(
        label="İzinler", choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )


@admin.register(ApiClient)
class ApiClientAdmin(MinistryAdmin):
    job = "Ayarlar"
    menu_label = "API istemcileri"
    menu_rank = 82
    purpose = "Verileri kendi adına okuyup yazan başka sistemler. Gizli anahtar yalnız eklenirken gösterilir."
    viewers = READERS
    adders = KEEPERS
    list_display = ["__str__", "user", "scopes", "contact"]
    list_select_related = ["application", "user"]
    fields = ["application", "user", "scopes", "contact", "note"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.open_view)
        return [path("add/", view, name="accounts_apiclient_add"), *super().get_urls()]

    def open_view(self, request: HttpRequest) -> HttpResponse:
        """Let a program in; its secret is shown this once."""
        if not self.has_add_permission(request):
            messages.error(request, "API istemcisi ekleme yetkiniz yok.")
            return redirect("admin:accounts_apiclient_changelist")
        form = ClientForm(request.POST or None)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request), "title": "API istemcisi ekle", "form": form, "opts": self.opts
        }  # fmt: skip
        if request.method == "POST" and form.is_valid():
            client, secret = open_client(on=localdate(), **form.cleaned_data)
            record_act(client, act="open_client", label="API istemcisi eklendi", by=request.user, on=localdate())
            context |= {"client": client, "secret": secret}
        return TemplateResponse(request, "workflow/admin/client.html", context)
