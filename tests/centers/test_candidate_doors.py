"""Who may do what with calls and applications, by every door; a teacher sees the own applications and nothing of others."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from centers.acts import CALL, CANDIDACY, STAFF
from centers.choices.selection import CallStatus as C, CandidacyStatus as S
from centers.choices.staff import StaffStatus
from centers.models import PostApplication, SelectionCall, StaffAssignment
from centers.papers import issue_evaluation, issue_notice
from documents.models import Paper
from tests.factories import make_upload, make_user
from tests.factories.selection import (
    DAY,
    MEMBERS,
    bring_call,
    called_of,
    identity_number,
    make_application,
    make_call,
    service,
)
from tests.workflow.doors import DOORS, through
from tests.workflow.people import DECIDERS, EVERYBODY, MINISTRY, PROVINCE, everybody
from workflow.models import JournalEntry

pytestmark = pytest.mark.django_db
NOW = localdate()
DATES = {
    "applications_from": NOW, "applications_until": NOW + 20 * DAY, "evaluation_until": NOW + 40 * DAY,
    "results_on": NOW + 50 * DAY,
}  # fmt: skip


def call_of_today(state=C.ANNOUNCED, **values):
    """A call whose days are those of the calendar, as the doors know it."""
    return make_call(state, on=NOW, **{**DATES, **values})


MAY = {
    "correct_call": (C.DRAFT, MINISTRY),
    "set_criteria": (C.DRAFT, MINISTRY),
    "announce_call": (C.DRAFT, DECIDERS),
    "move_calendar": (C.ANNOUNCED, DECIDERS),
    "cancel_call": (C.ANNOUNCED, DECIDERS),
    "tell_results": (C.SENT, MINISTRY),
    "close_call": (C.SENT, MINISTRY),
    "return_evaluation": (C.SENT, MINISTRY),
    "close_applications": (C.ANNOUNCED, MINISTRY | PROVINCE),
    "examine_again": (C.EVALUATION, MINISTRY | PROVINCE),
    "write_commission": (C.EVALUATION, PROVINCE),
    "complete_evaluation": (C.EVALUATION, PROVINCE),
    "reopen_evaluation": (C.EVALUATED, PROVINCE),
    "send_to_ministry": (C.EVALUATED, PROVINCE),
}
MAY_CANDIDACY = {
    **dict.fromkeys(
        ["correct_application", "add_service", "drop_service", "hand_in_application"], (S.DRAFT, PROVINCE)
    ),
    **dict.fromkeys(["reopen_application", "withdraw_application"], (S.SUBMITTED, PROVINCE)),
    **dict.fromkeys(["state_attachment", "score_candidate", "drop_scores"], (S.QUALIFIED, PROVINCE)),
}


@pytest.mark.provision("smm/10/1", "smm/10/2", "smm/10/3")
@pytest.mark.parametrize("name", MAY)
def test_who_may_do_what_with_a_call(name):
    state, allowed = MAY[name]
    call = make_call(state)
    people = everybody(call.center.school)

    assert {one for one in EVERYBODY if CALL.acts[name].open_to(people[one], call)} == set(allowed)


@pytest.mark.parametrize("name", MAY_CANDIDACY)
def test_who_may_do_what_with_an_application_that_the_province_entered(name):
    state, allowed = MAY_CANDIDACY[name]
    called = called_of(make_call())
    officer = make_user(Role.PROVINCE_OFFICER, province=called.center.school.province)
    one = make_application(state if state == S.DRAFT else S.SUBMITTED, called=called, by=officer)
    if state == S.QUALIFIED:
        bring_call(called.call, C.EVALUATION, officer=officer)
        one.refresh_from_db()
    people = everybody(called.center.school)

    assert {who for who in EVERYBODY if CANDIDACY.acts[name].open_to(people[who], one)} == set(allowed)


@pytest.mark.parametrize("name", [name for name, (state, _) in MAY_CANDIDACY.items() if state != S.QUALIFIED])
def test_what_is_a_teachers_is_the_teachers_alone(name):
    one = make_application(MAY_CANDIDACY[name][0])
    people = everybody(one.called.center.school)

    assert not [who for who in EVERYBODY if CANDIDACY.acts[name].open_to(people[who], one)]
    assert CANDIDACY.acts[name].open_to(one.account, one)
    assert not CANDIDACY.acts[name].open_to(make_user(Role.TEACHER), one)


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(CALL.acts)
    assert set(MAY_CANDIDACY) == set(CANDIDACY.acts)


FLAT = {
    f"{seat}_{what}": value
    for seat, who in MEMBERS.items()
    for what, value in zip(("name", "title"), who, strict=True)
}
LATER = {
    "applications_until": (NOW + 25 * DAY).isoformat(), "evaluation_until": (NOW + 45 * DAY).isoformat(),
    "results_on": (NOW + 55 * DAY).isoformat(), "reason": "Talep üzerine.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "state", "values"),
    [
        ("announce_call", C.DRAFT, {}),
        ("set_criteria", C.DRAFT, {"name_1": "Sunum", "weight_1": 100, "maximum_1": 20}),
        ("set_criteria", C.DRAFT, {"name_1": "Sunum", "weight_1": 90, "maximum_1": 20}),
        ("set_criteria", C.DRAFT, {"name_1": "Sunum", "weight_1": 100}),
        ("set_criteria", C.DRAFT, {"name_2": "Sunum", "weight_2": 100, "maximum_2": 20}),
        ("move_calendar", C.ANNOUNCED, LATER),
        ("move_calendar", C.ANNOUNCED, {**LATER, "applications_until": NOW.isoformat()}),
        ("cancel_call", C.ANNOUNCED, {"reason": "Kadro değişti."}),
        ("cancel_call", C.ANNOUNCED, {}),
        ("close_applications", C.ANNOUNCED, {}),
        ("write_commission", C.ANNOUNCED, FLAT),
    ],
)
def test_three_doors_do_the_same_and_refuse_the_same(name, state, values):
    head = make_user(Role.DEPARTMENT_HEAD)
    call = call_of_today(state)

    outcomes = [through(door, call, name, by=head, **values) for door in DOORS]

    assert outcomes[0] == outcomes[1] == outcomes[2]


@pytest.mark.provision("smm/10/2")
@pytest.mark.parametrize("values", [FLAT, {**FLAT, "vocational_name": "Nermin Akyol"}, {"chair_name": "Nermin Akyol"}])
def test_page_and_api_write_the_same_commission(values):
    call = call_of_today()
    officer = make_user(Role.PROVINCE_OFFICER, province=call.center.school.province)

    page, api = (through(door, call, "write_commission", by=officer, **values) for door in DOORS[1:])

    assert page == api


@pytest.mark.provision("smm/10/3")
@pytest.mark.parametrize("given", [{"chair_1": "80"}, {"chair_1": "101"}, {"chair_1": ""}])
def test_page_and_api_enter_the_same_points(given):
    one = make_application()
    officer = make_user(Role.PROVINCE_OFFICER, province=one.called.center.school.province)
    bring_call(one.called.call, C.EVALUATION, officer=officer)
    one.refresh_from_db()
    values = {f"{seat}_{number}": "10" for seat in MEMBERS for number in (1, 2)} | given

    page, api = (through(door, one, "score_candidate", by=officer, **values) for door in DOORS[1:])

    assert page == api
    assert bool(page.refusal) == (given["chair_1"] != "80")


APPLIES = {
    "name": "Şükriye Çağlayanoğlu", "ministry_post": True, "started_on": "2015-09-01", "compulsory_service": "completed",
    "teacher_kind": "workshop", "appointed_field": "04", "home": "Ostim MTAL",
}  # fmt: skip


@pytest.mark.provision("smm/10/1")
def test_a_teacher_finds_a_call_and_begins_an_application(client):
    call = call_of_today()
    client.force_login(make_user(Role.TEACHER))

    assert call.title in client.get(reverse("centers:open_calls")).content.decode()
    assert "Başvur" in client.get(reverse("centers:call", args=[call.pk])).content.decode()
    new = reverse("centers:application_new", args=[called_of(call).pk])
    wrong = client.post(new, {**APPLIES, "identity_number": "12345678901"}).content.decode()
    assert "geçerli değil" in wrong
    number = identity_number()
    assert client.post(new, {**APPLIES, "identity_number": number}).status_code == 302
    page = client.get(reverse("centers:application", args=[PostApplication.objects.get().pk])).content.decode()
    assert number not in page
    assert "hizmet kaydı" in page


@pytest.mark.provision("smm/10/1", "smm/6/1/b")
def test_a_teacher_writes_the_record_brings_the_papers_and_hands_in(client):
    one = make_application(S.DRAFT, called=called_of(call_of_today()), on=NOW, rows=())
    client.force_login(one.account)
    act = reverse("centers:application_act", args=[one.pk, "add_service"])
    row = {"duty": "teacher", "first_day": "2015-09-01", "institution": "Ostim MTAL", "attached": "True"}
    assert "İleri bir gün" in client.post(act, {**row, "first_day": (NOW + DAY).isoformat()}).content.decode()
    assert client.post(act, row).status_code == 302
    assert "çakışıyor" in client.post(act, {**row, "first_day": "2020-01-01"}).content.decode()
    page = client.get(reverse("centers:application", args=[one.pk])).content.decode()
    assert "1 hizmet satırının belgesi" in page
    key = one.service.get().pk
    bring = reverse("centers:evidence", args=[one.pk, key])
    assert "içeriği" in client.post(bring, {"file": make_upload("belge.pdf")}).content.decode()
    assert client.post(bring, {"file": make_upload()}).status_code == 302
    assert client.get(reverse("centers:evidence_file", args=[one.pk, key])).status_code == 200
    hand_in = reverse("centers:application_act", args=[one.pk, "hand_in_application"])
    assert client.post(hand_in).status_code == 302
    one.refresh_from_db()
    assert one.status == S.SUBMITTED
    assert "Başvuru verildi" in client.get(reverse("centers:my_applications")).content.decode()


def test_a_teacher_sees_nothing_of_others_nor_of_the_evaluation():
    call = make_call()
    own = make_application(called=called_of(call), full_name="Kendi Adı")
    other = make_application(called=called_of(call), full_name="Gizlenecek Kişi")
    issue_notice(call)
    call = bring_call(call, C.EVALUATED)
    issue_evaluation(call)
    key, minutes = own.service.get().pk, Paper.objects.of(call).get(kind="center_evaluation").pk
    client = Client()
    client.force_login(own.account)
    call_page = client.get(reverse("centers:call", args=[call.pk])).content.decode()
    own_page = client.get(reverse("centers:application", args=[own.pk])).content.decode()

    for page in (call_page, own_page, client.get(reverse("centers:my_applications")).content.decode()):
        assert "Gizlenecek" not in page
        assert "Nermin Akyol" not in page
    assert "Değerlendiriliyor" in own_page
    assert "Şartlar ve bulgular" not in own_page
    assert "Kendi Adı" in own_page
    past = client.get(reverse("centers:call", args=[call.pk]), {"tarih": NOW.isoformat()}).content.decode()
    assert "Nermin Akyol" not in past
    for name, args in (
        ("application", [other.pk]),
        ("application_act", [other.pk, "withdraw_application"]),
        ("evidence", [other.pk, key]),
        ("evidence_file", [other.pk, other.service.get().pk]),
        ("evidence_file", [own.pk, other.service.get().pk]),
        ("call_paper", [call.pk, minutes]),
        ("call", [make_call(C.DRAFT).pk]),
    ):
        assert client.get(reverse(f"centers:{name}", args=args)).status_code == 404, name
    for name, args in (
        ("calls", []),
        ("applications", []),
        ("call_act", [call.pk, "send_to_ministry"]),
        ("candidate_propose", [own.pk]),
        ("center", [call.center_id]),
    ):
        assert client.get(reverse(f"centers:{name}", args=args)).status_code == 403, name
    reveal = reverse("people:reveal", args=["merkez-basvurusu", own.pk])
    assert client.get(reveal).status_code == 403


@pytest.mark.provision("smm/10/3")
def test_an_applicant_reads_the_own_result_once_it_is_told(client):
    one = make_application()
    call = bring_call(one.called.call, C.SENT)
    client.force_login(one.account)
    address = reverse("centers:application", args=[one.pk])
    assert "Değerlendiriliyor" in client.get(address).content.decode()

    CALL.acts["tell_results"](call, by=make_user(Role.EXPERT), on=call.results_on)

    page = client.get(address).content.decode()
    assert "Şartlar ve bulgular" in page
    assert "1. sıra" in page
    assert "Komisyonun puanları" not in page


def test_no_office_elsewhere_reads_an_application():
    one = make_application()
    people = everybody(one.called.center.school)
    client = Client()
    addresses = [
        reverse("centers:application", args=[one.pk]),
        reverse("centers:evidence_file", args=[one.pk, one.service.get().pk]),
        reverse("centers:application_act", args=[one.pk, "withdraw_application"]),
    ]
    for who in (
        EVERYBODY - MINISTRY - PROVINCE - {"auditor", "administrator", "client", "client_here", "locked_out_head"}
    ):
        client.force_login(people[who])
        assert {client.get(address).status_code for address in addresses} <= {403, 404}, who


@pytest.mark.provision("smm/10/4")
def test_from_the_list_to_the_assigned_team():
    call = make_call()
    general = make_application(called=called_of(call, "general_coordinator"))
    english = make_application(
        called=called_of(call, "english_coordinator"), teacher_kind="english", appointed_field=None,
        appointed_branch="İngilizce", rows=(service(duty="teacher"),),
    )  # fmt: skip
    bring_call(call, C.SENT)
    client, expert, head = Client(), make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)
    client.force_login(expert)
    for one in (general, english):
        post = call.center.posts.get(role=one.called.role)
        term = {"post": post.pk, "starts_on": (NOW + DAY).isoformat(), "ends_on": (NOW + timedelta(900)).isoformat()}
        assert client.post(reverse("centers:candidate_propose", args=[one.pk]), term).status_code == 302
    for made in StaffAssignment.objects.all():
        sent = STAFF.acts["send_proposal"](made, by=expert, on=NOW)
        assigned = STAFF.acts["assign_staff"](sent, by=head, on=NOW)
        assert assigned.status == StaffStatus.ASSIGNED
        assert assigned.account.duties.filter(institution_code=call.center.school.code).exists()


def test_pages_of_a_call_ask_as_much_for_many_as_for_few(client):
    call = make_call()
    client.force_login(make_user(Role.EXPERT))
    address, counts = reverse("centers:call", args=[call.pk]), []
    for more in (2, 8):
        for _ in range(more):
            make_application(called=called_of(call))
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_reading_the_number_is_journalled(client):
    one = make_application()
    client.force_login(make_user(Role.EXPERT))
    reveal = reverse("people:reveal", args=["merkez-basvurusu", one.pk])

    shown = client.post(reveal, {"reason": "Görevlendirme yazısı için gerekli."}).content.decode()

    assert one.identity_number in shown
    assert JournalEntry.objects.of(one).filter(act="reveal").exists()
    assert SelectionCall.objects.count() == 1
