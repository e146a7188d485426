"""A call for coordinators: prepared by one, announced by another, with weights that are a hundred; moved, cancelled, ended (smm/10/1)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import CALL, CENTER
from centers.choices import CenterStatus
from centers.choices.selection import CallStatus as S
from centers.models import CalledPost, Center, SelectionCall, SelectionCriterion
from tests.factories import TODAY, make_field, make_school, make_user
from tests.factories.centers import make_center
from tests.factories.selection import AFTER, CRITERIA, DAY, RESULTS, UNTIL, days, make_call
from tests.factories.staff import with_posts
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
A = CALL.acts


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.mark.provision("smm/10/1")
def test_a_call_offers_posts_of_one_kind_together():
    center = with_posts(make_center(fields=[make_field("04")]), 3)
    call = make_call(S.DRAFT, center=center)

    offered = {one.role: one.places for one in call.posts.all()}
    assert offered == {"general_coordinator": 1, "english_coordinator": 1, "development_coordinator": 3}
    assert not call.posts.filter(is_open=True).exists()


@pytest.mark.provision("smm/10/1")
def test_it_is_announced_by_another_person_than_who_prepared_it(expert, head):
    call = make_call(S.DRAFT)
    call = A["correct_call"](call, by=head, on=TODAY, posts=list(call.center.posts.all()), **days())

    with pytest.raises(NotPermitted, match="Kendi hazırladığınız"):
        A["announce_call"](call, by=head, on=TODAY)
    with pytest.raises(NotPermitted):
        A["announce_call"](call, by=expert, on=TODAY)
    announced = A["announce_call"](call, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)
    assert announced.status == S.ANNOUNCED
    assert announced.posts.filter(is_open=True).count() == 3
    assert JournalEntry.objects.of(announced).get(act="announce_call").cites == "smm/10/1"
    with pytest.raises(IntegrityError, match="announced_by_another"), transaction.atomic():
        SelectionCall.objects.filter(pk=call.pk).update(announced_by=head)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"applications_from": TODAY - DAY}, "applications_from"),
        ({"applications_until": TODAY - DAY}, "applications_until"),
        ({"evaluation_until": UNTIL}, "evaluation_until"),
        ({"results_on": UNTIL + DAY}, "results_on"),
    ],
)
@pytest.mark.provision("smm/10/1")
def test_a_calendar_out_of_order_is_refused_at_its_field(values, field):
    with pytest.raises(Invalid) as refused:
        make_call(S.DRAFT, **values)
    assert field in refused.value.faults
    assert not SelectionCall.objects.exists()


def test_posts_of_another_centre_are_refused():
    other = with_posts(make_center())
    with pytest.raises(Invalid, match="süren kadrolarından değil"):
        make_call(S.DRAFT, posts=list(other.posts.all()))


@pytest.mark.provision("smm/10/1")
@pytest.mark.parametrize(
    ("criteria", "field", "words"),
    [
        ([], "name_1", "arasında ölçüt"),
        ([{"name": "Sunum", "weight": 99, "maximum": 10}], "weight_1", "100 olmalıdır; şimdi 99"),
        ([{"name": "Sunum", "weight": 50, "maximum": 10}] * 2, "name_2", "iki kez"),
        ([{"name": f"{n}", "weight": 10, "maximum": 10} for n in range(7)], "name_1", "1 ile 6"),
    ],
)
def test_criteria_whose_weights_are_not_a_hundred_are_refused(expert, criteria, field, words):
    call = make_call(S.DRAFT)
    with pytest.raises(Invalid, match=words) as refused:
        A["set_criteria"](call, by=expert, on=TODAY, criteria=criteria)
    assert field in refused.value.faults
    assert call.criteria.count() == len(CRITERIA)


@pytest.mark.provision("smm/10/1")
def test_the_database_holds_the_weights_and_lets_announced_criteria_be(head):
    call = make_call(S.DRAFT)
    SelectionCriterion.objects.filter(call=call, number=1).update(weight=59)
    with pytest.raises(IntegrityError, match="weights_are_a_hundred"), transaction.atomic():
        SelectionCall.objects.filter(pk=call.pk).update(status=S.ANNOUNCED, announced_by=head, announced_on=TODAY)
    announced = make_call()
    with pytest.raises(IntegrityError, match="of_a_draft"), transaction.atomic():
        SelectionCriterion.objects.filter(call=announced, number=1).update(weight=59)
    with pytest.raises(IntegrityError, match="of_a_draft"), transaction.atomic():
        announced.criteria.all().delete()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda call: SelectionCall.objects.filter(pk=call.pk).update(is_compulsory_service_place=None), "6/1-ç"),
        (lambda call: call.criteria.all().delete(), "ölçütlerini belirleyin"),
        (lambda call: call.center.fields.update(until=TODAY), "faaliyet alanı yok"),
    ],
)
@pytest.mark.provision("smm/10/1", "smm/6/1/ç")
def test_what_is_not_known_is_not_announced(head, change, words):
    call = make_call(S.DRAFT)
    change(call)
    with pytest.raises(Invalid, match=words):
        A["announce_call"](SelectionCall.objects.get(pk=call.pk), by=head, on=TODAY)


def test_a_calendar_that_has_passed_is_not_announced(head):
    with pytest.raises(Invalid, match="Takvim güncel değil"):
        A["announce_call"](make_call(S.DRAFT), by=head, on=TODAY + DAY)


def test_a_closed_centre_is_not_called_for(head):
    call = make_call(S.DRAFT)
    type(call.center).objects.filter(pk=call.center_id).update(
        status=CenterStatus.CLOSED, closing_reason="x", closed_on=TODAY, closed_by=head
    )
    with pytest.raises(Invalid, match="Faaliyette olmayan"):
        A["announce_call"](SelectionCall.objects.get(pk=call.pk), by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)


@pytest.mark.provision("smm/10/1")
def test_posts_are_called_for_once_at_a_time(head):
    announced = make_call()
    second = make_call(S.DRAFT, center=announced.center)

    with pytest.raises(Invalid, match="sonuçlanmamış bir çağrı"):
        A["announce_call"](second, by=head, on=TODAY)
    with pytest.raises(IntegrityError, match="calledpost_in_one_open_call"), transaction.atomic():
        CalledPost.objects.filter(call=second).update(is_open=True)
    A["cancel_call"](announced, by=head, on=TODAY, reason="Kadro değişti.")
    assert A["announce_call"](second, by=head, on=TODAY).status == S.ANNOUNCED


@pytest.mark.provision("smm/10/1")
def test_the_calendar_is_moved_forward_alone_and_not_once_it_is_over(head):
    call = make_call()
    later = {
        "applications_until": UNTIL + 5 * DAY, "evaluation_until": UNTIL + 25 * DAY, "results_on": RESULTS, "reason": "Talep.",
    }  # fmt: skip
    moved = A["move_calendar"](call, by=head, on=UNTIL, **later)

    assert moved.applications_until == UNTIL + 5 * DAY
    with pytest.raises(Invalid, match="öne alınamaz"):
        A["move_calendar"](moved, by=head, on=UNTIL, **{**later, "applications_until": UNTIL})
    with pytest.raises(Invalid, match="yeniden açılmaz"):
        A["move_calendar"](moved, by=head, on=UNTIL + 6 * DAY, **later)
    with pytest.raises(Invalid, match="Nedenini"):
        A["move_calendar"](moved, by=head, on=UNTIL, **{**later, "reason": " "})


@pytest.mark.provision("smm/10/1")
def test_results_are_told_on_their_day_and_before_the_call_ends(expert):
    call = make_call(S.SENT)

    with pytest.raises(Invalid, match="Önce sonuçları duyurun"):
        A["close_call"](call, by=expert, on=AFTER)
    with pytest.raises(Invalid, match="önce duyurulmaz"):
        A["tell_results"](call, by=expert, on=RESULTS - DAY)
    told = A["tell_results"](call, by=expert, on=RESULTS)
    closed = A["close_call"](told, by=expert, on=RESULTS)
    assert closed.status == S.CLOSED
    assert not closed.posts.filter(is_open=True).exists()
    with pytest.raises(IntegrityError, match="told_on_its_day"), transaction.atomic():
        SelectionCall.objects.filter(pk=call.pk).update(told_on=RESULTS - timedelta(days=3))


def test_a_cancelled_call_says_why(head):
    with pytest.raises(Invalid, match="Nedenini"):
        A["cancel_call"](make_call(), by=head, on=TODAY, reason=" ")


@pytest.mark.provision("smm/10/1")
def test_who_sees_a_call():
    draft, announced = make_call(S.DRAFT), make_call()
    seen = {
        role: set(SelectionCall.objects.visible_to(make_user(role, school=announced.center.school)))
        for role in (Role.EXPERT, Role.TEACHER, Role.PROVINCE_OFFICER, Role.PRINCIPAL)
    }

    assert seen[Role.EXPERT] == {draft, announced}
    assert seen[Role.TEACHER] == {announced}
    assert seen[Role.PROVINCE_OFFICER] == {announced}
    assert seen[Role.PRINCIPAL] == {announced}
    elsewhere = make_user(Role.PRINCIPAL, school=make_school())
    assert not SelectionCall.objects.visible_to(elsewhere).exists()


@pytest.mark.parametrize("state", [S.ANNOUNCED, S.EVALUATION, S.SENT])
def test_a_centre_is_not_closed_over_those_who_wait_for_its_call(head, state):
    call = make_call(state)
    closing = CENTER.acts["propose_closing"](call.center, by=head, on=TODAY, reason="Okul kapanıyor.")

    with pytest.raises(Invalid, match=f"“{call.title}” çağrısı sürüyor"):
        CENTER.acts["close_center"](closing, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)
    assert Center.objects.get().status == CenterStatus.CLOSING


def test_a_call_that_was_given_up_or_never_announced_holds_no_centre(head):
    call = make_call(S.ANNOUNCED)
    A["cancel_call"](call, by=head, on=TODAY, reason="Merkez kapatılıyor.")
    closing = CENTER.acts["propose_closing"](call.center, by=head, on=TODAY, reason="Okul kapanıyor.")

    closed = CENTER.acts["close_center"](closing, by=make_user(Role.DIRECTOR_GENERAL), on=TODAY)

    assert closed.status == CenterStatus.CLOSED
