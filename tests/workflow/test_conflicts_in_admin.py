"""Two people of the ministry at one admin form: the second sees field by field what the first saved, rows of inlines too."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from designations.models import ClusterVersion, PolicyVersion
from protocols.choices import ProtocolStatus
from schools.models import Field, StandardsVersion
from tests.factories import make_field, make_protocol, make_school, make_user
from tests.pages.browsing import sent_by
from workflow.models import Subscription

pytestmark = pytest.mark.django_db


@pytest.fixture
def editors(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    clients = []
    for first_name in ("Ali", "Ayşe"):
        client = Client()
        client.person = make_user(Role.EXPERT, first_name=first_name)
        client.force_login(client.person)
        clients.append(client)
    return clients


def page_of(record):
    return reverse(f"admin:{record._meta.label_lower.replace('.', '_')}_change", args=[record.pk])


def told(response):
    return {(one.row, one.label): (one.by, one.was, one.theirs, one.mine) for one in response.context["conflict"].differences}  # fmt: skip


def test_fields_of_a_draft_version_are_merged_and_the_conflict_is_asked(editors):
    (first, second), draft = editors, PolicyVersion.objects.create(name="2027 taslağı")
    url = page_of(draft)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), growth_margin="0.30", concentration_min_stars=3))

    offered = second.post(url, sent_by(page, growth_margin="0.25", name="2027 taslağı (ikinci)"))

    assert {one.name: one.by for one in offered.context["conflict"].differences} == {
        "name": "mine", "growth_margin": "both", "concentration_min_stars": "theirs",
    }  # fmt: skip
    assert str(first.person) in offered.content.decode()
    draft.refresh_from_db()
    assert draft.name == "2027 taslağı"
    assert second.post(url, sent_by(offered, **{"secim-growth_margin": "theirs"})).status_code == 302
    draft.refresh_from_db()
    assert float(draft.growth_margin) == 0.3
    assert (draft.name, draft.concentration_min_stars) == ("2027 taslağı (ikinci)", 3)


def test_rows_of_an_inline_are_merged(editors):
    (first, second), draft = editors, StandardsVersion.objects.create(name="Ek taslağı")
    row = draft.rows.create(code="kitaplik", name="Kitaplık", minimum=1, types=["in_sector"])
    gone = draft.rows.create(code="depo", name="Depo", minimum=1, types=["in_sector"])
    url = page_of(draft)
    page = second.get(url)
    lead = "rows-0-" if sent_by(page)["rows-0-id"] == [str(row.pk)] else "rows-1-"
    other = "rows-1-" if lead == "rows-0-" else "rows-0-"
    first.post(url, sent_by(first.get(url), **{f"{lead}minimum": 5, f"{other}DELETE": "on"}))

    offered = second.post(url, sent_by(page, **{f"{lead}minimum": 9, f"{lead}unit": "adet"}))

    found = {label: by for (_, label), (by, *_) in told(offered).items()}
    assert found["Bütün satır"] == "theirs"
    assert sorted(found.values()) == ["both", "mine", "theirs"]
    (asked,) = offered.context["conflict"].rows
    assert second.post(url, sent_by(offered, **{asked.choice: "mine"})).status_code == 302
    row.refresh_from_db()
    assert (row.minimum, row.unit) == (9, "adet")
    assert not draft.rows.filter(pk=gone.pk).exists()


def test_boxes_of_a_cluster_are_compared_as_a_whole(editors):
    (first, second), draft = editors, ClusterVersion.objects.create(name="Taslak kümeler")
    fields = [make_field("04"), make_field("11"), make_field("23")]
    draft.clusters.create(name="Üretim").fields.set(fields[:1])
    url = page_of(draft)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), **{"clusters-0-fields": [str(f.pk) for f in fields[:2]]}))

    offered = second.post(url, sent_by(page, **{"clusters-0-fields": [str(fields[2].pk)]}))

    ((by, was, theirs, mine),) = told(offered).values()
    assert by == "both"
    assert {was, mine} == {fields[0].name, fields[2].name}
    assert fields[1].name in theirs
    second.post(url, sent_by(offered, **{"secim-clusters-0-fields": "theirs"}))
    assert set(draft.clusters.get().fields.all()) == set(fields[:2])


def test_nothing_is_asked_where_nobody_was_quicker_or_both_came_to_the_same(editors):
    (first, second), field = editors, make_field("04", name="Elektrik")
    url = page_of(field)
    page = second.get(url)
    first.post(url, sent_by(first.get(url), name="Elektrik-Elektronik"))

    assert second.post(url, sent_by(page, name="Elektrik-Elektronik")).status_code == 302
    assert Field.objects.get(pk=field.pk).name == "Elektrik-Elektronik"


def test_a_protocol_is_not_written_in_the_admin_beside_its_acts(editors):
    (first, _), protocol = editors, make_protocol(make_school(), status=ProtocolStatus.DRAFT, title="Taslak konusu")

    assert "baslangic" not in first.get(page_of(protocol)).content.decode()
    assert first.post(page_of(protocol), {"title": "Yönetimde yazılan konu"}).status_code == 403
    protocol.refresh_from_db()
    assert protocol.title == "Taslak konusu"


@pytest.mark.django_db(transaction=True)
def test_of_two_admin_forms_sent_at_the_same_moment_one_is_offered_again(editors):
    draft, start, answers = PolicyVersion.objects.create(name="Taslak"), threading.Barrier(2), []
    url = page_of(draft)
    pages = [client.get(url) for client in editors]

    def send(client, page, name):
        start.wait()
        answers.append(client.post(url, sent_by(page, name=name)))
        connection.close()

    threads = [
        threading.Thread(target=send, args=[client, page, f"Ad {at}"])
        for at, (client, page) in enumerate(zip(editors, pages, strict=True))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    offered = next(answer for answer in answers if answer.status_code == 200)
    (row,) = offered.context["conflict"].rows
    assert {row.theirs, row.mine} == {"Ad 0", "Ad 1"}
    draft.refresh_from_db()
    assert draft.name == row.theirs
    assert draft.revision == 1


def test_the_standing_of_an_institution_is_compared(editors):
    (first, second), school = editors, make_school()
    url = reverse("admin:schools_school_act", args=[school.pk, "govern_school"])
    page = second.get(url)
    first.post(url, sent_by(first.get(url), is_private="true"))

    offered = second.post(url, sent_by(page, attached_to_gd="false"))

    assert {one.name: one.by for one in offered.context["conflict"].differences} == {
        "is_private": "theirs", "attached_to_gd": "mine",
    }  # fmt: skip
    assert second.post(url, sent_by(offered)).status_code == 302
    school.refresh_from_db()
    assert (school.is_private, school.attached_to_gd) == (True, False)


def test_a_webhook_subscription_is_compared(settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client, keeper = Client(), make_user(Role.ADMINISTRATOR)
    client.force_login(keeper)
    subscription = Subscription.objects.create(
        owner=make_user(Role.CLIENT), url="https://alici.example.org/", secret="", era=0, xact=0, change=0
    )
    url = reverse("admin:workflow_subscription_act", args=[subscription.pk, "duzenle"])
    page = client.get(url)
    client.post(url, sent_by(client.get(url), contact="a@b.gov.tr"))

    offered = client.post(url, sent_by(page, contact="c@d.gov.tr", description="Deneme"))

    assert {one.name: one.by for one in offered.context["conflict"].differences} == {"contact": "both", "description": "mine"}  # fmt: skip
    assert client.post(url, sent_by(offered, **{"secim-contact": "theirs"})).status_code == 302
    subscription.refresh_from_db()
    assert (subscription.contact, subscription.description) == ("a@b.gov.tr", "Deneme")


def test_what_was_typed_into_a_draft_that_was_published_meanwhile_is_shown(editors):
    client, draft = editors[0], StandardsVersion.objects.create(name="Ek taslağı")
    draft.rows.create(code="kitaplik", name="Kitaplık", minimum=1, types=["in_sector"])
    url = page_of(draft)
    sent = sent_by(client.get(url), note="Uzun uzun yazılmış açıklama", **{"rows-0-minimum": 7})
    StandardsVersion.objects.update(status="published", valid_from="2026-01-01")

    answer = client.post(url, sent)

    assert answer.status_code == 409
    assert answer.context["typed"] == [("Açıklama", "Uzun uzun yazılmış açıklama"), ("Asgari", "7")]
    assert "değiştirilemez duruma geçti" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.note == ""


def test_who_may_not_edit_at_all_is_refused_as_ever(editors):
    draft = PolicyVersion.objects.create(name="Taslak")
    url, auditor = page_of(draft), Client()
    sent = sent_by(editors[0].get(url), name="Başka")
    auditor.force_login(make_user(Role.AUDITOR))

    assert auditor.post(url, sent).status_code == 403
