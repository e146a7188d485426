"""Requests for accounts: asked by a province for its own people, decided by the ministry, carried out once."""

import re
import threading
from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, SecurityEvent, User
from tests.factories import make_district, make_province, make_school, make_user
from workflow.models import AccountRequest, JournalEntry, Notice
from workflow.people.acts import REQUEST, Asked, approve, ask_account, ask_end, ask_prolongation
from workflow.people.choices import RequestStatus as S
from workflow.people.names import new_username, same_name
from workflow.refusals import Invalid, NotPermitted, OutOfState, Refusal

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
PASSWORD = "gizli-parola-123"  # that of tests.factories.make_user


def asked(**values):
    given = {
        "first_name": "Çağrı",
        "last_name": "Işıldak",
        "email": "cagri.isildak@meb.gov.tr",
        "role": Role.PROVINCE_OFFICER,
        "starts_on": localdate(),
        "ends_on": None,
        "reason": "Görevlendirme yazısı ektedir.",
    }
    return Asked(**{**given, **values})


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, province=6)


@pytest.fixture
def keeper():
    return make_user(Role.ADMINISTRATOR)


def ask(officer, **values):
    return ask_account(make_province(6), by=officer, on=TODAY, asked=asked(**values))


def form_of(**values):
    given = asked()
    data = {name: getattr(given, name) for name in ("first_name", "last_name", "email", "role", "reason")}
    return {**data, "starts_on": "2026-12-01", "ends_on": "", **values}


def on_commit_runs(capture):
    with capture(execute=True) as callbacks:
        return callbacks


def test_a_province_asks_the_ministry_approves_and_the_person_signs_in(
    client, officer, keeper, django_capture_on_commit_callbacks
):
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("people:ask"), form_of(starts_on=localdate().isoformat()))
    request = AccountRequest.objects.get()
    assert answer["Location"] == reverse("people:request", args=[request.pk])
    assert "hesap isteği gönderdi" in Notice.objects.get(user=keeper).text

    with django_capture_on_commit_callbacks(execute=True):
        approve(request, by=keeper, on=TODAY)
    request.refresh_from_db()
    assert (request.status, request.person.username) == (S.APPROVED, "cagri.isildak")
    assert request.person.duties.get().province_id == 6
    assert "Onaylandı" in Notice.objects.filter(user=officer).last().text

    link = re.search(r"http\S+/hesap/parola/\S+", mail.outbox[0].body).group()
    person = Client()
    page = person.get(link[link.index("/hesap/") :], follow=True)
    new = "bambaşka-bir-parola-77"
    person.post(page.redirect_chain[-1][0], {"new_password1": new, "new_password2": new})
    entered = person.post("/hesap/login/", {"login": "cagri.isildak", "password": new})
    assert entered.status_code == 302
    assert person.get("/").status_code == 200


def test_the_link_opens_once_and_not_for_ever(client, officer, keeper, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        approve(ask(officer), by=keeper, on=TODAY)
    link = re.search(r"/hesap/parola/\S+", mail.outbox[0].body).group()
    person = User.objects.get(username="cagri.isildak")

    assert "Parola belirle" in client.get(link, follow=True).content.decode()
    settings.PASSWORD_RESET_TIMEOUT = -1
    old = Client().get(link)
    settings.PASSWORD_RESET_TIMEOUT = 3600
    person.set_password("bambaşka-bir-parola-77")
    person.save()
    used = Client().get(link)

    assert old.status_code == used.status_code == 410
    assert "süresi dolmuş" in used.content.decode()


def test_the_follow_up_that_runs_again_sends_no_second_link(officer, keeper, django_capture_on_commit_callbacks):
    from workflow.people.telling import tell_of_request

    with django_capture_on_commit_callbacks(execute=True):
        request = approve(ask(officer), by=keeper, on=TODAY)
    tell_of_request(pk=request.pk)

    assert len(mail.outbox) == 1
    assert SecurityEvent.objects.filter(kind="password_link_sent").count() == 1


def test_an_account_of_the_same_address_gets_the_duty_and_no_second_account(officer, keeper):
    known = make_user(Role.PROVINCE_OFFICER, province=34, email="Cagri.Isildak@meb.gov.tr")

    request = approve(ask(officer), by=keeper, on=TODAY)

    assert request.person == known
    assert set(known.duties.values_list("province", flat=True)) == {34, 6}
    assert not mail.outbox


@pytest.mark.parametrize("role", [Role.EXPERT, Role.DIRECTOR_GENERAL, Role.ADMINISTRATOR, Role.AUDITOR, Role.CLIENT])
def test_nobody_asks_for_a_duty_above_the_own_side(client, officer, role):
    client.force_login(officer)
    answer = client.post(reverse("people:ask"), form_of(role=role))

    assert answer.status_code == 200
    assert answer.context["form"].errors["role"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(officer, role=role)


@pytest.mark.parametrize(
    "role", [Role.EXPERT, Role.PRINCIPAL, Role.DISTRICT_OFFICER, Role.ADMINISTRATOR, Role.AUDITOR]
)
def test_only_a_province_asks(client, role):
    make_province(6)
    client.force_login(make_user(role, school=make_school()))

    assert client.post(reverse("people:ask"), form_of()).status_code == 404
    assert not AccountRequest.objects.exists()


def test_nobody_asks_for_another_provinces_places(officer):
    elsewhere = make_province(34)
    with pytest.raises(NotPermitted):
        ask_account(elsewhere, by=officer, on=TODAY, asked=asked())
    with pytest.raises(Invalid):
        ask(officer, role=Role.DISTRICT_OFFICER, district=make_district(elsewhere, "Kadıköy"))
    with pytest.raises(Invalid):
        ask(officer, role=Role.PRINCIPAL, institution_code=make_school(province=elsewhere).code)
    assert ask(officer, role=Role.PRINCIPAL, institution_code=make_school().code).pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "cagri@gmail.com"}, "email"),
        ({"email": "cagri@meb.gov.tr.evil.com"}, "email"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"role": Role.DISTRICT_OFFICER}, "district"),
        ({"role": Role.PRINCIPAL}, "institution_code"),
        ({"role": Role.PRINCIPAL, "institution_code": "12A"}, "institution_code"),
        ({"role": Role.PRINCIPAL, "institution_code": "999999"}, "institution_code"),
        ({"first_name": ""}, "first_name"),
        ({"first_name": "Ç" * 151}, "first_name"),
        ({"starts_on": "31.02.2027"}, "starts_on"),
        ({"reason": ""}, "reason"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(client, officer, change, field):
    client.force_login(officer)

    answer = client.post(reverse("people:ask"), form_of(**change))

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]


