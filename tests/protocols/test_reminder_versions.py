"""The days of reminding as versions: published by head or director general, one in force, the term that "expires" follows."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.choices import Role
from protocols.acts import REMINDERS, publish_reminders
from protocols.dossiers import reminders_on, standing_of
from protocols.models import ReminderVersion
from protocols.rules.reminders import Reminders
from tests.factories import TODAY, make_school, make_user
from tests.factories.protocols import make_signed
from tests.factories.reminders import make_reminder_version, publish_reminder_version
from tests.workflow.people import DECIDERS, everybody
from workflow.refusals import Invalid

pytestmark = pytest.mark.django_db


def test_without_a_version_the_usual_days_hold():
    assert reminders_on(TODAY) == Reminders((90, 60, 30), (90, 60, 30))


def test_a_version_holds_from_its_day_and_the_one_before_ends():
    old = publish_reminder_version(before_end=[60])
    head = make_user(Role.DEPARTMENT_HEAD)
    new = make_reminder_version(before_end=[30, 200], before_duty=[7])
    publish_reminders(new, by=head, on=TODAY, valid_from=TODAY + timedelta(10))

    assert reminders_on(TODAY).before_end == (60,)
    assert reminders_on(TODAY + timedelta(10)) == Reminders((200, 30), (7,))
    assert ReminderVersion.objects.get(pk=old.pk).valid_until == TODAY + timedelta(9)


def test_a_protocol_expires_from_the_first_day_of_reminding():
    protocol = make_signed(ends_on=TODAY + timedelta(100))
    assert standing_of(protocol, TODAY, reminders_on(TODAY)) == ("in_force", "Yürürlükte")

    publish_reminder_version(before_end=[100])

    assert standing_of(protocol, TODAY, reminders_on(TODAY)) == ("expiring", "Süresi doluyor")


def test_days_in_no_order_are_refused():
    with pytest.raises(Invalid) as refused:
        publish_reminders(
            make_reminder_version(), by=make_user(Role.DEPARTMENT_HEAD), on=TODAY, valid_from=TODAY,
            valid_until=TODAY - timedelta(1),
        )  # fmt: skip

    assert "valid_until" in refused.value.faults


def test_it_is_published_by_these_only():
    draft, people = make_reminder_version(), everybody(make_school())

    assert {
        name for name, person in people.items() if REMINDERS.acts["publish_reminders"].open_to(person, draft)
    } == DECIDERS


@pytest.mark.parametrize("values", [{"before_end": []}, {"before_duty": []}])
def test_the_database_wants_days(values):
    with pytest.raises(IntegrityError, match="reminderversion_reminds"), transaction.atomic():
        make_reminder_version(**values)


def test_it_is_drafted_and_published_in_the_admin(client):
    head = make_user(Role.DEPARTMENT_HEAD)
    client.force_login(head)
    add = reverse("admin:protocols_reminderversion_add")
    fields = {"name": "2027", "before_end": "120,30", "before_duty": "14", "source": "", "note": ""}

    wrong = [
        client.post(add, {**fields, "before_end": days}).content.decode() for days in ("0", "90;60", "1," * 11 + "1")
    ]
    client.post(add, fields)
    draft = ReminderVersion.objects.get()
    page = reverse("admin:protocols_reminderversion_act", args=[draft.pk, "publish_reminders"])
    client.post(page, {"valid_from": "2026-12-01"})

    said = ("Günler 1 ile 730 arasında olabilir.", "Gün sayılarını virgülle ayırın.", "En çok 10 gün yazılabilir.")
    assert all(sentence in page for sentence, page in zip(said, wrong, strict=True))
    assert reminders_on(date(2026, 12, 1)) == Reminders((120, 30), (14,))
    shown = client.get(reverse("admin:protocols_reminderversion_change", args=[draft.pk])).content.decode()
    assert "idari usul" in shown


def test_the_admin_writes_nothing_of_a_protocol_beside_its_acts(client):
    protocol = make_signed()
    client.force_login(make_user(Role.EXPERT))
    address = reverse("admin:protocols_protocol_change", args=[protocol.pk])

    shown = client.get(address).content.decode()

    assert reverse("protocols:detail", args=[protocol.pk]) in shown
    assert 'name="_save"' not in shown
    assert 'name="clauses-0-text"' not in shown
