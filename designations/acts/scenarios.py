"""The what-if laboratory: scenarios saved, run over the country, dropped; and the effect of a draft, before it may be published.

No act here touches a live record. That a draft may be published only once its effect was computed with exactly its figures is the
administration's choice (docs/adr/0019).
"""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from accounts.models import User
from accounts.standing import duty_that_lets
from designations.choices import ScenarioEffect
from designations.models import ClusterVersion, PolicyVersion, Scenario
from designations.permissions import may_try_figures
from designations.rules.facts import POLICY_KEYS
from designations.scenarios import Tell, digest_of, faults_of, held_on, read_value, store, summary_of, try_on_country
from schools.models import StandardsVersion
from workflow import jobs
from workflow.choices import JobState
from workflow.journal import record_act
from workflow.refusals import Invalid, NotPermitted, OutOfState

from .constraints import sentence_of

TASK = "designations.tasks.run_scenario_job"
AT_WORK = {JobState.QUEUED, JobState.RUNNING}
NOT_YOURS = "Senaryoları Genel Müdürlük görevlileri hazırlar (idari usul)."
UNWEIGHED = "Taslağın ülkedeki etkisi bu değerlerle hesaplanmadan yayımlanamaz; önce “Ülkedeki etkisini gör” ile hesaplatın (idari usul)."
DRAFTS: dict[type, str] = {PolicyVersion: "policy", ClusterVersion: "clusters", StandardsVersion: "standards"}


@transaction.atomic
def save_scenario(scenario: Scenario | None, /, *, by: User, on: date, **given: Any) -> Scenario:
    """Save a new scenario (``None``), or other figures of one; thresholds that contradict each other are refused at their field.

    ``given``: ``name``, ``note``, ``values``, and the versions ``policy``, ``clusters``, ``standards`` and ``year``; ``None``: in force.
    """
    _refuse_others(by)
    kept = Scenario(by=by, saved_on=on) if scenario is None else _held(scenario)
    if kept.is_effect:
        raise OutOfState("Bir taslağın etkisi değiştirilemez; taslağın kendisini düzenleyin.")
    for name, value in given.items():
        setattr(kept, name, value)
    kept.name = " ".join(kept.name.split())[:120]
    _refuse_faults(kept, on)
    kept.saved_on = on
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        sentence = sentence_of(error, "Senaryo kaydedilemedi.")
        raise Invalid(sentence, {"name": sentence}) from error
    _note(kept, "save_scenario", "Senaryo kaydedildi", by=by, on=on, **given)
    return kept


def _refuse_faults(scenario: Scenario, on: date) -> None:
    if not scenario.name:
        raise Invalid("Senaryoya bir ad verin.", {"name": "Bir ad yazın."})
    faults = {key: "Böyle bir ölçüt değeri yok." for key in scenario.values if key not in POLICY_KEYS}
    for key, value in scenario.values.items():
        try:
            read_value(key, value)
        except (ArithmeticError, TypeError, ValueError):
            faults[key] = "Bir sayı olmalıdır."
    faults = faults or faults_of(scenario, on)
    if faults:
        raise Invalid("Değerler birbiriyle çelişiyor; hiçbir okul bu ölçütü sağlayamaz.", faults)


@transaction.atomic
def run_scenario(scenario: Scenario, /, *, by: User, on: date) -> Scenario:
    """Have the scenario tried on the whole country; what an earlier run found is replaced when the new one is done."""
    _refuse_others(by)
    scenario = _held(scenario)
    if scenario.job and scenario.job.state in AT_WORK:
        raise OutOfState("Senaryo zaten hesaplanıyor; bitmesini bekleyin.")
    scenario.job = jobs.start(
        TASK, title=f"Senaryo: {scenario.name}"[:200], by=by, scenario=scenario.pk, on=on.isoformat()
    )
    scenario.save(update_fields=["job"])
    _note(scenario, "run_scenario", "Senaryo çalıştırıldı", by=by, on=on)
    return scenario


