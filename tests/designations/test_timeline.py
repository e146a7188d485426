"""The timeline of a record: acts in words, sections in one row, papers and their Sayı, newest first."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from designations.acts import number_paper
from designations.changes import Change
from designations.choices import DossierStatus as S
from designations.tasks import after_return
from designations.timeline import timeline_of
from documents.models import Paper
from tests.factories import TODAY, complete, make_dossier, make_policy, make_user

pytestmark = pytest.mark.django_db


def test_acts_papers_and_notes_stand_in_one_story():
    dossier = make_dossier(S.RETURNED, ready=False)
    after_return(pk=dossier.pk)
    paper = Paper.objects.get(kind="return")
    number_paper(paper, by=make_user(), on=TODAY, number="E-12345678-100.01-4567", dated_on=TODAY)

    rows = timeline_of(dossier)

    assert [row["label"] for row in rows] == [
        "Sayı girildi",
        "Belge hazırlandı: " + paper.title,
        "Düzeltme için iade et",
        "İncelemeye al",
        "Gönder",
        "Bölüm kaydedildi",
        "Dosya aç",
    ]
    assert rows[0]["note"] == "Sayı: E-12345678-100.01-4567"
    assert rows[2]["note"] == "Derslik, atölye ve laboratuvarlar: Atölye sayısını düzeltin."
    assert rows[5]["note"].startswith("Kurum bilgileri, Alanlar ve öğrenciler, ")


def test_the_day_of_an_act_is_said_where_it_was_written_down_later():
    rows = timeline_of(make_dossier(ready=False))

    assert rows[0]["cites_label"] == ("" if date.today() == TODAY else "işlem günü 01.10.2026")  # noqa: DTZ011, TID251


def test_decision_shows_its_ground_and_designation_its_own_story():
    make_policy()
    dossier = make_dossier(S.APPROVED)

    assert any("m. 1/1" in row["cites_label"] for row in timeline_of(dossier))
    assert [row["label"] for row in timeline_of(dossier.designation)] == ["Kayıt oluşturuldu"]


def test_a_long_story_costs_what_a_short_one_does():
    dossier, counts = make_dossier(S.DRAFT, ready=False), []
    for _ in range(3):
        complete(dossier, by=dossier.opened_by)
        with CaptureQueriesContext(connection) as captured:
            timeline_of(dossier)
        counts.append(len(captured))

    assert len(set(counts)) == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [("fields[2].students", "alanlar, 3. sıra, öğrenci"), ("açıklama.capacity", "açıklama, Derslik, atölye ve laboratuvarlar")],
)  # fmt: skip
def test_what_changed_is_named_in_words(path, words):
    assert Change(path, 1, 2).label == words
