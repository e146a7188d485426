"""What the pages and acts of advisory boards ask (okul/8/9)."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from protocols.choices.boards import BoardSide, QuorumKind
from protocols.models import AdvisoryBoard, BoardMember, Stakeholder

from .fields import day
from .protocols import ReasonForm

SHARE = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)", re.ASCII)
REASON = {"label": "Neden", "widget": forms.Textarea(attrs={"rows": 3}), "max_length": 300}


class RecordForm(forms.Form):
    """A form that must know its record, to offer what the record allows."""

    takes_record = True

    def __init__(self, *args: Any, record: Any = None, user: Any = None, **kwargs: Any) -> None:
        self.record, self.user = record, user
        super().__init__(*args, **kwargs)
        if record is not None:
            self.offer(record)

    def offer(self, record: Any) -> None:
        """Narrow the choices to the record's own."""


class BoardRulesForm(forms.Form):
    """What a clause says of how the boards work."""

    clause = forms.CharField(label="Protokol maddesi", max_length=12)
    holds_from = day(
        "Geçerlilik başlangıcı", help_text="Kurallar bu günden başlayarak, yenisi yazılana kadar geçerlidir."
    )
    every_months = forms.IntegerField(label="Kaç ayda bir toplanır", min_value=1, max_value=60)
    quorum_kind = forms.ChoiceField(label="Toplantı yeter sayısı", choices=QuorumKind.choices)
    quorum_count = forms.IntegerField(
        label="Gereken üye sayısı", min_value=1, max_value=999, required=False,
        help_text="Yalnız “belirli sayıda üye” seçildiyse.",
    )  # fmt: skip
    quorum_share = forms.CharField(
        label="Gereken oran", max_length=5, required=False,
        help_text="Yalnız “üyelerin belirli bir oranı” seçildiyse; pay/payda olarak, örneğin 2/3.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The share as two numbers."""
        given = super().clean() or {}
        share = "".join((given.pop("quorum_share", "") or "").split())
        found = SHARE.fullmatch(share)
        if share and not found:
            self.add_error("quorum_share", "Oranı pay/payda olarak yazın; örnek: 2/3.")
        numbers = (int(found[1]), int(found[2])) if found else (None, None)
        return {**given, "share_numerator": numbers[0], "share_denominator": numbers[1]}


class BoardRulesOnPage(BoardRulesForm):
    """The clause is chosen from the text, where the text has clauses."""

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clauses:
            self.fields["clause"] = forms.ChoiceField(label="Protokol maddesi", choices=[("", "Seçin"), *clauses])


class FormBoardForm(forms.Form):
    formed_on = day("Oluşturulduğu gün", help_text="İlk toplantının son günü bu günden sayılır.")


class FormBoardOnPage(FormBoardForm):
    """The school is one of those that the protocol names and the user may form a board of."""

    school = forms.ModelChoiceField(label="Okul", queryset=None)
    field_order = ["school", "formed_on"]

    def __init__(self, *args: Any, schools: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school"].queryset = schools  # type: ignore[attr-defined]


class MemberChoice(forms.ModelChoiceField):
    """Members by name and by whom they sit for."""

    def label_from_instance(self, member: Any) -> str:
        return f"{member.name} – {member.party}"


class AddMemberForm(RecordForm):
    side = forms.ChoiceField(label="Kimi temsil ediyor", choices=BoardSide.choices)
    stakeholder = forms.ModelChoiceField(
        label="Paydaş kuruluş",
        queryset=Stakeholder.objects.none(),
        required=False,
        help_text="Yalnız paydaşın üyesinde.",
    )
    name = forms.CharField(label="Adı soyadı", max_length=120)
    title = forms.CharField(
        label="Unvanı", max_length=120, help_text="Örneğin “Fabrika müdürü”. Başka kişisel bilgi yazmayın."
    )
    substitutes = MemberChoice(
        label="Kimin yedeği", queryset=BoardMember.objects.none(), required=False,
        help_text="Asıl üyeyse boş bırakın. Yedek, asıl üye gelmediğinde onun yerine sayılır.",
    )  # fmt: skip
    starts_on = day("İlk günü")
    ends_on = day("Son günü", required=False, help_text="Belli değilse boş bırakın.")

    def offer(self, record: AdvisoryBoard) -> None:
        self.fields["stakeholder"].queryset = record.protocol.stakeholders.order_by("name")  # type: ignore[attr-defined]
        self.fields["substitutes"].queryset = seats_of(record)  # type: ignore[attr-defined]


def seats_of(board: AdvisoryBoard) -> Any:
    """The members whose substitutes there may be."""
    return board.members.filter(substitutes=None).select_related("stakeholder")


class EndMemberForm(RecordForm):
    member = MemberChoice(label="Üye", queryset=BoardMember.objects.none())
    ends_on = day("Son günü")
    reason = forms.CharField(**REASON)

    def offer(self, record: AdvisoryBoard) -> None:
        self.fields["member"].queryset = record.members.select_related("stakeholder")  # type: ignore[attr-defined]


class ChairForm(RecordForm):
    member = MemberChoice(label="Başkan", queryset=BoardMember.objects.none())
    starts_on = day("Başkanlığın ilk günü")

    def offer(self, record: AdvisoryBoard) -> None:
        self.fields["member"].queryset = seats_of(record)  # type: ignore[attr-defined]


class CloseBoardForm(forms.Form):
    closed_on = day("Kapandığı gün", help_text="Kurulun artık görevde olmadığı ilk gün.")
    reason = forms.CharField(**REASON)


class ShortReasonForm(ReasonForm):
    reason = forms.CharField(**REASON)


def clauses_of(contents: Any) -> list[tuple[str, str]]:
    """The clauses of a text as choices."""
    return [(one.number, f"{one.number} {one.title}".strip()) for one in contents.clauses]


FORM_OF_ACT: dict[str, type[forms.Form]] = {
    "add_member": AddMemberForm,
    "end_member": EndMemberForm,
    "name_chair": ChairForm,
    "close_board": CloseBoardForm,
}
