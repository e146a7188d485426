"""Dossiers that wait for a bulk act, ordered, tried and done."""

from __future__ import annotations

from django.test import Client
from django.utils.timezone import localdate

from designations.bulk import DOSSIERS
from designations.choices import DossierStatus as D
from schools.models import Space
from tests.factories import make_dossier, make_province, make_region_ready, make_school
from workflow import tasks
from workflow.bulk.acts import (
    confirm_bulk_act,
    order,
)
from workflow.models import BulkAct

PROPOSED = f"durum={D.APPROVAL_PROPOSED}"
NOTE = {"note": ["Uygun görüldü."], "starts_on": [""]}


def proposed(number=3, province=6):
    """So many dossiers whose approval was proposed, of schools that meet every criterion."""
    return [
        make_dossier(D.APPROVAL_PROPOSED, school=make_region_ready(make_school(province=make_province(province))))
        for _ in range(number)
    ]


def no_longer_eligible(dossier):
    """The school loses its classrooms after the proposal."""
    Space.objects.filter(school=dossier.school).update(places=1)


def ordered(by, *, act="approve", query=PROPOSED, given=None):
    return order(DOSSIERS, by=by, on=localdate(), act=act, query=query, given=NOTE if given is None else given)


def tried(by, **values):
    bulk = ordered(by, **values)
    tasks.try_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))
    return BulkAct.objects.get(pk=bulk.pk)


def done(bulk):
    bulk = confirm_bulk_act(bulk, by=bulk.by, on=localdate())
    tasks.do_bulk_act(job=str(bulk.job_id), pk=str(bulk.pk))
    return BulkAct.objects.get(pk=bulk.pk)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client
