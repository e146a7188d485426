"""The people of a centre: posts, proposals, assignments by the Ministry, never six, one general coordinator, terms and renewals."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Duty, User
from centers.acts import CENTER, STAFF
from centers.acts.staff import Person, prepare_assignment, propose_again
from centers.choices.staff import PostRole, StaffStatus as S, TeacherKind
from centers.models import Center, Post, StaffAssignment
from centers.papers import issue_assignment
from centers.tasks import after_assigned, after_assignment_ended
from centers.telling_staff import warn_of_terms
from documents.choices import PaperStatus
from documents.models import Paper
from tests.factories import TODAY, make_field, make_user
from tests.factories.centers import make_center, make_task
from tests.factories.staff import ENDS_ON, coordinator_of, found_met, make_staff, make_team, post_of, with_posts
from workflow.models import JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted

pytestmark = pytest.mark.django_db
A = STAFF.acts
DAY = timedelta(days=1)
NUMBER = "10000000146"


@pytest.fixture
def expert():
    return make_user(Role.EXPERT)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


@pytest.mark.provision("smm/4/5", "smm/4/4")
def test_the_posts_are_a_general_coordinator_one_for_english_and_up_to_three_others(head):
    center = with_posts(make_center(), 3)

    roles = sorted(center.posts.values_list("role", flat=True))
    assert roles == sorted([PostRole.GENERAL, PostRole.ENGLISH, *[PostRole.DEVELOPMENT] * 3])
    with pytest.raises(Invalid, match="en çok 5"):
        CENTER.acts["set_posts"](center, by=head, on=TODAY, starts_on=TODAY, fields=[None] * 4)


@pytest.mark.provision("smm/4/5")
def test_posts_have_their_days_and_what_is_held_does_not_go(head):
    center = with_posts(make_center(), 2)
    held = make_staff(post=post_of(center, PostRole.ENGLISH))
    later = TODAY + 60 * DAY
    act = CENTER.acts["set_posts"]

    changed = act(
        center, by=head, on=TODAY, starts_on=later, fields=[make_field("11")], general_field=make_field("04")
    )

    assert [str(post) for post in changed.posts.holding(later - DAY) if post.field_id] == []
    assert {post.field.code for post in changed.posts.holding(later) if post.field_id} == {"04", "11"}
    assert held.post in changed.posts.holding(later)
    make_staff(post=post_of(changed, PostRole.GENERAL, 1), starts_on=later, on=TODAY)
    with pytest.raises(Invalid, match="sonuçlandırın"):
        act(changed, by=head, on=TODAY, starts_on=later + DAY, fields=[])


@pytest.mark.provision("smm/4/4")
def test_the_database_holds_one_post_of_each_single_kind(head):
    center = with_posts(make_center())
    for role, name in ((PostRole.GENERAL, "post_one_general"), (PostRole.ENGLISH, "post_one_for_english")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Post.objects.create(center=center, role=role, starts_on=TODAY, decided_by=head)


@pytest.mark.provision("smm/10/4")
def test_somebody_is_proposed_by_one_and_assigned_by_another(expert, head):
    prepared = make_staff(S.PREPARED)
    proposed = A["send_proposal"](prepared, by=expert, on=TODAY)
    assigned = A["assign_staff"](proposed, by=head, on=TODAY)

    assert (assigned.status, assigned.decided_by, assigned.decided_on) == (S.ASSIGNED, head, TODAY)
    entry = JournalEntry.objects.of(assigned).get(act="assign_staff")
    assert (entry.before, entry.after, entry.cites) == (S.PROPOSED, S.ASSIGNED, "smm/10/4")
    with pytest.raises(NotPermitted, match="inha ettiğiniz"):
        own = prepare_assignment(
            post_of(assigned.center, PostRole.GENERAL), by=head, on=TODAY, person=Person("Ali Veli"),
            teacher_kind=TeacherKind.WORKSHOP, starts_on=TODAY, ends_on=ENDS_ON,
            **found_met(post_of(assigned.center, PostRole.GENERAL)),
        )  # fmt: skip
        A["assign_staff"](A["send_proposal"](own, by=expert, on=TODAY), by=head, on=TODAY)


@pytest.mark.provision("smm/4/4")
def test_a_team_without_an_english_teacher_does_not_go_out(expert):
    center = with_posts(make_center())
    general = make_staff(S.PREPARED, post=post_of(center, PostRole.GENERAL))
    with pytest.raises(Invalid, match=r"İngilizce öğretmeni.*m\. 4/4"):
        A["send_proposal"](general, by=expert, on=TODAY)

    make_staff(S.PREPARED, post=post_of(center, PostRole.ENGLISH))

    assert A["send_proposal"](general, by=expert, on=TODAY).status == S.PROPOSED


@pytest.mark.provision("smm/4/4")
def test_the_english_post_takes_english_teachers():
    post = post_of(with_posts(make_center()), PostRole.ENGLISH)

    with pytest.raises(Invalid, match="İngilizce öğretmeni görev yapar"):
        make_staff(S.PREPARED, post=post, teacher_kind=TeacherKind.WORKSHOP)
    made = make_staff(S.PREPARED, post=post)
    with pytest.raises(IntegrityError, match="english_post_english_teacher"), transaction.atomic():
        StaffAssignment.objects.filter(pk=made.pk).update(teacher_kind=TeacherKind.WORKSHOP)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"number": "10000000145"}, "identity_number"),
        ({"ends_on": TODAY - DAY}, "ends_on"),
        ({"starts_on": TODAY - DAY}, "starts_on"),
    ],
)
def test_a_proposal_that_cannot_be_is_refused_at_its_field(values, field):
    post = post_of(with_posts(make_center()), PostRole.ENGLISH)

    with pytest.raises(Invalid) as refused:
        make_staff(S.PREPARED, post=post, **values)
    assert field in refused.value.faults
    assert not StaffAssignment.objects.exists()


@pytest.mark.provision("smm/4/4")
def test_there_is_one_general_coordinator_at_a_time(head):
    center, team = make_team(others=0)
    second = make_staff(
        S.PREPARED, post=post_of(center, PostRole.GENERAL), starts_on=ENDS_ON, ends_on=date(2032, 1, 1)
    )
    StaffAssignment.objects.filter(pk=second.pk).update(status=S.PROPOSED)

    with pytest.raises(Invalid, match=r"zaten bir genel koordinatörü var.*m\. 4/4"):
        A["assign_staff"](StaffAssignment.objects.get(pk=second.pk), by=head, on=TODAY)
    with pytest.raises(IntegrityError, match="one_general_coordinator"), transaction.atomic():
        StaffAssignment.objects.filter(pk=second.pk).update(status=S.ASSIGNED, decided_by=head, decided_on=TODAY)
    assert team["general"].serves_on(TODAY)


@pytest.mark.provision("smm/4/5")
def test_a_sixth_teacher_is_refused_by_the_act_and_by_the_database(head):
    center, _ = make_team(others=3)
    extra = Post.objects.create(center=center, role=PostRole.DEVELOPMENT, starts_on=TODAY, decided_by=head)

    with pytest.raises(Invalid, match=r"beşi geçemez.*m\. 4/5"):
        make_staff(S.PROPOSED, post=extra)
    prepared = StaffAssignment.objects.get(post=extra)
    with pytest.raises(IntegrityError, match="staffassignment_at_most_five"), transaction.atomic():
        StaffAssignment.objects.filter(pk=prepared.pk).update(status=S.ASSIGNED, decided_by=head, decided_on=TODAY)


@pytest.mark.provision("smm/4/5")
def test_whoever_has_left_makes_room(head):
    center, team = make_team(others=3)
    A["end_assignment"](team["other 0"], by=head, on=TODAY, ended_on=TODAY + 10 * DAY, reason="Ayrıldı.")

    with pytest.raises(Invalid, match="beşi geçemez"):
        make_staff(S.ASSIGNED, post=post_of(center), starts_on=TODAY + 9 * DAY)
    StaffAssignment.objects.filter(status=S.PREPARED).update(status=S.DROPPED, end_reason="x")
    assert make_staff(S.ASSIGNED, post=post_of(center), starts_on=TODAY + 10 * DAY).status == S.ASSIGNED


def test_the_account_gets_its_duty_for_the_term(head):
    person = make_user(None)
    assigned = make_staff(account=person, on=TODAY)

    duty = Duty.objects.get(user=person)
    assert (duty.role, duty.institution_code) == (Role.DEVELOPMENT_COORDINATOR, assigned.center.school.code)
    assert (duty.starts_on, duty.ends_on) == (TODAY, ENDS_ON)
    assert Center.objects.visible_to(User.objects.get(pk=person.pk)).get() == assigned.center
    assert JournalEntry.objects.of(duty).get().act == "give_duty"

    A["end_assignment"](assigned, by=head, on=TODAY, ended_on=TODAY + 30 * DAY, reason="Ayrıldı.")
    duty.refresh_from_db()
    assert (duty.ends_on, duty.end_reason) == (TODAY + 29 * DAY, "Ayrıldı.")


def test_a_duty_that_is_held_already_is_not_doubled():
    center = with_posts(make_center())
    person = make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school)

    make_staff(post=post_of(center, PostRole.ENGLISH), account=person)

    assert Duty.objects.filter(user=person).count() == 1


@pytest.mark.provision("smm/10/5")
def test_whose_term_ends_is_proposed_again_and_assigned_on(expert, head):
    first = make_staff(ends_on=TODAY + 80 * DAY, number=NUMBER)
    assert list(StaffAssignment.objects.ending(TODAY, 90)) == [first]

    again = propose_again(first, by=expert, on=TODAY, ends_on=ENDS_ON)

    assert (again.renews, again.starts_on, again.name, again.identity_number) == (
        first,
        first.until,
        first.name,
        NUMBER,
    )
    assert not StaffAssignment.objects.ending(TODAY, 90).exists()
    with pytest.raises(IntegrityError, match="renewed_once"), transaction.atomic():
        propose_again(first, by=expert, on=TODAY, ends_on=ENDS_ON)
    done = A["assign_staff"](A["send_proposal"](again, by=expert, on=TODAY), by=head, on=TODAY)
    assert done.status == S.ASSIGNED
    assert "yeniden görevlendirilmesi" in issue_assignment(done).content["paragraphs"][1]


@pytest.mark.provision("smm/10/5")
def test_the_directorate_and_the_person_hear_once_that_a_term_ends(expert):
    person = make_user(None)
    assigned = make_staff(ends_on=TODAY + 200 * DAY, account=person)
    Notice.objects.all().delete()
    warn_of_terms(on=TODAY + 100 * DAY)
    assert not Notice.objects.exists()

    for day in (111, 112, 150):
        warn_of_terms(on=TODAY + day * DAY)

    told = Notice.objects.filter(text__contains="doluyor")
    assert {expert.pk, person.pk} <= set(told.values_list("user", flat=True))
    assert told.filter(user=expert).count() == told.filter(user=person).count() == 1
    assert assigned.name in told.first().text


def test_the_letter_names_the_post_the_term_and_the_number_masked(expert):
    assigned = make_staff(number=NUMBER, home="Ostim MTAL", appointed_field=make_field("04"))
    after_assigned(pk=assigned.pk)

    paper = Paper.objects.of(assigned).get()
    text = " ".join(paper.content["paragraphs"])
    assert assigned.name in text
    assert NUMBER not in str(paper.content)
    assert "2006/11350" in str(paper.content["references"])
    assert not paper.is_public


def test_the_letter_of_a_term_that_never_began_is_void(head):
    assigned = make_staff(starts_on=TODAY + 10 * DAY)
    after_assigned(pk=assigned.pk)
    A["end_assignment"](assigned, by=head, on=TODAY, ended_on=TODAY + 10 * DAY, reason="Başlamadı.")
    after_assignment_ended(pk=assigned.pk)

    assert Paper.objects.of(assigned).get().status == PaperStatus.WITHDRAWN


def test_a_term_that_ends_early_has_its_letter(head):
    assigned = make_staff(number=NUMBER)
    after_assigned(pk=assigned.pk)
    ended_on = assigned.starts_on + 30 * DAY
    ended = A["end_assignment"](assigned, by=head, on=TODAY, ended_on=ended_on, reason="Okuluna döndü.")
    after_assignment_ended(pk=ended.pk)
    after_assignment_ended(pk=ended.pk)

    letter = Paper.objects.of(ended).get(kind="center_assignment_end")
    text = " ".join(letter.content["paragraphs"])
    assert (letter.status, letter.is_public) == (PaperStatus.DRAFT, False)
    assert f"{ended_on:%d.%m.%Y}" in text
    assert "Okuluna döndü." in text
    assert NUMBER not in str(letter.content)
    assert letter.content["signatures"][0]["name"].startswith("Ayşe")
    assert Paper.objects.of(ended).get(kind="center_assignment").status == PaperStatus.DRAFT


@pytest.mark.provision("smm/4/1")
def test_with_the_centre_its_terms_posts_and_proposals_end(head):
    center, team = make_team(others=1)
    account = make_user(Role.TEACHER)
    later = make_staff(
        post=post_of(center, PostRole.ENGLISH), starts_on=ENDS_ON + DAY, ends_on=ENDS_ON + 90 * DAY, account=account
    )
    proposed = make_staff(
        S.PROPOSED, post=post_of(center, PostRole.GENERAL), starts_on=ENDS_ON + DAY, ends_on=ENDS_ON + 90 * DAY
    )
    center = CENTER.acts["propose_closing"](center, by=make_user(Role.EXPERT), on=TODAY, reason="Okul kapanıyor.")
    on = TODAY + 5 * DAY

    CENTER.acts["close_center"](center, by=head, on=on)

    assert not StaffAssignment.objects.serving(on).filter(center=center).exists()
    assert StaffAssignment.objects.serving(on - DAY).filter(center=center).count() == len(team)
    ended = {one.pk: one for one in center.assignments.all()}
    assert {ended[one.pk].status for one in (*team.values(), later)} == {S.ENDED}
    assert ended[later.pk].until == ended[later.pk].starts_on
    assert (ended[proposed.pk].status, "kapatıldı" in ended[proposed.pk].end_reason) == (S.DROPPED, True)
    assert not center.posts.holding(on).exists()
    assert not Duty.objects.in_force(on).filter(user=account, role=Role.DEVELOPMENT_COORDINATOR).exists()
    assert not StaffAssignment.objects.ending(on, 900).exists()
    told = JournalEntry.objects.of(center).get(act="close_center").details["people"]
    assert sorted(told) == sorted(one.name for one in (*team.values(), later))


@pytest.mark.provision("smm/10/4")
@pytest.mark.parametrize(
    ("role", "left_out", "cited"),
    [
        (PostRole.GENERAL, "smm/6/1/a", "m. 6/1-a"),
        (PostRole.GENERAL, "smm/6/1/c", "m. 6/1-c"),
        (PostRole.DEVELOPMENT, "smm/7/1/b", "m. 7/1-b"),
        (PostRole.DEVELOPMENT, "smm/7/1/c", "m. 7/1-c"),
        (PostRole.ENGLISH, "smm/7/1/ç", "m. 7/1-ç"),
    ],
)
def test_without_a_call_nobody_is_proposed_of_whom_a_condition_was_not_found_met(role, left_out, cited):
    post = post_of(with_posts(make_center()), role)
    met = [one for one in found_met(post)["conditions"] if one != left_out]

    with pytest.raises(Invalid, match=r"şartları taşıyanlar arasından yapılır \(SMM Yönergesi m. 10/4\)") as refused:
        make_staff(S.PREPARED, post=post, conditions=met)
    assert cited in refused.value.faults["conditions"]
    assert not StaffAssignment.objects.exists()


@pytest.mark.provision("smm/6/2", "smm/7/2")
def test_of_another_field_somebody_is_proposed_only_where_the_ground_says_that_nobody_was_found():
    post = post_of(with_posts(make_center()), PostRole.GENERAL)
    met = [one for one in found_met(post)["conditions"] if one != "smm/6/1/d"]

    with pytest.raises(Invalid, match="Alan şartını taşıyan aday bulunmadığını") as refused:
        make_staff(S.PREPARED, post=post, conditions=met, basis=" ")
    assert "m. 6/2" in refused.value.faults["basis"]
    made = make_staff(S.PREPARED, post=post, conditions=met, basis="Tutanak: alan öğretmeni başvurmadı.")

    entry = JournalEntry.objects.of(made).get(act="prepare_assignment")
    assert entry.details["conditions"] == met
    assert make_staff(S.PREPARED, post=post).basis == "Komisyon tutanağı"


@pytest.mark.provision("smm/8/1")
def test_the_general_coordinator_divides_the_work_and_each_sees_the_own_duties(client):
    center, team = make_team(others=0)
    general = coordinator_of(center)
    A["divide_work"](team["english"], by=general, on=TODAY, work="Yabancı dilde materyal")
    make_task("task_given", center, title="Donanım anketi")
    client.force_login(general)

    page = client.get(reverse("centers:duties")).content.decode()
    assert "Yabancı dilde materyal" in page
    assert "SMM Yönergesi m. 8/1-ı" in page
    assert "Donanım anketi" in page
    client.force_login(make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school))
    other = client.get(reverse("centers:duties")).content.decode()
    assert "SMM Yönergesi m. 9/1-h" in other
    assert "8/1-f" not in other
    assert not A["divide_work"].open_to(make_user(Role.EXPERT), team["english"])


@pytest.mark.provision("smm/9/1")
def test_the_page_of_duties_is_for_coordinators(client):
    client.force_login(make_user(Role.EXPERT))

    assert client.get(reverse("centers:duties")).status_code == 403
