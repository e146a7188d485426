"""Tables that a directorate fills in: each fault at its cell, differences before anything is written, then all rows or none."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook  # noqa: TID253

from accounts.choices import Role
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from schools.imports.answers import marked_answer
from schools.imports.prefilled import template_of
from schools.models import Declaration, Dormitory, Enrolment, Field, FileImport, SchoolField, Site, Space
from tests.factories import make_field, make_school, make_user
from workflow.models import JournalEntry
from workflow.refusals import NotPermitted, OutOfState
from workflow.verifying import first_break

TODAY = date(2026, 11, 23)
HEADING = ["Kurum kodu", "Kurum adı", "Öğretim yılı", "Sınıf", "Alan", "Kız", "Erkek"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


@pytest.fixture
def school():
    school = make_school(province=6, code="900001")
    SchoolField.objects.create(school=school, field=make_field("04"), programme="AMP")
    return school


def workbook(rows, heading=HEADING, title="Öğrenci sayıları"):
    book = Workbook()
    book.active.title = title
    for row in [heading, *rows]:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(user, content, source=ImportSource.ENROLMENT, name="sayılar.xlsx", **options):
    file = SimpleUploadedFile(name, content)
    brought = importing.bring_file(source, by=user, on=TODAY, file=file, options=options)
    brought.refresh_from_db()
    return brought


def confirm(brought):
    importing.confirm_import(brought, by=brought.by, on=TODAY)
    brought.refresh_from_db()
    return brought


def sentences(brought):
    return {(line.row, line.title): line.sentence for line in brought.lines.filter(kind="fault")}


def test_three_faults_are_told_at_their_cells_and_nothing_is_written(officer, school):
    content = workbook(
        [
            ["900001", "x", "2026-2027", 9, None, 12, 13],
            ["900001", "x", "2026-2027", 10, "04", -1, 13],
            ["900001", "x", "2026-2027", 13, "04", 1, 2],
            ["999999", "x", "2026-2027", 9, None, 1, 2],
        ]
    )

    brought = bring(officer, content)

    assert brought.status == ImportStatus.FAULTY
    assert sentences(brought) == {
        (3, "Kız"): "Eksi olamaz.",
        (4, "Sınıf"): "“13” seçeneklerde yok. Seçenekler: 9, 10, 11, 12.",
        (5, "Kurum kodu"): "“999999” kodlu kurum kayıtlı değil.",
    }
    assert not Enrolment.objects.exists()
    with pytest.raises(OutOfState):
        importing.confirm_import(brought, by=officer, on=TODAY)


def test_marked_answer_is_the_same_file_with_its_faults(officer, school):
    content = workbook([["900001", "Bir ad", "2026-2027", 9, None, "on iki", 13]])
    brought = bring(officer, content)

    book = load_workbook(io.BytesIO(marked_answer(brought)))

    cell = book["Öğrenci sayıları"]["F2"]
    assert (cell.value, book["Öğrenci sayıları"]["B2"].value) == ("on iki", "Bir ad")
    assert "yalnız rakam yazın" in cell.comment.text
    assert cell.fill.start_color.rgb.endswith("F8CBAD")
    assert [c.value for c in book["Hatalar"][2]][:3] == ["Öğrenci sayıları", "F2", "Kız"]


def test_mended_file_is_written_after_its_differences_were_confirmed(officer, school):
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=1, boys=1)
    Enrolment.objects.create(school=school, year=2026, grade=11, field=Field.objects.get(code="04"), girls=4, boys=4)
    Enrolment.objects.create(school=school, year=2025, grade=9, girls=7, boys=7)
    content = workbook(
        [["900001", "x", "2026-2027", 9, None, 12, 1], ["900001", "x", 2026, "10", "04 – Bilişim", 5.0, "6"]]
    )

    brought = bring(officer, content, complete=True)
    told = [(line.kind, line.title, line.before, line.after) for line in brought.lines.all()]
    before = list(Enrolment.objects.values_list("girls", flat=True).order_by("girls"))
    written = confirm(brought)

    assert brought.counts["added"] == brought.counts["changed"] == brought.counts["gone"] == 1
    assert ("changed", "Kız", "1", "12") in told
    assert before == [1, 4, 7]
    assert written.status == ImportStatus.WRITTEN
    assert set(Enrolment.objects.values_list("year", "grade", "field__code", "girls", "boys")) == {
        (2026, 9, None, 12, 1),
        (2026, 10, "04", 5, 6),
        (2025, 9, None, 7, 7),
    }
    assert Declaration.objects.filter(school=school, section="enrolment").exists()
    entry = JournalEntry.objects.of(school).get(act="save_enrolment")
    assert entry.by == officer
    assert len(entry.details["after"]) == 2
    assert first_break() is None


def test_the_same_file_again_changes_nothing(officer, school):
    content = workbook([["900001", "x", "2026-2027", 9, None, 12, 1]])
    confirm(bring(officer, content))

    again = bring(officer, content)

    assert again.counts | {"unchanged": 1, "added": 0, "changed": 0, "gone": 0} == again.counts
    assert JournalEntry.objects.of(school).filter(act="save_enrolment").count() == 1


def test_what_changed_between_look_and_confirmation_is_shown_instead_of_written(officer, school):
    brought = bring(officer, workbook([["900001", "x", "2026-2027", 9, None, 12, 1]]))
    Enrolment.objects.create(school=school, year=2026, grade=9, girls=3, boys=1)

    brought = confirm(brought)

    assert brought.status == ImportStatus.CHECKED
    assert "kütük değişti" in brought.message
    assert Enrolment.objects.get().girls == 3
    assert confirm(brought).status == ImportStatus.WRITTEN
    assert Enrolment.objects.get().girls == 12


def test_schools_of_others_are_refused_without_being_shown(officer, school):
    other = make_school(province=34, code="900002", name="Gizli Lisesi")

    brought = bring(officer, workbook([[other.code, "x", "2026-2027", 9, None, 1, 1]]))

    assert sentences(brought) == {(2, "Kurum kodu"): "Bu kurum yetki alanınızda değil."}
    assert "Gizli" not in str(list(brought.lines.values()))


def test_ministry_lists_are_for_the_ministry(officer):
    with pytest.raises(NotPermitted):
        bring(officer, b"il,ilce\n", ImportSource.INSTITUTIONS, "liste.csv")


def test_only_who_brought_a_file_confirms_it(officer, school):
    brought = bring(officer, workbook([["900001", "x", "2026-2027", 9, None, 12, 1]]))

    with pytest.raises(NotPermitted):
        importing.confirm_import(brought, by=make_user(Role.PROVINCE_OFFICER, province=6), on=TODAY)


def test_formulas_merged_cells_hidden_sheets_and_repeated_rows_are_told(officer, school):
    book = Workbook()
    sheet = book.active
    sheet.title = "Veri"
    sheet.append(HEADING)
    sheet.append(["900001", "x", "2026-2027", 9, None, "=1+1", 2])
    sheet.append(["900001", "x", "2026-2027", 10, "04", 1, 2])
    sheet.append(["900001", "x", "2026-2027", 10, "04", 1, 2])
    sheet.merge_cells("B3:B4")
    hidden = book.create_sheet("Eski")
    hidden.append(["gizli"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)

    brought = bring(officer, out.getvalue())

    told = list(brought.lines.values_list("kind", "row", "sentence"))
    assert any(kind == "fault" and row == 2 and "formül" in text for kind, row, text in told)
    assert any(kind == "fault" and row == 3 and "birleştirilmiş" in text for kind, row, text in told)
    assert any(kind == "fault" and row == 4 and "3. satırla aynı" in text for kind, row, text in told)
    assert any(kind == "note" and "gizli" in text for kind, row, text in told)


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        (HEADING[:-1], "“Erkek” sütunu yok"),
        ([*HEADING[:-1], "Kız"], "“Kız” sütunu iki kez var"),
    ],
)
def test_missing_and_repeated_columns_are_told(officer, school, heading, sentence):
    brought = bring(officer, workbook([["900001", "x", "2026-2027", 9, None, 12, 1]], heading))

    assert any(sentence in text for text in sentences(brought).values())


def test_file_of_another_template_is_named(officer, school):
    content = template_of(ImportSource.SPACES, officer, school=school)

    brought = bring(officer, content)

    assert any("başka bir şablondan (mekanlar)" in text for text in sentences(brought).values())


@pytest.mark.parametrize(
    "source", [ImportSource.ENROLMENT, ImportSource.SPACES, ImportSource.DORMITORIES, ImportSource.SITES]
)
def test_prefilled_template_comes_back_without_a_difference(officer, school, source):
    field = Field.objects.get(code="04")
    Enrolment.objects.create(school=school, year=2026, grade=10, field=field, girls=3, boys=1)
    Space.objects.create(school=school, kind="workshop", name="Atölye", area="54.50", places=20).fields.add(field)
    Space.objects.create(school=school, kind="classroom", name="Derslik", places=30)
    Space.objects.create(school=school, kind="classroom", name="Derslik", places=30)
    Dormitory.objects.create(school=school, name="Kız", girls_places=50, girls_occupied=10, stated_on=date(2026, 9, 1))
    Site.objects.create(school=school, kind="factory", host="=Fabrika", starts_on=date(2024, 9, 1)).suited_fields.add(
        field
    )

    brought = bring(officer, template_of(source, officer, school=school, year=2026), source)

    assert brought.status == ImportStatus.CHECKED, sentences(brought)
    assert brought.counts["added"] == brought.counts["changed"] == brought.counts["gone"] == 0
    assert brought.counts["unchanged"] >= 1


def test_spaces_are_written_with_the_fields_that_use_them(officer, school):
    heading = ["Kurum kodu", "Kurum adı", "Tür", "Adı", "Alan (m²)", "Öğrenci kapasitesi", "Kullanan alanlar"]
    content = workbook(
        [["900001", "x", "Atölye", "Kaynak", "54,5", 20, "04"], ["900001", "x", "Derslik", "9-A", None, 30, None]],
        heading,
        "Mekânlar",
    )

    confirm(bring(officer, content, ImportSource.SPACES))

    workshop = Space.objects.get(kind="workshop")
    assert (str(workshop.area), workshop.places) == ("54.50", 20)
    assert [field.code for field in workshop.fields.all()] == ["04"]
    assert Space.objects.count() == 2


def test_constraint_of_the_database_fails_the_whole_file_with_a_sentence(officer, school):
    heading = ["Kurum kodu", "Kurum adı", "Yerleşim türü", "Ev sahibi kuruluş veya bölge", "Uygun olduğu alanlar",
               "Uygunluk incelendi", "Başlangıç", "Bitiş"]  # fmt: skip
    content = workbook(
        [
            ["900001", "", "Fabrika", "A", "", "Hayır", "01.09.2024", ""],
            ["900001", "", "Tesis", "B", "", "Hayır", "01.09.2025", ""],
        ],
        heading,
        "Yerleşim",
    )

    brought = confirm(bring(officer, content, ImportSource.SITES))

    assert brought.status == ImportStatus.FAILED
    assert "Hiçbir satır yazılmadı" in brought.message
    assert not Site.objects.exists()


def test_officers_see_files_of_their_province_only(officer, school):
    brought = bring(officer, workbook([["900001", "x", "2026-2027", 9, None, 12, 1]]))

    visible = FileImport.objects.visible_to
    assert brought in visible(make_user(Role.PROVINCE_OFFICER, province=6))
    assert brought in visible(make_user(Role.EXPERT))
    assert brought not in visible(make_user(Role.PROVINCE_OFFICER, province=34))


def test_school_without_rows_comes_in_the_template_and_may_stay_as_it_is(officer, school):
    content = template_of(ImportSource.SPACES, officer, school=school)

    brought = bring(officer, content, ImportSource.SPACES)

    assert sentences(brought) == {(1, ""): "Dosyada başlık satırından başka dolu satır yok."}


def test_rows_that_only_name_their_school_leave_it_alone(officer, school):
    other = make_school(province=6, code="900002")
    Space.objects.create(school=other, kind="classroom", name="Derslik", places=30)
    heading = ["Kurum kodu", "Kurum adı", "Tür", "Adı", "Alan (m²)", "Öğrenci kapasitesi", "Kullanan alanlar"]
    rows = [["900001", "x", "Derslik", "9-A", None, 30, None], ["900002", "y", None, None, None, None, None]]

    brought = confirm(bring(officer, workbook(rows, heading, "Mekânlar"), ImportSource.SPACES))

    assert (brought.status, brought.counts["gone"]) == (ImportStatus.WRITTEN, 0)
    assert Space.objects.count() == 2
