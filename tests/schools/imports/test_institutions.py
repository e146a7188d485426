"""Institution lists: every row comes in or is listed with its reason, and the same list again changes nothing."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schools.choices import SchoolKind
from schools.imports.institutions import plan_institutions, write_institutions
from schools.imports.remarks import Weight, write_report
from schools.imports.tables import FileUnreadable
from schools.models import School, SchoolName

pytestmark = pytest.mark.usefixtures("reference")

H2017 = "il,ilce,kurum_adi,tur,statu,adres,telefon,faks,uavt_adres_kodu,osb"
H2023 = "kurum_kodu,il,ilce,okul_adi,kategori,web,enlem,boylam,hizmet_bolgesi,hizmet_alani"
H2026 = "il,ilce,okul_adi,kurum_kodu,okul_turu,web_sitesi,adres,telefon,harita,cekim_tarihi"
MTAL = "Mesleki ve Teknik Anadolu Lisesi"


def row_2026(code="912345", name=f"Örnekli {MTAL}", place="Adana,Ceyhan", kind=MTAL, day="2026-08-31"):
    return f"{place},{name},{code},{kind},https://ornekli.meb.k12.tr,,,,{day}"


def row_2017(name="ÖRNEKLİ MESLEKİ VE TEKNİK ANADOLU LİSESİ", phone="(322) 613 27 36", address="1306600634", **more):
    place, kind, status = more.get("place", "ADANA,CEYHAN"), more.get("kind", "MTAL"), more.get("status", "resmi")
    return f"{place},{name},{kind},{status},ÖRNEK MAH. NO: 1 CEYHAN / ADANA,{phone},,{address},0"


def taken_in(path, **options):
    plan = plan_institutions(path, **options)
    write_institutions(plan)
    return plan


def reasons(plan):
    return [(remark.row, remark.column, remark.weight) for remark in plan.remarks]


def test_list_of_2017_sets_names_right_and_tells_the_standing(write):
    taken_in(write("a.csv", H2017, row_2017(), row_2017("ÖZEL ÖRNEK LİSESİ", "", "2", status="ozel", kind="CPAL")))

    public, private = School.objects.order_by("is_private")
    assert (public.name, public.kind, public.code) == (f"Örnekli {MTAL}", SchoolKind.MTAL, None)
    assert (public.attached_to_gd, public.phone, public.address_code) == (True, "+903226132736", "1306600634")
    assert public.address == "Örnek Mah. No: 1 Ceyhan / Adana"
    assert (private.attached_to_gd, private.is_private, private.kind) == (False, True, SchoolKind.OTHER)


def test_list_of_2026_is_read_with_bom_crlf_and_double_spaces(write):
    lines = [H2026, row_2026(name="KARTALBEY  MESLEKİ EĞİTİM MERKEZİ", kind="Mesleki Eğitim Merkezi")]

    plan = taken_in(write("a.csv", *lines, encoding="utf-8-sig", newline="\r\n"))

    school = School.objects.get(code="912345")
    assert (school.name, school.kind) == ("Kartalbey Mesleki Eğitim Merkezi", SchoolKind.MESEM)
    assert (school.attached_to_gd, plan.listed_on) == (None, date(2026, 8, 31))


def test_name_beginning_with_ozel_tells_a_private_institution(write):
    taken_in(write("a.csv", H2026, row_2026(name=f"Özel Örnek {MTAL}")))

    assert School.objects.values_list("is_private", "attached_to_gd").get() == (True, False)


@pytest.mark.parametrize("row", [row_2017(), row_2017(phone="", address="")])
def test_list_again_changes_nothing(write, row):
    path = write("a.csv", H2017, row)
    taken_in(path)
    before = list(School.objects.values())

    plan = taken_in(path)

    assert (plan.counts["added"], plan.counts["changed"], plan.counts["unchanged"]) == (0, 0, 1)
    assert list(School.objects.values()) == before


def test_what_people_entered_survives_the_same_list(write):
    path = write("a.csv", H2017, row_2017())
    taken_in(path)
    School.objects.update(phone="+903220000000")

    plan = taken_in(path)

    assert plan.counts["changed"] == 0
    assert School.objects.get().phone == "+903220000000"


def test_true_duplicates_are_listed_and_taken_once(write):
    plan = taken_in(write("a.csv", H2017, row_2017(), row_2017(address="9999999999"), row_2017(phone="")))

    assert School.objects.count() == 1
    assert reasons(plan) == [(3, "", Weight.DUPLICATE), (4, "", Weight.DUPLICATE)]


def test_namesakes_of_one_district_with_other_address_and_phone_are_two(write):
    path = write("a.csv", H2017, row_2017(), row_2017(phone="(322) 111 11 11", address="2222222222"))

    taken_in(path)
    again = taken_in(path)

    assert School.objects.count() == 2
    assert again.counts["unchanged"] == 2


def test_later_list_gives_the_code_to_the_institution_without_one(write):
    taken_in(write("a.csv", H2017, row_2017()))

    plan = taken_in(write("b.csv", H2026, row_2026()))

    school = School.objects.get()
    assert (school.code, school.phone, plan.counts["changed"]) == ("912345", "+903226132736", 1)


def test_later_list_with_another_name_keeps_the_name_before(write):
    taken_in(write("a.csv", H2026, row_2026(day="2025-08-31")))

    taken_in(write("b.csv", H2026, row_2026(name=f"Yeni Örnekli {MTAL}")))

    assert School.objects.get().name == f"Yeni Örnekli {MTAL}"
    assert list(SchoolName.objects.values_list("name", "starts_on", "ends_on")) == [
        (f"Örnekli {MTAL}", None, date(2026, 8, 30)),
        (f"Yeni Örnekli {MTAL}", date(2026, 8, 31), None),
    ]


def test_older_list_neither_renames_nor_overwrites(write):
    taken_in(write("b.csv", H2026, row_2026(name=f"Yeni Örnekli {MTAL}")))
    older = write(
        "a.csv", H2023, f"912345,ADANA,CEYHAN,Örnekli {MTAL},Mesleki ve Teknik,http://eski.meb.k12.tr,37,35.8,,"
    )

    taken_in(older)
    again = taken_in(older)

    school = School.objects.get()
    assert (school.name, school.website) == (f"Yeni Örnekli {MTAL}", "https://ornekli.meb.k12.tr")
    assert (school.latitude, again.counts["unchanged"]) == (37, 1)
    assert [name.name for name in school.names.all()] == [f"Örnekli {MTAL}", f"Yeni Örnekli {MTAL}"]


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        (row_2026(code="91234"), "kurum_kodu", "altı rakam"),
        (row_2026(code="91234O"), "kurum_kodu", "altı rakam"),
        (row_2026(place="Adna,Ceyhan"), "il", "Şu mu: Adana"),
        (row_2026(place=",Ceyhan"), "il", "İl boş"),
        (row_2026(place="Adana,Ceyhn"), "ilce", "Şu mu: Ceyhan"),
        (row_2026(place="Adana,MERKEZ"), "ilce", "büyükşehir"),
        (row_2026(name=""), "okul_adi", "boş"),
        (row_2026(name="Ã–rnek Lisesi"), "okul_adi", "yanlış kodlama"),
        (row_2026(name="A" * 201), "okul_adi", "201 karakter"),
    ],
)
def test_row_that_cannot_come_in_is_listed_with_column_and_reason(write, row, column, words):
    plan = taken_in(write("a.csv", H2026, row, row_2026(code="912346", name="Öteki Okul")))

    (remark,) = plan.remarks
    assert (remark.row, remark.column, remark.weight) == (2, column, Weight.LEFT_OUT)
    assert words in remark.reason
    assert [school.code for school in School.objects.all()] == ["912346"]


@pytest.mark.parametrize(
    ("place", "district"),
    [
        ("ıstanbul,EYÜP", "Eyüpsultan"),
        ("ISPARTA,MERKEZ", "Merkez"),
        ("İSPARTA,Merkez", "Merkez"),
        ("Iğdır,TUZLUCA", "Tuzluca"),
        ("IGDIR,Tuzluca", "Tuzluca"),
        ("Hakkari,Çukurca", "Çukurca"),
        ("TEKİRDAĞ,MARMARA EREĞLİSİ", "Marmaraereğlisi"),
        ("SAMSUN,ONDOKUZMAYIS", "19 Mayıs"),
        ("İçel,Tarsus", "Tarsus"),
    ],
)
def test_places_are_found_however_they_are_spelled(write, place, district):
    plan = taken_in(write("a.csv", H2026, row_2026(place=place)))

    assert plan.remarks == []
    assert School.objects.get().district.name == district


def test_code_of_another_province_is_never_reused(write):
    taken_in(write("a.csv", H2026, row_2026()))

    plan = taken_in(write("b.csv", H2026, row_2026(place="Konya,Selçuklu")))

    assert "kod yeniden verilmez" in plan.remarks[0].reason
    assert School.objects.get().province_id == 1


def test_code_given_twice_in_one_list_is_refused(write):
    plan = taken_in(write("a.csv", H2026, row_2026(), row_2026(name="Başka Okul")))

    assert reasons(plan) == [(3, "kurum_kodu", Weight.LEFT_OUT)]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("il,ilce\nİstanbul,Şile\n".encode("cp1254"), "UTF-8 kodlamasında değil"),
        (b"%PDF-1.7 something", "PDF dosyasıdır"),
        (b"PK\x03\x04 something", "Excel"),
        (b"", "satır yok"),
        (f"{H2026}\n".encode(), "satır yok"),
        (b"a,b\n1,2\n", "Başlık satırı tanınmadı"),
        (b"il,ilce,okul_adi,okul_turu\nAdana,Ceyhan,X,Y\n", "Eksik sütun: kurum_kodu"),
        (f"{H2026}\n{row_2026(day='')}\n".encode(), "--as-of"),
    ],
)
def test_file_that_cannot_be_read_writes_nothing_and_says_why(tmp_path, content, words):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=words):
        plan_institutions(path)
    with pytest.raises(CommandError, match="Hiçbir şey yazılmadı"):
        call_command("import_institutions", path, stdout=StringIO())

    assert School.objects.count() == 0


def test_dry_run_and_strict_write_nothing(write):
    path = write("a.csv", H2026, row_2026(), row_2026(code="1"))

    call_command("import_institutions", path, dry_run=True, stdout=StringIO())
    with pytest.raises(CommandError, match="strict"):
        call_command("import_institutions", path, strict=True, stdout=StringIO())

    assert School.objects.count() == 0


def test_command_prints_the_counts(write):
    out = StringIO()

    call_command("import_institutions", write("a.csv", H2026, row_2026(), row_2026(code="1")), stdout=out)

    assert "2 satır okundu: 1 eklendi, 0 değişti, 0 aynı kaldı, 0 yinelenen, 1 alınmadı" in out.getvalue()


def test_report_marks_the_cell_in_the_same_table(write, tmp_path):
    plan = plan_institutions(write("a.csv", H2026, row_2026(code="1"), row_2026(name="=1+1")))

    write_report(tmp_path / "r.xlsx", plan.remarks, plan.table)
    write_report(tmp_path / "r.csv", plan.remarks, plan.table)

    from openpyxl import load_workbook

    sheet = load_workbook(tmp_path / "r.xlsx").active
    assert "altı rakam" in sheet["D2"].comment.text
    assert sheet["C3"].value == "'=1+1"
    assert "altı rakam" in (tmp_path / "r.csv").read_text("utf-8-sig")


@pytest.mark.slow
def test_real_lists_come_in_whole_and_again_change_nothing(real_data):
    lists = [
        (real_data / "schools/mebbis_2017_vocational.csv", 3910, 5),
        (real_data / "schools/meb_2023_vocational_with_code_and_coords.csv", 346, 0),
        (real_data / "schools/meb_okullar_2026_format_sample.csv", 17, 0),
    ]

    for path, rows, duplicates in lists:
        counts = taken_in(path).counts
        assert (counts["read"], counts["duplicate"], counts["left_out"]) == (rows, duplicates, 0)
        assert counts["added"] + counts["changed"] == rows - duplicates
    for path, rows, duplicates in lists:
        counts = taken_in(path).counts
        assert (counts["added"], counts["changed"], counts["unchanged"]) == (0, 0, rows - duplicates)
    former, present = SchoolName.objects.filter(school__code="112267")
    assert (former.name, present.name) == (f"Altı Ocak {MTAL}", f"Altı Ocak Ticaret {MTAL}")
