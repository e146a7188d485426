"""What the doors ask of an application: who applies, the rows of the service record, the commission's points, the proposal."""

from __future__ import annotations

from typing import Any

from django import forms

from centers.acts.calls import MOST_CRITERIA
from centers.acts.candidates import Applicant, Service
from centers.choices.selection import Seat, ServiceDuty, ServiceState
from centers.choices.staff import TeacherKind
from centers.models import Post, ServiceRow
from schools.models import School

from .fields import ReasonForm, WithRecord, day, words
from .figures import figure
from .staff import FieldChoice, PostChoice

CHOOSE = ("", "Seçin")
YES_NO = [CHOOSE, ("True", "Evet"), ("False", "Hayır")]
UNKNOWN_TOO = [("", "Bilmiyorum"), ("True", "Evet"), ("False", "Hayır")]


class YesNo(forms.NullBooleanField):
    """Yes or no; left empty it is unknown, or refused where an answer is needed."""

    def __init__(self, choices: Any = YES_NO, **kwargs: Any) -> None:
        super().__init__(widget=forms.Select(choices=choices), **kwargs)

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError("Evet ya da hayır seçin.", code="required")


class ApplicationForm(WithRecord):
    """Only name and number are needed to begin; all else before the application is handed in."""

    name = forms.CharField(label="Adı soyadı", max_length=120)
    identity_number = forms.CharField(
        label="T.C. kimlik no", max_length=11,
        help_text="Başvuru verildikten sonra maskeli gösterilir; göreni kayıt defterine yazılır.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    home = forms.CharField(label="Kadrosunun bulunduğu okul", max_length=200, required=False)
    ministry_post = YesNo(
        label="Bakanlık kadrolarında öğretmen olarak görev yapıyor mu?", required=False,
        help_text="SMM Yönergesi m. 6/1-a, 7/1-a.",
    )  # fmt: skip
    started_on = day(
        "Öğretmenliğe başladığı gün", required=False,
        help_text="Adaylık süresi dâhil. Hizmet kaydında boş kalan günler süreye sayılmaz (SMM Yönergesi m. 6/1-b, 7/1-b).",
    )  # fmt: skip
    compulsory_service = forms.ChoiceField(
        label="Zorunlu çalışma yükümlülüğü", choices=[CHOOSE, *ServiceState.choices], required=False,
        help_text="SMM Yönergesi m. 6/1-ç, 7/1-c.",
    )  # fmt: skip
    teacher_kind = forms.ChoiceField(label="Öğretmenliği", choices=[CHOOSE, *TeacherKind.choices], required=False)
    appointed_field = FieldChoice(
        "Atandığı alan (mesleki ve teknik eğitim)", help_text="SMM Yönergesi m. 6/1-d, 7/1-ç."
    )
    appointed_branch = forms.CharField(
        label="Atandığı alan listede yoksa",
        max_length=80,
        required=False,
        help_text="Örnek: Fizik, Matematik, İngilizce.",
    )

    def said_of(self, record: Any) -> dict[str, Any]:
        return {"appointed_field": record.appointed_field.code if record.appointed_field else None}

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "name" not in values or "identity_number" not in values:
            return values
        return {"applicant": Applicant(full_name=values.pop("name"), **values)}


class ServiceForm(forms.Form):
    """The institution by its code, or by its name where it is not in the register."""

    duty = forms.ChoiceField(label="Görevi", choices=[CHOOSE, *ServiceDuty.choices])
    first_day = day("İlk günü")
    last_day = day("Son günü", required=False, help_text="Görev sürüyorsa boş bırakın.")
    school = forms.CharField(
        label="Kurum kodu", max_length=6, required=False, help_text="Altı hane; biliniyorsa adı yazmak gerekmez."
    )
    institution = forms.CharField(label="Kurumun adı", max_length=200, required=False)
    attached = YesNo(
        UNKNOWN_TOO, label="Kurum Genel Müdürlüğe bağlı mı?", required=False,
        help_text="Kod yazılırsa kütükten okunur. Yöneticilik ve şeflik, Genel Müdürlüğe bağlı kurumlarda sayılır (SMM Yönergesi m. 6/1-c).",
    )  # fmt: skip

    def clean_school(self) -> School | None:
        code = (self.cleaned_data["school"] or "").strip()
        if not code:
            return None
        found = School.objects.filter(code=code).first()
        if found is None:
            raise forms.ValidationError("Bu kodla kayıtlı kurum yok; kodu boş bırakıp kurumun adını yazın.")
        return found

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        return values if self.errors else {"service": Service(**values)}


class RowChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}, {obj.institution}"


