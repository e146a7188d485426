"""Admin pages on which a table is brought to a record: the reader, the act and the refusals are those of the pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from documents.formats import XLSX
from documents.workbooks.marking import Mark
from workflow.admin.acts import LifecycleAdmin
from workflow.refusals import Invalid, Refusal


@dataclass(frozen=True, slots=True)
class Table:
    """``bring(record, file, by=, on=)`` answers what was read: its ``count``, and ``marks`` where nothing was written.

    ``why_not(user, record)``: why this user may not; empty where it may be. ``template(record)``: the table to fill in.
    """

    label: str
    purpose: str
    submit: str
    nothing: str
    done: str
    file_name: str
    form: type[forms.Form]
    bring: Callable[..., Any]
    template: Callable[[Any], bytes]
    why_not: Callable[[Any, Any], str]


class TableAdmin(LifecycleAdmin):
    """Subclasses name the tables that their records take, by the slugs of their addresses."""

    tables: dict[str, Table] = {}

    def get_urls(self) -> list[URLPattern]:
        bring, fill = self.admin_site.admin_view(self.table_view), self.admin_site.admin_view(self.template_view)
        own = [
            path("<path:object_id>/tablo/<slug:what>/", bring, name=self._table_url_name("table")),
            path("<path:object_id>/tablo/<slug:what>/sablon/", fill, name=self._table_url_name("template")),
        ]
        return [*own, *super().get_urls()]

    def _table_url_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _table_url(self, record: Any, what: str, page: str = "table") -> str:
        return reverse(f"{self.admin_site.name}:{self._table_url_name(page)}", args=[record.pk, what])

    def record_context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The ways to the tables stand behind the acts, for who may bring them."""
        found = super().record_context(request, record)
        found["acts"] += [
            {"label": table.label, "url": self._table_url(record, what)}
            for what, table in self.tables.items()
            if not table.why_not(request.user, record)
        ]
        return found

    def table_view(self, request: HttpRequest, object_id: str, what: str) -> HttpResponse:
        """The upload: all rows are written, or each fault is told by its cell."""
        record, table = self._found(request, object_id, what)
        refusal = table.why_not(request.user, record)
        posted = request.method == "POST"
        form = table.form(request.POST, request.FILES) if posted else table.form()
        marks: list[Mark] = []
        if posted and not refusal and form.is_valid():
            count, marks = _brought(request, table, record, form)
            if count:
                messages.success(request, f"{count} {table.done}")
                return redirect(self.record_url(record))
        context = {
            **self.admin_site.each_context(request),
            "title": table.label, "table": table, "form": form, "marks": marks, "record": record,
            "record_url": self.record_url(record), "template_url": self._table_url(record, what, "template"),
            "opts": self.opts, "refusal": refusal,
        }  # fmt: skip
        return TemplateResponse(request, "centers/admin/table.html", context)

    def template_view(self, request: HttpRequest, object_id: str, what: str) -> HttpResponse:
        """The table to fill in."""
        record, table = self._found(request, object_id, what)
        if said := table.why_not(request.user, record):
            raise PermissionDenied(said)
        answer = HttpResponse(table.template(record), content_type=XLSX)
        answer["Content-Disposition"] = f'attachment; filename="{table.file_name}"'
        return answer

    def _found(self, request: HttpRequest, object_id: str, what: str) -> tuple[Any, Table]:
        record, table = self.get_object(request, object_id), self.tables.get(what)
        if record is None or table is None or not self.has_view_permission(request, record):
            raise Http404
        return record, table


def _brought(request: HttpRequest, table: Table, record: Any, form: forms.Form) -> tuple[int, list[Mark]]:
    """How many rows were written, none where something is wrong; a refusal stands in the form."""
    try:
        brought = table.bring(record, form.cleaned_data["file"], by=request.user, on=localdate())
    except Refusal as refusal:
        faults = refusal.faults if isinstance(refusal, Invalid) else {}
        form.add_error(None, " ".join(faults.values()) or str(refusal))
        return 0, []
    return (0, brought.marks) if brought.marks else (brought.count, [])
