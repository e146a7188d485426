"""The laboratory: scenarios saved, run without touching a live record, refused where they contradict themselves; drafts weighed."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.choices import Role
from designations import acts
from designations.acts.scenarios import (
    compute,
    drop_scenario,
    is_weighed,
    run_scenario,
    save_scenario,
    stop_scenario,
    weigh_draft,
)
from designations.models import Designation, PolicyVersion, Scenario, Standing, StandingChange
from designations.results import compared, maps_of, types_of
from designations.tasks import run_scenario_job
from schools.models import BoardingNeed, EmploymentYear, FieldSector
from tests.factories import (
    TODAY,
    make_clusters,
    make_designation,
    make_field,
    make_policy,
    make_region_ready,
    make_school,
    make_user,
)
from tests.factories.scenarios import computed, make_scenario, weighed
from tests.factories.standings import checked
from workflow.choices import JobState
from workflow.models import Job, JournalEntry, Notice
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
NARROW = {"growth_margin": "9"}


def test_a_run_finds_losses_by_type_and_province_and_touches_nothing():
    make_policy()
    held = make_designation(school=make_region_ready(make_school()))
    other = make_region_ready(make_school(province=35))
    checked()
    before = list(Standing.objects.order_by("pk").values_list("pk", "verdict", "findings"))

    scenario = computed(make_scenario(values=NARROW))

    assert (scenario.gains, scenario.losses, scenario.as_of) == (0, 2, TODAY)
    found = {change.school_id: change for change in scenario.changes.all()}
    assert (found[held.school_id].is_held, found[other.pk].is_held) == (True, False)
    assert found[other.pk].lacking == ["okul/4/2/c"]
    region = types_of(scenario)[0]
    assert (region["loss"]["schools"], region["held_lost"]) == (2, 1)
    assert maps_of(scenario, "region", "loss")["moved"] == {6: 1, 35: 1}
    assert maps_of(scenario, "", "gain")["moved"] == {}
    assert list(Standing.objects.order_by("pk").values_list("pk", "verdict", "findings")) == before
    assert not StandingChange.objects.exists()
    assert Designation.objects.get() == held


def test_a_lower_threshold_gains_and_tells_room_and_boarding_with_what_is_not_known():
    make_policy(growth_margin=Decimal(9))
    ready, unknown = make_region_ready(make_school()), make_region_ready(make_school())
    BoardingNeed.objects.filter(school=ready).update(girls=3, boys=0)
    checked()
    BoardingNeed.objects.filter(school=unknown).delete()

    scenario = computed(make_scenario(values={"growth_margin": "0.2"}))

    gain = types_of(scenario)[0]["gain"]
    change = scenario.changes.get(school=ready, type="region")
    assert (change.effect, change.girls, change.boys) == ("gain", 3, 0)
    assert gain["schools"] == 2
    assert gain["spare"] == sum(row.spare for row in scenario.changes.filter(type="region"))


def test_a_scenario_of_what_is_in_force_moves_nobody():
    make_policy()
    make_region_ready(make_school())

    scenario = computed(make_scenario())

    assert (scenario.gains, scenario.losses, scenario.changes.count()) == (0, 0, 0)
    assert types_of(scenario)[0]["verdicts"][0] == ("Koşullar sağlanıyor", 1, 1)


def test_run_again_it_finds_the_same_and_nothing_twice():
    make_policy()
    make_region_ready(make_school())
    scenario = computed(make_scenario(values=NARROW))

    again = computed(scenario)

    assert (again.losses, again.changes.count()) == (scenario.losses, 1)


def test_other_statistics_are_tried_without_being_used():
    make_policy()
    make_region_ready(make_school())
    used = EmploymentYear.objects.get()
    other = EmploymentYear.objects.create(year=2020, source="deneme")
    other.rows.create(province_id=6, nace=FieldSector.objects.get().nace, workplaces=1, employees=3)

    scenario = computed(make_scenario(year=other, values={"concentration_min_employment": 3}))

    assert EmploymentYear.objects.get(is_current=True) == used
    assert scenario.result["types"]["region"]["before"]["eligible"] == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"cluster_min_fields": 5}, "cluster_min_fields"),
        ({"concentration_min_stars": 4}, "concentration_min_stars"),
        ({"growth_margin": "-1"}, "growth_margin"),
        ({"growth_margin": "çok"}, "growth_margin"),
        ({"yok": 1}, "yok"),
    ],
)
def test_contradictions_are_refused_at_their_field_and_nothing_is_saved(values, field):
    make_policy()
    make_clusters(Üretim=[make_field("04"), make_field("11")])

    with pytest.raises(Invalid) as refused:
        make_scenario(values=values)

    assert set(refused.value.faults) == {field}
    assert not Scenario.objects.exists()


def test_a_name_is_asked_for_and_given_once():
    make_scenario(name="Büyüme payı")
    for name in ("Büyüme  payı", "  "):
        with pytest.raises(Invalid) as refused:
            make_scenario(name=name)
        assert set(refused.value.faults) == {"name"}


@pytest.mark.parametrize("role", [Role.PROVINCE_DIRECTOR, Role.PRINCIPAL, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_try_nothing(role):
    scenario, draft = make_scenario(), PolicyVersion.objects.create(name="Taslak")
    user = make_user(role, school=make_school())

    with pytest.raises(NotPermitted):
        save_scenario(None, by=user, on=TODAY, name="Deneme")
    for act, record in (
        (run_scenario, scenario),
        (stop_scenario, scenario),
        (drop_scenario, scenario),
        (weigh_draft, draft),
    ):
        with pytest.raises(NotPermitted):
            act(record, by=user, on=TODAY)
    assert Scenario.objects.filter(is_effect=False).count() == 1


def test_the_ministry_runs_it_as_a_job_and_hears_of_it(django_capture_on_commit_callbacks):
    make_policy()
    make_region_ready(make_school())
    expert = make_user(Role.EXPERT)
    scenario = make_scenario(expert, values=NARROW)

    with django_capture_on_commit_callbacks(execute=True):
        run_scenario(scenario, by=expert, on=TODAY)

    scenario.refresh_from_db()
    assert (scenario.losses, scenario.job.state) == (1, JobState.DONE)
    assert Notice.objects.get(user=expert).text == f"{scenario.name}: hesaplandı; 0 kazanan, 1 yitiren."
    assert [entry.act for entry in JournalEntry.objects.of(scenario)] == ["save_scenario", "run_scenario"]
    run_scenario_job(job=str(_again(scenario).pk), scenario=scenario.pk, on=TODAY.isoformat())  # its worker died
    assert scenario.changes.count() == 1


def _again(scenario):
    Job.objects.filter(pk=scenario.job_id).update(state=JobState.QUEUED, finished_at=None)
    return scenario.job


def test_one_run_at_a_time_stopped_and_dropped():
    expert = make_user(Role.EXPERT)
    scenario = run_scenario(make_scenario(expert), by=expert, on=TODAY)
    with pytest.raises(OutOfState, match="zaten hesaplanıyor"):
        run_scenario(scenario, by=expert, on=TODAY)
    stop_scenario(scenario, by=expert, on=TODAY)
    with pytest.raises(OutOfState):
        stop_scenario(scenario, by=expert, on=TODAY)

    drop_scenario(scenario, by=expert, on=TODAY)

    assert not Scenario.objects.exists()


def test_two_side_by_side():
    make_policy()
    make_region_ready(make_school())
    a, b = computed(make_scenario(values=NARROW)), computed(make_scenario())

    found = compared(a, b, TODAY)

    region = found["types"][0]
    assert (region["today"], region["a"], region["b"], region["moved"]) == (1, 0, 1, [0, 1, 0, 0])
    assert [row["label"] for row in found["figures"] if row["differs"]] == ["büyüme payı"]
    assert [row["moved"] for row in found["provinces"]] == [[0, 1, 0, 0]]


def test_a_draft_is_published_only_with_the_effect_of_exactly_its_figures():
    make_policy()
    head = make_user(Role.DEPARTMENT_HEAD)
    draft = PolicyVersion.objects.create(name="Taslak")
    with pytest.raises(Invalid, match="hesaplanmadan yayımlanamaz"):
        acts.publish_policy(draft, by=head, on=TODAY, valid_from=date(2027, 1, 1))
    weighed(draft)
    PolicyVersion.objects.filter(pk=draft.pk).update(growth_margin=Decimal("0.5"))
    draft.refresh_from_db()
    assert not is_weighed(draft)
    with pytest.raises(Invalid, match="hesaplanmadan yayımlanamaz"):
        acts.publish_policy(draft, by=head, on=TODAY, valid_from=date(2027, 1, 1))

    published = acts.publish_policy(weighed(draft), by=head, on=TODAY, valid_from=date(2027, 1, 1))

    assert published.status == "published"


def test_the_administration_may_do_without(settings):
    settings.PUBLISHING_NEEDS_EFFECT = False
    draft = PolicyVersion.objects.create(name="Taslak")

    acts.publish_policy(draft, by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=date(2027, 1, 1))

    assert PolicyVersion.objects.get().status == "published"


def test_a_draft_that_changes_while_it_is_weighed_is_not_weighed():
    draft = PolicyVersion.objects.create(name="Taslak")
    scenario = weigh_draft(draft, by=make_user(Role.EXPERT), on=TODAY)

    def change(*_):
        PolicyVersion.objects.filter(pk=draft.pk).update(growth_margin=Decimal("0.7"))

    compute(scenario.pk, on=TODAY, tell=change)

    assert not is_weighed(PolicyVersion.objects.get(pk=draft.pk))


def test_the_effect_of_a_draft_is_neither_changed_nor_dropped():
    draft = PolicyVersion.objects.create(name="Taslak")
    expert = make_user(Role.EXPERT)
    scenario = weigh_draft(draft, by=expert, on=TODAY)

    with pytest.raises(OutOfState):
        save_scenario(scenario, by=expert, on=TODAY, name="Başka")
    with pytest.raises(OutOfState):
        drop_scenario(scenario, by=expert, on=TODAY)
