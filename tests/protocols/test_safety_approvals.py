"""Safety approvals: handed in by either side, accepted by the school's, renewed in time, withdrawn."""

from datetime import timedelta

import pytest

from accounts.choices import Role
from documents.models import Attachment
from protocols.acts import bring_approval
from protocols.choices.places import ApprovalStatus as A, PlaceStatus as S
from protocols.models import PracticePlace, SafetyApproval
from protocols.rules.places import Bar, bars
from protocols.usability import facts_of_one
from tests.factories import TODAY, make_upload, make_user
from tests.factories.places import GIVEN, UNTIL, make_practice_place, make_safety_approval
from tests.protocols.practice import do, usable
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
