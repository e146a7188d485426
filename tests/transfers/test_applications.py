"""Applications: conditions decided on at entry, one a student, corrected until the deadline, masked; three doors."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from schools.models import School
from tests.factories import TODAY, make_field, make_school, make_user
from tests.factories.transfers import (
    in_area,
    make_application,
    make_entry,
    make_open_round,
    make_school_of_applicants,
    student_number,
    teaching,
)
from tests.workflow.doors import DOORS, PAGE, through
from tests.workflow.people import CLIENTS, MINISTRY, OUTSIDE, PROVINCE, SCHOOL_SIDE, WITHIN, everybody
from transfers.acts import APPLICATION, QUOTA, ROUND, submit_application_of
from transfers.choices import ApplicationStatus as S
from transfers.models import Application, Preference
from transfers.papers.receipts import _content
from transfers.rules.preferences import Choice
from workflow.models import JournalEntry
from workflow.refusals import ConditionsUnmet, Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
A = APPLICATION.acts
DAY = timedelta(days=1)


@pytest.fixture
def taking():
    return make_open_round()


@pytest.fixture
def quota(taking):
    return taking.quotas.get()


@pytest.fixture
def own():
    return make_school_of_applicants()


def enter(own, quota, *kinds, on=TODAY, **values):
    entry = make_entry(quota, *kinds, **values)
    return submit_application_of(own, by=make_user(Role.PRINCIPAL, school=own), on=on, round=quota.round, entry=entry)


def test_an_application_has_its_score_its_ties_and_the_findings_of_each_preference(own, quota):
    made = enter(own, quota, "girls", "day")

    assert (made.score, made.ties) == (Decimal("85.25"), ["90", "80.5"])
    first, second = made.preferences.all()
    assert (first.kind, second.kind) == ("girls", "day")
    assert {one["outcome"] for one in first.findings} == {"met"}
    assert {one["provision"] for one in first.findings} == {"okul/8/2"}


def test_neither_journal_nor_history_learn_the_number(own, quota):
    made = enter(own, quota)
    number = made.student_number

    entry = JournalEntry.objects.of(made).get()
    assert number not in str(entry.details) + entry.record_label
    assert entry.details["entry"] == f"{quota.pk}:day"
    assert entry.record_label.startswith("•••••••••")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"completed_grade": 9}, "tamamladığı son sınıf: 9"),
        ({"has_penalty": True}, "disiplin cezası vardır"),
        ({"field": "11"}, "aynı değildir"),
    ],
)
def test_a_condition_that_is_unmet_refuses_with_provision_and_reason(own, quota, values, words):
    values = {**values, "field": make_field(values["field"])} if "field" in values else values

    with pytest.raises(ConditionsUnmet, match=words) as refused:
        enter(own, quota, **values)

    assert {one.provision for one in refused.value.findings} == {"okul/8/2"}
    assert Application.objects.count() == 0


def test_a_student_of_the_same_registration_area_or_of_an_unknown_one_is_refused(quota):
    neighbour = in_area(teaching(make_school()), "Kontenjanın alanı")
    with pytest.raises(ConditionsUnmet, match="içindedir"):
        enter(neighbour, quota)
    with pytest.raises(ConditionsUnmet, match="Bilgi eksik"):
        enter(teaching(make_school()), quota)
    with pytest.raises(ConditionsUnmet, match="öğrenim görmemektedir"):
        enter(make_school_of_applicants(kind="other"), quota)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"values": {"grade_9": Decimal(80)}}, "value_grade_10", "Bilgi eksik"),
        ({"values": {"grade_9": Decimal(80), "grade_10": Decimal("NaN")}}, "value_grade_10", "arasında"),
        ({"values": {"grade_9": Decimal(101), "grade_10": Decimal(90)}}, "value_grade_9", "0 ile 100"),
        ({"student_number": "10000000147"}, "student_number", "geçerli değil"),
        ({"student_number": ""}, "student_number", "geçerli değil"),
        ({"preferences": []}, "preferences", "En az bir"),
        ({"preferences": [Choice(10**9, "day")]}, "preferences", "böyle bir kontenjan yok"),
        ({"preferences": [Choice(1, "day")] * 2_000_000}, "preferences", "2000000 tercih yazıldı"),
    ],
)
def test_bad_input_is_refused_at_its_field(own, quota, values, field, words):
    with pytest.raises(Invalid) as refused:
        enter(own, quota, **values)

    assert words in refused.value.faults[field]
    assert Application.objects.count() == 0


def test_a_preference_is_not_repeated_and_a_programme_that_was_closed_is_told(own, quota):
    with pytest.raises(Invalid, match="tercihin aynısı"):
        enter(own, quota, "day", "day")
    with pytest.raises(Invalid, match="cinsiyetine"):
        enter(own, quota, "boys")
    QUOTA.acts["close_quota"](quota, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, reason="Alan kapanıyor.")
    with pytest.raises(Invalid, match="kapatılmış olabilir"):
        enter(own, quota)


def test_a_student_has_one_open_application(own, quota):
    number = student_number()
    made = enter(own, quota, student_number=number)
    with pytest.raises(Invalid) as refused:
        enter(make_school_of_applicants(), quota, student_number=number)
    assert refused.value.faults == {"student_number": "Bu öğrencinin bu dönemde açık bir başvurusu var."}

    principal = make_user(Role.PRINCIPAL, school=own)
    assert A["withdraw_application"](made, by=principal, on=TODAY, reason="Vazgeçti.").status == S.WITHDRAWN
    assert enter(own, quota, student_number=number).status == S.SUBMITTED


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_a_student_at_once_one_is_told():
    quota, own = make_open_round().quotas.get(), make_school_of_applicants()
    people, number = [make_user(Role.PRINCIPAL, school=own) for _ in range(3)], student_number()
    gate, answers = threading.Barrier(3), []

    def go(person):
        close_old_connections()
        gate.wait()
        try:
            entry = make_entry(quota, student_number=number)
            submit_application_of(own, by=person, on=TODAY, round=quota.round, entry=entry)
            answers.append("made")
        except Invalid as refused:
            answers.append(next(iter(refused.faults)))
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["made", "student_number", "student_number"]


def test_it_is_corrected_until_the_last_day_and_not_after(own, quota):
    made, principal = enter(own, quota), make_user(Role.PRINCIPAL, school=own)
    last = quota.round.applications_until

    made = A["correct_application"](made, by=principal, on=last, entry=make_entry(quota, "girls", "day"))
    assert [one.kind for one in made.preferences.all()] == ["girls", "day"]
    assert JournalEntry.objects.of(made).last().details["preferences_before"] == [[quota.pk, "day"]]

    with pytest.raises(ConditionsUnmet):
        A["correct_application"](made, by=principal, on=last, entry=make_entry(quota, completed_grade=9))
    assert made.preferences.count() == 2
    for act, values in (
        ("correct_application", {"entry": make_entry(quota)}),
        ("withdraw_application", {"reason": "x"}),
    ):
        with pytest.raises(Invalid, match="arasında girilir"):
            A[act](made, by=principal, on=last + DAY, **values)


def test_nothing_is_entered_once_the_round_is_evaluated(own, quota):
    last = quota.round.applications_until
    ROUND.acts["evaluate_round"](quota.round, by=make_user(Role.EXPERT), on=last + DAY)

    with pytest.raises(Invalid) as refused:
        enter(own, quota)

    assert "round" in refused.value.faults


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"student_number": "01234567890"}, "application_number_has_eleven_digits"),
        ({"completed_grade": 9}, "application_completed_grade_10"),
        ({"score": Decimal("100.5")}, "application_score_in_bounds"),
        ({"status": S.WITHDRAWN}, "application_withdrawn_with_a_reason"),
    ],
)
def test_the_database_holds_the_application(values, name):
    made = make_application()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Application.objects.filter(pk=made.pk).update(**values)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"rank": 1, "kind": "girls"}, "preference_rank_once"),
        ({"rank": 2, "kind": "day"}, "preference_asked_once"),
        ({"rank": 31, "kind": "girls"}, "preference_rank_in_bounds"),
    ],
)
def test_the_database_holds_the_preferences(values, name):
    one = make_application().preferences.get()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Preference.objects.create(application=one.application, quota=one.quota, **values)


@pytest.mark.parametrize("act", ["correct_application", "withdraw_application"])
def test_an_act_is_open_to_these_and_closed_to_all_others(act):
    made = make_application()
    people = everybody(made.school)

    assert {
        name for name, person in people.items() if A[act].open_to(person, made)
    } == PROVINCE | CLIENTS | SCHOOL_SIDE
    seen = {name for name, one in people.items() if Application.objects.visible_to(one).filter(pk=made.pk)}
    assert seen >= WITHIN
    assert not seen & (OUTSIDE - {"locked_out_head"})


def test_each_act_does_the_same_through_pages_and_api():
    made = make_application(on=localdate())
    quota, officer = made.preferences.get().quota, make_user(Role.PROVINCE_OFFICER, province=6)
    asked = {
        "gender": "girl", "field": "04", "completed_grade": 10, "has_penalty": False, "value_grade_9": "70",
        "value_grade_10": "60.5", "group": "",
    }  # fmt: skip
    first = through(PAGE, made, "correct_application", by=officer, **asked, preference_1=f"{quota.pk}:girls")
    second = through("API", made, "correct_application", by=officer, **asked, preferences=[f"{quota.pk}:girls"])
    assert first == second
    assert (first.refusal, first.entries[-1]["details"]["entry"]) == ([], f"{quota.pk}:girls")
    for door in DOORS[1:]:
        done = through(door, made, "withdraw_application", by=officer, reason="Vazgeçti.")
        assert (done.status, done.refusal) == (S.WITHDRAWN, []), door


def test_page_and_api_enter_and_explain_the_same_refusal():
    quota, own = make_open_round(localdate()).quotas.get(), make_school_of_applicants()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=own))
    url = reverse("transfers:application_new")
    number = student_number()
    said = {
        "student_number": number, "gender": "girl", "field": "04", "completed_grade": 10, "has_penalty": False,
        "value_grade_9": "84.20", "value_grade_10": 90,
    }  # fmt: skip

    assert own.code in client.get(url).content.decode()
    address = f"{url}?okul={own.code}&alan=04"
    assert "yer)" in client.get(address).content.decode()
    page = client.post(address, {**said, "completed_grade": 9, "preference_1": f"{quota.pk}:day"}).content.decode()
    assert "Başvuruyu engelleyen bulgular" in page
    assert "completed_grade:" not in page
    body = {**said, "round": quota.round_id, "school": own.code, "preferences": [f"{quota.pk}:day"]}
    path = "/api/v1/transfer-applications/"
    told = client.post(path, {**body, "completed_grade": 9}, content_type="application/json")
    assert (told.status_code, told.json()["findings"][0]["provision"]) == (422, "okul/8/2")
    done = client.post(path, body, content_type="application/json", headers={"Idempotency-Key": "a"})
    again = client.post(path, body, content_type="application/json", headers={"Idempotency-Key": "a"})
    assert (done.status_code, again.status_code, done.json()["id"]) == (201, 201, again.json()["id"])
    assert done.json()["student_number"] == "•••••••••" + number[-2:]
    assert number not in done.content.decode()
    assert "açık bir başvurusu var" in client.post(path, body, content_type="application/json").content.decode()
    assert (
        "açık bir başvurusu var" in client.post(address, {**said, "preference_1": f"{quota.pk}:day"}).content.decode()
    )


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"value_grade_10": "NaN"}, "value_grade_10"),
        ({"value_grade_10": None}, "value_grade_10"),
        ({"has_penalty": None}, "has_penalty"),
        ({"preferences": ["12:moon"]}, "preferences"),
        ({"preferences": ["1:day"] * 100_000}, "preferences"),
        ({"strange": 1}, "strange"),
        ({"round": 10**9}, "round"),
        ({"school": "000000"}, "school"),
    ],
)
def test_bad_bodies_are_told_at_their_path(values, path):
    quota, own = make_open_round(localdate()).quotas.get(), make_school_of_applicants()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=own))
    body = {
        "round": quota.round_id, "school": own.code, "student_number": student_number(), "gender": "girl", "field": "04",
        "completed_grade": 10, "has_penalty": False, "value_grade_9": "84.20", "value_grade_10": 90,
        "preferences": [f"{quota.pk}:day"], **values,
    }  # fmt: skip

    told = client.post("/api/v1/transfer-applications/", body, content_type="application/json")

    assert told.status_code in {400, 422}, told.content
    assert [fault["path"] for fault in told.json()["faults"]] == [path]
    assert Application.objects.count() == 0


def test_the_number_is_shown_to_whoever_says_why_and_that_is_journalled():
    made = make_application()
    client = Client()
    client.force_login(make_user(Role.PRINCIPAL, school=made.school))
    page = client.get(reverse("transfers:application", args=[made.pk])).content.decode()
    reveal = reverse("people:reveal", args=["nakil-basvurusu", made.pk])
    assert made.student_number not in page
    assert reveal in page

    assert made.student_number in client.post(reveal, {"reason": "Kayıt belgesiyle karşılaştırma"}).content.decode()
    assert JournalEntry.objects.of(made).last().act == "reveal"
    for role in (Role.AUDITOR, Role.CLIENT):
        other = Client()
        other.force_login(make_user(role))
        assert other.get(reveal).status_code == 404


def test_only_who_may_enter_for_the_school_comes_further():
    make_open_round(localdate())
    own, other = make_school_of_applicants(), make_school_of_applicants(province=34)
    client = Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=6))
    url = reverse("transfers:application_new")

    assert "Başvuruyu gönder" in client.get(f"{url}?okul={own.code}&alan=04").content.decode()
    assert "böyle bir okul yok" in client.get(f"{url}?okul={other.code}&alan=04").content.decode()
    School.objects.filter(pk=own.pk).update(name="x")
    make_field("11")
    assert "eğitim vermiyor" in client.get(f"{url}?okul={own.code}&alan=11").content.decode()
    for role in MINISTRY & {"expert"}:
        ministry = Client()
        ministry.force_login(make_user(role))
        assert "Başvuruyu gönder" not in ministry.get(f"{url}?okul={own.code}&alan=04").content.decode()


def test_the_receipt_says_what_was_entered_and_what_can_still_be_done():
    made = make_application()
    says = _content(made)
    assert says["tables"][1]["rows"][-2:] == [
        ["10. sınıf yıl sonu başarı puanı", "90"],
        ["Yerleştirme puanı (100 üzerinden)", made.score_shown],
    ]
    assert "düzeltilebilir veya geri çekilebilir" in says["paragraphs"][1]

    says = _content(make_application(S.WITHDRAWN))
    assert "geri çekilmiştir" in says["paragraphs"][0]
    assert "Vazgeçti. Öğrenci" in says["paragraphs"][1]
    assert "düzeltilebilir" not in says["paragraphs"][1]


def test_the_receipt_is_a_pdf_for_who_sees_the_application():
    made = make_application()
    client, elsewhere = Client(), Client()
    client.force_login(make_user(Role.PRINCIPAL, school=made.school))
    elsewhere.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    url = reverse("transfers:application_receipt", args=[made.pk])

    answer = client.get(url)

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert made.student_number.encode() not in answer.content
    assert elsewhere.get(url).status_code == 404
