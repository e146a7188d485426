"""The calendar of centres: everything that has a day, in the user's place, by page, secret address and API."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import Role
from centers.acts import ACTIVITY, PLAN, WORK
from centers.acts.calendar import close_address, take_address
from centers.calendars import Asked, entries_of
from centers.choices import ChainStatus, EntryKind, WorkKind
from centers.models import CalendarAddress
from tests.factories import TODAY, make_province, make_school, make_user
from tests.factories.center_calendar import make_calendar_address
from tests.factories.center_monitoring import improve, make_monitoring
from tests.factories.center_plans import make_plan
from tests.factories.centers import make_answer, make_center, make_task
from tests.factories.programmes import make_activity, make_programme
from tests.factories.works import make_announced, make_work
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 1, 1), date(2027, 1, 31)


def world(center):
    """One of each kind in a centre."""
    plan = make_plan(center=center)
    activity = make_activity("activity_held", programme=make_programme("chain_approved", center=center))
    event = make_announced(center=center)
    answer = make_answer(center=center)
    monitoring = make_monitoring(center=center)
    improve(monitoring, by=make_user(Role.EXPERT))
    return {"plan": plan, "activity": activity, "event": event, "answer": answer, "monitoring": monitoring}


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.mark.provision("smm/5/4", "smm/11/1", "smm/11/2")
def test_each_kind_stands_in_the_calendar_with_its_page(center, expert, client):
    made = world(center)

    found = entries_of(expert, Asked(), FIRST, LAST)

    assert {entry.kind for entry in found} == set(EntryKind.values)
    assert [entry.order for entry in found] == sorted(entry.order for entry in found)
    client.force_login(expert)
    for address in {entry.url for entry in found}:
        assert client.get(address).status_code == 200, address
    by_kind = {entry.kind: entry for entry in found}
    assert by_kind["plan"].url.startswith(reverse("centers:plan", args=[made["plan"].pk]))
    assert by_kind["event"].url == reverse("centers:work", args=[made["event"].pk])
    assert by_kind["report"].state == "Hazırlanmadı"
    assert by_kind["report"].first == date(2027, 1, 31)


def test_one_kind_or_one_centre_or_one_province_is_asked_for(center, expert):
    world(center)
    elsewhere = make_center(school=make_school(province=34))
    make_plan(center=elsewhere)

    assert {entry.kind for entry in entries_of(expert, Asked(kind="task"), FIRST, LAST)} == {"task"}
    of_one = entries_of(expert, Asked(center=elsewhere), FIRST, LAST)
    assert {entry.kind for entry in of_one} == {"plan", "report"}
    assert entries_of(expert, Asked(province=make_province(34)), FIRST, LAST) == of_one


def test_what_is_given_to_many_stands_once(expert):
    centers = [make_center(), make_center()]
    task = make_task("task_given", *centers)

    found = entries_of(expert, Asked(), FIRST, LAST)

    (entry,) = [one for one in found if one.kind == "task"]
    assert (entry.center, entry.url) == ("2 merkez", reverse("centers:task", args=[task.pk]))
    (report,) = [one for one in found if one.kind == "report"]
    assert (report.center, report.state) == ("2 merkez", "2 merkez göndermedi")


def test_what_was_dropped_is_not_there_and_what_was_cancelled_says_so(center, expert):
    plan, activity = (
        make_plan(center=center),
        make_activity("chain_approved", programme=make_programme("chain_approved", center=center)),
    )
    PLAN.acts["drop_plan"](plan, by=plan.author, on=TODAY, reason="Yanlış yıl.")
    ACTIVITY.acts["cancel_activity"](activity, by=expert, on=TODAY, reason="Talep yok.")

    found = entries_of(expert, Asked(), FIRST, LAST)

    assert not [entry for entry in found if entry.kind == "plan"]
    assert all(entry.cancelled for entry in found if entry.kind in {"activity", "session"})
    assert [entry for entry in found if entry.kind == "activity"]


@pytest.mark.provision("smm/5/1/g")
def test_nobody_sees_of_another_centre_but_what_it_announced(center):
    world(center)
    make_work(WorkKind.EVENT, center=center, title="Duyurulmadı")
    other = make_center(school=make_school(province=34))

    for person in (
        make_user(Role.GENERAL_COORDINATOR, school=other.school), make_user(Role.PROVINCE_OFFICER, province=34),
        make_user(Role.PRINCIPAL, school=other.school), make_user(Role.TEACHER),
    ):  # fmt: skip
        found = entries_of(person, Asked(), FIRST, LAST)
        assert {entry.kind for entry in found if entry.center == center.name} == {"event"}
        assert [entry.url for entry in found if entry.kind == "event"] == [reverse("centers:events")]
    for person in (
        make_user(Role.GENERAL_COORDINATOR, school=center.school),
        make_user(Role.PROVINCE_OFFICER, province=6),
    ):
        assert {entry.kind for entry in entries_of(person, Asked(), FIRST, LAST)} == set(EntryKind.values)


def test_pages_ask_as_much_for_many_centres_as_for_one(expert, client):
    client.force_login(expert)
    counts = []
    for more in (1, 6):
        for _ in range(more):
            world(make_center())
        for view in ("ay", "liste"):
            address = f"{reverse('centers:calendar')}?ay=2026-10&gorunum={view}"
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200
            counts.append(len(captured))

    assert counts[:2] == counts[2:]


def test_month_and_list_show_the_month_that_is_asked(center, expert, client):
    made = world(center)
    client.force_login(expert)

    month = client.get(f"{reverse('centers:calendar_of', args=[center.pk])}?ay={made['answer'].task.due_on:%Y-%m}")
    january = client.get(f"{reverse('centers:calendar')}?ay=2027-01&gorunum=liste")
    listed = client.get(f"{reverse('centers:calendar')}?ay=2027-01&gorunum=liste&tur=report")

    assert made["answer"].task.title in month.text
    assert "Kaynak eğitimi çalışması" in january.text
    assert "2026 faaliyet raporunun son günü" in listed.text
    assert "31 Ocak 2027" in listed.text
    assert "Kaynak eğitimi çalışması" not in listed.text
    assert "Beş Eksenli CNC Kursu" not in january.text
    empty = client.get(f"{reverse('centers:calendar')}?ay=2031-05")
    assert "Bu ayda takvimde bir şey yok" in empty.text
    wrong = client.get(f"{reverse('centers:calendar')}?ay=2026-13&tur=yok&il=x")
    assert wrong.status_code == 200
    assert "Ayı 2026-11 biçiminde yazın." in wrong.text


def test_coordinators_open_the_calendar_of_their_own_centre_alone(center, client):
    other = make_center(school=make_school(province=34))
    client.force_login(make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school))

    assert client.get(reverse("centers:calendar_of", args=[center.pk])).status_code == 200
    assert client.get(reverse("centers:calendar")).status_code == 200
    assert client.get(reverse("centers:calendar_of", args=[other.pk])).status_code == 404
    choices = client.get(reverse("centers:calendar_addresses")).context["form"].fields["center"].queryset
    assert list(choices) == [center]


def test_an_address_is_taken_once_shown_and_closed(center, expert, client):
    client.force_login(expert)
    page = reverse("centers:calendar_addresses")

    shown = client.post(page, {"center": center.pk}, follow=True)
    address = shown.context["address"]

    assert "/merkezler/takvim/abonelik/" in address
    assert address not in client.get(page).text
    assert center.name in client.get(page).text
    made = CalendarAddress.objects.get()
    assert made.digest not in address
    client.post(reverse("centers:calendar_end_address", args=[made.pk]))
    assert not CalendarAddress.objects.live().exists()
    assert list(JournalEntry.objects.filter(record_kind="centers.calendaraddress").values_list("act", flat=True)) == [
        "take_address", "close_address",
    ]  # fmt: skip
    assert "Merkez ile il birlikte seçilmez" in client.post(page, {"center": center.pk, "province": 6}).text


def test_nobody_closes_the_address_of_another(client):
    made, _ = make_calendar_address()
    client.force_login(make_user(Role.EXPERT))

    assert client.post(reverse("centers:calendar_end_address", args=[made.pk])).status_code == 404
    assert CalendarAddress.objects.live().count() == 1


def test_a_new_address_ends_the_former_one_of_the_same_centres(center, expert):
    _, first = make_calendar_address(expert)
    make_calendar_address(expert, center=center)

    _, second = make_calendar_address(expert)

    assert first != second
    assert CalendarAddress.objects.live().count() == 2
    with pytest.raises(IntegrityError):
        CalendarAddress.objects.create(user=expert, digest="x", made_on=TODAY)


def feed(client, secret):
    return client.get(reverse("centers:calendar_feed", args=[secret]))


def test_the_feed_shows_what_its_owner_sees_today_to_nobody_in_particular(center, client, settings):
    settings.SITE_URL = "https://okul.example"
    made = world(center)
    owner = make_user(Role.GENERAL_COORDINATOR, school=center.school)
    _, secret = make_calendar_address(owner)

    answer = feed(client, secret)

    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-referrer" in answer["Referrer-Policy"]
    assert f"URL:https://okul.example{reverse('centers:answer', args=[made['answer'].pk])}" in text
    assert "Çağlayangil" not in text  # who takes part
    assert "Ayşe Yılmaz" not in text  # who is responsible
    owner.duties.update(ends_on=TODAY - timedelta(days=1))
    without = feed(client, secret).content.decode()
    assert "etkinlik-" in without.replace("\r\n ", "")
    assert "gorev-" not in without
    owner.is_active = False
    owner.save()
    assert feed(client, secret).status_code == 404


def test_a_closed_or_guessed_address_answers_nothing_and_guessing_is_stopped(client):
    made, secret = make_calendar_address()
    close_address(made, by=made.user, on=TODAY)
    cache.clear()

    assert feed(client, secret).status_code == 404
    answers = {feed(client, f"uydurma{number}").status_code for number in range(70)}

    assert answers == {404, 429}
    cache.clear()
    _, fresh = take_address(by=made.user, on=TODAY)
    assert feed(client, fresh).status_code == 200


def test_the_api_gives_the_same_entries_to_a_program_of_a_province(program, client):
    from tests.api.conftest import Program

    ankara, elsewhere = make_center(), make_center(school=make_school(province=34))
    world(ankara), make_plan(center=elsewhere)
    asked = {"from": FIRST.isoformat(), "to": LAST.isoformat()}

    everywhere = program.get("/center-calendar/", **asked).json()
    of_34 = Program(province=34).get("/center-calendar/", **asked).json()

    assert {one["kind"] for one in everywhere["entries"]} == set(EntryKind.values)
    assert {one["kind"] for one in of_34["entries"]} == {"plan", "report", "event"}
    file = program.get("/center-calendar/ics/", **asked, center=ankara.pk, kind="session")
    assert file.content.decode().count("BEGIN:VEVENT") == sum(
        one["kind"] == "session" for one in everywhere["entries"]
    )


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({}, "from"), ({"from": "2026-01-01"}, "to"), ({"from": "2026-01-01", "to": "2025-01-01"}, "to"),
        ({"from": "2026-01-01", "to": "2028-01-01"}, "to"), ({"center": "x"}, "center"), ({"kind": "x"}, "kind"),
        ({"center": "1", "province": "6"}, "province"),
    ],
)  # fmt: skip
def test_the_api_names_what_is_wrong_with_the_question(program, query, path):
    days = {"from": "2026-01-01", "to": "2026-01-31"} if path in {"center", "kind", "province"} else {}
    answer = program.get("/center-calendar/", **days, **query)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == [path]


def test_a_work_that_is_not_announced_is_in_no_calendar(center, expert):
    work = make_work(WorkKind.EVENT, center=center)
    assert not [one for one in entries_of(expert, Asked(), FIRST, LAST) if one.kind == "event"]

    WORK.acts["announce_event"](work, by=work.responsible, on=TODAY)

    assert [one.title for one in entries_of(expert, Asked(), FIRST, LAST) if one.kind == "event"] == [work.title]
    assert work.center.status != ChainStatus.DROPPED
