"""Two at once, with real threads on PostgreSQL: one wins, the other is told why, nothing is half-written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.choices import Role
from designations import acts
from designations.choices import DossierStatus as S
from designations.models import Designation, Dossier, SectionEntry
from designations.models.dossiers import Dossier as DossierModel
from tests.designations.standards import publish_empty_standards
from tests.factories import TODAY, make_dossier, make_protocol, make_region_ready, make_school, make_site, make_user
from workflow.models import JournalEntry
from workflow.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; each gives its result or its refusal."""
    start = Barrier(len(calls))

    def run(call):
        start.wait()
        try:
            return call()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def refusals(results):
    return [result for result in results if isinstance(result, Refusal)]


def test_a_decision_taken_twice_at_once_is_taken_once():
    dossier = make_dossier(S.APPROVAL_PROPOSED)
    heads = [make_user(Role.DEPARTMENT_HEAD), make_user(Role.DIRECTOR_GENERAL)]

    results = at_once(*[lambda head=head: acts.approve(dossier, by=head, on=TODAY) for head in heads])

    assert [str(refusal) for refusal in refusals(results)] == ["“Onayla” işlemi “Belirlendi” durumunda yapılamaz."]
    assert Designation.objects.count() == 1
    assert JournalEntry.objects.of(dossier).filter(act="approve").count() == 1


def test_two_dossiers_of_a_type_are_never_open_at_once():
    school = make_region_ready(make_school())
    officers = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(4)]

    results = at_once(*[lambda by=by: acts.open_dossier(school, by=by, on=TODAY, type="region") for by in officers])

    assert len(refusals(results)) == 3
    assert Dossier.objects.count() == 1


def test_in_sector_and_integrated_exclude_each_other_at_once():
    publish_empty_standards()
    school = make_school()
    make_site(school)
    make_protocol(school)
    dossiers = [
        make_dossier(S.APPROVAL_PROPOSED, school=school, type=kind) for kind in ("in_sector", "sector_integrated")
    ]
    head = make_user(Role.DIRECTOR_GENERAL)

    results = at_once(*[lambda dossier=dossier: acts.approve(dossier, by=head, on=TODAY) for dossier in dossiers])

    assert [str(refusal) for refusal in refusals(results)] == [
        "Sektör içi ve sektöre entegre özellikleri bir okulda birlikte bulunamaz."
    ]
    assert Designation.objects.count() == 1
    assert sorted(DossierModel.objects.values_list("status", flat=True)) == ["approval_proposed", "approved"]


def test_two_users_saving_one_section_lose_nothing():
    dossier = make_dossier()
    officers = [make_user(Role.PROVINCE_OFFICER, province=6) for _ in range(2)]

    results = at_once(
        *[
            lambda by=by: acts.save_section(
                dossier, "rationale", by=by, on=TODAY, text=f"{by} yazdı", is_done=True, revision=0
            )
            for by in officers
        ]
    )

    (stale,) = refusals(results)
    kept = SectionEntry.objects.get(dossier=dossier, section="rationale")
    assert kept.text in str(stale)
    assert kept.revision == 1
