"""The flows of a round's students on the map, with the list that says the same."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from desk.flows import MOST_LINES, lines_of
from desk.maps import CountryMap, country_map
from transfers.listings.flows import COMING, FLOWS, pairs_of, round_of
from transfers.listings.tabs import tabs_of
from workflow.web.listing import list_context

UNIT = "öğrenci"
Pairs = Counter[tuple[int, int]]


def transfer_flows(request: HttpRequest) -> HttpResponse:
    """Who moves from where to where; everybody sees the flows of the own place alone."""
    given = FLOWS.given(request.GET)
    given["donem"] = taking = round_of(given)
    pairs = pairs_of(request.user, given) if taking else Counter()  # type: ignore[arg-type]
    context = list_context(request, FLOWS)
    for row in context["page_obj"]:
        row["url"] = _list_of(taking, row["home_code"], row["place_code"], row["field_key"])
    drawn = {
        "map": _map(pairs, given),
        "lines": lines_of(pairs),
        "chosen": given["il"].pk if given.get("il") else None,
        "title": _title(given),
        "note": _note(request),
    }
    told = {
        "taking": taking,
        "students": pairs.total(),
        "moved": sum(n for (home, place), n in pairs.items() if home != place),
        "tabs": tabs_of(FLOWS, request.GET.get("donem", "")),
    }
    return render(request, "desk/transfer_flows.html", {**context, **drawn, **told})


def _note(request: HttpRequest) -> str:
    drawn = f"oklar en kalabalık {MOST_LINES} akıştır, kalınlaştıkça öğrenci artar"
    whole = request.user.scope.everywhere  # type: ignore[union-attr]
    return drawn if whole else f"yalnız okullarınızdan gidenler ve okullarınıza gelenler · {drawn}"


def _title(given: dict[str, Any]) -> str:
    coming = given.get("yon") == COMING
    if given.get("il"):
        return f"{given['il']}: gelenler" if coming else f"{given['il']}: gidenler"
    return "Başka ilden gelenler" if coming else "Başka ile gidenler"


def _map(pairs: Pairs, given: dict[str, Any]) -> CountryMap:
    """Without a province who leaves or comes; with one the other ends, each leading to the list behind it."""
    coming, chosen = given.get("yon") == COMING, given.get("il")
    values: Counter[int] = Counter()
    for (home, place), n in pairs.items():
        if chosen:
            values[home if coming else place] += n
        elif home != place:
            values[place if coming else home] += n
    links = {plate: _behind(plate, coming, given) for plate in values}
    return country_map(values, unit=UNIT, links=links)


def _behind(plate: int, coming: bool, given: dict[str, Any]) -> str:
    chosen, field = given.get("il"), given["alan"].pk if given.get("alan") else 0
    if chosen:
        home, place = (plate, chosen.pk) if coming else (chosen.pk, plate)
        return _list_of(given["donem"], home, place, field)
    asked = {"donem": given["donem"].pk, "il": plate, "yon": given.get("yon") or "", "alan": field or ""}
    return f"{FLOWS.url}?{urlencode({name: value for name, value in asked.items() if value})}"


def _list_of(taking: Any, home: int, place: int, field: int) -> str:
    """Exactly the applications that are counted."""
    asked = {"donem": taking.pk, "il": home, "yer_ili": place, **({"alan": field} if field else {})}
    return f"{reverse('transfers:applications')}?{urlencode(asked)}"
