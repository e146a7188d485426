"""How stakeholders are chosen where thousands are recorded: by name, code or tax number, also in a browser without scripts."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.urls import reverse
from django.utils.http import urlencode

from protocols.models import Stakeholder

FIND = "bul"  # the button that looks for organisations and saves nothing
SHORTEST = 2  # letters
MOST_FOUND = 10
KEY = re.compile(r"[1-9][0-9]{0,10}", re.ASCII)


def asked_of(name: str) -> str:
    """The name of the input in which one types whom to look for."""
    return f"{name}_ara"


def keys_in(given: list[str]) -> list[int]:
    """The keys among what was sent; what is none names nobody."""
    return [int(key) for key in given if KEY.fullmatch(key)]


def picked(
    rows: QuerySet[Stakeholder], name: str, chosen: list[str], asked: str, *, many: bool, elsewhere: bool = False
) -> dict[str, Any]:
    """What the choice shows: those that are chosen, then those that fit what was typed.

    ``rows``: who may be chosen. ``elsewhere``: ``chosen`` came with a request for hits only, so a closed party stays chosen.
    """
    keys = keys_in(chosen)
    keep = Stakeholder.objects.not_merged() if elsewhere else rows
    there = keep.filter(pk__in=keys).select_related("province", "district").order_by("name", "pk")
    text = " ".join(asked.split())
    is_long = len(text) >= SHORTEST
    fit = rows.found_by(text).exclude(pk__in=keys) if is_long else rows.none()  # type: ignore[attr-defined]
    found = list(fit.select_related("province", "district").order_by("name", "pk")[: MOST_FOUND + 1])
    return {
        "name": name,
        "many": many,
        "chosen": list(there),
        "found": found[:MOST_FOUND],
        "is_cut": len(found) > MOST_FOUND,
        "most": MOST_FOUND,
        "asked": text,
        "is_long": is_long,
    }


class StakeholderPicker(forms.Widget):
    """The chosen organisations ticked, a search under them, and what it found to tick. ``without``: keys that are not offered."""

    template_name = "protocols/stakeholders/picker.html"
    use_fieldset = True

    def __init__(self, *, many: bool) -> None:
        super().__init__()
        self.allow_multiple_selected = many
        self.asked, self.is_looking = "", False
        self.without: list[int] = []
        self.rows: QuerySet[Stakeholder] = Stakeholder.objects.none()

    @property
    def choices(self) -> tuple[()]:
        """None are listed: whoever needs a label asks for the record."""
        return ()

    @choices.setter
    def choices(self, given: Any) -> None:
        self.rows = given.queryset if hasattr(given, "queryset") else Stakeholder.objects.none()

    def use_required_attribute(self, initial: Any) -> bool:
        return False

    def id_for_label(self, id_: str | None) -> str:
        return ""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False  # unticked boxes send nothing

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        self.asked, self.is_looking = data.get(asked_of(name), ""), FIND in data
        if not self.allow_multiple_selected:
            return data.get(name)
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])

    def format_value(self, value: Any) -> list[str]:  # type: ignore[override]
        if value in (None, ""):
            return []
        return [str(one) for one in value] if isinstance(value, list | tuple | QuerySet) else [str(value)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        many = self.allow_multiple_selected
        given = [("ad", name), *(("haric", key) for key in self.without)]
        rows = self.rows.exclude(pk__in=self.without)
        return {
            **context,
            **picked(rows, name, self.format_value(value), self.asked, many=many),
            "asks": asked_of(name),
            "is_looking": self.is_looking,
            "find": FIND,
            "search_url": f"{reverse('protocols:stakeholder_choose')}?{urlencode(given)}",
        }


class Picking(forms.BaseForm):
    """A form with such a choice: pressing its button shows who was found, and neither checks nor saves anything."""

    @property
    def is_looking(self) -> bool:
        return self.is_bound and FIND in self.data

    def full_clean(self) -> None:
        if self.is_looking:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    def is_valid(self) -> bool:
        return not self.is_looking and super().is_valid()
