"""What the acts on meetings of advisory boards and on their resolutions ask (okul/8/9)."""

from __future__ import annotations

from typing import Any

from django import forms

from protocols.acts.boards import chair_on, members_on
from protocols.choices.obligations import DutyStatus, ObligationKind
from protocols.models import AgendaItem, BoardMeeting, BoardMember, ProtocolDuty, Resolution

from .boards import MemberChoice, RecordForm, ShortReasonForm
from .fields import LinesField, day, hour

VOTES = {"min_value": 0, "max_value": 999}


class PlanForm(forms.Form):
    meets_on = day("Günü")
    starts_at = hour("Saati")
    place = forms.CharField(label="Yeri", max_length=200, help_text="Çevrim içiyse bağlantının nereden verileceği.")
    is_online = forms.BooleanField(label="Çevrim içi", required=False)
    agenda = LinesField(
        label="Gündem", widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Her satıra bir madde; numaraları kendiliğinden verilir.",
    )  # fmt: skip


class ReplanForm(RecordForm, PlanForm):
    """The plan as it stands."""

    def offer(self, record: BoardMeeting) -> None:
        self.initial = {
            "meets_on": record.meets_on,
            "starts_at": record.starts_at,
            "place": record.place,
            "is_online": record.is_online,
            "agenda": [item.text for item in record.agenda.all()],
            **self.initial,
        }


class InviteForm(forms.Form):
    invited_on = day("Davetin gönderildiği gün", help_text="Davet sistem dışında gönderildiyse o gün.")


class PostponeForm(ShortReasonForm):
    meets_on = day("Yeni günü")
    starts_at = hour("Yeni saati")
    field_order = ["meets_on", "starts_at", "reason"]


class AttendedField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, member: Any) -> str:
        stands_in = f", {member.substitutes.name} yerine yedek" if member.substitutes else ""
        return f"{member.name} – {member.party}{stands_in}"


class HoldForm(RecordForm):
    attended = AttendedField(
        label="Katılanlar", queryset=BoardMember.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Gelenleri işaretleyin. Asıl üye ile yedeği tek üye sayılır.",
    )  # fmt: skip
    presided_by = MemberChoice(
        label="Toplantıyı yöneten", queryset=BoardMember.objects.none(), required=False,
        help_text="Başkan geldiyse başkan; kimse gelmediyse boş bırakın.",
    )  # fmt: skip

    def offer(self, record: BoardMeeting) -> None:
        rows, chair = members_on(record.board, record.meets_on), chair_on(record.board, record.meets_on)
        self.initial = {"presided_by": chair.member_id if chair else None, **self.initial}
        self.fields["attended"].queryset = self.fields["presided_by"].queryset = rows  # type: ignore[attr-defined]


class MinutesForm(RecordForm):
    minutes = forms.CharField(
        label="Görüşmeler", widget=forms.Textarea(attrs={"rows": 14}), max_length=20_000,
        help_text="Gündem sırasıyla ne görüşüldüğü. Kararlar ayrıca yazılır.",
    )  # fmt: skip

    def offer(self, record: BoardMeeting) -> None:
        self.initial = {"minutes": record.minutes, **self.initial}


class ResolutionForm(RecordForm):
    """A resolution with its votes."""

    item = forms.ModelChoiceField(
        label="Gündem maddesi", queryset=AgendaItem.objects.none(), required=False, empty_label="Gündem dışı"
    )
    text = forms.CharField(label="Karar", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    in_favour = forms.IntegerField(label="Kabul", **VOTES)
    against = forms.IntegerField(label="Ret", initial=0, **VOTES)
    abstaining = forms.IntegerField(label="Çekimser", initial=0, **VOTES)

    def offer(self, record: BoardMeeting) -> None:
        self.fields["item"].queryset = record.agenda.all()  # type: ignore[attr-defined]
        if record.present is not None:
            self.fields["in_favour"].help_text = f"Oyların toplamı {record.present} katılandan çok olamaz."


class ResolutionChoice(forms.ModelChoiceField):
    def label_from_instance(self, resolution: Any) -> str:
        return f"{resolution.number_words}: {resolution.text[:100]}"


class ChangeResolutionForm(ResolutionForm):
    resolution = ResolutionChoice(label="Hangi karar", queryset=Resolution.objects.none())
    field_order = ["resolution", "item", "text", "in_favour", "against", "abstaining"]

    def offer(self, record: BoardMeeting) -> None:
        super().offer(record)
        self.fields["resolution"].queryset = in_order(record)  # type: ignore[attr-defined]


class RemoveResolutionForm(RecordForm, ShortReasonForm):
    resolution = ResolutionChoice(label="Hangi karar", queryset=Resolution.objects.none())
    field_order = ["resolution", "reason"]

    def offer(self, record: BoardMeeting) -> None:
        self.fields["resolution"].queryset = in_order(record)  # type: ignore[attr-defined]


def in_order(meeting: BoardMeeting) -> Any:
    return meeting.resolutions.select_related("meeting").order_by("number")


class SignMinutesForm(forms.Form):
    signed_on = day("Tutanağın imzalandığı gün")


class DutyChoice(forms.ModelChoiceField):
    def label_from_instance(self, duty: Any) -> str:
        return f"{duty.due_on:%d.%m.%Y} – {duty.obligation.title} (m. {duty.obligation.clause})"


class FulfilDutyForm(RecordForm):
    duty = DutyChoice(
        label="Yerine getirilen yükümlülük", queryset=ProtocolDuty.objects.none(),
        help_text="İmzalı tutanak kanıt olarak eklenir; gün, toplantının günüdür.",
    )  # fmt: skip

    def offer(self, record: BoardMeeting) -> None:
        self.fields["duty"].queryset = open_duties(record)  # type: ignore[attr-defined]


def open_duties(meeting: BoardMeeting) -> Any:
    """Duties of meeting that wait at this school under this protocol."""
    rows = ProtocolDuty.objects.filter(
        obligation__protocol=meeting.board.protocol_id,
        obligation__kind=ObligationKind.BOARD,
        school=meeting.board.school_id,
        status=DutyStatus.DUE,
    )
    return rows.select_related("obligation").order_by("due_on", "pk")


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Gerekçe", widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
        help_text="Okul müdürlüğünün kararı ve gerekçesi; kurul kararının metni değişmez.",
    )  # fmt: skip


class FollowForm(forms.Form):
    answer = forms.CharField(
        label="Açıklama", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text="İsterseniz karara nasıl uyulduğunu yazın.",
    )  # fmt: skip


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "replan": ReplanForm,
    "invite": InviteForm,
    "recall_invitation": ShortReasonForm,
    "postpone": PostponeForm,
    "cancel_meeting": ShortReasonForm,
    "hold": HoldForm,
    "undo_hold": ShortReasonForm,
    "write_minutes": MinutesForm,
    "reopen_minutes": ShortReasonForm,
    "sign_minutes": SignMinutesForm,
    "fulfil_duty": FulfilDutyForm,
    "write_resolution": ResolutionForm,
    "change_resolution": ChangeResolutionForm,
    "remove_resolution": RemoveResolutionForm,
}
FORM_OF_ANSWER: dict[str, type[forms.Form]] = {
    "follow": FollowForm,
    "follow_partly": AnswerForm,
    "not_follow": AnswerForm,
    "take_answer_back": ShortReasonForm,
}
