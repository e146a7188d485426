"""What the acts on a stakeholder ask, on the pages, in the admin and of programs."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import District, Province
from protocols.choices import StakeholderKind
from protocols.choices.sectors import SECTOR_CHOICES
from protocols.choices.stakeholders import Belonging
from protocols.models import Stakeholder, StakeholderAffiliation, StakeholderContact
from schools.phones import phone_in_e164, shown_phone

from .fields import day
from .protocols import ReasonForm

PHONE_HELP = "Alan koduyla: (312) 413 19 17."
CODE = re.compile(r"\s*[Pp]?\s*([1-9][0-9]{0,10})\s*", re.ASCII)


class PhoneField(forms.CharField):
    """A Turkish number however people write it, shown as they read it."""

    def __init__(self, *, label: str, help_text: str = PHONE_HELP) -> None:
        super().__init__(label=label, required=False, max_length=24, help_text=help_text)

    def prepare_value(self, value: Any) -> Any:
        return shown_phone(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        number = phone_in_e164(super().clean(value))
        if number is None:
            raise forms.ValidationError("Alan koduyla on rakam yazın: (312) 413 19 17.")
        return number


class CodeField(forms.CharField):
    """A stakeholder by its code, such as P12; the code of a merged record names the one that was kept."""

    def __init__(self, *, label: str, help_text: str = "Kuruluşun sayfasında yazan kod: P12.") -> None:
        super().__init__(label=label, max_length=14, help_text=help_text)

    def clean(self, value: Any) -> Stakeholder:
        found = CODE.fullmatch(str(super().clean(value)))
        record = Stakeholder.objects.of_codes([f"P{found[1]}"]).first() if found else None
        if record is None:
            raise forms.ValidationError("Bu kodla kayıtlı kuruluş yok. Kod P harfi ve sayıdır: P12.")
        return record


class DistrictField(forms.ModelChoiceField):
    """A district, called with its province, since many provinces have a Merkez."""

    def __init__(self) -> None:
        rows = District.objects.select_related("province").order_by("province__name", "name")
        super().__init__(rows, label="İlçe", required=False, empty_label="Seçin")

    def label_from_instance(self, district: District) -> str:
        return f"{district.province} / {district.name}"


class StakeholderForm(forms.Form):
    """An organisation's facts; the tax number is asked for and never shown."""

    name = forms.CharField(label="Adı", max_length=200)
    kind = forms.ChoiceField(label="Türü", choices=[("", "Seçin"), *StakeholderKind.choices])
    tax_number = forms.CharField(label="Vergi kimlik no", required=False, max_length=20, help_text="On rakam.")
    nace = forms.ChoiceField(
        label="Sektör (NACE bölümü)", required=False, choices=[("", "Bilinmiyor"), *SECTOR_CHOICES]
    )
    province = forms.ModelChoiceField(Province.objects.all(), label="İl", required=False, empty_label="Seçin")
    district = DistrictField()
    address = forms.CharField(label="Adres", required=False, max_length=300)
    phone = PhoneField(label="Santral telefonu", help_text="Kişilerin numarası değil. " + PHONE_HELP)
    email = forms.EmailField(label="Kurumsal e-posta", required=False, max_length=254)