def test_the_same_address_is_asked_for_once_at_a_time(client, officer):
    ask(officer)
    client.force_login(officer)

    answer = client.post(reverse("people:ask"), form_of(email="CAGRI.ISILDAK@meb.gov.tr"))

    assert "karar bekleyen" in str(answer.context["form"].errors["email"])


@pytest.mark.parametrize("spelling", [("çağrı", "IŞILDAK"), ("CAGRI", "ISILDAK"), ("Cağri ", "işıldak")])
def test_a_namesake_is_asked_about_however_it_is_spelt(client, officer, spelling):
    make_user(Role.PROVINCE_OFFICER, province=34, first_name="Çağrı", last_name="Işıldak", email="baska@meb.gov.tr")
    client.force_login(officer)
    data = form_of(first_name=spelling[0], last_name=spelling[1])

    doubted = client.post(reverse("people:ask"), data)
    sure = client.post(reverse("people:ask"), {**data, "is_another_person": "on", "asks_about_name": "1"})

    assert "başka bir e-posta" in str(doubted.context["form"].errors["is_another_person"])
    assert 'type="checkbox"' in doubted.content.decode()
    assert sure.status_code == 302
    assert same_name(*spelling).count() == 1


def test_a_request_is_sent_back_mended_and_sent_again(client, officer, keeper):
    request = ask(officer)
    REQUEST.acts["send_back"](request, by=keeper, on=TODAY, answer="Görevlendirme yazısının sayısını yazın.")
    client.force_login(make_user(Role.PROVINCE_DIRECTOR, province=6))  # whoever is on duty there

    page = client.get(reverse("people:mend", args=[request.pk])).content.decode()
    client.post(reverse("people:mend", args=[request.pk]), form_of(reason="Sayı: 12345"))

    request.refresh_from_db()
    assert "sayısını yazın" in page
    assert (request.status, request.reason) == (S.SUBMITTED, "Sayı: 12345")


@pytest.mark.parametrize("kind", ["refuse", "withdraw"])
def test_a_request_that_ends_opens_no_account(officer, keeper, kind):
    request = ask(officer)
    if kind == "refuse":
        REQUEST.acts["refuse"](request, by=keeper, on=TODAY, answer="Görev bu ilde yok.")
    else:
        REQUEST.acts["withdraw"](request, by=officer, on=TODAY)

    with pytest.raises(OutOfState):
        approve(request, by=keeper, on=TODAY)
    assert not User.objects.filter(email="cagri.isildak@meb.gov.tr").exists()


@pytest.mark.parametrize("role", list(Role))
def test_these_decide_and_nobody_else(officer, role):
    request = ask(officer)
    person = make_user(role, province=6, school=make_school())
    may = role in {Role.ADMINISTRATOR, Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL}

    assert REQUEST.acts["approve"].open_to(person, request) is may


