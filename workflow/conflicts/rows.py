"""Rows of a set of forms, matched between what was begun with, what is saved and what was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from .values import Raw, sent_raw, shown_raw

Values = dict[str, Raw]
MOST_ROWS = 2000  # beyond it nothing was sent by one of our pages


@dataclass
class Row:
    """``key``: the record's primary key as text, empty for a row that is not saved; ``at``: its place in what was sent."""

    key: str
    values: Values
    deleted: bool = False
    at: int = -1


@dataclass
class Match:
    """One row on three sides; ``None`` where a side does not have it."""

    base: Row | None
    theirs: Row | None
    mine: Row | None


class RowSet:
    """One set of forms as it is saved now (unbound), and how its rows are told apart."""

    def __init__(self, formset: Any) -> None:
        self.formset, self.prefix = formset, formset.prefix
        self.pk = formset.model._meta.pk.name
        sample = formset.forms[0] if formset.forms else formset.empty_form
        foreign = {getattr(getattr(formset, "fk", None), "name", ""), self.pk, "DELETE", "ORDER"}
        self.fields: dict[str, forms.Field] = {
            name: field for name, field in sample.fields.items() if name not in foreign and not field.disabled
        }
        self.natural = _natural(formset.model, set(self.fields))
        self.blank: Values = {name: shown_raw(formset.empty_form[name]) for name in self.fields}

    def saved(self) -> list[Row]:
        """The rows of the database; then those that are offered beside them with something filled in."""
        initial = self.formset.initial_form_count()
        offered = len(getattr(self.formset, "initial_extra", None) or [])
        found = []
        for form in self.formset.forms[: initial + offered]:
            values = {name: shown_raw(form[name]) for name in self.fields}
            found.append(Row(str(form.instance.pk) if form.instance.pk else "", values))
        return found

    def sent(self, data: QueryDict) -> list[Row]:
        """The rows that the user sent, without those left blank."""
        total = str(data.get(f"{self.prefix}-TOTAL_FORMS", ""))
        found = []
        for at in range(min(int(total), MOST_ROWS) if total.isdecimal() else 0):
            lead = f"{self.prefix}-{at}-"
            values = {name: sent_raw(field, data, lead + name) for name, field in self.fields.items()}
            key = str(data.get(lead + self.pk, ""))
            if key or not self._is_blank(values):
                found.append(Row(key, values, bool(data.get(f"{lead}DELETE")), at))
        return found

    def blanks(self, data: QueryDict) -> int:
        total = str(data.get(f"{self.prefix}-TOTAL_FORMS", ""))
        return min(int(total), MOST_ROWS) - len(self.sent(data)) if total.isdecimal() else 0

    def _is_blank(self, values: Values) -> bool:
        return all(not value or value == self.blank[name] for name, value in values.items())

    def title(self, values: Values) -> Iterator[tuple[forms.Field, Raw]]:
        """What a row is called by: what makes it unique, else its first two values."""
        for name in self.natural or tuple(self.fields)[:2]:
            if values.get(name):
                yield self.fields[name], values[name]

    def matched(self, base: list[Row] | None, theirs: list[Row], mine: list[Row]) -> Iterator[Match]:
        """Each row once: by key, else by what makes it unique; saved ones first, then those that only the user has."""
        saved = {row.key for row in theirs}
        ours, began = _Open(mine, self.natural, saved), _Open(base or [], self.natural, saved)
        for row in theirs:
            yield Match(began.take(row), row, ours.take(row))
        for row in ours.left():
            yield Match(began.take(row), None, row)


class _Open:
    """Rows that no other row was matched with yet; one whose key is saved still is never matched by other means."""

    def __init__(self, rows: Iterable[Row], natural: tuple[str, ...], saved: set[str]) -> None:
        self.natural = natural
        self.by_key = {row.key: row for row in rows if row.key}
        self.by_name: dict[tuple[str, ...], list[Row]] = {}
        self.rows = {id(row): row for row in rows}
        for row in rows:
            if natural and (not row.key or row.key not in saved):
                self.by_name.setdefault(self._name(row), []).append(row)

    def _name(self, row: Row) -> tuple[str, ...]:
        return tuple(str(row.values.get(name, "")) for name in self.natural)

    def take(self, row: Row) -> Row | None:
        same = self.by_key.get(row.key) if row.key else None
        if same is None and self.natural:
            same = next((one for one in self.by_name.get(self._name(row), ()) if id(one) in self.rows), None)
        if same is not None and self.rows.pop(id(same), None) is None:
            return None
        return same

    def left(self) -> list[Row]:
        return list(self.rows.values())


def _natural(model: type[models.Model], names: set[str]) -> tuple[str, ...]:
    """The fields that make a row unique within its record, where the model says so."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            inside = tuple(name for name in constraint.fields if name in names)
            if inside and len(constraint.fields) - len(inside) <= 1:
                return inside
    return ()
