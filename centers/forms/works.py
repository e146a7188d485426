"""What the doors ask of a work: a form for each kind, with what that kind needs and nothing else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES
from accounts.models import Duty, User
from centers.acts.works import ASKED_OF, COMMON
from centers.choices.countries import COUNTRIES
from centers.choices.works import Channel, Currency, PartnerRole, Reach, WorkKind
from centers.models import WorkOutput, WorkPartner
from schools.models import Field

from .fields import FieldsChoice, ReasonForm, WithRecord, day, words
from .figures import figure

CHOOSE = ("", "Seçin")
OWN_COUNTRIES = [CHOOSE, *COUNTRIES.items()]
PARTNER_HELP = "Kuruluş kayıtlı bir paydaşsa kodu (örnek: P12). Değilse boş bırakıp adını yazın."


class PartnerField(forms.CharField):
    """A registered organisation by its code, such as ``P12``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, **kwargs)

    def clean(self, value: Any) -> Any:
        code = (super().clean(value) or "").upper()
        if not code:
            return None
        found = apps.get_model("protocols", "Stakeholder").objects.of_codes([code]).live().first()
        if found is None:
            raise forms.ValidationError("Bu kodla kayıtlı, faal bir paydaş yok.")
        return found


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.get_full_name() or obj.username


class WorkForm(WithRecord):
    """Every field of every kind; ``FORM_OF_KIND`` has those of one. Fields and people are those of the centre."""

    title = forms.CharField(label="Çalışmanın adı", max_length=200)
    text = words("Açıklama", rows=5, most=4000, help_text="Ne, kimler için, nasıl yapılacak?")
    fields = FieldsChoice(label="Alanlar", help_text="Merkezin faaliyet gösterdiği alanlardan (SMM Yönergesi m. 5/1).")
    starts_on = day("İlk gün")
    ends_on = day("Son gün", required=False, help_text="Belli değilse boş bırakın; bu gün de çalışmaya dahildir.")
    responsible = PersonChoice(
        label="Sorumlu koordinatör", queryset=User.objects.none(), empty_label="Seçin",
        help_text="Merkezde görevli bir koordinatör.",
    )  # fmt: skip
    partner = PartnerField(label="Paydaş kodu", required=False, help_text=PARTNER_HELP)
    partner_name = forms.CharField(label="Kuruluşun adı", max_length=200, required=False)
    programme = forms.CharField(
        label="Program", max_length=120, help_text="Örnek: Erasmus+, TÜBİTAK 2237, IPA; yoksa kendi sözlerinizle."
    )
    reach = forms.ChoiceField(label="Ulusal veya uluslararası", choices=[CHOOSE, *Reach.choices])
    budget = figure("Bütçe", decimal_places=2, min_value=0, required=False, help_text="Örnek: 1.250.000,50.")
    currency = forms.ChoiceField(label="Para birimi", choices=[("", "–"), *Currency.choices], required=False)
    place = forms.CharField(label="Yer", max_length=200, help_text="Kent ve bina; çevrim içiyse öyle yazın.")
    country = forms.ChoiceField(label="Ülke", choices=OWN_COUNTRIES)
    address = forms.URLField(label="Etkinliğin adresi", max_length=300, required=False, assume_scheme="https")
    channel = forms.ChoiceField(label="Kanal", choices=[CHOOSE, *Channel.choices])
    audience = forms.IntegerField(
        label="Ulaşılan kişi", min_value=0, max_value=100_000_000, required=False, help_text="Belli olunca yazılır."
    )

    def __init__(self, *args: Any, center: Any = None, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, user=user, **kwargs)
        center = record.center if record is not None else center
        if record is not None:
            for name in set(self.fields) - {*COMMON, *ASKED_OF[record.kind]}:
                del self.fields[name]
        if center is not None:
            self._narrow(center, record, user)
        if (record or self).kind == WorkKind.PROJECT:
            self.fields["ends_on"].required = True
            self.fields["ends_on"].help_text = "Projenin son günü; bu gün de projeye dahildir."

    kind = ""

    def _narrow(self, center: Any, record: Any, user: Any) -> None:
        """The fields of the centre, and the coordinators who are on duty there."""
        here = Duty.objects.in_force(localdate()).filter(
            role__in=CENTRE_ROLES, institution_code=center.school.code or "-"
        )
        people = Q(pk__in=here.values("user"))
        if record is not None:
            people |= Q(pk=record.responsible_id)
        responsible: Any = self.fields["responsible"]
        responsible.queryset = User.objects.filter(people).order_by("first_name", "last_name")
        chosen: Any = self.fields["fields"]
        chosen.queryset = Field.objects.filter(pk__in=center.fields.values("field"))
        chosen.widget.attrs["size"] = 4
        if record is None and user is not None and responsible.queryset.filter(pk=user.pk).exists():
            self.initial.setdefault("responsible", user.pk)

    def said_of(self, record: Any) -> dict[str, Any]:
        partner = record.partner
        return {"fields": [field.code for field in record.fields.all()], "partner": partner.code if partner else ""}


