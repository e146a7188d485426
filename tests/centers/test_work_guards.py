"""Who may do what with the works of a centre, and what the database holds of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import CENTRE_ROLES, Role
from centers.acts import WORK, plan
from centers.choices import PartnerRole, WorkKind as K, WorkStatus as S
from centers.models import Work, WorkOutput, WorkPartner
from tests.factories import TODAY, make_school, make_user
from tests.factories.centers import make_center
from tests.factories.works import asked_of, coordinator_of, make_work, with_partner
from tests.workflow.people import EVERYBODY, everybody
from workflow.refusals import NotPermitted

pytestmark = pytest.mark.django_db
A = WORK.acts
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def coordinator(center):
    return coordinator_of(center)


MAY = {
    "correct_work": S.PLANNED,
    "start_work": S.PLANNED,
    "finish_work": S.UNDER_WAY,
    "reopen_work": S.FINISHED,
    "drop_work": S.PLANNED,
    "announce_event": S.PLANNED,
    "add_partner": S.PLANNED,
    "drop_partner": S.PLANNED,
    "add_output": S.PLANNED,
    "drop_output": S.PLANNED,
}
KIND = {"announce_event": K.EVENT, "add_partner": K.PROJECT, "drop_partner": K.PROJECT}


@pytest.mark.provision("smm/9/1")
@pytest.mark.parametrize("name", MAY)
def test_coordinators_and_the_principal_keep_works_and_nobody_else(center, name):
    work = make_work(KIND.get(name, K.RESEARCH), MAY[name], center=center)
    people = everybody(center.school)
    people["coordinator"] = make_user(Role.GENERAL_COORDINATOR, school=center.school)
    people["helper"] = make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school)
    people["coordinator_elsewhere"] = make_user(Role.GENERAL_COORDINATOR, school=make_school())

    assert {one for one in people if A[name].open_to(people[one], work)} == {"principal", "coordinator"}


@pytest.mark.provision("smm/9/1")
@pytest.mark.parametrize("name", MAY)
def test_a_development_coordinator_keeps_the_own_works(center, coordinator, name):
    helper = make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school)
    kind, state = KIND.get(name, K.RESEARCH), MAY[name]
    written = (
        make_work(kind, state, center=center, by=helper, responsible=coordinator) if state != S.FINISHED else None
    )
    carried = make_work(kind, state, center=center, by=coordinator, responsible=helper)

    for work in filter(None, (written, carried)):
        assert A[name].open_to(helper, work) == (name != "reopen_work")


def test_every_act_is_asked_of_everybody():
    assert set(MAY) == set(A)
    assert set(WORK.openings) == {f"plan_{kind}" for kind in K}


@pytest.mark.parametrize("kind", K)
def test_a_work_is_opened_by_coordinators_and_the_principal(center, kind):
    people = everybody(center.school)
    coordinators = {role: make_user(role, school=center.school) for role in CENTRE_ROLES}
    opening = WORK.openings[f"plan_{kind}"]

    assert {one for one in EVERYBODY if opening.may(people[one], center)} == {"principal"}
    assert all(opening.may(one, center) for one in coordinators.values())
    with pytest.raises(NotPermitted):
        plan(
            center,
            kind,
            by=people["expert"],
            on=TODAY,
            **asked_of(kind, center, coordinators[Role.GENERAL_COORDINATOR]),
        )


def test_works_are_seen_by_who_sees_the_centre(center, coordinator):
    work = make_work(center=center)
    people = everybody(center.school)
    helper = make_user(Role.DEVELOPMENT_COORDINATOR, school=center.school)
    stranger = coordinator_of(make_center())

    seeing = {one for one in EVERYBODY if Work.objects.visible_to(people[one]).filter(pk=work.pk).exists()}
    assert {"expert", "officer", "district", "principal", "auditor"} <= seeing
    assert not seeing & {"officer_elsewhere", "district_elsewhere", "principal_elsewhere", "nobody", "former_expert"}
    assert Work.objects.visible_to(helper).get() == work
    assert not Work.objects.visible_to(stranger).exists()


@pytest.mark.parametrize(
    ("kind", "values", "constraint"),
    [
        (K.RESEARCH, {"partner_name": "x"}, "work_partner_of_its_kind"),
        (K.COOPERATION, {"partner_name": ""}, "work_partner_of_its_kind"),
        (K.COOPERATION, {"country": "de"}, "work_country_of_its_kind"),
        (K.PROMOTION, {"country": "DE"}, "work_country_of_its_kind"),
        (K.PROJECT, {"programme": ""}, "work_project_of_its_kind"),
        (K.PROJECT, {"ends_on": None}, "work_project_of_its_kind"),
        (K.PROJECT, {"currency": "EUR"}, "work_budget_in_a_currency"),
        (K.PROJECT, {"budget": 1}, "work_budget_in_a_currency"),
        (K.PROJECT, {"budget": -1, "currency": "EUR"}, "work_budget_in_a_currency"),
        (K.RESEARCH, {"budget": 1, "currency": "EUR"}, "work_project_of_its_kind"),
        (K.EVENT, {"place": ""}, "work_event_of_its_kind"),
        (K.PROJECT, {"announced_on": TODAY}, "work_event_of_its_kind"),
        (K.PROMOTION, {"channel": ""}, "work_promotion_of_its_kind"),
        (K.EVENT, {"audience": 3}, "work_promotion_of_its_kind"),
        (K.RESEARCH, {"ends_on": TODAY - DAY}, "work_days_in_order"),
        (K.RESEARCH, {"status": S.FINISHED}, "work_finished_with_a_result"),
        (K.RESEARCH, {"finished_on": TODAY}, "work_finished_with_a_result"),
        (K.RESEARCH, {"status": S.DROPPED}, "work_dropped_with_a_reason"),
    ],
)
def test_the_database_holds_what_each_kind_needs_and_only_it(center, kind, values, constraint):
    work = make_work(kind, center=center)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Work.objects.filter(pk=work.pk).update(**values)


def test_the_database_holds_partners_and_outputs(center):
    work = with_partner(make_work(K.PROJECT, center=center), role=PartnerRole.LEAD)
    partner = {"work": work, "name": "B", "country": "DE", "role": PartnerRole.PARTNER}
    output = {"work": work, "title": "x", "added_on": TODAY, "added_by": work.recorded_by}
    for model, values, constraint in (
        (WorkPartner, {**partner, "role": PartnerRole.LEAD}, "workpartner_one_lead"),
        (WorkPartner, {**partner, "name": "TEKNOSA GmbH"}, "workpartner_once"),
        (WorkPartner, {**partner, "country": "1"}, "workpartner_country_is_a_code"),
        (WorkOutput, output, "workoutput_file_or_address"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**values)
