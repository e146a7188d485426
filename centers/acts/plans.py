"""The acts on a centre's yearly plan: opened or taken over from last year, written part by part, sent, realised (smm/5/4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from centers.choices.centers import STANDING
from centers.choices.chain import IN_THE_CENTRE, ChainMove, ChainStatus
from centers.models import (
    Center,
    ChainStep,
    GuideIndicator,
    IndicatorValue,
    MonitoringGuide,
    PlanActivity,
    PlanAim,
    PlanIndicator,
    PlanTarget,
    YearlyPlan,
)
from centers.models.plans import FIRST_YEAR, ONE_A_YEAR
from centers.permissions.chain import may_write
from centers.permissions.plans import may_open
from centers.rules import plans as rules
from workflow.lifecycle import Lifecycle
from workflow.refusals import Invalid

from .chain import ChainSubject, chain_acts
from .cloning import clone

PLAN = Lifecycle()
BASIS = "smm/5/4"
PARTS = {
    "aims": "Amaçlar",
    "targets": "Hedefler",
    "indicators": "Performans göstergeleri",
    "activities": "Faaliyetler ve yöntemler",
    "people": "Sorumlular ve günler",
}
ASKED_OF_ACTIVITY = {
    "title": "Faaliyetin adını yazın.",
    "method": "İzlenecek yöntemi yazın (SMM Yönergesi m. 5/4).",
    "responsible": "Sorumlu kişiyi yazın.",
}
UNNAMED = "Göstergeyi yazın ya da kılavuzdan seçin."
# A plan that has been sent is what the year is measured by; a returned one waits until it is sent again.
SENT = tuple(status for status in ChainStatus if status not in {*IN_THE_CENTRE, ChainStatus.DROPPED})


def refuse_year(year: int, on: date) -> None:
    if not FIRST_YEAR <= year <= on.year + 1:
        raise Invalid("Yıl", {"year": f"{FIRST_YEAR} ile {on.year + 1} arasında bir yıl yazın."})


@PLAN.opening("Yıllık plan hazırla", target=ChainStatus.DRAFT, may=may_open, cites=BASIS)
def open_plan(center: Center, /, *, by: User, on: date, year: int, clone_last: bool = False) -> YearlyPlan:
    """Opens the plan of a year, empty or taken over from the last one, with the guide that is in force at its beginning."""
    Center.objects.select_for_update(of=("self",)).get(pk=center.pk)
    refuse_year(year, on)
    if center.status not in STANDING:
        raise Invalid("Faaliyette olmayan bir merkez plan hazırlamaz (SMM Yönergesi m. 5/4).")
    if YearlyPlan.objects.filter(center=center, year=year).exclude(status=ChainStatus.DROPPED).exists():
        raise Invalid(ONE_A_YEAR, {"year": ONE_A_YEAR})
    guide = MonitoringGuide.objects.in_force(max(date(year, 1, 1), min(on, date(year, 12, 31))))
    made = YearlyPlan(center=center, year=year, guide=guide, author=by, state_since=on)
    if not clone_last:
        made.save()
        return made
    last = YearlyPlan.objects.filter(center=center, year=year - 1).exclude(status=ChainStatus.DROPPED).first()
    if last is None:
        said = f"Merkezin {year - 1} yılı için planı yok; planı boş başlatın."
        raise Invalid(said, {"clone_last": said})
    made.cloned_from = last
    made.save()
    clone(last, made)
    return made


def prepare_plan(center: Center, *, by: User, on: date, **values: Any) -> YearlyPlan:
    """The opening as doors call it: two who open the plan of a year at once have one, and the other is told."""
    try:
        with transaction.atomic():
            made: YearlyPlan = open_plan(center, by=by, on=on, **values)
    except IntegrityError as error:
        if "yearlyplan_one_a_year" not in str(error):
            raise
        raise Invalid(ONE_A_YEAR, {"year": ONE_A_YEAR}) from error
    return made


def _said(text: str, name: str, fault: str) -> str:
    if not text.strip():
        raise Invalid(fault, {name: fault})
    return text.strip()


def _of_plan(plan: YearlyPlan, row: Any, name: str) -> None:
    """The row belongs to the very plan that is locked; what another person took out meanwhile is there no more."""
    if row is not None and not type(row).objects.filter(pk=row.pk, plan=plan).exists():
        raise Invalid("Bu satır planda yok.", {name: "Bu satır planda yok."})


def _author(plan: YearlyPlan, by: User) -> None:
    plan.author = by


@PLAN.act("Amaç yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_aim(plan: YearlyPlan, /, *, by: User, on: date, title: str, aim: PlanAim | None = None) -> None:
    """Adds an aim, or puts one in other words."""
    _of_plan(plan, aim, "aim")
    row = aim or PlanAim(plan=plan)
    row.title = _said(title, "title", "Amacı yazın.")
    row.save()
    _author(plan, by)


@PLAN.act("Hedef yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_target(
    plan: YearlyPlan, /, *, by: User, on: date, aim: PlanAim, title: str, target: PlanTarget | None = None
) -> None:
    """Adds a target to an aim, or changes one."""
    _of_plan(plan, aim, "aim")
    _of_plan(plan, target, "target")
    row = target or PlanTarget(plan=plan)
    row.aim, row.title = aim, _said(title, "title", "Hedefi yazın.")
    row.save()
    _author(plan, by)


@PLAN.act("Gösterge yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_indicator(
    plan: YearlyPlan, /, *, by: User, on: date, target: PlanTarget, target_value: Decimal,
    indicator: PlanIndicator | None = None, baseline: Decimal | None = None, field: Any = None,
    of_guide: GuideIndicator | None = None, **facts: str,
) -> None:  # fmt: skip
    """Adds a performance indicator to a target, or changes one; one of the guide keeps the guide's name, kind and unit."""
    _of_plan(plan, target, "target")
    _of_plan(plan, indicator, "indicator")
    row = indicator or PlanIndicator(plan=plan)
    row.target, row.baseline, row.target_value, row.field, row.of_guide = (
        target,
        baseline,
        target_value,
        field,
        of_guide,
    )
    if of_guide is not None:
        _refuse_guide(plan, row, of_guide)
        facts = {name: getattr(of_guide, name) for name in ("name", "kind", "unit", "direction")}
    row.name = _said(facts.get("name", ""), "name", UNNAMED)
    row.kind, row.unit, row.direction = facts["kind"], facts.get("unit", "").strip(), facts["direction"]
    for name in ("target_value", "baseline"):
        value = getattr(row, name)
        if value is not None and (fault := rules.fault_of_value(row.kind, value)):
            raise Invalid(fault, {name: fault})
    row.save()
    _author(plan, by)


