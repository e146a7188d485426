"""The history of a record on pages and in the admin: its story, a past state, two days compared, and who may see it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.choices import DossierStatus as S
from schools import acts
from schools.models import Enrolment, School, SchoolName, Space
from tests.factories import (
    make_clusters,
    make_designation,
    make_dossier,
    make_field,
    make_policy,
    make_protocol,
    make_province,
    make_region_ready,
    make_school,
    make_stakeholder,
    make_user,
)
from tests.workflow.past import Calendar
from workflow.models import RowVersion

pytestmark = pytest.mark.django_db
ISTANBUL = ZoneInfo("Europe/Istanbul")


def at(day, hour=12, minute=0, second=0):
    return datetime(2026, 3, day, hour, minute, second, tzinfo=ISTANBUL)


@pytest.fixture
def told(client):
    """A school that was entered on 10 March and changed on the 15th, at the last second of the day, and on the 20th."""
    calendar = Calendar()
    school = make_school(name="Eski Ad MTAL", addable_places=10)
    calendar.date(at(10))
    School.objects.filter(pk=school.pk).update(addable_places=20)
    calendar.date(at(15, 23, 59, 59))
    School.objects.filter(pk=school.pk).update(addable_places=30)
    Enrolment.objects.create(school=school, year=2025, grade=9, girls=17, boys=18)
    calendar.date(at(20))
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=school.province))
    return school


def get(client, address, **given):
    return client.get(address, given)


def test_a_school_is_shown_as_it_was_at_the_end_of_a_day(client, told):
    address = f"/okullar/{told.pk}/"

    for day, places in (("2026-03-14", 10), ("2026-03-15", 20), ("2026-03-19", 20), ("2026-03-20", 30)):
        page = get(client, address, tarih=day).content.decode()
        assert f"<dd>{places}</dd>" in page, day
        assert "günündeki hâliyle gösteriliyor" in page
        assert "Bugünkü hâline dön" in page
        assert ("Öğrenci sayıları" in page) == (day == "2026-03-20")


def test_a_past_state_offers_no_edits(client, told):
    page = get(client, f"/okullar/{told.pk}/", tarih="2026-03-15").content.decode()

    assert "/kutuk/" not in page
    assert "Dosya aç" not in page


def test_before_a_record_was_entered_a_sentence_says_so(client, told):
    page = get(client, f"/okullar/{told.pk}/", tarih="2026-03-09").content.decode()

    assert "Bu kayıt 09.03.2026 günü sistemde yoktu; 10.03.2026 günü kaydedildi." in page
    assert f"?tarih=2026-03-09&amp;bilgi={localdate():%Y-%m-%d}" in page


def test_legal_validity_and_time_of_entry_are_two_days(client, told):
    SchoolName.objects.create(school=told, name="İlk Ad Lisesi", ends_on="2019-12-31")
    SchoolName.objects.create(school=told, name="Eski Ad MTAL", starts_on="2020-01-01")
    address = f"/okullar/{told.pk}/"

    known_today = get(client, address, tarih="2018-05-01", bilgi=f"{localdate():%Y-%m-%d}").content.decode()
    known_then = get(client, address, tarih="2018-05-01", bilgi="2026-03-15").content.decode()

    assert "Kurumun 01.05.2018 günündeki adı: İlk Ad Lisesi." in known_today
    assert "Kurumun 01.05.2018 günündeki adı: Eski Ad MTAL." in known_then
    assert "15.03.2026 günü sonunda sistemde bilinenlere göre 01.05.2018 günü geçerli olan" in known_then


@pytest.mark.parametrize("given", [{"tarih": "2026-02-30"}, {"tarih": "dün"}, {"tarih": "2999-01-01"}, {"tarih": ""}])
def test_a_faulty_day_is_answered_in_the_form(client, told, given):
    answer = get(client, f"/okullar/{told.pk}/", **given)

    assert answer.status_code == 200
    assert "Gün seçilmedi" in answer.content.decode()


def test_deleted_rows_appear_as_they_were(client, told):
    calendar = Calendar()
    space = Space.objects.create(school=told, kind="workshop", name="Torna atölyesi", places=24)
    space.fields.add(make_field("04", "Bilişim Teknolojileri"))
    calendar.date(at(21))
    space.delete()
    calendar.date(at(22))

    then, after = (get(client, f"/okullar/{told.pk}/", tarih=f"2026-03-{day}").content.decode() for day in (21, 22))

    assert "Torna atölyesi" in then
    assert "Bilişim Teknolojileri" in then
    assert "Torna atölyesi" not in after


def test_the_four_types_say_what_was_frozen_then(client):
    calendar = Calendar()
    school = make_region_ready(make_school())
    calendar.date(at(10))
    designation = make_designation(school=school)
    calendar.date(at(20))
    client.force_login(make_user())
    address = f"/okullar/{school.pk}/"

    before = get(client, address, tarih="2026-03-15").content.decode()
    after = get(client, address, tarih="2026-10-02", bilgi="2026-03-20").content.decode()

    assert before.count("O gün için saklanmış bulgu yok.") == 4
    assert after.count("O gün için saklanmış bulgu yok.") == 3
    assert f"{designation.starts_on:%d.%m.%Y} gününden beri belirlenmiş" in after


def test_what_changed_between_two_days_is_told_field_by_field(client, told):
    page = get(client, f"/gecmis/okul/{told.pk}/", ilk="2026-03-12", son="2026-03-20").content.decode()

    rows = page.split("İki gün arasındaki fark</h2>")[1].split("Geçmiş</h2>")[0]
    assert "Eklenebilir derslik kapasitesi (öğrenci)" in rows
    assert '<td data-label="Önceki">10</td>' in rows
    assert '<td data-label="Sonraki">30</td>' in rows
    assert "Kız: 17" in rows


def test_two_days_with_the_same_state_have_no_difference(client, told):
    page = get(client, f"/gecmis/okul/{told.pk}/", ilk="2026-03-16", son="2026-03-19").content.decode()

    assert "Fark yok" in page


def test_days_in_the_wrong_order_are_refused(client, told):
    page = get(client, f"/gecmis/okul/{told.pk}/", ilk="2026-03-19", son="2026-03-16").content.decode()

    assert "İlk gün, son günden sonra olamaz." in page


def test_the_story_names_who_changed_what_by_which_act(client):
    school = make_school()
    officer = make_user(Role.PROVINCE_OFFICER, province=school.province)
    rows = [{"year": 2026, "girls": 4, "boys": 6}]
    acts.save_boarding_need(school, rows=rows, by=officer, on=localdate() - timedelta(days=3))
    client.force_login(officer)

    page = get(client, f"/gecmis/okul/{school.pk}/").content.decode()

    assert str(officer) in page
    assert "Pansiyon ihtiyacı: 2026-2027" in page
    assert "Kız: 4" in page
    assert f"işlem günü {localdate() - timedelta(days=3):%d.%m.%Y}" in page


@pytest.mark.parametrize(("only", "shown"), [("islem", False), ("degisiklik", True), ("belge", False), ("x", True)])
def test_the_story_is_filtered_by_kind(client, told, only, shown):
    page = get(client, f"/gecmis/okul/{told.pk}/", tur=only).content.decode()

    assert ("Kayıt oluşturuldu" in page) == shown


def records():
    school = make_school()
    yield "okul", school, f"/okullar/{school.pk}/", f"/yonetim/schools/school/{school.pk}/change/"
    dossier = make_dossier(S.RETURNED)
    yield "dosya", dossier, f"/dosyalar/{dossier.pk}/", f"/yonetim/designations/dossier/{dossier.pk}/change/"
    held = make_designation()
    yield "belirleme", held, f"/belirlemeler/{held.pk}/", f"/yonetim/designations/designation/{held.pk}/change/"
    protocol = make_protocol(school)
    yield "protokol", protocol, f"/protokoller/{protocol.pk}/", f"/yonetim/protocols/protocol/{protocol.pk}/change/"
    stakeholder = make_stakeholder()
    yield (
        "paydas",
        stakeholder,
        f"/protokoller/paydaslar/{stakeholder.pk}/",
        f"/yonetim/protocols/stakeholder/{stakeholder.pk}/change/",
    )
    policy = make_policy(status="draft", valid_from=None)
    yield "olcut", policy, "", f"/yonetim/designations/policyversion/{policy.pk}/change/"
    clusters = make_clusters(Üretim=[make_field("04")])
    yield "kume", clusters, "", f"/yonetim/designations/clusterversion/{clusters.pk}/change/"


def test_every_record_has_its_story_and_its_past_on_pages_and_in_the_admin(client):
    client.force_login(make_user(Role.EXPERT))
    for slug, record, page, admin_page in records():
        addresses = [f"/gecmis/{slug}/{record.pk}/", page, admin_page, admin_page.replace("change", "history")]
        for address in filter(None, addresses):
            assert client.get(address).status_code == 200, address
            assert "Geçmiş" in client.get(address).content.decode(), address
        for address in filter(None, [f"/gecmis/{slug}/{record.pk}/", page, admin_page]):
            answer = get(client, address, tarih=f"{localdate():%Y-%m-%d}")
            assert answer.status_code == 200, address
            assert "günündeki hâliyle gösteriliyor" in answer.content.decode(), address


def test_who_may_not_see_a_record_may_not_see_its_past(client, told):
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=make_province(34)))

    assert get(client, f"/okullar/{told.pk}/", tarih="2026-03-15").status_code == 404
    assert get(client, f"/gecmis/okul/{told.pk}/").status_code == 404
    policy = make_policy(status="draft", valid_from=None)
    assert get(client, f"/gecmis/olcut/{policy.pk}/").status_code == 404
    assert get(client, "/gecmis/yok/1/").status_code == 404
    assert get(client, "/gecmis/okul/abc/").status_code == 404


def test_a_schools_past_goes_with_it_to_its_new_province(client, told):
    School.objects.filter(pk=told.pk).update(province=make_province(34), district=None)
    former, present = (make_user(Role.PROVINCE_OFFICER, province=make_province(code)) for code in (6, 34))

    client.force_login(former)
    assert get(client, f"/okullar/{told.pk}/", tarih="2026-03-15").status_code == 404
    client.force_login(present)
    assert "İl 6" in get(client, f"/okullar/{told.pk}/", tarih="2026-03-15").content.decode()


def _versions(school, number):
    start = at(1)
    RowVersion.objects.bulk_create(
        RowVersion(
            record_kind="schools.school", record_id=str(school.pk), table_name="schools_school", row_id=str(school.pk),
            change="update", at=start + timedelta(minutes=n), xact=10**12 + n, was={"addable_places": n},
            data={"id": school.pk, "name": school.name, "addable_places": n + 1, "province_id": school.province_id, "district_id": school.district_id},
        )
        for n in range(number)
    )  # fmt: skip


def test_a_long_story_is_paged_and_costs_what_a_short_one_does(client):
    client.force_login(make_user())
    counts = []
    get(client, "/gecmis/okul/0/")  # what is read once for everybody
    for number in (1, 30, 3000):
        school = make_school()
        _versions(school, number)
        with CaptureQueriesContext(connection) as captured:
            page = get(client, f"/gecmis/okul/{school.pk}/").content.decode()
        counts.append(len(captured))
    last = get(client, f"/gecmis/okul/{school.pk}/", sayfa=151).content.decode()

    assert len(set(counts)) == 1
    assert "Daha eski" in page
    assert "Daha eski" not in last
    assert "Kayıt oluşturuldu" in page
