"""A student's sheet of results and a programme's cut-offs, as pages, papers and the API show them."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet

from .choices import IN_RESULTS, RunStatus
from .models import Application, CriteriaComponent, Placement, PlacementRun, Preference, RunProgramme
from .placement.lottery import hexadecimal
from .rules.sheet import Mark, Programme, boundary, in_words, outcome, sentence
from .waiting import waiting_ranks

MOST_DIGITS = 12
Offers = dict[tuple[int, int, str], RunProgramme]  # by run, quota and kind of place
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


def sheet_of(application: Application) -> list[dict[str, Any]]:
    """One part for each announced run that looked at the application, the newest first."""
    return sheets_of([application])[application.pk]


def sheets_of(applications: Sequence[Application]) -> dict[int, list[dict[str, Any]]]:
    """The sheets of many applications by key, in as many queries for five hundred as for one."""
    keys = [one.pk for one in applications]
    announced = PlacementRun.objects.filter(
        round__in={one.round_id for one in applications}, status=RunStatus.ANNOUNCED
    )
    runs = announced.defer("report").in_bulk()
    told = sorted(Placement.objects.of(keys, runs), key=lambda one: -runs[one.run_id].number)
    for one in told:
        one.run = runs[one.run_id]
    asked: dict[int, list[Preference]] = defaultdict(list)
    for one in Preference.objects.filter(application__in=keys).order_by("rank"):
        asked[one.application_id].append(one)
    offers = _offers({one.run_id for one in told}, {one.quota_id for wishes in asked.values() for one in wishes})
    labels, queue = _labels({one.round.criteria_id for one in applications}), waiting_ranks(applications)
    found: dict[int, list[dict[str, Any]]] = {key: [] for key in keys}
    by_key = {one.pk: one for one in applications}
    for placement in told:
        application = by_key[placement.application_id]
        wishes, of_round = asked[application.pk], labels[application.round.criteria_id]
        part = _part(application, placement, wishes, offers, of_round)
        for row, wish in zip(part["rows"], wishes, strict=True):
            is_newest = not found[application.pk]
            row["waiting_rank"] = queue.get((application.pk, wish.quota_id, wish.kind)) if is_newest else None
        found[application.pk].append(part)
    return found


def _offers(runs: set[int], quotas: set[int]) -> Offers:
    rows = RunProgramme.objects.filter(run__in=runs, quota__in=quotas).select_related(*WITH)
    return {(one.run_id, one.quota_id, one.kind): one for one in rows}


def _labels(criteria: set[int]) -> dict[int, list[str]]:
    """What the parts of the merit are called, the score first, by criteria."""
    found = {key: ["Yerleştirme puanı"] for key in criteria}
    for one in CriteriaComponent.objects.filter(version__in=criteria, tie_rank__isnull=False).order_by("tie_rank"):
        found[one.version_id].append(one.label)
    return found


def _part(
    application: Application, told: Placement, asked: Sequence[Preference], offers: Offers, labels: list[str]
) -> dict[str, Any]:
    lot = hexadecimal(told.run.seed, number_of(application))
    own = Mark(tuple(told.merit), lot)
    rows = [
        _row(number, told, own, offers[told.run_id, one.quota_id, one.kind], application.group, labels)
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
