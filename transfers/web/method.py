"""How places are given, for everybody: the criteria, the lottery, the steps, and the proof of the announced placement."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from transfers.choices import RoundStatus, RunStatus
from transfers.models import PlacementRun, TransferRound
from transfers.placement.lottery import hexadecimal
from transfers.rules.example import STUDENTS
from transfers.sheets import MOST_DIGITS


@login_not_required
def method(request: HttpRequest) -> HttpResponse:
    """Of the year asked for, else of the newest round that was announced; nobody's data."""
    rounds = list(_announced())
    record = _chosen(rounds, request.GET.get("yil", ""))
    context: dict[str, Any] = {"rounds": rounds, "record": record, "example": STUDENTS}
    if record is not None:
        components = list(record.criteria.components.all())
        context |= {
            "components": components,
            "ties": sorted((one for one in components if one.tie_rank), key=lambda one: one.tie_rank or 0),
            "run": _newest_run(record),
            **_lot(record, request.GET.get("no", "").strip()),
        }
    return render(request, "transfers/results/method.html", context)


def _announced() -> Any:
    rows = TransferRound.objects.filter(announced_on__lte=localdate()).exclude(status=RoundStatus.CANCELLED)
    return rows.select_related("criteria").prefetch_related("criteria__components").order_by("-year")


def _chosen(rounds: list[TransferRound], year: str) -> TransferRound | None:
    if not year:
        return rounds[0] if rounds else None
    found = next((one for one in rounds if str(one.year) == year), None)
    if found is None:
        raise Http404("Bu öğretim yılının ilan edilmiş bir nakil dönemi yok.")
    return found


def _newest_run(record: TransferRound) -> PlacementRun | None:
    return record.runs.filter(status=RunStatus.ANNOUNCED).order_by("-number").first()


def _lot(record: TransferRound, number: str) -> dict[str, str]:
    """The lot of an application's number, as anybody may compute it."""
    if not number:
        return {}
    if not (number.isascii() and number.isdecimal()) or len(number) > MOST_DIGITS:
        return {
            "asked": number[:MOST_DIGITS],
            "fault": "Başvuru numarası yalnız rakamlardan oluşur; en çok 12 hanedir.",
        }
    name = f"{int(number):09d}"
    return {"asked": name, "lot": hexadecimal(record.seed, name)}
