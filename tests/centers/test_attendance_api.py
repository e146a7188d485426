"""Attendance by a session's code over the API and in the admin: the same code, the same refusals, and limits that hold in all doors."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings as project
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from accounts.choices import Role
from accounts.models import Duty, User
from centers import attending
from centers.models import Attendance
from tests.api.conftest import Program
from tests.factories import make_school, make_user
from tests.factories.centers import make_center
from tests.factories.programmes import make_activity
from workflow.models import JournalEntry

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/1/c")]
CHECK_INS = "/api/v1/center-check-ins/"


@pytest.fixture
def held():
    return make_activity("activity_held")


@pytest.fixture
def session(held, monkeypatch):
    """Its first session; it is on, whatever the day of the test."""
    found = held.sessions.order_by("day")[0]
    begins = datetime.combine(found.day, found.starts_at, get_current_timezone())
    monkeypatch.setattr(attending, "localtime", lambda: begins + timedelta(minutes=10))
    return found


@pytest.fixture
def principal(held):
    return make_user(Role.PRINCIPAL, school=held.center.school)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def both(center):
    """Somebody of the General Directorate who is the centre's general coordinator as well."""
    user = make_user(Role.EXPERT)
    Duty.objects.create(
        user=user, role=Role.GENERAL_COORDINATOR, institution_code=center.school.code, starts_on=date(2024, 1, 1)
    )
    return User.objects.get(pk=user.pk)


def ask_code(client, session, shown="screen"):
    path = f"/api/v1/center-activities/{session.activity_id}/sessions/{session.pk}/code/"
    return client.post(path, {"shown": shown}, content_type="application/json")


def asked_of(held, code, **values):
    person = held.participants.order_by("pk")[0]
    return {"code": code, "last_name": person.last_name, "number": person.identity_number[-4:], **values}


def test_a_code_asked_over_the_api_marks_over_the_api_and_on_the_page(held, session, principal):
    told = ask_code(signed_in(principal), session)
    assert told.status_code == 201, told.content
    body = told.json()
    program = Program()

    marked = program.post("/center-check-ins/", asked_of(held, body["code"]))

    assert marked.status_code == 201, marked.content
    person = held.participants.order_by("pk")[0]
    assert marked.json() == {
        "activity": held.pk, "session": session.pk, "participant": person.pk, "name": person.full_name, "is_new": True,
    }  # fmt: skip
    entry = JournalEntry.objects.get(act="check_in")
    assert entry.details["through"]["label"] == str(program.user)
    assert entry.details["code_of"]["label"] == str(principal)
    again = program.post("/center-check-ins/", asked_of(held, body["code"])).json()
    assert (again["is_new"], Attendance.objects.count()) == (False, 1)
    page = Client().post(body["address"].removeprefix(project.SITE_URL), asked_of(held, body["code"]))
    assert "Zaten yazılmışsınız" in page.text
    assert ask_code(signed_in(principal), session).json()["present"] == 1


def test_a_code_is_renewed_and_one_that_is_over_is_refused(held, session, principal, settings):
    client = signed_in(principal)
    first, printed = ask_code(client, session).json(), ask_code(client, session, "printed").json()
    assert (printed["expires_at"], first["expires_at"] is None) == (None, False)
    settings.CENTRE_CHECK_IN_CODE_SECONDS = -1  # all codes are older

    refused = client.post(CHECK_INS, asked_of(held, first["code"]), content_type="application/json")

    assert (refused.status_code, refused.json()["faults"]) == (400, [{"path": "code", "message": attending.EXPIRED}])
    assert client.post(CHECK_INS, asked_of(held, printed["code"]), content_type="application/json").status_code == 201
    forged = client.post(CHECK_INS, asked_of(held, "1.e.1:aa:bb"), content_type="application/json")
    assert forged.json()["faults"] == [{"path": "code", "message": attending.INVALID}]


def test_who_does_not_run_the_activity_gets_no_code_in_any_door(held, session):
    expert = make_user(Role.EXPERT)

    assert ask_code(signed_in(expert), session).status_code == 403
    elsewhere = make_user(Role.PRINCIPAL, school=make_center(school=make_school(province=34)).school)
    assert ask_code(signed_in(elsewhere), session).status_code == 404
    page = signed_in(expert).get(reverse("admin:centers_activity_code", args=[held.pk, session.pk]))
    assert page.status_code == 200
    assert "<svg xmlns" not in page.text.split("<main")[-1]
    assert "Karekod gösterilmiyor" in page.text


