"""The tokens: dark twice and equal, every variable known, contrast as WCAG asks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
CSS = STATIC / "css"
DECLARATION = re.compile(r"(--[a-z0-9-]+):\s*([^;]+);")
WORDS_ON_GROUNDS = [
    ("--ink", "--ground"),
    ("--ink-soft", "--ground"),
    ("--ink-soft", "--surface-sunk"),
    ("--ink-faint", "--ground"),
    ("--ink-faint", "--surface"),
    ("--ink", "--surface-hover"),
    ("--accent", "--ground"),
    ("--accent", "--surface"),
    ("--accent-strong", "--accent-tint"),
    ("--on-accent", "--accent"),
    ("--on-masthead-soft", "--masthead"),
    ("--on-bad", "--bad"),
    ("--bad", "--surface"),
    ("--bad-strong", "--bad-tint"),
    *[(f"--{tone}", f"--{tone}-tint") for tone in ("good", "bad", "open", "calm", "still")],
]
LINES_ON_GROUNDS = [("--line-strong", "--surface"), ("--focus", "--ground"), ("--bad", "--surface")]


def blocks() -> dict[str, dict[str, str]]:
    """The declarations of tokens.css: light, dark by the system's wish, dark by the switch."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    light, rest = text.split("@media screen and (prefers-color-scheme: dark)")
    by_system, by_switch = rest.split(':root[data-theme="dark"]')
    parts = {"light": light, "by_system": by_system, "by_switch": by_switch}
    return {name: dict(DECLARATION.findall(part)) for name, part in parts.items()}


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted([luminance(one), luminance(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_dark_is_the_same_by_system_and_by_switch():
    found = blocks()

    assert found["by_system"] == found["by_switch"]


def test_dark_names_every_colour_of_light():
    found = blocks()
    colours = {name for name, value in found["light"].items() if value.startswith("#")}

    assert colours == {name for name, value in found["by_switch"].items() if value.startswith("#")}


@pytest.mark.parametrize("theme", ["light", "by_switch"])
def test_words_contrast_with_their_ground(theme):
    colours = blocks()[theme]

    faint = {
        f"{ink} on {ground}": round(contrast(colours[ink], colours[ground]), 2)
        for ink, ground in WORDS_ON_GROUNDS
        if contrast(colours[ink], colours[ground]) < 4.5
    }

    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "by_switch"])
def test_borders_and_focus_contrast_with_their_ground(theme):
    colours = blocks()[theme]

    faint = {line for line, ground in LINES_ON_GROUNDS if contrast(colours[line], colours[ground]) < 3}

    assert faint == set()


def test_style_sheets_use_only_variables_that_exist():
    texts = {path.name: path.read_text(encoding="utf-8") for path in CSS.glob("*.css")}
    known = {name for text in texts.values() for name, _ in DECLARATION.findall(text)}

    used = {
        (sheet, name)
        for sheet, text in texts.items()
        for name in re.findall(r"var\((--[a-z0-9-]+)\)", text)
        if not name.startswith("--bs-")
    }

    assert {(sheet, name) for sheet, name in used if name not in known} == set()


def test_style_sheets_name_colours_only_in_tokens():
    """Elsewhere only plain white of the masthead's mark and of paper, and the masthead's own light, are written out."""
    allowed = {"#fff", "#ffd28a", "#2b1a00", "#000"}
    sheets = [path for path in CSS.glob("*.css") if path.name not in {"tokens.css", "print.css", "paper.css"}]

    strays = {
        (path.name, colour)
        for path in sheets
        for colour in re.findall(r"#[0-9a-f]{3,8}\b", path.read_text(encoding="utf-8"))
        if colour not in allowed
    }

    assert strays == set()
