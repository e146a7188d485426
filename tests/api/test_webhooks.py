"""Webhook subscriptions over REST: made, changed, paused, ended by their own program alone, and never into the network."""

import json

import pytest
from django.utils.timezone import now

from tests.api.conftest import Program
from tests.factories import make_province
from workflow.feed.cursors import Position
from workflow.models import Delivery, JournalEntry, Subscription
from workflow.webhooks import acts
from workflow.webhooks.delivering import message
from workflow.webhooks.secrets import unseal

pytestmark = pytest.mark.django_db
URL = "http://127.0.0.1:9/bildirim"  # exempt in the tests; nobody listens
PROBLEM = "application/problem+json"


def call(program, method, path, body=None, **headers):
    return getattr(program.http, method)(
        f"/api/v1{path}",
        json.dumps(body) if body is not None else "",
        content_type="application/json",
        headers={"Authorization": f"Bearer {program.token}", **headers},
    )


def subscribed(program, **body):
    answer = program.post("/webhooks/", {"url": URL, **body})
    assert answer.status_code == 201, answer.content
    return answer.json()


def dead_letter(subscription_id, event="school.updated"):
    written = message(Subscription.objects.get(pk=subscription_id), event, {}, Position(1, 1))
    written.state, written.finished_at, written.next_at = "dead", now(), None
    written.save(force_insert=True)
    return written


def test_the_secret_is_shown_once_and_kept_sealed(program):
    made = subscribed(program, kinds=["school", "dossier"], contact="a@b.gov.tr")

    stored = Subscription.objects.get()
    assert made["secret"].startswith("whsec_")
    assert unseal(stored.secret) == made["secret"]
    assert made["secret"] not in stored.secret
    shown = program.get(f"/webhooks/{made['id']}/").json()
    assert "secret" not in shown
    assert (shown["url"], shown["kinds"], shown["state"]) == (URL, ["dossier", "school"], "active")
    assert made["secret"] not in str(list(JournalEntry.objects.values()))


def test_a_program_sees_its_own_subscriptions_alone(program):
    other = Program()
    made = subscribed(program)

    assert [row["id"] for row in program.get("/webhooks/").json()["results"]] == [made["id"]]
    assert other.get("/webhooks/").json()["results"] == []
    for method, path in [
        ("get", ""), ("patch", ""), ("delete", ""), ("post", "secret/"), ("post", "pause/"), ("post", "resume/"),
        ("post", "test/"), ("post", "resend/"), ("get", "deliveries/"),
    ]:  # fmt: skip
        answer = call(other, method, f"/webhooks/{made['id']}/{path}", {} if method != "get" else None)
        assert answer.status_code == 404, (method, path)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://localhost/", "iç ağdaki"),
        ("https://10.1.2.3/", "iç ağdaki"),
        ("https://169.254.169.254/latest/meta-data/", "iç ağdaki"),
        ("https://[::ffff:127.0.0.1]/", "iç ağdaki"),
        ("https://2130706433/", "iç ağdaki"),
        ("http://ornek.gov.tr/", "https://"),
        ("https://8.8.8.8:8443/", "kapıya"),
        ("https://ad:parola@8.8.8.8/", "parola"),
        ("https://bulunmayan.invalid/", "çözülemedi"),
        ("ornek", "https://"),
    ],
)
def test_an_address_inside_the_network_is_refused_at_its_field(program, url, words):
    answer = program.post("/webhooks/", {"url": url})

    assert answer.status_code == 422
    assert answer["Content-Type"] == PROBLEM
    assert [fault["path"] for fault in answer.json()["faults"]] == ["url"]
    assert words in answer.json()["faults"][0]["message"]
    assert not Subscription.objects.exists()


def test_an_address_cannot_be_moved_into_the_network_either(program):
    made = subscribed(program)

    assert call(program, "patch", f"/webhooks/{made['id']}/", {"url": "https://10.0.0.1/"}).status_code == 422
    assert Subscription.objects.get().url == URL


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        ({}, ["url"]),
        ([], [""]),
        ({"url": URL, "kinds": ["student"]}, ["kinds"]),
        ({"url": 5}, ["url"]),
        ({"url": URL, "secret": "x", "contact": "kim"}, ["secret"]),
        ({"url": URL, "contact": "kim"}, ["contact"]),
        ({"url": "https://ornek.gov.tr/" + "a" * 600}, ["url"]),
        ({"url": URL, "province": 99}, ["province"]),
    ],
)
def test_what_cannot_be_meant_is_named(program, body, paths):
    answer = program.post("/webhooks/", body)

    assert answer.status_code == 400
    assert [fault["path"] for fault in answer.json()["faults"]] == paths


def test_a_program_asks_for_nothing_that_it_may_not_see():
    make_province(34)
    narrow = Program(scopes=["webhooks:read", "webhooks:write", "schools:read"], province=6)

    assert narrow.post("/webhooks/", {"url": URL, "kinds": ["dossier"]}).status_code == 403
    assert narrow.post("/webhooks/", {"url": URL, "province": 34}).json()["faults"][0]["path"] == "province"
    assert narrow.post("/webhooks/", {"url": URL, "province": 6, "kinds": ["school"]}).status_code == 201
    reader = Program(scopes=["webhooks:read"])
    assert reader.get("/webhooks/").status_code == 200
    assert reader.post("/webhooks/", {"url": URL}).status_code == 403


