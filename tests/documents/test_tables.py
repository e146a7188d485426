"""Tables as workbooks: a sheet each under names that Excel takes, numbers as numbers, no text taken for a formula."""

from io import BytesIO

from documents.workbooks.tables import book_of


def read(content):
    from openpyxl import load_workbook

    return load_workbook(BytesIO(content))


def test_tables_are_sheets_with_numbers_and_texts():
    book = read(book_of("Rapor", [("Göstergeler", ["Ad", "Değer"], [["=1+1", 12.5], ["+90", ""]])]))
    sheet = book["Göstergeler"]

    assert sheet["A1"].value == "Rapor"
    assert [cell.value for cell in sheet[2]] == ["Ad", "Değer"]
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("=1+1", "s")
    assert sheet["B3"].value == 12.5
    assert sheet.freeze_panes == "B3"


def test_names_of_sheets_are_mended_and_each_another():
    long = "Kılavuz göstergelerine göre: öğretmen/saat [toplam]"
    book = read(book_of("Rapor", [(long, ["a"], []), (long, ["a"], []), ("", ["a"], [["\x0bx"]])]))

    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book["Tablo"]["A3"].value == "x"


def test_without_tables_there_is_one_empty_sheet():
    assert read(book_of("Rapor", [])).sheetnames == ["Kayıt yok"]
