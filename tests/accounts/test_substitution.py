"""Substitution during leave: whose duty is lent to whom, what it lets, what the journal and the papers say, and when it ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import Duty, Substitution, User
from designations import acts
from designations.choices import DossierStatus as S
from designations.models import Dossier
from designations.papers import issue_decision, issue_refusal
from desk.piles import PILES
from documents.models import Paper
from schools.models import School
from tests.designations.test_races import at_once, refusals
from tests.factories import TODAY, make_district, make_dossier, make_region_ready, make_school, make_user
from tests.factories.together import make_assignment, make_substitution
from workflow.assigning import work_of
from workflow.history.kinds import kept_of
from workflow.journal import digest
from workflow.models import JournalEntry, Notice
from workflow.people.duties import leave
from workflow.people.permissions import may_arrange
from workflow.people.substitutes import arrange, candidates, end_substitution
from workflow.refusals import Invalid, NotPermitted
from workflow.sides import people_around

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def again(user):
    """The user as the next request knows them."""
    return User.objects.get(pk=user.pk)


def days(first=0, last=5):
    today = localdate()
    return {"on": today, "starts_on": today + first * DAY, "ends_on": today + last * DAY}


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD, first_name="Gül", last_name="Başkan")


@pytest.fixture
def expert():
    return make_user(Role.EXPERT, first_name="Umut", last_name="Uzman")


def test_a_substitute_has_the_duty_on_the_days_of_the_leave_and_not_before_or_after(head, expert):
    today = localdate()
    for first, last, held in [(1, 2, False), (-2, -1, False), (0, 0, True), (-1, 1, True)]:
        Substitution.objects.all().delete()
        make_substitution(head, expert, starts_on=today + first * DAY, ends_on=today + last * DAY)
        assert again(expert).has_role(Role.DEPARTMENT_HEAD) is held, (first, last)


def test_a_withdrawn_substitution_an_ended_duty_and_a_closed_account_lend_nothing(head, expert):
    today = localdate()
    made = make_substitution(head, expert)
    Substitution.objects.update(withdrawn_on=today)
    assert not again(expert).has_role(Role.DEPARTMENT_HEAD)

    Substitution.objects.update(withdrawn_on=None)
    Duty.objects.filter(pk=made.duty_id).update(ends_on=today - DAY)
    assert not again(expert).has_role(Role.DEPARTMENT_HEAD)

    Duty.objects.filter(pk=made.duty_id).update(ends_on=None)
    assert again(expert).has_role(Role.DEPARTMENT_HEAD)
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert not again(expert).has_role(Role.DEPARTMENT_HEAD)


def test_who_has_no_own_duty_any_more_substitutes_for_nobody(head, expert):
    make_substitution(head, expert)
    Duty.objects.filter(user=expert).update(ends_on=localdate() - DAY)

    assert again(expert).duties_today == []


def test_a_substitutes_scope_grows_by_the_place_of_the_lent_duty_alone():
    absent = make_user(Role.PROVINCE_OFFICER, province=6)
    district = make_user(Role.DISTRICT_OFFICER)
    other_district = make_school(district=make_district(name="Yenimahalle"))
    other_province = make_school(province=34)
    assert not School.objects.visible_to(again(district)).filter(pk=other_district.pk).exists()

    make_substitution(absent, district)

    seen = School.objects.visible_to(again(district))
    assert seen.filter(pk=other_district.pk).exists()
    assert not seen.filter(pk=other_province.pk).exists()


def test_a_substitutes_duty_is_not_lent_on(head, expert):
    third = make_user(Role.EXPERT)
    make_substitution(head, expert)
    make_substitution(expert, third)

    assert not again(third).has_role(Role.DEPARTMENT_HEAD)


def test_the_substitute_of_the_proposer_does_not_decide_by_the_proposers_duty(head, expert):
    dossier = make_dossier(S.REFUSAL_PROPOSED)
    Dossier.objects.filter(pk=dossier.pk).update(proposed_by=head)
    make_substitution(head, expert)

    with pytest.raises(NotPermitted, match="Öneriyi yapanın vekili"):
        acts.refuse(dossier, by=again(expert), on=TODAY)
    pile = next(pile for pile in PILES if pile.key == "karar")
    assert not pile.rows(again(expert), TODAY).exists()
    own_head = make_user(Role.DIRECTOR_GENERAL)
    make_substitution(head, own_head, starts_on=localdate() + 3 * DAY, ends_on=localdate() + 4 * DAY)
    assert acts.refuse(dossier, by=again(own_head), on=TODAY).status == S.REFUSED


def test_a_substitute_who_proposed_does_not_decide_in_the_lent_duty(head, expert):
    dossier = make_dossier(S.REFUSAL_PROPOSED)
    Dossier.objects.filter(pk=dossier.pk).update(proposed_by=expert)
    make_substitution(head, expert)

    with pytest.raises(NotPermitted, match="Öneriyi yapan kişi"):
        acts.refuse(dossier, by=again(expert), on=TODAY)


def test_journal_and_paper_say_in_whose_place_the_decision_was_taken(head, expert):
    make_substitution(head, expert)

    refused = acts.refuse(make_dossier(S.REFUSAL_PROPOSED), by=again(expert), on=TODAY)
    approved = acts.approve(make_dossier(S.APPROVAL_PROPOSED), by=again(expert), on=TODAY)

    entry = JournalEntry.objects.of(refused).get(act="refuse")
    assert entry.by_name == f"{expert} ({head} yerine)"
    assert entry.details["in_place_of"] == {"person": head.pk, "name": str(head), "duty": "Daire başkanı"}
    assert entry.hash == digest(entry)
    [signature] = issue_refusal(refused).content["signatures"]
    assert signature["title"] == "Daire başkanı V."
    decider = issue_decision(approved).content["decider"]
    assert (decider["name"], decider["title"]) == ("Umut UZMAN", "Daire başkanı V.")
    assert Paper.objects.count() == 2


def test_what_the_own_duty_allows_is_done_in_ones_own_name(head, expert):
    make_substitution(head, expert)

    taken = acts.take_up(make_dossier(S.SUBMITTED), by=again(expert), on=TODAY)

    entry = JournalEntry.objects.of(taken).get(act="take_up")
    assert entry.by_name == str(expert)
    assert entry.details["substituting"] == [f"{head} (Daire başkanı)"]


def test_the_substitute_is_told_and_asked_as_the_absent_would_be(head, expert):
    dossier = make_dossier(S.SUBMITTED, school=make_region_ready(make_school()))
    officer, district = make_user(Role.PROVINCE_OFFICER, province=6), make_user(Role.DISTRICT_OFFICER, username="ilce")
    make_substitution(officer, district)
    make_assignment(dossier, head)
    make_substitution(head, expert)

    assert again(district) in people_around(dossier, ["province"])
    assert list(work_of(again(expert), kept_of(dossier), "ministry", "mine")) == [dossier]


# Naming a substitute


def test_arrange_writes_tells_both_and_stands_in_the_journal(head, expert):
    made = arrange(head.duties.get(), by=head, substitute=expert, document=" 20.11.2026, E-1 ", **days())

    assert (made.person, made.substitute, made.document) == (head, expert, "20.11.2026, E-1")
    assert set(Notice.objects.values_list("user", flat=True)) == {head.pk, expert.pk}
    assert JournalEntry.objects.of(made).get().by == head


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (days(-1, 3), "starts_on"),
        (days(3, 2), "ends_on"),
        ({**days(), "ends_on": date(2100, 1, 1)}, "ends_on"),
    ],
)
def test_arrange_refuses_days_at_their_field(head, expert, values, field):
    Duty.objects.filter(user=head).update(ends_on=date(2099, 12, 31))

    with pytest.raises(Invalid) as refused:
        arrange(head.duties.get(), by=head, substitute=expert, **values)

    assert list(refused.value.faults) == [field]
    assert not Substitution.objects.exists()


def test_nobody_names_oneself_and_the_substitute_stands_where_the_duty_is(head, expert):
    director = make_user(Role.DIRECTOR_GENERAL)
    outsider, own = make_user(Role.PROVINCE_DIRECTOR, province=6), make_user(Role.DEPARTMENT_HEAD)

    for by, substitute in [(own, own), (head, head), (director, outsider)]:
        with pytest.raises(Invalid) as refused:
            arrange(head.duties.get(), by=by, substitute=substitute, **days())
        assert "substitute" in refused.value.faults


def test_a_substitute_has_no_substitute_in_either_order(head, expert):
    third = make_user(Role.EXPERT)
    arrange(head.duties.get(), by=head, substitute=expert, **days(0, 5))

    with pytest.raises(Invalid, match="yerine görev yapıyor"):
        arrange(expert.duties.get(), by=expert, substitute=third, **days(5, 8))
    with pytest.raises(Invalid, match="izinli"):
        arrange(third.duties.get(), by=third, substitute=head, **days(2, 3))
    arrange(expert.duties.get(), by=expert, substitute=third, **days(6, 8))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_duties_that_watch_over_the_system_are_not_lent(role):
    keeper, other = make_user(role), make_user(role)

    with pytest.raises(NotPermitted):
        arrange(keeper.duties.get(), by=make_user(Role.ADMINISTRATOR), substitute=other, **days())


def test_who_may_arrange_for_whom():
    school = make_school(province=6)
    here = {
        Role.PROVINCE_DIRECTOR: make_user(Role.PROVINCE_DIRECTOR, province=6),
        Role.PROVINCE_OFFICER: make_user(Role.PROVINCE_OFFICER, province=6),
        Role.DISTRICT_OFFICER: make_user(Role.DISTRICT_OFFICER),
        Role.PRINCIPAL: make_user(Role.PRINCIPAL, school=school),
        Role.EXPERT: make_user(Role.EXPERT),
        Role.DEPARTMENT_HEAD: make_user(Role.DEPARTMENT_HEAD),
        Role.DIRECTOR_GENERAL: make_user(Role.DIRECTOR_GENERAL),
        Role.ADMINISTRATOR: make_user(Role.ADMINISTRATOR),
        Role.AUDITOR: make_user(Role.AUDITOR),
    }

    def who(duty):
        return {role for role, person in here.items() if may_arrange(person, duty)}

    asked = {
        "expert": make_user(Role.EXPERT), "officer": make_user(Role.PROVINCE_OFFICER, province=6),
        "elsewhere": make_user(Role.PROVINCE_OFFICER, province=34), "principal": make_user(Role.PRINCIPAL, school=school),
    }  # fmt: skip
    heads = {Role.DEPARTMENT_HEAD, Role.DIRECTOR_GENERAL, Role.ADMINISTRATOR}
    assert {name: who(person.duties.get()) for name, person in asked.items()} == {
        "expert": heads,
        "officer": {Role.PROVINCE_DIRECTOR, Role.ADMINISTRATOR},
        "elsewhere": {Role.ADMINISTRATOR},
        "principal": {Role.PROVINCE_DIRECTOR, Role.PROVINCE_OFFICER, Role.ADMINISTRATOR},
    }
    assert here[Role.EXPERT] in candidates(asked["expert"].duties.get(), localdate())


def _is_taken(duty, person, by):
    """Whether the act takes this person; what it wrote is undone."""
    point = transaction.savepoint()
    try:
        arrange(duty, by=by, substitute=person, **days())
    except Invalid:
        return False
    else:
        return True
    finally:
        transaction.savepoint_rollback(point)


def test_candidates_are_exactly_those_whom_the_act_takes():
    school = make_school(province=6)
    principal = make_user(Role.PRINCIPAL, school=school)
    people = [
        make_user(Role.PRINCIPAL, school=school), make_user(Role.PRINCIPAL, school=make_school(province=6)),
        make_user(Role.DISTRICT_OFFICER), make_user(Role.PROVINCE_OFFICER, province=6),
        make_user(Role.PROVINCE_OFFICER, province=34), make_user(Role.EXPERT), make_user(Role.AUDITOR), make_user(None),
    ]  # fmt: skip
    administrator, duty = make_user(Role.ADMINISTRATOR), principal.duties.get()
    taken = {person for person in people if _is_taken(duty, person, administrator)}

    assert taken == set(candidates(duty, localdate())) == {people[0], people[2], people[3]}


# Ending


def test_end_today_takes_the_right_away_at_once_and_keeps_the_days_that_were(head, expert):
    made = make_substitution(head, expert)
    assert again(expert).has_role(Role.DEPARTMENT_HEAD)

    end_substitution(made, by=head, on=localdate(), last_day=localdate() - DAY)

    made.refresh_from_db()
    assert (made.ends_on, made.withdrawn_on) == (localdate() - DAY, None)
    assert not again(expert).has_role(Role.DEPARTMENT_HEAD)


def test_what_has_not_begun_is_withdrawn_and_leaves_room_for_another(head, expert):
    made = arrange(head.duties.get(), by=head, substitute=expert, **days(2, 5))

    made = end_substitution(made, by=expert, on=localdate(), last_day=localdate())

    assert made.withdrawn_on == localdate()
    assert arrange(head.duties.get(), by=head, substitute=make_user(Role.EXPERT), **days(2, 5)).pk != made.pk


def test_end_refuses_strangers_longer_days_days_long_past_and_what_is_over(head, expert):
    made = make_substitution(head, expert, starts_on=localdate() - 5 * DAY)
    today = localdate()

    with pytest.raises(NotPermitted):
        end_substitution(made, by=make_user(Role.EXPERT), on=today, last_day=today)
    for last_day in (made.ends_on + DAY, today - 2 * DAY):
        with pytest.raises(Invalid):
            end_substitution(made, by=head, on=today, last_day=last_day)
    end_substitution(made, by=head, on=today, last_day=today - DAY)
    with pytest.raises(Invalid, match="zaten sona ermiş"):
        end_substitution(made, by=head, on=today, last_day=today - DAY)


def test_who_leaves_substitutes_no_longer(head, expert):
    made = make_substitution(head, expert)

    leave(expert, by=make_user(Role.ADMINISTRATOR), on=localdate(), last_day=localdate() - DAY, reason="Nakil")

    made.refresh_from_db()
    assert made.ends_on == localdate() - DAY
    assert Notice.objects.filter(user=head, text__contains="yeni vekil yazın").exists()


# The last guard


@pytest.mark.django_db(transaction=True)
def test_two_substitutes_named_at_once_are_one(head):
    duty, others = head.duties.get(), [make_user(Role.EXPERT) for _ in range(3)]

    results = at_once(
        *[lambda person=person: arrange(duty, by=head, substitute=person, **days()) for person in others]
    )

    assert len(refusals(results)) == 2
    assert Substitution.objects.count() == 1


def test_the_database_refuses_oneself_a_wrong_holder_and_two_at_a_time(head, expert):
    make_substitution(head, expert)
    duty = head.duties.get()
    wrong = [
        ("by_somebody_else", {"person": head, "substitute": head, "starts_on": date(2030, 1, 1)}),
        ("one_at_a_time", {"person": head, "substitute": make_user(Role.EXPERT)}),
        (
            "of_the_duty_holder",
            {"person": make_user(Role.EXPERT), "substitute": expert, "starts_on": date(2030, 1, 1)},
        ),
        ("ends_after_it_starts", {"person": head, "substitute": expert, "starts_on": date(2031, 1, 1)}),
    ]
    for name, values in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row = {"duty": duty, "starts_on": localdate(), "ends_on": date(2030, 6, 1), **values}
            Substitution.objects.create(**row)
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
