"""The report as the page shows it: every figure with the address of the list behind it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from desk.bars import bars
from desk.models import DirectorateReport

from .drawing import map_of
from .sources import SOURCES


def chapters_of(report: DirectorateReport) -> list[dict[str, Any]]:
    return [_chapter(report.pk, chapter) for chapter in report.figures["chapters"]]


def address_of(key: int, source: str, split: str = "", value: str = "") -> str:
    """The list of the records that a figure counts, or one part of them."""
    address = reverse("desk:yearly_records", args=[key, source])
    return f"{address}?{urlencode({'bolum': split, 'deger': value})}" if split else address


def _chapter(key: int, chapter: dict[str, Any]) -> dict[str, Any]:
    figures = [
        {**item, "url": address_of(key, item["list"]) if item["list"] and item["value"] is not None else ""}
        for item in chapter["figures"]
    ]
    tables = [_table(key, table) for table in chapter["tables"]]
    return {**chapter, "figures": figures, "tables": tables, "plots": [_plot(key, plot) for plot in chapter["plots"]]}


def _table(key: int, table: dict[str, Any]) -> dict[str, Any]:
    return {**table, "rows": [_row(key, table, row) for row in table["rows"]]}


def _row(key: int, table: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Participants are people's data: their lists are those of the activities, which know no results."""
    cells = [
        {"value": cell, "column": column, "url": address_of(key, column["list"], table["split"], row["value"])}
        for column, cell in zip(table["columns"], row["cells"], strict=True)
    ]
    return {**row, "cells": cells}


def _plot(key: int, plot: dict[str, Any]) -> dict[str, Any]:
    if plot["kind"] == "map":
        links = {int(value): address_of(key, plot["list"], plot["split"], value) for value, _, _ in plot["rows"]}
        return {**plot, "map": map_of(plot, links)}
    is_split = plot["split"] in SOURCES[plot["list"]].splits
    rows = [
        (label, number or 0, "", address_of(key, plot["list"], *((plot["split"], value) if is_split else ())) if number else "")
        for value, label, number in plot["rows"]
    ]  # fmt: skip
    return {**plot, "bars": bars(rows)}


def told_of(report: DirectorateReport, key: str, split: str, value: str) -> tuple[str, int | None]:
    """What the report calls a list, and how many records of it it told; ``None`` where it tells of something else than records."""
    for chapter in report.figures["chapters"]:
        items = [item for item in chapter["figures"] if item["list"] == key]
        if not items:
            continue
        if split:
            return items[0]["label"], _told_part(chapter, key, split, value)
        whole = next((item["value"] for item in items if item["key"] == key), None)
        return items[0]["label"], whole
    return "Kayıtlar", None


def _told_part(chapter: dict[str, Any], key: str, split: str, value: str) -> int | None:
    for table in chapter["tables"]:
        places = [n for n, column in enumerate(table["columns"]) if column["list"] == key and column["counts"]]
        if table["split"] == split and places:
            cells = [row["cells"][places[0]] for row in table["rows"] if row["value"] == value]
            return cells[0] if cells else 0
    return None