class DropServiceForm(WithRecord):
    row = RowChoice(label="Hangi satır", queryset=ServiceRow.objects.none(), empty_label="Seçin")

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.fields["row"].queryset = record.service.all()  # type: ignore[attr-defined]


class AttachmentForm(DropServiceForm):
    attached = YesNo(label="Kurum Genel Müdürlüğe bağlı mı?")
    reason = words("Dayanağı", most=300, help_text="Hangi belgeden ya da kayıttan anlaşıldığını yazın.")


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label="Belge",
        help_text="PDF, görüntü ya da ofis belgesi: hizmet belgesi, görevlendirme yazısı. İçeriğinden tanınır.",
    )


class _Points(WithRecord):
    """The points of each member on each criterion, named by the seat and the criterion's number."""

    def __init__(self, *args: Any, record: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        if record is None:
            return
        self.criteria = list(record.called.call.criteria.all())
        self.members = dict(record.called.call.members.values_list("seat", "name"))
        there = {row.number: row for row in self.criteria}
        for seat in Seat:
            for number in range(1, MOST_CRITERIA + 1):
                key = f"{seat.value}_{number}"
                if number not in there:
                    del self.fields[key]
                    continue
                self.fields[key].label = f"{there[number].name} (0–{there[number].maximum}), {seat.label}"
                self.fields[key].required = True

    def said_of(self, record: Any) -> dict[str, Any]:
        rows = record.scores.select_related("criterion", "member")
        return {f"{row.member.seat}_{row.criterion.number}": row.points for row in rows}

    @property
    def grid(self) -> list[dict[str, Any]]:
        """A row for each seat, with who holds it, and a cell for each criterion."""
        return [
            {
                "seat": seat.label,
                "member": self.members.get(seat.value, "boş koltuk"),
                "cells": [{"criterion": row, "field": self[f"{seat.value}_{row.number}"]} for row in self.criteria],
            }
            for seat in Seat
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        points: dict[str, dict[int, Any]] = {}
        for key, value in values.items():
            seat, _, number = key.rpartition("_")
            points.setdefault(seat, {})[int(number)] = value
        return {"points": points}


def _points_fields() -> dict[str, forms.Field]:
    return {
        f"{seat.value}_{number}": figure(
            f"{number}. ölçüt, {seat.label}", required=False, min_value=0, max_digits=6, decimal_places=2
        )
        for seat in Seat
        for number in range(1, MOST_CRITERIA + 1)
    }


PointsForm = type("PointsForm", (_Points,), _points_fields())


class ProposeForm(forms.Form):
    """The proposal of an applicant; the person is the application's."""

    post = PostChoice(Post.objects.select_related("field"), label="Kadro")
    starts_on = day("İlk günü")
    ends_on = day("Son günü")
    reason = words(
        "Üst sıradakiler yerine seçilmesinin gerekçesi", required=False, most=500,
        help_text="Daha üst sırada, inha edilmemiş aday varsa yazılır.",
    )  # fmt: skip
    basis = forms.CharField(label="Ek dayanak", max_length=300, required=False)


FORM_OF_CANDIDACY: dict[str, type[forms.Form]] = {
    "correct_application": ApplicationForm,
    "add_service": ServiceForm,
    "drop_service": DropServiceForm,
    "state_attachment": AttachmentForm,
    "score_candidate": PointsForm,
    "drop_scores": ReasonForm,
}
