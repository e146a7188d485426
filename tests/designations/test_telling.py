"""Who hears of what: those whose step is next, once, and nobody of another province."""

import pytest
from django.utils.timezone import localdate

from accounts.choices import Role
from designations import acts, papers, tasks
from designations.choices import DossierStatus as S
from tests.factories import (
    TODAY,
    make_designation,
    make_dossier,
    make_province,
    make_region_ready,
    make_school,
    make_user,
)
from workflow.models import Notice

pytestmark = pytest.mark.django_db


def heard(user):
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


@pytest.fixture
def people():
    """One person of each role, those of provinces in the dossier's province or in another one."""
    school = make_region_ready(make_school())
    return school, {
        "expert": make_user(Role.EXPERT),
        "head": make_user(Role.DEPARTMENT_HEAD),
        "officer": make_user(Role.PROVINCE_OFFICER, province=school.province),
        "principal": make_user(Role.PRINCIPAL, school=school),
        "stranger": make_user(Role.PROVINCE_OFFICER, province=make_province(34)),
        "auditor": make_user(Role.AUDITOR),
    }


@pytest.mark.parametrize(
    ("state", "task", "listeners"),
    [
        (S.SUBMITTED, tasks.after_submission, {"expert"}),
        (S.RETURNED, tasks.after_return, {"officer", "principal"}),
        (S.APPROVAL_PROPOSED, tasks.after_proposal, {"head"}),
        (S.APPROVED, tasks.after_approval, {"officer", "principal"}),
        (S.REFUSED, tasks.after_refusal, {"officer", "principal"}),
    ],
)
def test_those_hear_whose_step_is_next_and_whom_it_concerns(people, state, task, listeners):
    school, by_role = people
    dossier = make_dossier(state, school=school)
    Notice.objects.all().delete()

    task(pk=dossier.pk)

    assert {role for role, user in by_role.items() if heard(user)} == listeners
    assert all(school.name in text for role in listeners for text in heard(by_role[role]))


def test_a_task_that_runs_again_tells_nobody_twice(people):
    school, by_role = people
    dossier = make_dossier(S.RETURNED, school=school)
    for _ in range(3):
        tasks.after_return(pk=dossier.pk)

    assert len(heard(by_role["officer"])) == 1


def test_the_second_return_is_told_again(people):
    school, by_role = people
    dossier = make_dossier(S.RETURNED, school=school)
    tasks.after_return(pk=dossier.pk)
    officer = by_role["officer"]
    acts.save_section(dossier, "capacity", by=officer, on=TODAY, text="Sayı düzeltildi.", is_done=True)
    dossier = acts.submit(dossier, by=officer, on=TODAY)
    dossier = acts.take_up(dossier, by=by_role["expert"], on=TODAY)
    dossier = acts.send_back(dossier, by=by_role["expert"], on=TODAY, notes={"capacity": "Yine eksik."})

    tasks.after_return(pk=dossier.pk)

    assert len(heard(officer)) == 2


def test_who_proposed_does_not_hear_that_a_decision_is_awaited(people):
    school, by_role = people
    dossier = make_dossier(S.UNDER_REVIEW, school=school)
    dossier = acts.propose_approval(dossier, by=by_role["head"], on=TODAY, proposal="Uygundur.")

    tasks.after_proposal(pk=dossier.pk)

    assert heard(by_role["head"]) == []


def test_an_announced_revocation_names_its_last_day(people):
    school, by_role = people
    designation = make_designation(school=school)
    designation = acts.announce_revocation(
        designation, by=by_role["expert"], on=localdate(), reason="conditions_lost", note="Pansiyon kapandı."
    )
    tasks.after_announcement(pk=designation.pk)

    assert f"{designation.answer_until:%d.%m.%Y}" in heard(by_role["principal"])[-1]


def test_a_paper_that_got_its_number_is_told_to_the_school_side(people):
    school, by_role = people
    dossier = make_dossier(S.APPROVED, school=school)
    paper = papers.issue_decision(dossier)
    Notice.objects.all().delete()
    acts.number_paper(paper, by=by_role["expert"], on=TODAY, number="E-12345678-10.04-99", dated_on=dossier.decided_on)

    tasks.after_number(pk=paper.pk)
    tasks.after_number(pk=paper.pk)

    assert {role for role, user in by_role.items() if heard(user)} == {"officer", "principal"}
    assert "E-12345678-10.04-99" in heard(by_role["officer"])[0]
    assert len(heard(by_role["officer"])) == 1