def test_nobody_decides_about_the_own_duty(officer):
    head = make_user(Role.DEPARTMENT_HEAD)
    duty = Duty.objects.create(user=head, role=Role.PROVINCE_OFFICER, province_id=6, starts_on=date(2025, 1, 1))
    request = ask_prolongation(duty, by=officer, on=TODAY, ends_on=None, reason="Süre")

    with pytest.raises(NotPermitted):
        approve(request, by=head, on=TODAY)


@pytest.mark.parametrize("page", ["people:request", "people:mend"])
def test_another_provinces_request_is_not_there(client, officer, page):
    request = ask(officer)
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=34))

    assert client.get(reverse(page, args=[request.pk])).status_code == 404
    assert client.get(reverse("people:act", args=[request.pk, "withdraw"])).status_code == 404
    assert "Işıldak" not in client.get(reverse("people:overview")).content.decode()


def test_another_provinces_people_are_not_there(client, officer):
    theirs = make_user(Role.PROVINCE_OFFICER, province=34)
    principal = make_user(Role.PRINCIPAL, school=make_school(), last_name="Okulmüdürü")
    client.force_login(officer)

    assert client.get(reverse("people:person", args=[theirs.pk])).status_code == 404
    assert client.get(reverse("people:ask_about_duty", args=[theirs.duties.get().pk, "end"])).status_code == 404
    assert client.get(reverse("people:person", args=[principal.pk])).status_code == 200


def test_the_journal_names_no_address(officer, keeper):
    request = approve(ask(officer), by=keeper, on=TODAY)

    entries = JournalEntry.objects.of(request)
    assert [entry.act for entry in entries] == ["ask_account", "approve"]
    assert "meb.gov.tr" not in str([entry.details for entry in entries])


def test_an_end_that_is_asked_and_approved_stops_the_duty(client, officer, keeper):
    leaver = make_user(Role.PROVINCE_OFFICER, province=6)
    session = Client()
    session.post("/hesap/login/", {"login": leaver.username, "password": PASSWORD})
    request = ask_end(
        leaver.duties.get(), by=officer, on=localdate(), ends_on=localdate() - timedelta(days=1), reason="Nakil"
    )

    approve(request, by=keeper, on=localdate())

    assert (leaver.duties.get().ends_on, leaver.duties.get().end_reason) == (localdate() - timedelta(days=1), "Nakil")
    assert not UserSession.objects.filter(user=leaver).exists()
    assert session.get("/").status_code == 302


def test_user_names_are_given_once_each():
    make_user(None, username="ayse.isik")
    make_user(None, username="ayse.isik2")

    assert new_username("Ayse.Isik@meb.gov.tr") == "ayse.isik3"
    assert new_username("ığüşöç@meb.gov.tr") == "kisi" or new_username("ığüşöç@meb.gov.tr").startswith("kisi")


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_open_one_account():
    officer, keepers = make_user(Role.PROVINCE_OFFICER, province=6), [make_user(Role.ADMINISTRATOR) for _ in range(2)]
    request = ask(officer)

    outcome = at_once(*[lambda by=by: approve(request, by=by, on=TODAY) for by in keepers])

    assert sorted(outcome) == ["OutOfState", "done"]
    assert User.objects.filter(email="cagri.isildak@meb.gov.tr").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_provinces_that_ask_for_one_address_at_once_make_one_request():
    province, elsewhere = make_province(6), make_province(34)
    officers = [make_user(Role.PROVINCE_OFFICER, province=place) for place in (province, elsewhere)]

    outcome = at_once(
        lambda: ask_account(province, by=officers[0], on=TODAY, asked=asked()),
        lambda: ask_account(elsewhere, by=officers[1], on=TODAY, asked=asked()),
    )

    assert sorted(outcome) == ["Invalid", "done"]


def at_once(*doings):
    outcome, together = [], threading.Barrier(len(doings))

    def do(doing):
        together.wait()
        try:
            doing()
            outcome.append("done")
        except (Refusal, DatabaseError) as error:
            outcome.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[doing]) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


# Lists


@pytest.mark.parametrize("many", [1, 30])
def test_the_pages_ask_the_same_however_many_there_are(client, officer, keeper, django_assert_max_num_queries, many):
    for number in range(many):
        make_user(Role.PROVINCE_OFFICER, province=6, first_name="Şehit Öğretmen " * 6, last_name=f"Işık{number}")
        ask(officer, email=f"kisi{number}@meb.gov.tr")
    client.force_login(officer)
    client.get(reverse("people:overview"))

    with django_assert_max_num_queries(15):
        assert client.get(reverse("people:overview")).status_code == 200
    client.force_login(keeper)
    with django_assert_max_num_queries(15):
        assert client.get(reverse("admin:workflow_accountrequest_changelist")).status_code == 200