def test_keys_left_out_of_a_change_stay(program):
    made = subscribed(program, kinds=["school"], description="Kayıt sistemi")

    changed = call(program, "patch", f"/webhooks/{made['id']}/", {"kinds": []}).json()

    assert (changed["kinds"], changed["description"], changed["url"]) == ([], "Kayıt sistemi", URL)
    assert call(program, "patch", f"/webhooks/{made['id']}/", {"url": None}).status_code == 400


def test_a_rotated_secret_and_the_old_one_hold_together_for_a_while(program):
    made = subscribed(program)
    path = f"/webhooks/{made['id']}/secret/"

    second = program.post(path, {}).json()
    stored = Subscription.objects.get()
    assert (unseal(stored.secret), unseal(stored.previous_secret)) == (second["secret"], made["secret"])
    third = program.post(path, {}).json()  # the answer before was lost on the way
    stored.refresh_from_db()
    assert (unseal(stored.secret), unseal(stored.previous_secret)) == (third["secret"], made["secret"])
    fourth = program.post(path, {"overlap_hours": 0}).json()
    stored.refresh_from_db()
    assert (unseal(stored.secret), stored.previous_secret, fourth["previous_until"]) == (fourth["secret"], "", None)
    assert program.post(path, {"overlap_hours": 1000}).status_code == 400


def test_paused_resumed_and_removed_each_in_its_state_alone(program):
    made = subscribed(program)
    path = f"/webhooks/{made['id']}/"

    assert program.post(f"{path}resume/", {}).status_code == 409
    assert program.post(f"{path}pause/", {}).json()["state"] == "paused"
    assert program.post(f"{path}pause/", {}).status_code == 409
    assert program.post(f"{path}test/", {}).status_code == 409
    assert program.post(f"{path}resume/", {}).json()["state"] == "active"
    assert call(program, "delete", path).status_code == 204
    assert program.get(path).status_code == 404
    assert call(program, "delete", path).status_code == 404
    stored = Subscription.objects.get()
    assert (stored.state, stored.secret) == ("removed", "")
    acts_done = list(JournalEntry.objects.of(stored).values_list("act", flat=True))
    assert acts_done == ["subscribe", "pause", "resume", "remove"]


def test_the_dead_letter_list_and_sending_again(program):
    made = subscribed(program)
    path = f"/webhooks/{made['id']}/"
    one, two = dead_letter(made["id"]), dead_letter(made["id"])

    listed = program.get(f"{path}deliveries/", state="dead").json()["results"]
    assert {row["id"] for row in listed} == {str(one.pk), str(two.pk)}
    record = program.get(f"{path}deliveries/{one.pk}/").json()
    assert json.loads(record["body"])["id"] == str(one.pk)
    assert record["log"] == []
    assert program.get(path).json()["dead"] == 2
    assert program.post(f"{path}deliveries/{one.pk}/resend/", {}).json() == {"resent": 1}
    assert program.post(f"{path}deliveries/{one.pk}/resend/", {}).json() == {"resent": 0}
    assert program.post(f"{path}resend/", {}).json() == {"resent": 1}
    assert Delivery.objects.filter(state="waiting").count() == 2


def test_sending_again_may_be_repeated_by_its_key(program):
    made = subscribed(program)
    dead_letter(made["id"])
    path = f"/webhooks/{made['id']}/resend/"

    first, again = (call(program, "post", path, {}, **{"Idempotency-Key": "bir"}) for _ in range(2))

    assert first.json() == again.json() == {"resent": 1}
    assert again["Idempotency-Replayed"] == "true"


def test_no_program_has_more_than_twenty(program):
    for _ in range(acts.MOST_SUBSCRIPTIONS):
        subscribed(program)

    answer = program.post("/webhooks/", {"url": URL})

    assert answer.status_code == 422
    assert "en çok 20" in answer.json()["detail"]


def test_lists_ask_the_same_however_long(program, django_assert_max_num_queries):
    made = subscribed(program)
    dead_letter(made["id"])
    program.get("/webhooks/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(path):
        with CaptureQueriesContext(connection) as queries:
            assert program.get(path).status_code == 200
        return len(queries)

    paths = ["/webhooks/", f"/webhooks/{made['id']}/deliveries/"]
    before = [count(path) for path in paths]
    for _ in range(15):
        dead_letter(subscribed(program)["id"])
        dead_letter(made["id"])

    assert [count(path) for path in paths] == before


def test_a_person_has_none_of_these(client):
    from accounts.choices import Role
    from tests.factories import make_user

    client.force_login(make_user(Role.PROVINCE_OFFICER))

    assert client.post("/api/v1/webhooks/", {"url": URL}, content_type="application/json").status_code == 403
    assert client.get("/api/v1/webhooks/").json()["results"] == []


def test_a_change_against_an_old_version_is_refused_and_counters_are_no_change(program):
    made = subscribed(program, contact="a@b.gov.tr")
    path = f"/webhooks/{made['id']}/"
    tag = program.get(path)["ETag"]
    dead_letter(made["id"])

    first = call(program, "patch", path, {"contact": "c@d.gov.tr"}, **{"If-Match": tag})
    late = call(program, "patch", path, {"contact": "e@f.gov.tr"}, **{"If-Match": tag})
    next_one = call(program, "patch", path, {"contact": "e@f.gov.tr"}, **{"If-Match": first["ETag"]})

    assert (first.status_code, late.status_code, next_one.status_code) == (200, 412, 200)
    assert late.json()["current"]["contact"] == "c@d.gov.tr"
