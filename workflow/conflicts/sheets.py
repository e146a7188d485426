"""The forms of one page, compared three ways: what the user began with, what is saved, what was sent; then merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

from .merging import ROW, compare, merge_rows, write
from .picture import CHOICE, THEIRS, Difference, Picture
from .rows import Row, RowSet, Values
from .values import put, sent_raw, shown_raw

BEGAN = "baslangic"  # the input with what the user began with
REVISION = "revision"  # the input with the version that the act is asked to change

State = dict[str, Any]


def seal(state: State, subject: str) -> str:
    """What the user begins with, to be sent back unchanged: ``subject`` keeps it from another record's form."""
    return signing.dumps(state, salt=f"conflicts:{subject}", compress=True)


def unseal(text: str, subject: str) -> State | None:
    """``None`` where it is not ours: then nothing is known of the beginning, and every difference is shown."""
    try:
        state = signing.loads(text, salt=f"conflicts:{subject}")
    except signing.BadSignature:
        return None
    return state if isinstance(state, dict) else None


@dataclass
class Taken:
    """What a post comes to: the data to bind, and the picture where somebody was quicker."""

    data: QueryDict
    began: str
    picture: Picture | None = None


class Sheet:
    """``forms`` and ``sets`` of one page, unbound, as they are saved now; ``subject`` names the record and the page."""

    def __init__(self, subject: str, forms: Iterable[forms.BaseForm], sets: Iterable[Any] = ()) -> None:
        self.subject = subject
        self.forms = list(forms)
        self.sets = [RowSet(formset) for formset in sets]

    def state(self) -> State:
        return {
            "forms": {_key(form): {name: shown_raw(form[name]) for name in _names(form)} for form in self.forms},
            "sets": {rows.prefix: [[row.key, row.values] for row in rows.saved()] for rows in self.sets},
        }

    def began(self) -> str:
        """The value of the input :data:`BEGAN`."""
        return seal(self.state(), self.subject)

    def take(self, sent: Any, *, stale: bool | None = None, base: State | None = None) -> Taken:
        """Put the user's choices into effect, and compare where somebody was quicker.

        ``stale``: whether the version that was sent is no longer the saved one; ``None``: go by the values themselves.
        ``base``: what the user began with, where the act knows it better than the page.
        """
        if not isinstance(sent, QueryDict):
            sent = _as_query(sent)
        given = str(sent.get(BEGAN, ""))
        page = unseal(given, self.subject) if given else None
        data = self._chosen(sent, page)
        if stale is None:
            stale = bool(given) and not self._is(page)
        if not stale:
            return Taken(data, given)
        return self._compared(data, base or page)

    def _is(self, base: State | None) -> bool:
        """Whether what is saved is what the user began with."""
        if base is None:
            return False
        picture = self._compared(self._as_data(base), base).picture
        return picture is not None and not picture.differences

    def _as_data(self, state: State) -> QueryDict:
        """A state as if it had been sent."""
        data = QueryDict(mutable=True)
        for form in self.forms:
            for name, raw in state["forms"].get(_key(form), {}).items():
                put(data, form.add_prefix(name), raw)
        for rows in self.sets:
            write(data, rows, [Row(*pair) for pair in state["sets"].get(rows.prefix, [])])
        return data

    def _chosen(self, sent: QueryDict, base: State | None) -> QueryDict:
        """What was sent, with what is saved in the place of what was typed wherever the user chose so."""
        data = sent.copy()
        for name in [name for name in sent if name.startswith(CHOICE)]:
            if sent[name] == "theirs" and base is not None:
                self._choose(data, name.removeprefix(CHOICE), base)
            del data[name]
        return data

    def _choose(self, data: QueryDict, name: str, base: State) -> None:
        for form in self.forms:
            saved = base["forms"].get(_key(form), {})
            bare = next((one for one in _names(form) if form.add_prefix(one) == name), "")
            if bare in saved:
                put(data, name, saved[bare])
        for rows in self.sets:
            at, _, bare = name.removeprefix(f"{rows.prefix}-").partition("-")
            if not name.startswith(f"{rows.prefix}-") or not at.isdecimal():
                continue
            key = data.get(f"{rows.prefix}-{at}-{rows.pk}", "")
            saved = next((values for pk, values in base["sets"].get(rows.prefix, []) if key and pk == key), None)
            if bare == ROW:  # a row that stays after all, or one that is given up after all
                data[f"{rows.prefix}-{at}-DELETE"] = "" if saved is not None else "on"
            elif saved is not None and bare in saved:
                put(data, name, saved[bare])

    def _compared(self, sent: QueryDict, base: State | None) -> Taken:
        data, found = sent.copy(), []
        for form in self.forms:
            found += self._compare_form(data, form, None if base is None else base["forms"].get(_key(form), {}))
        for rows in self.sets:
            known = None if base is None else [Row(*pair) for pair in base["sets"].get(rows.prefix, [])]
            found += merge_rows(data, rows, known, sent)
        began = self.began()
        data[BEGAN] = began
        return Taken(data, began, Picture(differences=found))

    def _compare_form(self, data: QueryDict, form: forms.BaseForm, base: Values | None) -> list[Difference]:
        fields = {name: form.fields[name] for name in _names(form)}
        theirs = {name: shown_raw(form[name]) for name in fields}
        mine = {name: sent_raw(one, data, form.add_prefix(name)) for name, one in fields.items()}
        found = compare(fields, base, theirs, mine)
        for told in found:
            if told.by == THEIRS:
                put(data, form.add_prefix(told.name), theirs[told.name])
        return [replace(told, name=form.add_prefix(told.name)) for told in found]


def _as_query(sent: Any) -> QueryDict:
    """A plain dictionary as a post; what is empty is not sent."""
    data = QueryDict(mutable=True)
    for name, value in sent.items():
        if value != "":
            data.setlist(name, value if isinstance(value, list | tuple) else [value])
    return data


def _key(form: forms.BaseForm) -> str:
    return form.prefix or ""


def _names(form: forms.BaseForm) -> list[str]:
    """What the user can change of a form."""
    return [
        name
        for name, one in form.fields.items()
        if not (one.disabled or one.widget.is_hidden or isinstance(one, forms.FileField))
    ]
