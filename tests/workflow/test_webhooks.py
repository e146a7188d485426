"""Webhooks from the change to the receiver: signed, in order, tried again, given up, sent again, through real sockets."""

import hashlib
import hmac
import json
import threading
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils.timezone import now

from accounts.choices import Role
from schools.models import School
from tests.api.conftest import Program
from tests.api.test_feed import wait
from tests.factories import make_province, make_school, make_stakeholder, make_user
from tests.workflow.receiving import receiver
from workflow import tasks
from workflow.feed.keeping import begin_anew
from workflow.models import Change, Delivery, DeliveryAttempt, Notice, Subscription
from workflow.webhooks import acts, delivering

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 10, 1)


@pytest.fixture
def here():
    with receiver() as running:
        yield running


@pytest.fixture(autouse=True)
def _three_attempts(settings):
    settings.WEBHOOK_RETRY_SECONDS = [60, 60]


def subscribe(program, here, **values):
    settle()
    return acts.subscribe(program.user, by=program.user, on=TODAY, url=here.url, **values)


def settle():
    assert wait(lambda: not Change.objects.exclude(pk__in=Change.objects.settled()).exists())


def run():
    """What the worker does every few seconds, when the time of what waits has come."""
    settle()
    Delivery.objects.filter(state="waiting").update(next_at=now())
    tasks.deliver_webhooks()


def test_a_change_arrives_signed_with_what_the_feed_tells(here):
    program = Program()
    subscription, secret = subscribe(program, here)
    school = make_school(code="112267")
    run()

    ((headers, body),) = here.received
    said = json.loads(body)
    stamp, signed = (part.split("=", 1)[1] for part in headers["Signature"].split(","))
    assert hmac.new(secret.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest() == signed
    assert abs(int(stamp) - now().timestamp()) < 60
    assert (said["event"], headers["Webhook-Event"]) == ("school.created", "school.created")
    assert said["id"] == headers["Webhook-Id"] == str(Delivery.objects.get().pk)
    assert said["subscription"] == str(subscription.pk)
    change = said["change"]
    assert (change["code"], change["href"], change["id"]) == ("112267", "/api/v1/schools/112267/", str(school.pk))
    assert program.get("/changes/", cursor=change["cursor"]).json()["items"] == []
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.attempts) == ("delivered", 200, 1)
    assert (DeliveryAttempt.objects.get().excerpt, DeliveryAttempt.objects.get().status) == ("tamam", 200)


def test_what_was_before_the_subscription_is_not_told(here):
    make_school()
    subscribe(Program(), here)
    run()

    assert here.received == []


def test_each_subscription_hears_what_it_may_and_asked_for(here):
    ankara, country = Program(province=6), Program()
    make_province(34)
    with receiver() as elsewhere:
        subscribe(ankara, here)
        subscribe(country, elsewhere, kinds=["stakeholder"])
        inside, _, stakeholder = make_school(province=6), make_school(province=34), make_stakeholder()
        run()

        assert [body["change"]["code"] for body in here.bodies] == [inside.code, None]
        assert [body["change"]["id"] for body in elsewhere.bodies] == [str(stakeholder.pk)]


def test_messages_arrive_in_the_order_of_the_changes(here):
    subscribe(Program(), here)
    keys = [str(make_stakeholder().pk) for _ in range(12)]
    here.answers = [500, 200]
    run()
    run()

    assert [body["change"]["id"] for body in here.bodies] == [keys[0], *keys]


def test_a_message_is_tried_again_under_its_key_and_then_given_up(here):
    subscribe(Program(), here)
    first, second = make_stakeholder(), make_stakeholder()
    here.answers = [500, 503, 404, 200]
    for _ in range(4):
        run()

    dead, sent = Delivery.objects.order_by("change")
    assert (dead.state, dead.attempts, dead.status) == ("dead", 3, 404)
    assert (sent.state, sent.attempts) == ("delivered", 1)
    assert len({headers["Webhook-Id"] for headers, _ in here.received[:3]}) == 1
    assert [headers["Webhook-Attempt"] for headers, _ in here.received] == ["1", "2", "3", "1"]
    assert len({body for _, body in here.received[:3]}) == 1
    assert [a.fault for a in dead.log.all()][-1] == "Alıcı 404 yanıtı verdi; 2xx beklenir."
    assert {first.pk, second.pk} == {int(body["change"]["id"]) for body in here.bodies}


