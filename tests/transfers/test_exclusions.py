"""An application is left out of the evaluation only by a quorate sitting of its province's commission, for a coded reason."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from tests.factories import TODAY, make_user
from tests.factories.commissions import (
    EXCLUDED,
    evaluate,
    keeper_of,
    make_application_to_decide,
    make_commission,
    make_excluded_application,
    make_sitting,
)
from tests.factories.transfers import make_application, make_school_of_applicants, student_number
from tests.workflow.doors import DOORS, through
from tests.workflow.people import PROVINCE, everybody
from transfers.acts import APPLICATION, exclude_many
from transfers.acts.retention import forget_applicants
from transfers.choices import ApplicationStatus as A, SittingStatus as S
from transfers.models import Application, ApplicationDecision, TransferRound
from transfers.papers import excluded_words, receipt
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
ACTS = APPLICATION.acts


def exclude(made, sitting, *, by=None, **values):
    by = by or keeper_of(made.school.province)
    return ACTS["exclude_application"](made, by=by, on=sitting.meets_on, sitting=sitting, **{**EXCLUDED, **values})


def test_it_keeps_code_sentence_and_sitting_and_says_so():
    made, sitting = make_application_to_decide()

    made = exclude(made, sitting)

    assert made.status == A.EXCLUDED
    assert (made.exclusion.code, made.exclusion.sitting_id) == ("document_missing", sitting.pk)
    entry = JournalEntry.objects.of(made).last()
    assert (entry.act, entry.details["code"], entry.details["basis"]) == (
        "exclude_application", "document_missing", "İdari usul",
    )  # fmt: skip
    words = excluded_words(made)
    assert "1 no.lu oturumda değerlendirme dışı" in words
    assert "Belgesi eksik veya geçersiz (İdari usul)" in words
    assert receipt(made, on=TODAY)[:5] == b"%PDF-"


@pytest.mark.provision("okul/8/3")
@pytest.mark.parametrize(
    ("code", "basis"),
    [("condition_unmet", "Yönerge m. 8/2"), ("protocol_term", "Yönerge m. 8/3"), ("duplicate", "İdari usul")],
)
def test_each_code_says_what_it_rests_on(code, basis):
    made, sitting = make_application_to_decide()

    assert JournalEntry.objects.of(exclude(made, sitting, code=code)).last().details["basis"] == basis


def test_it_is_taken_back_the_same_way():
    made = make_excluded_application()
    sitting = made.exclusion.sitting

    made = ACTS["readmit_application"](
        made, by=keeper_of(made.school.province), on=sitting.meets_on, sitting=sitting, reason="Belge geldi."
    )

    assert (made.status, made.exclusion) == (A.SUBMITTED, None)
    assert [one.kind for one in made.decisions.order_by("pk")] == ["exclude", "readmit"]
    assert excluded_words(made) == ""
    assert exclude(made, sitting).status == A.EXCLUDED


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": ""}, "code"),
        ({"code": "invented"}, "code"),
        ({"reason": "  "}, "reason"),
        ({"reason": "Öğrenci 10000000146 belge sunmadı."}, "reason"),
    ],
)
def test_without_a_code_or_a_sentence_nothing_is_done(values, field):
    made, sitting = make_application_to_decide()

    with pytest.raises(Invalid) as refused:
        exclude(made, sitting, **values)

    assert list(refused.value.faults) == [field]
    assert not ApplicationDecision.objects.exists()
    assert Application.objects.get(pk=made.pk).status == A.SUBMITTED


def test_another_provinces_commission_decides_nothing():
    made, sitting = make_application_to_decide()
    other = make_commission(round=made.round, province=34, staffed=True, on=sitting.meets_on)
    theirs = make_sitting(S.HELD, commission=other, on=sitting.meets_on)

    with pytest.raises(Invalid, match="bulunduğu ilin") as refused:
        exclude(made, theirs)
    assert list(refused.value.faults) == ["sitting"]
    with pytest.raises(NotPermitted):
        exclude(made, sitting, by=make_user(Role.PROVINCE_OFFICER, province=34))
    with pytest.raises(IntegrityError, match="applicationdecision_of_its_province"), transaction.atomic():
        ApplicationDecision.objects.create(
            sitting=theirs, application=made, kind="exclude", code="duplicate", reason="x", decided_on=TODAY
        )


@pytest.mark.parametrize(
    ("state", "came", "words"),
    [(S.PLANNED, 4, "Planlandı"), (S.HELD, 2, "yeter sayısı"), (S.MINUTED, 4, "Tutanağı tamam")],
)
def test_only_a_held_quorate_sitting_with_open_minutes_decides(state, came, words):
    made, sitting = make_application_to_decide()
    other = make_sitting(state, commission=sitting.commission, came=came, on=sitting.meets_on)

    with pytest.raises(Invalid, match=words):
        exclude(made, other)


def test_only_while_the_round_is_in_evaluation():
    made = make_application()
    commission = make_commission(round=made.round, province=made.school.province, staffed=True)
    sitting = make_sitting(S.HELD, commission=commission)
    with pytest.raises(Invalid, match="Başvuruya açık"):
        exclude(made, sitting)
    evaluate(made.round)
    TransferRound.objects.filter(pk=made.round_id).update(status="round_closed")
    with pytest.raises(Invalid, match="Kapandı"):
        exclude(made, sitting)


@pytest.mark.parametrize("values", [{"status": A.EXCLUDED}, {"exclusion": "its own"}])
def test_the_database_holds_the_exclusion(values):
    made, sitting = make_application_to_decide()
    if "exclusion" in values:
        values = {"exclusion": exclude(make_application_of(made), sitting).exclusion}

    with pytest.raises(IntegrityError, match="application_exclu"), transaction.atomic():
        Application.objects.filter(pk=made.pk).update(**values)


def make_application_of(made):
    """Another application of the same round and school, as if it had been entered in time."""
    other = Application.objects.get(pk=made.pk)
    other.pk, other._state.adding, other.student_number = None, True, student_number()
    other.save()
    return other


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"code": ""}, "applicationdecision_excludes_with_a_code"),
        ({"kind": "readmit"}, "applicationdecision_excludes_with_a_code"),
        ({"reason": ""}, "applicationdecision_with_a_reason"),
    ],
)
def test_the_database_holds_the_decision(values, name):
    decision = make_excluded_application().exclusion

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ApplicationDecision.objects.filter(pk=decision.pk).update(**values)


def test_the_act_is_open_to_the_students_province_alone():
    made, _ = make_application_to_decide()
    people = everybody(made.school)

    assert {name for name, one in people.items() if ACTS["exclude_application"].open_to(one, made)} == PROVINCE


def test_a_selection_is_excluded_whole_or_not_at_all():
    made, sitting = make_application_to_decide()
    second, by = make_application_of(made), keeper_of(made.school.province)
    how = {"by": by, "on": sitting.meets_on, "sitting": sitting, **EXCLUDED}
    stranger = make_application_of(made)
    Application.objects.filter(pk=stranger.pk).update(school=make_school_of_applicants(province=34))
    stranger.refresh_from_db()

    with pytest.raises(Invalid, match=f"{stranger.pk} no.lu başvuru"):
        exclude_many([made, second, stranger], **how)
    assert not Application.objects.filter(status=A.EXCLUDED).exists()
    with pytest.raises(Invalid, match="En az bir"):
        exclude_many([], **how)
    assert len(exclude_many([made, second], **how)) == 2
    assert Application.objects.filter(status=A.EXCLUDED).count() == 2


def ready_today():
    """An application and a sitting that decides today."""
    today = localdate()
    return make_application_to_decide(on=today - timedelta(days=10))


def test_page_and_api_do_the_same():
    made, sitting = ready_today()
    officer = make_user(Role.PROVINCE_OFFICER, province=made.school.province)
    for values in (EXCLUDED, {**EXCLUDED, "code": ""}, {**EXCLUDED, "sitting": 10**9}):
        asked = {"sitting": sitting.pk, **values}
        outcomes = [through(door, made, "exclude_application", by=officer, **asked) for door in DOORS[1:]]
        assert outcomes[0] == outcomes[1]
        assert (outcomes[0].status == A.EXCLUDED) == (values is EXCLUDED)


def test_the_sittings_page_excludes_what_is_ticked():
    made, sitting = ready_today()
    client, elsewhere = Client(), Client()
    client.force_login(make_user(Role.PROVINCE_OFFICER, province=made.school.province))
    elsewhere.force_login(make_user(Role.PROVINCE_OFFICER, province=34))
    url = reverse("transfers:sitting_applications", args=[sitting.pk])

    assert elsewhere.get(url).status_code == 404
    assert made.number_shown in client.get(url).content.decode()
    assert "Değerlendirmede başvuru yok" in client.get(url + "?okul=999999").content.decode()
    bad = client.post(url, {"basvuru": [made.pk], "code": "", "reason": "x"})
    assert f'value="{made.pk}" checked' in bad.content.decode()
    assert "En az bir başvuru seçin" in client.post(url, EXCLUDED).content.decode()
    done = client.post(url, {"basvuru": [made.pk, "x", "9" * 30], **EXCLUDED})
    assert done.status_code == 302
    page = client.get(reverse("transfers:application", args=[made.pk])).content.decode()
    assert EXCLUDED["reason"] in page
    assert "Değerlendirme dışı bırakıldı" in page
    sheet = client.get(reverse("transfers:sitting", args=[sitting.pk])).content.decode()
    assert EXCLUDED["reason"] in sheet


def test_the_sentence_goes_with_the_other_personal_data_and_the_code_stays():
    made = make_excluded_application()
    TransferRound.objects.filter(pk=made.round_id).update(status="round_closed")

    assert forget_applicants(on=TODAY + timedelta(days=2000)) == 1

    decision = ApplicationDecision.objects.get()
    assert (decision.code, decision.reason) == ("document_missing", "Saklama süresi dolduğu için silindi.")
