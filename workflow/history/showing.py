"""A record's past as pages show it: what was asked, why there is nothing to show, and fields and rows in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.timezone import localdate, localtime

from accounts.choices import NATIONAL_ROLES
from workflow.choices import RowChange

from .kinds import BESIDE, Kept, Part
from .reading import Past, past
from .words import UNKNOWN, capital, fields_of, value_words

PARAMETERS = frozenset({"tarih", "bilgi"})
MOST_SHOWN = 300


class DayField(forms.DateField):
    """A day that has come; the browser's own calendar."""

    def __init__(self, label: str, help_text: str = "") -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=label, required=False, widget=widget, help_text=help_text)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > localdate():
            raise forms.ValidationError("Bugün veya daha önceki bir gün seçin.")
        return day


class AsOfForm(forms.Form):
    """Which day's state, and what was known when."""

    tarih = DayField("Geçerlik günü", "Kaydın hangi günkü hâli?")
    bilgi = DayField("Sistemde o gün bilinen", "Boş: geçerlik gününün sonunda bilinen.")


class BetweenForm(forms.Form):
    """The two days whose states are compared."""

    ilk = DayField("İlk gün")
    son = DayField("Son gün")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("ilk") and given.get("son") and given["ilk"] > given["son"]:
            self.add_error("ilk", "İlk gün, son günden sonra olamaz.")
        return given


@dataclass(frozen=True)
class Asked:
    """``on``: the day of legal validity; ``known``: the day at whose end the knowledge is taken."""

    on: date
    known: date

    @property
    def band(self) -> str:
        if self.on == self.known:
            return f"Bu kayıt {self.on:%d.%m.%Y} günündeki hâliyle gösteriliyor."
        return (
            f"Bu kayıt, {self.known:%d.%m.%Y} günü sonunda sistemde bilinenlere göre "
            f"{self.on:%d.%m.%Y} günü geçerli olan hâliyle gösteriliyor."
        )


def asked_in(data: QueryDict) -> tuple[AsOfForm, Asked | None]:
    """The form, and what it asks; nothing where no day is given or one is faulty."""
    form = AsOfForm(data if PARAMETERS & data.keys() else None)
    if not form.is_bound or not form.is_valid():
        return form, None
    on, known = form.cleaned_data["tarih"], form.cleaned_data["bilgi"]
    if on is None and known is None:
        return form, None
    return form, Asked(on or known, known or on)


def may_see(user: Any, kept: Kept, key: Any) -> Any:
    """The record as it is today, if the user may see it today; its past is open to the same people."""
    rows = kept.model._default_manager.all()
    if hasattr(rows, "visible_to"):
        rows = rows.visible_to(user)
    elif not (kept.open_to_all or user.is_superuser or user.has_role(*NATIONAL_ROLES)):
        return None
    try:
        return rows.filter(pk=key).first()
    except (ValueError, TypeError):
        return None


def shown(kept: Kept, record: Any, asked: Asked) -> dict[str, Any]:
    """The context of ``workflow/history/past_body.html``."""
    before = past(kept, record.pk, asked.known)
    context: dict[str, Any] = {"band": asked.band, "asked": asked, "missing": ""}
    if before.record is None:
        return context | {"missing": _why_missing(before, asked)}
    return context | {
        "name": str(before.record),
        "standing": kept.standing(before.record, asked.on) if kept.standing else "",
        "items": _items(kept, before.record) + _links(kept, before.record),
        "beside": [part for ask in BESIDE.get(kept.kind, []) for part in ask(before, asked.on)],
        "tables": [_table(part, rows, asked.on) for part, rows in _merged(before).items()],
    }


def _why_missing(before: Past, asked: Asked) -> str:
    """Why there is nothing to show for that day, in one sentence."""
    first = before.first
    if first is None:
        return "Bu kaydın geçmişi tutulmamış."
    day = localtime(first.at)
    if first.at < before.before:
        return f"Bu kayıt {asked.known:%d.%m.%Y} gününden önce silinmişti."
    if first.change == RowChange.BASELINE:
        return f"Bu kaydın geçmişi {day:%d.%m.%Y} gününden beri tutuluyor; daha önceki hâli bilinmiyor."
    return f"Bu kayıt {asked.known:%d.%m.%Y} günü sistemde yoktu; {day:%d.%m.%Y} günü kaydedildi."


def _items(kept: Kept, record: Any) -> list[dict[str, Any]]:
    table = next(kept.tables)
    return [
        {"term": capital(str(field.verbose_name)), "value": cell(record, field, empty=_nothing(field))}
        for field in fields_of(table)
    ]


def _nothing(field: Any) -> str:
    """A day or text that is not there says nothing; an answer or number that is not there is missing information."""
    return "–" if isinstance(field, models.DateField | models.CharField | models.TextField) else ""


def _links(kept: Kept, record: Any) -> list[dict[str, Any]]:
    """The record's own many-to-many fields."""
    return [
        {
            "term": capital(str(kept.model._meta.get_field(name).verbose_name)),  # type: ignore[union-attr]
            "value": ", ".join(str(one) for one in getattr(record, name).all()) or "yok",
        }
        for name in kept.many
    ]


def cell(row: Any, field: Any, *, empty: str = UNKNOWN) -> str:
    """One value of an instance whose relations are there already."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return empty
    return str(getattr(row, field.name)) if field.related_model is not None else value_words(field, value, empty=empty)


def _merged(before: Past) -> dict[Part, list[Any]]:
    return {part: rows for part, rows in before.rows.items() if rows}


def _cells(row: Any, columns: list[Any], links: list[Any]) -> list[dict[str, str]]:
    """One row of a table: each cell with its heading, which a narrow page shows beside it."""
    values = [cell(row, field, empty="–") for field in columns]
    values += [", ".join(str(one) for one in getattr(row, field.name).all()) or "–" for field in links]
    labels = [capital(str(field.verbose_name)) for field in [*columns, *links]]
    return [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]


def _table(part: Part, rows: list[Any], on: date) -> dict[str, Any]:
    """The rows that hold on the day, in the model's order; how many others the record knew then."""
    valid = part.valid
    held = [row for row in rows if valid is None or valid(row, on)]
    table_fields = [
        field
        for field in part.model._meta.concrete_fields
        if field.name not in {"id", "revision", part.owner} and not isinstance(field, models.JSONField)
    ]
    links: list[Any] = [part.model._meta.get_field(name) for name in part.many]
    return {
        "title": str(part.model._meta.verbose_name_plural),
        "columns": [capital(str(field.verbose_name)) for field in [*table_fields, *links]],
        "rows": [_cells(row, table_fields, links) for row in held[:MOST_SHOWN]],
        "left": len(held) - MOST_SHOWN if len(held) > MOST_SHOWN else 0,
        "others": len(rows) - len(held),
    }