def _refuse_guide(plan: YearlyPlan, row: PlanIndicator, of_guide: GuideIndicator) -> None:
    if of_guide.guide_id != plan.guide_id:
        said = "Bu gösterge, planın kılavuzunda yok (SMM Yönergesi m. 11/3)."
        raise Invalid(said, {"of_guide": said})
    others = PlanIndicator.objects.filter(plan=plan, of_guide=of_guide, field=row.field).exclude(pk=row.pk)
    if others.exists():
        said = "Kılavuzun bu göstergesi planda (aynı alan için) zaten var."
        raise Invalid(said, {"of_guide": said})


@PLAN.act("Faaliyet yaz", source=IN_THE_CENTRE, may=may_write, cites=BASIS)
def write_activity(
    plan: YearlyPlan, /, *, by: User, on: date, target: PlanTarget, first_day: date, last_day: date, period: str,
    activity: PlanActivity | None = None, **words: str,
) -> None:  # fmt: skip
    """Adds an activity with its method, who is responsible and its days to a target, or changes one."""
    _of_plan(plan, target, "target")
    _of_plan(plan, activity, "activity")
    if fault := rules.fault_of_days(first_day, last_day, plan.year):
        raise Invalid(fault, {"last_day": fault})
    row = activity or PlanActivity(plan=plan)
    row.target, row.period, row.first_day, row.last_day = target, period, first_day, last_day
    for name, fault in ASKED_OF_ACTIVITY.items():
        setattr(row, name, _said(words.get(name, ""), name, fault))
    row.save()
    _author(plan, by)


