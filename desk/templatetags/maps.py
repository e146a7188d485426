"""The map of the 81 provinces for pages of any room: ``{% map_of_country counts "Kazanan okullar" "okul" links %}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from desk.maps import country_map

register = template.Library()


@register.inclusion_tag("components/country_map.html")
def map_of_country(
    counts: Mapping[int, float | None], title: str, unit: str, links: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """Counts by plate number as a map with its table; a province that is left out has none."""
    return {"map": country_map(counts, unit=unit, links=links), "title": title}
