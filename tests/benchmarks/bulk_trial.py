"""Times the trial of a designation over 500 dossiers, as a worker does it, beside the bare act called in a loop and taken back.

    script/test --exec python -m tests.benchmarks.bulk_trial

Makes its dossiers in a database of its own, some of schools that no longer meet a criterion. Prints the seconds of the trial, those of
doing it after the confirmation, and the ratio to the loop; 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from time import perf_counter
from typing import Any

from tests.benchmarks.many_schools import a_database

GOAL = 10.0  # seconds for the trial
REFUSED = 50  # every such dossier is of a school that lost its classrooms
GIVEN = {"note": ["Uygun görüldü."], "starts_on": [""]}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--dossiers", type=int, default=500)
    asked.add_argument(
        "--trial-only", action="store_true", help="leave out the doing, which prints a letter for each dossier"
    )
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    with a_database():
        head = _dossiers(options.dossiers)
        loop = _in_a_loop(head)
        bulk, trial = _tried(head)
        print(f"{options.dossiers} dossiers: {dict(bulk.lines.counts())}")
        print(f"the bare act, each taken back   {loop:6.2f} s")
        print(
            f"trial in a worker               {trial:6.2f} s   goal {GOAL:.0f} s   ×{trial / loop:.2f} of the bare act"
        )
        if not options.trial_only:
            print(f"done after confirmation         {_done(bulk):6.2f} s   {dict(bulk.lines.counts())}")
    return 0 if trial <= GOAL else 1


def _dossiers(count: int) -> Any:
    from django.db import connection

    from accounts.choices import Role
    from designations.choices import DossierStatus
    from schools.models import Space
    from tests.factories import make_dossier, make_province, make_region_ready, make_school, make_user

    for number in range(count):
        school = make_region_ready(make_school(province=make_province(1 + number % 81)))
        make_dossier(DossierStatus.APPROVAL_PROPOSED, school=school)
        if number % REFUSED == 0:
            Space.objects.filter(school=school).update(places=1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return make_user(Role.DEPARTMENT_HEAD)


def _in_a_loop(head: Any) -> float:
    """Seconds of the act itself on each dossier, taken back, with nothing asked, stored or told around it."""
    from django.db import transaction
    from django.utils.timezone import localdate

    from designations.acts import DOSSIER
    from designations.models import Dossier
    from workflow.refusals import Refusal

    act = DOSSIER.acts["approve"]
    started = perf_counter()
    for dossier in Dossier.objects.order_by("pk"):
        with transaction.atomic():
            with suppress(Refusal):
                act(dossier, by=head, on=localdate(), note="Uygun görüldü.", starts_on=None)
            transaction.set_rollback(True)
    return perf_counter() - started


def _tried(head: Any) -> tuple[Any, float]:
    from django.utils.timezone import localdate

    from designations.bulk import DOSSIERS
    from designations.choices import DossierStatus
    from workflow.bulk.acts import order
    from workflow.models import BulkAct

    query = f"durum={DossierStatus.APPROVAL_PROPOSED}"
    started = perf_counter()
    bulk = order(
        DOSSIERS, by=head, on=localdate(), act="approve", query=query, given=GIVEN
    )  # the worker is this process
    return BulkAct.objects.get(pk=bulk.pk), perf_counter() - started


def _done(bulk: Any) -> float:
    from django.utils.timezone import localdate

    from workflow.bulk.acts import confirm_bulk_act

    started = perf_counter()
    confirm_bulk_act(bulk, by=bulk.by, on=localdate())
    return perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
