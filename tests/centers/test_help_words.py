"""The help on centres speaks in the words of the buttons: each word that it sets in bold stands on a page, each act is told."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from centers import acts
from workflow.lifecycle import Lifecycle

ROOT = Path(settings.BASE_DIR)
HELP = (ROOT / "docs/yardim/merkez.md").read_text(encoding="utf8")
OF_CALLS = (ROOT / "docs/yardim/cagri.md").read_text(encoding="utf8")
MADE_OF_PARTS = {"Ay görünümü", "Liste görünümü"}  # a template puts them together
BOLD = sorted(set(re.findall(r"\*\*([^*]+)\*\*", HELP)) - MADE_OF_PARTS)
# Acts that the pages do by buttons of other words, which the help names.
BY_OTHER_WORDS = {
    "Amaç yaz": "Amaç ekle",
    "Hedef yaz": "Hedef ekle",
    "Gösterge yaz": "Gösterge ekle",
    "Faaliyet yaz": "Faaliyet ekle",
    "Satırı çıkar": "Çıkar",
    "Yeni sürüm aç": "Yeni sürüm hazırla",
}
# What is begun by the name of a kind, and what a command does.
NOT_BUTTONS = ("Çalışma yaz: ", "Önceki portal")


def words_of_pages():
    patterns = ("centers/**/*.py", "desk/**/*.py", "workflow/**/*.py", "accounts/**/*.py", "templates/**/*.html")
    paths = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return "\n".join(path.read_text(encoding="utf8") for path in paths if not {"demo", "migrations"} & set(path.parts))


@pytest.fixture(scope="module")
def pages():
    return words_of_pages()


@pytest.mark.parametrize("word", BOLD)
def test_a_word_in_bold_stands_on_a_page(word, pages):
    assert word in pages


def labels():
    lifecycles = [value for value in vars(acts).values() if isinstance(value, Lifecycle)]
    found = {one.label for life in lifecycles for one in (*life.acts.values(), *life.openings.values())}
    return sorted(label for label in found if not label.startswith(NOT_BUTTONS))


@pytest.mark.parametrize("label", labels())
def test_each_act_of_a_centre_is_told_in_the_help(label):
    assert BY_OTHER_WORDS.get(label, label) in HELP + OF_CALLS
