"""What the doors ask of a call for coordinators: calendar, posts, criteria, the commission's four seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from centers.acts.calls import MOST_CRITERIA, WHOLE
from centers.choices.selection import OF_MEMBERS, OF_THE_CHAIR, MemberTitle, Seat
from centers.models import Center, Post

from .centers import PlaceField
from .fields import ReasonForm, WithRecord, day, words

CHOOSE = ("", "Seçin")


class PostsChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.starts_on:%d.%m.%Y} gününden beri)"


class CallForm(WithRecord):
    """Posts are those of the centre that hold; of a new call the centre is told apart."""

    title = forms.CharField(label="Çağrının adı", max_length=200)
    posts = PostsChoice(
        label="Çağrıya çıkarılan kadrolar",
        queryset=Post.objects.select_related("field"),
        widget=forms.CheckboxSelectMultiple,
        help_text="Aynı görev ve alandaki kadrolar birlikte çağrılır (SMM Yönergesi m. 4/5).",
    )
    applications_from = day("Başvuruların ilk günü")
    applications_until = day(
        "Başvuruların son günü", help_text="Bu gün de başvuru alınır; şartlar bu gün itibarıyla aranır."
    )
    evaluation_until = day("Değerlendirmenin son günü")
    results_on = day("Sonuçların duyurulacağı gün")
    is_compulsory_service_place = PlaceField()
    instructions = words(
        "Başvuru usul ve esasları", rows=8, most=6000,
        help_text="Başvurunun nasıl yapılacağı, istenen belgeler, değerlendirmenin nasıl yapılacağı (SMM Yönergesi m. 10/1).",
    )  # fmt: skip

    def __init__(self, *args: Any, record: Any = None, center: Center | None = None, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        center = center or (record.center if record is not None else None)
        if center is None:
            return
        chosen: Any = self.fields["posts"]
        chosen.queryset = chosen.queryset.filter(Q(until=None) | Q(until__gt=localdate()), center=center)
        if record is None:
            self.initial.setdefault("title", f"{center.name}: koordinatör seçimi")
            self.initial.setdefault("is_compulsory_service_place", center.is_compulsory_service_place)
        if not chosen.queryset.exists():
            chosen.help_text = "Merkezin kadrosu belirlenmemiş; önce merkezin sayfasında “Kadroyu belirle” deyin (SMM Yönergesi m. 4/5)."

    def said_of(self, record: Any) -> dict[str, Any]:
        kinds = {(one.role, one.field_id) for one in record.posts.all()}
        posts = Post.objects.filter(center=record.center_id)
        return {"posts": [post.pk for post in posts if (post.role, post.field_id) in kinds]}


class _Criteria(WithRecord):
    """A row for each criterion: its name, its weight, and the most points."""

    def said_of(self, record: Any) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for row in record.criteria.all():
            said |= {f"name_{row.number}": row.name, f"weight_{row.number}": row.weight}
            said[f"maximum_{row.number}"] = row.maximum
        return said

    @property
    def grid(self) -> list[list[forms.BoundField]]:
        return [[self[f"{what}_{number}"] for what in ("name", "weight", "maximum")] for number in _numbers()]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        rows = [_row(values, number) for number in _numbers()]
        filled = [number for number, row in enumerate(rows, start=1) if any(row.values())]
        for number in filled:
            for what, value in rows[number - 1].items():
                if not value and f"{what}_{number}" not in self.errors:
                    self.add_error(f"{what}_{number}", "Ölçütün adını, ağırlığını ve en yüksek puanını yazın.")
        if filled != list(range(1, len(filled) + 1)):
            self.add_error("name_1", "Arada boş satır bırakmayın.")
        return {"criteria": [rows[number - 1] for number in filled]}


def _numbers() -> range:
    return range(1, MOST_CRITERIA + 1)


def _row(values: dict[str, Any], number: int) -> dict[str, Any]:
    return {what: values.get(f"{what}_{number}") for what in ("name", "weight", "maximum")}


def _criteria_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for number in _numbers():
        found[f"name_{number}"] = forms.CharField(label=f"{number}. ölçüt", max_length=120, required=False)
        found[f"weight_{number}"] = forms.IntegerField(
            label=f"{number}. ölçütün ağırlığı (%)", min_value=1, max_value=WHOLE, required=False
        )
        found[f"maximum_{number}"] = forms.IntegerField(
            label=f"{number}. ölçütün en yüksek puanı", min_value=1, max_value=1000, required=False
        )
    return found


CriteriaForm = type("CriteriaForm", (_Criteria,), _criteria_fields())


class MoveForm(WithRecord):
    applications_until = day("Başvuruların yeni son günü")
    evaluation_until = day("Değerlendirmenin son günü")
    results_on = day("Sonuçların duyurulacağı gün")
    reason = words("Uzatmanın nedeni", most=300)


class _Commission(WithRecord):
    """The four seats; one that is left empty stays empty, and the commission cannot sit until all are held."""

    def said_of(self, record: Any) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for one in record.members.all():
            said |= {f"{one.seat}_name": one.name, f"{one.seat}_title": one.title}
        return said

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        members = {seat: (values.get(f"{seat}_name") or "", values.get(f"{seat}_title") or "") for seat in Seat.values}
        for seat, (name, title) in members.items():
            if name.strip() and not title:
                self.add_error(f"{seat}_title", "Unvanını seçin.")
        return {"members": members}


def _commission_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for seat in Seat:
        titles = OF_THE_CHAIR if seat == Seat.CHAIR else OF_MEMBERS
        choices = [CHOOSE, *((title.value, MemberTitle(title).label) for title in titles)]
        found[f"{seat.value}_name"] = forms.CharField(
            label=f"{seat.label}: adı soyadı", max_length=120, required=False
        )
        found[f"{seat.value}_title"] = forms.ChoiceField(
            label=f"{seat.label}: unvanı", choices=choices, required=False
        )
    return found


CommissionForm = type("CommissionForm", (_Commission,), _commission_fields())


class MinutesForm(WithRecord):
    minutes = words(
        "Görüşmeler", rows=10, most=20_000,
        help_text="Nasıl görüşüldüğü; adaylar, puanlar ve sıra tutanağa kendiliğinden yazılır. Kimlik numarası yazmayın.",
    )  # fmt: skip


FORM_OF_CALL: dict[str, type[forms.Form]] = {
    "correct_call": CallForm,
    "set_criteria": CriteriaForm,
    "move_calendar": MoveForm,
    "cancel_call": ReasonForm,
    "write_commission": CommissionForm,
    "complete_evaluation": MinutesForm,
    "reopen_evaluation": ReasonForm,
    "return_evaluation": ReasonForm,
}
