"""What requests for accounts and acts on duties ask of their user."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings

from accounts.choices import Role
from accounts.models import District, Duty, Province, Substitution, User

from .acts import Asked
from .choices import ROLES_OF_A_PROVINCE, RequestKind
from .names import same_name
from .substitutes import candidates


def day_field(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


def reason_field(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=widget, max_length=2000, help_text=help_text)


class AskForm(forms.Form):
    """A request for an account; ``province`` is the one that asks, whose districts alone are offered."""

    first_name = forms.CharField(label="Ad", max_length=150)
    last_name = forms.CharField(label="Soyad", max_length=150)
    email = forms.EmailField(label="Kurumsal e-posta", max_length=254)
    role = forms.ChoiceField(
        label="Görev", choices=[("", "Seçin"), *((role, Role(role).label) for role in ROLES_OF_A_PROVINCE)]
    )
    district = forms.ModelChoiceField(
        label="İlçe", queryset=District.objects.none(), required=False, empty_label="Seçin",
        help_text="Yalnız ilçe müdürlüğü görevlisi için.",
    )  # fmt: skip
    institution_code = forms.RegexField(
        r"^\d{6}$", label="Kurum kodu", required=False, help_text="Yalnız okul müdürü için; altı hane.",
        error_messages={"invalid": "Kurum kodu altı rakamdır."},
    )  # fmt: skip
    starts_on = day_field("Görevin ilk günü", help_text="Hesap bu günden önce hiçbir kaydı göstermez.")
    ends_on = day_field("Görevin son günü", required=False, help_text="Biliniyorsa; görev bu gün de sürer.")
    reason = reason_field("Gerekçe", "Kişinin neden yetki istediği, görevlendirme yazısı.")
    is_another_person = forms.BooleanField(label="Aynı adlı kişi başka biri", required=False)

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = province.districts.all()  # type: ignore[attr-defined]
        self.fields["email"].help_text = domains_sentence()
        if not self.data.get("asks_about_name"):
            self.fields["is_another_person"].widget = forms.HiddenInput()
        self.namesakes: list[User] = []

    def clean_email(self) -> str:
        address = str(self.cleaned_data["email"]).strip()
        domains = settings.ACCOUNT_EMAIL_DOMAINS
        if domains and address.rpartition("@")[2].lower() not in domains:
            raise forms.ValidationError(domains_sentence())
        return address

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        role = found.get("role")
        if role == Role.DISTRICT_OFFICER and not found.get("district"):
            self.add_error("district", "İlçe müdürlüğü görevlisinin ilçesini seçin.")
        if role == Role.PRINCIPAL and not found.get("institution_code") and "institution_code" not in self.errors:
            self.add_error("institution_code", "Okul müdürünün kurum kodunu yazın.")
        if found.get("ends_on") and found.get("starts_on") and found["ends_on"] < found["starts_on"]:
            self.add_error("ends_on", "Görevin son günü ilk gününden önce olamaz.")
        self._ask_about_namesakes(found)
        return found

    def _ask_about_namesakes(self, found: dict[str, Any]) -> None:
        """An account of that name under another address may be the same person's: whoever asks says that it is not."""
        if not found.get("first_name") or not found.get("last_name") or not found.get("email"):
            return
        alike = same_name(found["first_name"], found["last_name"]).exclude(email__iexact=found["email"])
        if alike.exists() and not found.get("is_another_person"):
            self.fields["is_another_person"].widget = forms.CheckboxInput()
            self.add_error(
                "is_another_person",
                "Bu adla, başka bir e-posta adresiyle açılmış hesap var. Aynı kişiyse onun adresini yazın; değilse bu kutuyu işaretleyin.",
            )

    def asked(self) -> Asked:
        found = self.cleaned_data
        role = found["role"]
        return Asked(
            first_name=found["first_name"],
            last_name=found["last_name"],
            email=found["email"],
            role=role,
            district=found["district"] if role == Role.DISTRICT_OFFICER else None,
            institution_code=found["institution_code"] if role == Role.PRINCIPAL else "",
            starts_on=found["starts_on"],
            ends_on=found["ends_on"],
            reason=found["reason"],
        )


def domains_sentence() -> str:
    domains = settings.ACCOUNT_EMAIL_DOMAINS
    return f"Adres şu alanlardan birinde olmalı: {', '.join(domains)}." if domains else "Kişinin kurumdaki adresi."


class ProlongForm(forms.Form):
    ends_on = day_field("Yeni son gün", required=False, help_text="Boş bırakılırsa görev süresiz olur.")
    reason = reason_field("Gerekçe")


class EndForm(forms.Form):
    ends_on = day_field(
        "Görevin son günü", help_text="Kişi bu gün de görevlidir; geçmiş bir gün görevi hemen bitirir."
    )
    reason = reason_field("Gerekçe", "Nakil, emeklilik, görev değişikliği.")


class SubstituteForm(forms.Form):
    """Who exercises a duty, from when to when; only those are offered who stand where the duty is."""

    substitute = forms.ModelChoiceField(
        label="Vekil", queryset=User.objects.none(), empty_label="Seçin",
        help_text="Aynı tarafta ve aynı yerde görevli kişiler. Vekilin vekili olmaz.",
    )  # fmt: skip
    starts_on = day_field("İlk gün", help_text="Vekil bu günün başından itibaren görevi yapar.")
    ends_on = day_field("Son gün", help_text="Vekâlet bu gün de sürer, ertesi gün kendiliğinden biter.")
    document = forms.CharField(
        label="Vekâlet onayı", required=False, max_length=120,
        help_text="Onayın tarihi ve Sayısı. İznin nedenini yazmayın; sistem onu tutmaz.",
    )  # fmt: skip

    def __init__(self, *args: Any, duty: Duty, on: date, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = candidates(duty, on).exclude(pk=by.pk)
        self.fields["substitute"].queryset = offered  # type: ignore[attr-defined]
        for name in ("starts_on", "ends_on"):
            self.fields[name].widget.attrs["min"] = on.isoformat()


class EndSubstitutionForm(forms.Form):
    """The earlier last day of a substitution."""

    last_day = day_field("Vekâletin son günü")

    def __init__(self, *args: Any, substitution: Substitution, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yesterday = on - timedelta(days=1)
        begun = substitution.starts_on <= on
        self.fields["last_day"].initial = yesterday if begun else substitution.starts_on - timedelta(days=1)
        self.fields["last_day"].help_text = (
            "Bugün izinden dönüldüyse dünü yazın: vekilin yetkisi hemen biter. Bugünü yazarsanız gün sonunda biter."
            if begun
            else "Vekâleti bütünüyle geri almak için başlangıcından önceki bir günü yazın."
        )


FORM_OF_KIND: dict[str, type[forms.Form]] = {RequestKind.PROLONG: ProlongForm, RequestKind.END: EndForm}


class AnswerForm(forms.Form):
    answer = reason_field("İle yazılacak gerekçe", "Neyin neden kabul edilmediği ve ne yapılacağı.")


class LeaveForm(forms.Form):
    last_day = day_field(
        "Son görev günü", help_text="Bütün görevler en geç bu gün biter; geçmiş bir gün oturumları da kapatır."
    )
    reason = reason_field("Neden")


FORM_OF_ACT: dict[str, type[forms.Form]] = {"send_back": AnswerForm, "refuse": AnswerForm}
