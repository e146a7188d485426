"""What the acts on trainers ask; pages offer choices, programs give codes."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from protocols.models import Qualification, Stakeholder
from schools.models import School

from .fields import day_within as day
from .places import a_field, taught_at
from .sponsors import EndForm, ShortReasonForm

PAPER = "PDF ya da taranmış görüntü. Belgeyi kimin okuduğu kayıt defterine yazılır."


class EvidenceForm(forms.Form):
    file = forms.FileField(label="Yeterlik belgesi", help_text=PAPER)


class TrainerForm(forms.Form):
    """Who supports which course, in which term. ``stakeholder``: the employer, by its id."""

    stakeholder = forms.ModelChoiceField(Stakeholder.objects.all(), label="Çalıştığı kuruluş")
    name = forms.CharField(label="Adı soyadı", max_length=120)
    identity_number = forms.CharField(
        label="T.C. kimlik no",
        max_length=11,
        required=False,
        help_text="Zorunlu değildir; maskeli gösterilir, göreni kayıt defterine yazılır.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    qualification = forms.ModelChoiceField(
        Qualification.objects.open(),
        label="Yeterliği",
        help_text="Genel Müdürlüğün listesinden (idari usul). Belgesi görevlendirmeden önce eklenir.",
    )
    document_number = forms.CharField(label="Belge no", max_length=60, required=False)
    field = a_field()
    course = forms.CharField(label="Ders", max_length=160, help_text="Alan veya dal dersi.")
    starts_on = day("İlk günü")
    ends_on = day("Son günü", help_text="Protokolün süresi içinde; protokol erken biterse görev de aynı gün biter.")

    def offer(self, school: School, stakeholders: Iterable[Stakeholder]) -> None:
        """Only what this school may choose."""
        offered = [one.pk for one in stakeholders]
        self.fields["field"].queryset = taught_at(school)  # type: ignore[attr-defined]
        self.fields["stakeholder"].queryset = Stakeholder.objects.filter(pk__in=offered)  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["stakeholder"].initial = offered[0]


class TrainerOnPage(TrainerForm):
    """With the paper, where it is at hand."""

    file = forms.FileField(label="Yeterlik belgesi", required=False, help_text=PAPER)


FORM_OF_ACT: dict[str, type[forms.Form]] = {"end_trainer": EndForm, "drop_trainer": ShortReasonForm}
