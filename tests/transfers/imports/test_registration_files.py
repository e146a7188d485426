"""Registrations by file: those who are placed stand there already, faults at their cells, all rows or none, seen by who brought them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from openpyxl import load_workbook  # noqa: TID253

from accounts.choices import Role
from schools.acts import importing
from schools.choices import ImportSource, ImportStatus
from schools.imports.answers import marked_answer
from schools.imports.prefilled import template_of
from schools.models import FileImport
from schools.permissions import may_import
from tests.factories import make_school, make_user
from tests.transfers.test_registering import results_for
from tests.workflow.people import CLIENTS, PROVINCE, SCHOOL_SIDE, everybody
from transfers.acts import APPLICATION
from transfers.acts.retention import forget_files
from transfers.choices import ApplicationStatus as S
from transfers.models import Application
from workflow.journal import plain
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.provision("okul/8/2")]
SOURCE = ImportSource.REGISTRATIONS
YES, NO = "Kayıt oldu", "Yerden vazgeçti"


@pytest.fixture
def placed():
    """Three students of one school, placed at another today; ``(round, applications)``."""
    return results_for(3)


@pytest.fixture
def there(placed):
    """The principal of the school with the places."""
    return make_user(Role.PRINCIPAL, school=placed[1][0].seat.quota.school)


def sheet_for(user, school=None):
    book = load_workbook(io.BytesIO(template_of(SOURCE, user, school=school)))
    return book, book.worksheets[0]


def filled(user, decisions):
    """The template with these decisions: ``{application: {title: value}}``."""
    book, sheet = sheet_for(user)
    places = {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1]}
    rows = {
        int(cells[places["Başvuru no"] - 1].value): cells[0].row
        for cells in sheet.iter_rows(min_row=2)
        if cells[2].value
    }
    for one, values in decisions.items():
        for title, value in values.items():
            sheet.cell(row=rows[one.pk], column=places[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), rows


def bring(user, content, name="kayıtlar.xlsx"):
    file = SimpleUploadedFile(name, content)
    brought = importing.bring_file(SOURCE, by=user, on=localdate(), file=file, options={})
    brought.refresh_from_db()
    return brought


def confirm(brought):
    importing.confirm_import(brought, by=brought.by, on=localdate())
    brought.refresh_from_db()
    return brought


def faults(brought):
    return {(line.row, line.title): line.sentence for line in brought.lines.filter(kind="fault")}


def test_the_template_holds_who_is_placed_there_without_their_numbers(placed, there):
    _, made = placed
    elsewhere = make_user(Role.PROVINCE_OFFICER, province=34)
    APPLICATION.acts["confirm_registration"](made[0], by=there, on=localdate())

    rows = list(sheet_for(there)[1].values)

    assert [str(title).removesuffix(" *") for title in rows[0]] == [
        "Kurum kodu", "Kurum adı", "Başvuru no", "Öğrenci", "Program", "Karar", "Neden",
    ]  # fmt: skip
    told = [row for row in rows[1:] if row[0]]
    assert sorted(int(row[2]) for row in told) == sorted(one.pk for one in made[1:])
    seat = made[1].seat.quota.school
    assert {(row[0], row[1]) for row in told} == {(seat.code, seat.name)}
    assert all(row[4].endswith("(Gündüzlü)") and not row[5] for row in told)
    assert not any(one.student_number in str(row) for one in made for row in told)
    assert [row for row in list(sheet_for(elsewhere)[1].values)[1:] if row[0]] == []
    officer = make_user(Role.PROVINCE_OFFICER, province=seat.province_id)
    assert len([row for row in list(sheet_for(officer, seat)[1].values)[1:] if row[0]]) == 2


def test_a_filled_one_is_written_as_by_hand_and_rows_without_a_decision_stay(placed, there):
    _, (one, two, three) = placed
    content, _ = filled(there, {one: {"Karar": YES}, two: {"Karar": NO, "Neden": "Taşındı."}})

    brought = bring(there, content)
    assert (brought.status, brought.counts["changed"], brought.counts["faults"]) == (ImportStatus.CHECKED, 2, 0)
    assert set(Application.objects.values_list("status", flat=True)) == {S.PLACED}
    brought = confirm(brought)

    assert brought.status == ImportStatus.WRITTEN
    assert [Application.objects.get(pk=record.pk).status for record in (one, two, three)] == [
        S.REGISTERED, S.DECLINED, S.PLACED,
    ]  # fmt: skip
    entry = JournalEntry.objects.of(two).last()
    assert entry.details == plain({"reason": "Taşındı.", "seat": two.seat_id, "source": "kayıtlar.xlsx"})
    assert Notice.objects.filter(user=there, text__contains="kayıtlar girildi").exists()


def test_what_was_registered_just_so_is_passed_over(placed, there):
    _, (one, two, _) = placed
    content, _ = filled(there, {one: {"Karar": YES}, two: {"Karar": YES}})
    APPLICATION.acts["confirm_registration"](one, by=there, on=localdate())

    brought = bring(there, content)

    assert (brought.counts["changed"], brought.counts["unchanged"], brought.counts["faults"]) == (1, 1, 0)


def test_the_same_file_twice_finds_nothing_to_do_and_tells_nobody_else_who_declined(placed, there):
    _, (one, two, _) = placed
    content, _ = filled(there, {one: {"Karar": YES}, two: {"Karar": NO, "Neden": "Taşındı."}})
    confirm(bring(there, content))

    again = bring(there, content)
    other = bring(make_user(Role.PRINCIPAL, school=one.seat.quota.school), content)

    assert (again.counts["changed"], again.counts["unchanged"], again.counts["faults"]) == (0, 2, 0)
    assert other.counts["faults"] == 1  # to another principal the student who left is one whom the school does not see
    assert Application.objects.get(pk=two.pk).status == S.DECLINED


def test_each_fault_stands_at_its_cell_and_nothing_is_written(placed, there):
    _, (one, two, three) = placed
    content, rows = filled(
        there, {one: {"Karar": YES}, two: {"Karar": NO}, three: {"Karar": YES, "Neden": "Neden olsun"}}
    )

    brought = bring(there, content)

    assert brought.status == ImportStatus.FAULTY
    assert faults(brought) == {
        (rows[two.pk], "Neden"): "Yerden vazgeçenin nedenini yazın.",
        (rows[three.pk], "Neden"): "Kayıt olanda neden yazılmaz; hücreyi boşaltın veya kararı denetleyin.",
    }
    assert set(Application.objects.values_list("status", flat=True)) == {S.PLACED}
    answer = load_workbook(io.BytesIO(marked_answer(brought)))["Nakil kayıtları"]
    assert {c.row for cells in answer.iter_rows(min_row=2) for c in cells if c.comment} == {
        rows[two.pk],
        rows[three.pk],
    }


BAD = [
    ({"Karar": "Belki"}, "Karar", "seçeneklerde yok"),
    ({"Neden": "Taşındı."}, "Karar", "Boş bırakılamaz"),
    ({"Karar": YES, "Başvuru no": "12x"}, "Başvuru no", "başvuru numarası değil"),
    ({"Karar": YES, "Başvuru no": "999999999999"}, "Başvuru no", "bu numarayla bir başvuru yok"),
    ({"Karar": YES, "Başvuru no": None}, "Başvuru no", "Boş bırakılamaz"),
    ({"Karar": NO, "Neden": "x" * 301}, "Neden", "300 karakter"),
    ({"Karar": YES, "Kurum kodu": "12"}, "Kurum kodu", "altı rakam"),
]


def test_bad_cells_are_told_at_their_cell():
    _, made = results_for(len(BAD))
    there = make_user(Role.PRINCIPAL, school=made[0].seat.quota.school)
    content, rows = filled(there, {one: values for one, (values, *_) in zip(made, BAD, strict=True)})

    told = faults(bring(there, content))

    assert set(told) == {(rows[one.pk], title) for one, (_, title, _) in zip(made, BAD, strict=True)}
    for one, (_, title, words) in zip(made, BAD, strict=True):
        assert words in told[rows[one.pk], title]


def test_a_student_of_another_place_and_one_twice_are_told(placed, there):
    _, (one, two, three) = placed
    other = make_school(province=one.seat.quota.school.province_id)
    officer = make_user(Role.PROVINCE_OFFICER, province=other.province_id)
    content, rows = filled(
        officer,
        {
            one: {"Karar": YES, "Kurum kodu": other.code},
            two: {"Karar": YES},
            three: {"Karar": YES, "Başvuru no": two.pk},
        },
    )

    told = faults(bring(officer, content))

    assert "bu okulda bir yere yerleşmiş değil" in told[rows[one.pk], "Başvuru no"]
    twice = {place: said for place, said in told.items() if "birden çok kez" in said}
    assert len(twice) == 1
    assert len(told) == 2


def test_who_registered_meanwhile_stops_the_write(placed, there):
    _, (one, two, _) = placed
    content, rows = filled(there, {one: {"Karar": YES}, two: {"Karar": YES}})
    brought = bring(there, content)
    APPLICATION.acts["decline_registration"](two, by=there, on=localdate(), reason="Taşındı.")

    brought = confirm(brought)

    assert brought.status == ImportStatus.FAULTY
    assert list(faults(brought)) == [(rows[two.pk], "Başvuru no")]
    one.refresh_from_db()
    assert one.status == S.PLACED


def test_without_results_there_is_no_table():
    with pytest.raises(Invalid, match="Sonuçları ilan edilmiş"):
        template_of(SOURCE, make_user(Role.PROVINCE_OFFICER, province=6))


def test_who_registers_may_bring_it_and_finds_the_way_and_nobody_else_sees_the_file(placed, there):
    school = placed[1][0].seat.quota.school
    people = everybody(school)
    assert {name for name, one in people.items() if may_import(one, SOURCE)} >= PROVINCE | CLIENTS | SCHOOL_SIDE
    assert not may_import(make_user(Role.EXPERT), SOURCE)

    brought = bring(there, filled(there, {placed[1][0]: {"Karar": YES}})[0])
    way = reverse("schools:import_bring", args=[SOURCE])
    client = Client()
    client.force_login(there)
    assert "Kayıtları dosyadan gir" in client.get(reverse("transfers:applications")).content.decode()
    assert reverse("schools:import_template", args=[SOURCE]) in client.get(way).content.decode()
    assert client.get(reverse("schools:import_template", args=[SOURCE])).status_code == 200
    assert client.get(reverse("schools:import", args=[brought.pk])).status_code == 200
    for stranger in (make_user(Role.EXPERT), make_user(Role.AUDITOR), people["officer"]):
        client.force_login(stranger)
        assert client.get(reverse("schools:import", args=[brought.pk])).status_code == 404
        assert not FileImport.objects.visible_to(stranger).filter(source=SOURCE).exists()


def test_the_file_goes_with_the_term_of_its_round(placed, there):
    taking, (one, *_) = placed
    brought = confirm(bring(there, filled(there, {one: {"Karar": YES}})[0]))

    assert forget_files([], on=localdate()) == 0
    assert forget_files([taking], on=taking.waiting_until) == 1
    brought.refresh_from_db()
    assert (bool(brought.file), brought.lines.count()) == (False, 0)
