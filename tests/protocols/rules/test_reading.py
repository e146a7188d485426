"""Clauses read out of a text: heads, parts, headings above, and what cannot be kept."""

import pytest
from hypothesis import given, strategies as st

from protocols.rules.consolidation import Clause
from protocols.rules.reading import read_clauses


def test_heads_and_parts_begin_clauses():
    read = read_clauses(
        "T.C.\nİŞ BİRLİĞİ PROTOKOLÜ\n\nMADDE 1 – Taraflar\nBu protokol iki taraf arasındadır.\n\n"
        "Madde 4- Giderler\nPaydaş karşılar.\n4.1 Gider bildirimi\nHer ay bildirilir.\n4.2. Otuz gün içinde ödenir.\nMADDE 12/A: (1) Ek hüküm."
    )

    assert read.clauses == (
        Clause("1", "Taraflar", "Bu protokol iki taraf arasındadır."),
        Clause("4", "Giderler", "Paydaş karşılar."),
        Clause("4.1", "Gider bildirimi", "Her ay bildirilir."),
        Clause("4.2", "", "Otuz gün içinde ödenir."),
        Clause("12/A", "", "(1) Ek hüküm."),
    )
    assert read.before == "T.C.\nİŞ BİRLİĞİ PROTOKOLÜ"
    assert read.twice == read.empty == ()


def test_a_heading_may_stand_alone_above_its_clause():
    read = read_clauses(
        "Taraflar\n\nMADDE 1 – (1) Taraflar şunlardır.\n\nGiderler\nMADDE 2 – (1) Paydaş karşılar.\nİkinci fıkra."
    )

    assert read.clauses == (
        Clause("1", "Taraflar", "(1) Taraflar şunlardır."),
        Clause("2", "Giderler", "(1) Paydaş karşılar.\nİkinci fıkra."),
    )
    assert read.before == ""


def test_a_number_within_a_sentence_begins_no_clause():
    read = read_clauses(
        "Madde 3 – Süre\n1. Protokol üç yıl sürelidir.\n2.5 yılda bir gözden geçirilir.\nMadde 4 uyarınca ödenir.\nMadde 4’te sayılır."
    )

    assert [clause.number for clause in read.clauses] == ["3"]
    assert read.clauses[0].text.endswith("Madde 4’te sayılır.")


@pytest.mark.parametrize(
    ("text", "twice", "empty"),
    [("Madde 1\nBir.\nMadde 1\nİki.", ("1",), ()), ("Madde 1 – Taraflar\nMadde 2\nİki.", (), ("1",))],
)
def test_what_cannot_be_kept_is_named(text, twice, empty):
    read = read_clauses(text)

    assert (read.twice, read.empty) == (twice, empty)


LINES = st.lists(
    st.text(alphabet="abçğ ışü.,;", min_size=1, max_size=40).map(str.strip).filter(bool), min_size=1, max_size=4
)


@given(st.lists(LINES, min_size=1, max_size=8))
def test_nothing_of_the_text_is_lost(texts):
    read = read_clauses("\n".join(f"Madde {n}\n" + "\n".join(lines) for n, lines in enumerate(texts, 1)))

    kept = "".join(f"{clause.title}{clause.text}" for clause in read.clauses)
    assert [clause.number for clause in read.clauses] == [str(n) for n in range(1, len(texts) + 1)]
    assert sorted("".join(kept.split())) == sorted("".join("".join("".join(lines) for lines in texts).split()))
