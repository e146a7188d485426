"""Every address against every role: who may ask, and that nobody outside the own place is answered with a record.

An address that stands under no heading below fails: whoever adds one says in `addresses` for whom it is.
"""

import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from accounts.choices import Role
from accounts.models import Duty
from tests.architecture.addresses import (
    MINISTRY,
    NO_RECORD,
    OF_A_RECORD,
    PROGRAMS,
    PUBLIC,
    REPRESENTATIVES,
    SIGNED_IN,
)
from tests.architecture.test_house import patterns
from tests.architecture.world import SECRET, make_world
from tests.factories import (
    make_school,
    make_user,
)
from tests.workflow.people import EVERYBODY, OUTSIDE, WITHIN

pytestmark = pytest.mark.django_db


ADDRESSES = [address for address, _ in patterns(get_resolver())]
# Roles that look at each list of the admin's, written by hand; those of a record's own room go with it.
A, B, C, D, X = Role.ADMINISTRATOR, Role.AUDITOR, Role.DIRECTOR_GENERAL, Role.DEPARTMENT_HEAD, Role.EXPERT
ALL_OF_THEM = {A, B, C, D, X}
NOT_FOR_ALL = {
    "accounts.user": {A, B, C},
    "accounts.duty": {A, B, C},
    "accounts.substitution": {A, B, C},
    "accounts.apiclient": {A, B, C},
    "accounts.securityevent": {A, B},
    "workflow.accountrequest": {A, B, C, D},
    "workflow.errand": {A, B},
    "desk.digest": {A, B},
    "workflow.subscription": {A, B, C},
    "workflow.delivery": {A, B, C},
    "workflow.change": {A, B, C},
    "workflow.feedkeeping": {A, B, C},
}


def heading(address):
    """Under which heading an address stands, and what it is there."""
    if address.startswith(PROGRAMS):
        return "program"
    if address.startswith(MINISTRY):
        return "ministry"
    if address.startswith(REPRESENTATIVES):
        return "representative"
    found = [
        (len(beginning), name)
        for name, beginnings in (
            ("public", PUBLIC),
            ("signed in", SIGNED_IN),
            ("record", OF_A_RECORD),
            ("signed in", NO_RECORD),
        )
        for beginning in beginnings
        if address.startswith(beginning)
    ]
    if address == "":
        return "signed in"
    name = max(found)[1] if found else ""
    # A beginning for whoever has signed in covers no address of single records: those are declared with what fills them.
    return "" if name == "signed in" and re.search(r"<(int|uuid):pk>", address) and address not in NO_RECORD else name


def sample(address, world):
    beginning = max((b for b in OF_A_RECORD if address.startswith(b)), key=len)
    values = OF_A_RECORD[beginning]
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(world.get(values[match[1]], values[match[1]])), address)


OF_RECORDS = [address for address in ADDRESSES if heading(address) == "record"]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of each record, all of one school in Ankara, and everybody; made once, since what a test does to it is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def test_every_address_says_for_whom_it_is():
    assert [address for address in ADDRESSES if not heading(address)] == []


def test_no_heading_stands_for_nothing():
    waiting = {
        "robots.txt",
        "gorunumler/",
        "disa-aktarim/",
        "aktarimlar/",
        "yorumlar/",
        "gorevlendirme/",
    }
    beginnings = {*PUBLIC, *SIGNED_IN, *OF_A_RECORD, *NO_RECORD} - waiting
    assert [b for b in beginnings if not any(address.startswith(b) for address in ADDRESSES)] == []


def fill(address):
    """An address with something in each of its places."""
    given = {"int": "1", "slug": "olmayan", "uuid": "00000000-0000-4000-8000-000000000000"}
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda match: given.get(match[1] or "", "x"), address)


def plain(address):
    """Whether the address is a route of ours, not one of the admin's regular expressions."""
    return not re.search(r"[\^$(\\]", address)


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_who_is_not_signed_in_comes_further_than_the_public_pages(method):
    wrong = []
    for address in filter(plain, ADDRESSES):
        answer = getattr(Client(), method)(fill(address))
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith(("/hesap/", "/yonetim/login/"))
        kind = heading(address)
        # Two lists of what the law says are open to anybody; so are the API's own description and words.
        if kind == "program" and answer.status_code not in {401, 403, 404, 405}:
            wrong.append((address, answer.status_code)) if address not in OPEN_TO_PROGRAMS else None
        elif kind in {"signed in", "record", "ministry"} and not to_sign_in:
            wrong.append((address, answer.status_code))
    assert wrong == [], wrong