class NewStakeholderForm(StakeholderForm):
    """Whoever adds one that bears a name that is there says that it is another."""

    is_another = forms.BooleanField(label="Aynı adlı kayıt başka bir kuruluş", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.data.get("asks_about_name"):
            self.fields["is_another"].widget = forms.HiddenInput()

    def ask(self) -> None:
        """Show the question, now that there is one of the same name."""
        self.fields["is_another"].widget = forms.CheckboxInput()


class CorrectForm(StakeholderForm):
    """The facts as they are; the tax number stays where none is typed."""

    takes_record = True
    no_tax_number = forms.BooleanField(label="Kayıtlı vergi kimlik numarasını sil", required=False)
    field_order = ["name", "kind", "tax_number", "no_tax_number"]

    def __init__(self, *args: Any, record: Stakeholder, user: Any = None, **kwargs: Any) -> None:
        names = [name for name in StakeholderForm.base_fields if name != "tax_number"]
        now = {name: getattr(record, Stakeholder._meta.get_field(name).attname) for name in names}
        super().__init__(*args, **{**kwargs, "initial": {**now, **(kwargs.get("initial") or {})}})
        if record.tax_number:
            self.fields[
                "tax_number"
            ].help_text = (
                f"Kayıtlı: {record.masked_tax_number}. Boş bırakılırsa değişmez; değiştirmek için on rakamı yazın."
            )
        else:
            del self.fields["no_tax_number"]

    def clean(self) -> dict[str, Any]:
        """As the act wants it: the number only where it changes."""
        given = super().clean() or {}
        removed, typed = given.pop("no_tax_number", False), given.get("tax_number")
        if removed and typed:
            self.add_error("no_tax_number", "Numarayı ya silin ya da yenisini yazın.")
        if not removed and not typed:
            given.pop("tax_number", None)
        return given


class CloseForm(forms.Form):
    closed_on = day("Kapandığı gün", help_text="Kuruluşun artık var olmadığı ilk gün.")
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class ContactForm(forms.Form):
    name = forms.CharField(label="Adı soyadı", max_length=200)
    title = forms.CharField(label="Görevi", required=False, max_length=120, help_text="Genel sekreter, eğitim müdürü.")
    phone = PhoneField(label="Telefon")
    email = forms.EmailField(label="E-posta", required=False, max_length=254)
    starts_on = day("İlk günü", required=False, help_text="Bilinmiyorsa boş bırakın.")
    ends_on = day("Son günü", required=False, help_text="Sürüyorsa boş bırakın.")


class OfRecord(forms.Form):
    """Forms that offer the rows of one stakeholder."""

    takes_record = True

    def __init__(self, *args: Any, record: Stakeholder, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in self.offered(record).items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def offered(self, record: Stakeholder) -> dict[str, QuerySet[Any]]:
        raise NotImplementedError


class ContactChoice(forms.ModelChoiceField):
    """A contact by title and days: the choice tells no name."""

    def __init__(self) -> None:
        rows = StakeholderContact.objects.order_by("pk")
        super().__init__(rows, label="İrtibat kişisi", empty_label="Seçin")

    def label_from_instance(self, contact: StakeholderContact) -> str:
        return f"{contact} no {contact.pk}"


class OfContact(OfRecord):
    contact = ContactChoice()

    def offered(self, record: Stakeholder) -> dict[str, QuerySet[Any]]:
        return {"contact": record.contacts.order_by("pk")}


class ChangeContactForm(OfContact):
    """What is left empty stays: nobody need see the data to correct a part of them."""

    name = forms.CharField(label="Adı soyadı", required=False, max_length=200, help_text="Boş bırakılırsa değişmez.")
    title = forms.CharField(label="Görevi", required=False, max_length=120, help_text="Boş bırakılırsa değişmez.")
    phone = PhoneField(label="Telefon", help_text=f"Boş bırakılırsa değişmez. {PHONE_HELP}")
    email = forms.EmailField(label="E-posta", required=False, max_length=254, help_text="Boş bırakılırsa değişmez.")
    starts_on = day("İlk günü", required=False, help_text="Boş bırakılırsa değişmez.")
    ends_on = day("Son günü", required=False, help_text="Boş bırakılırsa değişmez.")


class EndContactForm(OfContact):
    ends_on = day("Son günü", help_text="Kişiye bu gün de başvurulur.")


class ForgetContactForm(OfContact):
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class AffiliateForm(forms.Form):
    parent = CodeField(label="Bağlı olduğu kuruluşun kodu", help_text="Bölge yönetimi, oda ya da üst kuruluş: P12.")
    how = forms.ChoiceField(label="Bağı", choices=[("", "Seçin"), *Belonging.choices])
    starts_on = day("İlk günü", required=False, help_text="Bilinmiyorsa boş bırakın.")
    ends_on = day("Son günü", required=False, help_text="Sürüyorsa boş bırakın.")


class AffiliationChoice(forms.ModelChoiceField):
    def __init__(self) -> None:
        rows = StakeholderAffiliation.objects.select_related("parent").order_by("pk")
        super().__init__(rows, label="Bağlılık", empty_label="Seçin")

    def label_from_instance(self, row: StakeholderAffiliation) -> str:
        since = f", {row.starts_on:%d.%m.%Y} gününden beri" if row.starts_on else ""
        return f"{row.parent} ({row.get_how_display()}{since})"


class EndAffiliationForm(OfRecord):
    affiliation = AffiliationChoice()
    ends_on = day("Son günü", help_text="Bağ bu gün de sürer.")

    def offered(self, record: Stakeholder) -> dict[str, QuerySet[Any]]:
        return {"affiliation": record.affiliations.select_related("parent").order_by("pk")}


class MergeForm(forms.Form):
    into = CodeField(label="Korunacak kaydın kodu", help_text="Bu kayıt kapanır, taşıdığı her şey o kayda geçer.")
    reason = forms.CharField(
        label="Gerekçe",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text="Neden aynı kuruluş oldukları.",
    )


class ShortReasonForm(ReasonForm):
    reason = forms.CharField(label="Neden", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "correct": CorrectForm,
    "close_stakeholder": CloseForm,
    "reopen_stakeholder": ShortReasonForm,
    "add_contact": ContactForm,
    "change_contact": ChangeContactForm,
    "end_contact": EndContactForm,
    "forget_contact": ForgetContactForm,
    "affiliate": AffiliateForm,
    "end_affiliation": EndAffiliationForm,
    "merge": MergeForm,
}
