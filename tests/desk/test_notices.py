"""Notices: read and unread, by kind, and each user's own choice of the way."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from tests import factories
from workflow.choices import ALWAYS_TOLD, NoticeChannel, NoticeKind, usual_channel
from workflow.models import Notice, NoticePreference
from workflow.notices import channels_of, choose, tell

pytestmark = pytest.mark.django_db
PREFERENCES = reverse("desk:notice_preferences")
USUAL = {kind.value: usual_channel(kind).value for kind in NoticeKind}


@pytest.fixture
def user(client):
    user = factories.make_user(Role.PROVINCE_OFFICER, email="il@ornek.gov.tr")
    client.force_login(user)
    return user


def test_notices_are_found_by_kind_and_by_whether_they_are_read(client, user):
    tell([user], "İade edildi", "/dosyalar/1/", kind=NoticeKind.RETURNED)
    tell([user], "Belge çıktı", "/dosyalar/2/", kind=NoticeKind.PAPER)
    tell([factories.make_user()], "Başkasının", kind=NoticeKind.PAPER)
    Notice.objects.filter(text="Belge çıktı").update(read_at="2026-11-01T00:00Z")

    def shown(**asked):
        return [notice.text for notice in client.get(reverse("desk:notices"), asked).context["page_obj"]]

    assert shown() == ["Belge çıktı", "İade edildi"]
    assert shown(tur="paper") == ["Belge çıktı"]
    assert shown(durum="okunmamis") == ["İade edildi"]
    assert shown(durum="okunmus", tur="returned") == []
    assert shown(tur="yok") == shown()


def test_following_a_notice_reads_it_and_leads_to_its_record(client, user):
    tell([user], "İade edildi", "/dosyalar/1/")
    notice = Notice.objects.get()

    answer = client.get(reverse("desk:open_notice", args=[notice.pk]))

    assert answer.url == "/dosyalar/1/"
    notice.refresh_from_db()
    assert notice.read_at


@pytest.mark.parametrize("url", ["https://kotu.example/", "//kotu.example/", "/\\kotu.example", "javascript:1", ""])
def test_a_notice_leads_nowhere_outside(client, user, url):
    tell([user], "Bir şey oldu", url)

    answer = client.get(reverse("desk:open_notice", args=[Notice.objects.get().pk]))

    assert answer.url == reverse("desk:notices")


def test_another_s_notice_is_not_there(client, user):
    tell([factories.make_user()], "Başkasının", "/")
    key = Notice.objects.get().pk

    assert client.get(reverse("desk:open_notice", args=[key])).status_code == 404
    client.post(reverse("desk:read_notices"), {"bildirim": key})
    assert Notice.objects.unread().count() == 1


def test_one_or_all_that_are_shown_are_marked_as_read(client, user):
    for kind in (NoticeKind.PAPER, NoticeKind.PAPER, NoticeKind.JOB):
        tell([user], kind.label, kind=kind)
    first = Notice.objects.filter(kind=NoticeKind.PAPER)[0]

    client.post(reverse("desk:read_notices"), {"bildirim": first.pk})
    assert Notice.objects.unread().count() == 2
    client.post(f"{reverse('desk:read_notices')}?tur=paper")
    assert Notice.objects.unread().get().kind == NoticeKind.JOB
    client.post(reverse("desk:read_notices"), {"bildirim": "x"})
    assert Notice.objects.unread().count() == 1


def test_choices_are_kept_and_shown_again(client, user):
    answer = client.post(PREFERENCES, {**USUAL, "paper": "none", "job": "digest"})

    assert answer.status_code == 302
    channels = channels_of(user)
    assert (channels[NoticeKind.PAPER], channels[NoticeKind.JOB]) == (NoticeChannel.NONE, NoticeChannel.DIGEST)
    assert client.get(PREFERENCES).context["form"]["paper"].value() == "none"


@pytest.mark.parametrize("kind", sorted(ALWAYS_TOLD))
def test_what_everybody_is_told_cannot_be_turned_off(client, user, kind):
    answer = client.post(PREFERENCES, {**USUAL, kind: "none"})

    assert answer.status_code == 200
    assert answer.context["form"].errors == {kind: ["Bu seçenek bu tür için yoktur."]}
    with pytest.raises(IntegrityError, match="noticepreference_some_are_always_told"), transaction.atomic():
        choose(user, {kind: NoticeChannel.NONE})


def test_who_does_not_want_a_kind_is_not_told_of_it(user):
    other = factories.make_user()
    NoticePreference.objects.create(user=user, kind=NoticeKind.PAPER, channel=NoticeChannel.NONE)

    tell([user, other], "Belge çıktı", kind=NoticeKind.PAPER)
    tell([user], "İade", kind=NoticeKind.RETURNED)

    assert sorted(Notice.objects.values_list("user", "text")) == sorted([(other.pk, "Belge çıktı"), (user.pk, "İade")])


def test_a_button_takes_everything_out_of_the_mail(client, user):
    client.post(PREFERENCES, {"e-posta-yok": "1"})

    assert NoticeChannel.DIGEST not in channels_of(user).values()
    assert "E-posta özetini kapat" not in client.get(PREFERENCES).content.decode()


def test_who_has_no_address_is_told_so(client):
    client.force_login(factories.make_user(email=""))

    assert "E-posta adresiniz kayıtlı değil" in client.get(PREFERENCES).content.decode()


def test_the_list_asks_as_much_for_thirty_notices_as_for_one(client, user, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(30) as found:
            client.get(reverse("desk:notices"))
        return len(found)

    tell([user], "Bir")
    asked()
    one = asked()
    for number in range(30):
        tell([user], f"Olay {number}", "/dosyalar/1/")
    assert asked() == one
