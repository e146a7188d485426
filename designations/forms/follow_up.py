"""What the follow-up of a specialised school asks: works, affiliations, in-service training and its acts."""

from __future__ import annotations

from typing import Any

from django import forms

from designations.choices import OrganisationKind, WorkKind
from schools.forms.inputs import FieldsChoice, day, school_year, whole
from schools.models import Field


def _words(label: str, *, rows: int = 3, required: bool = False, most: int = 4000) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, widget=widget, max_length=most)


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    field = day(label, help_text=help_text)
    field.required = required
    return field


class OfSchoolFieldsForm(forms.Form):
    """A form that offers the fields which the school teaches."""

    def __init__(self, *args: Any, school: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taught = Field.objects.filter(taught_at__school=school, taught_at__closed_on=None).distinct()
        self.fields["fields"] = FieldsChoice(label="İlgili alanlar")
        self.fields["fields"].queryset = taught
        self.fields["fields"].required = True
        self.order_fields(self.field_order)


class WorkForm(OfSchoolFieldsForm):
    kind = forms.ChoiceField(label="Tür", choices=WorkKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(label="Çalışmanın adı", max_length=200)
    school_year = school_year()
    description = _words("Açıklama")
    field_order = ["kind", "title", "school_year", "fields", "description"]


class AffiliationForm(forms.Form):
    kind = forms.ChoiceField(label="Tür", choices=OrganisationKind.choices, widget=forms.RadioSelect)
    organisation = forms.CharField(label="Kuruluşun adı", max_length=200)
    subject = forms.CharField(label="Konu", max_length=300)
    starts_on = _day("Başlangıç")
    ends_on = _day("Bitiş", required=False, help_text="Süresizse boş bırakın.")


class ActivityForm(OfSchoolFieldsForm):
    title = forms.CharField(label="Faaliyetin adı", max_length=200)
    starts_on = _day("Başlangıç", help_text="Onay, başlangıçtan önce verilmelidir (Yönerge m. 5/6).")
    ends_on = _day("Bitiş")
    places = whole("Kontenjan (öğretmen)", min_value=1, error_messages={"min_value": "En az 1 yazın."})
    note = _words("Açıklama")
    field_order = ["title", "fields", "starts_on", "ends_on", "places", "note"]


class ReasonForm(forms.Form):
    note = _words("Gerekçe", required=True)


class RemarkForm(forms.Form):
    note = _words("Not")


class HeldForm(forms.Form):
    attended = whole("Katılan öğretmen sayısı")


class ReportYearForm(forms.Form):
    school_year = school_year()


class WriteReportForm(forms.Form):
    """Begins with what the report says today."""

    takes_record = True
    assessment = _words("Yılın değerlendirmesi", rows=10, most=8000)
    next_year = _words("Gelecek yıl için öneriler", rows=6, most=8000)

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        says = {name: getattr(record, name) for name in self.base_fields} if record else {}
        super().__init__(*args, **{**kwargs, "initial": {**says, **(kwargs.get("initial") or {})}})


FOLLOW_UP_FORMS: dict[str, type[forms.Form]] = {
    "approve_activity": RemarkForm,
    "refuse_activity": ReasonForm,
    "record_held": HeldForm,
    "cancel_activity": ReasonForm,
    "write_follow_up_report": WriteReportForm,
    "return_follow_up_report": ReasonForm,
}
