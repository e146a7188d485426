"""Python's own case maps spoil İ and ı; people's words go through ``schools.turkish``."""

import re

import pytest

from .test_house import ROOT, SOURCES, TEMPLATES

SHOWN = re.compile(r"(display\(\)|\.label|\.name)\.(lower|upper|capitalize|title)\(\)")
FILTERS = re.compile(r"\|(lower|upper|title|capfirst)\b")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_shown_word_is_cased_by_python(path):
    assert SHOWN.findall(path.read_text(encoding="utf8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_cases_words(path):
    assert FILTERS.findall(path.read_text(encoding="utf8")) == []
