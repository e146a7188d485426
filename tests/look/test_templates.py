"""Templates keep the rules of the house: icons that exist, nothing inline, nothing from another host, a head sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
# What is printed, and what is sent by e-mail, is read without our style sheets and without our policy.
ON_SCREEN = sorted(path for path in TEMPLATES.rglob("*.html") if not {"papers", "email"} & set(path.parts))
SPRITE = ROOT / "static" / "vendor" / "bootstrap-icons" / "icons.svg"


def name_of(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", ON_SCREEN, ids=name_of)
def test_template_compiles(path):
    assert get_template(name_of(path)) is not None


@pytest.mark.parametrize("path", ON_SCREEN, ids=name_of)
def test_template_holds_to_the_content_security_policy(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r'\sstyle="|<style\b|\son(?!e=)[a-z]+="|javascript:', text)
    assert not re.search(r"<script(?![^>]*\ssrc=)[^>]*>", text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', text)


def test_no_script_asks_for_the_width():
    """So that a page made narrow is the one that a narrow window loads; what depends on the width is said in the style sheets."""
    asked = re.compile(
        r"innerWidth|outerWidth|matchMedia\([^)]*width|clientWidth|offsetWidth|ResizeObserver|[\"']resize[\"']|screen\.width"
    )

    assert [
        path.name for path in (ROOT / "static" / "js").rglob("*.js") if asked.search(path.read_text("utf-8"))
    ] == []


def test_the_way_home_stands_once_in_the_path_of_a_page():
    twice = [name_of(path) for path in ON_SCREEN if re.search(r"block crumbs %}.*desk:home", path.read_text("utf-8"))]

    assert twice == []


def test_icons_named_in_templates_and_states_are_in_the_sprite():
    from workflow.templatetags.statuses import APPEARANCES

    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))
    named = {
        icon for path in ON_SCREEN for icon in re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    named |= {
        icon for path in ON_SCREEN for icon in re.findall(r'\sicon="([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    named |= {appearance.icon for appearance in APPEARANCES.values()}

    assert named - drawn == set()


def test_vendored_works_carry_their_licence():
    folders = [path for path in (ROOT / "static" / "vendor").iterdir() if path.is_dir()]

    assert folders
    assert all((folder / "LICENSE").is_file() for folder in folders)


def test_every_file_of_the_look_is_short():
    files = [*(ROOT / "static" / "css").glob("*.css"), *(ROOT / "static" / "js").glob("*.js"), *ON_SCREEN]

    assert {path.name for path in files if len(path.read_text(encoding="utf-8").splitlines()) > 400} == set()
