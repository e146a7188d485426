"""Plots of the report for paper: bars and the map as SVG, drawn from the kept figures alone, as addresses that an ``img`` takes."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from desk.maps import CountryMap, Province, country_map

from .rules.content import in_words

COLOURS = ("#e9eef0", "#c5dfe4", "#93c2cb", "#559dab", "#207585", "#0a4a57")  # those of static/css/tokens.css
INK, GROUND = "#1d2a30", "#eef2f3"
FONT = 'font-family="Liberation Sans, DejaVu Sans, sans-serif"'
WIDTH, LABEL, NUMBER, ROW, BAR = 680, 240, 70, 26, 16
LONGEST = 38  # letters of a label that fit
KEY, STEP = 14, 190


def image_of(plot: Mapping[str, Any]) -> str:
    """A plot as ``data:`` address; what it shows is said by the plot's ``alt``."""
    drawn = _map(plot) if plot["kind"] == "map" else _bars(plot)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def map_of(plot: Mapping[str, Any], links: Mapping[int, str] | None = None) -> CountryMap:
    """The provinces of a plot with their classes, for page and paper alike."""
    values = {int(plate): number for plate, _, number in plot["rows"]}
    return country_map(values, unit=plot["unit"], links=links)


def _svg(width: float, height: float, parts: Iterable[str], viewbox: str = "") -> str:
    box = viewbox or f"0 0 {width:g} {height:g}"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" viewBox="{box}">'
    return f"{head}{''.join(parts)}</svg>"


def _text(x: float, y: float, words: str, *, size: float = 13, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" {FONT} fill="{INK}" text-anchor="{anchor}">{escape(words)}</text>'


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>'


def _bars(plot: Mapping[str, Any]) -> str:
    rows = plot["rows"]
    longest = max((number or 0 for _, _, number in rows), default=0) or 1
    room = WIDTH - LABEL - NUMBER
    parts = []
    for place, (_, label, number) in enumerate(rows):
        top = place * ROW
        shown = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
        parts += [
            _text(0, top + BAR, shown),
            _rect(LABEL, top + 4, room, BAR, GROUND),
            _rect(LABEL, top + 4, round(room * (number or 0) / longest, 1), BAR, COLOURS[4]),
            _text(WIDTH, top + BAR, in_words(number), anchor="end"),
        ]
    return _svg(WIDTH, max(ROW, ROW * len(rows)), parts)


def _map(plot: Mapping[str, Any]) -> str:
    drawn = map_of(plot)
    left, top, width, height = map(float, drawn.viewbox.split())
    parts = [_province(province) for province in drawn.provinces]
    for place, step in enumerate(drawn.legend):
        x, y = left + place * STEP * 0.85, top + height + 14
        parts += [_rect(x, y, KEY * 1.6, KEY, _colour(step.level)), _text(x + KEY * 2, y + KEY, step.words, size=17)]
    return _svg(width, height + 40, parts, f"{left:g} {top:g} {width:g} {height + 40:g}")


def _province(province: Province) -> str:
    return f'<path d="{province.path}" fill="{_colour(province.level)}" stroke="#ffffff" stroke-width="1.2"/>'


def _colour(level: int) -> str:
    return COLOURS[level] if level >= 0 else "#ffffff"
