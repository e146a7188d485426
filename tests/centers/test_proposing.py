"""Who may be proposed and assigned where a call goes on: those whom it found to qualify, and nobody else (smm/10/4)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import CALL, CENTER, STAFF
from centers.acts.proposing import propose_of
from centers.acts.staff import Person, prepare_assignment, propose_again
from centers.choices.selection import CallStatus as C
from centers.choices.staff import PostRole, StaffStatus
from centers.models import Post, StaffAssignment
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_user
from tests.factories.centers import make_center
from tests.factories.selection import (
    AFTER,
    DAY,
    RESULTS,
    bring_call,
    called_of,
    make_application,
    make_call,
)
from tests.factories.staff import make_staff, post_of, with_posts
from workflow.refusals import Invalid

pytestmark = pytest.mark.django_db
A = CALL.acts
TERM = {"starts_on": RESULTS + 10 * DAY, "ends_on": date(2029, 6, 30)}


@pytest.fixture
def call():
    return make_call()


@pytest.fixture
def officer(call):
    return make_user(Role.PROVINCE_OFFICER, province=call.center.school.province)


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


def now(record):
    return type(record).objects.get(pk=record.pk)


@pytest.mark.provision("smm/10/4")
def test_only_who_qualifies_is_proposed_and_assigned(call, officer, expert):
    called = called_of(call)
    good, bad = make_application(called=called), make_application(called=called, ministry_post=False)
    call = bring_call(call, C.EVALUATED, officer=officer)
    post = post_of(call.center)
    with pytest.raises(Invalid, match="Bakanlığa gönderilmeden"):
        propose_of(now(good), by=expert, on=AFTER, post=post, **TERM)
    call = A["send_to_ministry"](call, by=officer, on=AFTER)

    with pytest.raises(Invalid, match=r"m. 10/4\). SMM Yönergesi m. 7/1-a: Aday, Bakanlık kadrolarında"):
        propose_of(now(bad), by=expert, on=AFTER, post=post, **TERM)
    with pytest.raises(Invalid, match="yalnız bu çağrıda şartları taşıdığı belirlenen"):
        prepare_assignment(post, by=expert, on=AFTER, person=Person("Dışarıdan Biri"), teacher_kind="workshop", **TERM)
    made = propose_of(now(good), by=expert, on=AFTER, post=post, **TERM)
    assert (made.application, made.name, made.account) == (good, good.name, good.account)
    with pytest.raises(Invalid, match="zaten bir inha"):
        propose_of(now(good), by=expert, on=AFTER, post=post, **TERM)
    with pytest.raises(Invalid, match="kişi değiştirilemez"):
        STAFF.acts["correct_assignment"](
            made, by=expert, on=AFTER, person=Person("Başkası"), teacher_kind="workshop", **TERM
        )
    with pytest.raises(IntegrityError, match="of_the_qualified"), transaction.atomic():
        StaffAssignment.objects.filter(pk=made.pk).update(application=bad)


@pytest.mark.provision("smm/10/4")
def test_while_a_call_goes_on_nobody_is_assigned_beside_it():
    center = with_posts(make_center(fields=[make_field("04")]))
    prepared = make_staff(StaffStatus.PREPARED, post=post_of(center, PostRole.ENGLISH))
    call = make_call(center=center)
    expert = make_user(Role.EXPERT)

    with pytest.raises(Invalid, match=r"çağrısı sürüyor \(İlan edildi\).*m. 10/4"):
        STAFF.acts["send_proposal"](prepared, by=expert, on=TODAY)
    A["cancel_call"](call, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY, reason="Kadro değişti.")
    assert STAFF.acts["send_proposal"](now(prepared), by=expert, on=TODAY).status == StaffStatus.PROPOSED


@pytest.mark.provision("smm/10/5")
def test_a_term_is_renewed_while_a_call_goes_on():
    assigned = make_staff()
    make_call(center=assigned.center)
    again = propose_again(assigned, by=make_user(Role.EXPERT), on=TODAY, ends_on=date(2032, 1, 1))
    assert again.renews == assigned


@pytest.mark.provision("smm/10/4", "smm/6/2")
def test_whoever_passes_over_others_says_why(call, officer, expert):
    other, called = make_field("23"), called_of(call)
    workshop = make_application(called=called, appointed_field=other)
    physics = make_application(called=called, appointed_field=None, appointed_branch="Fizik", teacher_kind="general")
    bring_call(call, C.SENT, officer=officer)
    post = post_of(call.center)

    with pytest.raises(
        Invalid, match=r"Atölye ve laboratuvar öğretmenleri önceliklidir \(SMM Yönergesi m. 7/2\)"
    ) as refused:
        propose_of(now(physics), by=expert, on=AFTER, post=post, **TERM)
    assert "reason" in refused.value.faults
    assert (
        propose_of(now(physics), by=expert, on=AFTER, post=post, reason="Aday vazgeçti.", **TERM).application
        == physics
    )
    wrong = Post.objects.exclude(role=post.role).first()
    with pytest.raises(Invalid, match="bu kadroya yapılmadı"):
        propose_of(now(workshop), by=expert, on=AFTER, post=wrong, **TERM)


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/10/4")
def test_one_applicant_is_proposed_once_however_many_ask():
    one = make_application()
    call = bring_call(one.called.call, C.SENT)
    people = [make_user(Role.EXPERT) for _ in range(3)]
    post = post_of(call.center)

    answers = together(*(lambda by=by: propose_of(now(one), by=by, on=AFTER, post=post, **TERM) for by in people))

    assert answers.count("done") == 1
    assert sum("zaten bir inha" in answer for answer in answers) == 2


@pytest.mark.provision("smm/4/5", "smm/10/1")
def test_posts_that_are_called_for_do_not_go():
    call = make_call()
    act, head = CENTER.acts["set_posts"], make_user(Role.DIRECTOR_GENERAL)

    with pytest.raises(Invalid, match="önce çağrıyı sonuçlandırın"):
        act(call.center, by=head, on=TODAY, starts_on=TODAY + DAY, fields=[])
    A["cancel_call"](call, by=head, on=TODAY, reason="Kadro değişti.")
    assert (
        act(call.center, by=head, on=TODAY, starts_on=TODAY + DAY, fields=[]).posts.holding(TODAY + DAY).count() == 2
    )