@PLAN.act("Satırı çıkar", source=IN_THE_CENTRE, may=may_write, danger=True)
def remove_part(
    plan: YearlyPlan, /, *, by: User, on: date, aim: PlanAim | None = None, target: PlanTarget | None = None,
    indicator: PlanIndicator | None = None, activity: PlanActivity | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Takes one aim, target, indicator or activity out of the plan, with all that hangs on it."""
    named = [row for row in (aim, target, indicator, activity) if row is not None]
    if len(named) != 1:
        raise Invalid("Çıkarılacak bir satır seçin.")
    row = named[0]
    _of_plan(plan, row, row._meta.model_name.removeprefix("plan"))
    _refuse_realised(plan, row)
    removed = str(row)
    row.delete()
    _author(plan, by)
    return {"removed": removed}


def _refuse_realised(plan: YearlyPlan, row: Any) -> None:
    """Of a plan that was opened again, what the year has brought already stays (smm/11/2)."""
    path = {PlanAim: "target__aim", PlanTarget: "target", PlanIndicator: "pk", PlanActivity: ""}[type(row)]
    indicators = plan.indicators.exclude(realised=None).filter(**{path: row.pk}) if path else plan.indicators.none()
    done = plan.activities.exclude(outcome="")
    of_row = {PlanAim: Q(target__aim=row.pk), PlanTarget: Q(target=row.pk), PlanActivity: Q(pk=row.pk)}
    if indicators.exists() or (type(row) in of_row and done.filter(of_row[type(row)]).exists()):
        raise Invalid("Gerçekleşeni veya yapılanı yazılmış bir satır plandan çıkarılamaz (SMM Yönergesi m. 11/2).")


@PLAN.act("Gerçekleşeni yaz", source=SENT, may=may_write, cites="smm/11/2")
def record_value(
    plan: YearlyPlan, /, *, by: User, on: date, indicator: PlanIndicator, value: Decimal, measured_on: date,
    evidence: str,
) -> dict[str, Any]:  # fmt: skip
    """Writes what was realised by a day of the year, with the evidence; what was written before stays readable."""
    _of_plan(plan, indicator, "indicator")
    if fault := rules.fault_of_measuring(measured_on, plan.year, on):
        raise Invalid(fault, {"measured_on": fault})
    if fault := rules.fault_of_value(indicator.kind, value):
        raise Invalid(fault, {"value": fault})
    before = indicator.realised
    IndicatorValue.objects.create(
        plan=plan, indicator=indicator, value=value, measured_on=measured_on, written_by=by,
        evidence=_said(evidence, "evidence", "Kanıtı yazın: tutanak, liste, belge, bağlantı."),
    )  # fmt: skip
    newest = IndicatorValue.objects.filter(indicator=indicator).order_by("-measured_on", "-pk")[0]
    PlanIndicator.objects.filter(pk=indicator.pk).update(realised=newest.value, realised_on=newest.measured_on)
    return {"before": before}


@PLAN.act("Yapılanı yaz", source=SENT, may=may_write, cites="smm/11/2")
def record_activity(
    plan: YearlyPlan, /, *, by: User, on: date, activity: PlanActivity, outcome: str, done_on: date | None = None
) -> dict[str, Any]:
    """Writes what was done of an activity, and the day on which it was completed."""
    _of_plan(plan, activity, "activity")
    if done_on is not None and (fault := rules.fault_of_measuring(done_on, plan.year, on)):
        raise Invalid(fault, {"done_on": fault})
    before = activity.outcome
    said = _said(outcome, "outcome", "Yapılanı yazın.")
    PlanActivity.objects.filter(pk=activity.pk).update(outcome=said, done_on=done_on)
    return {"before": before}


@PLAN.act("Plandan vazgeç", source=IN_THE_CENTRE, target=ChainStatus.DROPPED, may=may_write, danger=True)
def drop_plan(plan: YearlyPlan, /, *, by: User, on: date, reason: str) -> None:
    """Gives the draft up; the year is free for another plan."""
    _said(reason, "reason", "Nedenini yazın.")
    if ChainStep.objects.of(plan).filter(move=ChainMove.REOPENED).exists():
        raise Invalid("Genel Müdürlükçe alınmış bir plandan vazgeçilemez; düzeltip yeniden gönderin.")
    if plan.values.exists():
        raise Invalid("Gerçekleşen değer yazılmış bir plandan vazgeçilemez (SMM Yönergesi m. 11/2).")


def tree_of(plan: YearlyPlan) -> list[rules.Aim]:
    """The plan as its rules see it, in three queries."""
    targets: dict[int, list[rules.Target]] = {}
    indicators, activities = (_counted(model, plan) for model in (PlanIndicator, PlanActivity))
    for row in PlanTarget.objects.filter(plan=plan).order_by("pk"):
        made = rules.Target(row.title, indicators.get(row.pk, 0), activities.get(row.pk, 0))
        targets.setdefault(row.aim_id, []).append(made)
    aims = PlanAim.objects.filter(plan=plan).order_by("pk")
    return [rules.Aim(aim.title, tuple(targets.get(aim.pk, ()))) for aim in aims]


def _counted(model: Any, plan: YearlyPlan) -> dict[int, int]:
    found: dict[int, int] = {}
    for key in model.objects.filter(plan=plan).values_list("target", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def _refuse_incomplete(plan: YearlyPlan, by: User, on: date) -> None:
    if faults := rules.faults_of_plan(tree_of(plan)):
        raise Invalid(" ".join(faults))
    used = plan.indicators.exclude(of_guide=None).values("of_guide")
    missing = GuideIndicator.objects.filter(guide=plan.guide, is_required=True).exclude(pk__in=used)
    if plan.guide_id and missing:
        raise Invalid(
            f"Kılavuzun her planda bulunan göstergeleri eksik (SMM Yönergesi m. 11/3): {', '.join(map(str, missing))}."
        )


chain_acts(
    PLAN,
    YearlyPlan,
    ChainSubject(parts=PARTS, tells="centers.tasks.after_plan_step", cites=BASIS, check=_refuse_incomplete),
)
