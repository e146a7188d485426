"""The criteria as versions: published by who may, never overlapping, kept in the journal, served over REST and in the admin."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.choices import Role
from tests.factories import TODAY, make_school, make_user
from tests.factories.transfers import make_component, make_criteria, make_criteria_draft
from tests.workflow.people import DECIDERS, everybody
from transfers.acts import CRITERIA, publish_criteria
from transfers.models import CriteriaComponent, TransferCriteria
from workflow.models import JournalEntry
from workflow.refusals import Invalid

pytestmark = [pytest.mark.django_db, pytest.mark.provision("okul/8/2")]
FROM = date(2026, 9, 1)


@pytest.fixture
def head():
    return make_user(Role.DEPARTMENT_HEAD)


def test_a_new_version_ends_the_one_before_it(head):
    before, draft = make_criteria(), make_criteria_draft(name="Yeni")

    publish_criteria(draft, by=head, on=TODAY, valid_from=FROM)

    before.refresh_from_db()
    assert before.valid_until == date(2026, 8, 31)
    assert TransferCriteria.objects.in_force(FROM) == draft
    entry = JournalEntry.objects.of(draft).get()
    assert (entry.act, entry.details["components"][0]) == ("publish_criteria", ["grade_9", "100.000", "1.000", 2])


@pytest.mark.parametrize(
    ("change", "days", "field"),
    [
        ({"weight": 0}, {}, None),
        ({"tie_rank": None}, {}, None),
        ({}, {"valid_from": date(2024, 2, 14)}, "valid_from"),
        ({}, {"valid_until": date(2026, 8, 31)}, "valid_until"),
    ],
)
def test_what_cannot_be_put_in_force_is_refused_in_words(head, change, days, field):
    draft = make_criteria_draft()
    if "weight" in change:
        draft.components.update(weight=0)
    elif change:
        draft.components.filter(key="grade_10").update(**change)

    with pytest.raises(Invalid) as refusal:
        publish_criteria(draft, by=head, on=TODAY, **{"valid_from": FROM, **days})

    assert (field in refusal.value.faults) if field else str(refusal.value)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_only_deciders_publish():
    draft, people = make_criteria_draft(), everybody(make_school())
    able = {name for name, person in people.items() if CRITERIA.acts["publish_criteria"].open_to(person, draft)}

    assert able == DECIDERS


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"key": "Grade 9"}, "criteriacomponent_key_is_plain"),
        ({"maximum": 0}, "criteriacomponent_figures_in_bounds"),
        ({"weight": -1}, "criteriacomponent_figures_in_bounds"),
        ({"tie_rank": 0}, "criteriacomponent_tie_rank_from_one"),
        ({"key": "grade_10"}, "criteriacomponent_key_once"),
        ({"tie_rank": 1}, "criteriacomponent_tie_rank_once"),
    ],
)
def test_the_database_holds_the_figures(values, name):
    draft = make_criteria_draft()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make_component(draft, **{"key": "other", **values})


def test_publishing_is_the_same_through_admin_and_api(head):
    draft = make_criteria_draft()
    client = Client()
    client.force_login(head)
    address = f"/api/v1/transfer-criteria/{draft.pk}/acts/publish_criteria/"

    refused = client.post(address, {"valid_from": "2024-02-01"}, content_type="application/json")
    done = client.post(address, {"valid_from": "2026-09-01"}, content_type="application/json")

    assert (refused.status_code, done.status_code, done.json()["status"]) == (422, 200, "published")
    other = make_criteria_draft(name="Öbürü")
    page = client.get(f"/yonetim/transfers/transfercriteria/{other.pk}/change/").content.decode()
    assert "Yayımla" in page
    assert "Yönerge ölçütlerin belirlenmesini Genel Müdürlüğe bırakır" in page


def test_the_page_compares_a_draft_with_what_is_in_force(head):
    make_criteria()
    draft = make_criteria_draft(name="Yeni", most_preferences=7)
    CriteriaComponent.objects.filter(version=draft, key="grade_9").update(weight=Decimal("0.5"))
    client = Client()
    client.force_login(head)

    page = client.get(f"/yonetim/transfers/transfercriteria/{draft.pk}/change/").content.decode()

    assert "ağırlık 0.5" in page or "ağırlık 0,5" in page
