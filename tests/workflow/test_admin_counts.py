"""Every list of the admin asks the database as often about thirty records as about one."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import SecurityEvent
from accounts.security import note
from designations.choices import DossierStatus
from designations.papers import issue_receipt
from tests.factories import (
    TODAY,
    make_attachment,
    make_designation,
    make_dossier,
    make_protocol,
    make_region_ready,
    make_school,
    make_stakeholder,
    make_user,
)
from tests.factories.circulars import make_circular
from tests.factories.imports import make_import
from tests.factories.together import make_assignment, make_comment, make_substitution
from workflow.admin.base import MinistryAdmin
from workflow.feed.reading import state
from workflow.models import DayOff, Job, Subscription
from workflow.people.acts import Asked, ask_account

pytestmark = pytest.mark.django_db
LISTS = [model for model, page in admin.site._registry.items() if isinstance(page, MinistryAdmin)]
FILLED = 14  # lists at least in which the records of this test show; a list without rows would prove nothing


def one_of_each(number):
    """A record of most kinds, with people, places and papers of its own."""
    school = make_region_ready(make_school(province=1 + number % 40))
    make_designation()
    dossier = make_dossier(DossierStatus.SUBMITTED, school=school)
    issue_receipt(dossier)
    make_protocol(school)
    make_stakeholder()
    officer, expert = make_user(Role.PROVINCE_OFFICER, province=school.province), make_user(Role.EXPERT)
    make_attachment(officer)
    make_import(officer)
    make_comment(dossier, expert)
    make_assignment(dossier, expert)
    make_substitution(officer, make_user(Role.PROVINCE_OFFICER, province=school.province))
    note(SecurityEvent.Kind.SIGNED_IN, user=officer)
    Job.objects.create(task="deneme", title="Deneme", by=officer)
    DayOff.objects.create(day=localdate() + timedelta(days=number), name="İdari izin", source="Genelge")
    Subscription.objects.create(
        owner=make_user(Role.CLIENT),
        url=f"https://ornek.gov.tr/{number}",
        secret="x",
        kinds=[],
        era=state().era,
        xact=0,
        change=0,
    )
    asked = Asked("Çağrı", "Işık", f"kisi{number}@meb.gov.tr", Role.PROVINCE_OFFICER, TODAY, None, "Yazı")
    ask_account(school.province, by=officer, on=TODAY, asked=asked)


def asked_by(client):
    """How often each list asks, and how many rows it shows."""
    client.get(reverse("admin:index"))  # notes that the session is used, as one page in five minutes does
    found = {}
    for model in LISTS:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address)
        if page.status_code == 200:
            found[model._meta.label] = (len(queries), page.context["cl"].result_count)
    return found


def test_every_list_asks_as_often_about_30_records_as_about_1(monkeypatch):
    monkeypatch.setattr("workflow.jobs._queue", lambda _: None)
    client = Client()
    client.force_login(make_user(Role.ADMINISTRATOR))
    one_of_each(0)
    make_circular()
    asked_by(client)  # whatever is kept from the first call on
    once = asked_by(client)
    for number in range(1, 30):
        one_of_each(number)
    often = asked_by(client)

    assert sum(rows >= 25 for _, rows in often.values()) >= FILLED
    grown = {name: (once[name], often[name]) for name in often if often[name][0] > once[name][0]}
    assert grown == {}
