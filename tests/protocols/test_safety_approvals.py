"""Safety approvals: handed in by either side, accepted by the school's, renewed in time, withdrawn."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from documents.models import Attachment
from protocols.acts import bring_approval
from protocols.choices.places import ApprovalStatus as A, PlaceStatus as S
from protocols.models import PracticePlace, SafetyApproval
from protocols.rules.places import Bar, bars
from protocols.usability import facts_of_one
from tests.factories import TODAY, make_upload, make_user
from tests.factories.places import GIVEN, UNTIL, make_practice_place, make_safety_approval
from tests.protocols.practice import at_once, do, usable
from tests.protocols.test_texts_as_papers import a_pdf
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/7")]
DAY = timedelta(days=1)


def test_what_an_enterprise_hands_in_counts_once_the_school_accepts_it():
    place = make_practice_place(S.PROPOSED)
    theirs = make_user(Role.REPRESENTATIVE, stakeholder=place.stakeholder)

    approval = make_safety_approval(place, by=theirs)
    assert (approval.status, PracticePlace.objects.get().approval) == (A.SUBMITTED, None)
    with pytest.raises(NotPermitted):
        do("accept_approval", approval, by=theirs)
    with pytest.raises(OutOfState, match="kabul bekleyen"):
        make_safety_approval(place)
    returned = do("return_approval", approval, reason="İmzasız.")
    assert (returned.status, returned.note) == (A.RETURNED, "İmzasız.")
    accepted = do("accept_approval", make_safety_approval(place, by=theirs))

    assert (accepted.status, PracticePlace.objects.get().approval) == (A.ACCEPTED, accepted)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"given_on": TODAY + DAY}, "given_on"),
        ({"valid_until": GIVEN - DAY}, "valid_until"),
        ({"valid_until": TODAY - DAY}, "valid_until"),
    ],
)
def test_an_approval_that_cannot_be_is_refused_and_its_file_is_not_kept(values, field):
    place = make_practice_place(S.PROPOSED)

    with pytest.raises(Invalid) as refused:
        make_safety_approval(place, **values)

    assert field in refused.value.faults
    assert not SafetyApproval.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_that_cannot_be_read_is_no_approval():
    place = make_practice_place(S.PROPOSED)
    person = make_user(Role.PRINCIPAL, school=place.school)
    about = {"given_on": GIVEN, "given_by": "Uzman", "valid_until": UNTIL}

    for file in (a_pdf(password="gizli"), make_upload("onay.png", b"")):
        with pytest.raises(Invalid) as refused:
            bring_approval(place, by=person, on=TODAY, file=file, **about)
        assert "file" in refused.value.faults
    assert not Attachment.objects.exists()


def test_a_longer_approval_before_the_end_leaves_no_gap_and_a_shorter_one_takes_nothing():
    place = make_practice_place(until=TODAY + 9 * DAY)

    make_safety_approval(place, valid_until=TODAY + 3 * DAY)
    place.refresh_from_db()
    assert place.approval.valid_until == TODAY + 9 * DAY
    make_safety_approval(place, valid_until=UNTIL)

    place.refresh_from_db()
    assert place.approval.valid_until == UNTIL
    assert usable(place, TODAY + 30 * DAY)


def test_a_withdrawn_approval_takes_the_place_out_the_same_day_unless_another_one_holds():
    place = make_practice_place(until=TODAY + 9 * DAY)
    first = place.approvals.get()
    second = make_safety_approval(place, valid_until=UNTIL)

    do("withdraw_approval", second, reason="Yangın çıktı.")
    place.refresh_from_db()
    assert (place.status, place.approval) == (S.IN_USE, first)
    do("withdraw_approval", first, reason="Yangın çıktı.")

    place.refresh_from_db()
    assert (place.status, place.approval) == (S.EXPIRED, None)
    assert not usable(place, TODAY)
    assert bars(facts_of_one(place), TODAY) == (Bar.NO_APPROVAL, Bar.NOT_IN_USE)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"valid_until": GIVEN - DAY}, "safetyapproval_ends_after_it_is_given"),
        ({"until": GIVEN - DAY}, "safetyapproval_until_in_order"),
        ({"decided_by": None}, "safetyapproval_decided_by_someone"),
        ({"status": A.WITHDRAWN}, "safetyapproval_refused_with_a_reason"),
    ],
)
def test_the_database_holds_what_the_act_refuses(values, constraint):
    approval = make_practice_place().approvals.get()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SafetyApproval.objects.filter(pk=approval.pk).update(**values)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_hand_in_at_once_one_is_told_that_one_waits():
    place = make_practice_place(S.PROPOSED)
    people = [make_user(Role.REPRESENTATIVE, stakeholder=place.stakeholder) for _ in range(2)]

    answers = at_once(*(lambda person=person: make_safety_approval(place, by=person) for person in people))

    assert answers[0] == "done"
    assert "kabul bekleyen" in answers[1]
    assert place.approvals.count() == Attachment.objects.count() == 1
