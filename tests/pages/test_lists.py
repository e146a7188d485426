"""The pages of lists: as many questions to the database for 30 rows as for 1, and filters that reach page and file alike."""

import itertools

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import ReportStatus
from protocols.choices.expenses import ExpenseStatus as S
from protocols.models import ExpenseStatement
from tests.factories import make_designation, make_dossier, make_policy, make_protocol, make_school, make_user
from tests.factories.boards import make_board, make_resolution
from tests.factories.campaigns import make_control_campaign, make_controlled_here
from tests.factories.center_monitoring import make_monitoring
from tests.factories.center_plans import make_owing_center, make_plan, make_reopening, make_report
from tests.factories.centers import make_answer, make_center, make_task
from tests.factories.commissions import make_commission_of_another_round
from tests.factories.expenses import make_expense_statement
from tests.factories.follow_up import make_follow_up_report
from tests.factories.imports import make_import
from tests.factories.law import make_draft_of_another_day
from tests.factories.obligations import make_protocol_duty
from tests.factories.places import make_practice_place, make_trainer
from tests.factories.programmes import make_activity, make_need, make_programme
from tests.factories.quality import make_quality_item
from tests.factories.reports import make_directorate_report
from tests.factories.scenarios import make_moved, make_scenario
from tests.factories.selection import make_application as make_candidate, make_call
from tests.factories.sponsors import make_sponsor_assignment
from tests.factories.staff import make_staff
from tests.factories.standings import make_change, make_standing
from tests.factories.transfers import (
    make_application,
    make_objection,
    make_quota,
    make_results,
    make_round_of_another_year,
    make_run_of_another_year,
)
from tests.factories.works import make_announced, make_work
from workflow.listing import listing_of, listings

pytestmark = pytest.mark.django_db
PLATES = itertools.cycle(range(1, 82))


def make_expenses_of_this_year():
    made = make_expense_statement(S.SUBMITTED, school=make_school(province=next(PLATES)))
    ExpenseStatement.objects.filter(pk=made.pk).update(month=localdate().replace(day=1))


MAKERS = {
    "okullar": make_school,
    "dosyalar": lambda: make_dossier(ready=False),
    "protokoller": lambda: make_protocol(make_school(), make_school()),
    "yukumlulukler": make_protocol_duty,
    "hami-okullar": make_sponsor_assignment,
    "uygulama-yerleri": make_practice_place,
    "egiticiler": make_trainer,
    "danisma-kurullari": make_board,
    "kurul-kararlari": make_resolution,
    "paydaslar": lambda: make_protocol(make_school()),
    "giderler": lambda: make_expense_statement(S.SUBMITTED),
    "gider-kalemleri": lambda: make_expense_statement(S.SUBMITTED),
    "gider-toplamlari-okul": make_expenses_of_this_year,
    "gider-toplamlari-il": make_expenses_of_this_year,
    "gider-toplamlari-paydas": make_expenses_of_this_year,
    "nakil-basvurulari": make_application,
    "nakil-kontenjanlari": make_quota,
    "nakil-doluluk-il": make_run_of_another_year,
    "nakil-doluluk-alan": make_run_of_another_year,
    "nakil-geldigi-il": make_run_of_another_year,
    "nakil-akislari": make_results,
    "nakil-itirazlari": make_objection,
    "nakil-yerlestirmeleri": make_run_of_another_year,
    "nakil-taban-puanlari": make_run_of_another_year,
    "nakil-komisyonlari": make_commission_of_another_round,
    "nakil-donemleri": make_round_of_another_year,
    "merkezler": lambda: make_center(school=make_school(province=next(PLATES))),
    "merkez-ihtiyaclari": make_need,
    "hizmet-ici-egitim-faaliyetleri": make_activity,
    "hizmet-ici-egitim-programlari": make_programme,
    "merkez-gorevleri": make_task,
    "merkez-gorevlendirmeleri": make_staff,
    "koordinator-cagrilari": make_call,
    "koordinatorluk-basvurulari": make_candidate,
    "merkez-gorev-yanitlari": make_answer,
    "merkez-planlari": make_plan,
    "plan-yeniden-acma-istekleri": make_reopening,
    "merkez-gostergeleri": make_plan,
    "merkez-izleme": make_monitoring,
    "merkez-raporlari": make_report,
    "merkez-rapor-vermeyenler": make_owing_center,
    "merkez-calismalari": make_work,
    "merkez-etkinlikleri": make_announced,
    "yuklemeler": lambda: make_import(make_user()),
    "gorevliler": lambda: make_user(Role.PROVINCE_OFFICER, province=6),
    "belirlenen-okullar": make_designation,
    "ihtisas-okullari": lambda: make_follow_up_report(ReportStatus.SENT),
    "denetim-kampanyalari": make_control_campaign,
    "denetlenen-okullar": make_controlled_here,
    "ulke-durumlari": lambda: make_standing(["okul/4/2/a"], ["okul/4/2/b"]),
    "ulke-degisiklikleri": make_change,
    "senaryolar": make_scenario,
    "hukum-surumleri": make_draft_of_another_day,
    "veri-kalitesi": make_quality_item,
    "yillik-raporlar": make_directorate_report,
    "senaryo-okullari": make_moved,
}