def _form_of(kind: WorkKind) -> type[WorkForm]:
    asked = {*COMMON, *ASKED_OF[kind]}
    left_out: dict[str, Any] = {name: None for name in WorkForm.base_fields if name not in asked}
    return type(f"FormOf{kind.name}", (WorkForm,), {**left_out, "kind": kind.value, "takes_record": False})


FORM_OF_KIND: dict[str, type[WorkForm]] = {kind.value: _form_of(kind) for kind in WorkKind}


class BeginForm(WithRecord):
    starts_on = day("Başladığı gün")


class FinishForm(WithRecord):
    ends_on = day("Bittiği gün")
    result = words(
        "Sonuç", rows=6, most=4000, help_text="Ne elde edildi; öğretmene, programa, gerece ne katkısı oldu?"
    )
    audience = forms.IntegerField(label="Ulaşılan kişi", min_value=0, max_value=100_000_000, required=False)

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if record is not None and record.kind != WorkKind.PROMOTION:
            del self.fields["audience"]


class AddPartnerForm(forms.Form):
    name = forms.CharField(label="Kuruluşun adı", max_length=200)
    country = forms.ChoiceField(label="Ülke", choices=OWN_COUNTRIES)
    role = forms.ChoiceField(label="Projedeki görevi", choices=[CHOOSE, *PartnerRole.choices])


class DropPartnerForm(WithRecord):
    partner = forms.ModelChoiceField(label="Kuruluş", queryset=WorkPartner.objects.none(), empty_label="Seçin")

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.fields["partner"].queryset = record.partners.all()  # type: ignore[attr-defined]


class AddOutputForm(forms.Form):
    title = forms.CharField(label="Çıktının adı", max_length=200)
    address = forms.URLField(label="Adres", max_length=300, assume_scheme="https")


class DropOutputForm(WithRecord):
    output = forms.ModelChoiceField(label="Çıktı", queryset=WorkOutput.objects.none(), empty_label="Seçin")

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.fields["output"].queryset = record.outputs.all()  # type: ignore[attr-defined]


class OutputFileForm(forms.Form):
    title = forms.CharField(
        label="Çıktının adı", max_length=200, required=False, help_text="Boş bırakılırsa dosyanın adı yazılır."
    )
    file = forms.FileField(label="Dosya", help_text="PDF, görüntü ya da ofis belgesi; özeti (SHA-256) saklanır.")


FORM_OF_WORK: dict[str, type[forms.Form]] = {
    "correct_work": WorkForm,
    "start_work": BeginForm,
    "finish_work": FinishForm,
    "reopen_work": ReasonForm,
    "drop_work": ReasonForm,
    "add_partner": AddPartnerForm,
    "drop_partner": DropPartnerForm,
    "add_output": AddOutputForm,
    "drop_output": DropOutputForm,
}
