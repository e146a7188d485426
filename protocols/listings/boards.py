"""Advisory boards and their resolutions as lists: filters, rows, order, and the columns of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Province, User
from protocols.choices.boards import BoardStatus, ResolutionStatus
from protocols.models import AdvisoryBoard, BoardMeeting, Resolution
from schools.models import School
from workflow.listing import Column, Listing

SOON = 30  # days
MEETING: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "geciken": ("Gecikmiş", lambda rows, on: rows.overdue(on)),
    "ay": (f"Gecikmiş veya {SOON} gün içinde", lambda rows, on: rows.due_within(on, SOON)),
    "plansiz": (
        f"{SOON} gün içinde, henüz planlanmamış",
        lambda rows, on: rows.due_within(on, SOON).without_a_date(on),
    ),
    "bilinmeyen": ("Bilgi eksik", lambda rows, _on: rows.open().filter(due_on=None)),
}
ANSWERS: dict[str, tuple[str, Callable[[Any, date], Any]]] = {
    "bekleyen": ("Yanıt bekleyen", lambda rows, _on: rows.awaiting()),
    "geciken": ("Yanıtı gecikmiş", lambda rows, on: rows.late(on)),
    "uyulan": ("Uyulan", lambda rows, _on: rows.filter(status=ResolutionStatus.FOLLOWED)),
    "kismen": ("Kısmen uyulan", lambda rows, _on: rows.filter(status=ResolutionStatus.PARTLY)),
    "uyulmayan": ("Uyulmayan", lambda rows, _on: rows.filter(status=ResolutionStatus.NOT_FOLLOWED)),
}


def _choices(known: Mapping[str, tuple[str, Any]]) -> list[tuple[str, str]]:
    return [("", "Tümü"), *((key, label) for key, (label, _) in known.items())]


class BoardFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(label="Durum", choices=[("", "Tümü"), *BoardStatus.choices], required=False)
    toplanti = forms.ChoiceField(label="Sonraki toplantı", choices=_choices(MEETING), required=False)
    karar = forms.ChoiceField(
        label="Kararlar", choices=[("", "Tümü"), ("bekleyen", "Yanıt bekleyeni olan")], required=False
    )
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")
    protokol = forms.IntegerField(label="Protokol no", required=False, min_value=1)


class ResolutionFilter(forms.Form):
    q = forms.CharField(label="Okul adı veya kurum kodu", required=False)
    durum = forms.ChoiceField(label="Yanıt", choices=_choices(ANSWERS), required=False)
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


def _boards(user: User, given: Mapping[str, Any], on: date) -> Any:
    rows = AdvisoryBoard.objects.visible_to(user).select_related("school__province", "protocol")
    if given.get("durum"):
        rows = rows.filter(status=given["durum"])
    if given.get("toplanti"):
        rows = MEETING[given["toplanti"]][1](rows, on)
    if given.get("karar"):
        rows = rows.unanswered()
    if given.get("protokol"):
        rows = rows.filter(protocol=given["protokol"])
    rows = _of_schools(rows, given, "school")
    last = BoardMeeting.objects.quorate().filter(board=OuterRef("pk")).order_by("-meets_on").values("meets_on")[:1]
    asked = Resolution.objects.awaiting().filter(meeting__board=OuterRef("pk")).order_by().values("meeting__board")
    awaiting = Coalesce(Subquery(asked.annotate(many=Count("pk")).values("many")), 0)
    return rows.annotate(last_met_on=Subquery(last), awaiting=awaiting)


def _resolutions(user: User, given: Mapping[str, Any], on: date) -> Any:
    """Those that were put to the school directorate; what is written before minutes are signed stands with its meeting."""
    rows = Resolution.objects.visible_to(user).exclude(status=ResolutionStatus.WRITTEN)
    rows = rows.select_related("meeting__board__school__province")
    if given.get("durum"):
        rows = ANSWERS[given["durum"]][1](rows, on)
    return _of_schools(rows, given, "meeting__board__school")


def _of_schools(rows: Any, given: Mapping[str, Any], path: str) -> Any:
    if given.get("il"):
        rows = rows.filter(**{f"{path}__province": given["il"]})
    if given.get("q"):
        rows = rows.filter(**{f"{path}__in": School.objects.named(given["q"]).values("pk")})
    return rows


BOARDS = Listing(
    "danisma-kurullari",
    "Danışma kurulları",
    "protocols:boards",
    BoardFilter,
    _boards,
    (
        Column("Kurum kodu", "school__code"),
        Column("Okul", "school__name"),
        Column("İl", "school__province__name"),
        Column("Protokol", "protocol__title"),
        Column("Durum", "status", dict(BoardStatus.choices)),
        Column("Oluşturulduğu gün", "formed_on"),
        Column("Yeter sayılı son toplantı", "last_met_on"),
        Column("En geç toplanacağı gün", "due_on"),
        Column("Yanıt bekleyen karar", "awaiting"),
        Column("Kapandığı gün", "closed_on"),
        Column("Kapanma nedeni", "close_reason"),
    ),
    {"okul": "school__name", "gun": "due_on", "son": "last_met_on"},
)
RESOLUTIONS = Listing(
    "kurul-kararlari",
    "Danışma kurulu kararları",
    "protocols:board_resolutions",
    ResolutionFilter,
    _resolutions,
    (
        Column("Kurum kodu", "meeting__board__school__code"),
        Column("Okul", "meeting__board__school__name"),
        Column("İl", "meeting__board__school__province__name"),
        Column("Toplantı no", "meeting__number"),
        Column("Toplantı günü", "meeting__meets_on"),
        Column("Karar sırası", "number"),
        Column("Karar", "text"),
        Column("Kabul", "in_favour"),
        Column("Ret", "against"),
        Column("Çekimser", "abstaining"),
        Column("Yanıt", "status", dict(ResolutionStatus.choices)),
        Column("Yanıtın son günü", "answer_by"),
        Column("Yanıtlandığı gün", "answered_on"),
        Column("Gerekçe", "answer"),
    ),
    {"okul": "meeting__board__school__name", "gun": "meeting__meets_on", "yanit": "answer_by"},
)
