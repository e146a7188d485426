"""The quality of the register's data: what is to be mended, a school's and a province's page, the check that finds it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from accounts.models import Province
from schools.acts.quality import start_quality_check, stop_quality_check
from schools.choices import FaultKind
from schools.models import QualityItem, QualityMonth, QualityRun, QualityScore, School
from schools.permissions import may_check_quality
from schools.quality.listing import ITEMS, in_place
from schools.quality.reading import change_for, months_so_far, trend_of, trend_of_school
from schools.quality.showing import rows_of, rows_of_school
from schools.rules.quality import TITLES, against_average
from workflow.choices import JobState
from workflow.refusals import Refusal
from workflow.web.listing import list_context

AT_WORK = {JobState.QUEUED, JobState.RUNNING}
LOWEST = 10  # schools that a province's page names, those with most to mend


def quality(request: HttpRequest) -> HttpResponse:
    """All items by the filters, above them how many of each kind."""
    context = list_context(request, ITEMS)
    given = ITEMS.given(request.GET)
    more = {
        "rows": rows_of(context["page_obj"].object_list, request.user),
        "tiles": _tiles(request, given),
        "tur": given.get("tur", ""),
        "change": change_for(request.user),
        "last": QualityRun.objects.done().first(),
        "open_run": QualityRun.objects.visible_to(request.user).filter(is_open=True).first(),
        "may_check": may_check_quality(request.user, None),
        "has_provinces": _own_provinces(request).exists(),
    }
    return render(request, "schools/quality/items.html", {**context, **more})


def _tiles(request: HttpRequest, given: dict[str, Any]) -> list[dict[str, Any]]:
    rows = in_place(QualityItem.objects.visible_to(request.user), given)
    counted = dict(rows.order_by().values_list("kind").annotate(n=Count("*")))
    tiles = []
    for kind in FaultKind:
        query = request.GET.copy()
        query["tur"] = kind.value
        query.pop("sayfa", None)
        tiles.append({"kind": kind, "count": counted.get(kind, 0), "url": f"?{query.urlencode()}"})
    return tiles


def _own_provinces(request: HttpRequest) -> Any:
    """The provinces whose page the user may open."""
    scope = request.user.scope
    rows = Province.objects.order_by("name")
    return rows if scope.everywhere else rows.filter(pk__in=scope.provinces)


def quality_school(request: HttpRequest, pk: int) -> HttpResponse:
    """One school: its score, why, and each item with its field, as the entries are now."""
    schools = School.objects.visible_to(request.user).select_related("province", "district")
    school = get_object_or_404(schools, pk=pk)
    trend = trend_of_school(school)
    context = {
        "school": school,
        "score": trend[-1] if trend else None,
        "trend": [_bar(row) for row in trend],
        **rows_of_school(school, request.user, on=localdate()),
    }
    return render(request, "schools/quality/school.html", context)


def _bar(row: QualityScore | QualityMonth) -> dict[str, Any]:
    """A month as the bars are drawn: the score is its own share of a hundred."""
    return {"label": f"{row.month:%m.%Y}", "value": row.score, "share": float(row.score), "tone": "", "url": ""}


def quality_provinces(request: HttpRequest) -> HttpResponse:
    """All provinces, for who sees the whole country; a province is led to its own page."""
    if not request.user.scope.everywhere:
        own = _own_provinces(request).first()
        if own is None:
            raise PermissionDenied
        return redirect("schools:quality_province", own.pk)
    months = months_so_far()
    rows = QualityMonth.objects.visible_to(request.user).filter(month__in=months[:1]).select_related("province")
    country = next((row for row in rows if row.province_id is None), None)
    context = {
        "country": country,
        "trend": [_bar(row) for row in trend_of(None)],
        "provinces": [
            {"row": row, "against": against_average(row.score, country.score)}
            for row in sorted(rows, key=lambda row: row.score)
            if row.province_id is not None and country is not None
        ],
        "map_url": f"{reverse('desk:map')}?gosterge=veri-kalitesi",
    }
    return render(request, "schools/quality/provinces.html", context)


def quality_province(request: HttpRequest, pk: int) -> HttpResponse:
    """One province against the country's average, by month, and where most is to be mended; nothing of other provinces."""
    province = _own_provinces(request).filter(pk=pk).first()
    if province is None:
        raise Http404("Böyle bir il yok ya da görev alanınızda değil.")
    own, country = trend_of(province), {row.month: row for row in trend_of(None)}
    now = own[-1] if own else None
    context = {
        "province": province,
        "now": now,
        "average": country[now.month].score if now else None,
        "against": against_average(now.score, country[now.month].score) if now else "",
        "trend": [{"row": row, "country": country[row.month], "bar": _bar(row)} for row in own],
        "by_check": _by_check(request, province),
        "lowest": _lowest(request, province, now),
    }
    return render(request, "schools/quality/province.html", context)


def _by_check(request: HttpRequest, province: Province) -> list[dict[str, Any]]:
    """The checks with the number of their items, the most first, as bars that lead to the list."""
    rows = QualityItem.objects.visible_to(request.user).open().filter(school__province=province)
    counted = list(rows.order_by().values_list("check_id").annotate(n=Count("*")).order_by("-n", "check_id"))
    longest = counted[0][1] if counted else 1
    address = reverse("schools:quality")
    return [
        {
            "label": TITLES.get(check, check),
            "value": n,
            "share": round(100 * n / longest, 1),
            "tone": "",
            "url": f"{address}?il={province.pk}&denetim={check}",
        }
        for check, n in counted
    ]


def _lowest(request: HttpRequest, province: Province, now: QualityMonth | None) -> Any:
    if now is None:
        return []
    rows = QualityScore.objects.visible_to(request.user).filter(month=now.month, school__province=province)
    return rows.select_related("school").order_by("score", "school__name")[:LOWEST]


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Begin a check, or say why not."""
    try:
        run = start_quality_check(by=request.user, on=localdate())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("schools:quality")
    return redirect("schools:quality_run", run.pk)


def _seen(request: HttpRequest, pk: int) -> QualityRun:
    return get_object_or_404(QualityRun.objects.visible_to(request.user).select_related("job", "by"), pk=pk)


def quality_run(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: how far it is, and what it found."""
    run = _seen(request, pk)
    terms = [{"title": title, **run.terms[id]} for id, title in TITLES.items() if id in run.terms]
    return render(request, "schools/quality/run.html", {"run": run, "terms": terms, **_panel(request, run)})


def _panel(request: HttpRequest, run: QualityRun) -> dict[str, Any]:
    may = may_check_quality(request.user, None)
    return {
        "job": run.job,
        "is_busy": bool(run.job and run.job.state in AT_WORK and run.finished_at is None),
        "poll_url": reverse("schools:quality_progress", args=[run.pk]),
        "cancel_url": reverse("schools:stop_quality", args=[run.pk]) if may else "",
    }


def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The panel of the running job; when it is over, the whole page is asked for anew."""
    panel = _panel(request, _seen(request, pk))
    if not panel["is_busy"]:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "components/progress.html", panel)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    run = _seen(request, pk)
    try:
        stop_quality_check(run, by=request.user, on=localdate())
        messages.info(request, "Denetim durduruldu; bilgiler önceki denetimdeki gibi duruyor.")
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("schools:quality_run", pk)
