"""Two editors of a protocol's draft, and of a request that was sent back: nobody's words are lost."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import save_protocol
from protocols.choices import ProtocolStatus
from protocols.models import Protocol
from tests.factories import TODAY, make_protocol, make_province, make_school, make_stakeholder, make_user
from tests.pages.browsing import sent_by
from workflow.models import AccountRequest
from workflow.people.acts import REQUEST, Asked, ask_account
from workflow.people.choices import RequestStatus
from workflow.refusals import Stale

pytestmark = pytest.mark.django_db
LONG = "Şehit Öğretmen Çağrı Işık Organize Sanayi Bölgesi Motorlu Araçlar Teknolojisi Alanı İş Birliği Protokolü"


@pytest.fixture
def editors():
    clients = []
    for first_name in ("Ali", "Ayşe"):
        client = Client()
        client.person = make_user(Role.PROVINCE_OFFICER, province=6, first_name=first_name)
        client.force_login(client.person)
        clients.append(client)
    return clients


@pytest.fixture
def draft():
    return make_protocol(make_school(), status=ProtocolStatus.DRAFT)


def test_parties_with_keys_beyond_a_thousand_stay_ticked(editors):
    far = make_stakeholder(pk=1234567, name="Uzak Sanayi Odası")
    draft = make_protocol(make_school(), status=ProtocolStatus.DRAFT)
    draft.stakeholders.set([far])

    page = editors[0].get(reverse("protocols:edit", args=[draft.pk]))

    assert sent_by(page)["stakeholders"] == ["1234567"]


def sides(response):
    return {one.name: one.by for one in response.context["conflict"].differences}


def test_fields_of_a_draft_merge_and_a_long_title_is_asked(editors, draft):
    (first, second), url = editors, reverse("protocols:edit", args=[draft.pk])
    other = make_stakeholder(name="Yeni Sanayi Odası")
    page = second.get(url)
    parties = [*sent_by(page)["stakeholders"], str(other.pk)]
    first.post(url, sent_by(first.get(url), title="Birincinin konusu", stakeholders=parties))

    offered = second.post(url, sent_by(page, title=LONG, ends_on="2031-01-01"))

    assert sides(offered) == {"title": "both", "stakeholders": "theirs", "ends_on": "mine"}
    text = offered.content.decode()
    assert "Yeni Sanayi Odası" in text
    assert "01.01.2031" in text
    assert second.post(url, sent_by(offered)).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, f"{draft.ends_on}") == (LONG, "2031-01-01")
    assert other in draft.stakeholders.all()


def test_a_third_who_saves_between_is_seen_too(editors, draft):
    (first, second), url = editors, reverse("protocols:edit", args=[draft.pk])
    page = second.get(url)
    first.post(url, sent_by(first.get(url), title="Bir"))
    offered = second.post(url, sent_by(page, title="Benim"))
    first.post(url, sent_by(first.get(url), title="İki"))

    again = second.post(url, sent_by(offered))

    (row,) = again.context["conflict"].rows
    assert (row.was, row.theirs, row.mine) == ("Bir", "İki", "Benim")


def test_a_beginning_of_another_record_is_not_believed(editors, draft):
    (first, second), url = editors, reverse("protocols:edit", args=[draft.pk])
    elsewhere = make_protocol(make_school(), status=ProtocolStatus.DRAFT, title="Başka protokol")
    foreign = sent_by(second.get(reverse("protocols:edit", args=[elsewhere.pk])))["baslangic"]
    page = second.get(url)
    first.post(url, sent_by(first.get(url), title="Bir"))

    offered = second.post(url, sent_by(page, title="Benim", baslangic=foreign))

    assert [row.was for row in offered.context["conflict"].rows] == ["bilinmiyor"]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_a_draft_at_once_one_is_written():
    draft = make_protocol(make_school(), status=ProtocolStatus.DRAFT)
    people, outcomes, start = [make_user(Role.EXPERT) for _ in range(6)], [], threading.Barrier(6)

    def save(person):
        start.wait()
        try:
            save_protocol(draft, by=person, on=TODAY, revision=draft.revision, title=f"{person.pk}")
            outcomes.append("saved")
        except Stale:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["saved", *["stale"] * 5]
    assert Protocol.objects.get().revision == draft.revision + 1


def test_a_request_that_was_mended_and_sent_back_again_meanwhile_is_compared(editors):
    (first, second), keeper = editors, make_user(Role.ADMINISTRATOR)
    record = ask_account(
        make_province(6), by=first.person, on=TODAY,
        asked=Asked("Deniz", "Kaya", "deniz@meb.gov.tr", Role.PROVINCE_OFFICER, TODAY, None, "Yazı"),
    )  # fmt: skip
    REQUEST.acts["send_back"](record, by=keeper, on=TODAY, answer="Gerekçeyi açın.")
    url = reverse("people:mend", args=[record.pk])
    page = second.get(url)
    assert first.post(url, sent_by(first.get(url), reason="Birincinin gerekçesi")).status_code == 302
    late = second.post(url, sent_by(page, reason="İkincinin gerekçesi"))
    assert sides(late) == {"reason": "both"}
    assert "İkincinin gerekçesi" in late.content.decode()
    assert second.post(url, sent_by(late)).status_code == 200  # it is with the ministry now
    REQUEST.acts["send_back"](AccountRequest.objects.get(), by=keeper, on=TODAY, answer="Bir daha.")

    assert second.post(url, sent_by(second.get(url), reason="Son söz")).status_code == 302
    record = AccountRequest.objects.get()
    assert (record.status, record.reason) == (RequestStatus.SUBMITTED, "Son söz")