def test_what_was_given_up_is_sent_again_before_the_rest_and_once(here, settings):
    settings.WEBHOOK_RETRY_SECONDS = [60] * 5
    subscription, _ = subscribe(Program(), here)
    make_stakeholder()
    here.answers = [500] * 6 + [500, 200]
    for _ in range(6):
        run()
    assert Delivery.objects.get().state == "dead"

    again = acts.resend(subscription, Delivery.objects.all(), by=subscription.owner, on=TODAY)
    run()
    run()
    refused_again = Delivery.objects.get().state
    acts.resend(subscription, Delivery.objects.all(), by=subscription.owner, on=TODAY)
    run()

    assert (again, refused_again) == (1, "dead")
    assert Delivery.objects.get().state == "delivered"


def test_later_attempts_wait_longer(here, settings):
    settings.WEBHOOK_RETRY_SECONDS = [100, 1000]
    subscribe(Program(), here)
    make_stakeholder()
    here.answers = [500]
    run()
    first = (Delivery.objects.get().next_at - now()).total_seconds()
    tasks.deliver_webhooks()
    assert len(here.received) == 1
    run()
    second = (Delivery.objects.get().next_at - now()).total_seconds()

    assert 75 < first < 121
    assert 790 < second < 1201


def test_both_secrets_sign_while_one_takes_the_others_place(here):
    subscription, old = subscribe(Program(), here)
    new = acts.rotate_secret(subscription, by=subscription.owner, on=TODAY)
    make_stakeholder()
    run()
    Subscription.objects.update(previous_until=now() - timedelta(seconds=1))
    make_stakeholder()
    run()

    (headers, body), (later, _) = here.received
    stamp, *signed = (part.split("=", 1)[1] for part in headers["Signature"].split(","))
    expected = [hmac.new(s.encode(), f"{stamp}.{body}".encode(), hashlib.sha256).hexdigest() for s in (new, old)]
    assert signed == expected
    assert later["Signature"].count("v1=") == 1


def test_paused_it_is_silent_and_resumed_it_hears_what_it_missed(here):
    subscription, _ = subscribe(Program(), here)
    acts.pause(subscription, by=subscription.owner, on=TODAY)
    stakeholder = make_stakeholder()
    run()
    silent = list(here.received)
    acts.resume(subscription, by=subscription.owner, on=TODAY)
    run()

    assert silent == []
    assert [body["change"]["id"] for body in here.bodies] == [str(stakeholder.pk)]


def test_after_days_of_failing_it_is_paused_and_people_are_told_once(here):
    keeper = make_user(Role.ADMINISTRATOR)
    subscribe(Program(), here, contact="nobetci@ornek.gov.tr")
    make_stakeholder()
    make_stakeholder()
    here.answers = [500]
    run()
    early = Subscription.objects.get().state
    Subscription.objects.update(failing_since=now() - timedelta(days=3, minutes=1))
    run()
    run()

    found = Subscription.objects.get()
    assert early == "active"
    assert (found.state, found.paused_why) == ("paused", "Alıcıya 3 gündür ulaşılamıyor.")
    assert Notice.objects.get(user=keeper).text.startswith("Webhook aboneliği durduruldu")
    assert [m.to for m in mail.outbox] == [["nobetci@ornek.gov.tr"]]
    assert len(here.received) == 2


def test_one_taken_message_ends_the_count_of_days(here):
    subscribe(Program(), here)
    make_stakeholder()
    here.answers = [500, 200]
    run()
    failing = Subscription.objects.get().failing_since
    run()

    assert failing is not None
    assert Subscription.objects.get().failing_since is None


def test_who_answers_gone_is_left_alone_at_once(here):
    subscribe(Program(), here)
    make_stakeholder()
    here.answers = [410]
    run()

    assert Subscription.objects.get().state == "paused"