@pytest.fixture
def reader(client):
    make_policy()
    user = make_user(Role.DIRECTOR_GENERAL)
    client.force_login(user)
    return user


def test_every_declared_list_is_walked():
    assert set(MAKERS) == {listing.slug for listing in listings()}


@pytest.mark.parametrize("slug", MAKERS)
def test_page_asks_as_much_for_30_rows_as_for_1(client, reader, slug):
    url, counts = listing_of(slug).url, []
    for more in (1, 29 if slug != "belirlenen-okullar" else 5):
        for _ in range(more):
            MAKERS[slug]()
        client.get(url)  # warms what is read once in a process
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_protocols_are_found_by_subject_school_and_state(client, reader):
    found = make_protocol(make_school(name="Işık Lisesi", code="900001"), title="Çırak İşbirliği")
    make_protocol(make_school(name="Öbür Lise", code="900002"), title="Başka bir konu")
    listing = listing_of("protokoller")

    for asked in ("q=cirak+isbirligi", "q=900001", "q=ışık"):
        assert list(listing.filtered(reader, QueryDict(asked), localdate())) == [found], asked
        page = client.get(f"{listing.url}?{asked}").content.decode()
        assert "Çırak İşbirliği" in page
        assert "Başka bir konu" not in page
    assert "Protokol bulunamadı" in client.get(f"{listing.url}?q=bulunmaz").content.decode()


def test_file_of_protocols_names_partners_and_schools_in_one_row(reader):
    protocol = make_protocol(make_school(code="900002"), make_school(code="900001"))
    listing = listing_of("protokoller")

    (row,) = listing.values(listing.filtered(reader, QueryDict(), localdate()))

    cells = dict(zip(listing.titles(), row, strict=True))
    assert cells["Protokol no"] == protocol.pk
    assert cells["Okulların kurum kodları"] == "900001, 900002"
    assert cells["Paydaşlar"] == str(protocol.stakeholders.get().name)


def test_public_list_offers_files_only_to_who_has_signed_in(client):
    make_designation(school=None)
    address = "/belirlenen-okullar/"

    outside = client.get(address).content.decode()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    inside = client.get(address).content.decode()

    assert "Süzüleni dışa aktar" not in outside
    assert "Süzüleni dışa aktar" in inside


def test_file_of_an_anonymous_visitor_is_not_ordered(client):
    answer = client.post("/listeler/belirlenen-okullar/dosya/", {"format": "csv", "query": ""})

    assert answer.status_code == 302
    assert "/hesap/login/" in answer["Location"]


def test_province_sees_and_takes_only_its_own_people(client):
    own = make_user(Role.PROVINCE_OFFICER, province=6)
    other = make_user(Role.PROVINCE_OFFICER, province=34)
    listing = listing_of("gorevliler")

    seen = {duty.user for duty in listing.filtered(own, QueryDict(), localdate())}

    assert own in seen
    assert other not in seen
