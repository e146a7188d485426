"""Forms of the ministry's acts on an institution, and of publishing the standards."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.choices import Succession
from schools.models import School

from .inputs import NO_SUCH_DAY


def required_day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        help_text=help_text,
        error_messages=NO_SUCH_DAY,
    )


class RenameForm(forms.Form):
    name = forms.CharField(label="Yeni adı", max_length=200)
    since = required_day("Ne zamandan beri")


class CloseForm(forms.Form):
    closed_on = required_day("Kapanış günü", "Kurumun kapalı olduğu ilk gün.")
    note = forms.CharField(label="Dayanak", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class SucceedForm(forms.Form):
    successor = forms.RegexField(
        r"^[0-9]{6}$", label="Ardıl kurumun kodu", error_messages={"invalid": "Kurum kodu altı rakamdan oluşur."}
    )
    kind = forms.ChoiceField(label="Bağın türü", choices=[("", "Seçin"), *Succession.choices])
    since = required_day("Gün")

    def clean_successor(self) -> School:
        found = School.objects.filter(code=self.cleaned_data["successor"]).first()
        if found is None:
            raise forms.ValidationError("Bu kodla kayıtlı kurum yok.")
        return found


class PublishStandardsForm(forms.Form):
    valid_from = required_day("Yürürlük başlangıcı")
    valid_until = forms.DateField(
        label="Yürürlük bitişi",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=NO_SUCH_DAY,
        help_text="Boş bırakılırsa yeni bir sürüm yayımlanana kadar.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", "Başlangıçtan önce olamaz.")
        return given


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "publish_standards": PublishStandardsForm,
    "rename_school": RenameForm,
    "close_school": CloseForm,
    "succeed_school": SucceedForm,
}
