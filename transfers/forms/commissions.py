"""What the doors ask of commissions, their sittings, and what sittings decide."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Province, User
from transfers.acts.commissions import rules_of, sitting_on
from transfers.acts.exclusions import basis_words
from transfers.choices import RUNNING, ExclusionCode, RunStatus, Vote
from transfers.models import (
    Application,
    Commission,
    CommissionMember,
    PlacementRun,
    Sitting,
    SittingDecision,
    TransferRound,
)
from transfers.rules.commissions import DEFAULT

from .fields import ReasonForm, day, reason

NO_NAMES = "Öğrencinin adını ve kimlik numarasını yazmayın; başvuru numarası yeter."


class LinesField(forms.MultipleChoiceField):
    """Texts, one a line in a form; programs send them as a list."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:
        lines = value.splitlines() if isinstance(value, str) else [str(line) for line in value or []]
        return [line.strip() for line in lines if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def validate(self, value: list[str]) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")


class OfRecord(forms.Form):
    """A form that must know its record, to offer what the record allows."""

    takes_record = True

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if record is not None:
            self.offer(record)

    def offer(self, record: Any) -> None:
        """Narrow the choices to the record's own."""


class RulesForm(OfRecord):
    seats = LinesField(
        label="Koltuklar",
        widget=forms.Textarea(attrs={"rows": 7}),
        initial=[seat.label for seat in DEFAULT.seats],
        help_text="Her satıra bir koltuk; ilk satır başkan, ikinci satır başkan vekilidir. İdari usul.",
    )
    quorum = forms.IntegerField(
        label="Toplantı yeter sayısı", min_value=2, max_value=15, initial=DEFAULT.quorum,
        help_text="Oturumda en az kaç koltuğun dolu olacağı; asıl üye ile yedeği bir koltuk sayılır. İdari usul.",
    )  # fmt: skip

    def offer(self, record: TransferRound) -> None:
        rules = rules_of(record)
        self.initial = {"seats": [seat.label for seat in rules.seats], "quorum": rules.quorum, **self.initial}


class AppointForm(forms.Form):
    """As programs send it; without a province the central commission."""

    round = forms.ModelChoiceField(
        label="Dönem", queryset=TransferRound.objects.filter(status__in=RUNNING), empty_label=None
    )
    province = forms.ModelChoiceField(
        label="İl", queryset=Province.objects.order_by("name"), required=False, empty_label="Merkez komisyonu"
    )
    appointed_on = day("Görevlendirildiği gün", help_text="Onayın tarihi.")
    approval = forms.CharField(
        label="Görevlendirme onayı", max_length=120, required=False, help_text="Onayın sayısı, varsa."
    )


class AppointOnPage(AppointForm):
    """A directorate appoints for its province, the General Directorate the central commission."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province: Any = self.fields["province"]
        province.queryset = province.queryset.filter(pk__in=user.scope.provinces)
        if not user.is_ministry:
            province.required, province.empty_label = True, None


class SeatForm(OfRecord):
    """``seat``: chair, deputy, member_1 and so on, of the round's own seats."""

    seat = forms.CharField(label="Görevi", max_length=20)
    is_substitute = forms.BooleanField(
        label="Yedek", required=False, help_text="Asıl üye gelmediğinde onun koltuğunda oturur."
    )
    name = forms.CharField(label="Adı soyadı", max_length=120)
    title = forms.CharField(
        label="Unvanı",
        max_length=120,
        help_text="Örneğin “İl millî eğitim şube müdürü”. Başka kişisel bilgi yazmayın.",
    )
    starts_on = day("İlk günü")

    def offer(self, record: Commission) -> None:
        seats = [(seat.code, seat.label) for seat in rules_of(record.round).seats]
        self.fields["seat"] = forms.ChoiceField(label="Görevi", choices=seats)
        self.fields = {"seat": self.fields.pop("seat"), **self.fields}
        self.initial = {"starts_on": record.appointed_on, **self.initial}


class MemberField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} – {obj.role}"


class AttendedField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} – {obj.role}"


class EndMemberForm(OfRecord):
    member = MemberField(label="Üye", queryset=CommissionMember.objects.none())
    ends_on = day("Son günü")
    reason = reason()

    def offer(self, record: Commission) -> None:
        self.fields["member"].queryset = record.members.filter(ends_on=None)  # type: ignore[attr-defined]


class CallForm(forms.Form):
    meets_on = day("Günü")
    starts_at = forms.TimeField(label="Saati", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label="Yeri", max_length=200)
    agenda = LinesField(label="Gündem", widget=forms.Textarea(attrs={"rows": 6}), help_text="Her satıra bir madde.")


