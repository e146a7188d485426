"""People, duties and API clients in the ministry's admin; kept by the system administrator."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from accounts.acts import open_client
from accounts.api.scopes import SCOPES
from accounts.choices import Role
from accounts.masking import mask_email
from accounts.models import ApiClient, Duty, Province, SecurityEvent, Substitution, User
from accounts.oidc.identity import unlink
from workflow.journal import record_act
from workflow.lifecycle import ADMINISTRATIVE
from workflow.people.duties import give_duty, leave
from workflow.people.forms import LeaveForm
from workflow.people.permissions import may_keep_duties
from workflow.people.telling import send_password_link
from workflow.refusals import Invalid, Refusal

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
    """Duties are given here; one that is given changes by its acts alone."""

    model = Duty
    editors = KEEPERS
    autocomplete_fields = ()
    fields = [
        "role",
        "province",
        "district",
        "institution_code",
        "stakeholder_code",
        "starts_on",
        "ends_on",
        "end_reason",
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["end_reason"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a duty is ended, never deleted


class ActOnPerson(NamedTuple):
    """What an administrator does to an account, as the act's page shows it."""

    name: str
    label: str
    form: type[forms.Form]
    danger: bool = False
    basis: str = ADMINISTRATIVE


ACTS_ON_PEOPLE = {
    "baglanti": ActOnPerson("baglanti", "Parola bağlantısı gönder", forms.Form),
    "ayrilma": ActOnPerson("ayrilma", "Görevlerini bitir", LeaveForm, danger=True),
    "kimlik": ActOnPerson("kimlik", "Kurum kimliğinin bağını kaldır", forms.Form, danger=True),
}


