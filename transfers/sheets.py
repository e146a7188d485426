"""A student's sheet of results and a programme's cut-offs, as pages, papers and the API show them."""

from __future__ import annotations

import hmac
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from .choices import IN_RESULTS, RunStatus
from .models import Application, Placement, PlacementRun, RunProgramme
from .placement.lottery import hexadecimal
from .rules.sheet import Mark, Programme, boundary, in_words, outcome, sentence

MOST_DIGITS = 12
WITH = ("quota__school__province", "quota__field", "quota__branch")


def of_code(number: str, code: str) -> Application | None:
    """The application with this number and code, once there are results to show."""
    if not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    rows = Application.objects.filter(pk=int(number), round__status__in=IN_RESULTS)
    found = rows.select_related("round__criteria", "school__province", "field").first()
    typed = code.upper().replace("-", "").replace(" ", "")
    known = found.result_code if found else ""
    return found if hmac.compare_digest(typed.encode(), known.encode()) and known else None


def number_of(application: Application) -> str:
    """As the lottery and the files name the student."""
    return f"{application.pk:09d}"


def labels_of(application: Application) -> list[str]:
    components = [one for one in application.round.criteria.components.all() if one.tie_rank]
    return ["Yerleştirme puanı", *[one.label for one in sorted(components, key=lambda one: one.tie_rank or 0)]]


def sheet_of(application: Application) -> list[dict[str, Any]]:
    """One part for each announced run that looked at the application, the newest first."""
    told = Placement.objects.filter(application=application, run__status=RunStatus.ANNOUNCED)
    return [_part(application, one) for one in told.select_related("run", "programme").order_by("-run__number")]


def _part(application: Application, told: Placement) -> dict[str, Any]:
    asked = list(application.preferences.order_by("rank"))
    offers = RunProgramme.objects.filter(run=told.run_id, quota__in=[one.quota_id for one in asked])
    found = {(one.quota_id, one.kind): one for one in offers.select_related(*WITH)}
    lot = hexadecimal(told.run.seed, number_of(application))
    own, labels = Mark(tuple(told.merit), lot), labels_of(application)
    rows = [
        _row(number, told, own, found[(one.quota_id, one.kind)], application.group, labels)
        for number, one in enumerate(asked, start=1)
    ]
    merit = [{"label": label, "value": in_words(value)} for label, value in zip(labels, told.merit, strict=True)]
    return {"run": told.run, "placed_on": told.preference, "merit": merit, "lot": lot, "rows": rows}


def _row(
    number: int, told: Placement, own: Mark, offer: RunProgramme, group: str, labels: list[str]
) -> dict[str, Any]:
    programme = published(offer)
    mark = boundary(programme, group)
    return {
        "number": number,
        "offer": offer,
        "label": label_of(offer),
        "outcome": outcome(number, told.preference),
        "rank": told.ranks[number - 1],
        "cutoff": in_words(mark.merit[0]) if mark else "",
        "says": sentence(number, told.preference, own, programme, group, labels),
        **{name: value for name, value in asdict(programme).items() if name in {"seats", "asked", "placed"}},
    }


def published(offer: RunProgramme) -> Programme:
    return Programme(
        offer.seats, offer.reserved_seats, offer.reserved_group, offer.asked, offer.placed,
        _mark(offer.last_merit, offer.last_lot), _mark(offer.bar_merit, offer.bar_lot),
    )  # fmt: skip


def _mark(merit: list[int], lot: str) -> Mark | None:
    return Mark(tuple(merit), lot) if lot else None


def label_of(offer: RunProgramme) -> str:
    quota = offer.quota
    return f"{quota.school.province.name}, {quota} – {offer.get_kind_display()}"


def cutoffs_of(run: PlacementRun) -> QuerySet[RunProgramme]:
    """What is published of each programme; nobody's data is in it."""
    return run.offers.select_related(*WITH).order_by(
        "quota__school__province__name", "quota__school__name", "quota__field__name", "code"
    )


def in_force() -> QuerySet[PlacementRun]:
    """The runs whose results stand, the newest first."""
    return PlacementRun.objects.filter(status=RunStatus.ANNOUNCED).select_related("round__criteria")
