"""The list of programmes: fields of schools found by place and name, whatever the spelling; the rest is listed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from schools.imports.programmes import plan_programmes, write_programmes
from schools.imports.remarks import Weight
from schools.models import SchoolField, SchoolName

pytestmark = pytest.mark.django_db
HEADER = "sira,il,ilce,okul_adi,program,alan"
ROW = "1,ADANA,CEYHAN,ÖRNEK 900001 LİSESİ,ATP,ELEKTRİK-ELEKTRONİK TEKNOLOJİSİ ALANI"


def taken_in(path):
    plan = plan_programmes(path)
    write_programmes(plan)
    return plan


def test_programme_becomes_a_field_of_the_school(write, school):
    taken_in(write("p.csv", HEADER, ROW, ROW.replace("ATP", "AMP")))

    rows = SchoolField.objects.order_by("programme").values_list("school__code", "field__code", "programme")
    assert list(rows) == [("900001", "10", "AMP"), ("900001", "10", "ATP")]


def test_list_again_changes_nothing(write, school):
    path = write("p.csv", HEADER, ROW)
    taken_in(path)

    plan = taken_in(path)

    assert (plan.counts["added"], plan.counts["unchanged"]) == (0, 1)


def test_school_is_found_by_a_former_name(write, school):
    SchoolName.objects.create(school=school, name="Eski Adlı Lise", ends_on="2020-01-01")

    plan = taken_in(write("p.csv", HEADER, ROW.replace("ÖRNEK 900001 LİSESİ", "ESKİ ADLI LİSE")))

    assert plan.counts["added"] == 1


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("ADANA", "ATLANTİS", "il"),
        ("CEYHAN", "BOSTANCI", "ilce"),
        ("ÖRNEK 900001", "BAŞKA BİR", "okul_adi"),
        ("ATP", "XYZ", "program"),
        ("ELEKTRİK-ELEKTRONİK", "SİHİRBAZLIK", "alan"),
    ],
)
def test_row_that_matches_nothing_is_listed_with_its_column(write, school, before, after, column):
    plan = taken_in(write("p.csv", HEADER, ROW.replace(before, after)))

    assert [(remark.row, remark.column, remark.weight) for remark in plan.remarks] == [(2, column, Weight.LEFT_OUT)]
    assert not SchoolField.objects.exists()


def test_alike_name_is_offered_and_not_taken(write, school):
    plan = taken_in(write("p.csv", HEADER, ROW.replace("ÖRNEK 900001", "ÖRNEK 900002")))

    assert "Benzer adlı kayıt: “Örnek 900001 Lisesi”." in plan.remarks[0].reason
    assert not SchoolField.objects.exists()


def test_same_field_of_another_language_is_listed_as_repeated(write, school):
    plan = taken_in(write("p.csv", HEADER, ROW, ROW))

    assert plan.counts["duplicate"] == 1


def test_command_prints_counts_and_refuses_another_table(write, school):
    out = StringIO()

    call_command("import_programmes", write("p.csv", HEADER, ROW), stdout=out)

    assert "1 satır okundu: 1 alan eklendi" in out.getvalue()
    with pytest.raises(CommandError, match="Eksik sütun: alan"):
        call_command("import_programmes", write("q.csv", "il,ilce,okul_adi,program", "a,b,c,d"), stdout=out)


@pytest.mark.slow
def test_real_list_names_every_field_and_accounts_for_every_row(real_data, reference):
    call_command("import_institutions", real_data / "schools/mebbis_2017_vocational.csv", stdout=StringIO())

    plan = taken_in(real_data / "lgs/lgs_vocational_programs.csv")

    counts = plan.counts
    assert counts["read"] == counts["added"] + counts["duplicate"] + counts["left_out"] == 1239
    assert counts["added"] > 500
    assert {remark.column for remark in plan.remarks} <= {"okul_adi", "alan"}
