"""Admin pages of records with a lifecycle: the open acts as buttons, each act a page of its own, the state never a field."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from workflow.history.contexts import latest
from workflow.lifecycle import Act, Lifecycle
from workflow.refusals import ConditionsUnmet, Invalid, Refusal
from workflow.templatetags.look import status_badge

from .base import MinistryAdmin


class LifecycleAdmin(MinistryAdmin):
    """Shows a record with its act bar, findings and timeline, and performs acts through the one runner."""

    lifecycle: Lifecycle
    forms_of_acts: dict[str, type[Form]] = {}
    change_form_template = "workflow/admin/change_form.html"
    act_template = "workflow/admin/act.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), "status"]

    def get_list_display(self, request: HttpRequest) -> list[str]:
        return ["state" if name == "status" else name for name in super().get_list_display(request)]

    @admin.display(description="Durum", ordering="status")
    def state(self, record: Any) -> str:
        """The state as in all lists: by word and icon."""
        return render_to_string("components/badge.html", status_badge(record.status, record.get_status_display()))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.act_view)
        return [path("<path:object_id>/islem/<slug:name>/", view, name=self._act_url_name), *super().get_urls()]

    @property
    def _act_url_name(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_act"

    def act_url(self, record: Any, act: Act) -> str:
        return reverse(f"{self.admin_site.name}:{self._act_url_name}", args=[record.pk, act.name])

    def record_url(self, record: Any) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return reverse(name, args=[record.pk])

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = self.get_object(request, object_id)
        context = {**self.record_context(request, record), **(extra_context or {})} if record else extra_context
        return super().change_view(request, object_id, form_url, context)

    def record_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """What the record's page shows beyond its fields; subclasses add to it."""
        acts = [{"act": act, "url": self.act_url(record, act)} for act in self.lifecycle.open_to(request.user, record)]
        return {"acts": acts, "timeline": latest(record)["entries"]}

    def act_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        record = self.get_object(request, object_id)
        act = self.lifecycle.acts.get(name)
        if record is None or act is None:
            raise Http404
        form = self._form(request, record, act)
        if request.method == "POST" and form.is_valid() and self._performed(request, record, act, form):
            return redirect(self.record_url(record))
        context = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "act": act,
            "form": form,
            "record": record,
            "record_url": self.record_url(record),
            "opts": self.opts,
            "open": act.open_to(request.user, record),
            "refusal": act.why_not(request.user, record),
        }
        return TemplateResponse(request, self.act_template, context)

    def _form(self, request: HttpRequest, record: Any, act: Act) -> Form:
        form_class = self.forms_of_acts.get(act.name, Form)
        data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        if getattr(form_class, "takes_record", False):
            return form_class(*data, record=record, user=request.user)
        return form_class(*data)

    def _performed(self, request: HttpRequest, record: Any, act: Act, form: Form) -> bool:
        revision = request.POST.get("revision", "")
        try:
            act(
                record,
                by=request.user,
                on=localdate(),
                revision=int(revision) if revision.isdigit() else None,
                **form.cleaned_data,
            )
        except Invalid as refusal:
            at_fields = {name: sentence for name, sentence in refusal.faults.items() if name in form.fields}
            for name, sentence in at_fields.items():
                form.add_error(name, sentence)
            if not at_fields:
                form.add_error(None, str(refusal))
            return False
        except ConditionsUnmet as refusal:
            form.add_error(None, str(refusal))
            form.findings = refusal.findings
            return False
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        messages.success(request, act.done or f"{act.label}: işlem kayda geçti.")
        return True