def test_who_fell_behind_what_is_kept_is_told_so_first(here):
    subscribe(Program(), here)
    begin_anew()
    make_stakeholder()
    run()

    assert here.events == ["feed.missed", "stakeholder.created"]
    assert Subscription.objects.get().missed_at


def test_an_account_that_is_switched_off_hears_nothing(here):
    program = Program()
    subscribe(program, here)
    type(program.user).objects.filter(pk=program.user.pk).update(is_active=False)
    make_stakeholder()
    run()

    assert here.received == []


def test_a_duty_that_ended_takes_its_schools_along(here):
    program = Program(province=6)
    subscribe(program, here)
    program.user.duties.update(ends_on=date(2025, 1, 1))
    make_school(province=6)
    run()

    assert here.received == []


def test_while_one_worker_sends_another_does_not(here):  # noqa: PLR0915 - two workers, step by step
    """And no transaction is open meanwhile: the feed goes on."""
    subscribe(Program(), here)
    make_stakeholder()
    reached, go_on = threading.Event(), threading.Event()

    def slow(handler):
        reached.set()
        go_on.wait(20)
        handler.send_response(200)
        handler.end_headers()

    here.answers = [slow, 200]

    def work():
        run()
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert reached.wait(20)
    stakeholder = make_stakeholder()
    settle()
    feed_went_on = Change.objects.settled().filter(record=str(stakeholder.pk)).exists()
    run()
    meanwhile = len(here.received)
    go_on.set()
    worker.join(20)
    run()

    assert feed_went_on
    assert meanwhile == 1
    assert len(here.received) == 2


def test_a_worker_that_died_leaves_its_message_to_the_next(here):
    subscription, _ = subscribe(Program(), here)
    make_stakeholder()
    settle()
    token = "7d3c1d5e-9d5b-4f5d-9a45-5a1a4cb2f0aa"
    assert delivering._lease(subscription.pk, token, free=True)
    key = delivering._next(subscription.pk, token).pk  # written down; then the worker is killed

    run()
    assert here.received == []
    Subscription.objects.update(leased_until=now() - timedelta(seconds=1))
    run()

    assert [body["id"] for body in here.bodies] == [str(key)]


def test_a_rolled_back_change_is_told_to_nobody(here):
    subscribe(Program(), here)
    with pytest.raises(RuntimeError), transaction.atomic():
        make_stakeholder()
        raise RuntimeError
    run()

    assert here.received == []


def test_one_dead_receiver_does_not_hold_up_the_others(here):
    with receiver() as gone:
        subscribe(Program(), gone)
    subscribe(Program(), here)
    make_stakeholder()
    run()

    assert here.events == ["stakeholder.created"]
    assert Delivery.objects.get(state="waiting").log.get().fault == "Bağlantı reddedildi."


def test_a_test_message_is_sent(here):
    subscription, _ = subscribe(Program(), here)
    acts.test(subscription, by=subscription.owner, on=TODAY)
    run()

    assert here.events == ["webhook.test"]


def test_nothing_is_due_where_nothing_changed(here):
    subscribe(Program(), here)
    make_stakeholder()
    run()

    assert delivering.due() == []


def test_changes_of_others_are_passed_and_not_read_again(here):
    subscribe(Program(province=6), here, kinds=["school"])
    make_province(34)
    make_school(province=34)
    run()

    assert delivering.due() == []
    assert School.objects.count() == 1
    assert here.received == []


def test_messages_are_kept_for_their_time(here):
    subscribe(Program(), here)
    make_stakeholder()
    run()
    kept = delivering.forget_old()
    Delivery.objects.update(finished_at=now() - timedelta(days=31))

    assert kept == 0
    assert delivering.forget_old() > 0
    assert not Delivery.objects.exists()


def test_what_was_taken_was_delivered_though_its_subscription_went_meanwhile(here):
    program = Program()
    subscription, _ = subscribe(program, here)

    def goes_and_answers(handler):
        acts.remove(subscription, by=program.user, on=TODAY)
        handler.send_response(204)
        handler.end_headers()

    here.answers = [goes_and_answers]
    make_school()
    run()

    assert Delivery.objects.get().state == "delivered"
    assert Subscription.objects.get().state == "removed"
