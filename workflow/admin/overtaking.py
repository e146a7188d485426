"""Admin forms that never overwrite each other: the second to save sees field by field what the first changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from workflow.conflicts import BEGAN, Sheet, last_change, typed_since, unseal
from workflow.models.records import Stateful

SENTENCE = "Siz düzenlerken bu kayıt değişti; henüz kaydedilmedi. Yukarıdaki farklara bakıp yeniden kaydedin."


class FieldByField:
    """Compares under the row's lock, rows of inlines too; a record with a revision gets the next one."""

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        """Django's own, inside the transaction that it opens around this; before it saves, what was sent is compared."""
        if request.method == "POST" and object_id is not None:
            closed = self._closed(request, unquote(object_id))
            if closed is not None:
                return self._shown_closed(request, object_id, form_url, {**(extra_context or {}), "typed": closed})
            self._take(request, unquote(object_id))
        return super()._changeform_view(request, object_id, form_url, extra_context)  # type: ignore[misc]

    def _closed(self, request: HttpRequest, object_id: str) -> list[tuple[str, str]] | None:
        """What was typed into a record that may be changed no longer (published meanwhile, say); ``None`` where it may."""
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]
        may = self.has_change_permission  # type: ignore[attr-defined]
        if record is None or may(request, record) or not may(request) or not self.has_view_permission(request, record):  # type: ignore[attr-defined]
            return None
        base = unseal(str(request.POST.get(BEGAN, "")), _subject(record))
        if base is None:
            return None
        sets = {
            one.get_formset(request, record).get_default_prefix(): one.model
            for one in self.get_inline_instances(request)  # type: ignore[attr-defined]
        }
        return typed_since(base, request.POST, self.model, sets)  # type: ignore[attr-defined]

    def _shown_closed(
        self, request: HttpRequest, object_id: str, form_url: str, context: dict[str, Any]
    ) -> HttpResponse:
        request.method = "GET"
        answer = super()._changeform_view(request, object_id, form_url, context)  # type: ignore[misc]
        answer.status_code = 409
        return answer

    def _take(self, request: HttpRequest, object_id: str) -> None:
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if record is None or not self.has_change_permission(request, record):  # type: ignore[attr-defined]
            return
        self.model._base_manager.select_for_update(of=("self",)).get(pk=record.pk)  # type: ignore[attr-defined]
        sheet = self._sheet(request, self.get_object(request, object_id))  # type: ignore[attr-defined]
        taken = sheet.take(request.POST)
        request.POST = taken.data  # type: ignore[assignment]
        if taken.picture is not None and taken.picture.is_asking:
            taken.picture.who, taken.picture.at = last_change(record)
            request.overtaken = taken.picture  # type: ignore[attr-defined]

    def _sheet(self, request: HttpRequest, record: Any) -> Sheet:
        """The forms of the record as it is saved now: what Django would show."""
        method, request.method = request.method, "GET"
        try:
            form = self.get_form(request, record, change=True)(instance=record)
            formsets, inlines = self._create_formsets(request, record, change=True)  # type: ignore[attr-defined]
        finally:
            request.method = method
        editable = [
            one for one, inline in zip(formsets, inlines, strict=True) if inline.has_change_permission(request, record)
        ]
        return Sheet(_subject(record), [form], editable)

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, **kwargs)  # type: ignore[misc]
        return _refusing(form) if hasattr(request, "overtaken") else form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None and self.has_change_permission(request, record):  # type: ignore[attr-defined]
            context |= {"began": _began(request, record, context), "conflict": getattr(request, "overtaken", None)}
        if context.get("conflict"):
            saved = self.model._base_manager.get(pk=record.pk)  # type: ignore[attr-defined]
            # The form has written what was typed into the record already; the page is headed by what is saved.
            context |= {"original": saved, "title": str(saved), "errors": _faults(context)}
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and isinstance(obj, Stateful):
            obj.revision += 1  # the pages and the API go by it
        super().save_model(request, obj, form, change)  # type: ignore[misc]


def _subject(record: Any) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def _began(request: HttpRequest, record: Any, context: dict[str, Any]) -> str:
    if request.method == "POST":
        return str(request.POST.get(BEGAN, ""))
    sets = [one.formset for one in context["inline_admin_formsets"] if one.has_change_permission]
    return Sheet(_subject(record), [context["adminform"].form], sets).began()


def _faults(context: dict[str, Any]) -> Any:
    """What Django says of faults, unless the conflict is the only thing that stands against saving."""
    form = context["adminform"].form
    wrong = len(form.errors) > 1 or len(form.non_field_errors()) > 1
    return (
        context["errors"]
        if wrong or any(one.formset.total_error_count() for one in context["inline_admin_formsets"])
        else None
    )


def _refusing(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The same form, which cannot be saved before its user has looked."""

    def clean(self: Any) -> Any:
        given = form.clean(self)
        self.add_error(None, ValidationError(SENTENCE, code="overtaken"))
        return given

    return type(form)(form.__name__, (form,), {"clean": clean})
