"""The daily digest: over a real SMTP server, on working days, only when there is something, at most once a day."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings as project
from django.db import IntegrityError, connections, transaction

from accounts.choices import Role
from designations.choices import DossierStatus as S
from desk.choices import DigestState
from desk.digests import MOST_ATTEMPTS, send_due
from desk.models import Digest
from tests import factories
from tests.desk.mailbox import Mailbox
from tests.workflow.test_errands import wait_for, worker
from workflow.choices import NoticeChannel, NoticeKind
from workflow.models import Notice
from workflow.notices import choose, tell

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 9.00 in Ankara
DAY = timedelta(days=1)


@pytest.fixture
def mailbox(settings):
    with Mailbox() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
        settings.SITE_URL = "https://okul.example"
        yield server
        server.released.set()
        server.shutdown()


def somebody(role=Role.EXPERT, **values):
    number = Notice.objects.count()
    return factories.make_user(role, **{"email": f"kisi{number}@ornek.gov.tr", **values})


def told(user, text="İncelenecek dosya: Işık MTAL", kind=NoticeKind.TO_DO, at=MONDAY - timedelta(hours=1), **values):
    tell([user], text, "/dosyalar/1/", kind=kind, **values)
    notice = Notice.objects.filter(user=user).latest("pk")
    Notice.objects.filter(pk=notice.pk).update(created_at=at)
    return notice


def test_a_digest_says_in_text_and_html_what_happened_and_what_waits(mailbox):
    user = somebody(first_name="Gülşen", last_name="Işıkçıoğlu")
    factories.make_dossier(S.SUBMITTED)
    notice = told(user)
    told(user, "Ayşe Işık sizden söz etti", NoticeKind.MENTION)
    choose(user, {NoticeKind.MENTION: NoticeChannel.DIGEST})

    assert send_due(MONDAY) == Counter(sent=1)

    [mail] = mailbox.taken
    text, html = (mail.get_body([kind]).get_content() for kind in ("plain", "html"))
    assert mail["To"] == user.email
    assert mail["Subject"].strip() == "Okul Belirleme günlük özeti, 23.11.2026: 2 yeni bildirim"
    assert mail["List-Unsubscribe"] == "<https://okul.example/bildirimler/tercihler/>"
    assert mail["Auto-Submitted"] == "auto-generated"
    for body in (text, html):
        assert "Işık MTAL" in body
        assert f"https://okul.example/bildirimler/{notice.pk}/" in body
        assert "https://okul.example/isler/incelemeye-alma/" in body
        assert "https://okul.example/bildirimler/tercihler/" in body
        assert "Gülşen" not in body
        assert "Ayşe" not in body  # what may name people is told by its kind alone
    assert "style=" not in html
    assert "src=" not in html


def test_a_digest_leaves_once_a_day_however_often_the_task_runs(mailbox):
    user = somebody()
    told(user)

    first, second = send_due(MONDAY), send_due(MONDAY + timedelta(minutes=10))
    told(user, "Sonra olan", at=MONDAY + timedelta(hours=1))
    third, next_day = send_due(MONDAY + timedelta(hours=2)), send_due(MONDAY + DAY)

    assert (first, second, third, next_day) == (Counter(sent=1), Counter(), Counter(), Counter(sent=1))
    last = mailbox.taken[-1].get_body(["plain"]).get_content()
    assert "Sonra olan" in last
    assert "Işık MTAL" not in last  # told yesterday


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        (datetime(2026, 11, 22, 9, tzinfo=UTC), "a Sunday"),
        (datetime(2026, 10, 29, 9, tzinfo=UTC), "Cumhuriyet Bayramı"),
        (datetime(2026, 11, 23, 4, 59, tzinfo=UTC), "7.59 in Ankara"),
        (datetime(2026, 11, 24, 9, tzinfo=UTC), "a day off of the administration"),
    ],
)
def test_no_digest_outside_working_days_and_hours(mailbox, moment, why):
    factories.make_day_off(date(2026, 11, 24))
    told(somebody(), at=moment - timedelta(hours=1))

    assert send_due(moment) == Counter(), why


def test_nobody_gets_a_digest_of_nothing(mailbox):
    without_mail, without_news, without_duty, read, off = (
        somebody(email=""), somebody(email="b@ornek.gov.tr"), somebody(None, email="c@ornek.gov.tr"),
        somebody(email="d@ornek.gov.tr"), somebody(email="e@ornek.gov.tr"),
    )  # fmt: skip
    for user in (without_mail, without_duty, read, off):
        told(user)
    Notice.objects.filter(user=read).update(read_at=MONDAY)
    choose(off, {NoticeKind.TO_DO: NoticeChannel.APP})

    assert send_due(MONDAY) == Counter()
    assert not Digest.objects.exists()
    assert without_news.notices.count() == 0


def test_a_refused_address_is_tried_again_and_harms_nobody_else(mailbox):
    wrong, right = somebody(email="yok@ornek.gov.tr"), somebody(email="var@ornek.gov.tr")
    for user in (wrong, right):
        told(user)
    mailbox.refused.add(wrong.email)

    assert send_due(MONDAY) == Counter(failed=1, sent=1)
    refused = Digest.objects.get(user=wrong)
    assert refused.fault == "SMTPRecipientsRefused: 550"
    mailbox.refused.clear()
    assert send_due(MONDAY + timedelta(minutes=10)) == Counter(sent=1)
    assert [mail["To"] for mail in mailbox.taken] == [right.email, wrong.email]


def test_a_refused_address_is_not_tried_for_ever(mailbox):
    user = somebody(email="yok@ornek.gov.tr")
    told(user)
    mailbox.refused.add(user.email)

    tallies = [send_due(MONDAY + timedelta(minutes=10 * run)) for run in range(MOST_ATTEMPTS + 2)]

    assert tallies == [Counter(failed=1)] * MOST_ATTEMPTS + [Counter()] * 2


def test_a_server_that_is_down_costs_no_attempt(mailbox, settings):
    told(somebody())
    settings.EMAIL_PORT = 1  # nobody listens there

    assert send_due(MONDAY) == Counter()
    assert not Digest.objects.exists()
    settings.EMAIL_PORT = mailbox.port
    assert send_due(MONDAY) == Counter(sent=1)


def test_what_may_have_arrived_is_not_sent_again_today_but_told_tomorrow(mailbox):
    first, second = somebody(email="bir@ornek.gov.tr"), somebody(email="iki@ornek.gov.tr")
    for user in (first, second):
        told(user)
    mailbox.hangs_up = True
    assert send_due(MONDAY) == Counter(uncertain=2)
    mailbox.hangs_up = False

    assert send_due(MONDAY + timedelta(hours=1)) == Counter()
    assert send_due(MONDAY + DAY) == Counter(sent=2)
    assert len(mailbox.taken) == 4


def test_an_address_that_breaks_headers_is_refused_not_sent(mailbox):
    told(somebody(email="a@ornek.gov.tr\nBcc: herkes@ornek.gov.tr"))

    assert send_due(MONDAY) == Counter(failed=1)
    assert mailbox.taken == []


def test_the_database_knows_one_digest_for_a_user_and_a_day():
    user = somebody()
    Digest.objects.create(user=user, day=MONDAY.date(), until=MONDAY, claimed_at=MONDAY)

    with pytest.raises(IntegrityError, match="digest_once_for_a_user_and_day"), transaction.atomic():
        Digest.objects.create(user=user, day=MONDAY.date(), until=MONDAY, claimed_at=MONDAY)


def test_a_long_digest_is_cut_and_says_so(mailbox):
    user = somebody()
    for number in range(40):
        told(user, f"Olay {number}")

    send_due(MONDAY)

    text = mailbox.taken[0].get_body(["plain"]).get_content()
    assert "10 bildirim daha var: https://okul.example/bildirimler/" in text


@pytest.mark.django_db(transaction=True)
def test_of_runs_at_the_same_time_one_sends(mailbox):
    for number in range(5):
        told(somebody(email=f"k{number}@ornek.gov.tr"))
    tallies = []

    def run():
        try:
            tallies.append(send_due(MONDAY))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(tallies, Counter()) == Counter(sent=5)
    assert sorted(mail["To"] for mail in mailbox.taken) == [f"k{number}@ornek.gov.tr" for number in range(5)]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_while_it_sends_sends_no_second_one_that_day(mailbox, tmp_path, monkeypatch):
    told(somebody())
    monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{mailbox.port}")
    mailbox.silent.set()
    with worker(tmp_path) as (process, environment):
        run_task(environment, MONDAY)
        assert mailbox.arrived.wait(60)
        os.killpg(process.pid, signal.SIGKILL)
    assert Digest.objects.get().state == DigestState.SENDING
    mailbox.silent.clear()
    mailbox.released.set()

    with worker(tmp_path) as (_, environment):
        run_task(environment, MONDAY + timedelta(hours=1))
        assert wait_for(lambda: Digest.objects.get().state == DigestState.UNCERTAIN)
        run_task(environment, MONDAY + DAY)
        assert wait_for(lambda: Digest.objects.filter(state=DigestState.SENT).count())

    assert len(mailbox.taken) == 1
    assert [digest.state for digest in Digest.objects.order_by("day")] == [DigestState.UNCERTAIN, DigestState.SENT]


def run_task(environment, at):
    """Put the task into the worker's queue, as beat does."""
    code = f"import django; django.setup(); from desk.tasks import send_digests as s; s.delay(at='{at.isoformat()}')"
    subprocess.run([sys.executable, "-c", code], env=environment, cwd=project.BASE_DIR, check=True)
