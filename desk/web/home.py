"""İş masası and what stands behind each of its counts: the list of a pile, the list of a figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import CENTRE_ROLES
from accounts.models import Province
from desk.desk import desk_of
from desk.figures import FIGURES, Figure
from desk.pile_kinds import GROUPS
from desk.waiting import kind_for, rows_of, tasks_of
from workflow.models import Notice
from workflow.web.lists import page_of


def home(request: HttpRequest) -> HttpResponse:
    if request.user.has_role(*CENTRE_ROLES) and request.user.is_confined:
        return redirect("centers:mine")
    if request.user.is_representative:
        return redirect("representatives:mine")
    if request.user.is_confined:
        return redirect("centers:my_applications")
    notices = Notice.objects.visible_to(request.user).unread()[:8]
    context = desk_of(request.user, on=localdate(), beside=[notices])
    return render(request, "desk/home.html", {**context, "notices": notices})


def pile(request: HttpRequest, key: str) -> HttpResponse:
    """All tasks of one pile, the oldest first; 404 where this user has no such pile."""
    kind = kind_for(request.user, key)
    if kind is None:
        raise Http404("Böyle bir iş listesi yok.")
    today = localdate()
    context = page_of(request, rows_of(kind, request.user, today))
    tasks = tasks_of(context["page_obj"].object_list, request.user, on=today)
    return render(request, "desk/pile.html", {"kind": kind, "group": GROUPS[kind.group], "tasks": tasks, **context})


class FigureFilter(forms.Form):
    il = forms.ModelChoiceField(label="İl", queryset=Province.objects.all(), required=False, empty_label="Tümü")


ORDER = {
    "designation": ("-decided_on", "-pk"),
    "dossier": ("-state_since", "-pk"),
    "standing": ("school__name", "pk"),
    "opportunity": ("school__name", "pk"),
    "school": ("name", "pk"),
    "protocol": ("-starts_on", "-pk"),
    "quota": ("school__name", "pk"),
}


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """The records that a figure counts, exactly these, perhaps of one province."""
    found = FIGURES.get(key)
    if found is None:
        raise Http404("Böyle bir gösterge yok.")
    form = FigureFilter(request.GET)
    province = form.cleaned_data.get("il") if form.is_valid() else None
    rows = found.rows(request.user, localdate(), province.pk if province else None)
    rows = rows.order_by(*ORDER[found.base_key])
    if found.base_key in {"designation", "dossier", "standing", "opportunity"}:
        rows = rows.select_related("school__province")
    elif found.base_key == "school":
        rows = rows.select_related("province")
    elif found.base_key == "quota":
        rows = rows.select_related("school__province", "field", "branch")
    context = page_of(request, rows)
    context["rows"] = [_row(found, record) for record in context["page_obj"].object_list]
    more = {
        "figure": found,
        "form": form,
        "reset_url": request.path,
        "map_url": f"{reverse('desk:map')}?gosterge={key}",
    }
    return render(request, "desk/figure.html", {**context, **more})


def _row(found: Figure, record: Any) -> dict[str, Any]:
    """One line of the list: the record with its page, its place, what it is, its state and the day of it."""
    match found.base_key:
        case "school":
            line = {"name": record.name, "place": record.province, "what": record.get_kind_display()}
            return line | {"url": reverse("designations:school", args=[record.pk])}
        case "protocol":
            line = {"name": record.title, "place": "", "what": "", "day": record.starts_on}
            return line | {"url": reverse("protocols:detail", args=[record.pk]), **_state(record)}
        case "quota":
            line = {"what": f"{record.field}, {record.places} yer", "day": record.state_since, **_state(record)}
            return line | _of_school(record, reverse("transfers:quota", args=[record.pk]))
        case "standing":
            line = {"what": record.get_type_display(), "day": record.as_of, **_state(record, "verdict")}
            return line | _of_school(record, reverse("designations:school", args=[record.school_id]))
        case "opportunity":
            line = {"what": record.get_type_display(), "day": record.as_of, **_state(record, "verdict")}
            return line | _of_school(record, reverse("designations:standing", args=[record.pk]))
        case "designation":
            line = {"what": record.get_type_display(), "day": record.decided_on, **_state(record)}
            return line | _of_school(record, reverse("designations:designation", args=[record.pk]))
        case _:
            line = {"what": record.get_type_display(), "day": record.state_since, **_state(record)}
            return line | _of_school(record, reverse("designations:dossier", args=[record.pk]))


def _of_school(record: Any, url: str) -> dict[str, Any]:
    return {"name": record.school.name, "place": record.school.province, "url": url}


def _state(record: Any, name: str = "status") -> dict[str, str]:
    return {"state": getattr(record, name), "state_words": getattr(record, f"get_{name}_display")()}
