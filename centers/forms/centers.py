"""What the doors ask of a centre."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from schools.models import School
from schools.phones import shown_phone

from .fields import FieldsChoice, PhoneField, ReasonForm, WithRecord, day, words
from .reports import ExtensionForm
from .staff import PostsForm

PLACE = [("", "Bilinmiyor"), ("True", "Evet"), ("False", "Hayır")]
HELP_FIELDS = "Ctrl tuşuyla birden çok alan seçilir. Alanları Genel Müdürlük belirler (SMM Yönergesi m. 4/2)."


class PlaceField(forms.NullBooleanField):
    """Yes, no, or not known."""

    def __init__(self) -> None:
        super().__init__(
            label="Zorunlu çalışma gerektiren yerde mi?",
            widget=forms.Select(choices=PLACE),
            required=False,
            help_text="Bu yerlerdeki merkezlerde zorunlu çalışma yükümlülüğü aranmaz (SMM Yönergesi m. 6/1-ç, 7/1-c).",
        )


class Basics(WithRecord):
    name = forms.CharField(
        label="Merkezin adı",
        max_length=200,
        help_text="Örnek: Ostim Kaynak Teknolojisi Sektörel Mükemmeliyet Merkezi.",
    )
    fields = FieldsChoice(label="Faaliyet göstereceği alanlar", help_text=HELP_FIELDS)
    reason = words("Kuruluş gerekçesi", rows=5)
    basis = forms.CharField(
        label="Ek dayanak", max_length=300, required=False,
        help_text="Yönerge dışında bir dayanak varsa: proje, protokol, Bakanlık oluru (tarihi ve sayısı).",
    )  # fmt: skip
    is_compulsory_service_place = PlaceField()

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"fields": [row.field.code for row in record.fields.select_related("field")]}


class ProposeForm(Basics):
    """The school is given by its institution code."""

    takes_record = False
    school = forms.CharField(label="Okulun kurum kodu", max_length=6, help_text="Altı hane.")
    phone = PhoneField(label="Telefon", required=False)
    website = forms.URLField(label="Web sitesi", max_length=200, required=False, assume_scheme="https")
    field_order = ["school"]

    def clean_school(self) -> School:
        school = School.objects.filter(code=self.cleaned_data["school"].strip()).first()
        if school is None:
            raise forms.ValidationError("Bu kodla kayıtlı kurum yok. Merkez, kayıtlı bir kurumda kurulur.")
        return school


class FieldsForm(WithRecord):
    fields = FieldsChoice(label="Faaliyet göstereceği alanlar", help_text=HELP_FIELDS)
    starts_on = day("Bu günden başlayarak", help_text="Seçilmeyen alanlarda faaliyet bu gün sona erer.")

    def said_of(self, record: Any) -> dict[str, Any]:
        today = localdate()
        rows = record.fields.select_related("field")
        return {"fields": [row.field.code for row in rows if row.holds_on(today)], "starts_on": today}


class RenameForm(WithRecord):
    name = forms.CharField(label="Merkezin adı", max_length=200)
    is_compulsory_service_place = PlaceField()


class ContactForm(WithRecord):
    phone = PhoneField(label="Telefon", required=False)
    website = forms.URLField(label="Web sitesi", max_length=200, required=False, assume_scheme="https")

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"phone": shown_phone(record.phone)}


class ClosingForm(forms.Form):
    reason = words("Kapatma gerekçesi", rows=5)


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "correct_proposal": Basics,
    "drop_proposal": ReasonForm,
    "set_fields": FieldsForm,
    "rename_center": RenameForm,
    "keep_contact": ContactForm,
    "propose_closing": ClosingForm,
    "withdraw_closing": ReasonForm,
    "extend_report": ExtensionForm,
    "set_posts": PostsForm,
}
