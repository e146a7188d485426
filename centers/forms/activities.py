"""What the doors ask of an activity, its sessions and its participants."""

from __future__ import annotations

from typing import Any

from django import forms

from centers.acts.activities import PARTS
from centers.acts.participants import People
from centers.choices import ActivityLevel, Delivery
from centers.models import ActivitySession, Participant
from centers.rules.participants import LONGEST, Person

from .chain import forms_of_chain
from .fields import ReasonForm, WithRecord, day, words
from .figures import FigureField

PERSON = ("identity_number", "first_name", "last_name", "institution_code", "institution", "branch")
LEVELS = "Merkezî faaliyet Genel Müdürlük, mahallî faaliyet il millî eğitim müdürlüğü koordinesinde yapılır (SMM Yönergesi m. 5/2)."


class ActivityForm(WithRecord):
    name = forms.CharField(label="Faaliyetin adı", max_length=200)
    level = forms.ChoiceField(label="Düzeyi", choices=ActivityLevel.choices, help_text=LEVELS)
    delivery = forms.ChoiceField(label="Yapılış biçimi", choices=Delivery.choices)
    place = forms.CharField(label="Yeri", max_length=200, help_text="Uzaktan ise ortamı yazın.")
    starts_on = day("İlk günü")
    ends_on = day("Son günü")
    hours = forms.IntegerField(label="Süresi (ders saati)", min_value=1, max_value=999)
    quota = forms.IntegerField(label="Katılımcı kontenjanı", min_value=1, max_value=5000)
    least_attendance = forms.IntegerField(
        label="En az devam (yüzde)",
        min_value=0,
        max_value=100,
        initial=80,
        help_text="İdari usul; oturumların ders saatine göre.",
    )
    least_score = forms.IntegerField(
        label="En az başarı puanı", min_value=0, max_value=100, required=False,
        help_text="İdari usul; puanla değerlendirme yoksa boş bırakın.",
    )  # fmt: skip


class SessionForm(forms.Form):
    day = day("Günü")
    starts_at = forms.TimeField(label="Başlama saati", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    hours = forms.IntegerField(label="Ders saati", min_value=1, max_value=12)
    topic = forms.CharField(label="Konusu", max_length=200)
    trainer = forms.CharField(label="Eğitim görevlisi", max_length=150)


class SessionChoice(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(label="Oturum", queryset=ActivitySession.objects.all())


class OfActivity(WithRecord):
    """Chooses among what hangs on the activity."""

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for name, rows in (("session", "sessions"), ("participant", "participants"), ("present", "participants")):
            if record is not None and name in self.fields:
                chosen: Any = self.fields[name]
                chosen.queryset = getattr(record, rows).all()


class DropSessionForm(OfActivity):
    session = SessionChoice()


class PeopleChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} – {obj.institution}"


class AttendanceForm(OfActivity):
    session = SessionChoice()
    present = PeopleChoice(
        label="Katılanlar", queryset=Participant.objects.all(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="İşaretlenmeyenler gelmemiş sayılır.",
    )  # fmt: skip


class PersonChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.full_name} – {obj.institution}"


class RemoveForm(OfActivity):
    participant = PersonChoice(label="Katılımcı", queryset=Participant.objects.all())
    reason = words("Neden", most=300)


class PersonForm(forms.Form):
    """One who takes part; the act is given people, so that the journal tells nothing of them."""

    identity_number = forms.CharField(label="T.C. kimlik no", max_length=11, help_text="11 rakam.")
    first_name = forms.CharField(label="Adı", max_length=LONGEST["first_name"])
    last_name = forms.CharField(label="Soyadı", max_length=LONGEST["last_name"])
    institution_code = forms.CharField(label="Kurum kodu", max_length=6, help_text="Altı rakam.")
    institution = forms.CharField(
        label="Görev yaptığı kurum", max_length=LONGEST["institution"], required=False,
        help_text="Kurum kodu kayıtlıysa kendiliğinden gelir.",
    )  # fmt: skip
    branch = forms.CharField(label="Alanı", max_length=LONGEST["branch"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if self.errors:
            return values
        return {"people": People([Person(**{name: values.get(name, "") for name in PERSON})])}


class ScoresForm(WithRecord):
    """A field for each participant, named by the key."""

    gathers = "scores"

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        for one in record.participants.all() if record is not None else ():
            self.fields[str(one.pk)] = FigureField(
                label=one.full_name, min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False,
                initial=one.score,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        return {"scores": {int(key): value for key, value in values.items() if key in self.data}}


class SurveyForm(WithRecord):
    survey_answers = forms.IntegerField(label="Yanıtlanan anket sayısı", min_value=1)
    survey_score = FigureField(label="Ortalama (1–5)", min_value=1, max_value=5, max_digits=3, decimal_places=2)


FORM_OF_ACTIVITY: dict[str, type[forms.Form]] = {
    "write_activity": ActivityForm,
    "drop_activity": ReasonForm,
    "cancel_activity": ReasonForm,
    "add_session": SessionForm,
    "drop_session": DropSessionForm,
    "take_attendance": AttendanceForm,
    "add_participants": PersonForm,
    "remove_participant": RemoveForm,
    "score_participants": ScoresForm,
    "record_survey": SurveyForm,
    **forms_of_chain(PARTS, asks_unit=True),
}
