"""What changed since a user was here last: once a session, in the user's scope, others' acts only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus as S
from desk.models import LastVisit
from desk.news import TOPICS, news_of, summary_of
from desk.visits import last_here, mark_seen, record_visit
from tests import factories
from workflow.journal import record_act

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
NEWS = reverse("desk:news")
HOUR = timedelta(hours=1)


def been_here(user, *, ago=HOUR):
    """The user was here once, and is here again."""
    record_visit(user, at=now() - ago)
    record_visit(user, at=now() - ago / 2)
    LastVisit.objects.filter(user=user).update(before=now() - ago)


def labels(user, **given):
    return [(entry.label, entry.record_id) for entry in news_of(user, LONG_AGO, **given)]


def test_the_session_before_is_the_last_visit(client):
    user = factories.make_user()

    client.force_login(user)
    first = last_here(user)
    began = LastVisit.objects.get(user=user).began_at
    client.get(reverse("desk:home"))
    client.get(reverse("desk:home"))
    client.force_login(user)

    assert first is None
    assert last_here(user) == began


def test_a_moment_that_is_late_to_be_told_changes_nothing():
    user = factories.make_user()
    record_visit(user, at=LONG_AGO + HOUR)
    record_visit(user, at=LONG_AGO)

    assert last_here(user) is None


def test_news_are_others_acts_in_the_scope():
    mine = factories.make_dossier(S.RETURNED)
    factories.make_dossier(S.RETURNED, school=factories.make_region_ready(factories.make_school(province=35)))
    officer = mine.opened_by

    told = labels(officer)

    assert {key for _, key in told} == {str(mine.pk)}
    assert ("Düzeltme için iade et", str(mine.pk)) in told
    assert "Dosya aç" not in {label for label, _ in told}  # the officer's own
    assert "Bölüm kaydedildi" not in {label for label, _ in told}
    assert len({key for _, key in labels(factories.make_user(Role.AUDITOR))}) == 2


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER, Role.DISTRICT_OFFICER, Role.PRINCIPAL])
def test_each_topic_lists_as_many_as_the_desk_says(client, role):
    school = factories.make_region_ready(factories.make_school())
    designation = factories.make_designation(school=school)
    acts.announce_revocation(designation, by=factories.make_user(), on=TODAY, reason="request", note="Talep.")
    for state in (S.RETURNED, S.REFUSED):
        factories.make_dossier(
            state, school=factories.make_region_ready(factories.make_school(district=school.district))
        )
    policy = factories.make_policy()
    record_act(policy, act="publish_policy", label="Yayımla", by=None, on=TODAY, after="published")
    record_act(school, act="save_spaces", label="Mekânlar kaydedildi", by=None, on=TODAY)
    protocol = factories.make_protocol(school)
    record_act(protocol, act="sign", label="İmzayı kaydet", by=None, on=TODAY, after="signed")
    user = factories.make_user(role, school=school)
    been_here(user)
    client.force_login(user)
    LastVisit.objects.filter(user=user).update(before=LONG_AGO)

    summary = client.get(reverse("desk:home")).context["news"]

    assert {topic["title"] for topic in summary} >= {
        "Kararlar",
        "Belirlemeler ve izleme",
        "Okul kayıtları",
        "Protokoller",
    }
    for topic in summary:
        listed = client.get(f"{topic['url']}&boyut=100")
        assert len(listed.context["lines"]) == topic["count"], topic["title"]
        for line in listed.context["lines"]:
            assert not line["url"] or client.get(line["url"]).status_code == 200
    assert sum(len(labels(user, topic=topic.key)) for topic in TOPICS) == len(labels(user))


def test_somebody_new_is_told_what_will_stand_here(client):
    factories.make_dossier(S.SUBMITTED)
    client.force_login(factories.make_user())

    assert "Bu ilk oturumunuz" in client.get(NEWS).content.decode()
    assert "Bu ilk oturumunuz" in client.get(reverse("desk:home")).content.decode()
    assert len(client.get(NEWS, {"gun": "7"}).context["lines"]) == 2


def test_what_was_seen_is_no_news_and_what_came_after_the_page_is(client):
    user = factories.make_user()
    client.force_login(user)
    been_here(user)
    factories.make_dossier(S.SUBMITTED)
    page = client.get(NEWS)
    factories.make_dossier(S.DRAFT)

    client.post(reverse("desk:see_news"), {"kadar": page.context["until"]})

    assert len(page.context["lines"]) == 2
    assert [line["label"] for line in client.get(NEWS).context["lines"]] == ["Dosya aç"]


@pytest.mark.parametrize("until", ["", "yarın", "2026-13-45", "9999-12-31T00:00:00+00:00", "2026-11-01T00:00"])
def test_a_moment_that_is_none_or_in_the_future_marks_only_until_now(client, until):
    user = factories.make_user()
    client.force_login(user)

    client.post(reverse("desk:see_news"), {"kadar": until})

    assert now() - HOUR < last_here(user) <= now()


def test_seeing_does_not_go_backwards():
    user = factories.make_user()
    mark_seen(user, until=LONG_AGO + HOUR)
    mark_seen(user, until=LONG_AGO)

    assert last_here(user) == LONG_AGO + HOUR


def test_a_long_list_is_cut_and_says_so(client, monkeypatch):
    monkeypatch.setattr("desk.web.news.MOST", 3)
    user = factories.make_user()
    client.force_login(user)
    been_here(user)
    factories.make_dossier(S.APPROVAL_PROPOSED)

    answer = client.get(NEWS)

    assert (len(answer.context["lines"]), answer.context["is_cut"]) == (3, True)
    assert "en yeni 3 işlem" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.PROVINCE_OFFICER])
def test_news_ask_as_much_for_thirty_as_for_one(role):
    user = factories.make_user(role)
    dossier = factories.make_dossier(S.SUBMITTED)

    def asked():
        with CaptureQueriesContext(connection) as found:
            summary_of(user, LONG_AGO)
            list(news_of(user, LONG_AGO)[:500])
        return len(found)

    asked()
    one = asked()
    for _ in range(30):
        record_act(dossier, act="recall", label="Geri al", by=None, on=TODAY, after="under_review")
    assert asked() == one == 2