OPEN_TO_PROGRAMS = {"api/v1/schema/", "api/v1/docs/", "api/v1/changelog/"}


@pytest.mark.parametrize("name", sorted(OUTSIDE - {"locked_out_head"}))
def test_a_record_is_not_there_for_who_is_not_on_duty_in_its_place(world, name):
    client, shown = Client(), []
    client.force_login(world["people"][name])
    for address in OF_RECORDS:
        for method in ("get", "post"):
            answer = getattr(client, method)(sample(address, world))
            text = answer.content.decode(errors="replace") if not answer.streaming else "a file"
            refused = answer.status_code in {403, 404, 405}
            if not refused or SECRET in text or "Gizlenecek" in text or "gizlenecek@" in text:
                shown.append((method, address, answer.status_code))
    assert shown == []


def test_the_records_of_this_test_are_there_for_who_is_on_duty(world):
    """Else the test above would prove nothing."""
    there = set()
    for name in ("officer", "expert", "auditor", "principal"):
        client = Client()
        client.force_login(world["people"][name])
        there |= {
            address for address in OF_RECORDS if client.get(sample(address, world)).status_code in {200, 302, 405}
        }

    nowhere = {
        address
        for address in OF_RECORDS
        if {"nothing", "no file"}
        & set(OF_A_RECORD[max((b for b in OF_A_RECORD if address.startswith(b)), key=len)].values())
    }
    answers_post_alone_or_later = {
        "okullar/dosyadan/<uuid:pk>/hatalar/", "hesaplar/istek/<int:pk>/duzelt/", "dosyalar/<int:pk>/bolum/<slug:section>/kanit/",
        "dosyalar/<int:pk>/bolum/<slug:section>/", "dosyalar/<int:pk>/denetle/", "belge/<int:pk>/pdf/", "belge/ek/<uuid:pk>/",
        "protokoller/<int:pk>/belge/<slug:what>/", "protokoller/yukumlulukler/<int:pk>/kanit/", "protokoller/giderler/<int:pk>/cikti/", "protokoller/<int:pk>/imzali/<slug:what>/", "merkezler/raporlar/<int:pk>/basilan/",
        "merkezler/faaliyetler/<int:pk>/sonuclar/dosya/",
    }  # fmt: skip
    assert set(OF_RECORDS) - there - nowhere - answers_post_alone_or_later == set()


@pytest.mark.parametrize("role", list(Role))
def test_the_admin_answers_whom_its_lists_are_for(role):
    client, wrong = Client(), []
    client.force_login(make_user(role, province=6, school=make_school()))
    for model, page in admin.site._registry.items():
        if getattr(page, "job", None) is None:
            continue  # of a package, in no menu and for superusers alone
        label = model._meta.label_lower
        try:
            url = reverse(f"admin:{label.replace('.', '_')}_changelist")
        except NoReverseMatch:
            continue
        expected = role in NOT_FOR_ALL.get(label, ALL_OF_THEM)
        code = client.get(url).status_code
        if (code == 200) != expected or code not in {200, 302, 403}:
            wrong.append((label, code))
    assert wrong == [], wrong


@pytest.mark.parametrize("role", [role for role in Role if role not in ALL_OF_THEM])
def test_nobody_outside_the_ministry_comes_into_the_admin(role, world):
    client, wrong = Client(), []
    client.force_login(make_user(role, province=6, school=make_school()))
    for address in (a for a in ADDRESSES if a.startswith("yonetim/") and plain(a)):
        answer = client.get(fill(address))
        if answer.status_code not in {302, 403, 404} or SECRET in answer.content.decode(errors="replace"):
            wrong.append((address, answer.status_code))
    assert wrong == [], wrong


def test_a_duty_that_is_over_opens_nothing_any_more(world):
    person = make_user(None)
    Duty.objects.create(
        user=person, role=Role.PROVINCE_OFFICER, province_id=6, starts_on=date(2024, 1, 1), ends_on=date(2024, 12, 31)
    )
    client = Client()
    client.force_login(person)

    assert [a for a in OF_RECORDS if client.get(sample(a, world)).status_code not in {403, 404, 405}] == []


def test_everybody_of_the_table_is_asked():
    assert WITHIN | OUTSIDE == EVERYBODY
