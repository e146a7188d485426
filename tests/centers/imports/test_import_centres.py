"""The export of the former portal: placed by acts or refused with file, row and column; nothing is lost in silence."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Duty, Province, User
from centers.imports.layouts import LAYOUTS, example_lines
from centers.models import Center, IndicatorValue, PlanActivity, PlanIndicator, YearlyPlan
from tests.centers.imports.conftest import TABLES
from tests.factories import TODAY, make_field, make_province, make_school
from workflow.models import JournalEntry

ON = "2026-10-01"


def run(path, operators, **options):
    out = StringIO()
    error = None
    try:
        call_command("import_centres", path, **{"on": date.fromisoformat(ON), **operators, **options}, stdout=out)
    except CommandError as fault:
        error = str(fault)
    return out.getvalue(), error


@pytest.mark.provision("smm/4/1")
def test_everything_of_the_export_is_placed(folder, register, operators):
    out, error = run(folder(), operators, write=True)

    assert error is None, out
    first, second = Center.objects.order_by("school__code")
    assert (first.name, first.founded_on, first.phone) == ("Cezeri SMM", date(2024, 9, 1), "+903122831061")
    assert [row.field.code for row in first.fields.order_by("field__code")] == ["04", "11"]
    assert (second.school.code, second.founded_on) == ("112268", TODAY)
    assert first.founded_by_id != first.proposed_by_id


@pytest.mark.provision("smm/5/4")
def test_plans_come_with_what_was_realised(folder, register, operators):
    run(folder(), operators, write=True)

    sent, draft = YearlyPlan.objects.order_by("year")
    assert (sent.status, sent.handed_in_on) == ("chain_received", date(2025, 1, 15))
    assert (draft.status, draft.handed_in_on) == ("chain_draft", None)
    indicator = PlanIndicator.objects.get(plan=sent)
    assert (indicator.target_value, indicator.realised, indicator.unit) == (Decimal(120), Decimal(112), "öğretmen")
    assert IndicatorValue.objects.get(indicator=indicator).evidence == "Katılımcı listeleri"
    activity = PlanActivity.objects.get(plan=sent)
    assert (activity.responsible, activity.period, activity.done_on) == (
        "Hatice Özçelik",
        "quarterly",
        date(2025, 6, 15),
    )
    told = JournalEntry.objects.get(act="take_over_sent")
    assert told.details["taken"] == "1 amaç, 1 hedef, 1 gösterge, 1 faaliyet"


def test_people_keep_their_names_and_duties(folder, register, operators):
    run(folder(), operators, write=True)

    person = User.objects.get(username="hozcelik")
    assert not person.has_usable_password()
    duty = Duty.objects.get(user=person)
    assert (duty.role, duty.institution_code, duty.starts_on) == ("general_coordinator", "112267", date(2024, 9, 1))


def test_a_trial_writes_nothing_and_counts_the_same(folder, register, operators):
    tried, error = run(folder(), operators)

    assert error is None
    assert "Deneme: hiçbir şey yazılmadı" in tried
    assert "merkez: yeni: 2" in tried
    assert not Center.objects.exists()
    assert not User.objects.filter(username="hozcelik").exists()
    written, _ = run(folder(), operators, write=True)
    assert written.replace("Yazıldı.", "") == tried.replace("Deneme: hiçbir şey yazılmadı. Yazmak için --write.", "")


def test_again_it_changes_nothing(folder, register, operators):
    run(folder(), operators, write=True)
    before = JournalEntry.objects.count(), Center.objects.count(), YearlyPlan.objects.count(), Duty.objects.count()

    out, error = run(folder(), operators, write=True)

    assert error is None
    assert "merkez: kayıtlı: 2" in out
    assert "yeni" not in out
    assert "not" not in out  # nothing differs
    after = JournalEntry.objects.count(), Center.objects.count(), YearlyPlan.objects.count(), Duty.objects.count()
    assert after == before


def test_what_differs_from_the_record_is_told_and_left(folder, register, operators, changed):
    run(folder(), operators, write=True)
    other = changed("gostergeler", ";120;112;", ";130;112;")

    out, error = run(
        folder(gostergeler=other, merkezler=changed("merkezler", "Cezeri SMM", "Yeni Ad")), operators, write=True
    )

    assert error is None
    assert "Kayıtta “Cezeri SMM”; değiştirilmedi." in out
    assert "Kayıtlı planda yok veya farklı: gösterge “Eğitim alan öğretmen”" in out
    assert PlanIndicator.objects.get(plan__year=2025).target_value == Decimal(120)


CELLS = [
    ("merkezler", "İl 6;112267", "Atlantis;112267", "merkezler.csv, 2. satır, İl", "“Atlantis” adlı il yok."),
    ("merkezler", "112267", "999999", "Kurum kodu", "“999999” kodlu kurum kayıtlı değil."),
    ("merkezler", "112267", "12", "Kurum kodu", "kurum kodu altı rakamdır"),
    ("merkezler", "MİMAR SİNAN", "MİMAR SENAN", "Okul adı", "Adaylar: 112268 Mimar Sinan"),
    ("merkezler", "01.09.2024", "32.09.2024", "Kuruluş günü", "takvimde yok"),
    ("merkezler", "01.09.2024", "01.09.2031", "Kuruluş günü", "ileri bir tarih olamaz"),
    ("merkezler", "0312 283 10 61", "12", "Telefon", "bir telefon numarası değil"),
    ("merkezler", "https://cezeri.meb.k12.tr", "cezeri", "Web sitesi", ""),
    ("merkezler", "Cezeri SMM", "A" * 201, "Merkez adı", "En çok 200 karakter"),
    ("alanlar", "ANK-02;11", "ANK-02;Sihirbazlık", "alanlar.csv, 4. satır, Alan", "adlı alan tanınmadı"),
    ("alanlar", "ANK-02;11", "ANK-09;11", "Merkez kodu", "bu kodla bir merkez yok"),
    ("planlar", "15.01.2025", "15.01.2030", "Gönderildiği gün", "ileri bir tarih"),
    ("amaclar", "ANK-01;2025", "ANK-01;2019", "amaclar.csv, 2. satır, Yıl", "arasında bir yıl"),
    ("hedefler", "2025;1;1.1", "2025;7;1.1", "Amaç no", "7 numaralı amaç yok"),
    ("gostergeler", "2025;1.1", "2025;9.9", "Hedef no", "9.9 numaralı hedef yok"),
    ("gostergeler", ";120;112;", ";çok;112;", "Hedef değer", "bir sayı değil"),
    ("gostergeler", "20.12.2025", "20.12.2024", "Gerçekleşme günü", "planın yılında (2025)"),
    ("gostergeler", "Sayı;öğretmen", "Yüzde;öğretmen", "Hedef değer", "Yüzde 0 ile 100"),
    ("gostergeler", ";150;;;", ";150;5;;", "Gerçekleşen", "gönderilmiş plana yazılır"),
    ("faaliyetler", "15.06.2025;Üç", "15.06.2026;Üç", "Son gün", "2025 yılında olmalıdır"),
    ("faaliyetler", "Üç ayda bir", "Bazen", "Sıklık", "seçeneklerde yok"),
    ("faaliyetler", "Hatice Özçelik;01.03.2025", ";01.03.2025", "Sorumlu", "Boş bırakılamaz"),
    ("kullanicilar", "hatice.ozcelik@meb.gov.tr", "hatice", "E-posta", "bir e-posta adresi değil"),
    ("kullanicilar", "Genel koordinatör", "Müfettiş", "Görevi", "seçeneklerde yok"),
]


@pytest.mark.parametrize(("table", "before", "after", "where", "why"), CELLS, ids=lambda value: str(value)[:24])
def test_each_fault_is_named_with_its_cell_and_nothing_is_written(
    folder, register, operators, changed, table, before, after, where, why
):
    out, error = run(folder(**{table: changed(table, before, after)}), operators, write=True)

    assert error is not None
    assert "hiçbir şey yazılmadı" in error
    fault = next(line for line in out.splitlines() if "alınmadı" in line and where in line)
    assert why in fault
    assert not Center.objects.exists()


def test_a_column_that_has_no_place_is_no_secret(folder, register, operators):
    lines = [
        f"{line};{'Adres' if place == 0 else 'Tunahan Mah.' if place == 1 else ''}"
        for place, line in enumerate(TABLES["merkezler"])
    ]

    out, error = run(folder(merkezler=lines), operators, write=True)

    assert error is not None
    assert "“adres” sütunu yerleştirilemedi: 1 dolu hücre alınmadı (ilki “Tunahan Mah.”)" in out
    out, error = run(folder(merkezler=lines), operators, write=True, leave_out=["merkezler:Adres"])
    assert error is None
    assert "not – “adres” sütunu yerleştirilemedi" in out
    assert Center.objects.count() == 2


def test_cells_beyond_the_headings_and_unknown_files_are_told(folder, register, operators, changed):
    path = folder(alanlar=changed("alanlar", "ANK-02;11", "ANK-02;11;fazladan"))
    (path / "haberler.csv").write_text("a;b\n1;2\n")

    out, error = run(path, operators, write=True)

    assert error is not None
    assert "fazladan" in out
    assert "haberler.csv: alınmadı – Bu adla bir tablo yok" in out


def test_namesakes_are_listed_as_candidates(folder, register, operators):
    make_school(code="112999", name="Mimar Sinan Mesleki ve Teknik Anadolu Lisesi")

    out, _ = run(folder(), operators)

    assert "birden çok kurum var: 112268 Mimar Sinan" in out
    assert "112999" in out


def test_acts_refuse_as_ever(folder, register, operators):
    register[1].attached_to_gd = False
    register[1].save()

    out, error = run(folder(), operators)

    assert error is not None
    assert "Genel Müdürlüğe bağlı bir mesleki ve teknik ortaöğretim kurumunun bünyesinde kurulur" in out
    _, error = run(folder(), {**operators, "decided_by": operators["by"]})
    assert error is not None


def test_duties_need_an_administrator(folder, register, operators):
    out, error = run(folder(), {**operators, "administrator": ""}, write=True)

    assert error is not None
    assert "--administrator" in out
    assert not User.objects.filter(username="hozcelik").exists()


@pytest.mark.parametrize("option", ["by", "decided_by"])
def test_operators_are_asked_for(folder, register, operators, option):
    assert f"--{option.replace('_', '-')}" in run(folder(), {**operators, option: None})[1]
    assert "etkin bir hesap yok" in run(folder(), {**operators, option: "kimse"})[1]


def test_another_coding_is_refused(folder, register, operators):
    path = folder()
    (path / "merkezler.csv").write_bytes("\n".join(TABLES["merkezler"]).encode("cp1254"))

    assert "UTF-8" in run(path, operators)[1]


def test_templates_are_read_back(tmp_path, register, operators):
    call_command("import_centres", templates=tmp_path / "bos", stdout=StringIO())

    written = sorted(path.name for path in (tmp_path / "bos").iterdir())
    assert written == sorted(layout.file for layout in LAYOUTS)
    with pytest.raises(CommandError, match="zaten var"):
        call_command("import_centres", templates=tmp_path / "bos", stdout=StringIO())
    Province.objects.filter(code=6).update(name="Ankara")
    for layout in LAYOUTS:
        text = "\n".join(example_lines(layout)) + "\n"
        (tmp_path / "bos" / layout.file).write_text(text, encoding="utf-8-sig")
    out, error = run(tmp_path / "bos", operators)
    assert error is None, out


def test_report_holds_every_sentence(folder, register, operators, changed, tmp_path):
    run(folder(alanlar=changed("alanlar", "ANK-02;11", "ANK-02;=cmd")), operators, report=tmp_path / "r.txt")

    report = (tmp_path / "r.txt").read_text(encoding="utf-8-sig")
    assert "alanlar.csv;4;Alan;'=cmd;alınmadı;" in report


def test_real_centres_each_come_in_or_are_told(tmp_path, db, operators, real_data):
    """The ministry's fifteen, their schools registered under their names, their fields as far as there are such."""
    listed = json.loads((real_data / "smm" / "smm_centers.json").read_text(encoding="utf8"))
    provinces = {name: 60 + place for place, name in enumerate(sorted({one["il"] for one in listed}))}
    for one in listed:
        make_school(name=one["okul_adi"], province=make_province(provinces[one["il"]], one["il"]))
    make_field("04", "Bilişim Teknolojileri")
    centres, fields = ["Merkez kodu;İl;Okul adı;Merkez adı;Telefon;Web sitesi;Adres"], ["Merkez kodu;Alan"]
    for number, one in enumerate(listed, start=1):
        cells = (str(number), *(one[key] for key in ("il", "okul_adi", "merkez_adi", "telefon", "web")), one["adres"])
        centres.append(";".join(f'"{cell}"' for cell in cells))
        fields.append(f"{number};Bilişim Teknolojileri")
    (tmp_path / "merkezler.csv").write_text("\n".join(centres), encoding="utf8")
    (tmp_path / "alanlar.csv").write_text("\n".join(fields), encoding="utf8")

    out, error = run(tmp_path, operators, write=True, leave_out=["merkezler:adres"])

    assert error is None, out
    assert Center.objects.count() == len(listed) == 15
    assert Center.objects.exclude(phone="").count() == 15
