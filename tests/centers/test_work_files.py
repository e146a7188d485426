"""Works by table: all rows or none, every wrong cell by its name, nothing lost in silence."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from centers.choices import WorkKind
from centers.models import Work
from centers.work_files import COLUMNS
from tests.factories import make_school, make_user
from tests.factories.centers import make_center
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/ç", "smm/5/1/e")]
TITLES = [column.title for column in COLUMNS]
RESEARCH = {
    "Tür": "Araştırma, geliştirme, raporlama", "Çalışmanın adı": "Kaynak araştırması", "Açıklama": "On ilde görüşme.",
    "Alanlar": "04", "İlk gün": "01.12.2026", "Son gün": "31.12.2026", "Sorumlu": "ELİF KUZUCUOĞLU",
}  # fmt: skip
PROJECT = {
    **RESEARCH, "Tür": "Proje", "Çalışmanın adı": "Yeşil kaynak", "Program": "Erasmus+", "Alanlar": "Alan 04",
    "Ulusal veya uluslararası": "Uluslararası", "Bütçe": "250.000,50", "Para birimi": "Avro",
}  # fmt: skip
EVENT = {**RESEARCH, "Tür": "Takip edilen etkinlik", "Çalışmanın adı": "Fuar", "Yer": "Hannover", "Ülke": "Almanya"}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def coordinator(center, client):
    user = make_user(
        Role.GENERAL_COORDINATOR, school=center.school, first_name="Elif", last_name="Kuzucuoğlu", username="elifk"
    )
    client.force_login(user)
    return user


def table(*rows, titles=TITLES):
    lines = [";".join(titles), *(";".join(row.get(title, "") for title in titles) for row in rows)]
    return SimpleUploadedFile("calismalar.csv", "\n".join(lines).encode("utf-8-sig"))


def bring(client, center, file):
    return client.post(reverse("centers:works_file", args=[center.pk]), {"file": file}, follow=True)


def test_rows_of_several_kinds_become_works_by_their_acts(client, center, coordinator):
    answer = bring(client, center, table(RESEARCH, PROJECT, EVENT))

    assert "3 çalışma yazıldı." in answer.text
    project = Work.objects.get(kind=WorkKind.PROJECT)
    assert (str(project.budget), project.currency, project.reach) == ("250000.50", "EUR", "international")
    assert (project.responsible, [one.code for one in project.fields.all()]) == (coordinator, ["04"])
    assert Work.objects.get(kind=WorkKind.EVENT).country == "DE"
    assert set(JournalEntry.objects.filter(record_kind="centers.work").values_list("act", flat=True)) == {
        "plan_research", "plan_project", "plan_event",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({**RESEARCH, "Tür": "Gezi"}, "Tür", "seçeneklerde yok"),
        ({**RESEARCH, "Tür": ""}, "Tür", "Boş bırakılamaz"),
        ({**RESEARCH, "Çalışmanın adı": "A" * 201}, "Çalışmanın adı", "200"),
        ({**RESEARCH, "Alanlar": "04, 99"}, "Alanlar", "Merkezin alanı değil: 99"),
        ({**RESEARCH, "İlk gün": "31.02.2026"}, "İlk gün", "takvimde yok"),
        ({**RESEARCH, "İlk gün": "01.01.2020"}, "İlk gün", "Merkezin kuruluşundan"),
        ({**RESEARCH, "Son gün": "01.11.2026"}, "Son gün", "İlk günden önce olamaz"),
        ({**RESEARCH, "Sorumlu": "Başka Biri"}, "Sorumlu", "görevli bir koordinatör yok"),
        ({**RESEARCH, "Yer": "Ankara"}, "Yer", "türünde bu sütun boş kalır"),
        ({**PROJECT, "Bütçe": "çok"}, "Bütçe", "bir tutar değil"),
        ({**PROJECT, "Para birimi": ""}, "Para birimi", "birlikte yazılır"),
        ({**PROJECT, "Program": ""}, "Program", "Bu alan zorunlu"),
        ({**EVENT, "Ülke": "Atlantis"}, "Ülke", "seçeneklerde yok"),
    ],
)
def test_each_wrong_cell_is_named_and_nothing_is_written(client, center, coordinator, row, column, said):
    answer = bring(client, center, table({**RESEARCH, "Çalışmanın adı": "İlk"}, row))

    marks = {(mark.row, mark.heading): mark.sentence for mark in answer.context["marks"]}
    assert said in marks[3, column], marks
    assert not Work.objects.exists()
    assert "Dosyadan hiçbir çalışma yazılmadı" in answer.text


def test_a_work_that_is_there_or_stands_twice_is_refused(client, center, coordinator):
    assert "zaten yazılmış" in bring(client, center, table(RESEARCH, RESEARCH)).text
    assert not Work.objects.exists()
    bring(client, center, table(RESEARCH))
    assert "zaten yazılmış" in bring(client, center, table(RESEARCH, PROJECT)).text
    assert Work.objects.count() == 1


def test_a_column_that_the_table_does_not_have_is_told(client, center, coordinator):
    answer = bring(client, center, table({**RESEARCH, "Not": "önemli"}, titles=[*TITLES, "Not"]))

    assert "“Not” sütunu bu şablonda yok" in answer.text
    assert not Work.objects.exists()
    assert (
        "“Kanal” sütunu yok" in bring(client, center, table(RESEARCH, titles=[t for t in TITLES if t != "Kanal"])).text
    )


def test_the_template_is_filled_in_and_comes_back(client, center, coordinator):
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(client.get(reverse("centers:works_template", args=[center.pk])).content))
    sheet = book["Çalışmalar"]
    assert [cell.value for cell in sheet[1]] == TITLES
    assert [cell.value for cell in book["Sorumlular"][2]] == ["Elif Kuzucuoğlu", "elifk"]
    for place, title in enumerate(TITLES, start=1):
        sheet.cell(row=2, column=place, value=RESEARCH.get(title))
    out = BytesIO()
    book.save(out)

    answer = bring(client, center, SimpleUploadedFile("c.xlsx", out.getvalue()))

    assert "1 çalışma yazıldı." in answer.text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", "Tür;Ad\nİ".encode("cp1254")])
def test_what_is_no_table_is_refused_in_words(client, center, coordinator, content):
    answer = bring(client, center, SimpleUploadedFile("c.csv", content))

    assert answer.status_code == 200
    assert not Work.objects.exists()


@pytest.mark.parametrize("page", ["works_file", "works_template"])
def test_only_the_centre_brings_works(client, center, page):
    address = reverse(f"centers:{page}", args=[center.pk])
    client.force_login(make_user(Role.EXPERT))
    assert client.get(address).status_code == 403
    client.force_login(make_user(Role.PRINCIPAL, school=center.school))
    assert client.get(address).status_code == 200
    elsewhere = make_center(school=make_school(province=34))
    client.force_login(make_user(Role.DEVELOPMENT_COORDINATOR, school=elsewhere.school))
    assert client.get(address).status_code == 404
