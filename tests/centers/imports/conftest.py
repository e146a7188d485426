"""A small export of the former portal in a folder, which tests change; and the folder of real data, where it is."""

from pathlib import Path

import pytest

from accounts.choices import Role
from tests.factories import make_field, make_school, make_user

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
TABLES = {
    "merkezler": [
        "Merkez kodu;İl;Kurum kodu;Okul adı;Merkez adı;Kuruluş günü;Telefon;Web sitesi",
        "ANK-01;İl 6;112267;;Cezeri SMM;01.09.2024;0312 283 10 61;https://cezeri.meb.k12.tr",
        "ANK-02;İl 6;;MİMAR SİNAN MESLEKİ VE TEKNİK ANADOLU LİSESİ;Mimar Sinan SMM;;;",
    ],
    "alanlar": ["merkez_kodu;alan", "ANK-01;Makine ve Tasarım Teknolojisi Alanı", "ANK-01;11", "ANK-02;11"],
    "planlar": ["Merkez kodu;Yıl;Gönderildiği gün", "ANK-01;2025;15.01.2025", "ANK-01;2026;"],
    "amaclar": [
        "Merkez kodu;Yıl;Amaç no;Amaç",
        "ANK-01;2025;1;Mesleki gelişimi sağlamak",
        "ANK-01;2026;1;Mesleki gelişimi sürdürmek",
    ],
    "hedefler": [
        "Merkez kodu;Yıl;Amaç no;Hedef no;Hedef",
        "ANK-01;2025;1;1.1;120 öğretmene eğitim vermek",
        "ANK-01;2026;1;1.1;150 öğretmene eğitim vermek",
    ],
    "gostergeler": [
        "Merkez kodu;Yıl;Hedef no;Gösterge;Türü;Birim;Hedef değer;Gerçekleşen;Gerçekleşme günü;Kanıt",
        "ANK-01;2025;1.1;Eğitim alan öğretmen;Sayı;öğretmen;120;112;20.12.2025;Katılımcı listeleri",
        "ANK-01;2026;1.1;Eğitim alan öğretmen;;öğretmen;150;;;",
    ],
    "faaliyetler": [
        "Merkez kodu;Yıl;Hedef no;Faaliyet;Yöntem;Sorumlu;İlk gün;Son gün;Sıklık;Yapılan;Tamamlandığı gün",
        "ANK-01;2025;1.1;CNC eğitimi;Yüz yüze;Hatice Özçelik;01.03.2025;15.06.2025;Üç ayda bir;Dört grup;15.06.2025",
        "ANK-01;2026;1.1;CNC eğitimi;Yüz yüze;Hatice Özçelik;01.03.2026;15.06.2026;;;",
    ],
    "kullanicilar": [
        "Merkez kodu;Kullanıcı adı;Adı;Soyadı;E-posta;Görevi;Görevin ilk günü;Görevin son günü",
        "ANK-01;hozcelik;Hatice;Özçelik;hatice.ozcelik@meb.gov.tr;Genel koordinatör;01.09.2024;",
    ],
}  # fmt: skip


@pytest.fixture
def real_data():
    """The optional folder of real data; tests that need it are skipped where it is absent."""
    if not (DATA / "smm" / "smm_centers.json").is_file():
        pytest.skip("The folder of real data (../shared/data) is not here.")
    return DATA


@pytest.fixture
def register(db):
    """The two schools and the two fields that the export names."""
    make_field("04", "Makine ve Tasarım Teknolojisi")
    make_field("11", "Elektrik-Elektronik Teknolojisi")
    name = "Mimar Sinan Mesleki ve Teknik Anadolu Lisesi"
    return make_school(code="112267"), make_school(code="112268", name=name)


@pytest.fixture
def operators(db):
    """By the option that names them."""
    return {
        "by": make_user(Role.EXPERT).username,
        "decided_by": make_user(Role.DEPARTMENT_HEAD).username,
        "administrator": make_user(Role.ADMINISTRATOR).username,
    }


@pytest.fixture
def folder(tmp_path):
    """Writes the export; ``folder(merkezler=[...])`` with another table in place of one, ``None`` without it."""

    def write(**others):
        for name, lines in {**TABLES, **others}.items():
            if lines is None:
                (tmp_path / f"{name}.csv").unlink(missing_ok=True)
            else:
                (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        return tmp_path

    return write


@pytest.fixture
def changed():
    """The lines of a table with one text in the place of another: ``changed("planlar", "2025", "1999")``."""

    def change(name, before, after):
        lines = [line.replace(before, after) for line in TABLES[name]]
        assert lines != TABLES[name], before
        return lines

    return change
