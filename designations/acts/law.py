"""Trying the rules of both versions of a provision on the country: ordered by the General Directorate, computed by a job."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from accounts.collecting import collector_resting
from accounts.models import User
from accounts.standing import duty_that_lets
from designations.dossiers import facts_of, policy_on
from designations.models import VersionTrial
from designations.permissions import may_try_figures
from designations.rules.versions import Compared, are_both_written, compare
from schools.models import School
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.law.reading import amendment_of, law_now
from workflow.models import ProvisionVersion
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .standings import start_check

TASK = "designations.tasks.try_version"
AT_WORK = {JobState.QUEUED, JobState.RUNNING}
NOT_YOURS = "Sürümü ülkede Genel Müdürlük görevlileri dener (idari usul)."
BUSY = "Bu sürümün denemesi zaten sürüyor; bitmesini bekleyin."
NOT_WRITTEN = (
    "Yazılımda bu sürümün yürürlük gününde başlayan bir kural yok; iki sürüm ancak kuralı yazılınca karşılaştırılır."
)


@transaction.atomic
def order_version_trial(version: ProvisionVersion, /, *, by: User, on: date) -> VersionTrial:
    """Have every school asked by the rules of both versions; what was found before stays until the new result is there."""
    if not may_try_figures(by, None):
        raise NotPermitted(NOT_YOURS)
    if not are_both_written(amendment_of(version)):
        raise Invalid(NOT_WRITTEN)
    ProvisionVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    trial = VersionTrial.objects.filter(version=version).first() or VersionTrial(version=version)
    if trial.job and trial.job.state in AT_WORK:
        raise OutOfState(BUSY)
    trial.by, trial.as_of = by, on
    trial.made_at, trial.result, trial.turned = None, {}, []
    trial.job = jobs.start(TASK, title=f"{version} ülkede deneniyor", by=by, version=version.pk, on=on.isoformat())
    trial.save()
    lent = duty_that_lets(by, lambda user: may_try_figures(user, None))
    label = "Sürüm ülkede denendi"
    record_act(version, act="order_version_trial", label=label, by=by, on=on, in_place_of=lent)
    return trial


def check_again(version: ProvisionVersion, on: date) -> None:
    """A version that holds already when it is published may change standings before the night comes."""
    if amendment_of(version).is_content and version.begins <= on:
        try:
            start_check(by=None, on=on)
        except OutOfState:
            return  # one runs; the night's will find the rest


def compute_version_trial(key: int, *, on: date, tell: Any) -> VersionTrial:
    """Ask every open school by both versions; whole, or not at all."""
    trial = VersionTrial.objects.select_related("version").get(version=key)
    schools = School.objects.open_on(on)
    total = schools.count()
    tell(0, total)
    with collector_resting():
        facts = facts_of(schools, on=on)
        tell(total // 2, total)
        found = compare(facts.items(), policy_on(on)[1], amendment_of(trial.version), law_now(), on=on)
    trial.result, trial.turned = _result(found), _rows(found)
    trial.as_of, trial.made_at = on, now()
    tell(total, total)
    trial.save()
    return trial


def _result(found: Compared) -> dict[str, Any]:
    types: dict[str, dict[str, int]] = {}
    for (kind, before, after), count in sorted(found.counts.items()):
        types.setdefault(kind, {})[f"{before}>{after}"] = count
    return {"schools": found.schools, "types": types}


def _rows(found: Compared) -> list[list[Any]]:
    names = School.objects.filter(pk__in={one.school for one in found.turned}).order_by("name", "pk")
    place = {key: number for number, key in enumerate(names.values_list("pk", flat=True))}
    rows = sorted(found.turned, key=lambda one: (place[one.school], one.type))
    return [
        [one.school, one.type, one.before.value, one.after.value, one.verdict_before, one.verdict_after]
        for one in rows
    ]