@transaction.atomic
def stop_scenario(scenario: Scenario, /, *, by: User, on: date) -> Scenario:
    """Stop a run; what the run before found stays."""
    _refuse_others(by)
    scenario = _held(scenario)
    if scenario.job is None or not jobs.cancel(scenario.job):
        raise OutOfState("Süren bir hesaplama yok.")
    _note(scenario, "stop_scenario", "Senaryonun hesaplanması durduruldu", by=by, on=on)
    return scenario


@transaction.atomic
def drop_scenario(scenario: Scenario, /, *, by: User, on: date) -> None:
    """Delete a scenario with what it found; the journal keeps that it was there."""
    _refuse_others(by)
    scenario = _held(scenario)
    if scenario.is_effect:
        raise OutOfState("Bir taslağın etkisi silinmez.")
    if scenario.job:
        jobs.cancel(scenario.job)
    _note(scenario, "drop_scenario", "Senaryo silindi", by=by, on=on)
    scenario.delete()


@transaction.atomic
def weigh_draft(draft: Any, /, *, by: User, on: date) -> Scenario:
    """Have the effect of a draft computed with the figures that it has now."""
    _refuse_others(by)
    kind = DRAFTS[type(draft)]
    name = f"“{draft}” taslağının etkisi"[:120]
    scenario, _ = Scenario.objects.get_or_create(
        **{kind: draft}, is_effect=True, defaults={"name": name, "by": by, "saved_on": on}
    )
    return run_scenario(scenario, by=by, on=on)


def effect_of_draft(draft: Any) -> Scenario | None:
    """The effect of the draft as it was computed last, with these figures or with earlier ones."""
    found: Scenario | None = Scenario.objects.filter(**{DRAFTS[type(draft)]: draft}, is_effect=True).first()
    return found


def is_weighed(draft: Any) -> bool:
    """Whether the effect was computed with exactly the figures that the draft has now."""
    scenario = effect_of_draft(draft)
    return scenario is not None and scenario.computed_at is not None and scenario.digest == digest_of(scenario)


def refuse_unweighed(draft: Any) -> None:
    if settings.PUBLISHING_NEEDS_EFFECT and not is_weighed(draft):
        raise Invalid(UNWEIGHED)


def compute(key: int, *, on: date, tell: Tell) -> Scenario:
    """Try the scenario and store what was found, with the digest of the figures that were tried; done twice it finds the same."""
    began = perf_counter()
    related = ("policy", "clusters", "standards", "year")
    scenario = Scenario.objects.select_related(*related).get(pk=key)
    digest = digest_of(scenario)
    found, snapshot = try_on_country(scenario, on=on, tell=tell)
    held = held_on(on)
    with transaction.atomic():
        scenario = Scenario.objects.select_for_update(of=("self",)).get(pk=key)
        tell(3, 3)  # raises where somebody stopped the run
        counted = store(scenario, found, held)
        scenario.result = summary_of(found, snapshot, held)
        scenario.gains, scenario.losses = counted[ScenarioEffect.GAIN], counted[ScenarioEffect.LOSS]
        scenario.digest, scenario.as_of, scenario.computed_at = digest, on, now()
        scenario.milliseconds = round((perf_counter() - began) * 1000)
        scenario.save()
    return scenario


def _held(scenario: Scenario) -> Scenario:
    """The scenario as it is now, held until the act is over."""
    return Scenario.objects.select_for_update(of=("self",)).select_related("job").get(pk=scenario.pk)


def _refuse_others(by: User) -> None:
    if not may_try_figures(by, None):
        raise NotPermitted(NOT_YOURS)


def _note(scenario: Scenario, act: str, label: str, *, by: User, on: date, **details: Any) -> None:
    lent = duty_that_lets(by, lambda user: may_try_figures(user, None))
    record_act(scenario, act=act, label=label, by=by, on=on, details=details, in_place_of=lent)
