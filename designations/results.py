"""What scenarios found, as pages and programs show it: by type, by province on maps, two side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from accounts.models import Province

from .choices import DesignationType, Verdict
from .dossiers import policy_on
from .models import PolicyVersion, Scenario
from .rules.facts import POLICY_KEYS
from .rules.measures import number
from .scenarios import WITH_TRANSFERS, policy_of

SHOWN = {"gain": "Kazanan okullar", "loss": "Yitiren okullar"}


def figures_of(scenario: Scenario, on: date) -> list[dict[str, Any]]:
    """Each figure beside the one in force: ``label``, ``here``, ``in_force``, ``changed``."""
    _, today = policy_on(on)
    here = policy_of(scenario, on)
    rows = [
        {"label": _label(key), "here": number(getattr(here, key)), "in_force": number(getattr(today, key))}
        for key in POLICY_KEYS
    ]
    versions = {
        "Alan kümelenmeleri": scenario.clusters, "Fiziki standartlar": scenario.standards, "İstatistik yılı": scenario.year,
    }  # fmt: skip
    rows += [
        {"label": label, "here": version or "yürürlükteki", "in_force": "yürürlükteki"}
        for label, version in versions.items()
    ]
    return [{**row, "changed": row["here"] != row["in_force"]} for row in rows]


def _label(key: str) -> str:
    return str(PolicyVersion._meta.get_field(key).verbose_name)  # type: ignore[union-attr]


def types_of(scenario: Scenario) -> list[dict[str, Any]]:
    """One row a type: verdicts today and in the scenario, gains and losses, and what hangs on them; empty before a run."""
    found = scenario.result.get("types", {})
    address = f"{reverse('designations:moved')}?senaryo={scenario.pk}"
    return [
        {
            "type": kind.label,
            "verdicts": [
                (label, found[kind]["before"][value], found[kind]["after"][value]) for value, label in Verdict.choices
            ],
            "gain": found[kind]["gain"],
            "loss": found[kind]["loss"],
            "held_lost": found[kind]["held_lost"],
            "has_transfers": kind in WITH_TRANSFERS,
            "boards": kind == DesignationType.REGION,
            "gain_url": f"{address}&etki=gain&ozellik={kind.value}",
            "loss_url": f"{address}&etki=loss&ozellik={kind.value}",
        }
        for kind in DesignationType
        if kind in found
    ]


def by_province(scenario: Scenario, kind: str, what: str) -> dict[int, int]:
    """Schools by plate number: ``today`` eligible, ``gain`` or ``loss``; of one type, or of all."""
    counted: dict[int, int] = {}
    for type_, found in scenario.result.get("types", {}).items():
        if kind and type_ != kind:
            continue
        for plate, place in found["provinces"].items():
            if place[what]:
                counted[int(plate)] = counted.get(int(plate), 0) + place[what]
    return counted


def maps_of(scenario: Scenario, kind: str, what: str) -> dict[str, Any]:
    """Today's map and beside it that of gains or losses, with what else may be chosen."""
    kind = kind if kind in DesignationType.values else ""
    what = what if what in SHOWN else "gain"
    moved = by_province(scenario, kind, what)
    address = f"{reverse('designations:moved')}?senaryo={scenario.pk}&etki={what}" + (
        f"&ozellik={kind}" if kind else ""
    )
    return {
        "kind": kind,
        "what": what,
        "types": [("", "Dört özellik"), *DesignationType.choices],
        "whats": list(SHOWN.items()),
        "today": by_province(scenario, kind, "today"),
        "moved": moved,
        "moved_title": SHOWN[what],
        "links": {plate: f"{address}&il={plate}" for plate in moved},
    }


def compared(a: Scenario, b: Scenario, on: date) -> dict[str, Any]:
    """Two scenarios side by side: their figures, their types, and the provinces in which they differ."""
    figures = [
        {"label": one["label"], "in_force": one["in_force"], "a": one["here"], "b": other["here"],
         "differs": one["here"] != other["here"]}
        for one, other in zip(figures_of(a, on), figures_of(b, on), strict=True)
    ]  # fmt: skip
    of_a, of_b = (one.result.get("types", {}) for one in (a, b))
    types = [
        {
            "type": kind.label,
            "today": of_a[kind]["before"][Verdict.ELIGIBLE],
            "a": of_a[kind]["after"][Verdict.ELIGIBLE],
            "b": of_b[kind]["after"][Verdict.ELIGIBLE],
            "moved": [of_a[kind]["gain"]["schools"], of_a[kind]["loss"]["schools"], of_b[kind]["gain"]["schools"], of_b[kind]["loss"]["schools"]],
        }
        for kind in DesignationType
        if kind in of_a and kind in of_b
    ]  # fmt: skip
    return {
        "a": a,
        "b": b,
        "figures": figures,
        "types": types,
        "provinces": _provinces(a, b),
        "one_day": a.as_of == b.as_of,
    }


def _provinces(a: Scenario, b: Scenario) -> list[dict[str, Any]]:
    counted = [by_province(one, "", what) for one in (a, b) for what in SHOWN]
    plates = set().union(*counted)
    return [
        {"province": province.name, "moved": [one.get(province.pk, 0) for one in counted]}
        for province in Province.objects.filter(pk__in=plates).order_by("name")
    ]
