"""Following a specialised school: records and in-service training, by acts; none runs unapproved."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from designations import acts
from designations.choices import ActivityStatus, DesignationType
from designations.dossiers import examine_follow_up
from designations.models import Designation, InServiceActivity
from legislation.rules import Outcome
from tests import factories
from workflow.models import JournalEntry
from workflow.refusals import Invalid, NotPermitted, OutOfState

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)
SOON = TODAY + timedelta(days=30)


@pytest.fixture
def designation():
    made = factories.make_designation()
    Designation.objects.filter(pk=made.pk).update(type=DesignationType.SPECIALISED)
    return Designation.objects.get(pk=made.pk)


@pytest.fixture
def officer(designation):
    return factories.make_user(Role.PROVINCE_OFFICER, province=designation.school.province)


@pytest.fixture
def head():
    return factories.make_user(Role.DEPARTMENT_HEAD)


def plan(designation, by, **values):
    given = {
        "title": "CNC programlama",
        "fields": [factories.make_field("04")],
        "starts_on": SOON,
        "ends_on": SOON + timedelta(days=4),
        "places": 20,
    }
    return acts.plan_activity(designation, by=by, on=TODAY, **(given | values))


def work(designation, by, **values):
    given = {"kind": "material", "title": "Modül", "fields": [factories.make_field("04")], "school_year": 2026}
    return acts.record_work(designation, by=by, on=TODAY, **(given | values))


def outcomes(designation):
    return {f.provision: f.outcome for f in examine_follow_up(designation, 2026, on=TODAY)}


@pytest.mark.provision("okul/5/4")
def test_a_work_counts_for_its_year_and_is_in_the_journal(designation, officer):
    work(designation, officer)

    assert outcomes(designation)["okul/5/4"] == Outcome.MET
    assert JournalEntry.objects.of(designation).last().act == "record_work"


@pytest.mark.provision("okul/5/4")
def test_a_removed_work_no_longer_counts_and_is_not_lost(designation, officer):
    record = work(designation, officer)

    acts.remove_record(record, by=officer, on=TODAY, note="İki kez yazılmış.")

    record.refresh_from_db()
    assert record.removed_on == TODAY
    assert outcomes(designation)["okul/5/4"] == Outcome.UNKNOWN
    with pytest.raises(OutOfState):
        acts.remove_record(record, by=officer, on=TODAY, note="Yeniden.")


@pytest.mark.provision("okul/5/5")
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "counts"),
    [(date(2024, 1, 1), None, True), (date(2024, 1, 1), date(2026, 8, 31), False), (date(2027, 9, 1), None, False)],
)
def test_an_affiliation_counts_in_the_years_of_its_term(designation, officer, starts_on, ends_on, counts):
    acts.record_affiliation(
        designation,
        by=officer,
        on=TODAY,
        kind="university",
        organisation="Örnek Teknik Üniversitesi",
        subject="Mekatronik",
        starts_on=starts_on,
        ends_on=ends_on,
    )

    assert (outcomes(designation)["okul/5/5"] == Outcome.MET) == counts


@pytest.mark.provision("okul/5/6")
def test_training_is_planned_approved_and_held(designation, officer, head):
    activity = plan(designation, officer)
    activity = acts.request_approval(activity, by=officer, on=TODAY)
    activity = acts.approve_activity(activity, by=head, on=TODAY)
    waiting = outcomes(designation)["okul/5/6"]
    activity = acts.record_held(activity, by=officer, on=activity.ends_on, attended=18)

    assert waiting == Outcome.UNKNOWN
    assert activity.status == ActivityStatus.HELD
    assert (activity.approved_by, activity.approved_on) == (head, TODAY)
    assert outcomes(designation)["okul/5/6"] == Outcome.MET


@pytest.mark.provision("okul/5/6")
def test_nothing_runs_unapproved(designation, officer):
    activity = acts.request_approval(plan(designation, officer), by=officer, on=TODAY)

    with pytest.raises(OutOfState):
        acts.record_held(activity, by=officer, on=SOON + timedelta(days=9), attended=3)
    with pytest.raises(IntegrityError, match="inserviceactivity_runs_only_when_approved"), transaction.atomic():
        InServiceActivity.objects.filter(pk=activity.pk).update(status=ActivityStatus.APPROVED)


@pytest.mark.provision("okul/5/6")
def test_a_province_does_not_approve_its_own_training(designation, officer):
    activity = acts.request_approval(plan(designation, officer), by=officer, on=TODAY)

    with pytest.raises(NotPermitted):
        acts.approve_activity(activity, by=officer, on=TODAY)


@pytest.mark.provision("okul/5/6")
def test_training_that_began_is_not_approved_afterwards(designation, officer, head):
    activity = acts.request_approval(plan(designation, officer), by=officer, on=TODAY)

    with pytest.raises(Invalid, match="onaysız başlayan faaliyet onaylanamaz"):
        acts.approve_activity(activity, by=head, on=SOON + timedelta(days=1))


def test_more_teachers_than_places_cannot_attend(designation, officer, head):
    activity = acts.request_approval(plan(designation, officer), by=officer, on=TODAY)
    activity = acts.approve_activity(activity, by=head, on=TODAY)

    with pytest.raises(Invalid) as refusal:
        acts.record_held(activity, by=officer, on=activity.ends_on, attended=21)

    assert list(refusal.value.faults) == ["attended"]


def test_days_in_the_wrong_order_are_refused_at_their_field(designation, officer):
    with pytest.raises(Invalid) as refusal:
        plan(designation, officer, ends_on=SOON - timedelta(days=1))

    assert list(refusal.value.faults) == ["ends_on"]
    assert not InServiceActivity.objects.exists()


def test_only_specialised_schools_are_followed(officer, designation):
    Designation.objects.update(type=DesignationType.REGION)

    with pytest.raises(Invalid, match="ihtisas özellikli"):
        work(designation, officer)


def test_another_province_keeps_no_records_here(designation):
    stranger = factories.make_user(Role.PROVINCE_OFFICER, province=factories.make_province(34))

    with pytest.raises(NotPermitted):
        work(designation, stranger)
    assert not designation.works.exists()


def test_the_page_shows_the_year_and_takes_a_work(client, designation, officer):
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    field = factories.make_field("04")
    designation.school.fields.get_or_create(field=field, programme="AMP")
    address = reverse("designations:follow_up_add", args=[designation.pk, "calisma"])

    wrong = client.post(address, {"kind": "material", "title": "", "school_year": 2026, "fields": [field.pk]})
    answer = client.post(
        address, {"kind": "material", "title": "CNC modülü", "school_year": 2026, "fields": [field.pk]}, follow=True
    )
    page = client.get(reverse("designations:follow_up", args=[designation.pk]), {"yil": 2026})

    assert "title" in wrong.context["form"].errors
    assert answer.redirect_chain[-1][0] == reverse("designations:follow_up", args=[designation.pk])
    assert "CNC modülü" in page.content.decode()


def test_the_page_is_not_shown_to_another_province(client, designation):
    stranger = factories.make_user(Role.PROVINCE_OFFICER, province=factories.make_province(34))
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("designations:follow_up", args=[designation.pk])).status_code == 404
