"""Turkish letters: names set right, keys that match, one fold in Python and in PostgreSQL."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings, strategies as st

from schools.turkish import field_key, fold, lower, name_key, sort_key, title, upper


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("MESLEKİ VE TEKNİK ANADOLU LİSESİ", "Mesleki ve Teknik Anadolu Lisesi"),
        ("İBN-İ SİNA MESLEKİ EĞİTİM MERKEZİ", "İbn-i Sina Mesleki Eğitim Merkezi"),
        ("İSKENDERUN II. OSB MESLEKİ EĞİTİM MERKEZİ", "İskenderun II. OSB Mesleki Eğitim Merkezi"),
        ("TOBB-OSB LİSESİ", "TOBB-OSB Lisesi"),
        ("ŞİLE İMKB 50. YIL LİSESİ", "Şile İMKB 50. Yıl Lisesi"),
        ("H.MEHMET VE NAZMİYE KARABAŞOĞLU", "H.Mehmet ve Nazmiye Karabaşoğlu"),
        ("MOBİL A.Ş. LİSESİ", "Mobil A.Ş. Lisesi"),
        ("ATATÜRK'ÜN DOĞUMU", "Atatürk'ün Doğumu"),
        ("ATATÜRK’ÜN DOĞUMU", "Atatürk’ün Doğumu"),
        ("ISPARTA IŞIK LİSESİ", "Isparta Işık Lisesi"),
        ("MESLEKİ EĞİTİM MERKEZİ (METAL İŞLERİ)", "Mesleki Eğitim Merkezi (Metal İşleri)"),
        ("TEV-MÜBECCEL-ALBAY İBRAHİM BAKIR", "TEV-Mübeccel-Albay İbrahim Bakır"),
        ("75.YIL ÇOK PROGRAMLI", "75.Yıl Çok Programlı"),
        ("HAKKÂRİ LİSESİ", "Hakkâri Lisesi"),
        ("ŞEHİT UZ. ÇVŞ. ÖRNEK ÖRNEKOĞLU", "Şehit Uz. Çvş. Örnek Örnekoğlu"),
        ("VE İLE BAŞLAYAN", "Ve ile Başlayan"),
        ("Kilis  Adalet Mesleki Eğitim Merkezi", "Kilis Adalet Mesleki Eğitim Merkezi"),
        ("Mersin TOBB OSB Lisesi", "Mersin TOBB OSB Lisesi"),
        ("V. YIL LİSESİ", "V. Yıl Lisesi"),
        ("", ""),
    ],
)
def test_title_sets_an_upper_case_name_right(source, right):
    assert title(source) == right


def test_case_is_turkish_both_ways():
    assert (lower("IĞDIR İZMİR"), upper("ığdır izmir")) == ("ığdır izmir", "IĞDIR İZMİR")


@pytest.mark.parametrize("spelling", ["istanbul", "İSTANBUL", "ISTANBUL", "Istanbul", "  İstanbul "])
def test_fold_forgives_every_spelling(spelling):
    assert fold(spelling) == "istanbul"


def test_keys_match_spellings_of_one_name():
    assert name_key("H.Mehmet ve Nazmiye  Karabaşoğlu") == name_key("H. MEHMET VE NAZMİYE KARABAŞOĞLU")
    assert field_key("ELEKTRİK-ELEKTRONİK TEKNOLOJİSİ ALANI") == field_key("Elektrik Elektronik Teknolojisi")


def test_sort_key_follows_the_alphabet():
    assert sorted(["Şırnak", "Sivas", "İzmir", "Iğdır", "Çorum", "Van"], key=sort_key) == [
        "Çorum",
        "Iğdır",
        "İzmir",
        "Sivas",
        "Şırnak",
        "Van",
    ]


TURKISH = st.text(
    alphabet="abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZâîûÂÎÛ .-'0123456789", max_size=60
)


@pytest.mark.django_db
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TURKISH)
def test_fold_in_python_equals_the_generated_column(text):
    """The column does not touch spaces: names are stored with single spaces."""
    text = " ".join(text.split())

    with connection.cursor() as cursor:
        cursor.execute("SELECT TRANSLATE(LOWER(%s COLLATE \"tr-x-icu\"), 'çğıöşüâîû', 'cgiosuaiu')", [text])
        (in_database,) = cursor.fetchone()

    assert fold(text) == in_database
