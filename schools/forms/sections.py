"""The forms of a school's record, one subject each; single rows of a set know the school that they belong to."""

from __future__ import annotations

from typing import Any

from django import forms

from schools.choices import MetBy, ProgrammeType, SchoolKind, SiteKind, SpaceKind
from schools.models import (
    BoardingNeed,
    Dormitory,
    EducationRegion,
    Enrolment,
    Field,
    RegistrationArea,
    School,
    SchoolField,
    Site,
    Space,
    StandardValue,
    TransportLink,
)
from schools.phones import phone_in_e164, shown_phone

from .inputs import FieldChoice, FieldsChoice, day, decimal, school_year, whole


class DetailsForm(forms.ModelForm):
    """Contact data, position, education region, and room to grow."""

    addable_places = whole(
        "Eklenebilir derslik kapasitesi (öğrenci)",
        required=False,
        help_text="Ek derslik veya bina ile kazanılabilecek öğrenci yeri. Yoksa 0 yazın; bilinmiyorsa boş bırakın.",
    )

    phone = forms.CharField(label="Telefon", required=False, max_length=30, help_text="Örnek: (312) 413 19 17")
    fax = forms.CharField(label="Belgegeçer", required=False, max_length=30)
    website = forms.URLField(
        label="Web sitesi",
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Web adresini http:// veya https:// ile başlayarak yazın."},
    )

    class Meta:
        model = School
        fields = (
            "address",
            "phone",
            "fax",
            "website",
            "education_region",
            "registration_area",
            "addable_places",
            "latitude",
            "longitude",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = {"province": self.instance.province_id}
        self.fields["education_region"].queryset = EducationRegion.objects.filter(**here)
        self.fields["registration_area"].queryset = RegistrationArea.objects.filter(**here)
        for name in ("education_region", "registration_area"):
            self.fields[name].empty_label = "Bilinmiyor"
        for name in ("phone", "fax"):
            self.initial[name] = shown_phone(self.initial.get(name) or "")

    def clean_phone(self) -> str:
        return _e164(self.cleaned_data["phone"])

    def clean_fax(self) -> str:
        return _e164(self.cleaned_data["fax"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, low, high in (("latitude", 35.5, 42.5), ("longitude", 25.5, 45.0)):
            value = given.get(name)
            if value is not None and not low <= value <= high:
                self.add_error(name, f"Türkiye içinde bir konum yazın ({low} ile {high} arası).")
        return given


def _e164(text: str) -> str:
    number = phone_in_e164(text)
    if number is None:
        raise forms.ValidationError("Alan koduyla on rakam yazın: (312) 413 19 17.")
    return number


class FieldRow(forms.ModelForm):
    field = FieldChoice()
    programme = forms.ChoiceField(label="Program türü", choices=[("", "Seçin"), *ProgrammeType.choices])
    opened_on = day("Açılış")
    closed_on = day("Kapanış", help_text="Alan kapandıysa ilk kapalı günü.")

    class Meta:
        model = SchoolField
        fields = ("field", "programme", "is_planned", "opened_on", "closed_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("opened_on") and given.get("closed_on") and given["closed_on"] < given["opened_on"]:
            self.add_error("closed_on", "Kapanış, açılıştan önce olamaz.")
        return given


class EnrolmentRow(forms.ModelForm):
    year = school_year()
    grade = forms.TypedChoiceField(
        label="Sınıf", coerce=int, choices=[("", "Seçin"), *((grade, f"{grade}. sınıf") for grade in (9, 10, 11, 12))]
    )
    field = FieldChoice(required=False, help_text="9. sınıfta boş bırakılabilir.")
    girls = whole("Kız")
    boys = whole("Erkek")

    class Meta:
        model = Enrolment
        fields = ("year", "grade", "field", "girls", "boys")


class SpaceRow(forms.ModelForm):
    kind = forms.ChoiceField(label="Tür", choices=[("", "Seçin"), *SpaceKind.choices])
    area = decimal("Alan (m²)")
    places = whole("Öğrenci kapasitesi", required=False, help_text="Bilinmiyorsa boş bırakın.")
    fields_sharing = FieldsChoice(label="Kullanan alanlar", help_text="Atölye ve laboratuvarı kullanan her alan.")

    class Meta:
        model = Space
        fields = ("kind", "name", "area", "places")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["fields_sharing"] = [field.pk for field in self.instance.fields.all()]

    def clean_area(self) -> Any:
        area = self.cleaned_data["area"]
        if area is not None and area <= 0:
            raise forms.ValidationError("Alan sıfırdan büyük olmalıdır.")
        return area

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["fields"] = list(given.pop("fields_sharing", []))
        return given


class DormitoryRow(forms.ModelForm):
    girls_places = whole("Kız kapasitesi")
    girls_occupied = whole("Kız dolu", required=False, help_text="Bilinmiyorsa boş bırakın.")
    boys_places = whole("Erkek kapasitesi")
    boys_occupied = whole("Erkek dolu", required=False, help_text="Bilinmiyorsa boş bırakın.")
    stated_on = day("Bilgi günü", help_text="Boş bırakılırsa bugün.")

    class Meta:
        model = Dormitory
        fields = ("name", "girls_places", "girls_occupied", "boys_places", "boys_occupied", "stated_on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for whom, label in (("girls", "kız"), ("boys", "erkek")):
            places, occupied = given.get(f"{whom}_places"), given.get(f"{whom}_occupied")
            if places is not None and occupied is not None and occupied > places:
                sentence = f"Dolu {label} yatağı ({occupied}) kapasiteden ({places}) çok olamaz."
                self.add_error(f"{whom}_occupied", sentence)
        return given


class LinkRow(forms.ModelForm):
    is_available = forms.TypedChoiceField(
        label="Ulaşım",
        choices=[("", "Seçin"), ("True", "Var"), ("False", "Yok")],
        coerce=lambda value: value == "True",
    )
    minutes = whole("Süre (dakika)", required=False)

    class Meta:
        model = TransportLink
        fields = ("dormitory", "is_available", "minutes", "description")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dormitory"].empty_label = "Seçin"


class BoardingNeedRow(forms.ModelForm):
    year = school_year()
    girls = whole("Kız")
    boys = whole("Erkek")

    class Meta:
        model = BoardingNeed
        fields = ("year", "girls", "boys")


class SiteForm(forms.ModelForm):
    kind = forms.ChoiceField(label="Yerleşim türü", choices=[("", "Seçin"), *SiteKind.choices])
    suitability_known = forms.BooleanField(
        label="Alanlara uygunluk incelendi",
        required=False,
        help_text="İşaretlenmezse uygunluk “bilgi eksik” sayılır.",
    )
    suited_fields = FieldsChoice(label="Uygun olduğu alanlar")
    starts_on = day("Bu yerde başlangıç", help_text="Taşınmada yeni yerin ilk günü; eski yer bir gün önce kapanır.")

    class Meta:
        model = Site
        fields = ("kind", "host", "suitability_known", "suited_fields", "starts_on")


class StandardRow(forms.ModelForm):
    """One row of the Annex: how much the school has, or where else the need is met."""

    code = forms.SlugField(widget=forms.HiddenInput)
    value = decimal("Ölçülen", digits=10)
    met_by = forms.ChoiceField(label="Karşılandığı yer", choices=MetBy.choices, required=False)

    class Meta:
        model = StandardValue
        fields = ("code", "value", "met_by", "sponsor", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"] = forms.CharField(
            label="Hami okulun kurum kodu", required=False, max_length=6, help_text="Yalnızca “Hami okulda” seçilince."
        )
        self.initial["sponsor"] = self.instance.sponsor.code if self.instance.sponsor_id else ""

    def clean_sponsor(self) -> School | None:
        code = self.cleaned_data["sponsor"].strip()
        if not code:
            return None
        found = School.objects.exclude(kind=SchoolKind.OTHER).filter(code=code).first()
        if found is None:
            raise forms.ValidationError("Bu kodla bir mesleki ve teknik ortaöğretim kurumu kayıtlı değil.")
        return found


class GovernForm(forms.ModelForm):
    """What the ministry alone sets of an institution."""

    code = forms.RegexField(
        r"^[0-9]{6}$",
        label="Kurum kodu",
        required=False,
        error_messages={"invalid": "Kurum kodu altı rakamdan oluşur."},
    )
    attached_to_gd = forms.NullBooleanField(label="Genel Müdürlüğe bağlı", required=False)
    is_private = forms.NullBooleanField(label="Özel", required=False)

    class Meta:
        model = School
        fields = ("code", "kind", "attached_to_gd", "is_private", "district")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = self.instance.province.districts.all()

    def clean_code(self) -> str | None:
        return self.cleaned_data["code"] or None


def taught_fields(school: School) -> list[Field]:
    """The fields that the school teaches or will teach, in the order of their names."""
    return list(Field.objects.filter(taught_at__school=school, taught_at__closed_on=None).distinct())