def test_a_program_of_another_province_marks_nobody(held, session, principal):
    code = ask_code(signed_in(principal), session).json()["code"]

    refused = Program(province=34).post("/center-check-ins/", asked_of(held, code))

    assert refused.json()["faults"] == [{"path": "code", "message": attending.INVALID}]
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "path", "said"),
    [
        ({"number": "0000"}, "number", attending.NOBODY),
        ({"last_name": "Başka"}, "number", attending.NOBODY),
        ({"number": ""}, "number", "Bu alan zorunludur."),
        ({"ticket": "x"}, "ticket", "Bu istekte böyle bir bilgi yok."),
    ],
)
def test_what_names_nobody_is_a_fault_at_its_path(held, session, principal, wrong, path, said):
    client = signed_in(principal)
    code = ask_code(client, session).json()["code"]

    refused = client.post(CHECK_INS, asked_of(held, code, **wrong), content_type="application/json")

    assert refused.status_code in {400, 422}
    assert path in [one["path"] for one in refused.json()["faults"]]
    assert said in str(refused.json()["faults"]) or said == "Bu alan zorunludur."


@pytest.fixture
def kept_cache(settings):
    """The cache in the database, as an installation without Redis has it: what a transaction takes back is not counted."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
    call_command("createcachetable", verbosity=0)
    caches["default"].clear()


@pytest.mark.parametrize("key", ["", "aynı değil"])
def test_guessing_is_stopped_over_the_api_whatever_key_it_carries(held, session, principal, kept_cache, key):
    code = ask_code(signed_in(principal), session).json()["code"]
    client = signed_in(principal)

    def guess(number):
        headers = {"Idempotency-Key": f"deneme-{number}"} if key else {}
        body = asked_of(held, code, number=f"{number:04d}")
        return client.post(CHECK_INS, body, content_type="application/json", headers=headers)

    codes = [guess(number).status_code for number in range(attending.WRONG + 1)]

    assert codes == [422] * attending.WRONG + [429]
    assert int(guess(99)["Retry-After"]) >= attending.WINDOW
    assert client.post(CHECK_INS, asked_of(held, code), content_type="application/json").status_code == 429


def test_the_limit_of_a_session_is_one_for_all_doors(held, session, principal, monkeypatch):
    monkeypatch.setattr(attending, "OF_A_SESSION", 3)
    code = ask_code(signed_in(principal), session).json()["code"]
    page = reverse("centers:check_in", args=[code])

    for program in (Program(), Program()):
        assert program.post("/center-check-ins/", asked_of(held, code, number="0000")).status_code == 422
    assert Client().post(page, asked_of(held, code, number="0000")).status_code == 200

    assert Client().post(page, asked_of(held, code)).status_code == 429
    assert Program().post("/center-check-ins/", asked_of(held, code)).status_code == 429
    assert not Attendance.objects.exists()


def test_a_session_whose_attendance_was_entered_is_closed_in_all_doors(held, session, principal):
    client = signed_in(principal)
    code = ask_code(client, session).json()["code"]
    body = {"session": session.pk, "present": []}
    path = f"/api/v1/center-activities/{held.pk}/acts/take_attendance/"
    type(session).objects.filter(pk=session.pk).update(day=date(2026, 1, 5))
    assert client.post(path, body, content_type="application/json").status_code == 200

    assert ask_code(client, session).status_code == 409
    assert client.post(CHECK_INS, asked_of(held, code), content_type="application/json").status_code == 409
    admin = signed_in(both(held.center)).get(reverse("admin:centers_activity_code", args=[held.pk, session.pk]))
    assert "yoklaması girildi" in admin.text


def test_the_admin_shows_the_code_and_begins_the_attendance_with_it(held, session):
    person = held.participants.order_by("pk")[0]
    user = both(held.center)
    client, address = signed_in(user), reverse("admin:centers_activity_code", args=[held.pk, session.pk])

    page = client.get(address)
    assert (page.status_code, page["Refresh"]) == (200, "60")
    assert "no-store" in page["Cache-Control"]
    assert "Refresh" not in client.get(f"{address}?basili")
    assert f'href="{address}"' in client.get(reverse("admin:centers_activity_change", args=[held.pk])).text
    code = attending.code_for(session, user)
    assert "Katılımınız yazıldı" in Client().post(reverse("centers:check_in", args=[code]), asked_of(held, code)).text

    entry = reverse("admin:centers_activity_act", args=[held.pk, "take_attendance"])
    assert f"{entry}?oturum={session.pk}" in client.get(address).text
    begins = client.get(f"{entry}?oturum={session.pk}").context["form"].initial

    assert (begins["session"], begins["present"]) == (session.pk, [person.pk])
    assert client.get(reverse("admin:centers_activity_code", args=[held.pk, 10**9])).status_code == 404
