"""What the acts on practice places, their approvals and their courses ask; pages offer choices, programs give codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from protocols.acts.places import allowed_standards
from protocols.choices.places import Weekday
from protocols.choices.trainers import TrainerStatus
from protocols.models import PracticePlace, Stakeholder, Trainer
from schools.models import Field, School

from .fields import day_within as day
from .sponsors import ShortReasonForm

TICKS = forms.CheckboxSelectMultiple
NOT_OFFERED = "Okulda açık alanlardan seçin."


class FieldsByCode(forms.ModelMultipleChoiceField):
    """Fields by their codes; what no code can be is refused before the database is asked."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, list) and any("\x00" in str(one) for one in value):
            raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": "?"})
        return super().clean(value)


class Codes(forms.MultipleChoiceField):
    """Codes of rows of the Annex; the act says which of them it does not allow."""

    def valid_value(self, value: str) -> bool:
        return True


def a_field(**kwargs: Any) -> forms.ModelChoiceField:
    """A field by its code, shown with its name."""
    return forms.ModelChoiceField(Field.objects.all(), to_field_name="code", label="Alan", **kwargs)


def an_hour(label: str) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


def taught_at(school: School) -> Any:
    """The fields that the school teaches now."""
    return Field.objects.filter(taught_at__school=school, taught_at__closed_on=None).distinct()


class AboutForm(forms.Form):
    """What a place is; ``offer`` narrows the choices of a page to what its school may choose."""

    name = forms.CharField(label="Adı", max_length=160, help_text="Örnek: Kaynak atölyesi, 2 no.lu üretim hattı.")
    address = forms.CharField(label="Adresi", max_length=300)
    capacity = forms.IntegerField(
        label="Kapasite (öğrenci)", min_value=1, max_value=10_000, help_text="Aynı anda en çok kaç öğrenci?"
    )
    fields = FieldsByCode(
        Field.objects.all(), label="Alanlar", to_field_name="code", widget=TICKS, help_text=NOT_OFFERED
    )
    standards = Codes(
        label="İşletmede karşıladığı Ek satırları",
        required=False,
        widget=TICKS,
        help_text="Yer kullanılabildiği günlerde, seçilen satırlar “işletmede karşılanıyor” sayılır (Yönerge m. 8/7).",
    )
    master_needed = forms.BooleanField(
        label="Usta öğretici gözetimi gerekli",
        required=False,
        help_text="İşaretlenirse yer, görevde bir usta öğretici olmadan kullanılamaz (Yönerge m. 8/7).",
    )

    def offer(self, school: School, on: date) -> None:
        """Only what this school may choose; without a row of the Annex that allows it, none is asked."""
        self.fields["fields"].queryset = taught_at(school)  # type: ignore[attr-defined]
        rows = [(row.code, row.name) for row in allowed_standards(school, on)]
        if rows:
            self.fields["standards"].choices = rows  # type: ignore[attr-defined]
        else:
            self.fields["standards"].widget = forms.MultipleHiddenInput()


class ProposeForm(AboutForm):
    """A new place. ``stakeholder``: the enterprise, by its id; the teacher may be named later, before it is put in use."""

    stakeholder = forms.ModelChoiceField(Stakeholder.objects.all(), label="Paydaş kuruluş")
    teacher_name = forms.CharField(label="Sorumlu öğretmen", max_length=120, required=False)
    teacher_title = forms.CharField(
        label="Sorumlu öğretmenin unvanı", max_length=120, required=False, help_text="Örnek: Makine alan öğretmeni."
    )
    field_order = ("stakeholder", "name", "address", "capacity", "fields")

    def offer_partners(self, school: School, stakeholders: Iterable[Stakeholder], on: date) -> None:
        self.offer(school, on)
        offered = list(stakeholders)
        choice = self.fields["stakeholder"]
        choice.queryset = Stakeholder.objects.filter(pk__in=[one.pk for one in offered])  # type: ignore[attr-defined]
        if len(offered) == 1:
            choice.initial = offered[0].pk


class ChangeForm(AboutForm):
    """The place as it is, to be set right."""

    takes_record = True

    def __init__(self, *args: Any, record: PracticePlace, user: Any, **kwargs: Any) -> None:
        names = ("name", "address", "capacity", "standards", "master_needed")
        about = {name: getattr(record, name) for name in names}
        codes = list(record.fields.values_list("code", flat=True))
        super().__init__(*args, **kwargs)
        self.initial = {**about, "fields": codes}
        self.offer(record.school, localdate())


class TeacherForm(forms.Form):
    teacher_name = forms.CharField(label="Sorumlu öğretmenin adı soyadı", max_length=120)
    teacher_title = forms.CharField(
        label="Unvanı", max_length=120, help_text="Örnek: Makine Teknolojisi alan öğretmeni."
    )


class MasterForm(forms.Form):
    """A trainer of the same school and enterprise whose qualification makes a master trainer."""

    takes_record = True
    trainer = forms.ModelChoiceField(
        Trainer.objects.all(),
        label="Usta öğretici",
        required=False,
        empty_label="Usta öğretici yok",
        help_text="Bu okula bu kuruluştan görevlendirilmiş, yeterliği usta öğreticilik sayılan eğiticiler.",
    )

    def __init__(self, *args: Any, record: PracticePlace, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"trainer": record.master_trainer_id}
        engaged = Trainer.objects.filter(
            school=record.school_id, stakeholder=record.stakeholder_id, status=TrainerStatus.ENGAGED
        )
        self.fields["trainer"].queryset = engaged.filter(qualification__makes_master=True)  # type: ignore[attr-defined]


class ApprovalForm(forms.Form):
    """A written safety approval with its file."""

    given_on = day("Onay günü")
    given_by = forms.CharField(
        label="Onayı veren",
        max_length=160,
        help_text="Kişi ve görevi veya kurum; örnek: İş güvenliği uzmanı Ayşe Işık.",
    )
    valid_until = day("Geçerlik son günü", help_text="Onay bu gün de geçerlidir; ertesi gün yer kullanılamaz.")
    file = forms.FileField(label="Onay belgesi", help_text="PDF ya da taranmış görüntü; özeti (SHA-256) saklanır.")


class CourseForm(forms.Form):
    field = a_field()
    name = forms.CharField(label="Ders", max_length=160)
    weekday = forms.IntegerField(label="Gün", min_value=1, max_value=6, widget=forms.Select(choices=Weekday.choices))
    begins = an_hour("Başlama saati")
    ends = an_hour("Bitiş saati")
    students = forms.IntegerField(label="Öğrenci sayısı", min_value=1, max_value=10_000)
    starts_on = day("İlk günü")
    ends_on = day("Son günü")


class EndCourseForm(forms.Form):
    ended_on = day("Artık yapılmadığı ilk gün")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "change_place": ChangeForm,
    "name_teacher": TeacherForm,
    "name_master": MasterForm,
    "suspend_place": ShortReasonForm,
    "close_place": ShortReasonForm,
    "drop_place": ShortReasonForm,
}
FORM_OF_APPROVAL: dict[str, type[forms.Form]] = {
    "return_approval": ShortReasonForm,
    "withdraw_approval": ShortReasonForm,
}