class ChangeCallForm(OfRecord, CallForm):
    def offer(self, record: Sitting) -> None:
        self.initial = {
            "meets_on": record.meets_on, "starts_at": record.starts_at, "place": record.place, "agenda": record.agenda,
            **self.initial,
        }  # fmt: skip


class HoldForm(OfRecord):
    attended = AttendedField(
        label="Katılanlar", queryset=CommissionMember.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Gelenleri işaretleyin. Başkan gelmediyse oturumu başkan vekili yönetir.",
    )  # fmt: skip

    def offer(self, record: Sitting) -> None:
        keys = [one.pk for one in sitting_on(record.commission, record.meets_on)]
        self.fields["attended"].queryset = CommissionMember.objects.filter(pk__in=keys)  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    text = forms.CharField(
        label="Karar", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, help_text=NO_NAMES
    )
    vote = forms.ChoiceField(label="Oylama", choices=Vote.choices, widget=forms.RadioSelect)


class DecisionField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.text[:100]}"


class RemoveDecisionForm(OfRecord):
    decision = DecisionField(label="Hangi karar", queryset=SittingDecision.objects.none())
    reason = reason()

    def offer(self, record: Sitting) -> None:
        self.fields["decision"].queryset = record.decisions.all()  # type: ignore[attr-defined]


class MinutesForm(OfRecord):
    minutes = forms.CharField(
        label="Görüşmeler", widget=forms.Textarea(attrs={"rows": 12}), max_length=20_000, required=False,
        help_text=f"Gündem sırasıyla ne görüşüldüğü; kararlar tutanağa kendiliğinden yazılır. {NO_NAMES}",
    )  # fmt: skip

    def offer(self, record: Sitting) -> None:
        self.initial = {"minutes": record.minutes, **self.initial}


class RunField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. yerleştirme ({obj.get_purpose_display()}), {obj.placed} yerleşen"


class AdoptForm(OfRecord):
    run = RunField(
        label="Yerleştirme", queryset=PlacementRun.objects.select_related("round"), empty_label="Seçin",
        help_text="Doğrulanan ve henüz ilan edilmeyen yerleştirmeler.",
    )  # fmt: skip

    def offer(self, record: Sitting) -> None:
        if not self.is_bound:
            choice: Any = self.fields["run"]
            choice.queryset = choice.queryset.filter(round=record.commission.round_id, status=RunStatus.VERIFIED)


class SittingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} no.lu oturum, {obj.meets_on:%d.%m.%Y}"


class OfSitting(OfRecord):
    """A decision on an application: by which sitting of its province's commission, and why."""

    sitting = SittingField(
        label="Karar alınan oturum", queryset=Sitting.objects.select_related("commission"), empty_label="Seçin",
        help_text="Yeter sayısı sağlanan ve tutanağı henüz tamamlanmamış oturumlar.",
    )  # fmt: skip
    reason = reason("Gerekçe")

    def offer(self, record: Application) -> None:
        self.fields["reason"].help_text = NO_NAMES
        if not self.is_bound:
            choice: Any = self.fields["sitting"]
            choice.queryset = choice.queryset.deciding().filter(
                commission__round=record.round_id, commission__province=record.school.province_id
            )


CODES = [(code, f"{label} ({basis_words(code)})") for code, label in ExclusionCode.choices]


class ExcludeForm(OfSitting):
    code = forms.ChoiceField(label="Neden", choices=[("", "Seçin"), *CODES])
    field_order = ["sitting", "code", "reason"]


class ExcludeManyForm(forms.Form):
    """For the applications that are ticked on the sitting's page."""

    code = forms.ChoiceField(label="Neden", choices=[("", "Seçin"), *CODES])
    reason = reason("Gerekçe")


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "add_member": SeatForm,
    "end_member": EndMemberForm,
    "dissolve_commission": ReasonForm,
}
FORM_OF_SITTING: dict[str, type[forms.Form]] = {
    "change_sitting": ChangeCallForm,
    "hold_sitting": HoldForm,
    "undo_sitting": ReasonForm,
    "cancel_sitting": ReasonForm,
    "write_decision": DecisionForm,
    "remove_decision": RemoveDecisionForm,
    "adopt_run": AdoptForm,
    "drop_adoption": ReasonForm,
    "complete_minutes": MinutesForm,
    "reopen_minutes": ReasonForm,
}
FORM_OF_DECISION: dict[str, type[forms.Form]] = {
    "exclude_application": ExcludeForm,
    "readmit_application": OfSitting,
}
