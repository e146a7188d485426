"""The rows of a yearly plan on its one working page: what the acts' own forms ask, without what the row's place says already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from centers.acts.plans import UNNAMED
from centers.models import GuideIndicator, YearlyPlan
from schools.models import Field

from .plans import ActivityForm, AimForm, IndicatorForm, TargetForm


class AimRow(AimForm):
    part = ""
    aim = None


class TargetRow(TargetForm):
    part = ""
    target = None
    aim = None


class IndicatorRow(IndicatorForm):
    part = ""
    indicator = None
    target = None

    def clean(self) -> dict[str, Any]:
        """What the act asks too, said here beside the row's other faults."""
        values: dict[str, Any] = super().clean() or {}
        if not values.get("of_guide") and not values.get("name") and "name" not in self.errors:
            self.add_error("name", UNNAMED)
        return values


class ActivityRow(ActivityForm):
    part = ""
    activity = None
    target = None

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if record is not None:
            bounds = {"min": date(record.year, 1, 1).isoformat(), "max": date(record.year, 12, 31).isoformat()}
            for name in ("first_day", "last_day"):
                self.fields[name].widget.attrs.update(bounds)
        self.fields["method"].widget.attrs["rows"] = 2


FORM_OF_ROW: dict[str, type[forms.Form]] = {
    "aim": AimRow,
    "target": TargetRow,
    "indicator": IndicatorRow,
    "activity": ActivityRow,
}


class RowChoices:
    """What the rows of one plan may choose, read once for all of them: the guide's indicators, the centre's fields."""

    def __init__(self, plan: YearlyPlan, used: Sequence[Any]) -> None:
        """``used``: keys of fields that rows name already, whether or not the centre works in them today."""
        named = Field.objects.filter(pk__in=[*plan.center.fields.values_list("field", flat=True), *used])
        self.fields = [(one.pk, f"{one.code} {one.name}") for one in named]
        indicators = GuideIndicator.objects.filter(guide=plan.guide_id).order_by("code")
        self.indicators = [(one.pk, str(one)) for one in indicators]

    def give(self, form: forms.Form) -> None:
        """A plan without a guide is not asked for the guide's indicators."""
        if not self.indicators:
            form.fields.pop("of_guide", None)
        for name, choices in (("field", self.fields), ("of_guide", self.indicators)):
            if name in form.fields:
                field: Any = form.fields[name]
                field.choices = [("", field.empty_label), *choices]
