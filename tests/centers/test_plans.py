"""Yearly plans: opened, taken over, written part by part, sent along the chain, and what was realised of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.choices import Role
from centers.acts import PLAN, prepare_plan
from centers.choices import CenterStatus, ChainStatus as S
from centers.models import IndicatorValue, PlanIndicator, PlanTarget, YearlyPlan
from centers.rules.plans import share_of
from tests.centers.racing import together
from tests.factories import TODAY, make_field, make_user
from tests.factories.center_plans import (
    ACTIVITY,
    INDICATOR,
    YEAR,
    finish_activity,
    make_guide,
    make_plan,
    realise,
    write_parts,
)
from tests.factories.centers import make_center, people_of_chain
from workflow.refusals import Invalid, OutOfState

pytestmark = [pytest.mark.django_db, pytest.mark.provision("smm/5/4")]
A = PLAN.acts
DAY = timedelta(days=1)


@pytest.fixture
def center():
    return make_center()


@pytest.fixture
def people(center):
    return people_of_chain(center)


def test_a_plan_travels_the_chain_and_reaches_the_directorate(center, people):
    plan = make_plan(S.RECEIVED, center=center, people=people)

    assert (plan.status, plan.handed_in_on, plan.year) == (S.RECEIVED, TODAY, YEAR)


@pytest.mark.parametrize(
    ("removed", "said"),
    [("indicator", "göstergesi yok"), ("activity", "yöntemi"), ("target", "hedefi yok"), ("aim", "en az bir amaç")],
)
def test_a_plan_that_lacks_something_is_refused_before_it_is_sent(center, people, removed, said):
    plan = make_plan(center=center, people=people)
    row = {"indicator": plan.indicators, "activity": plan.activities, "target": plan.targets, "aim": plan.aims}[
        removed
    ].get()
    A["remove_part"](plan, by=people["writer"], on=TODAY, **{removed: row})

    with pytest.raises(Invalid, match=said):
        A["hand_in"](plan, by=people["writer"], on=TODAY)
    assert YearlyPlan.objects.get().status == S.DRAFT


def test_the_database_lets_no_target_without_an_indicator_leave_the_centre(center, people):
    plan = make_plan(center=center, people=people)
    PlanTarget.objects.create(plan=plan, aim=plan.aims.get(), title="Göstergesiz")

    with pytest.raises(IntegrityError, match="yearlyplan_sent_with_indicators"), transaction.atomic():
        YearlyPlan.objects.filter(pk=plan.pk).update(status=S.AT_SCHOOL)


def test_a_year_has_one_plan_of_a_centre(center, people):
    plan = make_plan(center=center, people=people)
    with pytest.raises(Invalid, match="bu yıl için bir planı var"):
        prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR)
    with pytest.raises(IntegrityError, match="yearlyplan_one_a_year"), transaction.atomic():
        YearlyPlan.objects.create(center=center, year=YEAR)

    A["drop_plan"](plan, by=people["writer"], on=TODAY, reason="Yeniden hazırlanacak.")

    assert prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR).pk != plan.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_the_plan_at_once_one_is_told(transactional_db):
    center = make_center()
    people = people_of_chain(center)

    answers = together(
        *(
            lambda who=who: prepare_plan(center, by=people[who], on=TODAY, year=YEAR)
            for who in ("writer", "coordinator")
        )
    )

    assert sorted(answers)[1] == "done"
    assert "planı var" in min(answers)
    assert YearlyPlan.objects.count() == 1


@pytest.mark.parametrize(("year", "said"), [(2023, "2024"), (YEAR + 2, "arasında")])
def test_a_plan_is_of_a_year_at_hand(center, people, year, said):
    with pytest.raises(Invalid) as refused:
        prepare_plan(center, by=people["writer"], on=TODAY, year=year)
    assert said in refused.value.faults["year"]


def test_a_closed_centre_plans_nothing():
    center = make_center(CenterStatus.CLOSED)

    with pytest.raises(Invalid, match="Faaliyette olmayan"):
        prepare_plan(center, by=make_user(Role.PRINCIPAL, school=center.school), on=TODAY, year=YEAR)


def test_a_plan_is_taken_over_from_the_last_with_what_was_realised_as_baseline(center, people):
    last = make_plan(S.RECEIVED, center=center, people=people)
    realise(last, Decimal(90), by=people["writer"])
    finish_activity(last, by=people["writer"])

    made = prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR + 1, clone_last=True)

    one = made.indicators.get()
    assert (one.baseline, one.target_value, one.realised, one.share) == (90, 120, None, None)
    assert (made.aims.get().title, made.targets.get().aim) == (last.aims.get().title, made.aims.get())
    activity = made.activities.get()
    assert (activity.first_day, activity.outcome, activity.done_on) == (date(YEAR + 1, 3, 1), "", None)
    assert made.cloned_from == last
    assert last.indicators.get().realised == 90


def test_without_a_last_plan_nothing_is_taken_over(center, people):
    with pytest.raises(Invalid, match="planı yok"):
        prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR, clone_last=True)
    assert not YearlyPlan.objects.exists()


@pytest.mark.provision("smm/11/3")
def test_a_plan_uses_the_guide_of_its_year_and_a_taken_over_one_finds_the_new_guides_indicators(center, people):
    old = make_guide(valid_from=date(YEAR, 1, 1), codes=("G1", "G2"))
    last = prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR)
    last = write_parts(last, people["writer"], of_guide=old.indicators.get(code="G1"), name="")
    assert (last.guide, last.indicators.get().name) == (old, "Eğitim alan öğretmen (G1)")

    new = make_guide(valid_from=date(YEAR + 1, 1, 1), codes=("G1",))
    made = prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR + 1, clone_last=True)

    assert (made.guide, made.indicators.get().of_guide) == (new, new.indicators.get())


@pytest.mark.provision("smm/11/3")
def test_an_indicator_of_another_guide_or_given_twice_is_refused(center, people):
    guide = make_guide(valid_from=date(YEAR, 1, 1))
    plan = write_parts(
        prepare_plan(center, by=people["writer"], on=TODAY, year=YEAR),
        people["writer"],
        of_guide=guide.indicators.get(),
    )
    other = make_guide(valid_from=date(YEAR + 1, 1, 1))
    asked = {"by": people["writer"], "on": TODAY, "target": plan.targets.get(), **INDICATOR}

    with pytest.raises(Invalid, match="zaten var"):
        A["write_indicator"](plan, of_guide=guide.indicators.get(), **asked)
    with pytest.raises(Invalid, match="kılavuzunda yok"):
        A["write_indicator"](plan, of_guide=other.indicators.get(), **asked)
    A["write_indicator"](plan, of_guide=guide.indicators.get(), field=make_field(), **asked)


@pytest.mark.provision("smm/11/3")
def test_what_the_guide_asks_of_every_plan_must_be_there(center, people):
    guide = make_guide(status="draft", codes=("G1", "G2"))
    guide.indicators.filter(code="G2").update(is_required=True)
    from centers.acts import GUIDE

    guide = GUIDE.acts["publish_guide"](
        guide, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=date(YEAR, 1, 1)
    )
    plan = make_plan(center=center, people=people)

    with pytest.raises(Invalid, match="G2"):
        A["hand_in"](plan, by=people["writer"], on=TODAY)


@pytest.mark.parametrize(
    ("act", "values", "field"),
    [
        ("write_indicator", {**INDICATOR, "kind": "percentage", "target_value": Decimal(120)}, "target_value"),
        ("write_indicator", {**INDICATOR, "name": " "}, "name"),
        ("write_activity", {**ACTIVITY, "method": " "}, "method"),
        ("write_activity", {**ACTIVITY, "last_day": date(YEAR + 1, 1, 5)}, "last_day"),
        ("write_activity", {**ACTIVITY, "last_day": date(YEAR, 2, 1)}, "last_day"),
    ],
)
def test_bad_parts_are_refused_at_their_field(center, people, act, values, field):
    plan = make_plan(center=center, people=people)

    with pytest.raises(Invalid) as refused:
        A[act](plan, by=people["writer"], on=TODAY, target=plan.targets.get(), **values)

    assert field in refused.value.faults
    assert (plan.indicators.count(), plan.activities.count()) == (1, 1)


def test_a_row_of_another_plan_is_not_written(center, people):
    plan, other = make_plan(center=center, people=people), make_plan()

    with pytest.raises(Invalid, match="planda yok"):
        A["write_target"](plan, by=people["writer"], on=TODAY, aim=other.aims.get(), title="x")


@pytest.mark.provision("smm/11/2")
def test_values_are_written_through_the_year_and_the_newest_stands(center, people):
    plan = make_plan(S.RECEIVED, center=center, people=people)
    for day, value in ((TODAY - 30 * DAY, 40), (TODAY, 70), (TODAY - 60 * DAY, 10)):
        A["record_value"](
            plan, by=people["writer"], on=TODAY, indicator=plan.indicators.get(), value=Decimal(value), measured_on=day,
            evidence="Liste",
        )  # fmt: skip

    one = plan.indicators.get()
    assert (one.realised, one.realised_on, one.share) == (70, TODAY, 50)
    assert plan.values.count() == 3


@pytest.mark.provision("smm/11/2")
def test_nothing_is_realised_without_a_plan_that_was_sent(center, people):
    plan = make_plan(center=center, people=people)
    with pytest.raises(OutOfState):
        realise(plan, by=people["writer"])
    with pytest.raises(IntegrityError, match="indicatorvalue_of_a_sent_plan"), transaction.atomic():
        IndicatorValue.objects.create(
            plan=plan,
            indicator=plan.indicators.get(),
            value=1,
            measured_on=TODAY,
            evidence="x",
            written_by=people["writer"],
        )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"measured_on": TODAY + DAY}, "measured_on"),
        ({"measured_on": date(YEAR - 1, 12, 31)}, "measured_on"),
        ({"value": Decimal(-1)}, "value"),
        ({"evidence": " "}, "evidence"),
    ],
)
def test_bad_values_are_refused_at_their_field(center, people, values, field):
    plan = make_plan(S.RECEIVED, center=center, people=people)
    asked = {
        "indicator": plan.indicators.get(),
        "value": Decimal(5),
        "measured_on": TODAY,
        "evidence": "Liste",
        **values,
    }

    with pytest.raises(Invalid) as refused:
        A["record_value"](plan, by=people["writer"], on=TODAY, **asked)

    assert field in refused.value.faults
    assert not plan.values.exists()


def test_a_sent_plan_is_not_rewritten(center, people):
    plan = make_plan(S.AT_SCHOOL, center=center, people=people)

    with pytest.raises(OutOfState):
        A["write_aim"](plan, by=people["writer"], on=TODAY, title="Başka")


@pytest.mark.provision("smm/5/3")
def test_a_return_names_parts_and_is_answered_before_the_plan_goes_again(center, people):
    plan = make_plan(S.RETURNED, center=center, people=people)

    with pytest.raises(Invalid, match="Amaçlar"):
        A["hand_in"](plan, by=people["writer"], on=TODAY)


CASES = [
    ("up", None, 120, 60), ("up", 20, 120, 70), ("up", 20, 120, 10), ("down", 40, 10, 25), ("down", None, 10, 40),
    ("up", 100, 100, 50), ("down", 0, 0, 5), ("up", 0, 0, 0), ("up", 5, 0, -3), ("down", 3, 10, 12),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_database_reckons_the_share_as_the_rule_does(center, people, case):
    direction, baseline, target, realised = case
    plan = make_plan(center=center, people=people)
    PlanIndicator.objects.filter(plan=plan).update(
        kind="ratio", direction=direction, baseline=baseline, target_value=target, realised=realised, realised_on=TODAY
    )

    given = {name: None if value is None else Decimal(value) for name, value in
             {"baseline": baseline, "target": target, "realised": realised}.items()}  # fmt: skip
    expected = share_of(direction=direction, **given)
    assert plan.indicators.get().share == pytest.approx(expected)
