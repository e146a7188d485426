"""Employment statistics: both forms, marked when made up, whole or not at all, and the stars that follow."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Province
from schools.imports.employment import read_employment, write_employment
from schools.imports.tables import FileUnreadable
from schools.models import Employment, EmploymentYear, SectorStar

pytestmark = pytest.mark.usefixtures("reference")
HEADER = "nace2,il_kodu,il,isyeri,sigortali"


def long_rows(nace="27", employees=1000):
    return [f"{nace},{code:02d},x,10,{employees * (2 if code == 42 else 1)}" for code in range(1, 82)]


@pytest.fixture
def yearbook(tmp_path):
    """Writes the yearbook's layout: names merged in row 6, sub-headers in row 7, data from row 9, totals to drop."""
    from openpyxl import Workbook

    def make(*, heading="Tablo 1.11", drop=0, employees=1500):
        book = Workbook()
        sheet = book.active
        sheet["A1"] = heading
        names = list(Province.objects.order_by("code").values_list("name", flat=True))[: 81 - drop]
        for position, name in enumerate([*names, "Genel toplam"]):
            column = 3 + 2 * position
            sheet.cell(6, column, name.upper().replace("i", "İ"))
            sheet.merge_cells(start_row=6, start_column=column, end_row=6, end_column=column + 1)
            sheet.cell(7, column, "İş yeri")
            sheet.cell(7, column + 1, "Zorunlu sigortalı")
            for row, nace in ((9, "01"), (10, "27"), (11, "Genel toplam")):
                sheet.cell(row, 1, nace)
                sheet.cell(row, column, 12)
                sheet.cell(row, column + 1, employees)
        path = tmp_path / "tablo.xlsx"
        book.save(path)
        return path

    return make


def test_long_table_comes_in_and_again_changes_nothing(write):
    path = write("e.csv", HEADER, *long_rows())

    first = write_employment(read_employment(path), year=2025, source="deneme")
    again = write_employment(read_employment(path), year=2025, source="deneme")

    assert (first["added"], again["unchanged"], again["added"], again["changed"]) == (81, 81, 0, 0)
    assert Employment.objects.get(province_id=42).employees == 2000


def test_later_file_changes_and_removes(write):
    write_employment(read_employment(write("e.csv", HEADER, *long_rows("27"), *long_rows("28"))), year=2025, source="")

    counts = write_employment(read_employment(write("f.csv", HEADER, *long_rows("27", 900))), year=2025, source="")

    assert counts == {"added": 0, "changed": 81, "unchanged": 0, "removed": 81}


def test_yearbook_is_read_without_its_totals(yearbook):
    found = read_employment(yearbook())

    assert len(found.rows) == 2 * 81
    assert {row.nace for row in found.rows} == {"01", "27"}
    assert (found.rows[0].workplaces, found.rows[0].employees, found.is_synthetic) == (12, 1500, False)


@pytest.mark.parametrize("heading", ["SENTETİK TEST VERİSİ", "synthetic data"])
def test_made_up_figures_are_marked_and_never_replace_real_ones(yearbook, heading):
    made_up = read_employment(yearbook(heading=heading))
    write_employment(made_up, year=2024, source="deneme")
    EmploymentYear.objects.create(year=2025, source="gerçek", is_synthetic=False)

    assert EmploymentYear.objects.get(year=2024).is_synthetic
    with pytest.raises(FileUnreadable, match="sentetik"):
        write_employment(made_up, year=2025, source="deneme")


def test_yearbook_without_all_provinces_is_refused(yearbook):
    with pytest.raises(FileUnreadable, match="81 il olmalı; 80 il"):
        read_employment(yearbook(drop=1))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2,01,x,10,5", "nace2"),
        ("27,82,x,10,5", "il_kodu"),
        ("27,01,x,10,-5", "sigortali"),
        ("27,01,x,10,1.5", "sigortali"),
        ("27,01,x,çok,5", "isyeri"),
    ],
)
def test_row_that_cannot_be_is_listed(write, row, column):
    found = read_employment(write("e.csv", HEADER, row, "28,01,x,10,1.500"))

    assert [(remark.row, remark.column) for remark in found.remarks] == [(2, column)]
    assert [found_row.employees for found_row in found.rows] == [1500]


def test_sector_twice_in_a_province_is_refused(write):
    with pytest.raises(FileUnreadable, match="iki kez"):
        read_employment(write("e.csv", HEADER, "27,01,x,10,5", "27,01,x,10,6"))


def test_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")

    with pytest.raises(CommandError, match="Hiçbir şey yazılmadı"):
        call_command("import_employment", path, stdout=StringIO())


@pytest.mark.provision("okul/4/2/b", "okul/5/2/b")
def test_command_computes_the_stars_under_the_policy_in_force(write):
    rows = [*long_rows("27"), *long_rows("28", 400)]

    call_command("import_employment", write("e.csv", HEADER, *rows), year=2025, stdout=StringIO())

    strong, weak = SectorStar.objects.get(province_id=42, nace="27"), SectorStar.objects.get(province_id=42, nace="28")
    assert (strong.size_star, strong.employees) == (True, 2000)
    assert SectorStar.objects.filter(province_id=1, nace="28", stars=0).exists()
    assert weak.stars == sum((weak.size_star, weak.dominance_star, weak.specialisation_star))
    assert SectorStar.objects.count() == 162


@pytest.mark.slow
def test_both_real_layouts_give_the_same_figures(real_data):
    long = read_employment(real_data / "sector/SYNTHETIC_employment_long.csv")
    wide = read_employment(real_data / "sector/SYNTHETIC_sgk_tablo_1_11_layout.xlsx")

    assert sorted(long.rows, key=repr) == sorted(wide.rows, key=repr)
    assert len(long.rows) == 68 * 81
    assert long.is_synthetic
    assert wide.is_synthetic
    assert long.remarks == wide.remarks == []
