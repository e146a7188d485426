"""The page of one act: what it does, what it asks, and the refusal where it cannot be done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.generic import FormView

from workflow.lifecycle import Lifecycle
from workflow.refusals import ConditionsUnmet, Invalid, Refusal


class ActPage(FormView):  # type: ignore[type-arg]
    """Subclasses name the lifecycle, the forms of its acts, the queryset, and where the record's page is."""

    lifecycle: Lifecycle
    forms_of_acts: dict[str, type[Form]] = {}
    queryset: Any
    template_name = "workflow/act.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.act = self.lifecycle.acts.get(kwargs["name"])
        self.findings: Any = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.act is None:
            raise Http404
        self.record = get_object_or_404(self.queryset.visible_to(request.user), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def record_url(self) -> str:
        raise NotImplementedError

    def get_form_class(self) -> type[Form]:
        return self.forms_of_acts.get(self.act.name, Form)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if getattr(self.get_form_class(), "takes_record", False):
            kwargs |= {"record": self.record, "user": self.request.user}
        return kwargs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "act": self.act,
            "record": self.record,
            "record_url": self.record_url(),
            "findings": self.findings,
            "is_open": self.act.open_to(self.request.user, self.record),
            "refusal": self.act.why_not(self.request.user, self.record),
        }

    def form_valid(self, form: Form) -> HttpResponse:
        revision = self.request.POST.get("revision", "")
        try:
            self.act(
                self.record,
                by=self.request.user,
                on=localdate(),
                revision=int(revision) if revision.isdigit() else None,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, self.act.done or f"{self.act.label}: işlem kayda geçti.")
        return redirect(self.record_url())

    def refused(self, form: Form, refusal: Refusal) -> HttpResponse:
        """Show why, at the field where there is one."""
        faults = refusal.faults if isinstance(refusal, Invalid) else {}
        at_fields = {name: sentence for name, sentence in faults.items() if name in form.fields}
        for name, sentence in at_fields.items():
            form.add_error(name, sentence)
        if not at_fields:
            form.add_error(None, str(refusal))
        if isinstance(refusal, ConditionsUnmet):
            self.findings = refusal.findings
        return self.form_invalid(form)
