"""Whoever wrote a draft of figures leaves publishing it to somebody else, through each door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pghistory
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from designations import acts
from designations.models import ClusterVersion, PolicyVersion
from schools.acts.standards import publish_standards
from schools.models import StandardsVersion
from tests.factories import TODAY, make_field, make_policy, make_user
from tests.factories.scenarios import weighed
from workflow.refusals import Invalid
from workflow.versions import OWN_DRAFT

pytestmark = pytest.mark.django_db
FROM = date(2027, 1, 1)


def written_by(user, make):
    """A draft as the person wrote it at a page."""
    with pghistory.context(user=user.pk, url="/yonetim/"):
        return make()


def policy():
    return PolicyVersion.objects.create(name="2027 değerleri")


def clusters():
    version = ClusterVersion.objects.create(name="2027 kümeleri")
    version.clusters.create(name="Metal").fields.add(make_field("04"))
    return version


def standards():
    version = StandardsVersion.objects.create(name="2027 Ek")
    version.rows.create(code="derslik", name="Derslik", minimum=Decimal(1), unit="adet", types=["region"])
    return version


KINDS = [(policy, acts.publish_policy), (clusters, acts.publish_clusters), (standards, publish_standards)]


@pytest.mark.parametrize(("make", "publish"), KINDS)
def test_another_person_publishes(make, publish):
    make_policy()
    writer, other = make_user(Role.DEPARTMENT_HEAD), make_user(Role.DIRECTOR_GENERAL)
    draft = weighed(written_by(writer, make))

    with pytest.raises(Invalid, match="bir başka yetkili yayımlar"):
        publish(draft, by=writer, on=TODAY, valid_from=FROM)
    draft.refresh_from_db()
    assert draft.status == "draft"

    assert publish(draft, by=other, on=TODAY, valid_from=FROM).status == "published"


def test_who_changed_one_row_of_it_wrote_it_too():
    make_policy()
    writer, changer = make_user(Role.EXPERT), make_user(Role.DEPARTMENT_HEAD)
    draft = written_by(writer, clusters)
    written_by(changer, lambda: draft.clusters.create(name="Ahşap"))

    with pytest.raises(Invalid, match="bir başka yetkili"):
        acts.publish_clusters(weighed(draft), by=changer, on=TODAY, valid_from=FROM)


def test_what_nobody_wrote_anybody_entitled_publishes():
    make_policy()

    published = acts.publish_policy(weighed(policy()), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=FROM)

    assert published.status == "published"


def test_an_administration_with_one_head_does_without(settings):
    settings.PUBLISHING_NEEDS_TWO = False
    make_policy()
    head = make_user(Role.DEPARTMENT_HEAD)

    draft = weighed(written_by(head, policy))

    assert acts.publish_policy(draft, by=head, on=TODAY, valid_from=FROM).status == "published"


def test_the_page_tells_its_writer_and_refuses_him(client):
    make_policy()
    writer, other = make_user(Role.DEPARTMENT_HEAD), make_user(Role.DEPARTMENT_HEAD)
    draft = weighed(written_by(writer, policy), localdate())
    page = reverse("admin:designations_policyversion_change", args=[draft.pk])
    address = f"/api/v1/policies/{draft.pk}/acts/publish_policy/"
    given = {"valid_from": "2027-01-01", "valid_until": None}

    client.force_login(writer)
    assert OWN_DRAFT in client.get(page).content.decode()
    refused = client.post(address, given, content_type="application/json")
    assert refused.status_code == 422, refused.content
    assert refused.json()["detail"] == OWN_DRAFT

    second = Client()
    second.force_login(other)
    assert OWN_DRAFT not in second.get(page).content.decode()
    assert second.post(address, given, content_type="application/json").status_code == 200
