"""What is told and shown of practice places: warnings, the Annex's rows, lists and their files, the printed list, the past."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations.dossiers import facts_of
from designations.rules.standards import annex_met
from documents.models import Paper
from protocols.acts.days import open_the_day
from protocols.choices.places import PlaceStatus as S
from protocols.choices.trainers import TrainerStatus as T
from protocols.dossiers import needs_of
from protocols.papers import issue_practice_list
from protocols.telling_places import warn_of_places
from protocols.usability import Partners
from schools.models import PhysicalStandard, StandardValue
from tests.designations.standards import publish_library
from tests.factories import TODAY, make_school, make_user
from tests.factories.places import (
    UNTIL,
    make_partners,
    make_practice_course,
    make_practice_place,
    make_safety_approval,
    make_trainer,
)
from tests.protocols.practice import do
from workflow.listing import listing_of
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7")]
DAY = timedelta(days=1)


def heard(user):
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


@pytest.fixture
def people():
    """A school with a partner, and who hears of its places."""
    partners = make_partners()
    school = partners.school
    return {
        "partners": partners,
        "principal": make_user(Role.PRINCIPAL, school=school),
        "officer": make_user(Role.PROVINCE_OFFICER, province=6),
        "representative": make_user(Role.REPRESENTATIVE, stakeholder=partners.stakeholder),
        "other principal": make_user(Role.PRINCIPAL, school=make_school(province=6)),
        "elsewhere": make_user(Role.PROVINCE_OFFICER, province=34),
        "other representative": make_user(Role.REPRESENTATIVE),
    }


CONCERNED = ("principal", "officer", "representative")
OTHERS = ("other principal", "elsewhere", "other representative")


@pytest.mark.parametrize("days", [90, 60, 30])
def test_the_end_of_an_approval_is_told_in_time_and_once(people, days):
    place = make_practice_place(partners=people["partners"], until=TODAY + timedelta(days))
    renewed = make_practice_place(partners=people["partners"], until=TODAY + timedelta(days))
    make_safety_approval(renewed)

    for _ in range(2):
        warn_of_places(on=TODAY)
    warn_of_places(on=TODAY + DAY)

    day = f"{TODAY + timedelta(days):%d.%m.%Y}"
    said = f"Güvenlik onayı {days} gün sonra ({day}) dolan uygulama yeri: {place.name}, {place.school.name}"
    assert [heard(people[name]) for name in CONCERNED] == [[said]] * 3
    assert [heard(people[name]) for name in OTHERS] == [[]] * 3
    leads = Notice.objects.get(user=people["representative"]).url
    assert leads == reverse("representatives:place", args=[place.pk])


def test_an_approval_that_ended_is_told_to_whom_it_concerns_with_the_lessons_it_leaves(
    people, django_capture_on_commit_callbacks
):
    place = make_practice_place(partners=people["partners"], until=TODAY + DAY)
    course = make_practice_course(place, by=people["principal"])
    type(course).objects.update(until=date(2030, 1, 1))

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            open_the_day(on=TODAY + 2 * DAY)

    for name in CONCERNED:
        (text,) = heard(people[name])
        assert text.startswith(f"Kullanım dışı uygulama yeri (m. 8/7): {place.name}")
        assert "1 ders başka yere alınmalı" in text
    assert [heard(people[name]) for name in OTHERS] == [[]] * 3


def test_an_approval_that_is_handed_in_is_told_to_the_schools_side(people, django_capture_on_commit_callbacks):
    place = make_practice_place(S.PROPOSED, partners=people["partners"])

    with django_capture_on_commit_callbacks(execute=True):
        approval = make_safety_approval(place, by=people["representative"])
    with django_capture_on_commit_callbacks(execute=True):
        do("accept_approval", approval)

    assert "Kabul bekleyen güvenlik onayı" in heard(people["principal"])[0]
    assert heard(people["representative"]) == [
        f"Sunduğunuz güvenlik onayı: kabul edildi ({place.name}, {place.school.name})."
    ]


def test_the_end_of_a_trainers_term_is_told_without_the_name(people):
    make_trainer(partners=people["partners"], name="Gizli Kişi", ends_on=TODAY + 30 * DAY)

    warn_of_places(on=TODAY)

    (text,) = heard(people["principal"])
    assert "Kaynak uygulaması" in text
    assert "Gizli" not in text


def finding(school, on):
    return annex_met(facts_of([school], on=on)[school.pk]["sector_integrated"])


@pytest.fixture
def library():
    """The Annex in force asks for a library, which the enterprise may provide; the school has none."""
    partners = make_partners()
    publish_library()
    PhysicalStandard.objects.update(enterprise_allowed=True)
    StandardValue.objects.create(school=partners.school, code="library", value=0)
    return partners


@pytest.mark.provision("okul/6/2/c", "okul/7/2/c")
def test_a_usable_place_meets_the_rows_that_it_names_exactly_while_it_is_usable(library):
    school = library.school
    assert finding(school, TODAY).outcome == "unmet"

    place = make_practice_place(S.PROPOSED, partners=library, standards=["library"])
    assert finding(school, TODAY).outcome == "unmet"
    make_safety_approval(place)
    place = do("put_in_use", place)

    met = finding(school, TODAY)
    assert met.outcome == "met"
    assert "İşletmede karşılanan: Kütüphane" in met.reason
    assert [finding(school, day).outcome for day in (TODAY - DAY, UNTIL, UNTIL + DAY)] == ["unmet", "met", "unmet"]
    assert needs_of([school], TODAY)[0].needs == ()
    do("suspend_place", place, reason="Bakım.")
    assert finding(school, TODAY).outcome == "unmet"
    assert needs_of([school], TODAY)[0].needs


def test_a_row_that_the_annex_does_not_leave_to_the_enterprise_is_not_met_there(library):
    school = library.school
    place = make_practice_place(partners=library, standards=["library"])
    assert finding(school, TODAY).outcome == "met"

    PhysicalStandard.objects.update(enterprise_allowed=False)

    assert finding(school, TODAY).outcome == "unmet"
    with pytest.raises(Invalid, match="karşılanamaz") as refused:
        make_practice_place(partners=Partners(school, place.stakeholder), standards=["library"])
    assert "standards" in refused.value.faults


def test_what_is_not_applicable_stays_so(library):
    StandardValue.objects.update(met_by="not_applicable")
    make_practice_place(partners=library, standards=["library"])

    assert facts_of([library.school], on=TODAY)[library.school.pk]["sector_integrated"].standards[0].met_by == (
        "not_applicable"
    )


@pytest.fixture
def listed():
    today = localdate()
    school = make_school(name="Çırağan Işık Lisesi", code="900001")
    usable = make_practice_place(partners=make_partners(school), name="Kullanılan")
    make_practice_place(S.SUSPENDED, name="Askıdaki")
    make_practice_place(S.PROPOSED, name="Önerilen")
    make_practice_place(S.CLOSED, name="Kapanan")
    make_practice_place(name="Bitecek", until=today + 40 * DAY)
    late = make_practice_place(name="Süresi geçen")
    late.approvals.update(valid_until=today - DAY, until=today)
    return usable


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("", {"Kullanılan", "Askıdaki", "Önerilen", "Kapanan", "Bitecek", "Süresi geçen"}),
        ("durum=kullanilabilir", {"Kullanılan", "Bitecek"}),
        ("durum=dolacak", {"Bitecek"}),
        ("durum=disi", {"Askıdaki", "Süresi geçen"}),
        ("durum=onerilen", {"Önerilen"}),
        ("durum=biten", {"Kapanan"}),
        ("q=ciragan", {"Kullanılan"}),
        ("q=900001", {"Kullanılan"}),
        ("il=34", set()),
    ],
)
def test_the_list_is_filtered_as_asked(listed, asked, names):
    client = Client()
    client.force_login(make_user(Role.AUDITOR))
    make_school(province=34)

    page = client.get(f"{reverse('protocols:places')}?{asked}")

    assert {place.name for place in page.context["page_obj"]} == names
    if "Süresi geçen" in names:
        assert "Bugün kullanılamaz" in page.content.decode()


def test_the_list_of_a_protocol_and_its_page_name_its_places(listed):
    protocol = listed.stakeholder.protocols.get()
    client = Client()
    client.force_login(make_user(Role.EXPERT))

    page = client.get(f"{reverse('protocols:places')}?protokol={protocol.pk}")
    detail = client.get(reverse("protocols:detail", args=[protocol.pk])).content.decode()

    assert [place.name for place in page.context["page_obj"]] == ["Kullanılan"]
    assert "Kullanılan" in detail
    assert "Askıdaki" not in detail


def test_a_file_says_what_may_be_used_and_names_nobodys_number(listed):
    make_trainer(identity_number="10000000146")
    reader = make_user(Role.AUDITOR)
    places, trainers = listing_of("uygulama-yerleri"), listing_of("egiticiler")

    rows = [
        dict(zip(places.titles(), row, strict=True))
        for row in places.values(places.filtered(reader, QueryDict("sirala=ad"), localdate()))
    ]
    (trainer,) = trainers.values(trainers.filtered(reader, QueryDict("durum=gorevde"), localdate()))

    by_name = {row["Uygulama yeri"]: row for row in rows}
    assert by_name["Kullanılan"]["Bugün kullanılabilir"] == "Evet"
    assert by_name["Süresi geçen"]["Bugün kullanılabilir"] == "Hayır"
    assert by_name["Kullanılan"]["Alanlar"] == "Makine Teknolojisi"
    assert "10000000146" not in map(str, trainer)


@pytest.mark.parametrize(("asked", "count"), [("gorevde", 1), ("dolacak", 0), ("bildirilen", 1), ("biten", 1)])
def test_trainers_are_filtered_by_how_they_stand_today(asked, count):
    for state in (T.ENGAGED, T.PROPOSED, T.ENDED):
        make_trainer(state)
    client = Client()
    client.force_login(make_user(Role.AUDITOR))

    page = client.get(f"{reverse('protocols:trainers')}?durum={asked}")

    assert page.context["page_obj"].paginator.count == count


def test_the_printed_list_names_who_and_what_and_is_the_same_until_something_changes():
    place = make_practice_place(teacher_name="Ömer Çınar")
    partners = Partners(place.school, place.stakeholder)
    make_trainer(partners=partners, name="Çağrı Işık", identity_number="10000000146")

    first, again = (issue_practice_list(place.school, on=TODAY) for _ in range(2))
    assert first == again
    do("suspend_place", place, reason="Bakım.")
    later = issue_practice_list(place.school, on=TODAY)

    text = str(first.content)
    assert all(word in text for word in (place.name, "Ömer Çınar", "Çağrı Işık", "Kullanılabilir", "m. 8/7", "m. 8/8"))
    assert "10000000146" not in text
    assert later != first
    assert "Kullanılamaz" in str(later.content)
    assert first.dated_on == TODAY
    verified = Client().get(reverse("documents:verify_code", args=[first.code])).content.decode()
    assert "Uygulama Yerleri ve Eğitici Listesi" in verified
    assert "Ömer Çınar" not in verified
    assert "Çağrı Işık" not in verified
    assert not Paper.objects.visible_to(make_user(Role.PROVINCE_OFFICER, province=34)).exists()


def test_a_list_without_a_row_says_so():
    school = make_partners().school

    paper = issue_practice_list(school, on=TODAY)

    assert paper.content["closing"] == ["Uygulama yerleri: kayıt yoktur.", "Eğiticiler: kayıt yoktur."]


def test_a_place_is_shown_as_it_was_on_a_day():
    place = make_practice_place(name="Eski ad")
    do("change_place", place, name="Yeni ad", address="Başka yer", capacity=7, fields=list(place.fields.all()))
    client = Client()
    client.force_login(make_user(Role.EXPERT))
    address = reverse("protocols:place", args=[place.pk])

    page = client.get(address).content.decode()
    past = client.get(address, {"bilgi": f"{localdate():%Y-%m-%d}"})
    before = client.get(address, {"bilgi": f"{localdate() - DAY:%Y-%m-%d}"})

    assert "Yeni ad" in page
    assert past.status_code == before.status_code == 200
    assert "Başka yer" in past.content.decode()
    assert "Başka yer" not in before.content.decode()
    history = client.get(reverse("workflow:history", args=["uygulama-yeri", place.pk])).content.decode()
    assert "Kullanıma al" in history
    assert JournalEntry.objects.of(place).last().details["before"]["name"] == "Eski ad"
