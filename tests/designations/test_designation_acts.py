"""How a designation ends: in steps, by two people, each ending in its own way."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from designations import acts
from designations.acts import DESIGNATION
from designations.choices import DesignationStatus as S, DossierStatus
from designations.models import Designation
from schools.models import School
from tests.factories import TODAY, make_designation, make_dossier, make_policy, make_user
from tests.factories.scenarios import weighed
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=40)


def announced(**values):
    designation = make_designation()
    expert = make_user(Role.EXPERT)
    details = {"reason": "conditions_lost", "note": "Pansiyon kapandı.", **values}
    return acts.announce_revocation(designation, by=expert, on=TODAY, **details), expert


def test_the_lifecycle_is_this():
    chart = {act.name: (sorted(act.sources), act.target, act.may.__name__) for act in DESIGNATION.acts.values()}

    running = ["in_force", "revocation_announced", "revocation_proposed"]
    assert chart == {
        "announce_revocation": (["in_force"], "revocation_announced", "may_follow"),
        "record_answer": (["revocation_announced"], "", "may_answer"),
        "propose_revocation": (["revocation_announced"], "revocation_proposed", "may_follow"),
        "revoke": (["revocation_proposed"], "ended", "may_revoke"),
        "drop_revocation": (["revocation_announced", "revocation_proposed"], "in_force", "may_follow"),
        "mark_entered_in_error": (running, "ended", "may_end"),
        "end_with_school": (running, "ended", "may_end"),
    }


def test_revocation_goes_by_steps_and_two_people():
    designation, expert = announced()
    province = make_user(Role.PROVINCE_DIRECTOR, province=designation.school.province)
    designation = acts.record_answer(designation, by=province, on=TODAY, answer="Pansiyon yeniden açılacak.")
    designation = acts.propose_revocation(designation, by=expert, on=TODAY, note="")

    designation = acts.revoke(designation, by=make_user(Role.DIRECTOR_GENERAL), on=LATER)

    assert (designation.status, designation.ending, designation.ended_on) == (S.ENDED, "revoked", LATER)
    assert list(Designation.objects.in_force(LATER - timedelta(days=1))) == [designation]
    assert list(Designation.objects.in_force(LATER)) == []


def test_revocation_waits_for_the_provinces_answer():
    designation, expert = announced()

    with pytest.raises(Invalid, match="İlin görüşü bekleniyor"):
        acts.propose_revocation(designation, by=expert, on=TODAY + timedelta(days=30), note="")

    assert acts.propose_revocation(designation, by=expert, on=TODAY + timedelta(days=31), note="").status == (
        S.REVOCATION_PROPOSED
    )


def test_revoke_refuses_the_proposer():
    designation, _ = announced()
    head = make_user(Role.DEPARTMENT_HEAD)
    designation = acts.propose_revocation(designation, by=head, on=LATER, note="")

    with pytest.raises(NotPermitted):
        acts.revoke(designation, by=head, on=LATER)


def test_entered_in_error_never_held_and_leaves_room_for_the_right_one():
    designation = make_designation()
    acts.mark_entered_in_error(designation, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, note="Yanlış okul.")

    assert list(Designation.objects.in_force(TODAY)) == []
    make_dossier(DossierStatus.APPROVED, school=designation.school)
    assert Designation.objects.in_force(TODAY).count() == 1


def test_end_with_school_wants_a_closed_school():
    designation = make_designation()
    head = make_user(Role.DEPARTMENT_HEAD)
    with pytest.raises(Invalid, match="Kurum açık görünüyor"):
        acts.end_with_school(designation, by=head, on=TODAY)

    School.objects.filter(pk=designation.school_id).update(closed_on=date(2026, 12, 31))
    designation = acts.end_with_school(designation, by=head, on=LATER)

    assert (designation.ending, designation.ended_on) == ("school_closed", date(2026, 12, 31))


@pytest.mark.provision("okul/9")
def test_the_database_knows_no_decision_before_the_directive():
    designation = make_designation()

    with pytest.raises(IntegrityError, match="not_decided_before_the_directive"), transaction.atomic():
        Designation.objects.filter(pk=designation.pk).update(decided_on=date(2024, 2, 14))


def test_publishing_a_policy_ends_the_one_before_on_the_day_before():
    before = make_policy()
    draft = make_policy(name="Yeni", status="draft", valid_from=None, growth_margin="0.10")
    head = make_user(Role.DEPARTMENT_HEAD)

    acts.publish_policy(weighed(draft), by=head, on=TODAY, valid_from=date(2027, 1, 1))

    before.refresh_from_db()
    assert before.valid_until == date(2026, 12, 31)


def test_publishing_refuses_days_that_overlap():
    make_policy(valid_until=date(2027, 6, 1))
    draft = make_policy(name="Yeni", status="draft", valid_from=None)

    with pytest.raises(Invalid, match="aynı günde yürürlükte olamaz"):
        acts.publish_policy(weighed(draft), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=date(2027, 1, 1))