@admin.register(User)
class UserAdmin(Journalled, MinistryAdmin, DjangoUserAdmin):  # type: ignore[misc]
    job = "Ayarlar"
    menu_label = "Kullanıcılar"
    menu_rank = 80
    purpose = "Sistemi kullanan kişiler. Yetki, kişiye verilen görevle başlar ve görevle biter."
    viewers = READERS
    editors = KEEPERS
    add_form = UserCreationForm
    change_form_template = "workflow/admin/change_form.html"
    list_display = ["username", "get_full_name", "is_active", "last_login"]
    list_filter = ["is_active", "duties__role"]
    search_fields = ["username", "first_name", "last_name"]
    filter_horizontal = ()
    fieldsets = [(None, {"fields": ["username", "first_name", "last_name", "email", "is_active", "last_login"]})]
    add_fieldsets = [(None, {"fields": ["username", "first_name", "last_name", "email", "password1", "password2"]})]
    readonly_fields = ["last_login"]
    inlines = [DutyInline]
    ordering = ["username"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever does not keep the accounts sees the address masked."""
        if obj is None or request.user.has_role(*KEEPERS):
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["username", "first_name", "last_name", "address", "is_active", "last_login"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "address"]

    @admin.display(description="E-posta")
    def address(self, user: User) -> str:
        url = reverse("people:reveal", args=["hesap", user.pk])
        return format_html('{} <a href="{}">Göster</a>', mask_email(user.email), url)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """New duties are given by the act, so that the journal has them."""
        for duty in formset.save(commit=False):
            give_duty(form.instance, by=request.user, on=localdate(), duty=duty)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<int:pk>/islem/<slug:name>/", view, name="accounts_user_act"), *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        user = self.get_object(request, object_id)
        if user is not None and may_keep_duties(request.user, user):
            acts = [
                {
                    "label": act.label,
                    "danger": act.danger,
                    "url": reverse("admin:accounts_user_act", args=[user.pk, name]),
                }
                for name, act in ACTS_ON_PEOPLE.items()
            ]
            kwargs["extra_context"] = {**(kwargs.get("extra_context") or {}), "acts": acts}
        return super().change_view(request, object_id, *args, **kwargs)

    def act_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        act, user = ACTS_ON_PEOPLE.get(name), self.get_object(request, str(pk))
        if act is None or user is None or not self.has_view_permission(request, user):
            raise Http404
        form, url = (
            act.form(request.POST if request.method == "POST" else None),
            reverse("admin:accounts_user_change", args=[pk]),
        )
        is_open = may_keep_duties(request.user, user)
        if request.method == "POST" and is_open and form.is_valid():
            try:
                messages.success(request, _perform(name, user, request.user, form.cleaned_data))
                return redirect(url)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request), "title": act.label, "act": act, "form": form, "record": user,
            "record_url": url, "opts": self.opts, "open": is_open,
            "refusal": "Hesapları sistem yöneticisi tutar; kimse kendi hesabında bu işlemi yapamaz.",
        }  # fmt: skip
        return TemplateResponse(request, "workflow/admin/act.html", context)


def _perform(name: str, user: User, by: User, given: dict[str, Any]) -> str:
    """Do it, journal it, and say what was done."""
    if name == "ayrilma":
        count = leave(user, by=by, on=localdate(), **given)
        return f"{count} görev bitirildi."
    if name == "kimlik":
        count = unlink(user, by=by)
        record_act(user, act="unlink", label="Kurum kimliğinin bağı kaldırıldı", by=by, on=localdate())
        return (
            "Bağ kaldırıldı; kişi bir sonraki girişinde yeniden bağlanır." if count else "Bağlı kurum kimliği yoktu."
        )
    if not user.email:
        raise Invalid("Kişinin e-posta adresi yok; önce adresi yazın.")
    send_password_link(user)
    record_act(user, act="send_link", label="Parola bağlantısı gönderildi", by=by, on=localdate())
    return f"Bağlantı gönderildi: {mask_email(user.email)}."


@admin.register(Duty)
class DutyAdmin(MinistryAdmin):
    """Who is on duty where; given with the account, changed by acts, so nothing is edited here."""

    job = "Ayarlar"
    menu_label = "Görevler"
    menu_rank = 81
    purpose = (
        "Kimin hangi yerde, hangi günler arasında görevli olduğu. Görev, kullanıcının sayfasında verilir ve bitirilir."
    )
    viewers = READERS
    list_display = [
        "user",
        "role",
        "province",
        "district",
        "institution_code",
        "stakeholder_code",
        "starts_on",
        "ends_on",
        "end_reason",
    ]
    list_filter = ["role", "province", "ends_on"]
    list_select_related = ["user", "province", "district"]
    search_fields = ["user__username", "institution_code", "stakeholder_code"]


@admin.register(Substitution)
class SubstitutionAdmin(MinistryAdmin):
    """Who exercises whose duty; named and ended on the person's page, so nothing is edited here."""

    job = "Ayarlar"
    menu_label = "Vekâletler"
    menu_rank = 81
    purpose = (
        "Kim izinliyken görevini kimin yaptığı. Vekil, izinlinin kişi sayfasında yazılır ve vekâlet orada bitirilir."
    )
    viewers = READERS
    list_display = ["person", "substitute", "duty", "starts_on", "ends_on", "document", "withdrawn_on"]
    list_filter = ["starts_on", "ends_on", "duty__role"]
    list_select_related = ["person", "substitute", "duty__province", "duty__district"]
    search_fields = ["person__last_name", "substitute__last_name", "document"]


DETAIL_WORDS = {
    "by": "yol",
    "left": "kalan kod",
    "reason": "neden",
    "fault": "hata",
    "provider": "hizmet",
}


@admin.register(SecurityEvent)
class SecurityEventAdmin(MinistryAdmin):
    job = "Denetim"
    menu_label = "Güvenlik günlüğü"
    menu_rank = 92
    purpose = (
        "Girişler, geçici kapanan hesaplar, kabul edilmeyen kodlar, parola ve oturum olayları. Silinmez, değişmez."
    )
    viewers = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
    list_display = ["at", "kind", "who", "address", "said"]
    list_filter = ["kind", "at"]
    list_select_related = ["user"]
    search_fields = ["username", "user__first_name", "user__last_name"]
    date_hierarchy = None

    fields = ["at", "kind", "who", "address", "said"]
    readonly_fields = ["at", "who", "said"]

    @admin.display(description="Ayrıntı")
    def said(self, event: SecurityEvent) -> str:
        """The details in words; what has no word of its own is shown as it was written."""
        return "; ".join(f"{DETAIL_WORDS.get(name, name)}: {value}" for name, value in event.details.items()) or "–"

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
