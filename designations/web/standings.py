"""The country as the last check found it: lists of opportunities, of what is missing and of what was lost; what changed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from designations.acts.standings import start_check, stop_check
from designations.choices import ChangeCause, StandingKind
from designations.listings.standings import CHANGES, STANDINGS, criteria_in_words, in_place
from designations.models import CountryCheck, Dossier, Standing, StandingChange
from designations.permissions import may_check_country
from designations.rules import RULE_BOOKS
from designations.rules.opportunities import kinds_of
from schools.permissions import may_edit
from workflow.at_once import read_at_once
from workflow.choices import JobState
from workflow.refusals import Refusal
from workflow.web.listing import list_context
from workflow.web.lists import page_of

from .schools import mend_urls

# The lists that ask for something, each with what the map calls it.
SHOWN = {
    StandingKind.OPEN: "firsat",
    StandingKind.NEAR: "tek-eksik",
    StandingKind.LOST: "yitiren",
    StandingKind.UNKNOWN: "bilgi-eksik-liste",
}
ASKED = {rule.cites: rule.asks for book in RULE_BOOKS.values() for rule in book}
AT_WORK = {JobState.QUEUED, JobState.RUNNING}


def standings(request: HttpRequest) -> HttpResponse:
    """All schools and types by the filters, above them how many stand in each list."""
    context = list_context(request, STANDINGS)
    given = STANDINGS.given(request.GET)
    rows = list(context["page_obj"].object_list)
    _with_words(rows)
    last = CountryCheck.objects.done().first()
    more = {
        "rows": rows,
        "tiles": _tiles(request, given),
        "liste": given.get("liste", ""),
        "map_url": _map_url(given),
        "last": last,
        "open_check": CountryCheck.objects.visible_to(request.user).filter(is_open=True).first(),
        "may_check": may_check_country(request.user, None),
    }
    return render(request, "designations/country/standings.html", {**context, **more})


def _with_words(rows: list[Standing]) -> None:
    """What each row of the page says in words, and whether a dossier asks for it already."""
    schools = {row.school_id for row in rows}
    asked = set(Dossier.objects.open().filter(school__in=schools).values_list("school_id", "type")) if rows else set()
    for row in rows:
        shown: Any = row
        shown.kind_words = StandingKind(shown.kind).label
        shown.lacking_words = criteria_in_words(row.lacking)
        shown.unclear_words = criteria_in_words(row.unclear)
        shown.is_asked = (row.school_id, row.type) in asked


def _tiles(request: HttpRequest, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The number of rows in each list under the other filters, and the address of that list."""
    parts = in_place(Standing.objects.visible_to(request.user), given).grouped(localdate())
    read_at_once(*parts)
    counted: Counter[str] = Counter()
    for _, _, kind, n in kinds_of(*parts):
        counted[kind] += n
    tiles = []
    for kind in SHOWN:
        query = request.GET.copy()
        query["liste"] = kind.value
        query.pop("sayfa", None)
        tiles.append({"kind": kind.value, "label": kind.label, "count": counted[kind], "url": f"?{query.urlencode()}"})
    return tiles


def _map_url(given: dict[str, Any]) -> str:
    """The map of the list that is shown, of its type where one is chosen."""
    key = SHOWN.get(StandingKind(given["liste"])) if given.get("liste") else "firsat"
    if key is None:
        return ""
    kind = f"-{given['ozellik'].replace('_', '-')}" if given.get("ozellik") else ""
    return f"{reverse('desk:map')}?gosterge={key}{kind}"


def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """One school and type: the findings of the last check, where each is mended, and what changed before."""
    rows = Standing.objects.visible_to(request.user).with_kind(localdate()).select_related("school__province")
    found: Any = get_object_or_404(rows, pk=pk)
    school = found.school
    context = {
        "standing": found,
        "kind_words": StandingKind(found.kind).label,
        "findings": [{**finding, "question": ASKED.get(finding["provision"], "")} for finding in found.findings],
        "mend_urls": mend_urls(school) if may_edit(request.user, school) else {},
        "changes": _described(StandingChange.objects.filter(school=school, type=found.type)[:20]),
    }
    return render(request, "designations/country/standing.html", context)


def _described(changes: Any) -> list[dict[str, Any]]:
    """Changes with their causes and turned findings in words."""
    return [
        {
            "change": change,
            "causes": ", ".join(str(ChangeCause(cause).label) for cause in change.causes),
            "turns": [{**turn, "words": criteria_in_words([turn["provision"]])} for turn in change.turns],
        }
        for change in changes
    ]


def standing_changes(request: HttpRequest) -> HttpResponse:
    context = list_context(request, CHANGES)
    context["rows"] = _described(context["page_obj"].object_list)
    return render(request, "designations/country/changes.html", context)


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Begin a check, or lead to the one that runs."""
    try:
        check = start_check(by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("designations:standings")
    return redirect("designations:country_check", check.pk)


def _seen(request: HttpRequest, pk: int) -> CountryCheck:
    return get_object_or_404(CountryCheck.objects.visible_to(request.user).select_related("job", "by"), pk=pk)


def checks(request: HttpRequest) -> HttpResponse:
    """The checks so far, the newest first."""
    if not request.user.scope.everywhere:
        raise PermissionDenied
    rows = CountryCheck.objects.visible_to(request.user).select_related("by", "job")
    context = {"may_check": may_check_country(request.user, None), **page_of(request, rows)}
    return render(request, "designations/country/checks.html", context)


def country_check(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: how far it is, on what it rested, what it changed."""
    check = _seen(request, pk)
    rows = check.changes.order_by().values_list("after").annotate(n=Count("pk"))
    changed = [(StandingKind(after).label, after, n) for after, n in sorted(rows, key=lambda row: -row[1])]
    return render(request, "designations/country/check.html", {"check": check, "changed": changed, **_panel(check)})


def _panel(check: CountryCheck) -> dict[str, Any]:
    """What the panel of progress is drawn from."""
    return {
        "job": check.job,
        "is_busy": bool(check.job and check.job.state in AT_WORK and check.finished_at is None),
        "poll_url": reverse("designations:check_progress", args=[check.pk]),
        "cancel_url": reverse("designations:stop_check", args=[check.pk]),
    }


def check_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the running job; when it is over, the whole page is asked for anew."""
    panel = _panel(_seen(request, pk))
    if not panel["is_busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    if not may_check_country(request.user, None):
        panel["cancel_url"] = ""
    return render(request, "components/progress.html", panel)


@require_POST
def check_stop(request: HttpRequest, pk: int) -> HttpResponse:
    check = _seen(request, pk)
    try:
        stop_check(check, by=request.user, on=localdate())
        messages.info(request, "Tarama durduruldu; durumlar önceki taramadaki gibi duruyor.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("designations:country_check", pk)
