"""From the deadline to the assignment: conditions examined, a whole commission, scores, the ranked list, the proposal (smm/6, 7, 10/2 – 10/4)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import CALL, CANDIDACY, CENTER
from centers.choices.selection import CallStatus as C, CandidacyStatus as S, MemberTitle, Seat
from centers.models import CandidateScore, EvaluationMember, PostApplication, SelectionCall
from centers.papers import issue_evaluation, issue_notice
from centers.tasks import after_call_moved, after_evaluation, after_evaluation_reopened, after_results_told
from documents.choices import PaperStatus
from documents.models import Paper
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_user
from tests.factories.centers import make_center
from tests.factories.selection import (
    AFTER,
    DAY,
    MEMBERS,
    RESULTS,
    UNTIL,
    bring_call,
    called_of,
    make_application,
    make_call,
    points,
    score,
    service,
)
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
A, B = CALL.acts, CANDIDACY.acts
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


def outcomes(one):
    return {shape["provision"]: shape["outcome"] for shape in one.findings}


@pytest.mark.provision("smm/10/1")
def test_applications_close_when_their_last_day_is_over(call, officer):
    with pytest.raises(Invalid, match="günü sonuna kadar sürer"):
        A["close_applications"](call, by=officer, on=UNTIL)
    with pytest.raises(NotPermitted):
        A["close_applications"](call, by=make_user(Role.PROVINCE_OFFICER, province=34), on=AFTER)
    assert A["close_applications"](call, by=officer, on=AFTER).status == C.EVALUATION


@pytest.mark.provision("smm/6/1/a", "smm/6/1/b", "smm/6/1/c", "smm/6/1/ç", "smm/6/1/d")
def test_each_condition_is_examined_with_its_provision_at_the_deadline(call):
    general = called_of(call, "general_coordinator")
    good = make_application(called=general)
    fails = make_application(
        called=general, ministry_post=False, started_on=UNTIL - timedelta(days=4 * 365), compulsory_service="pending",
        rows=(service(duty="teacher", first_day=UNTIL - timedelta(days=4 * 365)),),
    )  # fmt: skip
    bring_call(call, C.EVALUATION)
    good, fails = now(good), now(fails)

    assert (good.status, fails.status) == (S.QUALIFIED, S.UNQUALIFIED)
    assert outcomes(good) == dict.fromkeys(["smm/6/1/a", "smm/6/1/b", "smm/6/1/c", "smm/6/1/ç", "smm/6/1/d"], "met")
    assert outcomes(fails) == {
        "smm/6/1/a": "unmet", "smm/6/1/b": "unmet", "smm/6/1/c": "unmet", "smm/6/1/ç": "unmet", "smm/6/1/d": "met",
    }  # fmt: skip
    assert good.findings[1]["evidence"][0]["label"].startswith("Alan/bölüm şefi, 01.09.2015")
    entry = JournalEntry.objects.of(good).get(act="examine")
    assert (entry.before, entry.after) == (S.SUBMITTED, S.QUALIFIED)


@pytest.mark.provision("smm/7/1/b")
def test_breaks_in_the_record_count_against_the_years(call):
    rows = (
        service(duty="teacher", first_day=UNTIL - timedelta(days=1900), last_day=UNTIL - timedelta(days=1800)),
        service(duty="teacher", first_day=UNTIL - timedelta(days=1000)),
    )
    one = make_application(called=called_of(call), started_on=UNTIL - timedelta(days=1900), rows=rows)
    bring_call(call, C.EVALUATION)
    found = next(shape for shape in now(one).findings if shape["provision"] == "smm/7/1/b")

    assert found["outcome"] == "unmet"
    assert "boş kalan 799 gün" in found["reason"]


@pytest.mark.provision("smm/6/1/ç", "smm/7/1/c")
def test_compulsory_service_is_not_asked_where_the_call_says_so():
    call = make_call(is_compulsory_service_place=True)
    one = make_application(called=called_of(call), compulsory_service="pending")
    bring_call(call, C.EVALUATION)

    assert now(one).status == S.QUALIFIED


@pytest.mark.provision("smm/6/1/c")
def test_missing_information_is_no_unmet_condition_and_is_completed(call, officer):
    one = make_application(called=called_of(call, "general_coordinator"), rows=(service(attached=None),))
    call = bring_call(call, C.EVALUATION, officer=officer)
    one = now(one)

    assert one.status == S.UNDETERMINED
    assert outcomes(one)["smm/6/1/c"] == "unknown"
    with pytest.raises(Invalid, match="Eksik bilgi uygun olmamak sayılmaz"):
        A["complete_evaluation"](call, by=officer, on=AFTER, minutes="x")
    row = one.service.get()
    one = B["state_attachment"](one, by=officer, on=AFTER, row=row, attached=True, reason="Kuruluş onayı.")
    with pytest.raises(Invalid, match="yalnız eksik bilgi"):
        B["state_attachment"](one, by=officer, on=AFTER, row=row, attached=False, reason="Kuruluş onayı.")
    A["examine_again"](now(call), by=officer, on=AFTER)
    assert now(one).status == S.QUALIFIED


@pytest.mark.provision("smm/6/2", "smm/7/2")
def test_the_fallback_opens_only_where_nobody_is_of_a_related_field():
    call = make_call()
    general, development = called_of(call, "general_coordinator"), called_of(call)
    other = make_field("23")
    shut = make_application(called=general, appointed_field=other)
    make_application(called=general)
    workshop = make_application(called=development, appointed_field=other)
    physics = make_application(
        called=development, appointed_field=None, appointed_branch="Fizik", teacher_kind="general"
    )
    bring_call(call, C.EVALUATION)

    assert now(shut).status == S.UNQUALIFIED
    assert (now(workshop).status, now(physics).status) == (S.FALLBACK, S.FALLBACK)
    assert (now(general).fallback_open, now(development).fallback_open) == (False, True)


@pytest.mark.provision("smm/4/4", "smm/7/2")
def test_no_other_field_stands_in_for_the_english_teacher(call):
    english = called_of(call, "english_coordinator")
    one = make_application(called=english)
    bring_call(call, C.EVALUATION)

    assert now(one).status == S.UNQUALIFIED
    assert now(english).fallback_open is False


@pytest.mark.provision("smm/6/2", "smm/7/2", "smm/10/3")
def test_workshop_teachers_come_first_whatever_the_points(call, officer):
    other, called = make_field("23"), called_of(call)
    physics = make_application(called=called, appointed_field=None, appointed_branch="Fizik", teacher_kind="general")
    workshop = make_application(called=called, appointed_field=other)
    call = bring_call(call, C.EVALUATION, officer=officer)
    score(now(physics), by=officer, given=points(100, 20))
    score(now(workshop), by=officer, given=points(10, 2))
    bring_call(call, C.EVALUATED, officer=officer)
    physics, workshop = now(physics), now(workshop)

    assert (workshop.rank, physics.rank) == (1, 2)
    assert (workshop.total, physics.total) == (Decimal("10.00"), Decimal("100.00"))
    assert "öncelikle (SMM Yönergesi m. 7/2)" in workshop.rank_reason


@pytest.mark.provision("smm/4/5", "smm/10/3")
def test_the_field_that_was_set_for_the_post_comes_before_other_fields_of_the_centre(officer):
    own, other = make_field("04"), make_field("11")
    center = make_center(fields=[own, other])
    head = make_user(Role.DEPARTMENT_HEAD)
    center = CENTER.acts["set_posts"](center, by=head, on=TODAY, starts_on=TODAY, fields=[own])
    call = make_call(center=center)
    called = called_of(call)
    second, first = make_application(called=called, appointed_field=other), make_application(called=called)
    officer = make_user(Role.PROVINCE_OFFICER, province=center.school.province)
    call = bring_call(call, C.EVALUATION, officer=officer)
    score(now(second), by=officer, given=points(100, 20))
    score(now(first), by=officer, given=points(10, 2))
    bring_call(call, C.EVALUATED, officer=officer)

    assert (now(first).rank, now(second).rank) == (1, 2)
    assert "m. 4/5" in now(second).rank_reason


@pytest.mark.provision("smm/10/2")
def test_one_person_holds_no_two_seats(call, officer):
    twice = {**MEMBERS, Seat.VOCATIONAL.value: ("NERMİN  AKYOL", MemberTitle.BRANCH_MANAGER)}
    with pytest.raises(Invalid, match=r"iki koltukta oturamaz \(SMM Yönergesi m. 10/2\)") as refused:
        A["write_commission"](call, by=officer, on=TODAY, members=twice)
    assert "vocational_name" in refused.value.faults
    assert not call.members.exists()
    A["write_commission"](call, by=officer, on=TODAY, members=MEMBERS)
    chair, other = call.members.get(seat=Seat.CHAIR), call.members.get(seat=Seat.VOCATIONAL)
    with pytest.raises(IntegrityError, match="one_seat_a_person"), transaction.atomic():
        EvaluationMember.objects.filter(pk=other.pk).update(person_key=chair.person_key)
    with pytest.raises(IntegrityError, match="one_on_a_seat"), transaction.atomic():
        EvaluationMember.objects.filter(pk=other.pk).update(seat=Seat.HUMAN_RESOURCES)


@pytest.mark.provision("smm/10/2")
@pytest.mark.parametrize(
    ("seat", "title"), [(Seat.CHAIR, MemberTitle.BRANCH_MANAGER), (Seat.VOCATIONAL, MemberTitle.DIRECTOR)]
)
def test_each_seat_has_its_titles(call, officer, seat, title):
    members = {**MEMBERS, seat.value: ("Başka Biri", title)}
    with pytest.raises(Invalid, match="Bu koltukta") as refused:
        A["write_commission"](call, by=officer, on=TODAY, members=members)
    assert f"{seat.value}_title" in refused.value.faults
    with pytest.raises(IntegrityError, match="title_of_its_seat"), transaction.atomic():
        EvaluationMember.objects.create(call=call, seat=seat, name="Başka Biri", title=title, person_key="x")


@pytest.mark.provision("smm/10/2")
def test_a_commission_that_is_not_whole_cannot_sit(call, officer):
    one = make_application(called=called_of(call))
    three = {seat: who for seat, who in MEMBERS.items() if seat != Seat.TEACHER_TRAINING}
    call = A["write_commission"](call, by=officer, on=TODAY, members=three)
    call = A["close_applications"](call, by=officer, on=AFTER)

    with pytest.raises(Invalid, match=r"toplanamaz \(SMM Yönergesi m. 10/2\). Boş olan: Üye \(öğretmen yetiştirme"):
        score(now(one), by=officer)
    with pytest.raises(Invalid, match="toplanamaz"):
        A["complete_evaluation"](call, by=officer, on=AFTER, minutes="Görüşüldü.")
    with pytest.raises(IntegrityError, match="of_a_whole_commission"), transaction.atomic():
        CandidateScore.objects.create(
            application=now(one), criterion=call.criteria.first(), member=call.members.first(), points=1
        )


@pytest.mark.provision("smm/10/3")
def test_points_stay_within_the_criterion_and_none_is_left_out(call, officer):
    one = make_application(called=called_of(call))
    call = bring_call(call, C.EVALUATION, officer=officer)
    too_many = points()
    too_many["chair"][2] = Decimal("20.01")
    too_many["vocational"].pop(1)
    with pytest.raises(Invalid) as refused:
        score(now(one), by=officer, given=too_many)
    assert set(refused.value.faults) == {"chair_2", "vocational_1"}
    assert "0 ile 20 arasında" in refused.value.faults["chair_2"]
    with pytest.raises(Invalid, match="Puanlanmamış başvurular"):
        A["complete_evaluation"](now(call), by=officer, on=AFTER, minutes="Görüşüldü.")
    score(now(one), by=officer)
    with pytest.raises(Invalid, match="puan vermeye başladı"):
        A["write_commission"](now(call), by=officer, on=AFTER, members=MEMBERS)
    with pytest.raises(IntegrityError, match="of_a_whole_commission"), transaction.atomic():
        CandidateScore.objects.filter(application=one).update(points=101)
    B["drop_scores"](now(one), by=officer, on=AFTER, reason="Yanlış yazıldı.")
    assert not CandidateScore.objects.exists()


@pytest.mark.provision("smm/10/3")
def test_who_does_not_meet_the_conditions_is_not_scored(call, officer):
    one = make_application(called=called_of(call), ministry_post=False)
    bring_call(call, C.EVALUATION, officer=officer)

    assert not B["score_candidate"].open_to(officer, now(one))


@pytest.mark.provision("smm/10/3")
def test_the_list_is_sent_by_the_province_and_may_come_back(call, officer, expert):
    one = make_application(called=called_of(call))
    call = bring_call(call, C.EVALUATED, officer=officer)
    assert now(one).rank == 1
    with pytest.raises(NotPermitted):
        A["send_to_ministry"](call, by=expert, on=AFTER)
    sent = A["send_to_ministry"](call, by=officer, on=AFTER)
    assert (sent.status, sent.sent_by) == (C.SENT, officer)
    assert JournalEntry.objects.of(sent).get(act="send_to_ministry").cites == "smm/10/3"
    back = A["return_evaluation"](sent, by=expert, on=AFTER, reason="Gerekçe eksik.")
    assert (back.status, back.sent_on, now(one).rank) == (C.EVALUATION, None, None)
    assert CandidateScore.objects.filter(application=one).count() == 8


@pytest.mark.provision("smm/10/3")
def test_minutes_are_printed_and_become_void_when_opened_again(call, officer):
    make_application(called=called_of(call))
    make_application(called=called_of(call), ministry_post=False)
    call = bring_call(call, C.EVALUATED, officer=officer)
    after_evaluation(pk=call.pk)
    paper = Paper.objects.of(call).get(kind="center_evaluation")

    (post,) = [post for post in paper.content["posts"] if post["ranked"]]
    assert post["ranked"][0][0] == "1"
    assert "görev yapmıyor" in post["others"][0][2]
    assert paper.content["signatories"][0]["role"] == "Başkan"
    assert not paper.is_public
    numbers = PostApplication.objects.values_list("identity_number", flat=True)
    assert not any(number in str(paper.content) for number in numbers)
    A["reopen_evaluation"](call, by=officer, on=AFTER, reason="Puan yanlış.")
    after_evaluation_reopened(pk=call.pk)
    paper.refresh_from_db()
    assert paper.status == PaperStatus.WITHDRAWN
    assert issue_evaluation(now(call)) is None


@pytest.mark.provision("smm/10/1")
def test_the_notice_says_what_the_call_says_and_follows_its_days(call):
    paper = issue_notice(call)
    assert "Mesleki birikim" in str(paper.content["tables"])
    assert "m. 6/1-ç" in str(paper.content["tables"])
    assert "c) Genel Müdürlüğe bağlı" in str(paper.content["tables"])
    assert "aşağıdaki şartlar" not in str(paper.content["tables"])
    head = make_user(Role.DEPARTMENT_HEAD)
    moved = A["move_calendar"](
        call, by=head, on=UNTIL, applications_until=UNTIL + DAY, evaluation_until=RESULTS, results_on=RESULTS, reason="Talep."
    )  # fmt: skip
    after_call_moved(pk=moved.pk)
    paper.refresh_from_db()
    assert paper.status == PaperStatus.WITHDRAWN
    assert Paper.objects.of(call).exclude(pk=paper.pk).get().status == PaperStatus.ISSUED


@pytest.mark.provision("smm/10/3")
def test_applicants_hear_of_their_results_once_they_are_told(call, officer, expert):
    one = make_application(called=called_of(call))
    call = bring_call(call, C.SENT, officer=officer)
    call = A["tell_results"](call, by=expert, on=RESULTS)
    after_results_told(pk=call.pk)
    after_results_told(pk=call.pk)

    notice = Notice.objects.get(user=one.account)
    assert "sonucu duyuruldu" in notice.text
    assert SelectionCall.objects.get(pk=call.pk).told_on == RESULTS


@pytest.mark.django_db(transaction=True)
@pytest.mark.provision("smm/10/1")
def test_nobody_slips_in_unexamined_while_applications_are_closed():
    call = make_call()
    drafts = [make_application(S.DRAFT, called=called_of(call)) for _ in range(3)]
    officer = make_user(Role.PROVINCE_OFFICER, province=call.center.school.province)

    together(
        lambda: A["close_applications"](call, by=officer, on=AFTER),
        *(lambda one=one: B["hand_in_application"](one, by=one.account, on=UNTIL) for one in drafts),
    )

    assert now(call).status == C.EVALUATION
    assert {now(one).status for one in drafts} <= {S.QUALIFIED, S.LAPSED}
